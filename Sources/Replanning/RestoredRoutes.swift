import Scheduling

/// Gives routes that serve the same visits as before their former order and starts, where that costs
/// nothing: a search shuffles what promises allow it to, and people need not hear of it.
enum RestoredRoutes {
    /// The plan with routes restored; it may break a rule between routes, which the caller audits.
    static func `in`(_ plan: Plan, of day: ChangedDay) -> Plan {
        let costs = RouteCosts(day.scenario)
        let former = Dictionary(grouping: day.standing.assignments) { CrewKey($0) }
        var restored = plan
        let rows = Dictionary(grouping: plan.assignments.indices) {
            CrewKey(plan.assignments[$0])
        }
        for (key, indices) in rows {
            guard let before = former[key], before.count == indices.count else { continue }
            let after = indices.map { plan.assignments[$0] }
            let starts = Dictionary(
                before.map { (VisitRole($0), $0) },
                uniquingKeysWith: { first, _ in first }
            )
            guard
                after.allSatisfy({ row in
                    guard let old = starts[VisitRole(row)] else { return false }
                    return old.startMinute == row.startMinute || costs.isFree(row.visit)
                }), costs.points(before) >= costs.points(after)
            else { continue }
            for index in indices {
                restored.assignments[index] =
                    starts[VisitRole(plan.assignments[index])] ?? plan.assignments[index]
            }
        }
        return restored
    }
}

/// What a route's order and starts cost.
private struct RouteCosts {
    private let scenario: Scenario
    private let visits: [VisitID: Int]
    private let teams: [TeamID: Int]

    init(_ scenario: Scenario) {
        self.scenario = scenario
        visits = scenario.visits.map(\.id).positions
        teams = scenario.teams.map(\.id).positions
    }

    /// Whether a visit's start concerns one route alone.
    func isFree(_ id: VisitID) -> Bool {
        guard let index = visits[id] else { return false }
        let visit = scenario.visits[index]
        let hasRooms = visit.siteIndex.map { scenario.sites[$0].rooms != nil } ?? false
        return scenario.roles(of: visit).count == 1 && !hasRooms && visit.programIndex == nil
    }

    /// Points of a route for its ways and late starts; never positive.
    func points(_ rows: [Assignment]) -> Int {
        guard let first = rows.first, let index = teams[first.team] else { return 0 }
        let team = scenario.teams[index]
        var here = team.baseSiteIndex
        var points = 0
        for row in rows.sorted(by: { $0.startMinute < $1.startMinute }) {
            guard let number = visits[row.visit] else { continue }
            let visit = scenario.visits[number]
            let place = scenario.placeIndex(of: visit, servedBy: team)
            points -=
                scenario.weights.travel
                * scenario.travelMinutes(from: here, to: place, team: team)
            points -=
                scenario.weights.late
                * max(0, row.startMinute - (visit.dueMinute ?? row.startMinute))
            here = place
        }
        return points - scenario.weights.travel
            * scenario.travelMinutes(from: here, to: team.baseSiteIndex, team: team)
    }
}
