import Scheduling

/// One assignment that goes to another team, everything else as planned.
struct Handover {
    private typealias Stop = DeclineLadder.PlannedStop

    private let ladder: DeclineLadder
    private let stop: DeclineLadder.PlannedStop
    private let visit: Visit
    private let role: Role
    private let formerTeam: Int
    /// What the plan is worth more without the former team's part.
    private let relief: Int
    /// Whether the visit must keep its start to the minute.
    private let keepsStart: Bool

    /// Takes an assignment away from its crew; nil where that crew could not go on without it.
    init?(
        _ ladder: DeclineLadder,
        from key: DeclineLadder.RouteKey,
        _ stop: DeclineLadder.PlannedStop
    ) {
        let scenario = ladder.scenario
        self.ladder = ladder
        self.stop = stop
        visit = scenario.visits[stop.visit]
        role = scenario.roles(of: visit)[stop.role]
        formerTeam = scenario.shifts[key.shift].teamIndex
        let hasRooms =
            scenario.service(of: visit).mode == .site
            && visit.siteIndex.map { scenario.sites[$0].rooms != nil } ?? false
        keepsStart = scenario.roles(of: visit).count > 1 || hasRooms
        let team = scenario.teams[formerTeam]
        let before = ladder.routes[key] ?? []
        let after = before.filter { $0.visit != stop.visit || $0.role != stop.role }
        guard Handover.isFeasible(after, ladder, shift: key.shift) else { return nil }
        let minutesSaved =
            ladder.travelMinutes(of: before, team: team)
            - (after.isEmpty ? 0 : ladder.travelMinutes(of: after, team: team))
        let weights = scenario.weights
        relief =
            weights.travel * minutesSaved + (after.isEmpty ? weights.crew : 0)
            + ladder.fairCost(
                team: formerTeam,
                change: -(minutesSaved + stop.endMinute - stop.startMinute)
            )
            - (visit.preferredTeams.contains(formerTeam) ? weights.prefer : 0)
            + (stop.role == 0 ? Handover.lateness(visit, stop.startMinute, weights) : 0)
    }

    private static func lateness(_ visit: Visit, _ start: Int, _ weights: Weights) -> Int {
        visit.dueMinute.map { weights.late * max(0, start - $0) } ?? 0
    }

    /// Whether a route can be driven with its starts as they are.
    private static func isFeasible(
        _ stops: [DeclineLadder.PlannedStop],
        _ ladder: DeclineLadder,
        shift: Int
    ) -> Bool {
        let scenario = ladder.scenario
        let team = scenario.teams[scenario.shifts[shift].teamIndex]
        var here = team.baseSiteIndex
        var free = scenario.shifts[shift].startMinute
        for stop in stops {
            let way = scenario.travelMinutes(from: here, to: stop.place, team: team)
            if free + way > stop.startMinute { return false }
            free = stop.endMinute
            here = stop.place
        }
        return stops.isEmpty
            || free + scenario.travelMinutes(from: here, to: team.baseSiteIndex, team: team)
                <= scenario.shifts[shift].endMinute
    }

    /// Whether a team qualifies, is not refused, reaches the visit, and may join its program.
    func mayServe(_ index: Int) -> Bool {
        let scenario = ladder.scenario
        let team = scenario.teams[index]
        guard index != formerTeam, !visit.refusedTeams.contains(index),
            role.skills.allSatisfy({ team.level(of: $0.skill) >= $0.level })
        else { return false }
        if let radius = team.radiusMinutes {
            let place = scenario.placeIndex(of: visit, servedBy: team)
            let out = scenario.travelMinutes(from: team.baseSiteIndex, to: place, team: team)
            if out > radius { return false }
        }
        return (teamsAfter(index)?.count ?? 0) <= (maxTeams ?? .max)
    }

    private var maxTeams: Int? {
        visit.programIndex.flatMap { ladder.scenario.programs[$0].maxTeams }
    }

    private var programRole: DeclineLadder.ProgramRole? {
        visit.programIndex.map { DeclineLadder.ProgramRole(program: $0, role: stop.role) }
    }

    /// How often each team fills the role of the program with the new team; nil without a program.
    private func teamsAfter(_ index: Int) -> [Int: Int]? {
        guard let programRole else { return nil }
        var counts = ladder.programTeams[programRole] ?? [:]
        counts[formerTeam, default: 0] -= 1
        counts[index, default: 0] += 1
        return counts.filter { $0.value > 0 }
    }

    /// The best way for a team to take over; nil where there is none.
    func best(ofTeam index: Int) -> Substitute? {
        let scenario = ladder.scenario
        var best: Substitute?
        for shift in ladder.shiftsOfTeam[index] {
            let facts = scenario.shifts[shift]
            guard facts.people >= role.people, facts.endMinute > ladder.nowMinute else { continue }
            if visit.programIndex != nil, facts.day != stop.startMinute / minutesPerDay { continue }
            for crew in 1...facts.crews {
                let key = DeclineLadder.RouteKey(shift: shift, crew: crew)
                // All idle crews of a shift are alike.
                if ladder.routes[key] == nil, ladder.idleCrews[shift] != crew { continue }
                guard let found = insertion(team: index, key) else { continue }
                if isBetter(found, best) { best = found }
            }
        }
        return best
    }

