extension SearchEngine {
    /// Puts candidates back where they bring most, one after the other, in a random kind of order.
    mutating func recreate() {
        addUnserved()
        order()
        for index in 0..<candidates.count {
            let candidate = candidates[index]
            if plan.isServed(candidate.visit) { continue }
            insertBest(candidate)
        }
    }

    /// Visits left out that one of the changed slots could hold, a limited number.
    private mutating func addUnserved() {
        let changed = plan.savedSlots.count
        guard changed > 0, plan.unserved.count > candidates.count else { return }
        var left = Self.mostUnserved
        let each = max(4, left / changed)
        for index in 0..<changed where left > 0 {
            let slot = plan.savedSlots[index].slot
            let shift = tables.slots.pointer(slot).pointee.shift
            let begin = tables.firstShiftTask[shift]
            let count = Int(tables.firstShiftTask[shift + 1] - begin)
            if count == 0 { continue }
            var position = random.next(below: count)
            var looks = min(count, Self.mostLooks)
            var taken = 0
            while looks > 0, taken < each {
                looks -= 1
                let entry = tables.shiftTasks.pointer(begin + Int32(position))
                position += 1
                if position == count { position = 0 }
                let visit = tables.visitOfTask[entry.pointee.task]
                guard !plan.isServed(visit), candidateIn[visit] != plan.step else { continue }
                if tables.visits.pointer(visit).pointee.isCoupled, random.next(below: 8) != 0 {
                    continue
                }
                candidateIn[visit] = plan.step
                // Where pins name crews, a shift's crews are not all among the pairs.
                let crew = slot - tables.slots.pointer(slot).pointee.firstSlot
                candidates.push(
                    Candidate(
                        visit: visit,
                        pair: entry.pointee.firstPair + min(crew, entry.pointee.pairCount - 1)
                    )
                )
                taken += 1
                left -= 1
            }
            plan.work += (min(count, Self.mostLooks) - looks) / 4
        }
    }

    private static let mostUnserved = 25
    private static let mostLooks = 200

    /// Orders the candidates: at random, by value density, by value, or the rarest first.
    private mutating func order() {
        let way = random.next(below: 12)
        for index in 0..<candidates.count {
            var candidate = candidates[index]
            if candidate.key == .infinity { continue }
            let visit = candidate.visit
            let noise = random.nextUnit()
            switch way {
            case 0..<3: candidate.key = noise
            case 3..<8: candidate.key = density[visit] * (0.7 + 0.6 * noise)
            case 8..<10: candidate.key = Double(tables.value[visit]) * (0.7 + 0.6 * noise)
            default:
                let task = tables.visits[visit].firstTask
                let pairs = tables.firstPair[task + 1] - tables.firstPair[task]
                candidate.key = -Double(pairs) * (0.7 + 0.6 * noise)
            }
            candidates[index] = candidate
        }
        candidates.sort { $0.key > $1.key }
    }

    /// Puts one visit back where it brings most, if it brings anything.
    private mutating func insertBest(_ candidate: Candidate) {
        let visit = candidate.visit
        if tables.visits.pointer(visit).pointee.isCoupled {
            let isWide = plan.tables.hasManyPairs(visit)
            if isWide { gatherSlots(near: visit) }
            let placement = plan.bestCoupledPlacement(
                visit,
                starts: Self.coupledStarts,
                near: isWide ? nearbySlots : nil
            )
            if placement.gain > 0 { plan.insertChosen(visit, start: placement.start) }
            return
        }
        var best = Placement.none
        if candidate.pair >= 0 {
            let facts = tables.visits.pointer(visit)
            plan.consider(
                facts.pointee.firstTask,
                facts,
                pair: candidate.pair,
                slot: tables.pairSlot[candidate.pair],
                best: &best
            )
            if best.gain > Spot.impossible { best.gain += tables.value[visit] }
        } else {
            if wantedTeam >= 0, tables.visits.pointer(visit).pointee.program >= 0 {
                best = bestWithBlinks(visit, team: wantedTeam)
            }
            if best.gain <= 0 { best = bestWithBlinks(visit, team: -1) }
        }
        if best.gain > 0 { plan.insert(visit, best) }
    }

    private static let coupledStarts = 12

    /// The best placement of a visit, passing over a slot now and then.
    private mutating func bestWithBlinks(_ visit: Int32, team: Int32) -> Placement {
        let facts = tables.visits.pointer(visit)
        let task = facts.pointee.firstTask
        var best = Placement.none
        var emptyShift: Int32 = -1
        let begin = tables.firstPair[task]
        let end = tables.firstPair[task + 1]
        if team < 0, end - begin > SearchTables.manyPairs {
            return bestNearby(visit, pairs: begin..<end)
        }
        plan.work += Int(end - begin) / 8
        var pair = begin
        while pair < end {
            let slot = tables.pairSlot[pair]
            defer { pair += 1 }
            if blinks() { continue }
            let slotFacts = tables.slots.pointer(slot)
            if team >= 0, slotFacts.pointee.team != team { continue }
            if plan.states.pointer(slot).pointee.visits == 0 {
                let first = slotFacts.pointee.firstSlot
                if emptyShift == first { continue }
                emptyShift = first
            }
            plan.consider(task, facts, pair: pair, slot: slot, best: &best)
        }
        if best.gain > Spot.impossible { best.gain += tables.value[visit] }
        return best
    }

    /// Whether to pass over a slot on purpose, once in a hundred times.
    @inline(__always)
    mutating func blinks() -> Bool {
        blinkCountdown -= 1
        if blinkCountdown >= 0 { return false }
        blinkCountdown = random.next(below: 2 * Self.slotsPerBlink)
        return true
    }

    private static let slotsPerBlink = 100
}
