import Scheduling

/// Figures of a plan for summaries and reports.
public struct PlanStatistics: Hashable, Sendable {
    /// How many of how many visits are served.
    public struct Coverage: Hashable, Sendable {
        /// Visits served.
        public var served = 0
        /// Visits in all.
        public var total = 0

        /// Nothing of nothing.
        public init() {}

        package mutating func count(isServed: Bool) {
            total += 1
            served += isServed ? 1 : 0
        }
    }

    /// The visits of one tier; nil for sessions that name none.
    public struct TierCoverage: Hashable, Sendable {
        /// The tier.
        public var tier: Tier?
        /// Its visits.
        public var visits: Coverage
    }

    /// The sessions of one program.
    public struct ProgramCoverage: Hashable, Sendable {
        /// The program.
        public var program: ProgramID
        /// Its sessions.
        public var sessions: Coverage
    }

    /// What one team does over the horizon.
    public struct TeamWork: Hashable, Sendable {
        /// The team.
        public var team: TeamID
        /// Crews sent out.
        public var routes = 0
        /// Roles filled.
        public var roles = 0
        /// Minutes of visits.
        public var serviceMinutes = 0
        /// Minutes on the way.
        public var travelMinutes = 0

        /// Minutes of visits and on the way, without waiting.
        public var workMinutes: Int { serviceMinutes + travelMinutes }
    }

    /// All visits.
    public var visits: Coverage
    /// All visits that are requests.
    public var requests: Coverage
    /// Red, yellow, blue and none, as far as the scenario has visits of them.
    public var tiers: [TierCoverage]
    /// All programs in the scenario's order.
    public var programs: [ProgramCoverage]
    /// All teams in the scenario's order, idle ones included.
    public var teams: [TeamWork]
    /// Crews sent out.
    public var routes: Int
    /// Crews of all shifts, sent out or not.
    public var availableCrews: Int
    /// Minutes of visits, once per crew.
    public var serviceMinutes: Int
    /// Minutes on the way of all crews.
    public var travelMinutes: Int

    /// Minutes of visits and on the way, without waiting.
    public var workMinutes: Int { serviceMinutes + travelMinutes }
}

extension Audit {
    /// Figures of a plan; rows that can't be understood count for nothing.
    public func statistics(of plan: Plan) -> PlanStatistics {
        let reading = read(plan)
        let teams = teamWork(reading)
        return PlanStatistics(
            visits: coverage(reading) { _ in true },
            requests: coverage(reading) { $0.programIndex == nil },
            tiers: tierCoverage(reading),
            programs: scenario.programs.indices.map { index in
                PlanStatistics.ProgramCoverage(
                    program: scenario.programs[index].id,
                    sessions: coverage(reading) { $0.programIndex == index }
                )
            },
            teams: teams,
            routes: reading.routes.count,
            availableCrews: scenario.shifts.reduce(0) { $0.clampedSum($1.crews) },
            serviceMinutes: teams.reduce(0) { $0.clampedSum($1.serviceMinutes) },
            travelMinutes: teams.reduce(0) { $0.clampedSum($1.travelMinutes) }
        )
    }

    private func coverage(
        _ reading: PlanReading,
        of isCounted: (Visit) -> Bool
    ) -> PlanStatistics.Coverage {
        var coverage = PlanStatistics.Coverage()
        for (visit, fillings) in zip(scenario.visits, reading.fillings) where isCounted(visit) {
            coverage.count(isServed: !fillings.isEmpty)
        }
        return coverage
    }

    private func tierCoverage(_ reading: PlanReading) -> [PlanStatistics.TierCoverage] {
        let tiers = Tier.allCases.map(Optional.some) + [nil]
        return tiers.compactMap { tier in
            let visits = coverage(reading) { $0.tier == tier }
            return visits.total == 0 ? nil : PlanStatistics.TierCoverage(tier: tier, visits: visits)
        }
    }

    private func teamWork(_ reading: PlanReading) -> [PlanStatistics.TeamWork] {
        var teams = scenario.teams.map { PlanStatistics.TeamWork(team: $0.id) }
        for route in reading.routes {
            let team = scenario.shifts[route.shiftIndex].teamIndex
            teams[team].routes += 1
            teams[team].roles += route.stops.count
            teams[team].serviceMinutes += serviceMinutes(of: route)
            teams[team].travelMinutes += route.travelMinutes
        }
        return teams
    }
}
