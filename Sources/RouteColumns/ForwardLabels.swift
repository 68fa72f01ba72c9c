/// Labels from the base onward: the routes of a class worth more than asked.
///
/// Labels are settled in order of start. Waiting is free and worth never grows with time, so a label
/// that starts no later, is worth no less and has less behind it dominates. In exact runs "behind it"
/// means the stops remembered, goods, visit count, and the cuts that would charge it. Bounds on the rest of the route discard labels that lead nowhere.
struct ForwardLabels {
    /// What a run keeps.
    enum Mode {
        /// Labels that dominate on time and worth, repeats allowed: bounds for ways to each node.
        case relaxed
        /// The same without repeats: routes, but no proof.
        case heuristic
        /// All that may lead to the best route.
        case exact
        /// All routes worth more than asked; of the same nodes in another order the best.
        case everyRoute
        /// All routes worth more than asked, in every order.
        case everyOrder
    }

    /// What a run found.
    struct Outcome {
        /// Worth of the best path, elementary or not; ``BackwardBounds/nothing`` where none is.
        var best: Int
        /// Nodes of the best path in the order served.
        var path: [Int]
        /// Whether the label limit ended the run, or it was told to stop.
        var isCutShort: Bool
        /// Labels extended, times nodes.
        var work: Int
    }

    var node = Buffer<Int32>(capacity: 1024)
    var start = Buffer<Int32>(capacity: 1024)
    var worth = Buffer<Int>(capacity: 1024)
    var visited = Buffer<StopBits>(capacity: 1024)
    var odd = Buffer<UInt64>(capacity: 1024)
    var load = Buffer<Int32>(capacity: 1024)
    var visits = Buffer<Int32>(capacity: 1024)
    var parent = Buffer<Int32>(capacity: 1024)
    /// The label before in the same bucket while open, before in the same node once settled.
    var chain = Buffer<Int32>(capacity: 1024)
    var count = 0
    /// [minute] Last open label with this start; −1 for none.
    var bucket = Buffer<Int32>(capacity: 1441)
    /// [node] Last settled label; −1 for none.
    var settled = Buffer<Int32>(capacity: 64)
    /// [node] Best worth settled, for heuristic runs.
    var bestWorth = Buffer<Int>(capacity: 64)

    /// Passes over nodes that no label can go on to, eight at a time.
    var filter = StepFilter()
    /// [minute · nodes + node] Best worth of a label not settled yet, in relaxed runs.
    var waiting = Buffer<Int>(capacity: 4096)

    /// Settled labels by node and set of nodes behind, with open addressing; −1 for none.
    ///
    /// Its capacity is a power of two.
    private var setTable = Buffer<Int32>(capacity: 1024)
    private var setCount = 0

    private var found: [(label: Int32, worth: Int)] = []
    private var best = BackwardBounds.nothing
    private var bestLabel = -1
    var threshold = 0
    /// Labels held against each other in this run.
    private var comparisons = 0
    var keepsAll = false

    /// Where a run was told to stop what it found means nothing.
    var stop = StopRequest()

    /// Most routes handed back by a run.
    private static let routeLimit = 24
    /// Minutes to which starts are rounded in relaxed runs, in favour of the route; 1 for none.
    var grain = 1
    /// Most routes found by a run that keeps every one.
    var routeCap = Int.max

    /// Runs over a network.
    ///
    /// - Parameters:
    ///   - network: the class at present prices.
    ///   - bounds: what can follow each node; made with the same memory.
    ///   - mode: what to keep.
    ///   - asked: routes must be worth more than this.
    ///   - labelLimit: most labels made.
    /// - Returns: what the run found; its routes are read by ``routes(_:)``.
    mutating func run(
        _ network: PricingNetwork,
        bounds: some CompletionBounds,
        mode: Mode,
        asked: Int,
        labelLimit: Int
    ) -> Outcome {
        prepare(network)
        threshold = asked
        filter.load(network, bounds: bounds, threshold: asked)
        keepsAll = mode == .everyRoute || mode == .everyOrder
        if mode == .everyRoute { prepareSets() }
        var outcome = Outcome(best: 0, path: [], isCutShort: false, work: 0)
        if mode == .relaxed {
            outcome.work = runRelaxed(network, bounds)
            outcome.isCutShort = stop.isStopped
            return outcome
        }
        extend(-1, network, bounds, mode)
        let length = network.shiftEnd - network.shiftStart
        var minute = 0
        scan: while minute <= length {
            while bucket[minute] >= 0 {
                let label = Int(bucket[minute])
                bucket[minute] = chain[label]
                stop.noteLabel()
                if stop.isStopped { break scan }
                guard settle(label, network, mode) else { continue }
                outcome.work += network.count
                close(label, network)
                extend(label, network, bounds, mode)
                if count > labelLimit || comparisons / 40 > labelLimit
                    || (keepsAll && found.count > routeCap)
                {
                    outcome.isCutShort = true
                    break scan
                }
            }
            minute += 1
        }
        outcome.work += comparisons
        outcome.isCutShort = outcome.isCutShort || stop.isStopped
        outcome.best = best
        if bestLabel >= 0 { outcome.path = path(bestLabel) }
        return outcome
    }

