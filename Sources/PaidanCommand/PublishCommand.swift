import ArgumentParser
import Evaluation
import Reports
import ScenarioFiles
import Scheduling

/// `paidan publish`: a plan becomes the commitments of the next night.
struct PublishCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Turn a plan into the commitments.csv of the next night's scenario.",
        discussion: """
            Audits the plan first and refuses one with violations (status 4). Rows that are pinned \
            in the scenario stay pinned; all others get --kind. With --since, what lies before \
            that date is left out.
            """
    )

    @Argument(
        help: "The folder of the scenario that the plan was made for.",
        completion: .directory
    )
    var scenario: String

    @Argument(help: "The plan.json.", completion: .file(extensions: ["json"]))
    var plan: String

    @Option(help: "How the rows bind the next plan: published or pinned.")
    var kind = CommitmentKind.published

    @Option(help: "First date of the rows, as 2026-11-24 (default: all rows of the plan).")
    var since: String?

    @Option(
        help: "The file to write (default: standard output).",
        completion: .file(extensions: ["csv"])
    )
    var out: String?

    @Option(help: "Language of texts for people (zh or en); else LC_ALL, LC_MESSAGES or LANG says.")
    var lang: Language?

    var misuse: Misuse? {
        if let since, isoDate(since) == nil { return Misuse(.sinceNotDate, since) }
        return out?.isEmpty == true ? Misuse(.fileUnnamed) : nil
    }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        interruption.endAtOnceWhenRaised()
        let report = Reporter(console: console, lang: lang)
        do {
            return try publish(report)
        } catch {
            return report.fail(error)
        }
    }

    private func publish(_ report: Reporter) throws(CommandFailure) -> CommandStatus {
        let scenario = try readScenario(self.scenario).scenario
        let reading = try readPlan(plan, for: scenario)
        let findings = PlanFindings(reading, path: plan, scenario: scenario)
        guard findings.count == 0 else {
            report.tell(report.text(of: findings))
            report.complain(.publishRefused)
            return .violations
        }
        report.tell(report.droppedPins(of: findings, in: scenario))
        let bytes = CommitmentsTable.encode(
            rows(of: reading.record.plan, scenario, without: findings.droppedPins)
        )
        guard let out else {
            return report.put(String(decoding: bytes, as: UTF8.self), status: .success)
        }
        try writeFile(bytes, to: out)
        return .success
    }

    /// The plan's assignments as rows, in order of time; pinned rows given up are pins no more.
    private func rows(
        of plan: Plan,
        _ scenario: Scenario,
        without dropped: [Commitment]
    ) -> [CommitmentRecord] {
        let first = since.flatMap(isoDate)
            .map { ($0.daysSince1970 - scenario.start.daysSince1970) * minutesPerDay }
        let pins = Dictionary(
            scenario.commitments.filter { $0.kind == .pinned && !dropped.contains($0) }
                .map { (Key($0), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var kept = plan
        kept.assignments = plan.assignments
            .filter { $0.startMinute >= first ?? Int.min }
            .sorted { ($0.startMinute, $0.visit, $0.role) < ($1.startMinute, $1.visit, $1.role) }
        let rows = CommitmentsTable.records(of: kept, for: scenario, kind: kind)
        return zip(kept.assignments, rows).map { assignment, row in
            var row = row
            let pin = pins[Key(assignment)]
            row.kind = pin?.kind ?? kind
            // Which crew of the shift it is binds nobody unless somebody asked for it.
            row.crew = pin?.crew
            return row
        }
    }

    /// What a commitment is about: one role of one visit.
    private struct Key: Hashable {
        let visit: VisitID
        let role: RoleID?

        init(_ commitment: Commitment) {
            visit = commitment.visit
            role = commitment.role
        }

        init(_ assignment: Assignment) {
            visit = assignment.visit
            role = assignment.role
        }
    }
}

/// Reads `2026-11-24`; nil where that is no date.
func isoDate(_ text: String) -> CalendarDate? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.count) == [4, 2, 2],
        parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
        let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
}
