extension WorkingPlan {
    /// The best spot for a task in a slot by the route's own points, from the cache where it holds.
    ///
    /// - Complexity: O(stops of the route) where the slot has changed since, else O(1).
    @inline(__always)
    mutating func spot(
        _ task: Int32,
        _ visit: UnsafeMutablePointer<VisitFacts>,
        pair: Int32,
        slot: Int32
    ) -> Spot {
        let version = states.pointer(slot).pointee.version
        let known = spots.pointer(pair)
        if known.pointee.version == version { return known.pointee }
        var found = findSpot(task, visit, slot: slot)
        if found.after >= 0 { found.gain += Int(tables.pairBonus[pair]) }
        found.version = version
        known.pointee = found
        return found
    }

    /// Tries all positions of a task in a slot whose start is not coupled with other routes.
    private mutating func findSpot(
        _ task: Int32,
        _ visit: UnsafeMutablePointer<VisitFacts>,
        slot: Int32
    ) -> Spot {
        var best = Spot.none
        guard hasRoom(slot, task: task) else { return best }
        let facts = tables.slots.pointer(slot)
        let side = tables.placeCount
        let place = Int(tables.place(visit, base: facts.pointee.base))
        let toward = facts.pointee.travel + place
        let away = facts.pointee.travel + place * side
        let isPlain = tables.isUntabled[place]
        let isMirrored = tables.isSymmetric || isPlain
        let isPromised = tables.publishedTeam[task] == facts.pointee.team
        let depot = self.depot(slot)
        var node = depot
        var bestCost = Int32.max
        repeat {
            let before = nodes.pointer(node)
            if before.pointee.end > visit.pointee.lastLatest { break }
            work += 1
            let next = before.pointee.next
            let after = nodes.pointer(next)
            let isDetour =
                isPlain
                && (tables.isUntabled[before.pointee.place]
                    || tables.isUntabled[after.pointee.place])
            let direct = isDetour ? before.pointee.toNext : 0
            let soonest = max(before.pointee.end, visit.pointee.firstEarliest)
            if soonest + visit.pointee.minutes > after.pointee.late
                || before.pointee.end + visit.pointee.minutes + direct > after.pointee.late
            {
                // Too long even without any detour.
                node = next
                continue
            }
            // The visit's own row stays in the cache from stop to stop and from slot to slot.
            let way = Int32(
                isMirrored
                    ? away[Int(before.pointee.place)] : toward[Int(before.pointee.place) * side]
            )
            let arrival = before.pointee.end + way
            let start = tables.start(visit, notBefore: arrival)
            let leg = Int32(away[Int(after.pointee.place)])
            let reach = start + visit.pointee.minutes + leg
            if reach <= after.pointee.late {
                let extra = way + leg - before.pointee.toNext
                var gain = -Int(extra) * tables.weightTravel
                if visit.pointee.canBeLate { gain -= tables.lateness(visit, start: start) }
                if after.pointee.sensitive != 0, reach > after.pointee.start {
                    gain += pushed(next, arrival: reach, team: facts.pointee.team)
                }
                if isPromised, tables.isWithinTolerance(task: task, start: start) {
                    gain += tables.weightChange
                }
                if gain >= best.gain {
                    let cost = timeCost(before, after, reach: reach, extra: extra)
                    if gain > best.gain || cost < bestCost {
                        best = Spot(gain: gain, after: node, minutes: extra)
                        bestCost = cost
                    }
                }
                if isPromised {
                    considerWait(
                        task,
                        visit,
                        node: node,
                        arrival: arrival,
                        way: way,
                        leg: leg,
                        team: facts.pointee.team,
                        best: &best
                    )
                }
            }
            node = next
        } while node != depot
        if states[slot].visits == 0, best.gain > Spot.impossible { best.gain -= tables.weightCrew }
        return best
    }

    /// What an insertion takes of the time left for others: settles ties between positions.
    ///
    /// The delay of the rest of the route counts four times the added way, which a wait may absorb.
    @inline(__always)
    private func timeCost(
        _ before: UnsafeMutablePointer<Node>,
        _ after: UnsafeMutablePointer<Node>,
        reach: Int32,
        extra: Int32
    ) -> Int32 {
        let arrival = before.pointee.end + before.pointee.toNext
        return 4 * max(0, reach - max(after.pointee.start, arrival)) + extra
    }

    /// The same position with a wait, so that the task's published start is kept.
    private func considerWait(
        _ task: Int32,
        _ visit: UnsafeMutablePointer<VisitFacts>,
        node: Int32,
        arrival: Int32,
        way: Int32,
        leg: Int32,
        team: Int32,
        best: inout Spot
    ) {
        let floor = tables.publishedStart[task] - tables.tolerance
        guard floor > arrival else { return }
        let start = tables.start(visit, notBefore: floor)
        guard start < SearchTables.never, tables.isWithinTolerance(task: task, start: start) else {
            return
        }
        let before = nodes.pointer(node)
        let next = before.pointee.next
        let reach = start + visit.pointee.minutes + leg
        guard reach <= nodes[next].late else { return }
        let extra = way + leg - before.pointee.toNext
        let gain =
            tables.weightChange - Int(extra) * tables.weightTravel
            - tables.lateness(visit, start: start) + pushed(next, arrival: reach, team: team)
        if gain > best.gain {
            best = Spot(gain: gain, after: node, minutes: extra, floor: floor)
        }
    }

