import Evaluation
import Scheduling

/// An unserved visit that a plan could serve to its gain.
public struct ImprovingInsertion: Sendable {
    /// The visit.
    public var visit: VisitID
    /// Points gained.
    public var gain: Int
    /// The plan with the visit in it.
    public var plan: Plan
}

/// Looks for an unserved visit that could be inserted into a valid plan with a gain in score.
///
/// All its roles together, at any positions of routes in use or in idle crews; the other visits keep
/// their crews and their order, while starts may shift. Exact as long as the starts of one insertion
/// take no more than `nodeLimit` branchings over rooms and published starts.
///
/// - Returns: the first one found; nil where there is none.
public func improvingInsertion(
    into plan: Plan,
    of scenario: Scenario,
    nodeLimit: Int = 2000
) -> ImprovingInsertion? {
    InsertionCheck(scenario, plan, nodeLimit: nodeLimit).find()
}

private struct InsertionCheck {
    let scenario: Scenario
    /// The scenario without commitments, for looking at one route alone.
    let unpinned: Scenario
    let audit: Audit
    let total: Int
    let routes: [OrderedRoute]
    let unserved: [Int]
    let nodeLimit: Int

    init(_ scenario: Scenario, _ plan: Plan, nodeLimit: Int) {
        self.scenario = scenario
        self.nodeLimit = nodeLimit
        var unpinned = scenario
        unpinned.commitments = []
        self.unpinned = unpinned
        audit = Audit(scenario)
        total = audit.judge(plan).score.total
        routes = orderedRoutes(of: plan, in: scenario)
        let served = Set(plan.assignments.map(\.visit))
        unserved = scenario.visits.indices.filter { !served.contains(scenario.visits[$0].id) }
    }

    func find() -> ImprovingInsertion? {
        for visitIndex in unserved {
            if let found = find(visitIndex, roleIndex: 0, routes) { return found }
        }
        return nil
    }

    /// Puts one role after the other into every route and position, then looks at the whole.
    private func find(
        _ visitIndex: Int,
        roleIndex: Int,
        _ routes: [OrderedRoute]
    ) -> ImprovingInsertion? {
        let roles = scenario.roles(of: scenario.visits[visitIndex])
        guard roleIndex < roles.count else { return improvement(visitIndex, routes) }
        for (number, route) in routes.enumerated() {
            guard !route.stops.contains(where: { $0.visitIndex == visitIndex }),
                isFirstIdleCrew(number, routes),
                mayServe(visitIndex, roles[roleIndex], scenario.shifts[route.shiftIndex])
            else { continue }
            for position in 0...route.stops.count {
                var changed = routes
                let stop = OrderedStop(visitIndex: visitIndex, roleIndex: roleIndex)
                changed[number].stops.insert(stop, at: position)
                guard isFeasibleAlone(changed[number]) else { continue }
                let found = find(visitIndex, roleIndex: roleIndex + 1, changed)
                if let found { return found }
            }
        }
        return nil
    }

    /// Idle crews of a shift are alike: the visit, unserved, is not pinned to any of them.
    private func isFirstIdleCrew(_ number: Int, _ routes: [OrderedRoute]) -> Bool {
        guard routes[number].stops.isEmpty else { return true }
        return !routes[..<number].contains {
            $0.shiftIndex == routes[number].shiftIndex && $0.stops.isEmpty
        }
    }

    private func mayServe(_ visitIndex: Int, _ role: Role, _ shift: Shift) -> Bool {
        let team = scenario.teams[shift.teamIndex]
        return shift.people >= role.people
            && role.skills.allSatisfy { team.level(of: $0.skill) >= $0.level }
            && !scenario.visits[visitIndex].refusedTeams.contains(shift.teamIndex)
    }

    /// Whether the route could be driven if there were no other.
    private func isFeasibleAlone(_ route: OrderedRoute) -> Bool {
        Timetable(unpinned, routes: [route], nodeLimit: 1).canSettle()
    }

    private func improvement(_ visitIndex: Int, _ routes: [OrderedRoute]) -> ImprovingInsertion? {
        var timetable = Timetable(scenario, routes: routes, nodeLimit: nodeLimit)
        guard let starts = timetable.bestStarts() else { return nil }
        let plan = plan(routes, starts)
        let verdict = audit.judge(plan)
        guard verdict.isValid, verdict.score.total > total else { return nil }
        return ImprovingInsertion(
            visit: scenario.visits[visitIndex].id,
            gain: verdict.score.total - total,
            plan: plan
        )
    }

    private func plan(_ routes: [OrderedRoute], _ starts: [Int]) -> Plan {
        var plan = Plan()
        for route in routes {
            let shift = scenario.shifts[route.shiftIndex]
            for stop in route.stops {
                let visit = scenario.visits[stop.visitIndex]
                let start = starts[stop.visitIndex]
                plan.assignments.append(
                    Assignment(
                        visit: visit.id,
                        role: scenario.roles(of: visit)[stop.roleIndex].id,
                        team: scenario.teams[shift.teamIndex].id,
                        shiftStartMinute: shift.startMinute,
                        crew: route.crew,
                        startMinute: start,
                        endMinute: start + visit.minutes
                    )
                )
            }
        }
        let served = Set(plan.assignments.map(\.visit))
        plan.unserved = scenario.visits.filter { !served.contains($0.id) }.map {
            UnservedVisit(visit: $0.id, reason: "left-out")
        }
        return plan
    }
}

/// The routes of a plan in order of time, with a route without stops for every idle crew.
private func orderedRoutes(of plan: Plan, in scenario: Scenario) -> [OrderedRoute] {
    let visits = Dictionary(
        uniqueKeysWithValues: zip(scenario.visits.map(\.id), scenario.visits.indices)
    )
    let rows = plan.assignments.sorted { $0.startMinute < $1.startMinute }
    return scenario.shifts.enumerated().flatMap { shiftIndex, shift in
        let team = scenario.teams[shift.teamIndex].id
        return (1...shift.crews).map { crew in
            let own = rows.filter {
                $0.team == team && $0.shiftStartMinute == shift.startMinute && $0.crew == crew
            }
            let stops = own.compactMap { row -> OrderedStop? in
                guard let visit = visits[row.visit] else { return nil }
                let roles = scenario.roles(of: scenario.visits[visit])
                guard let role = roles.firstIndex(where: { $0.id == row.role }) else { return nil }
                return OrderedStop(visitIndex: visit, roleIndex: role)
            }
            return OrderedRoute(shiftIndex: shiftIndex, crew: crew, stops: stops)
        }
    }
}