    /// Whether one way to take over is better than another: about the time planned first, then points.
    private func isBetter(_ new: Substitute, _ old: Substitute?) -> Bool {
        guard let old else { return true }
        if new.keepsTime != old.keepsTime { return new.keepsTime }
        return new.points > old.points
    }

    /// The best place in a crew's route.
    private func insertion(team index: Int, _ key: DeclineLadder.RouteKey) -> Substitute? {
        let scenario = ladder.scenario
        let shift = scenario.shifts[key.shift]
        let team = scenario.teams[index]
        let stops = ladder.routes[key] ?? []
        guard stops.count < team.maxVisits ?? .max, fits(stops, shift),
            !stops.contains(where: { $0.visit == stop.visit })
        else { return nil }
        let place = scenario.placeIndex(of: visit, servedBy: team)
        let before = stops.isEmpty ? 0 : ladder.travelMinutes(of: stops, team: team)
        var best: Substitute?
        for position in 0...stops.count {
            guard let start = start(at: position, stops, shift, team, place) else { continue }
            var route = stops
            var own = stop
            own.startMinute = start
            own.endMinute = start + visit.minutes
            own.place = place
            route.insert(own, at: position)
            let minutes = ladder.travelMinutes(of: route, team: team) - before
            guard
                ladder.workMinutes[index] + minutes + visit.minutes <= team.maxMinutes ?? .max
            else { continue }
            let found = Substitute(
                team: team.id,
                shiftStartMinute: shift.startMinute,
                crew: key.crew,
                startMinute: start,
                keepsTime: abs(start - stop.startMinute)
                    <= scenario.weights.changeToleranceMinutes,
                points: points(index, minutes, start: start, isNewCrew: stops.isEmpty)
            )
            if isBetter(found, best) { best = found }
        }
        return best
    }

    /// Whether the crew can bring the goods along.
    private func fits(_ stops: [DeclineLadder.PlannedStop], _ shift: Shift) -> Bool {
        guard let capacity = shift.capacityUnits else { return true }
        let scenario = ladder.scenario
        let load = stops.reduce(scenario.loadUnits(of: visit, roleIndex: stop.role)) {
            $0 + scenario.loadUnits(of: scenario.visits[$1.visit], roleIndex: $1.role)
        }
        return load <= capacity
    }

    /// The start nearest to the one planned, between two stops of a route; nil where none fits.
    private func start(
        at position: Int,
        _ stops: [DeclineLadder.PlannedStop],
        _ shift: Shift,
        _ team: Team,
        _ place: Int
    ) -> Int? {
        let scenario = ladder.scenario
        let previous = position > 0 ? stops[position - 1] : nil
        let next = position < stops.count ? stops[position] : nil
        // Who is at the base, or done with the last visit, leaves now at the earliest.
        let free = max(ladder.nowMinute, previous?.endMinute ?? shift.startMinute)
        let from = previous?.place ?? team.baseSiteIndex
        let least = free + scenario.travelMinutes(from: from, to: place, team: team)
        let to = next?.place ?? team.baseSiteIndex
        let most =
            (next?.startMinute ?? shift.endMinute)
            - scenario.travelMinutes(from: place, to: to, team: team) - visit.minutes
        guard least <= most else { return nil }
        if keepsStart { return (least...most).contains(stop.startMinute) ? stop.startMinute : nil }
        let starts = visit.windows.compactMap { window -> Int? in
            let low = max(least, window.startMinute)
            let high = min(most, window.endMinute - visit.minutes)
            return low <= high ? min(max(stop.startMinute, low), high) : nil
        }
        return starts.min { abs($0 - stop.startMinute) < abs($1 - stop.startMinute) }
    }

    /// What the plan is worth more with the team in place of the former one.
    private func points(_ team: Int, _ travel: Int, start: Int, isNewCrew: Bool) -> Int {
        let weights = ladder.scenario.weights
        var points = relief - weights.travel * travel - (isNewCrew ? weights.crew : 0)
        points += ladder.fairCost(team: team, change: travel + visit.minutes)
        if visit.preferredTeams.contains(team) { points += weights.prefer }
        if stop.role == 0 { points -= Handover.lateness(visit, start, weights) }
        if let programRole {
            let before = ladder.programTeams[programRole]?.count ?? 1
            let after = teamsAfter(team)?.count ?? 1
            points -= weights.continuity * (after - before)
        }
        return points
    }
}

extension DeclineLadder {
    /// Points that fairness gains where a team's work changes by so many minutes.
    fileprivate func fairCost(team: Int, change: Int) -> Int {
        guard let fair = scenario.teams[team].fairMinutes else { return 0 }
        let before = max(0, workMinutes[team] - fair)
        let after = max(0, workMinutes[team] + change - fair)
        return scenario.weights.fair * (before - after)
    }
}
