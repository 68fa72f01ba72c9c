import Scheduling

/// Limits of what any plan of a scenario can be worth, as wide as it takes to be sure.
struct TotalRange {
    /// No plan that keeps the hard rules is worth less.
    let least: Int
    /// No plan is worth more.
    let most: Int

    init(_ scenario: Scenario) {
        let weights = scenario.weights
        var most = 0
        var lateness = 0
        for visit in scenario.visits {
            let roles = scenario.roles(of: visit).count
            most = most.plus(visit.value).plus(weights.prefer.times(roles))
            let last = visit.windows.map { $0.endMinute - visit.minutes }.max() ?? 0
            if let due = visit.dueMinute { lateness = lateness.plus(max(0, last - due)) }
        }
        // A crew is sent out only with something to do, so there are never more routes than roles.
        let tasks = scenario.visits.reduce(0) { $0 + scenario.roles(of: $1).count }
        var routes = 0
        var minutes = 0
        var teamMinutes = Array(repeating: 0, count: scenario.teams.count)
        for shift in scenario.shifts {
            let crews = min(shift.crews, tasks)
            let length = (shift.endMinute - shift.startMinute).times(crews)
            routes += crews
            minutes = minutes.plus(length)
            teamMinutes[shift.teamIndex] = teamMinutes[shift.teamIndex].plus(length)
        }
        let unfair = zip(scenario.teams, teamMinutes).reduce(0) { sum, pair in
            sum.plus(pair.0.fairMinutes.map { max(0, pair.1 - $0) } ?? 0)
        }
        let further = scenario.programs.reduce(0) { sum, program in
            let roles = scenario.services[program.serviceIndex].roles.count
            return sum.plus(roles * max(0, program.visitIndices.count - 1))
        }
        let published = scenario.commitments.count { $0.kind == .published }
        let costs = [
            weights.travel.times(minutes), weights.crew.times(min(routes, tasks)),
            weights.late.times(lateness), weights.continuity.times(further),
            weights.fair.times(unfair), weights.change.times(published),
        ]
        self.most = most
        least = -costs.reduce(0) { $0.plus($1) }
    }
}

extension Int {
    /// Past this, figures are no longer told apart.
    private static let limit = Int.max / 8

    /// A sum of figures that are not negative, no more than a limit.
    fileprivate func plus(_ other: Int) -> Int { Swift.min(self + other, Int.limit) }

    /// A product of figures that are not negative, no more than a limit.
    fileprivate func times(_ other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? Int.limit : Swift.min(product, Int.limit)
    }
}
