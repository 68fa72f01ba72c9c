/// The best and second-best team for every visit left out, kept up to date as slots change.
struct Offers {
    private let tables: SearchTables
    /// [slot] Points per minute.
    private let prices: [Double]
    /// [visit] The best slot's pair, its net worth, and the best of any other team.
    private var bestPair: [Int32]
    private var best: [Double]
    private var second: [Double]
    private var secondPair: [Int32]
    /// [visit] Minutes taken in the best slot.
    private var minutes: [Double]
    private var ranking: Ranking

    private static let none = -Double.infinity
    /// How much more the loss of the best team counts than the worth itself.
    ///
    /// Measured, as the share below, on days of 300 to 10,000 visits and on weeks: regret alone does
    /// as well up to 900 visits; worth with full prices, without regret, ends 3 to 5 % lower.
    private static let regretWeight = 30.0
    /// How much of a shift's price is charged.
    private static let priceShare = 0.5

    init(_ tables: SearchTables, prices: [Double]) {
        self.tables = tables
        self.prices = prices
        bestPair = [Int32](repeating: -1, count: tables.visitCount)
        best = [Double](repeating: Self.none, count: tables.visitCount)
        second = [Double](repeating: Self.none, count: tables.visitCount)
        minutes = [Double](repeating: 1, count: tables.visitCount)
        secondPair = [Int32](repeating: -1, count: tables.visitCount)
        ranking = Ranking(count: tables.visitCount)
    }

    /// Rates every visit left out.
    mutating func rateAll(_ plan: inout WorkingPlan) {
        for visit in 0..<Int32(tables.visitCount) where !plan.isServed(visit) {
            rate(visit, &plan)
        }
    }

    /// The visit to insert next; nil where none is worth it.
    mutating func top(_ plan: inout WorkingPlan) -> Int32? {
        while let rank = ranking.top {
            let visit = tables.visitAtRank[rank]
            // Linked rules and coupled starts may have changed unseen: rate anew before use.
            let key = ranking.key(rank)
            rate(visit, &plan)
            if ranking.key(rank) >= key || ranking.top == rank { return visit }
        }
        return nil
    }

    /// Inserts a visit just rated and updates the offers that this changes.
    mutating func insert(_ visit: Int32, _ plan: inout WorkingPlan) {
        let facts = tables.visits[visit]
        if facts.isCoupled {
            let placement = plan.bestCoupledPlacement(visit, starts: 96)
            plan.insertChosen(visit, start: placement.start)
        } else {
            let pair = bestPair[Int(visit)]
            let spot = plan.spot(
                facts.firstTask,
                tables.visits.pointer(visit),
                pair: pair,
                slot: tables.pairSlot[pair]
            )
            plan.insert(visit, Placement(gain: spot.gain, pair: pair, spot: spot))
        }
        ranking.set(tables.rankOfVisit[visit], Self.none)
        for task in facts.firstTask..<(facts.firstTask + facts.taskCount) {
            updateSlot(plan.slot(ofTask: task), &plan)
        }
        if facts.program >= 0 { updateProgram(facts.program, &plan) }
        plan.beginStep()
    }

    /// Rates a changed slot anew for all visits that it could hold.
    private mutating func updateSlot(_ slot: Int32, _ plan: inout WorkingPlan) {
        let facts = tables.slots[slot]
        let range = tables.firstShiftTask[facts.shift]..<tables.firstShiftTask[facts.shift + 1]
        for index in range {
            let entry = tables.shiftTasks[index]
            let visit = tables.visitOfTask[entry.task]
            guard !plan.isServed(visit), !tables.visits.pointer(visit).pointee.isCoupled else {
                continue
            }
            update(visit, entry: entry, slot: slot, &plan)
        }
    }

    /// Takes in that a slot has changed, rating all slots anew only where one of the best two fell.
    private mutating func update(
        _ visit: Int32,
        entry: ShiftTask,
        slot: Int32,
        _ plan: inout WorkingPlan
    ) {
        // Where pins name crews, not all crews of a shift are among the pairs.
        let crew = min(slot - tables.slots[slot].firstSlot, entry.pairCount - 1)
        let pair = entry.firstPair + crew
        guard tables.pairSlot[pair] == slot else { return }
        let index = Int(visit)
        let offer = net(visit, pair: pair, &plan)
        let isBest = pair == bestPair[index]
        if isBest || pair == secondPair[index] {
            guard offer.worth >= (isBest ? best[index] : second[index]) else {
                rate(visit, &plan)
                return
            }
        }
        guard offer.worth > second[index] || isBest else { return }
        enter(offer, pair: pair, team: tables.slots[slot].team, index: index)
        ranking.set(tables.rankOfVisit[visit], key(index))
    }

    /// Lets an offer take its place among the best two of different teams.
    @inline(__always)
    private mutating func enter(
        _ offer: (worth: Double, minutes: Double),
        pair: Int32,
        team: Int32,
        index: Int
    ) {
        if offer.worth > best[index] || pair == bestPair[index] {
            if bestPair[index] >= 0, tables.slots[tables.pairSlot[bestPair[index]]].team != team {
                second[index] = best[index]
                secondPair[index] = bestPair[index]
            }
            best[index] = offer.worth
            bestPair[index] = pair
            minutes[index] = offer.minutes
        } else if tables.slots[tables.pairSlot[bestPair[index]]].team != team {
            second[index] = offer.worth
            secondPair[index] = pair
        }
    }

