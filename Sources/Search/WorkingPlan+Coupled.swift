/// One position in one route for a role of a visit whose start is coupled.
struct CoupledOption: BitwiseCopyable {
    var pair: Int32 = -1
    var slot: Int32 = -1
    var after: Int32 = -1
    /// Earliest and latest start of the visit in this position.
    var earliest: Int32 = 0
    var latest: Int32 = -1
    /// Added travel minutes, and those of them from the visit to the next node.
    var minutes: Int32 = 0
    var leg: Int32 = 0
    /// Points that do not depend on the start.
    var gain = 0
}

/// An option with its points at one start.
struct RatedOption: BitwiseCopyable {
    var gain = 0
    var option: Int32 = -1
    var slot: Int32 = -1
}

/// Where a visit with a coupled start would go: the start, the points with its value; the crews are
/// in ``WorkingPlan/chosen``.
struct CoupledPlacement {
    var gain = Spot.impossible
    var start: Int32 = 0
}

extension WorkingPlan {
    /// The best placement of a visit with several roles or in rooms that can bind.
    ///
    /// The earliest start of any combination of positions is the latest of their earliest starts, or
    /// the next minute at which a room is free; so trying those starts for all roles is exact, but
    /// for teams whose minutes count twice.
    /// - Parameters:
    ///   - index: the visit.
    ///   - starts: most starts to try; spread evenly over all there are.
    ///   - wanted: the one start to try, where it is given.
    ///   - slots: the only slots to try for roles that very many crews could fill, beside a few others, each
    ///     once; all of them where nothing is given.
    /// - Returns: the start and the points; ``Spot/impossible`` points where it fits nowhere.
    mutating func bestCoupledPlacement(
        _ index: Int32,
        starts: Int,
        only wanted: Int32? = nil,
        near slots: Stack<Int32>? = nil
    ) -> CoupledPlacement {
        let visit = tables.visits.pointer(index)
        var best = CoupledPlacement()
        let roles = visit.pointee.taskCount
        options.removeAll()
        startCandidates.removeAll()
        for role in 0..<roles {
            let begin = options.count
            collectOptions(visit, role: role, near: slots)
            if options.count == begin { return best }
            trial[role] = Int32(options.count)
        }
        if let wanted {
            startCandidates.removeAll()
            startCandidates.push(tables.start(visit, notBefore: wanted))
        } else {
            orderStarts(visit)
        }
        let stride = max(1, (startCandidates.count - 1) / starts + 1)
        var position = stride == 1 ? 0 : Int(step) % stride
        var last: Int32 = -1
        while position < startCandidates.count {
            let start = freeRoomStart(visit, notBefore: startCandidates[position])
            position += stride
            if start == last || start == SearchTables.never { continue }
            last = start
            rate(visit, start: start, best: &best)
        }
        if best.gain > Spot.impossible { best.gain += tables.value[index] }
        return best
    }

    /// Adds all positions of one role and their earliest starts; of very many only some, where told to.
    mutating func collectOptions(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        role: Int32,
        near slots: Stack<Int32>? = nil
    ) {
        let task = visit.pointee.firstTask + role
        let pairs = tables.firstPair[task]..<tables.firstPair[task + 1]
        if let slots, pairs.count > SearchTables.manyPairs {
            collectOptions(visit, task: task, pairs: pairs, near: slots)
            return
        }
        var emptyShift: Int32 = -1
        var empties: Int32 = 0
        for pair in pairs {
            let slot = tables.pairSlot[pair]
            if states[slot].visits == 0 {
                let first = tables.slots[slot].firstSlot
                empties = emptyShift == first ? empties + 1 : 1
                emptyShift = first
                if empties > visit.pointee.taskCount { continue }
            }
            collectOptions(visit, task: task, pair: pair, slot: slot)
        }
    }

    /// Adds the positions of a role in some slots, and in a few that change from step to step.
    private mutating func collectOptions(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        task: Int32,
        pairs: Range<Int32>,
        near slots: Stack<Int32>
    ) {
        for index in 0..<slots.count {
            let pair = tables.pair(of: slots[index], task: task)
            if pair >= 0 { collectOptions(visit, task: task, pair: pair, slot: slots[index]) }
        }
        let stride = pairs.count / Self.otherSlots
        var pair = pairs.lowerBound + Int32(truncatingIfNeeded: Int(step) % stride)
        while pair < pairs.upperBound {
            let slot = tables.pairSlot[pair]
            // There is room for the positions of each slot once.
            if !slots.contains(slot) { collectOptions(visit, task: task, pair: pair, slot: slot) }
            pair += Int32(truncatingIfNeeded: stride)
        }
        work += 2 * slots.count
    }

    private static let otherSlots = 8

