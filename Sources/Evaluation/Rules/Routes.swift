import Scheduling

extension Audit {
    /// Rule 4: crews that exist leave the base in their shift, arrive in time and are back by its end.
    ///
    /// That the team has the shift at all is seen when the plan is read.
    func routes(_ reading: PlanReading) -> [Violation] {
        reading.routes.flatMap { route in
            unknownCrew(route) + earlyStarts(route) + lateReturn(route)
        }
    }

    private func unknownCrew(_ route: Route) -> [Violation] {
        let shift = scenario.shifts[route.shiftIndex]
        guard route.crew < 1 || route.crew > shift.crews else { return [] }
        let name = RouteName(route, in: scenario)
        return [
            Violation(
                .unknownCrew,
                name.subject,
                english: "\(name.english): the shift has crews 1 to \(shift.crews)",
                chinese: "\(name.chinese)：该班次只有 1 至 \(shift.crews) 组"
            )
        ]
    }

    private func earlyStarts(_ route: Route) -> [Violation] {
        var freeMinute = scenario.shifts[route.shiftIndex].startMinute
        var violations: [Violation] = []
        for (stop, leg) in zip(route.stops, route.legMinutes) {
            let visit = scenario.visits[stop.visitIndex]
            let arrival = freeMinute.clampedSum(leg)
            if stop.startMinute < arrival {
                let role = scenario.roles(of: visit)[stop.roleIndex].id
                violations.append(earlyStart(stop, role, arrival, RouteName(route, in: scenario)))
            }
            freeMinute = stop.startMinute.clampedSum(visit.minutes)
        }
        return violations
    }

    private func earlyStart(
        _ stop: Filling,
        _ role: RoleID,
        _ arrivalMinute: Int,
        _ name: RouteName
    ) -> Violation {
        let visit = scenario.visits[stop.visitIndex].id
        let start = scenario.stamp(stop.startMinute)
        let arrival = scenario.stamp(arrivalMinute)
        var subject = name.subject
        subject.visits = [visit]
        subject.role = role
        return Violation(
            .startsTooEarly,
            subject,
            english: "visit \(visit) role \(role) \(name.english): "
                + "starts at \(start), can be there at \(arrival)",
            chinese: "服务 \(visit) 角色 \(role) \(name.chinese)：\(start) 开始，最早 \(arrival) 才能到达"
        )
    }

    private func lateReturn(_ route: Route) -> [Violation] {
        guard let last = route.stops.last, let leg = route.legMinutes.last else { return [] }
        let shift = scenario.shifts[route.shiftIndex]
        let visit = scenario.visits[last.visitIndex]
        let back = last.startMinute.clampedSum(visit.minutes).clampedSum(leg)
        guard back > shift.endMinute else { return [] }
        let name = RouteName(route, in: scenario)
        var subject = name.subject
        subject.visits = [visit.id]
        let (late, end) = (scenario.stamp(back), scenario.stamp(shift.endMinute))
        return [
            Violation(
                .backTooLate,
                subject,
                english: "\(name.english): back at the base at \(late) after visit \(visit.id), "
                    + "the shift ends at \(end)",
                chinese: "\(name.chinese)：服务 \(visit.id) 后 \(late) 才回驻地，班次 \(end) 结束"
            )
        ]
    }
}

/// A route's name in both languages, and as a subject.
struct RouteName {
    let english: String
    let chinese: String
    let subject: Violation.Subject

    init(_ route: Route, in scenario: Scenario) {
        let shift = scenario.shifts[route.shiftIndex]
        let team = scenario.teams[shift.teamIndex].id
        let stamp = scenario.stamp(shift.startMinute)
        english = "team \(team) shift \(stamp) crew \(route.crew)"
        chinese = "队伍 \(team) 班次 \(stamp) 第 \(route.crew) 组"
        subject = .init(team: team, shiftStartMinute: shift.startMinute, crew: route.crew)
    }
}
