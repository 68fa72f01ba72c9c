/// Upper bounds on what a route can still earn, from every node and time to the end of the shift.
///
/// Labels run backwards from the base in order of falling start. A label says: starting at this node
/// no later than `start`, this much can be earned from here on. Visits may be repeated, but not with
/// only one other in between (2-cycle elimination: Houck, Picard, Queyranne and Vemuganti 1980), cuts
/// go uncharged, goods and visit counts unlimited, and lateness is charged by the start of its
/// segment; so the figures bound those of real routes from above.
struct BackwardBounds {
    /// Labels of all nodes, in the order made; starts fall, worths rise along each node's chain.
    private var labelNode = Buffer<Int32>(capacity: 1024)
    private var labelStart = Buffer<Int32>(capacity: 1024)
    private var labelWorth = Buffer<Int>(capacity: 1024)
    /// The node after this one on the way; −1 for the base.
    private var labelNext = Buffer<Int32>(capacity: 1024)
    /// The label made before this one in the same bucket of minutes; −1 for none.
    private var labelChain = Buffer<Int32>(capacity: 1024)
    private var labelCount = 0
    /// [minute] Last label made with this start; −1 for none.
    private var bucket = Buffer<Int32>(capacity: 1441)

    /// [node] Best worth and its next node, best worth with another next node.
    private var bestWorth = Buffer<Int>(capacity: 64)
    private var bestNext = Buffer<Int32>(capacity: 64)
    private var otherWorth = Buffer<Int>(capacity: 64)

    /// Final labels, node by node once sorted: the frontier.
    private(set) var frontierStart = Buffer<Int32>(capacity: 1024)
    private(set) var frontierWorth = Buffer<Int>(capacity: 1024)
    private(set) var frontierNext = Buffer<Int32>(capacity: 1024)
    /// Whether a frontier label was the best of its node when made, whatever came next.
    private var frontierIsBest = Buffer<Bool>(capacity: 1024)
    /// [node + 1] First frontier label of a node; starts fall, so the last that fits is the best.
    private(set) var frontierFirst = Buffer<Int32>(capacity: 65)
    private var finalLabels: [Int32] = []
    private var finalIsBest: [Bool] = []

    /// Labels extended in the last run.
    private(set) var work = 0

    /// Below every worth that can occur.
    static let nothing = Int.min / 4

    /// Computes all bounds of a network.
    ///
    /// - Returns: no route is worth more than this; below 0 where even the best one loses.
    mutating func run(_ network: PricingNetwork) -> Int {
        prepare(network)
        seed(network)
        var minute = network.shiftEnd - network.shiftStart
        while minute >= 0 {
            var label = Int(bucket[minute])
            while label >= 0 {
                settle(label, network)
                label = Int(labelChain[label])
            }
            minute -= 1
        }
        sortFrontier(network)
        return best(network)
    }

    private mutating func prepare(_ network: PricingNetwork) {
        labelCount = 0
        work = 0
        finalLabels.removeAll(keepingCapacity: true)
        finalIsBest.removeAll(keepingCapacity: true)
        let length = network.shiftEnd - network.shiftStart + 1
        bucket.reserve(length, keeping: 0)
        bucket.fill(-1, count: length)
        bestWorth.reserve(network.count, keeping: 0)
        bestNext.reserve(network.count, keeping: 0)
        otherWorth.reserve(network.count, keeping: 0)
        bestWorth.fill(BackwardBounds.nothing, count: network.count)
        bestNext.fill(-2, count: network.count)
        otherWorth.fill(BackwardBounds.nothing, count: network.count)
    }

    /// Labels of the last visit of a route.
    private mutating func seed(_ network: PricingNetwork) {
        let side = network.count + 1
        for node in 0..<network.count {
            let back = Int(network.travel[node * side + network.count])
            let latest = network.shiftEnd - back - network.minutes[node]
            add(
                node, latest: latest, worth: network.gain[node] - back * network.travelPrice,
                next: -1, network)
        }
    }

