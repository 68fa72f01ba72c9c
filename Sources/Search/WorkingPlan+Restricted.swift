extension WorkingPlan {
    /// The best placement of a visit with a coupled start, one of whose roles goes to a given shift.
    ///
    /// As `bestCoupledPlacement(_:starts:only:near:)`, but at a limited number of starts that suit the
    /// role in that shift.
    /// - Parameters:
    ///   - index: the visit.
    ///   - fixed: the role, from 0 within the visit.
    ///   - slots: the crews of the shift.
    ///   - starts: most starts to try; spread evenly over all that suit.
    /// - Returns: the start and the points; ``Spot/impossible`` points where it fits nowhere.
    mutating func coupledPlacement(
        of index: Int32,
        role fixed: Int32,
        in slots: Range<Int32>,
        starts: Int
    ) -> CoupledPlacement {
        let visit = tables.visits.pointer(index)
        var best = CoupledPlacement()
        options.removeAll()
        startCandidates.removeAll()
        var range = 0..<0
        for role in 0..<visit.pointee.taskCount {
            let begin = options.count
            if role == fixed {
                collectOptions(visit, task: visit.pointee.firstTask + role, in: slots)
                range = begin..<options.count
            } else {
                collectOptions(visit, role: role)
            }
            if options.count == begin { return best }
            trial[role] = Int32(options.count)
        }
        orderStarts(visit)
        let suiting = (0..<startCandidates.count).map { startCandidates[$0] }.filter { start in
            range.contains { options[$0].earliest <= start && start <= options[$0].latest }
        }
        let stride = max(1, (suiting.count - 1) / max(1, starts) + 1)
        for position in Swift.stride(from: 0, to: suiting.count, by: stride) {
            let start = freeRoomStart(visit, notBefore: suiting[position])
            if start < SearchTables.never { rate(visit, start: start, best: &best) }
        }
        if best.gain > Spot.impossible { best.gain += tables.value[index] }
        return best
    }

    /// Adds the positions of a role with the crews of one shift; of idle ones, as many as matter.
    private mutating func collectOptions(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        task: Int32,
        in slots: Range<Int32>
    ) {
        var empties: Int32 = 0
        for pair in tables.firstPair[task]..<tables.firstPair[task + 1]
        where slots.contains(tables.pairSlot[pair]) {
            let slot = tables.pairSlot[pair]
            if states[slot].visits == 0 {
                empties += 1
                if empties > visit.pointee.taskCount { continue }
            }
            collectOptions(visit, task: task, pair: pair, slot: slot)
        }
    }
}
