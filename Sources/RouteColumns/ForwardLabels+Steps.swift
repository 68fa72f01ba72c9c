/// Steps from one visit to the next.
extension ForwardLabels {
    /// Where a label stands: what all steps from it have in common.
    private struct Standpoint {
        var label: Int
        var here: Int
        /// Minute from which on the crew is free.
        var free: Int
        var earned: Int
        var behind: StopBits
        var parity: UInt64
        var brought: Int
        var served: Int
        /// What bounds charge for goods and visits up to here.
        var charged: Int
        /// The node to which the way may not lead back; −2 for none.
        var previous: Int
    }

    /// Makes the labels one visit on; −1 extends from the base.
    mutating func extend(
        _ label: Int,
        _ network: PricingNetwork,
        _ bounds: some CompletionBounds,
        _ mode: Mode
    ) {
        let from = standpoint(label, network)
        // Where labels dominate on time and worth alone, neither limits nor charges may count: the
        // label kept may have more behind it than those it stands for.
        guard mode == .relaxed || from.served < network.maxVisits else { return }
        let free = StepFilter.Lanes(repeating: Int32(from.free))
        let earned = StepFilter.Lanes(repeating: filter.scaled(from.earned - from.charged))
        let row = from.here * (network.count + 1)
        var first = 0
        while first < network.count {
            let mask = filter.mask(
                from: first,
                travel: network.travel,
                row: row,
                free: free,
                earned: earned
            )
            if mask != 0 {
                var lanes = mask
                while lanes != 0 {
                    let next = first + lanes.trailingZeroBitCount
                    lanes &= lanes - 1
                    step(from, to: next, network, bounds, mode)
                }
            }
            first += 8
        }
    }

    private func standpoint(_ label: Int, _ network: PricingNetwork) -> Standpoint {
        guard label >= 0 else {
            // From the base nothing is barred; −1 would bar ways that end after one visit.
            return Standpoint(
                label: label,
                here: network.count,
                free: network.shiftStart,
                earned: 0,
                behind: .zero,
                parity: network.classCutBits,
                brought: 0,
                served: 0,
                charged: 0,
                previous: -2
            )
        }
        let here = Int(node[label])
        return Standpoint(
            label: label,
            here: here,
            free: Int(start[label]) + network.minutes[here],
            earned: worth[label],
            behind: visited[label],
            parity: odd[label],
            brought: Int(load[label]),
            served: Int(visits[label]),
            charged: Int(load[label]) * network.goodsPrice
                + Int(visits[label]) * network.visitPrice,
            previous: here
        )
    }

    /// Makes the label of one step, if it leads anywhere.
    @inline(__always)
    private mutating func step(
        _ from: Standpoint,
        to next: Int,
        _ network: PricingNetwork,
        _ bounds: some CompletionBounds,
        _ mode: Mode
    ) {
        let leg = Int(network.travel[from.here * (network.count + 1) + next])
        let before = from.earned - leg * network.travelPrice
        // What the route must earn from here on, as bounds see it.
        let needed = threshold - before + from.charged - network.relaxedFixed
        guard bounds.mostWorth(from: next) > needed, next != from.here
        else { return }
        let begin = network.start(of: next, notBefore: from.free + leg)
        guard begin >= 0 else { return }
        if mode == .relaxed {
            return wait(from, next, begin: begin, before: before, needed: needed, network, bounds)
        }
        // What was settled there starts no later; where only worth counts beside time, it covers this.
        if mode == .heuristic, before + network.gain[next] <= bestWorth[next] { return }
        guard
            bounds.mostWorth(from: next, start: begin, network) > needed,
            keepsAll || (from.behind & network.ownBit[next]).isNone,
            from.label < 0 || network.stop[next] != network.stop[from.here]
        else { return }
        guard
            bounds.canEarn(
                moreThan: needed,
                from: next,
                start: begin,
                after: from.previous,
                behind: keepsAll ? .zero : from.behind,
                network
            )
        else { return }
        let goods = from.brought + network.load[next]
        guard goods <= network.capacity else { return }
        if mode == .heuristic || keepsAll, isBehind(network.stop[next], from.label, network) {
            return
        }
        let full = from.parity & network.cutBits[next]
        let late = max(0, begin - network.due[next]) * network.latePrice
        append(
            next,
            begin,
            before + network.gain[next] - late - charge(full, network),
            visited: keepsAll
                ? from.behind ^ sign(ofNode: network.position[next])
                : (from.behind & network.remembered[next]) | network.ownBit[next],
            odd: from.parity ^ network.cutBits[next],
            load: network.capacity == .max ? 0 : goods,
            visits: network.maxVisits == .max ? 0 : from.served + 1,
            parent: from.label,
            network
        )
    }

