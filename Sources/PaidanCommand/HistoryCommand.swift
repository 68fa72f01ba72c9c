import ArgumentParser
import History
import Reports
import ScenarioFiles
import Scheduling

/// `paidan history`, which only holds its subcommands.
struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Keep a ledger of past plans, and start from it.",
        subcommands: [HistoryAddCommand.self, HistoryApplyCommand.self]
    )
}

/// `paidan history add`: a plan's facts go into the ledger, once.
struct HistoryAddCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a plan's work and waiting to a ledger, once."
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @Argument(help: "The plan.json.", completion: .file(extensions: ["json"]))
    var plan: String

    @Argument(help: "The ledger; made where there is none.", completion: .file(extensions: ["csv"]))
    var ledger: String

    @Flag(help: "Put the plan in the place of others of the same dates.")
    var replace = false

    @Option(help: "Language of texts for people (zh or en); else LC_ALL, LC_MESSAGES or LANG says.")
    var lang: Language?

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        interruption.endAtOnceWhenRaised()
        let report = Reporter(console: console, lang: lang)
        do throws(CommandFailure) {
            return try add(report)
        } catch {
            return report.fail(error)
        }
    }

    private func add(_ report: Reporter) throws(CommandFailure) -> CommandStatus {
        let reading = try readScenario(scenario)
        let planned = try readValidPlan(plan, for: reading.scenario).plan
        let rows = try readLedger(ledger)
        let hash = Fingerprint.ofFiles(reading.files.map { ($0.name, $0.bytes) })
        let addition = History.add(
            planned,
            of: reading.scenario,
            entry: "\(reading.scenario.start)-\(hash.prefix(12))",
            to: rows,
            replaces: replace
        )
        switch addition {
        case .added(let all):
            try writeFile(LedgerFile.encode(all), to: ledger)
            let entry = all.last?.entry
            let count = all.count { $0.entry == entry }
            let text = HistoryPhrase.added.text(report.language, ledger, "\(count)")
            return report.put(text.printable + "\n", status: .success)
        case .known:
            let text = HistoryPhrase.known.text(report.language, ledger)
            return report.put(text.printable + "\n", status: .success)
        case .datesTaken(let entry):
            report.complain(HistoryPhrase.datesTaken, ledger, entry)
            return .badInput
        }
    }
}

/// `paidan history apply`: a scenario starts from the ledger.
struct HistoryApplyCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Write a scenario that starts from a ledger, to be planned like any other.",
        discussion: """
            Teams that worked more than others get fewer fair minutes, residents left out before \
            count as waiting since then, and well-rated teams are preferred where a request names \
            no preference.
            """
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @Argument(help: "The ledger.", completion: .file(extensions: ["csv"]))
    var ledger: String

    @Option(help: "Folder for the scenario; made where there is none.", completion: .directory)
    var out: String

    @Option(
        help: "Ratings of teams, as team,service,rating.",
        completion: .file(extensions: ["csv"])
    )
    var ratings: String?

    @Option(help: "Language of texts for people (zh or en); else LC_ALL, LC_MESSAGES or LANG says.")
    var lang: Language?

    var misuse: Misuse? { out.isEmpty ? Misuse(.outputUnnamed) : nil }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        interruption.endAtOnceWhenRaised()
        let report = Reporter(console: console, lang: lang)
        do throws(CommandFailure) {
            let reading = try readScenario(scenario)
            let (change, _) = try startFromHistory(reading, ledger: ledger, ratings: ratings)
            try writeScenario(change.draft, to: out)
            let text = HistoryPhrase.applied.text(report.language, out).printable + "\n"
            return report.put(text + change.text(in: report.language), status: .success)
        } catch {
            return report.fail(error)
        }
    }
}

/// A scenario as a ledger, and perhaps ratings, change it; the same files name it, and theirs.
func startFromHistory(
    _ reading: ScenarioReading,
    ledger: String,
    ratings: String?
) throws(CommandFailure) -> (HistoryChange, ScenarioReading) {
    let rows = try readLedger(ledger)
    var rated: [RatingRow] = []
    if let ratings {
        do throws(InvalidScenario) {
            rated = try RatingsFile.read(path: ratings)
        } catch {
            throw .invalidScenario(path: ratings, error.faults)
        }
    }
    let change = HistoryStart().apply(to: reading.draft, ledger: rows, ratings: rated)
    var started = reading
    started.draft = change.draft
    started.files.append(ScenarioFile(name: "history", bytes: LedgerFile.encode(rows)))
    do throws(InvalidScenario) {
        let name = reading.scenario.name
        let again = try ScenarioText(draft: change.draft, folderName: name).read()
        started.scenario = again.scenario
    } catch {
        throw .invalidScenario(path: ledger, error.faults)
    }
    return (change, started)
}

/// Reads a ledger, which need not exist yet.
func readLedger(_ path: String) throws(CommandFailure) -> [LedgerRow] {
    do throws(InvalidScenario) {
        return try LedgerFile.read(path: path)
    } catch {
        throw .invalidScenario(path: path, error.faults)
    }
}

/// Writes a scenario's tables as a folder, over what stands there of a scenario.
func writeScenario(_ draft: ScenarioDraft, to path: String) throws(CommandFailure) {
    do {
        try ScenarioFolder(path: path).writeWhole(draft, replaces: true)
    } catch {
        throw .folderNotWritten(error)
    }
}
