extension WorkingPlan {
    /// Brings times and sums of a slot up to date and gives it a new version.
    @discardableResult
    mutating func refresh(_ slot: Int32) -> Bool {
        lastVersion &+= 1
        if lastVersion == UInt32.max { forgetSpots() }
        let fits = refreshNow(slot)
        states.pointer(slot).pointee.version = lastVersion
        let team = tables.slots.pointer(slot).pointee.team
        if !fits || tables.countsMinutes[team] && teamWork[team] > tables.maxMinutes[team] {
            isBroken = true
        }
        return fits
    }

    /// Starts versions anew before they would repeat.
    private mutating func forgetSpots() {
        spots.fill(Spot.none)
        lastVersion = 2
    }

    /// Brings times and sums of a slot up to date; false where the route breaks a time limit.
    ///
    /// - Complexity: O(stops).
    @discardableResult
    mutating func refreshNow(_ slot: Int32) -> Bool {
        let facts = tables.slots.pointer(slot)
        let depot = self.depot(slot)
        let travel = facts.pointee.travel
        let side = tables.placeCount
        var fits = true
        var here = Int(facts.pointee.base)
        var free = facts.pointee.start
        var previous = depot
        var sums = RouteSums()
        var node = nodes[depot].next
        while isTask(node) {
            let entry = nodes.pointer(node)
            let visit = tables.visits.pointer(tables.visitOfTask[node])
            let way = Int32(travel[here * side + Int(entry.pointee.place)])
            nodes.pointer(previous).pointee.toNext = way
            let start = tables.start(visit, notBefore: max(free + way, floor[node]))
            fits = fits && start <= ceiling[node] && start < SearchTables.never
            entry.pointee.start = start
            free = start + visit.pointee.minutes
            entry.pointee.end = free
            here = Int(entry.pointee.place)
            sums.travel += way
            sums.service += visit.pointee.minutes
            sums.load += tables.load[node]
            sums.visits += 1
            sums.points += points(of: node, visit, team: facts.pointee.team, start: start)
            previous = node
            node = entry.pointee.next
        }
        let back = Int32(travel[here * side + Int(facts.pointee.base)])
        nodes.pointer(previous).pointee.toNext = back
        sums.travel += back
        fits = fits && free + back <= facts.pointee.end
        refreshLatest(facts, last: previous, depot: depot)
        store(sums, slot: slot, team: facts.pointee.team)
        return fits
    }

    /// Points that a task earns at a start, beside the visit's value.
    @inline(__always)
    func points(
        of task: Int32,
        _ visit: UnsafeMutablePointer<VisitFacts>,
        team: Int32,
        start: Int32
    ) -> Int {
        var points = Int(tables.pairBonus[pairOfTask[task]])
        if visit.pointee.canBeLate, visit.pointee.firstTask == task {
            points -= tables.lateness(visit, start: start)
        }
        if tables.publishedTeam[task] == team, tables.isWithinTolerance(task: task, start: start) {
            points += tables.weightChange
        }
        return points
    }

    /// Latest starts, from the last stop back.
    @inline(__always)
    private func refreshLatest(
        _ facts: UnsafeMutablePointer<SlotFacts>,
        last: Int32,
        depot: Int32
    ) {
        var limit = facts.pointee.end
        var sensitive: Int32 = 0
        var node = last
        while node != depot {
            let entry = nodes.pointer(node)
            let visit = tables.visits.pointer(tables.visitOfTask[node])
            let most = min(
                limit - entry.pointee.toNext - visit.pointee.minutes,
                ceiling[node]
            )
            limit = tables.start(visit, notAfter: most)
            entry.pointee.late = limit
            if floor[node] == ceiling[node] {
                // A fixed stop takes up every delay, so nothing behind it moves.
                sensitive = 0
            } else if (visit.pointee.canBeLate && visit.pointee.firstTask == node)
                || tables.publishedTeam[node] == facts.pointee.team
            {
                sensitive = 1
            }
            entry.pointee.sensitive = sensitive
            node = entry.pointee.previous
        }
    }

    @inline(__always)
    private mutating func store(_ sums: RouteSums, slot: Int32, team: Int32) {
        let state = states.pointer(slot)
        let points =
            sums.visits == 0
            ? 0 : sums.points - Int(sums.travel) * tables.weightTravel - tables.weightCrew
        let work = sums.visits == 0 ? 0 : sums.travel + sums.service
        total += points - state.pointee.points
        if tables.countsMinutes[team] {
            let before = teamWork[team]
            let after = before + Int(work - state.pointee.work)
            teamWork[team] = after
            total -= unfairness(team, after) - unfairness(team, before)
        }
        state.pointee.points = points
        state.pointee.work = work
        state.pointee.travel = sums.travel
        state.pointee.visits = sums.visits
        state.pointee.load = sums.load
        state.pointee.isDirty = false
    }

    /// Points lost by a team's work minutes.
    @inline(__always)
    func unfairness(_ team: Int32, _ minutes: Int) -> Int {
        max(0, minutes - tables.fairMinutes[team]) * tables.weightFair
    }
}

/// What a pass over a route adds up.
private struct RouteSums {
    var travel: Int32 = 0
    var service: Int32 = 0
    var load: Int32 = 0
    var visits: Int32 = 0
    var points = 0
}
