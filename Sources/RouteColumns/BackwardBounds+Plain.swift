/// Backward labels where nothing is remembered: only time, worth and the next node count.
///
/// Of labels that wait at the same node for the same minute only two can matter: the best one, and the
/// best one with another next node. So they wait in a table by minute and node instead of a list, and
/// the many that others cover never become labels at all.
extension BackwardBounds {
    /// Labels that wait for one minute at one node.
    struct Waiting: BitwiseCopyable {
        /// Worth of the best one, and of the best one with another next node.
        var best = BackwardBounds.nothing
        var other = BackwardBounds.nothing
        /// The labels after them; −1 for the base.
        var bestAfter: Int32 = -2
        var otherAfter: Int32 = -2
    }

    /// Settles all labels of a network without memory, in order of falling start.
    mutating func runPlain(_ network: PricingNetwork) {
        let length = network.shiftEnd - network.shiftStart + 1
        let count = network.count
        waiting.reserve(length * count, keeping: 0)
        waiting.fill(Waiting(), count: length * count)
        seed(network)
        foreseen.reserve(count, keeping: 0)
        foreseen.fill(Waiting(), count: count)
        var minute = length - 1
        while minute >= 0, !stop.isStopped {
            let row = minute * count
            foresee(minute, network)
            for node in 0..<count where waiting[row + node].best > BackwardBounds.nothing {
                let entry = waiting[row + node]
                settlePlain(node, minute, entry.best, after: entry.bestAfter, network)
                if entry.other > BackwardBounds.nothing {
                    settlePlain(node, minute, entry.other, after: entry.otherAfter, network)
                }
            }
            minute -= 1
        }
    }

    /// Takes account of labels that wait for a minute so near that all labels still to come to their node
    /// start no later: those need not be made if these cover them.
    private func foresee(_ minute: Int, _ network: PricingNetwork) {
        let count = network.count
        for node in 0..<count {
            let near = minute - max(1, network.minutes[node] - grain + 1)
            guard near >= 0 else { continue }
            let entry = waiting[near * count + node]
            guard entry.best > foreseen[node].other else { continue }
            var known = foreseen[node]
            include(entry.best, entry.bestAfter, &known)
            if entry.other > known.other { include(entry.other, entry.otherAfter, &known) }
            foreseen[node] = known
            arcs.setNeeded(max(floor[node], known.other), at: node)
        }
    }

    /// The node after a waiting label's own; −1 for the base.
    @inline(__always)
    private func next(after: Int32) -> Int32 { after < 0 ? after : labelNode[Int(after)] }

    /// Takes a label into the two best with different next nodes.
    @inline(__always)
    private func include(_ worth: Int, _ after: Int32, _ entry: inout Waiting) {
        guard worth > entry.other else { return }
        let isSame = next(after: after) == next(after: entry.bestAfter)
        if worth > entry.best {
            if !isSame {
                entry.other = entry.best
                entry.otherAfter = entry.bestAfter
            }
            entry.best = worth
            entry.bestAfter = after
        } else if !isSame {
            entry.other = worth
            entry.otherAfter = after
        }
    }

    /// Lets a label wait, unless two others with the same start are worth no less.
    @inline(__always)
    mutating func wait(
        _ node: Int,
        start: Int,
        worth: Int,
        after: Int,
        _ network: PricingNetwork
    ) {
        let slot = (start - network.shiftStart) * network.count + node
        var entry = waiting[slot]
        guard worth > entry.other else { return }
        include(worth, Int32(after), &entry)
        waiting[slot] = entry
    }

    private mutating func settlePlain(
        _ node: Int,
        _ minute: Int,
        _ worth: Int,
        after: Int32,
        _ network: PricingNetwork
    ) {
        let next = after < 0 ? -1 : labelNode[Int(after)]
        guard isNew(node, worth: worth, next: next) else { return }
        let label = append(
            node,
            start: minute + network.shiftStart,
            worth: worth,
            after: Int(after),
            visited: .zero
        )
        settle(label, node: node, next: next, network)
    }
}
