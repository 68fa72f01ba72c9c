import Scheduling

extension BruteForce {
    /// The partial plan with one more visit; nil where that breaks a rule.
    func placing(
        _ visitIndex: Int,
        _ chosen: [Int],
        _ start: Int,
        _ partial: PartialPlan
    ) -> PartialPlan? {
        let isInOrder =
            (start, visitIndex) > (partial.lastStartMinute, partial.lastVisitIndex)
        guard isInOrder, fitsWindow(visitIndex, start), hasRoom(visitIndex, start, partial),
            keepsGap(visitIndex, start, partial), keepsPins(visitIndex, chosen, start, partial)
        else { return nil }
        var next = partial
        let visit = scenario.visits[visitIndex]
        next.starts[visitIndex] = start
        next.lastStartMinute = start
        next.lastVisitIndex = visitIndex
        next.points += visit.value
        if let due = visit.dueMinute { next.points -= scenario.weights.late * max(0, start - due) }
        for (roleIndex, route) in chosen.enumerated() {
            guard addStop(visitIndex, roleIndex, route, start, &next) else { return nil }
        }
        return keepsTeamLimit(visitIndex, next) ? next : nil
    }

    /// Sends one crew on to the visit; false where it can't go there.
    private func addStop(
        _ visitIndex: Int,
        _ roleIndex: Int,
        _ route: Int,
        _ start: Int,
        _ plan: inout PartialPlan
    ) -> Bool {
        let visit = scenario.visits[visitIndex]
        let shift = scenario.shifts[plan.routes[route].shiftIndex]
        let team = scenario.teams[shift.teamIndex]
        let minutes = leg(visitIndex, route, plan)
        plan.routes[route].placeIndex = scenario.placeIndex(of: visit, servedBy: team)
        plan.routes[route].freeMinute = start + visit.minutes
        plan.routes[route].stops += 1
        if roleIndex == 0 { plan.routes[route].loadUnits += visit.loadUnits }
        plan.workMinutes[shift.teamIndex] += minutes + visit.minutes
        plan.points -= scenario.weights.travel * minutes
        if plan.routes[route].stops == 1 { plan.points -= scenario.weights.crew }
        if visit.preferredTeams.contains(shift.teamIndex) {
            plan.points += scenario.weights.prefer
        }
        plan.points +=
            scenario.weights.change
            * publishedRows[visitIndex].count {
                $0.roleIndex == roleIndex && $0.teamIndex == shift.teamIndex
                    && abs($0.startMinute - start) <= scenario.weights.changeToleranceMinutes
            }
        plan.placed.append(
            PlacedRole(
                visitIndex: visitIndex,
                roleIndex: roleIndex,
                routeIndex: route,
                startMinute: start
            )
        )
        return plan.routes[route].freeMinute <= shift.endMinute
            && plan.routes[route].stops <= team.maxVisits ?? .max
            && plan.routes[route].loadUnits <= shift.capacityUnits ?? .max
            && plan.workMinutes[shift.teamIndex] <= team.maxMinutes ?? .max
    }

    private func fitsWindow(_ visitIndex: Int, _ start: Int) -> Bool {
        let visit = scenario.visits[visitIndex]
        return visit.windows.contains {
            $0.startMinute <= start && start + visit.minutes <= $0.endMinute
        }
    }

    /// Visits are placed in order of start, so that looking at this start is enough.
    private func hasRoom(_ visitIndex: Int, _ start: Int, _ partial: PartialPlan) -> Bool {
        let visit = scenario.visits[visitIndex]
        guard scenario.service(of: visit).mode == .site, let site = visit.siteIndex,
            let rooms = scenario.sites[site].rooms
        else { return true }
        let present = scenario.visits.indices.count { other in
            guard let otherStart = partial.starts[other] else { return false }
            let otherVisit = scenario.visits[other]
            return otherVisit.siteIndex == site && scenario.service(of: otherVisit).mode == .site
                && otherStart + otherVisit.minutes > start
        }
        return present < rooms
    }

    private func keepsGap(_ visitIndex: Int, _ start: Int, _ partial: PartialPlan) -> Bool {
        guard let program = scenario.visits[visitIndex].programIndex else { return true }
        let day = start / minutesPerDay
        return scenario.programs[program].visitIndices.allSatisfy { other in
            guard let otherStart = partial.starts[other] else { return true }
            return abs(otherStart / minutesPerDay - day) >= scenario.programs[program].gapDays
        }
    }

