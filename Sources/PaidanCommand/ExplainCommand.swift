import ArgumentParser
import Insight
import Reports
import ScenarioFiles
import Scheduling

/// `paidan explain`: why visits are not served, and why others are with the teams they are with.
struct ExplainCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say why a visit is not served and what would help, or what else there is.",
        discussion: """
            Of a visit that the plan leaves out: the class of the reason, with proof, and the \
            cheapest change verified to let it be served. Of a visit that it serves: the best other \
            ways. Without VISIT, all visits left out, the most valuable with the most effort. Exit \
            status: 0 answered, 3 faulty input or no such visit, 4 violations in the plan.
            """
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @Argument(help: "The plan.json.", completion: .file(extensions: ["json"]))
    var plan: String

    @Argument(help: "Ids of the visits (default: all that are left out).")
    var visits: [String] = []

    @Option(
        help: "Also write the records to this file, as explanation.json.",
        completion: .file(extensions: ["json"])
    )
    var out: String?

    @Option(help: "Whom the texts are for: planner, team-leader or resident.")
    var audience = Audience.planner

    @Option(help: "Work units to prove the class of reasons with (default: 3000 a visit named).")
    var work: Int?

    @Option(help: "Wall-clock seconds to prove the class of reasons with, for all visits together.")
    var time: Double?

    @Option(help: "Threads that may run side by side.")
    var threads = 1

    @Flag(inversion: .prefixedNo, help: "Look for changes that would help (default: where named).")
    var changes: Bool?

    @Option(
        help: "A file with prices of changes, as {\"add_crew\": {\"once\": 240, \"each\": 0}}.",
        completion: .file(extensions: ["json"])
    )
    var prices: String?

    @Option(help: "How many other ways are told, of a visit that is served.")
    var best = 5

    @Option(help: "Ask why this team does not serve the visit.")
    var team: String?

    @OptionGroup var presentation: PresentationOptions

    var lang: Language? { presentation.lang }

    var misuse: Misuse? {
        if let time, !(time > 0 && time <= 1e9) { return Misuse(.secondsNotPositive, "--time") }
        if let work, work < 1 { return Misuse(.workNotPositive) }
        if threads < 1 || threads > 1024 { return Misuse(.threadsOutOfRange) }
        if best < 1 || best > 1000 { return Misuse(.countOutOfRange, "--best", "1000") }
        return out?.isEmpty == true ? Misuse(.fileUnnamed) : nil
    }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        interruption.endAtOnceWhenRaised()
        let report = Reporter(console: console, presentation: presentation)
        do {
            return try await explain(report)
        } catch {
            return report.fail(error)
        }
    }

    private func explain(_ report: Reporter) async throws(CommandFailure) -> CommandStatus {
        let (_, standing) = try readStandingPlan(scenario: scenario, plan: plan)
        var explainer = Explainer(standing)
        explainer.prices = try readPrices()
        var asked: [Int] = []
        for id in visits { asked.append(try standing.index(ofVisitNamed: id)) }
        var team: Int?
        if let id = self.team { team = try standing.index(ofTeamNamed: id) }
        let unserved = visits.isEmpty ? standing.unserved : asked.filter { !standing.isServed($0) }
        let served = asked.filter(standing.isServed)
        let advisor = Advisor(standing)
        let document = ExplanationDocument(
            scenario: standing.scenario.name,
            total: standing.total,
            explanations: await explain(unserved, explainer),
            assignments: served.map { advisor.assignment(of: $0, most: best, team: team) }
        )
        let whyNot = team.map { team in unserved.map { advisor.whyNot(team, $0) } } ?? []
        if let out { try writeFile(JSONText.encode(document.redacted(for: audience)), to: out) }
        return report.show(document, whyNot: whyNot, audience: audience)
    }

    // MARK: Effort

    /// Work units for each visit where only visits named are explained, and for all together else.
    private static let unitsForOne = 3_000
    private static let unitsForAll = 6_000
    /// Less than this settles nothing.
    private static let leastUnits = 200

    /// Explains visits, those worth most with effort where it does not reach for all.
    private func explain(_ unserved: [Int], _ explainer: Explainer) async -> [Explanation] {
        let scenario = explainer.standing.scenario
        let units =
            work ?? time.map { Int(min($0, 1e6) * 1000 * 4) }
            ?? (visits.isEmpty ? Self.unitsForAll : Self.unitsForOne * unserved.count)
        let reached = min(unserved.count, max(1, units / Self.leastUnits))
        let order = unserved.sorted {
            (-scenario.visits[$0].value, $0) < (-scenario.visits[$1].value, $1)
        }
        let favoured = Set(order.prefix(reached))
        let effort = Effort(
            workUnits: units / max(1, reached),
            seconds: time.map { $0 / Double(max(1, reached)) },
            threads: threads
        )
        var found: [Explanation] = []
        for visit in unserved {
            let isFavoured = favoured.contains(visit)
            var explanation = await explainer.explain(
                visit,
                isFavoured ? effort : Effort(workUnits: 0)
            )
            if changes ?? !visits.isEmpty {
                await explainer.addChange(to: &explanation, of: visit)
            }
            found.append(explanation)
        }
        return found
    }

    private func readPrices() throws(CommandFailure) -> ChangePrices {
        guard let path = prices else { return ChangePrices() }
        let bytes = try readBytes(path)
        do throws(PricesFault) {
            return try ChangePrices(json: bytes)
        } catch {
            throw .unanswerable(.pricesUnusable, [path.printable, error.summary.printable])
        }
    }
}

extension PricesFault {
    /// The fault in the file's own terms.
    fileprivate var summary: String {
        switch self {
        case .form: "{\"…\": {\"once\": 0, \"each\": 0}}"
        case .unknownChange(let name), .outOfRange(let name): name
        }
    }
}

extension ExplanationDocument {
    /// The document without what an audience may not see.
    fileprivate func redacted(for audience: Audience) -> ExplanationDocument {
        var copy = self
        copy.explanations = explanations.map { $0.redacted(for: audience) }
        copy.assignments = assignments.map { $0.redacted(for: audience) }
        return copy
    }
}

extension Reporter {
    /// Shows explanations, and why a team does not serve visits that nobody serves.
    fileprivate func show(
        _ document: ExplanationDocument,
        whyNot: [WhyNotRecord],
        audience: Audience
    ) -> CommandStatus {
        switch format {
        case .text:
            let words = InsightText(language, for: audience)
            var texts = document.explanations.map(words.text(of:))
            if audience != .resident {
                for (index, record) in whyNot.enumerated() {
                    texts[index] += words.text(of: record)
                }
            }
            texts += document.assignments.map(words.text(of:))
            if texts.isEmpty { texts = [Phrase.allServed.text(language) + "\n"] }
            return put(texts.joined(separator: "\n"), status: .success)
        case .json:
            let shown = document.redacted(for: audience)
            var outcome = OutcomeDocument(outcome: "explained", status: .success)
            outcome.explanations = shown.explanations
            outcome.assignments = shown.assignments
            return put(outcome, status: .success)
        }
    }
}
