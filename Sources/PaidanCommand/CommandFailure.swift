import Paidan
import Reports
import ScenarioFiles
import ScenarioGenerator
import Scheduling

/// Why a command could not do what it was asked.
enum CommandFailure: Error {
    /// The scenario has errors (and maybe warnings).
    case invalidScenario(path: String, [InputFault])
    /// A plan file has errors.
    case unreadablePlan(path: String, [PlanFault])
    /// The output folder can't be used.
    case output(OutputFailure)
    /// A file could not be written.
    case fileNotWritten(path: String, FileFailure)
    /// No plan was made; the status is that of a signal that came before.
    case planning(PlanningFailure, Scenario, CommandStatus?)
    /// A file of options can't be read.
    case fileNotRead(path: String, FaultText)
    /// A plan file that a question is about breaks rules.
    case faultyPlan(PlanFindings, Scenario)
    /// A question that the scenario and the plan can't answer, and why.
    case unanswerable(Phrase, [String])
    /// A plan found fails its audit: a defect.
    case auditFailed([String])
    /// No scenario of the sizes asked for can be made.
    case notGenerated(GeneratorFailure)
    /// A scenario made has faults: a defect.
    case generatedFaulty([String])
    /// A scenario's folder could not be written.
    case folderNotWritten(WholeFolder.Failure)
    /// A report's folder could not be written.
    case reportNotWritten(WholeFolder.Failure)
    /// A signal came before there was a plan.
    case interruptedEarly(CommandStatus)
    /// A signal came while the folder's plan of an earlier run was better.
    case keptBetter(CommandStatus, folder: String, found: Int, standing: Int)

    /// How the program ends because of it.
    var status: CommandStatus {
        switch self {
        case .invalidScenario, .unreadablePlan, .unanswerable, .fileNotRead: .badInput
        case .faultyPlan: .violations
        case .output, .fileNotWritten, .folderNotWritten, .reportNotWritten: .outputNotWritten
        case .notGenerated: .usage
        case .auditFailed, .generatedFaulty: .internalError
        case .interruptedEarly(let status), .keptBetter(let status, _, _, _): status
        case .planning(let failure, _, let interruption):
            switch failure {
            case .conflictingPins, .tooManyChanges: .badInput
            case .pinsNotSettled: interruption ?? .pinsNotSettled
            case .auditFailed: .internalError
            }
        }
    }

    /// A stable word for it, in JSON.
    var outcome: String {
        switch self {
        case .invalidScenario: "invalid-input"
        case .unreadablePlan: "unreadable-plan"
        case .faultyPlan: "violations"
        case .unanswerable, .fileNotRead: "unanswerable"
        case .output, .fileNotWritten, .folderNotWritten, .reportNotWritten: "not-written"
        case .notGenerated: "invalid-options"
        case .auditFailed, .generatedFaulty: "internal-error"
        case .interruptedEarly, .keptBetter: "interrupted"
        case .planning(let failure, _, _):
            switch failure {
            case .conflictingPins: "conflicting-pins"
            case .tooManyChanges: "too-many-changes"
            case .pinsNotSettled: "pins-not-settled"
            case .auditFailed: "internal-error"
            }
        }
    }

    /// Rows that can't be kept together, where that is the failure.
    var conflictingPins: ([Commitment], Scenario)? {
        guard case .planning(.conflictingPins(let rows), let scenario, _) = self else { return nil }
        return (rows, scenario)
    }

    /// Faults of files, where they are the failure.
    func faults(in language: Language) -> [FaultRecord]? {
        switch self {
        case .invalidScenario(_, let faults): faults.map { FaultRecord($0, in: language) }
        case .unreadablePlan(let path, let faults):
            faults.map { FaultRecord($0, path: path, in: language) }
        case .faultyPlan(let findings, _): findings.faults(in: language)
        case .unanswerable, .fileNotRead, .output, .fileNotWritten, .planning, .auditFailed,
            .interruptedEarly, .keptBetter,
            .notGenerated,
            .generatedFaulty, .folderNotWritten, .reportNotWritten:
            nil
        }
    }