    private func keepsPins(
        _ visitIndex: Int,
        _ chosen: [Int],
        _ start: Int,
        _ partial: PartialPlan
    ) -> Bool {
        pinnedRows[visitIndex].allSatisfy { row in
            guard let roleIndex = row.roleIndex else { return false }
            let route = partial.routes[chosen[roleIndex]]
            return scenario.shifts[route.shiftIndex].teamIndex == row.teamIndex
                && start == row.startMinute && row.crew ?? route.crew == route.crew
        }
    }

    private func keepsTeamLimit(_ visitIndex: Int, _ partial: PartialPlan) -> Bool {
        guard let program = scenario.visits[visitIndex].programIndex,
            let limit = scenario.programs[program].maxTeams
        else { return true }
        return teamCounts(program, partial).allSatisfy { $0 <= limit }
    }

    /// How many different teams serve each role of a program.
    private func teamCounts(_ program: Int, _ partial: PartialPlan) -> [Int] {
        let roles = scenario.services[scenario.programs[program].serviceIndex].roles
        return roles.indices.map { roleIndex in
            let teams = partial.placed.filter {
                $0.roleIndex == roleIndex
                    && scenario.visits[$0.visitIndex].programIndex == program
            }
            .map { scenario.shifts[partial.routes[$0.routeIndex].shiftIndex].teamIndex }
            return Set(teams).count
        }
    }

    /// Sends all crews home and keeps the plan if it is the best so far.
    mutating func complete(_ partial: PartialPlan) {
        var work = partial.workMinutes
        var total = partial.points - publishedCost
        for route in partial.routes where route.stops > 0 {
            let shift = scenario.shifts[route.shiftIndex]
            let team = scenario.teams[shift.teamIndex]
            let home = scenario.travelMinutes(
                from: route.placeIndex,
                to: team.baseSiteIndex,
                team: team
            )
            guard route.freeMinute + home <= shift.endMinute else { return }
            work[shift.teamIndex] += home
            total -= scenario.weights.travel * home
        }
        for (team, minutes) in zip(scenario.teams, work) {
            guard minutes <= team.maxMinutes ?? .max else { return }
            if let fair = team.fairMinutes {
                total -= scenario.weights.fair * max(0, minutes - fair)
            }
        }
        for program in scenario.programs.indices {
            for count in teamCounts(program, partial) {
                total -= scenario.weights.continuity * max(0, count - 1)
            }
        }
        let keepsAllPins = zip(pinnedRows, partial.starts).allSatisfy { $0.isEmpty || $1 != nil }
        guard keepsAllPins, total > best?.total ?? .min, keepsEnough(partial) else { return }
        best = BruteForceOptimum(total: total, plan: plan(partial))
    }

    /// Whether no more published rows are left unkept than may be.
    private func keepsEnough(_ partial: PartialPlan) -> Bool {
        guard let mostChanges else { return true }
        let kept = partial.placed.reduce(0) { sum, placed in
            let team = scenario.shifts[partial.routes[placed.routeIndex].shiftIndex].teamIndex
            return sum
                + publishedRows[placed.visitIndex].count {
                    $0.roleIndex == placed.roleIndex && $0.teamIndex == team
                        && abs($0.startMinute - placed.startMinute)
                            <= scenario.weights.changeToleranceMinutes
                }
        }
        return scenario.commitments.count { $0.kind == .published } - kept <= mostChanges
    }

    private func plan(_ partial: PartialPlan) -> Plan {
        let assignments = partial.placed.map { role in
            let visit = scenario.visits[role.visitIndex]
            let route = partial.routes[role.routeIndex]
            let shift = scenario.shifts[route.shiftIndex]
            return Assignment(
                visit: visit.id,
                role: scenario.roles(of: visit)[role.roleIndex].id,
                team: scenario.teams[shift.teamIndex].id,
                shiftStartMinute: shift.startMinute,
                crew: route.crew,
                startMinute: role.startMinute,
                endMinute: role.startMinute + visit.minutes
            )
        }
        let unserved = zip(scenario.visits, partial.starts).filter { $1 == nil }.map {
            UnservedVisit(visit: $0.0.id, reason: "left-out")
        }
        return Plan(assignments: assignments, unserved: unserved)
    }
}
