import Reports
import Scheduling

/// What replaying plans says to people.
package enum SimulationPhrase: String, CaseIterable, Sendable, BilingualPhrase {
    case title, assumptions, columns, planned, expected, decile, all, delay, delayOf, risky, chance
    case robust, cost, costOf, backups, standIn, plan
    case runsOutOfRange, percentOutOfRange, robustNeedsOut

    /// The words, Chinese and English.
    package var texts: (chinese: String, english: String) {
        switch self {
        case .title: ("{1}：方案重演 {2} 天", "{1}: the plan on {2} days")
        case .assumptions:
            (
                "出勤率未填者 {1} %；服务时长 -{2} % 到 +{3} %",
                "crews come {1} % of the time where no figure is given; visits take -{2} % to +{3} %"
            )
        case .columns: ("服务数", "Visits served")
        case .planned: ("方案", "planned")
        case .expected: ("平均", "expected")
        case .decile: ("十天中九天至少", "in 9 of 10 days")
        case .all: ("全部", "all")
        case .delay: ("平均延迟", "Late starts")
        case .delayOf: ("每天共 {1} 分钟", "{1} minutes a day in all")
        case .risky: ("最不稳的红牌服务", "Red visits most at risk")
        case .chance: ("{1} 的日子得到服务", "served on {1} of days")
        case .robust: ("稳健方案", "The robust plan")
        case .cost: ("代价", "It costs")
        case .costOf:
            ("{1} 分，少排 {2} 项服务", "{1} points, {2} visits planned fewer")
        case .backups: ("红牌替补", "Backups for red visits")
        case .standIn: ("{1} 第 {2} 组，{3}", "{1} crew {2} at {3}")
        case .plan: ("原方案", "The plan")
        case .runsOutOfRange: ("--runs 应为 1 到 1000000", "--runs must be 1 to 1000000.")
        case .percentOutOfRange: ("{1} 应为 0 到 100", "{1} must be 0 to 100.")
        case .robustNeedsOut: ("--out 只与 --robust 同用", "--out goes with --robust.")
        }
    }
}

/// A robust plan and what it came to.
public struct RobustOutcome: Sendable {
    /// The plan, its score and its backups.
    public var planned: RobustPlan
    /// What it costs beside the plan that was replayed first.
    public var cost: RobustCost
    /// What replaying it came to.
    public var result: SimulationResult

    /// A robust plan with its cost and its replay.
    public init(_ planned: RobustPlan, _ cost: RobustCost, _ result: SimulationResult) {
        self.planned = planned
        self.cost = cost
        self.result = result
    }
}

/// Replays for people: one plan, or beside it a robust one.
public struct SimulationReport: Sendable {
    private let scenario: Scenario
    private let options: SimulationOptions
    private let score: Score
    private let result: SimulationResult
    private let robust: RobustOutcome?

    /// A report on a plan, with its score and replay, and perhaps on a robust one beside it.
    public init(
        _ scenario: Scenario,
        options: SimulationOptions,
        score: Score,
        result: SimulationResult,
        robust: RobustOutcome? = nil
    ) {
        self.scenario = scenario
        self.options = options
        self.score = score
        self.result = result
        self.robust = robust
    }

    /// The page, with a line feed after each line.
    public func text(in language: Language) -> String {
        var page = SummaryPage(language: language)
        page.line(
            SimulationPhrase.title.text(
                language,
                scenario.name,
                Figures.grouped(options.runs)
            )
        )
        page.line(
            SimulationPhrase.assumptions.text(
                language,
                "\(options.showUpPercent)",
                "\(options.spreadPercent)",
                "\(2 * options.spreadPercent)"
            )
        )
        page.gap()
        add(result, heading: robust == nil ? .columns : .plan, to: &page)
        if let robust {
            page.gap()
            add(robust.result, heading: .robust, to: &page)
            robust.cost.addCost(to: &page)
        }
        return page.text
    }

