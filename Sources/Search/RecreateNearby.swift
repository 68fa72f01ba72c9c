extension SearchEngine {
    /// The best placement of a visit that very many crews could serve.
    ///
    /// Looks at the slots that this step has changed, at those that serve visits nearby, and at a few
    /// at random, such as crews that have nothing to do yet.
    mutating func bestNearby(_ visit: Int32, pairs: Range<Int32>) -> Placement {
        let facts = tables.visits.pointer(visit)
        var best = Placement.none
        choice &+= 1
        for index in 0..<plan.savedSlots.count {
            tryOnce(plan.savedSlots[index].slot, facts, pairs: pairs, best: &best)
        }
        let list = neighbours.list(visit)
        var left = Self.mostNearby
        var index = 0
        while left > 0, index < neighbours.width {
            let other = list[index]
            index += 1
            guard plan.isServed(other) else { continue }
            left -= 1
            let slot = plan.slot(ofTask: tables.visits.pointer(other).pointee.firstTask)
            tryOnce(slot, facts, pairs: pairs, best: &best)
        }
        for _ in 0..<Self.atRandom {
            let pair = pairs.lowerBound + Int32(random.next(below: pairs.count))
            let slot = tables.pairSlot[pair]
            guard triedIn[slot] != choice else { continue }
            triedIn[slot] = choice
            plan.consider(facts.pointee.firstTask, facts, pair: pair, slot: slot, best: &best)
        }
        plan.work += 2 * Self.mostNearby
        if best.gain > Spot.impossible { best.gain += tables.value[visit] }
        return best
    }

    /// Measured with 120 and 250 crews a visit: 16 and 60 end lower after 12 s.
    private static let mostNearby = 30
    private static let atRandom = 8

    /// Tries a slot, where it is among the pairs and wasn't tried in this choice.
    @inline(__always)
    private mutating func tryOnce(
        _ slot: Int32,
        _ facts: UnsafeMutablePointer<VisitFacts>,
        pairs: Range<Int32>,
        best: inout Placement
    ) {
        guard triedIn[slot] != choice else { return }
        triedIn[slot] = choice
        if blinks() { return }
        var low = pairs.lowerBound
        var high = pairs.upperBound
        while low < high {
            let middle = (low + high) / 2
            if tables.pairSlot[middle] < slot { low = middle + 1 } else { high = middle }
        }
        guard low < pairs.upperBound, tables.pairSlot[low] == slot else { return }
        plan.consider(facts.pointee.firstTask, facts, pair: low, slot: slot, best: &best)
    }
}