    private mutating func prepare(_ network: PricingNetwork) {
        count = 0
        comparisons = 0
        found.removeAll(keepingCapacity: true)
        best = BackwardBounds.nothing
        bestLabel = -1
        let length = network.shiftEnd - network.shiftStart + 1
        bucket.reserve(length, keeping: 0)
        bucket.fill(-1, count: length)
        settled.reserve(network.count, keeping: 0)
        settled.fill(-1, count: network.count)
        bestWorth.reserve(network.count, keeping: 0)
        bestWorth.fill(BackwardBounds.nothing, count: network.count)
    }

    /// Settles a label unless one settled before dominates it.
    @inline(__always)
    private mutating func settle(_ label: Int, _ network: PricingNetwork, _ mode: Mode) -> Bool {
        let here = Int(node[label])
        let own = worth[label]
        if mode == .everyOrder { return true }
        if mode == .everyRoute { return settleSet(label) }
        guard mode == .exact else {
            guard own > bestWorth[here] else { return false }
            bestWorth[here] = own
            chain[label] = settled[here]
            settled[here] = Int32(label)
            return true
        }
        var other = Int(settled[here])
        var previous = -1
        let ownVisited = visited[label]
        let ownOdd = odd[label]
        let ownLoad = load[label]
        let ownVisits = visits[label]
        // Settled labels of a node hang together by falling worth.
        while other >= 0, worth[other] >= own {
            if (visited[other] & ~ownVisited).isNone, load[other] <= ownLoad,
                visits[other] <= ownVisits,
                worth[other] - charge(odd[other] & ~ownOdd, network) >= own
            {
                return false
            }
            previous = other
            other = Int(chain[other])
            comparisons += 1
        }
        chain[label] = Int32(other)
        if previous < 0 {
            settled[here] = Int32(label)
        } else {
            chain[previous] = Int32(label)
        }
        return true
    }

    /// Settles a label unless one with the same nodes behind, settled before, is worth no less.
    private mutating func settleSet(_ label: Int) -> Bool {
        let here = node[label]
        let own = worth[label]
        let set = visited[label]
        if 2 * setCount >= setTable.capacity { growSets() }
        var slot = slotOfSet(label)
        while setTable[slot] >= 0 {
            let other = Int(setTable[slot])
            if visited[other] == set, node[other] == here, worth[other] >= own { return false }
            slot = (slot + 1) & (setTable.capacity - 1)
            comparisons += 1
        }
        setTable[slot] = Int32(label)
        setCount += 1
        return true
    }