    /// Whether the slot's limits of visits and goods leave room for a task.
    @inline(__always)
    func hasRoom(_ slot: Int32, task: Int32) -> Bool {
        let facts = tables.slots.pointer(slot)
        let state = states.pointer(slot)
        return state.pointee.visits < facts.pointee.maxVisits
            && state.pointee.load + tables.load[task] <= facts.pointee.capacity
    }

    /// Points gained (mostly lost) from a node on by arriving there at a later minute.
    func pushed(_ first: Int32, arrival: Int32, team: Int32) -> Int {
        var change = 0
        var free = arrival
        var node = first
        while isTask(node) {
            let entry = nodes.pointer(node)
            if entry.pointee.sensitive == 0 { break }
            let visit = tables.visits.pointer(tables.visitOfTask[node])
            let start = tables.start(visit, notBefore: max(free, floor[node]))
            if start <= entry.pointee.start { break }
            change +=
                points(of: node, visit, team: team, start: start)
                - points(of: node, visit, team: team, start: entry.pointee.start)
            free = start + visit.pointee.minutes + entry.pointee.toNext
            node = entry.pointee.next
        }
        return change
    }

    /// Points that depend on more than the route, for a task that would join a slot.
    ///
    /// Continuity, fairness and their hard limits, and the gap between a program's sessions;
    /// ``Spot/impossible`` where a rule forbids it.
    @inline(__always)
    func linkedGain(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        pair: Int32,
        slot: Int32,
        minutes: Int32
    ) -> Int {
        var gain = 0
        let facts = tables.slots.pointer(slot)
        if visit.pointee.program >= 0 {
            gain = programGain(visit, pair: pair, day: facts.pointee.day)
            if gain == Spot.impossible { return gain }
        }
        let team = facts.pointee.team
        if tables.countsMinutes[team] {
            let before = teamWork[team]
            let after = before + Int(minutes + visit.pointee.minutes)
            if after > tables.maxMinutes[team] { return Spot.impossible }
            gain -= unfairness(team, after) - unfairness(team, before)
        }
        return gain
    }

    /// Continuity points of a session's task, where the program's rules allow it.
    func programGain(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        pair: Int32,
        day: Int32
    ) -> Int {
        let program = visit.pointee.program
        let gap = tables.gapDays[program]
        if gap > 0 {
            let days = Int32(truncatingIfNeeded: tables.dayCount)
            let row = program * days
            for other in max(0, day - gap + 1)...min(days - 1, day + gap - 1)
            where sessionsOnDay[row + other] > 0 {
                return Spot.impossible
            }
        }
        let counter = tables.pairCounter[pair]
        if counters[counter] > 0 { return 0 }
        let role = tables.roleOfCounter[counter]
        let teams = teamsOfRole[role]
        if teams >= tables.maxTeams[role] { return Spot.impossible }
        return teams == 0 ? 0 : -tables.weightContinuity
    }
}

/// Where a visit with one role would go, and the points gained, its value included.
struct Placement {
    var gain: Int
    var pair: Int32 = -1
    var spot = Spot.none

    static var none: Placement { Placement(gain: Spot.impossible) }
}

extension WorkingPlan {
    /// The best placement of a visit whose start is not coupled.
    ///
    /// - Complexity: O(slots that may hold it), plus the stops of those that changed since last time.
    mutating func bestPlacement(_ index: Int32) -> Placement {
        let visit = tables.visits.pointer(index)
        let task = visit.pointee.firstTask
        var best = Placement.none
        var emptyShift: Int32 = -1
        for pair in tables.firstPair[task]..<tables.firstPair[task + 1] {
            let slot = tables.pairSlot[pair]
            if states.pointer(slot).pointee.visits == 0 {
                // Of the crews of a shift that have nothing to do yet, one stands for all.
                let first = tables.slots.pointer(slot).pointee.firstSlot
                if emptyShift == first { continue }
                emptyShift = first
            }
            consider(task, visit, pair: pair, slot: slot, best: &best)
        }
        if best.gain > Spot.impossible { best.gain += tables.value[index] }
        return best
    }

    @inline(__always)
    mutating func consider(
        _ task: Int32,
        _ visit: UnsafeMutablePointer<VisitFacts>,
        pair: Int32,
        slot: Int32,
        best: inout Placement
    ) {
        let spot = spot(task, visit, pair: pair, slot: slot)
        guard spot.gain > best.gain else { return }
        let linked = linkedGain(visit, pair: pair, slot: slot, minutes: spot.minutes)
        guard linked > Spot.impossible, spot.gain + linked > best.gain else { return }
        best = Placement(gain: spot.gain + linked, pair: pair, spot: spot)
    }

    /// Puts a visit with an uncoupled start where a placement says.
    mutating func insert(_ visit: Int32, _ placement: Placement) {
        let slot = tables.pairSlot[placement.pair]
        save(slot)
        link(
            tables.visits[visit].firstTask,
            pair: placement.pair,
            after: placement.spot.after,
            floor: placement.spot.floor,
            ceiling: SearchTables.never
        )
        let fits = refresh(slot)
        assert(fits, "an insertion broke a route")
    }
}