    /// Adds labels for a node that must start by a minute, one per segment that this allows.
    @inline(__always)
    private mutating func add(
        _ node: Int, latest: Int, worth: Int, next: Int, _ network: PricingNetwork
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
                    node, start: min(latest, network.segmentEnd[segment]),
                    worth: worth - lateness, next: next, network)
            }
            segment -= 1
        }
    }

    @inline(__always)
    private mutating func push(
        _ node: Int, start: Int, worth: Int, next: Int, _ network: PricingNetwork
    ) {
        guard isNew(node, worth: worth, next: next) else { return }
        if labelCount == labelNode.capacity {
            labelNode.reserve(labelCount + 1, keeping: labelCount)
            labelStart.reserve(labelCount + 1, keeping: labelCount)
            labelWorth.reserve(labelCount + 1, keeping: labelCount)
            labelNext.reserve(labelCount + 1, keeping: labelCount)
            labelChain.reserve(labelCount + 1, keeping: labelCount)
        }
        let minute = start - network.shiftStart
        labelNode[labelCount] = Int32(node)
        labelStart[labelCount] = Int32(start)
        labelWorth[labelCount] = worth
        labelNext[labelCount] = Int32(next)
        labelChain[labelCount] = bucket[minute]
        bucket[minute] = Int32(labelCount)
        labelCount += 1
    }

    /// Whether settled labels of the node (all with later starts) leave room for this one.
    ///
    /// It takes one label with the same next node, or two with different ones, to cover it.
    @inline(__always)
    private func isNew(_ node: Int, worth: Int, next: Int) -> Bool {
        worth > bestWorth[node]
            || (Int32(next) != bestNext[node] && worth > otherWorth[node])
    }

    /// Makes a label final and extends it to every node that can go before.
    private mutating func settle(_ label: Int, _ network: PricingNetwork) {
        let node = Int(labelNode[label])
        let worth = labelWorth[label]
        let next = labelNext[label]
        guard isNew(node, worth: worth, next: Int(next)) else { return }
        finalIsBest.append(worth > bestWorth[node])
        if worth > bestWorth[node] {
            if next != bestNext[node] {
                otherWorth[node] = bestWorth[node]
                bestNext[node] = next
            }
            bestWorth[node] = worth
        } else {
            otherWorth[node] = worth
        }
        finalLabels.append(Int32(label))
        let start = Int(labelStart[label])
        let side = network.count + 1
        let travel = network.travel
        let minutes = network.minutes
        let gain = network.gain
        let stop = network.stop
        let price = network.travelPrice
        work += network.count
        for before in 0..<network.count
        where Int32(before) != next && stop[before] != stop[node] {
            let leg = Int(travel[before * side + node])
            let latest = start - leg - minutes[before]
            guard latest >= network.segmentStart[network.firstSegment[before]] else { continue }
            add(
                before, latest: latest, worth: worth + gain[before] - leg * price, next: node,
                network)
        }
    }

    /// Sorts final labels by node; within a node they already stand by falling start.
    private mutating func sortFrontier(_ network: PricingNetwork) {
        let count = finalLabels.count
        frontierStart.reserve(count, keeping: 0)
        frontierWorth.reserve(count, keeping: 0)
        frontierNext.reserve(count, keeping: 0)
        frontierIsBest.reserve(count, keeping: 0)
        frontierFirst.reserve(network.count + 1, keeping: 0)
        frontierFirst.fill(0, count: network.count + 1)
        for label in finalLabels { frontierFirst[Int(labelNode[Int(label)])] += 1 }
        var offset: Int32 = 0
        for node in 0...network.count {
            let own = node < network.count ? frontierFirst[node] : 0
            frontierFirst[node] = offset
            offset += own
        }
        for (number, final) in finalLabels.enumerated() {
            let label = Int(final)
            let node = Int(labelNode[label])
            let slot = Int(frontierFirst[node])
            frontierFirst[node] += 1
            frontierStart[slot] = labelStart[label]
            frontierWorth[slot] = labelWorth[label]
            frontierNext[slot] = labelNext[label]
            frontierIsBest[slot] = finalIsBest[number]
        }
        for node in stride(from: network.count, to: 0, by: -1) {
            frontierFirst[node] = frontierFirst[node - 1]
        }
        frontierFirst[0] = 0
    }

    /// The best figure over all first visits.
    private func best(_ network: PricingNetwork) -> Int {
        let side = network.count + 1
        var best = BackwardBounds.nothing
        for node in 0..<network.count {
            let leg = Int(network.travel[network.count * side + node])
            let start = network.start(of: node, notBefore: network.shiftStart + leg)
            guard start >= 0 else { continue }
            let onward = worth(from: node, start: start, after: -1)
            best = max(best, onward - leg * network.travelPrice)
        }
        return best == BackwardBounds.nothing ? best : best + network.fixed
    }

    /// The most that can be earned from a node on, its own gain included, starting at a minute.
    ///
    /// - Parameters:
    ///   - node: the node.
    ///   - start: its start.
    ///   - previous: the node before it, to which the way may not lead back; −1 for none.
    @inline(__always)
    func worth(from node: Int, start: Int, after previous: Int) -> Int {
        var label = Int(frontierFirst[node + 1]) - 1
        let first = Int(frontierFirst[node])
        var best = BackwardBounds.nothing
        // From the end, where starts are least and worths most: the first that fits is the best but
        // for one kept only for its next node, and then the best before it decides.
        while label >= first {
            if Int(frontierStart[label]) >= start {
                if Int(frontierNext[label]) != previous {
                    best = max(best, frontierWorth[label])
                }
                if frontierIsBest[label], best > BackwardBounds.nothing { break }
            }
            label -= 1
        }
        return best
    }

    /// The most that can be earned from a node on, whenever it starts.
    @inline(__always)
    func mostWorth(from node: Int) -> Int { bestWorth[node] }

    /// Gives all memory back.
    func free() {
        labelNode.free()
        labelStart.free()
        labelWorth.free()
        labelNext.free()
        labelChain.free()
        bucket.free()
        bestWorth.free()
        bestNext.free()
        otherWorth.free()
        frontierStart.free()
        frontierWorth.free()
        frontierNext.free()
        frontierIsBest.free()
        frontierFirst.free()
    }
}