    /// Where the search for a label's node and set begins.
    @inline(__always)
    private func slotOfSet(_ label: Int) -> Int {
        let mixed = (visited[label][0] ^ UInt64(node[label])) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 20) & (setTable.capacity - 1)
    }

    /// Empties the table of sets.
    private mutating func prepareSets() {
        setTable.fill(-1, count: setTable.capacity)
        setCount = 0
    }

    /// Doubles the table of sets.
    private mutating func growSets() {
        let old = setTable
        setTable = Buffer<Int32>(capacity: old.capacity * 2)
        setTable.fill(-1, count: setTable.capacity)
        for slot in 0..<old.capacity where old[slot] >= 0 {
            var free = slotOfSet(Int(old[slot]))
            while setTable[free] >= 0 { free = (free + 1) & (setTable.capacity - 1) }
            setTable[free] = old[slot]
        }
        old.free()
    }

    /// What cuts would charge a path beyond another one.
    @inline(__always)
    func charge(_ bits: UInt64, _ network: PricingNetwork) -> Int {
        var rest = bits
        var sum = 0
        while rest != 0 {
            sum += network.cutPrice[rest.trailingZeroBitCount]
            rest &= rest - 1
        }
        return sum
    }

    /// Returns to the base and notes the route.
    @inline(__always)
    private mutating func close(_ label: Int, _ network: PricingNetwork) {
        let here = Int(node[label])
        let back = Int(network.travel[here * (network.count + 1) + network.count])
        guard Int(start[label]) + network.minutes[here] + back <= network.shiftEnd else { return }
        let total = worth[label] - back * network.travelPrice + network.fixed
        if total > best {
            best = total
            bestLabel = label
        }
        guard total > threshold else { return }
        found.append((Int32(label), total))
        if keepsAll { return }
        // Half of the best is worth handing back; below that, labels need not be followed.
        threshold = max(threshold, best / 2)
    }

    mutating func grow() {
        node.reserve(count + 1, keeping: count)
        start.reserve(count + 1, keeping: count)
        worth.reserve(count + 1, keeping: count)
        visited.reserve(count + 1, keeping: count)
        odd.reserve(count + 1, keeping: count)
        load.reserve(count + 1, keeping: count)
        visits.reserve(count + 1, keeping: count)
        parent.reserve(count + 1, keeping: count)
        chain.reserve(count + 1, keeping: count)
    }

    private func path(_ label: Int) -> [Int] {
        var nodes: [Int] = []
        var at = label
        while at >= 0 {
            nodes.append(Int(node[at]))
            at = Int(parent[at])
        }
        return nodes.reversed()
    }

    /// After a relaxed run: the most that a way to each node can have earned before it, by the minute
    /// at which the node starts at the latest.
    ///
    /// - Parameters:
    ///   - network: the network of that run.
    ///   - table: [node · minutes of the shift + minute], overwritten.
    func fillWays(_ network: PricingNetwork, _ table: inout Buffer<Int>) {
        let length = network.shiftEnd - network.shiftStart + 1
        table.reserve(network.count * length, keeping: 0)
        table.fill(BackwardBounds.nothing, count: network.count * length)
        for here in 0..<network.count {
            let row = here * length
            var label = Int(settled[here])
            while label >= 0 {
                let begin = Int(start[label])
                let late = max(0, begin - network.due[here]) * network.latePrice
                let before = worth[label] - network.relaxedGain[here] + late
                let slot = row + begin - network.shiftStart
                table[slot] = max(table[slot], before)
                label = Int(chain[label])
            }
            for minute in 1..<max(2, length) where minute < length {
                table[row + minute] = max(table[row + minute], table[row + minute - 1])
            }
        }
    }

    /// After a relaxed run: the nodes that some way worth going on with reaches.
    func reached(_ network: PricingNetwork) -> [Int] {
        (0..<network.count).filter { settled[$0] >= 0 }
    }

    /// All routes found in a run that keeps every one, in the order found.
    func everyRoute(_ network: PricingNetwork) -> [[Int32]] {
        found.map { entry in path(Int(entry.label)).map { network.position[$0] } }
    }

    /// How many routes were found.
    var foundCount: Int { found.count }

    /// The elementary routes found, the best first, each set of stops once.
    func routes(_ network: PricingNetwork) -> [PricedRoute] {
        var routes: [PricedRoute] = []
        var seen = Set<[Int32]>()
        let half = best / 2
        for entry in found.sorted(by: { ($1.worth, $0.label) < ($0.worth, $1.label) }) {
            guard routes.count < ForwardLabels.routeLimit, entry.worth > half else { break }
            let nodes = path(Int(entry.label))
            let stops = nodes.map { network.stop[$0] }.sorted()
            guard Set(stops).count == stops.count, seen.insert(stops).inserted else { continue }
            routes.append(
                PricedRoute(nodes: nodes.map { network.position[$0] }, worth: entry.worth)
            )
        }
        return routes
    }

    /// Gives all memory back.
    func free() {
        node.free()
        start.free()
        worth.free()
        visited.free()
        odd.free()
        load.free()
        visits.free()
        parent.free()
        chain.free()
        bucket.free()
        settled.free()
        bestWorth.free()
        setTable.free()
        filter.free()
        waiting.free()
    }
}
