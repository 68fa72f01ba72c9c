import ArgumentParser
import Insight
import Reports
import ScenarioFiles
import Scheduling

/// `paidan suggest`: the best ways of serving one more request in a plan that stands.
struct SuggestCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        abstract: "Say how one more, urgent request could be served, and who would make way.",
        discussion: """
            The request is given by the columns of requests.csv, as in \
            service=repair lat=34.72 lon=113.69 tier=red until=2026-11-23T18:00, or by the id of a \
            visit that the plan leaves out. Exit status: 0 answered (also that there is no way), 3 \
            faulty input, 4 violations in the plan.
            """
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @Argument(help: "The plan.json.", completion: .file(extensions: ["json"]))
    var plan: String

    @Argument(help: "The request: COLUMN=VALUE ..., or the id of a visit.")
    var request: [String]

    @Option(help: "How many ways are told.")
    var best = 5

    @Option(help: "Whom the texts are for: planner, team-leader or resident.")
    var audience = Audience.planner

    @OptionGroup var presentation: PresentationOptions

    var lang: Language? { presentation.lang }

    var misuse: Misuse? {
        if best < 1 || best > 1000 { return Misuse(.countOutOfRange, "--best", "1000") }
        if request.count == 1 { return nil }
        let odd = request.first { !$0.dropFirst().contains("=") }
        return odd.map { Misuse(.notColumnAndValue, $0) }
    }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        interruption.endAtOnceWhenRaised()
        let report = Reporter(console: console, presentation: presentation)
        do {
            let (reading, standing) = try readStandingPlan(scenario: scenario, plan: plan)
            return report.show(try suggestion(reading, standing), audience: audience)
        } catch {
            return report.fail(error)
        }
    }

    private func suggestion(
        _ reading: ScenarioReading,
        _ standing: JudgedPlan
    ) throws(CommandFailure) -> SuggestionRecord {
        if let id = request.first, request.count == 1, !id.dropFirst().contains("=") {
            let visit = try standing.index(ofVisitNamed: id)
            var without = standing.plan
            without.assignments.removeAll { $0.visit == VisitID(id) }
            // A visit that is served already is asked about as if it were not, nor pinned.
            var scenario = standing.scenario
            scenario.commitments.removeAll { $0.kind == .pinned && $0.visitIndex == visit }
            return try suggestion(scenario, without, visit)
        }
        let alone = try readRequest(reading)
        guard let extended = standing.scenario.adding(firstVisitOf: alone) else {
            throw .unanswerable(.visitIdTaken, [alone.visits.first?.id.text.printable ?? ""])
        }
        return try suggestion(extended, standing.plan, extended.visits.count - 1)
    }

    private func suggestion(
        _ scenario: Scenario,
        _ plan: Plan,
        _ visit: Int
    ) throws(CommandFailure) -> SuggestionRecord {
        var plan = plan
        let id = scenario.visits[visit].id
        plan.unserved.removeAll { $0.visit == id }
        plan.unserved.append(UnservedVisit(visit: id, reason: "new"))
        guard let standing = JudgedPlan(scenario, plan) else {
            throw .unanswerable(.questionRefused, [])
        }
        return Advisor(standing).suggestion(for: visit, most: best)
    }

    /// Reads the request alone, by the rules of requests.csv, among the scenario's other files.
    private func readRequest(_ reading: ScenarioReading) throws(CommandFailure) -> Scenario {
        var cells: [(name: String, value: String)] = request.map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
        if !cells.contains(where: { $0.name == "id" }) { cells.append(("id", "NEW")) }
        let rows = [cells.map(\.name), cells.map(\.value)].map { row in
            row.map {
                "\""
                    + $0.split(separator: "\"", omittingEmptySubsequences: false)
                    .joined(separator: "\"\"") + "\""
            }.joined(separator: ",") + "\n"
        }
        var files = Dictionary(
            reading.files.map { ($0.name, $0.bytes) },
            uniquingKeysWith: { first, _ in first }
        )
        files["requests.csv"] = Array(rows.joined().utf8)
        files["programs.csv"] = nil
        files["commitments.csv"] = nil
        do {
            return try ScenarioText(files: files, folderName: reading.scenario.name).read().scenario
        } catch {
            throw .invalidScenario(path: scenario, error.faults)
        }
    }
}

extension Reporter {
    /// Shows the ways of serving a request.
    fileprivate func show(_ record: SuggestionRecord, audience: Audience) -> CommandStatus {
        switch format {
        case .text:
            return put(InsightText(language, for: audience).text(of: record), status: .success)
        case .json:
            var document = OutcomeDocument(outcome: "suggested", status: .success)
            document.suggestion = record.redacted(for: audience)
            return put(document, status: .success)
        }
    }
}
