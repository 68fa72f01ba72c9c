import ArgumentParser
import Evaluation
import Foundation
import ReportPages
import Reports
import ScenarioFiles
import Scheduling

extension ReportAudience: ExpressibleByArgument {}

/// `paidan report`: a plan as pages, run sheets, calendars, maps and tables.
struct ReportCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Make pages, run sheets, calendars, maps and tables of a plan.",
        discussion: """
            Audits the plan first and refuses one with violations (status 4). The folder appears \
            whole or not at all; one that holds something is left alone unless --force is given, \
            which replaces the report in it and no other files. Pages need no network and open from \
            anywhere; begin with index.html.
            """
    )

    @Argument(
        help: "The folder of the scenario that the plan was made for.",
        completion: .directory
    )
    var scenario: String

    @Argument(help: "The plan.json.", completion: .file(extensions: ["json"]))
    var plan: String

    @Option(help: "The folder to write.", completion: .directory)
    var out: String

    @Option(
        help: """
            Who the report is for: centre (everything), station (rotas and run sheets), team (each \
            team's own visits) or public (nothing of residents).
            """
    )
    var audience = ReportAudience.centre

    @Option(
        help: "An earlier plan.json, to be held against this one.",
        completion: .file(extensions: ["json"])
    )
    var before: String?

    @Option(
        help: "An explanation.json of the plan, for the reasons proven of visits not served.",
        completion: .file(extensions: ["json"])
    )
    var explanations: String?

    @Flag(help: "Make PNG of the charts too; needs rsvg-convert.")
    var png = false

    @Flag(help: "Replace the report in a folder that holds something.")
    var force = false

    @OptionGroup var presentation: PresentationOptions

    var lang: Language? { presentation.lang }

    var misuse: Misuse? { out.isEmpty ? Misuse(.outputUnnamed) : nil }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        interruption.endAtOnceWhenRaised()
        let report = Reporter(console: console, presentation: presentation)
        do {
            return try makeReport(report)
        } catch {
            return report.fail(error)
        }
    }

    private func makeReport(_ report: Reporter) throws(CommandFailure) -> CommandStatus {
        let scenarioReading = try readScenario(scenario)
        let scenario = scenarioReading.scenario
        let reading = try readPlan(plan, for: scenario)
        let findings = PlanFindings(reading, path: plan, scenario: scenario)
        guard findings.count == 0 else { return report.refuse(findings, scenario) }
        let explained = try explanations.map { (path) throws(CommandFailure) in
            try ExplanationFile.proofs(at: path, of: reading.record.plan, for: scenario)
        }
        let content = PlanReport(
            scenario: scenario,
            plan: reading.record.plan,
            bound: reading.record.bound.flatMap { Int(exactly: $0.rounded(.down)) },
            contacts: ReportCommand.contacts(of: scenarioReading.draft.requests),
            before: try planBefore(scenario, report),
            proofs: explained ?? [:],
            audience: audience,
            language: report.language
        )
        var files = content.files().map { WholeFolder.File(path: $0.path, bytes: $0.bytes) }
        if png { files += pictures(of: files, report) }
        let folder = WholeFolder(path: out)
        let earlier = force ? ReportManifest.files(in: folder) : nil
        let manifest = ReportManifest(
            audience: audience.rawValue,
            language: report.language.rawValue,
            scenario: scenario.name,
            inputHash: Fingerprint.ofFiles(scenarioReading.files.map { ($0.name, $0.bytes) }),
            files: files.map(\.path)
        )
        files.append(manifest.file)
        do {
            try folder.write(files, makesParents: true, replacing: earlier)
        } catch {
            throw .reportNotWritten(error)
        }
        return report.showReported(files.map(\.path), in: out)
    }

    private func planBefore(
        _ scenario: Scenario,
        _ report: Reporter
    ) throws(CommandFailure) -> Plan? {
        guard let before else { return nil }
        let reading = try readPlan(before, for: scenario)
        let lost = reading.faults.count { $0.section == .assignments }
        if lost > 0 { report.complain(.beforeRowsLost, before, "\(lost)") }
        return reading.record.plan
    }

    /// PNG of the charts, as far as they can be made.
    private func pictures(
        of files: [WholeFolder.File],
        _ report: Reporter
    ) -> [WholeFolder.File] {
        let rasteriser = Rasteriser(searchPath: report.console.environment["PATH"] ?? "")
        var pictures: [WholeFolder.File] = []
        for file in files where file.path.hasSuffix(".svg") {
            do throws(Rasteriser.Failure) {
                let bytes = try rasteriser.picture(of: file.bytes)
                pictures.append(
                    WholeFolder.File(path: String(file.path.dropLast(3)) + "png", bytes: bytes)
                )
            } catch {
                report.complain(.pictureNotMade, error.reason)
                break
            }
        }
        return pictures
    }

    private static func contacts(of requests: [RequestRecord]) -> [VisitID: ResidentContact] {
        var contacts: [VisitID: ResidentContact] = [:]
        for request in requests {
            let contact = ResidentContact(
                address: request.address ?? "",
                phone: request.phone ?? "",
                notes: request.notes ?? ""
            )
            if contact != ResidentContact() { contacts[VisitID(request.id)] = contact }
        }
        return contacts
    }
}

extension Reporter {
    /// Lists a plan's violations and says that there is no report of such a plan.
    fileprivate func refuse(_ findings: PlanFindings, _ scenario: Scenario) -> CommandStatus {
        switch format {
        case .text:
            tell(text(of: findings))
            complain(.reportRefused)
            return .violations
        case .json:
            var document = OutcomeDocument(outcome: "violations", status: .violations)
            document.add(findings.faults(in: language))
            document.message = Phrase.reportRefused.text(language)
            document.violations = findings.violations.map {
                OutcomeDocument.BrokenRule($0, in: scenario, language)
            }
            return put(document, status: .violations)
        }
    }

    /// Says what was made, and where to begin.
    fileprivate func showReported(_ files: [String], in folder: String) -> CommandStatus {
        switch format {
        case .text:
            let folder = folder.printable
            let first = folder + "/index.html"
            let count = Figures.grouped(files.count)
            let text = Phrase.reportWritten.text(language, folder, count, first)
            return put(text + "\n", status: .success)
        case .json:
            var document = OutcomeDocument(outcome: "reported", status: .success)
            document.folder = folder
            document.files = files
            return put(document, status: .success)
        }
    }
}