    private func add(
        _ result: SimulationResult,
        heading: SimulationPhrase,
        to page: inout SummaryPage
    ) {
        let language = page.language
        let columns: [SimulationPhrase] = [.planned, .expected, .decile]
        line(heading.text(language), columns.map { $0.text(language) }, to: &page)
        line(SimulationPhrase.all.text(language), figures(result.all, result), to: &page)
        for tier in result.tiers {
            line(Phrase.tier(tier.tier).text(language), figures(tier, result), to: &page)
        }
        page.entry(
            SimulationPhrase.delay.text(language),
            SimulationPhrase.delayOf.text(
                language,
                Figures.grouped(result.delaySum / max(1, result.runs))
            )
        )
        addRisky(result, to: &page)
    }

    private func line(_ label: String, _ cells: [String], to page: inout SummaryPage) {
        page.line(
            label.padded(toWidth: 26) + cells.map { $0.leftPadded(toWidth: 17) }.joined()
        )
    }

    private func figures(_ service: TierService, _ result: SimulationResult) -> [String] {
        let tenths = result.expectedTenths(service)
        return [
            "\(service.planned)/\(service.total)", "\(Figures.grouped(tenths / 10)).\(tenths % 10)",
            "\(service.worstDecile)",
        ]
    }

    private func addRisky(_ result: SimulationResult, to page: inout SummaryPage) {
        let risky = result.visits.filter { $0.tier == .red && $0.servedRuns < result.runs }
        guard !risky.isEmpty else { return }
        let language = page.language
        page.entry(SimulationPhrase.risky.text(language), "")
        for visit in risky.prefix(5) {
            let share = Figures.percentage(visit.servedRuns, of: result.runs) ?? "-"
            page.detail(visit.visit.text, SimulationPhrase.chance.text(language, share))
        }
        page.more(risky.count - 5)
    }
}

/// Replays as JSON.
public struct SimulationDocument: Encodable, Sendable {
    /// One tier.
    struct Service: Encodable, Sendable {
        let tier: String
        let total: Int
        let planned: Int
        let expected: Double
        let worstDecile: Int

        private enum CodingKeys: String, CodingKey {
            case tier, total, planned, expected
            case worstDecile = "worst_decile"
        }

        init(_ service: TierService, _ result: SimulationResult, name: String) {
            tier = name
            total = service.total
            planned = service.planned
            expected = Double(result.expectedTenths(service)) / 10
            worstDecile = service.worstDecile
        }
    }

    /// One replay.
    struct Replayed: Encodable, Sendable {
        let total: Int
        let services: [Service]
        let delayMinutes: Int
        let visits: [String: Int]

        private enum CodingKeys: String, CodingKey {
            case total, services
            case delayMinutes = "delay_minutes"
            case visits = "served_runs"
        }

        init(_ result: SimulationResult, _ score: Score) {
            total = score.total
            services =
                [Service(result.all, result, name: "all")]
                + result.tiers.map {
                    Service($0, result, name: $0.tier?.rawValue ?? "none")
                }
            delayMinutes = result.delaySum / max(1, result.runs)
            visits = Dictionary(
                result.visits.map { ($0.visit.text, $0.servedRuns) },
                uniquingKeysWith: { first, _ in first }
            )
        }
    }

    let format = 1
    let outcome = "simulated"
    let exitStatus = 0
    let runs: Int
    let plan: Replayed
    let robust: Replayed?
    let backups: [RobustCost.StandIn]?

    private enum CodingKeys: String, CodingKey {
        case format, outcome
        case exitStatus = "exit_status"
        case runs, plan, robust, backups
    }

    /// The document of a replay, and perhaps of a robust plan's beside it.
    public init(
        score: Score,
        result: SimulationResult,
        robust: RobustOutcome? = nil
    ) {
        runs = result.runs
        plan = Replayed(result, score)
        self.robust = robust.map { Replayed($0.result, $0.planned.score) }
        backups = robust?.cost.backups
    }
}
