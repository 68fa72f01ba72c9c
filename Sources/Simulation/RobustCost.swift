import Reports
import Scheduling

/// What a robust plan costs beside one made without slack, and who stands in.
public struct RobustCost: Sendable, Hashable, Encodable {
    /// A crew that stands in.
    public struct StandIn: Sendable, Hashable, Encodable {
        /// The visit.
        public var visit: String
        /// The role it would fill.
        public var role: String
        /// The team.
        public var team: String
        /// Start of the shift.
        public var shift: String
        /// Number of the crew in the shift.
        public var crew: Int
        /// When it could start.
        public var start: String
    }

    /// Points that the robust plan is worth less.
    public var points: Int
    /// Visits that it serves fewer.
    public var visits: Int
    /// Stand-ins at red visits, in order of the time planned.
    public var backups: [StandIn]

    private enum CodingKeys: String, CodingKey {
        case points = "cost_points"
        case visits = "visits_fewer"
        case backups
    }

    /// Compares a robust plan with another one of the same scenario.
    ///
    /// - Parameters:
    ///   - robust: the robust plan.
    ///   - plan: the other plan.
    ///   - total: what that one is worth.
    ///   - scenario: what both are for.
    public init(_ robust: RobustPlan, against plan: Plan, total: Int, _ scenario: Scenario) {
        points = total - robust.score.total
        visits = plan.servedVisitCount - robust.plan.servedVisitCount
        backups = robust.backups.map {
            StandIn(
                visit: $0.visit.text,
                role: $0.role.text,
                team: $0.team.text,
                shift: scenario.stamp($0.shiftStartMinute),
                crew: $0.crew,
                start: scenario.stamp($0.startMinute)
            )
        }
    }

    /// The cost and all stand-ins in words, with a line feed after each line.
    public func text(in language: Language) -> String {
        var page = SummaryPage(language: language)
        page.line(SimulationPhrase.robust.text(language))
        addCost(to: &page)
        for backup in backups {
            let start = backup.start.split(separator: "T").joined(separator: " ")
            page.detail(
                backup.visit.printable,
                SimulationPhrase.standIn.text(
                    language,
                    backup.team.printable,
                    "\(backup.crew)",
                    start
                )
            )
        }
        return page.text
    }

    /// The two lines that say how many stand in and what it costs.
    func addCost(to page: inout SummaryPage) {
        let language = page.language
        page.entry(
            SimulationPhrase.cost.text(language),
            SimulationPhrase.costOf.text(language, Figures.grouped(points), "\(visits)")
        )
        page.entry(SimulationPhrase.backups.text(language), "\(backups.count)")
    }
}

extension Plan {
    /// How many visits have somebody assigned.
    fileprivate var servedVisitCount: Int { Set(assignments.map(\.visit)).count }
}
