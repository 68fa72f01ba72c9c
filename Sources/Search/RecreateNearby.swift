extension SearchEngine {
    /// The best placement of a visit that very many crews could serve.
    ///
    /// Looks at the slots that this step has changed, at those that serve visits nearby, and at a few
    /// at random, such as crews that have nothing to do yet.
    mutating func bestNearby(_ visit: Int32, pairs: Range<Int32>) -> Placement {
        let facts = tables.visits.pointer(visit)
        var best = Placement.none
        gatherSlots(near: visit)
        readAhead(facts.pointee.firstTask)
        for index in 0..<nearbySlots.count {
            let (slot, pair) = (nearbySlots[index], nearbyPairs[index])
            if blinks() || pair < 0 { continue }
            plan.consider(facts.pointee.firstTask, facts, pair: pair, slot: slot, best: &best)
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

    /// Finds the pairs of the slots gathered, and reads what is known of each: one after the other, while places
    /// are sought, each read would wait for the memory by itself.
    private mutating func readAhead(_ task: Int32) {
        var sum: UInt32 = 0
        for index in 0..<nearbySlots.count {
            let pair = tables.pair(of: nearbySlots[index], task: task)
            nearbyPairs[index] = pair
            if pair >= 0 { sum &+= plan.spots.pointer(pair).pointee.version }
        }
        versionsRead = sum
    }

    /// The slots that this step has changed, and those that serve visits near one; each once.
    mutating func gatherSlots(near visit: Int32) {
        choice &+= 1
        nearbySlots.removeAll()
        for index in 0..<plan.savedSlots.count { gather(plan.savedSlots[index].slot) }
        let list = neighbours.list(visit)
        var left = Self.mostNearby
        var index = 0
        while left > 0, index < neighbours.width {
            let other = list[index]
            index += 1
            let slot = plan.slotOfVisit[other]
            if slot == WorkingPlan.notServed { continue }
            left -= 1
            if slot != WorkingPlan.manySlots {
                gather(slot)
                continue
            }
            let facts = tables.visits.pointer(other)
            for role in 0..<facts.pointee.taskCount {
                gather(plan.slot(ofTask: facts.pointee.firstTask + role))
            }
        }
    }

    @inline(__always)
    private mutating func gather(_ slot: Int32) {
        guard triedIn[slot] != choice else { return }
        triedIn[slot] = choice
        nearbySlots.push(slot)
    }

    /// Measured with 120 and 250 crews a visit: 16 and 60 end lower after 12 s.
    private static let mostNearby = 30
    private static let atRandom = 8
}
