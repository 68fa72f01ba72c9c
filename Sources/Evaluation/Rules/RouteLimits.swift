import Scheduling

extension Audit {
    /// Rule 5: at most `max_visits` visits and `capacity` units of goods per route.
    func routeLimits(_ reading: PlanReading) -> [Violation] {
        reading.routes.flatMap { tooManyVisits($0) + excessGoods($0) }
    }

    private func tooManyVisits(_ route: Route) -> [Violation] {
        let team = scenario.teams[scenario.shifts[route.shiftIndex].teamIndex]
        guard let limit = team.maxVisits, route.stops.count > limit else { return [] }
        let name = RouteName(route, in: scenario)
        return [
            Violation(
                .tooManyVisits,
                name.subject,
                english: "\(name.english): \(route.stops.count) visits, at most \(limit)",
                chinese: "\(name.chinese)：\(route.stops.count) 项服务，最多 \(limit) 项"
            )
        ]
    }

    private func excessGoods(_ route: Route) -> [Violation] {
        guard let limit = scenario.shifts[route.shiftIndex].capacityUnits else { return [] }
        let units = route.stops.reduce(0) { sum, stop in
            let visit = scenario.visits[stop.visitIndex]
            return sum.clampedSum(scenario.loadUnits(of: visit, roleIndex: stop.roleIndex))
        }
        guard units > limit else { return [] }
        let name = RouteName(route, in: scenario)
        return [
            Violation(
                .overCapacity,
                name.subject,
                english: "\(name.english): brings \(units) units of goods, at most \(limit)",
                chinese: "\(name.chinese)：携带物资 \(units) 件，最多 \(limit) 件"
            )
        ]
    }
}
