import Scheduling

/// A random plan that keeps every rule but perhaps the pins: visits in random order, pinned ones
/// first, each appended to the ends of random routes at the earliest start.
///
/// Not a good plan, but an honest one of any size, for tests of what reads or judges plans.
public func randomPlan(of scenario: Scenario, seed: UInt64, servedPercent: Int = 90) -> Plan {
    var maker = RandomPlanMaker(scenario, seed: seed)
    return maker.make(servedPercent: servedPercent)
}

/// A crew and the end of its route.
private struct RouteEnd {
    var shiftIndex: Int
    var crew: Int
    var placeIndex: Int
    var freeMinute: Int
    var stops = 0
    var loadUnits = 0
    /// Minutes of the way home that are counted in the team's work.
    var homeMinutes = 0
}

private struct RandomPlanMaker {
    let scenario: Scenario
    var random: SplitMix64
    var routes: [RouteEnd] = []
    var starts: [Int?]
    var workMinutes: [Int]
    var programTeams: [[Set<Int>]]
    var plan = Plan()

    init(_ scenario: Scenario, seed: UInt64) {
        self.scenario = scenario
        random = SplitMix64(seed: seed)
        starts = Array(repeating: nil, count: scenario.visits.count)
        workMinutes = Array(repeating: 0, count: scenario.teams.count)
        programTeams = scenario.programs.map { program in
            scenario.services[program.serviceIndex].roles.map { _ in [] }
        }
        for (shiftIndex, shift) in scenario.shifts.enumerated() {
            for crew in 1...shift.crews {
                routes.append(
                    RouteEnd(
                        shiftIndex: shiftIndex,
                        crew: crew,
                        placeIndex: scenario.teams[shift.teamIndex].baseSiteIndex,
                        freeMinute: shift.startMinute
                    )
                )
            }
        }
    }

    mutating func make(servedPercent: Int) -> Plan {
        let pins = scenario.commitments.filter { $0.kind == .pinned }
        let pinned = pins.sorted { $0.startMinute < $1.startMinute }.compactMap(\.visitIndex)
        for visitIndex in pinned where starts[visitIndex] == nil { serve(visitIndex) }
        for visitIndex in random.shuffled(Array(scenario.visits.indices)) {
            guard starts[visitIndex] == nil, random.chance(servedPercent) else { continue }
            serve(visitIndex)
        }
        plan.unserved = zip(scenario.visits, starts).filter { $1 == nil }.map {
            UnservedVisit(visit: $0.0.id, reason: "left-out")
        }
        return plan
    }

    /// Serves a visit with the first random crews that will do.
    private mutating func serve(_ visitIndex: Int) {
        let roles = scenario.roles(of: scenario.visits[visitIndex])
        let isPinned = roles.indices.contains { pin(visitIndex, $0) != nil }
        for _ in 0..<(isPinned ? 200 : 3) {
            var chosen: [Int] = []
            for roleIndex in roles.indices {
                let order = random.shuffled(Array(routes.indices))
                guard
                    let route = order.first(where: {
                        !chosen.contains($0) && mayServe(visitIndex, roleIndex, route: $0)
                    })
                else { return }
                chosen.append(route)
            }
            if let start = start(of: visitIndex, chosen), commit(visitIndex, chosen, start) {
                return
            }
        }
    }

    private func pin(_ visitIndex: Int, _ roleIndex: Int) -> Commitment? {
        scenario.commitments.first {
            $0.kind == .pinned && $0.visitIndex == visitIndex && $0.roleIndex == roleIndex
        }
    }

    private func mayServe(_ visitIndex: Int, _ roleIndex: Int, route: Int) -> Bool {
        let visit = scenario.visits[visitIndex]
        let role = scenario.roles(of: visit)[roleIndex]
        let end = routes[route]
        let shift = scenario.shifts[end.shiftIndex]
        let team = scenario.teams[shift.teamIndex]
        if let pin = pin(visitIndex, roleIndex) {
            let isRight = pin.teamIndex == shift.teamIndex && pin.crew ?? end.crew == end.crew
            guard isRight, shift.startMinute <= pin.startMinute, pin.startMinute < shift.endMinute
            else { return false }
        }
        let place = scenario.placeIndex(of: visit, servedBy: team)
        let out = scenario.travelMinutes(from: team.baseSiteIndex, to: place, team: team)
        let load = scenario.loadUnits(of: visit, roleIndex: roleIndex)
        return role.skills.allSatisfy { team.level(of: $0.skill) >= $0.level }
            && shift.people >= role.people
            && !visit.refusedTeams.contains(shift.teamIndex)
            && out <= team.radiusMinutes ?? .max
            && end.stops < team.maxVisits ?? .max
            && end.loadUnits + load <= shift.capacityUnits ?? .max
            && keepsTeamLimit(visit, roleIndex, team: shift.teamIndex)
    }

