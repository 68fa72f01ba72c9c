/// Upper bounds on what a route can still earn, from every node and time to the end of the shift.
///
/// Labels run backwards from the base in order of falling start. A label says: starting at this node
/// no later than `start`, this much can be earned from here on. Stops remembered on the
/// way are not repeated; others may be, but not with only one other in between (2-cycle elimination:
/// Houck, Picard, Queyranne and Vemuganti 1980). Cuts go uncharged, goods and visits are charged
/// (``LimitPrices``) instead of limited, and lateness is charged by the start of its segment; so the figures
/// bound those of real routes from above.
struct BackwardBounds {
    /// Labels of all nodes, in the order made.
    var labelNode = Buffer<Int32>(capacity: 1024)
    var labelStart = Buffer<Int32>(capacity: 1024)
    var labelWorth = Buffer<Int>(capacity: 1024)
    var labelVisited = Buffer<StopBits>(capacity: 1024)
    /// The label after this one on the way; −1 for the base.
    var labelAfter = Buffer<Int32>(capacity: 1024)
    /// The label before in the same bucket while open, before in the same node once settled.
    private var labelChain = Buffer<Int32>(capacity: 1024)
    private var labelCount = 0
    /// [minute] Last label made with this start; −1 for none.
    private var bucket = Buffer<Int32>(capacity: 1441)
    /// [minute · nodes + node] Labels not settled yet, in runs without memory.
    var waiting = Buffer<Waiting>(capacity: 4096)
    /// [node] The best of the labels settled, and of those that wait but start no earlier than all to come.
    var foreseen = Buffer<Waiting>(capacity: 64)

    /// [node] Best worth and its next node, best worth with another next node.
    var bestWorth = Buffer<Int>(capacity: 64)
    private var bestNext = Buffer<Int32>(capacity: 64)
    private var otherWorth = Buffer<Int>(capacity: 64)
    /// [node] Last settled label; −1 for none.
    private var settled = Buffer<Int32>(capacity: 64)
    private var hasMemory = false

    /// Settled labels node by node, in order of falling start.
    var frontierStart = Buffer<Int32>(capacity: 1024)
    var frontierWorth = Buffer<Int>(capacity: 1024)
    var frontierNext = Buffer<Int32>(capacity: 1024)
    var frontierVisited = Buffer<StopBits>(capacity: 1024)
    /// Best worth of the node's labels up to this one.
    var frontierBest = Buffer<Int>(capacity: 1024)
    /// [node + 1] First frontier label of a node.
    var frontierFirst = Buffer<Int32>(capacity: 65)
    var finalLabels: [Int32] = []

    /// Ways between nodes.
    var arcs = ArcTable()
    /// [node] A label there must be worth more than this to lead to anything, whatever is settled there.
    var floor = Buffer<Int>(capacity: 64)
    /// [node · minutes of the shift + minute] Most that can be earned starting at the minute or later.
    var mostFrom = Buffer<Int>(capacity: 4096)
    /// Ways to each node, as ``ForwardLabels/fillWays`` makes them; labels that no way makes worth
    /// more than asked are left out.
    private var ways: Buffer<Int>?
    var asked = 0

    /// Labels extended in the last run, times nodes.
    private(set) var work = 0
    /// Labels held against each other in this run.
    private var comparisons = 0
    /// Whether the last run gave up at its label limit, so that its bounds mean nothing.
    private(set) var isCutShort = false

    /// Minutes to which starts are rounded in runs without memory, in favour of the route: bounds come
    /// sooner and are looser; 1 for none.
    var grain = 1

    /// Where a run was told to stop its bounds mean nothing.
    var stop = StopRequest()

    /// Below every worth that can occur.
    static let nothing = Int.min / 4

    /// Computes all bounds of a network.
    ///
    /// - Parameters:
    ///   - network: the class at present prices.
    ///   - ways: bounds on ways to each node, to leave out labels that lead nowhere; nil for none.
    ///   - asked: with ways, only routes worth more than this count.
    ///   - labelLimit: most labels made.
    /// - Returns: no route is worth more than this; below 0 where even the best one loses.
    mutating func run(
        _ network: PricingNetwork,
        ways: Buffer<Int>?,
        asked: Int,
        labelLimit: Int
    ) -> Int {
        self.ways = ways
        self.asked = asked
        prepare(network)
        if hasMemory {
            runWithMemory(network, labelLimit: labelLimit)
        } else {
            runPlain(network)
        }
        work += comparisons
        isCutShort = isCutShort || stop.isStopped
        guard !isCutShort else { return BackwardBounds.nothing }
        sortFrontier(network)
        tabulate(network)
        let best = best(network)
        return ways == nil ? best : max(best, asked)
    }