    /// Adds all positions of one role in one slot and their earliest starts.
    mutating func collectOptions(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        task: Int32,
        pair: Int32,
        slot: Int32
    ) {
        guard hasRoom(slot, task: task) else { return }
        let facts = tables.slots.pointer(slot)
        let side = tables.placeCount
        let place = Int(tables.place(visit, base: facts.pointee.base))
        let toward = facts.pointee.travel + place
        let away = facts.pointee.travel + place * side
        let crew = states[slot].visits == 0 ? tables.weightCrew : 0
        let depot = self.depot(slot)
        var node = depot
        repeat {
            let before = nodes.pointer(node)
            if before.pointee.end > visit.pointee.lastLatest { break }
            work += 1
            let way = Int32(toward[Int(before.pointee.place) * side])
            let next = before.pointee.next
            let after = nodes.pointer(next)
            let leg = Int32(away[Int(after.pointee.place)])
            let earliest = tables.start(visit, notBefore: before.pointee.end + way)
            let latest = min(
                after.pointee.late - leg - visit.pointee.minutes,
                visit.pointee.lastLatest
            )
            if earliest <= latest {
                let extra = way + leg - before.pointee.toNext
                var option = CoupledOption(pair: pair, slot: slot, after: node)
                (option.earliest, option.latest) = (earliest, latest)
                (option.minutes, option.leg) = (extra, leg)
                if rate(&option, visit, fixed: -crew) {
                    options.push(option)
                    startCandidates.push(earliest)
                }
            }
            node = next
        } while node != depot
    }

    /// Works out the points of an option that do not depend on the start.
    ///
    /// - Parameters:
    ///   - option: its position and minutes are given.
    ///   - visit: what would be put there.
    ///   - fixed: points to be added, such as those of a crew sent out for it.
    /// - Returns: whether it is an option at all.
    @inline(__always)
    func rate(
        _ option: inout CoupledOption,
        _ visit: UnsafeMutablePointer<VisitFacts>,
        fixed: Int
    ) -> Bool {
        let linked = linkedGain(
            visit,
            pair: option.pair,
            slot: option.slot,
            minutes: option.minutes
        )
        guard linked > Spot.impossible else { return false }
        option.gain =
            Int(tables.pairBonus[option.pair]) - Int(option.minutes) * tables.weightTravel + linked
            + fixed
        return true
    }

    /// Adds starts that keep published promises, orders all and drops doubles.
    mutating func orderStarts(_ visit: UnsafeMutablePointer<VisitFacts>) {
        if visit.pointee.isPublished {
            let first = visit.pointee.firstTask
            for task in first..<(first + visit.pointee.taskCount)
            where tables.publishedTeam[task] >= 0 {
                let least = tables.publishedStart[task] - tables.tolerance
                let start = tables.start(visit, notBefore: max(0, least))
                if start < SearchTables.never { startCandidates.push(start) }
            }
        }
        startCandidates.sortUnique()
    }

    /// Finds the best crews for one start and keeps them where they beat the best so far.
    mutating func rate(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        start: Int32,
        best: inout CoupledPlacement
    ) {
        let roles = visit.pointee.taskCount
        let late = tables.lateness(visit, start: start)
        var bound = -late
        var begin: Int32 = 0
        for role in 0..<roles {
            let end = trial[role]
            fillShortlist(visit, role: role, from: begin, to: end, start: start)
            if shortlistCounts[role] == 0 { return }
            bound += shortlist[role * roles].gain
            begin = end
        }
        guard bound > best.gain else { return }
        assignRole(visit, role: 0, gain: -late, start: start, best: &best)
    }

    /// The best options of a role at a start, in different slots, as many as there are roles.
    private mutating func fillShortlist(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        role: Int32,
        from begin: Int32,
        to end: Int32,
        start: Int32
    ) {
        let task = visit.pointee.firstTask + role
        shortlistCounts[role] = 0
        for index in begin..<end {
            let option = options[Int(index)]
            guard option.earliest <= start, start <= option.latest else { continue }
            var gain = option.gain
            let team = tables.slots.pointer(option.slot).pointee.team
            if tables.publishedTeam[task] == team,
                tables.isWithinTolerance(task: task, start: start)
            {
                gain += tables.weightChange
            }
            let next = nodes[option.after].next
            if isTask(next), nodes.pointer(next).pointee.sensitive != 0 {
                gain += pushed(
                    next,
                    arrival: start + visit.pointee.minutes + option.leg,
                    team: team
                )
            }
            enlist(
                RatedOption(gain: gain, option: index, slot: option.slot),
                role: role,
                roles: visit.pointee.taskCount
            )
        }
        work += Int(end - begin) / 4 + 1
    }

    /// Puts an option into the shortlist of its role, in order, one per slot.
    private func enlist(_ rated: RatedOption, role: Int32, roles: Int32) {
        let row = role * roles
        var count = shortlistCounts[role]
        var position: Int32 = 0
        while position < count {
            if shortlist[row + position].slot == rated.slot {
                if shortlist[row + position].gain >= rated.gain { return }
                // A better position in the same slot replaces the old one.
                for later in (position + 1)..<max(position + 1, count) {
                    shortlist[row + later - 1] = shortlist[row + later]
                }
                count -= 1
                break
            }
            position += 1
        }
        var place = count
        while place > 0, shortlist[row + place - 1].gain < rated.gain { place -= 1 }
        guard place < roles else {
            shortlistCounts[role] = count
            return
        }
        var last = min(count, roles - 1)
        while last > place {
            shortlist[row + last] = shortlist[row + last - 1]
            last -= 1
        }
        shortlist[row + place] = rated
        shortlistCounts[role] = min(count + 1, roles)
    }
}