    private func keepsTeamLimit(_ visit: Visit, _ roleIndex: Int, team: Int) -> Bool {
        guard let program = visit.programIndex, let limit = scenario.programs[program].maxTeams
        else { return true }
        return programTeams[program][roleIndex].union([team]).count <= limit
    }

    /// The earliest start at which windows, shifts and rooms agree; the pinned one where there is one.
    private func start(of visitIndex: Int, _ chosen: [Int]) -> Int? {
        let visit = scenario.visits[visitIndex]
        let arrival = chosen.map { routes[$0].freeMinute + leg(visitIndex, $0) }.max() ?? 0
        var candidates = [arrival] + visit.windows.map { max(arrival, $0.startMinute) }
        for roleIndex in chosen.indices {
            guard let pin = pin(visitIndex, roleIndex) else { continue }
            candidates = pin.startMinute >= arrival ? [pin.startMinute] : []
        }
        return candidates.sorted().first { fits(visitIndex, chosen, $0) }
    }

    private func fits(_ visitIndex: Int, _ chosen: [Int], _ start: Int) -> Bool {
        let visit = scenario.visits[visitIndex]
        let end = start + visit.minutes
        let isInWindow = visit.windows.contains { $0.startMinute <= start && end <= $0.endMinute }
        let isBackInTime = chosen.allSatisfy {
            end + home(visitIndex, $0) <= scenario.shifts[routes[$0].shiftIndex].endMinute
        }
        return isInWindow && isBackInTime && hasRoom(visit, start) && keepsGap(visit, start)
    }

    /// Counts every visit that shares a minute, which is stricter than the rule.
    private func hasRoom(_ visit: Visit, _ start: Int) -> Bool {
        guard scenario.service(of: visit).mode == .site, let site = visit.siteIndex,
            let rooms = scenario.sites[site].rooms
        else { return true }
        let sharing = zip(scenario.visits, starts).count { other, otherStart in
            guard let otherStart, other.siteIndex == site else { return false }
            return otherStart < start + visit.minutes && start < otherStart + other.minutes
        }
        return sharing < rooms
    }

    private func keepsGap(_ visit: Visit, _ start: Int) -> Bool {
        guard let program = visit.programIndex else { return true }
        return scenario.programs[program].visitIndices.allSatisfy { other in
            guard let otherStart = starts[other] else { return true }
            let days = abs(otherStart / minutesPerDay - start / minutesPerDay)
            return days >= scenario.programs[program].gapDays
        }
    }

    private func leg(_ visitIndex: Int, _ route: Int) -> Int {
        let team = scenario.teams[scenario.shifts[routes[route].shiftIndex].teamIndex]
        let place = scenario.placeIndex(of: scenario.visits[visitIndex], servedBy: team)
        return scenario.travelMinutes(from: routes[route].placeIndex, to: place, team: team)
    }

    private func home(_ visitIndex: Int, _ route: Int) -> Int {
        let team = scenario.teams[scenario.shifts[routes[route].shiftIndex].teamIndex]
        let place = scenario.placeIndex(of: scenario.visits[visitIndex], servedBy: team)
        return scenario.travelMinutes(from: place, to: team.baseSiteIndex, team: team)
    }

    /// Writes the visit down; false where a team would work too long.
    private mutating func commit(_ visitIndex: Int, _ chosen: [Int], _ start: Int) -> Bool {
        let visit = scenario.visits[visitIndex]
        var work = workMinutes
        for route in chosen {
            let team = scenario.shifts[routes[route].shiftIndex].teamIndex
            work[team] += visit.minutes + leg(visitIndex, route) + home(visitIndex, route)
            work[team] -= routes[route].homeMinutes
        }
        guard zip(scenario.teams, work).allSatisfy({ $1 <= $0.maxMinutes ?? .max }) else {
            return false
        }
        workMinutes = work
        starts[visitIndex] = start
        for (roleIndex, route) in chosen.enumerated() {
            append(visitIndex, roleIndex, route, start)
        }
        return true
    }

    private mutating func append(_ visitIndex: Int, _ roleIndex: Int, _ route: Int, _ start: Int) {
        let visit = scenario.visits[visitIndex]
        let shift = scenario.shifts[routes[route].shiftIndex]
        let team = scenario.teams[shift.teamIndex]
        routes[route].homeMinutes = home(visitIndex, route)
        routes[route].placeIndex = scenario.placeIndex(of: visit, servedBy: team)
        routes[route].freeMinute = start + visit.minutes
        routes[route].stops += 1
        routes[route].loadUnits += scenario.loadUnits(of: visit, roleIndex: roleIndex)
        if let program = visit.programIndex {
            programTeams[program][roleIndex].insert(shift.teamIndex)
        }
        plan.assignments.append(
            Assignment(
                visit: visit.id,
                role: scenario.roles(of: visit)[roleIndex].id,
                team: team.id,
                shiftStartMinute: shift.startMinute,
                crew: routes[route].crew,
                startMinute: start,
                endMinute: start + visit.minutes
            )
        )
    }
}