    /// Settles all labels of a network with memory.
    private mutating func runWithMemory(_ network: PricingNetwork, labelLimit: Int) {
        seed(network)
        var minute = network.shiftEnd - network.shiftStart
        while minute >= 0, !isCutShort, !stop.isStopped {
            var label = Int(bucket[minute])
            while label >= 0, !stop.isStopped {
                let following = Int(labelChain[label])
                let node = Int(labelNode[label])
                let after = Int(labelAfter[label])
                let next = after < 0 ? -1 : labelNode[after]
                if settleWithMemory(label, node: node, next: next) {
                    settle(label, node: node, next: next, network)
                }
                label = following
            }
            isCutShort = labelCount > labelLimit || comparisons / 40 > labelLimit
            minute -= 1
        }
    }

    private mutating func prepare(_ network: PricingNetwork) {
        labelCount = 0
        work = 0
        comparisons = 0
        isCutShort = false
        finalLabels.removeAll(keepingCapacity: true)
        let length = network.shiftEnd - network.shiftStart + 1
        bucket.reserve(length, keeping: 0)
        bucket.fill(-1, count: length)
        bestWorth.reserve(network.count, keeping: 0)
        bestNext.reserve(network.count, keeping: 0)
        otherWorth.reserve(network.count, keeping: 0)
        settled.reserve(network.count, keeping: 0)
        bestWorth.fill(BackwardBounds.nothing, count: network.count)
        bestNext.fill(-2, count: network.count)
        otherWorth.fill(BackwardBounds.nothing, count: network.count)
        settled.fill(-1, count: network.count)
        hasMemory = network.hasMemory
        arcs.load(network)
        loadFloor(network)
    }

    /// With ways to each node known, what a label must earn from there on.
    private mutating func loadFloor(_ network: PricingNetwork) {
        floor.reserve(network.count, keeping: 0)
        floor.fill(BackwardBounds.nothing, count: network.count)
        guard let ways else { return }
        let length = network.shiftEnd - network.shiftStart + 1
        for node in 0..<network.count {
            let most = ways[node * length + length - 1]
            floor[node] =
                most <= BackwardBounds.nothing ? Int.max / 4 : asked - network.relaxedFixed - most
            arcs.setNeeded(floor[node], at: node)
        }
    }

    /// Labels of the last visit of a route.
    mutating func seed(_ network: PricingNetwork) {
        let side = network.count + 1
        for node in 0..<network.count {
            let back = Int(network.travel[node * side + network.count])
            let latest = network.shiftEnd - back - network.minutes[node]
            add(
                node,
                latest: latest,
                worth: network.relaxedGain[node] - back * network.travelPrice,
                after: -1,
                visited: .zero,
                network
            )
        }
    }

    /// Adds labels for a node that must start by a minute, one per segment that this allows.
    @inline(__always)
    private mutating func add(
        _ node: Int,
        latest: Int,
        worth: Int,
        after: Int,
        visited: StopBits,
        _ network: PricingNetwork
    ) {
        var segment = network.firstSegment[node + 1] - 1
        let first = network.firstSegment[node]
        var lateness = Int.max
        while segment >= first {
            let from = network.segmentStart[segment]
            // Of segments equally late the last one dominates.
            if from <= latest, network.segmentLateness[segment] < lateness {
                lateness = network.segmentLateness[segment]
                push(
                    node,
                    start: min(rounded(latest, network, after), network.segmentEnd[segment]),
                    worth: worth - lateness,
                    after: after,
                    visited: visited,
                    network
                )
            }
            segment -= 1
        }
    }

    /// The last minute of a start's grain, but before the start of the label after it.
    @inline(__always)
    private func rounded(_ latest: Int, _ network: PricingNetwork, _ after: Int) -> Int {
        guard grain > 1 else { return latest }
        let minute = latest - network.shiftStart
        let end = network.shiftStart + minute - minute % grain + grain - 1
        return after < 0 ? end : min(end, Int(labelStart[after]) - 1)
    }

    @inline(__always)
    private mutating func push(
        _ node: Int,
        start: Int,
        worth: Int,
        after: Int,
        visited: StopBits,
        _ network: PricingNetwork
    ) {
        if let ways {
            let length = network.shiftEnd - network.shiftStart + 1
            let before = ways[node * length + start - network.shiftStart]
            guard before + worth + network.relaxedFixed > asked else { return }
        }
        guard hasMemory else {
            return wait(node, start: start, worth: worth, after: after, network)
        }
        let minute = start - network.shiftStart
        let label = append(
            node,
            start: start,
            worth: worth,
            after: after,
            visited: ((visited & network.remembered[node]) | network.ownBit[node])
                & network.endsBy[minute]
        )
        labelChain[label] = bucket[minute]
        bucket[minute] = Int32(label)
    }

    /// Makes a label and returns its number.
    @inline(__always)
    mutating func append(
        _ node: Int,
        start: Int,
        worth: Int,
        after: Int,
        visited: StopBits
    ) -> Int {
        if labelCount == labelNode.capacity { grow() }
        labelNode[labelCount] = Int32(node)
        labelStart[labelCount] = Int32(start)
        labelWorth[labelCount] = worth
        labelVisited[labelCount] = visited
        labelAfter[labelCount] = Int32(after)
        labelCount += 1
        return labelCount - 1
    }

