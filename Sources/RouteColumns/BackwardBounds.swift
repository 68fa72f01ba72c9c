/// Upper bounds on what a route can still earn, from every node and time to the end of the shift.
///
/// Labels run backwards from the base in order of falling start. A label says: starting at this node
/// no later than `start`, this much can be earned from here on. Stops remembered on the
/// way are not repeated; others may be, but not with only one other in between (2-cycle elimination:
/// Houck, Picard, Queyranne and Vemuganti 1980). Cuts go uncharged, goods and visit counts unlimited, and
/// lateness is charged by the start of its segment; so the figures bound those of real routes from
/// above.
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

    /// [node · count + node before] Points and minutes that going there before adds.
    private var arcWorth = Buffer<Int>(capacity: 4096)
    private var arcMinutes = Buffer<Int32>(capacity: 4096)
    /// [node] Earliest start.
    private var firstStart = Buffer<Int32>(capacity: 64)
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

    /// Asked every few hundred labels whether to stop.
    var mustStop: @Sendable () -> Bool = { false } {
        didSet { isStopped = false }
    }
    /// Whether a run was told to stop since then, so that its bounds mean nothing.
    private(set) var isStopped = false

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
        seed(network)
        var minute = network.shiftEnd - network.shiftStart
        while minute >= 0, !isCutShort, !isStopped {
            var label = Int(bucket[minute])
            while label >= 0, !isStopped {
                let following = Int(labelChain[label])
                settle(label, network)
                label = following
            }
            isCutShort = labelCount > labelLimit || comparisons / 40 > labelLimit
            minute -= 1
        }
        work += comparisons
        isCutShort = isCutShort || isStopped
        guard !isCutShort else { return BackwardBounds.nothing }
        sortFrontier(network)
        tabulate(network)
        let best = best(network)
        return ways == nil ? best : max(best, asked)
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
        loadArcs(network)
    }

    private mutating func loadArcs(_ network: PricingNetwork) {
        let count = network.count
        arcWorth.reserve(count * count, keeping: 0)
        arcMinutes.reserve(count * count, keeping: 0)
        firstStart.reserve(count, keeping: 0)
        for node in 0..<count {
            firstStart[node] = Int32(network.segmentStart[network.firstSegment[node]])
            for before in 0..<count {
                let leg = Int(network.travel[before * (count + 1) + node])
                let isBarred = network.stop[before] == network.stop[node]
                arcWorth[node * count + before] =
                    isBarred
                    ? BackwardBounds.nothing : network.gain[before] - leg * network.travelPrice
                arcMinutes[node * count + before] = Int32(leg + network.minutes[before])
            }
        }
    }

    /// Labels of the last visit of a route.
    private mutating func seed(_ network: PricingNetwork) {
        let side = network.count + 1
        for node in 0..<network.count {
            let back = Int(network.travel[node * side + network.count])
            let latest = network.shiftEnd - back - network.minutes[node]
            add(
                node,
                latest: latest,
                worth: network.gain[node] - back * network.travelPrice,
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
                    start: min(latest, network.segmentEnd[segment]),
                    worth: worth - lateness,
                    after: after,
                    visited: visited,
                    network
                )
            }
            segment -= 1
        }
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
        let next = after < 0 ? -1 : labelNode[after]
        guard hasMemory || isNew(node, worth: worth, next: next) else { return }
        if let ways {
            let length = network.shiftEnd - network.shiftStart + 1
            let before = ways[node * length + start - network.shiftStart]
            guard before + worth + network.fixed > asked else { return }
        }
        if labelCount == labelNode.capacity { grow() }
        let minute = start - network.shiftStart
        labelNode[labelCount] = Int32(node)
        labelStart[labelCount] = Int32(start)
        labelWorth[labelCount] = worth
        labelVisited[labelCount] =
            hasMemory
            ? ((visited & network.remembered[node]) | network.ownBit[node]) & network.endsBy[minute]
            : .zero
        labelAfter[labelCount] = Int32(after)
        labelChain[labelCount] = bucket[minute]
        bucket[minute] = Int32(labelCount)
        labelCount += 1
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
    private func isNew(_ node: Int, worth: Int, next: Int32) -> Bool {
        worth > bestWorth[node] || (next != bestNext[node] && worth > otherWorth[node])
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
    private mutating func settle(_ label: Int, _ network: PricingNetwork) {
        let node = Int(labelNode[label])
        let worth = labelWorth[label]
        let after = Int(labelAfter[label])
        let next = after < 0 ? -1 : labelNode[after]
        let isNew =
            hasMemory
            ? settleWithMemory(label, node: node, next: next)
            : isNew(node, worth: worth, next: next)
        guard isNew else { return }
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
        if finalLabels.count & 127 == 0, mustStop() { isStopped = true }
        if hasMemory {
            extendWithMemory(label, node: node, next: next, network)
        } else {
            extend(label, node: node, next: next, network)
        }
    }

    /// Extends to every node that can go before, where only time and worth count.
    private mutating func extend(
        _ label: Int,
        node: Int,
        next: Int32,
        _ network: PricingNetwork
    ) {
        let count = network.count
        let worth = labelWorth[label]
        let start = labelStart[label]
        let row = node * count
        let arcs = arcWorth
        let times = arcMinutes
        let earliest = firstStart
        let least = otherWorth
        work += count
        for before in 0..<count {
            let total = worth + arcs[row + before]
            let latest = start - times[row + before]
            // Most labels fail here: covered by two others, or too late.
            guard total > least[before], latest >= earliest[before], Int32(before) != next else {
                continue
            }
            add(
                before,
                latest: Int(latest),
                worth: total,
                after: label,
                visited: .zero,
                network
            )
        }
    }

    private mutating func extendWithMemory(
        _ label: Int,
        node: Int,
        next: Int32,
        _ network: PricingNetwork
    ) {
        let count = network.count
        let worth = labelWorth[label]
        let start = labelStart[label]
        let visited = labelVisited[label]
        let row = node * count
        let arcs = arcWorth
        let times = arcMinutes
        let earliest = firstStart
        let bits = network.ownBit
        work += count
        for before in 0..<count {
            let latest = start - times[row + before]
            guard latest >= earliest[before], Int32(before) != next,
                arcs[row + before] > BackwardBounds.nothing, (bits[before] & visited).isNone
            else { continue }
            add(
                before,
                latest: Int(latest),
                worth: worth + arcs[row + before],
                after: label,
                visited: visited,
                network
            )
        }
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
        arcWorth.free()
        arcMinutes.free()
        firstStart.free()
    }
}