    /// Lets the label of one step of a relaxed run wait, if it is the best there and leads anywhere.
    @inline(__always)
    private mutating func wait(
        _ from: Standpoint,
        _ next: Int,
        begin exact: Int,
        before: Int,
        needed: Int,
        _ network: PricingNetwork,
        _ bounds: some CompletionBounds
    ) {
        guard from.label < 0 || network.stop[next] != network.stop[from.here] else { return }
        let begin = grain > 1 ? rounded(exact, next, network, from.label) : exact
        let late = max(0, begin - network.due[next]) * network.latePrice
        let total = before + network.relaxedGain[next] - late
        let slot = (begin - network.shiftStart) * network.count + next
        guard total > bestWorth[next], total > waiting[slot],
            bounds.canEarn(
                moreThan: needed,
                from: next,
                start: exact,
                after: from.previous,
                behind: .zero,
                network
            )
        else { return }
        waiting[slot] = total
    }

    /// The first minute of a start's grain that the node allows, but after the start of the label before.
    @inline(__always)
    private func rounded(
        _ begin: Int,
        _ next: Int,
        _ network: PricingNetwork,
        _ label: Int
    ) -> Int {
        let minute = begin - network.shiftStart
        let first = network.start(of: next, notBefore: begin - minute % grain)
        return label < 0 ? first : max(first, Int(start[label]) + 1)
    }

    /// Settles the best label of each node and start where time and worth alone count.
    ///
    /// Such labels wait in a table by minute and node, so that the many that others cover are never made.
    mutating func runRelaxed(_ network: PricingNetwork, _ bounds: some CompletionBounds) -> Int {
        let length = network.shiftEnd - network.shiftStart + 1
        let nodes = network.count
        waiting.reserve(length * nodes, keeping: 0)
        waiting.fill(BackwardBounds.nothing, count: length * nodes)
        extend(-1, network, bounds, .relaxed)
        var shortest = Int.max
        for here in 0..<nodes { shortest = min(shortest, network.minutes[here]) }
        let ahead = max(1, shortest - grain + 1)
        var work = 0
        for minute in 0..<length where !stop.isStopped {
            let row = minute * nodes
            // Labels that wait so near cover those to come, which start no earlier.
            if minute + ahead < length {
                let near = (minute + ahead) * nodes
                for next in 0..<nodes where waiting[near + next] > BackwardBounds.nothing {
                    filter.raise(to: waiting[near + next] - network.relaxedGain[next], at: next)
                }
            }
            for here in 0..<nodes where waiting[row + here] > bestWorth[here] {
                bestWorth[here] = waiting[row + here]
                let label = settleRelaxed(here, minute + network.shiftStart)
                work += nodes / 4
                extend(label, network, bounds, .relaxed)
                stop.noteLabel()
            }
        }
        return work
    }

    /// Makes the label of a node's best worth at a start; returns its number.
    private mutating func settleRelaxed(_ here: Int, _ begin: Int) -> Int {
        if count == node.capacity { grow() }
        node[count] = Int32(here)
        start[count] = Int32(begin)
        worth[count] = bestWorth[here]
        visited[count] = .zero
        odd[count] = 0
        load[count] = 0
        visits[count] = 0
        parent[count] = -1
        chain[count] = settled[here]
        settled[here] = Int32(count)
        count += 1
        return count - 1
    }

    @inline(__always)
    private mutating func append(
        _ next: Int,
        _ begin: Int,
        _ total: Int,
        visited behind: StopBits,
        odd parity: UInt64,
        load goods: Int,
        visits served: Int,
        parent label: Int,
        _ network: PricingNetwork
    ) {
        if count == node.capacity { grow() }
        node[count] = Int32(next)
        start[count] = Int32(begin)
        worth[count] = total
        visited[count] =
            network.hasMemory && !keepsAll
            ? behind & network.beginsAfter[begin - network.shiftStart] : behind
        odd[count] = parity
        load[count] = Int32(goods)
        visits[count] = Int32(served)
        parent[count] = Int32(label)
        let minute = begin - network.shiftStart
        chain[count] = bucket[minute]
        bucket[minute] = Int32(count)
        count += 1
    }

    /// 256 bits drawn from a node's number: the sum (exclusive or) over a set stands for the set.
    ///
    /// A stop has a node for each of its roles, which hit different rows; so stops would not do.
    @inline(__always)
    private func sign(ofNode position: Int32) -> StopBits {
        var bits = StopBits.zero
        var state = UInt64(UInt32(bitPattern: position)) &* 4
        for word in 0..<4 {
            // SplitMix64's finaliser (Steele, Lea and Flood 2014).
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            bits[word] = mixed ^ (mixed >> 31)
        }
        return bits
    }

    /// Whether a stop lies on the path to a label; paths are short.
    @inline(__always)
    private func isBehind(_ stop: Int32, _ label: Int, _ network: PricingNetwork) -> Bool {
        var at = label
        while at >= 0 {
            if network.stop[Int(node[at])] == stop { return true }
            at = Int(parent[at])
        }
        return false
    }
}