    /// What the audit found, where it found something.
    var auditFindings: [String] {
        switch self {
        case .auditFailed(let findings), .planning(.auditFailed(let findings), _, _),
            .generatedFaulty(let findings):
            findings
        default: []
        }
    }

    /// What went wrong, in a sentence for people; the particulars are told apart.
    func message(in language: Language) -> String {
        switch self {
        case .invalidScenario(_, let faults):
            let errors = faults.count { $0.severity == .error }
            return Phrase.faultsFound.text(language, "\(errors)", "\(faults.count - errors)")
        case .unreadablePlan(let path, _): return Phrase.planUnreadable.text(language, path)
        case .fileNotRead(let path, let cause):
            return Phrase.fileUnreadable.text(language, path, cause.text(in: language))
        case .faultyPlan: return Phrase.questionRefused.text(language)
        case .unanswerable(let phrase, let values):
            return phrase.text(language, values: values)
        case .output(let failure): return failure.message(in: language)
        case .fileNotWritten(let path, let failure):
            return Phrase.fileNotWritten.text(language, path, failure.cause.text(in: language))
        case .auditFailed: return Phrase.auditFailed.text(language)
        case .notGenerated(let failure): return failure.message(in: language)
        case .generatedFaulty: return Phrase.generatedFaulty.text(language)
        case .folderNotWritten(.notEmpty(let path)):
            return Phrase.folderNotEmpty.text(language, path)
        case .folderNotWritten(.file(let failure)):
            let reason = failure.cause.text(in: language)
            return Phrase.fileNotWritten.text(language, failure.path, reason)
        case .reportNotWritten(.notEmpty(let path)):
            return Phrase.reportFolderNotEmpty.text(language, path)
        case .reportNotWritten(.file(let failure)):
            let reason = failure.cause.text(in: language)
            return Phrase.fileNotWritten.text(language, failure.path, reason)
        case .interruptedEarly: return Phrase.interruptedEarly.text(language)
        case .keptBetter(_, let folder, let found, let standing):
            return Phrase.interruptedKeptBetter.text(
                language,
                Figures.grouped(found),
                Figures.grouped(standing),
                folder
            )
        case .planning(let failure, _, let interruption):
            switch failure {
            case .conflictingPins(let rows):
                return Phrase.conflictingPins.text(language, "\(rows.count)")
            case .tooManyChanges: return Phrase.tooManyChanges.text(language)
            case .pinsNotSettled:
                let phrase: Phrase = interruption == nil ? .pinsNotSettled : .interruptedEarly
                return phrase.text(language)
            case .auditFailed: return Phrase.auditFailed.text(language)
            }
        }
    }
}

extension OutputFailure {
    /// What is wrong with the folder, in a sentence for people.
    func message(in language: Language) -> String {
        switch self {
        case .notAFolder(let path): Phrase.notAFolder.text(language, path)
        case .cannotCreate(let path, let reason):
            Phrase.cannotCreate.text(language, path, reason.text(in: language))
        case .notWritable(let path, let reason):
            Phrase.notWritable.text(language, path, reason.text(in: language))
        case .inUse(let path, nil): Phrase.inUse.text(language, path)
        case .inUse(let path, let process?): Phrase.inUseBy.text(language, path, process)
        }
    }
}

extension GeneratorFailure {
    /// Why no scenario was made, in a sentence for people.
    func message(in language: Language) -> String {
        switch self {
        case .densityOutOfReach(let range):
            Phrase.densityOutOfReach.text(language, "\(range.lowerBound)", "\(range.upperBound)")
        case .sizesAreFixed(let profile): Phrase.sizesAreFixed.text(language, profile.rawValue)
        case .sizeOutOfRange(let name, let range):
            Phrase.sizeOutOfRange.text(
                language,
                name,
                "\(range.lowerBound)",
                "\(range.upperBound)"
            )
        }
    }
}
