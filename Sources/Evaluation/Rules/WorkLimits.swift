import Scheduling

extension Audit {
    /// Rule 6: at most `max_minutes` work minutes per team over the horizon, all crews added up.
    func workLimits(_ reading: PlanReading) -> [Violation] {
        zip(scenario.teams, workMinutes(reading)).compactMap { team, minutes in
            guard let limit = team.maxMinutes, minutes > limit else { return nil }
            return Violation(
                .tooManyMinutes,
                .init(team: team.id),
                english: "team \(team.id): \(minutes) work minutes, at most \(limit)",
                chinese: "队伍 \(team.id)：工时 \(minutes) 分钟，上限 \(limit) 分钟"
            )
        }
    }

    /// Service and travel minutes of each team, without waiting.
    func workMinutes(_ reading: PlanReading) -> [Int] {
        var minutes = Array(repeating: 0, count: scenario.teams.count)
        for route in reading.routes {
            let team = scenario.shifts[route.shiftIndex].teamIndex
            let work = route.travelMinutes.clampedSum(serviceMinutes(of: route))
            minutes[team] = minutes[team].clampedSum(work)
        }
        return minutes
    }

    /// Minutes of the visits of a route.
    func serviceMinutes(of route: Route) -> Int {
        route.stops.reduce(0) { $0.clampedSum(scenario.visits[$1.visitIndex].minutes) }
    }
}