    private mutating func updateProgram(_ program: Int32, _ plan: inout WorkingPlan) {
        for index in tables.firstSession[program]..<tables.firstSession[program + 1] {
            let visit = tables.sessions[index]
            if !plan.isServed(visit) { rate(visit, &plan) }
        }
    }

    /// Points of a visit in a slot less the price of the minutes that it takes there.
    @inline(__always)
    private func net(
        _ visit: Int32,
        pair: Int32,
        _ plan: inout WorkingPlan
    ) -> (worth: Double, minutes: Double) {
        let facts = tables.visits.pointer(visit)
        let slot = tables.pairSlot[pair]
        let spot = plan.spot(facts.pointee.firstTask, facts, pair: pair, slot: slot)
        guard spot.gain > Spot.impossible else { return (Self.none, 1) }
        let linked = plan.linkedGain(facts, pair: pair, slot: slot, minutes: spot.minutes)
        guard linked > Spot.impossible else { return (Self.none, 1) }
        let points = tables.value[visit] + spot.gain + linked
        guard points > 0 else { return (Self.none, 1) }
        let taken = Double(max(1, facts.pointee.minutes + spot.minutes))
        return (Double(points) - Self.priceShare * prices[Int(slot)] * taken, taken)
    }

    /// Finds the best slot and the best of another team, and ranks the visit.
    private mutating func rate(_ visit: Int32, _ plan: inout WorkingPlan) {
        let index = Int(visit)
        best[index] = Self.none
        second[index] = Self.none
        bestPair[index] = -1
        secondPair[index] = -1
        let facts = tables.visits[visit]
        if facts.isCoupled {
            rateCoupled(visit, &plan)
        } else {
            rateSingle(visit, facts, &plan)
        }
        let rank = tables.rankOfVisit[visit]
        guard best[index] > Self.none else {
            ranking.set(rank, Self.none)
            return
        }
        ranking.set(rank, key(index))
    }

    private func key(_ index: Int) -> Double {
        let regret = best[index] - max(second[index], min(best[index], 0))
        return (best[index] + Self.regretWeight * regret) / minutes[index].squareRoot()
    }

    private mutating func rateSingle(
        _ visit: Int32,
        _ facts: VisitFacts,
        _ plan: inout WorkingPlan
    ) {
        let index = Int(visit)
        var emptyShift: Int32 = -1
        for pair in tables.firstPair[facts.firstTask]..<tables.firstPair[facts.firstTask + 1] {
            let slot = tables.pairSlot[pair]
            if plan.states.pointer(slot).pointee.visits == 0 {
                let first = tables.slots.pointer(slot).pointee.firstSlot
                if emptyShift == first { continue }
                emptyShift = first
            }
            let offer = net(visit, pair: pair, &plan)
            guard offer.worth > second[index] else { continue }
            enter(offer, pair: pair, team: tables.slots.pointer(slot).pointee.team, index: index)
        }
    }

    private mutating func rateCoupled(_ visit: Int32, _ plan: inout WorkingPlan) {
        let placement = plan.bestCoupledPlacement(visit, starts: 24)
        guard placement.gain > 0 else { return }
        let index = Int(visit)
        var taken = 0.0
        var price = 0.0
        for role in 0..<tables.visits[visit].taskCount {
            let option = plan.chosen[role]
            let own = Double(tables.visits[visit].minutes + option.minutes)
            taken += own
            price += own * prices[Int(option.slot)]
        }
        best[index] = Double(placement.gain) - price
        // Crews that are free at one minute are scarce: as if no other choice were left.
        second[index] = 0
        minutes[index] = max(1, taken)
    }
}

/// Keys by rank with the greatest on top: a winner tree; equal keys go to the lower rank.
struct Ranking {
    private let leaves: Int
    private var keys: [Double]
    private var winner: [Int32]

    init(count: Int) {
        var leaves = 1
        while leaves < count { leaves *= 2 }
        self.leaves = leaves
        keys = [Double](repeating: -.infinity, count: leaves)
        winner = [Int32](repeating: 0, count: 2 * leaves)
        for leaf in 0..<leaves { winner[leaves + leaf] = Int32(leaf) }
        for node in stride(from: leaves - 1, through: 1, by: -1) { winner[node] = winner[2 * node] }
    }

    /// The rank with the greatest key; nil where all are −∞.
    var top: Int32? {
        let rank = winner[1]
        return keys[Int(rank)] > -.infinity ? rank : nil
    }

    /// The key of a rank.
    func key(_ rank: Int32) -> Double { keys[Int(rank)] }

    /// Changes a key.
    mutating func set(_ rank: Int32, _ key: Double) {
        if keys[Int(rank)] == key { return }
        keys[Int(rank)] = key
        var node = (leaves + Int(rank)) / 2
        while node >= 1 {
            let left = winner[2 * node]
            let right = winner[2 * node + 1]
            winner[node] = keys[Int(right)] > keys[Int(left)] ? right : left
            node /= 2
        }
    }
}
