/// What the settled labels say: the frontier of each node, the best ways, what a start can earn.
extension BackwardBounds {
    /// Sorts final labels by node; within a node they already stand by falling start.
    mutating func sortFrontier(_ network: PricingNetwork) {
        let count = finalLabels.count
        frontierStart.reserve(count, keeping: 0)
        frontierWorth.reserve(count, keeping: 0)
        frontierNext.reserve(count, keeping: 0)
        frontierVisited.reserve(count, keeping: 0)
        frontierBest.reserve(count, keeping: 0)
        frontierFirst.reserve(network.count + 1, keeping: 0)
        frontierFirst.fill(0, count: network.count + 1)
        for label in finalLabels { frontierFirst[Int(labelNode[Int(label)])] += 1 }
        var offset: Int32 = 0
        for node in 0...network.count {
            let own = node < network.count ? frontierFirst[node] : 0
            frontierFirst[node] = offset
            offset += own
        }
        // While it is filled, a node's entry runs from its first slot to that of the node after it.
        for label in finalLabels.map(Int.init) {
            let node = Int(labelNode[label])
            let slot = Int(frontierFirst[node])
            frontierFirst[node] += 1
            frontierStart[slot] = labelStart[label]
            frontierWorth[slot] = labelWorth[label]
            frontierVisited[slot] = labelVisited[label]
            let after = Int(labelAfter[label])
            frontierNext[slot] = after < 0 ? -1 : labelNode[after]
        }
        for node in stride(from: network.count, to: 0, by: -1) {
            frontierFirst[node] = frontierFirst[node - 1]
        }
        frontierFirst[0] = 0
        for node in 0..<network.count {
            var best = BackwardBounds.nothing
            for slot in Int(frontierFirst[node])..<Int(frontierFirst[node + 1]) {
                best = max(best, frontierWorth[slot])
                frontierBest[slot] = best
            }
        }
    }

    /// Fills the table of what can be earned by node and minute.
    mutating func tabulate(_ network: PricingNetwork) {
        let length = network.shiftEnd - network.shiftStart + 1
        mostFrom.reserve(network.count * length, keeping: 0)
        mostFrom.fill(BackwardBounds.nothing, count: network.count * length)
        for node in 0..<network.count {
            let row = node * length
            for slot in Int(frontierFirst[node])..<Int(frontierFirst[node + 1]) {
                let at = row + Int(frontierStart[slot]) - network.shiftStart
                mostFrom[at] = max(mostFrom[at], frontierWorth[slot])
            }
            var most = BackwardBounds.nothing
            for minute in stride(from: length - 1, through: 0, by: -1) {
                most = max(most, mostFrom[row + minute])
                mostFrom[row + minute] = most
            }
        }
    }

    /// The best figure over all first visits.
    func best(_ network: PricingNetwork) -> Int {
        let side = network.count + 1
        var best = BackwardBounds.nothing
        for label in finalLabels.map(Int.init) {
            let node = Int(labelNode[label])
            let leg = Int(network.travel[network.count * side + node])
            let total = labelWorth[label] - leg * network.travelPrice
            guard total > best else { continue }
            let start = network.start(of: node, notBefore: network.shiftStart + leg)
            guard start >= 0, start <= Int(labelStart[label]) else { continue }
            best = total
        }
        return best == BackwardBounds.nothing ? best : best + network.relaxedFixed
    }

    /// Nodes of the best paths in the order served, the best first, one per first visit.
    func bestPaths(_ network: PricingNetwork, most: Int) -> [[Int]] {
        let side = network.count + 1
        var best = [(total: Int, label: Int)](
            repeating: (BackwardBounds.nothing, -1),
            count: network.count
        )
        for label in finalLabels.map(Int.init) {
            let node = Int(labelNode[label])
            let leg = Int(network.travel[network.count * side + node])
            let total = labelWorth[label] - leg * network.travelPrice
            guard total > best[node].total, total + network.relaxedFixed > asked else { continue }
            let start = network.start(of: node, notBefore: network.shiftStart + leg)
            if start >= 0, start <= Int(labelStart[label]) { best[node] = (total, label) }
        }
        return best.filter { $0.label >= 0 }
            .sorted { ($1.total, $0.label) < ($0.total, $1.label) }.prefix(most)
            .map { path(from: $0.label) }
    }

    private func path(from first: Int) -> [Int] {
        var nodes: [Int] = []
        var label = first
        while label >= 0 {
            nodes.append(Int(labelNode[label]))
            label = Int(labelAfter[label])
        }
        return nodes
    }
}