    private mutating func grow() {
        labelNode.reserve(labelCount + 1, keeping: labelCount)
        labelStart.reserve(labelCount + 1, keeping: labelCount)
        labelWorth.reserve(labelCount + 1, keeping: labelCount)
        labelVisited.reserve(labelCount + 1, keeping: labelCount)
        labelAfter.reserve(labelCount + 1, keeping: labelCount)
        labelChain.reserve(labelCount + 1, keeping: labelCount)
    }

    /// Whether settled labels of the node (all with later starts) leave room for this one.
    ///
    /// It takes one label with the same next node, or two with different ones, to cover it.
    @inline(__always)
    func isNew(_ node: Int, worth: Int, next: Int32) -> Bool {
        worth > bestWorth[node]
            || (next != bestNext[node] && worth > otherWorth[node])
    }

    /// The same where memory counts: only labels that remember no more cover it.
    ///
    /// Settled labels of a node hang together by falling worth, so only the first ones are looked at;
    /// a label that is new is put in its place.
    @inline(__always)
    private mutating func settleWithMemory(_ label: Int, node: Int, next: Int32) -> Bool {
        let worth = labelWorth[label]
        let visited = labelVisited[label]
        var other = Int(settled[node])
        var previous = -1
        var covering: Int32 = -2
        while other >= 0, labelWorth[other] >= worth {
            if (labelVisited[other] & ~visited).isNone {
                let after = Int(labelAfter[other])
                let otherNext = after < 0 ? -1 : labelNode[after]
                if otherNext == next || (covering != -2 && covering != otherNext) { return false }
                covering = otherNext
            }
            previous = other
            other = Int(labelChain[other])
            comparisons += 1
        }
        labelChain[label] = Int32(other)
        if previous < 0 {
            settled[node] = Int32(label)
        } else {
            labelChain[previous] = Int32(label)
        }
        return true
    }

    /// Makes a label final and extends it to every node that can go before.
    mutating func settle(_ label: Int, node: Int, next: Int32, _ network: PricingNetwork) {
        let worth = labelWorth[label]
        if worth > bestWorth[node] {
            if next != bestNext[node] {
                otherWorth[node] = bestWorth[node]
                bestNext[node] = next
            }
            bestWorth[node] = worth
        } else if next != bestNext[node], worth > otherWorth[node] {
            otherWorth[node] = worth
        }
        finalLabels.append(Int32(label))
        stop.noteLabel()
        extend(label, node: node, next: next, network)
    }

    /// Extends to every node that can go before.
    private mutating func extend(
        _ label: Int,
        node: Int,
        next: Int32,
        _ network: PricingNetwork
    ) {
        let start = ArcTable.Lanes(repeating: labelStart[label])
        let worth = ArcTable.Lanes(repeating: arcs.scaled(labelWorth[label]))
        let row = node * arcs.stride
        work += network.count / 4
        var first = 0
        while first < network.count {
            // Most nodes fail here: worth less than what is settled there, or too late.
            var lanes = arcs.mask(from: first, row: row, start: start, worth: worth)
            while lanes != 0 {
                let before = first + lanes.trailingZeroBitCount
                lanes &= lanes - 1
                extend(label, node: node, next: next, before: before, network)
            }
            first += 8
        }
    }

    /// Extends to one node, if no circle and nothing settled there is in the way.
    @inline(__always)
    private mutating func extend(
        _ label: Int,
        node: Int,
        next: Int32,
        before: Int,
        _ network: PricingNetwork
    ) {
        let visited = labelVisited[label]
        guard Int32(before) != next, network.stop[before] != network.stop[node],
            !hasMemory || (network.ownBit[before] & visited).isNone
        else { return }
        let minutes = Int(arcs.minutes[node * arcs.stride + before])
        let leg = minutes - network.minutes[before]
        let total = labelWorth[label] + network.relaxedGain[before] - leg * network.travelPrice
        guard total > floor[before], hasMemory || total > foreseen[before].other else { return }
        work += 1
        add(
            before,
            latest: Int(labelStart[label]) - minutes,
            worth: total,
            after: label,
            visited: visited,
            network
        )
    }

    /// Gives all memory back.
    func free() {
        labelNode.free()
        labelStart.free()
        labelWorth.free()
        labelVisited.free()
        labelAfter.free()
        labelChain.free()
        bucket.free()
        waiting.free()
        foreseen.free()
        bestWorth.free()
        bestNext.free()
        otherWorth.free()
        settled.free()
        frontierStart.free()
        frontierWorth.free()
        frontierNext.free()
        frontierVisited.free()
        frontierBest.free()
        frontierFirst.free()
        mostFrom.free()
        arcs.free()
        floor.free()
    }
}
