/// What a route can still earn from a node on, the node's own gain included: bounds from above.
protocol CompletionBounds {
    /// The most that can be earned from a node on, whenever it starts.
    func mostWorth(from node: Int) -> Int

    /// The most that can be earned from a node on, starting at a minute of the shift or later.
    func mostWorth(from node: Int, start: Int, _ network: PricingNetwork) -> Int

    /// Whether more than a sum can be earned from a node on.
    ///
    /// - Parameters:
    ///   - needed: the sum.
    ///   - node: the node.
    ///   - start: its start.
    ///   - previous: the node before it, to which the way may not lead back; −2 for none.
    ///   - behind: stops remembered before it.
    ///   - network: the network bounded.
    /// - Returns: whether some way from there earns more.
    func canEarn(
        moreThan needed: Int,
        from node: Int,
        start: Int,
        after previous: Int,
        behind: StopBits,
        _ network: PricingNetwork
    ) -> Bool
}

extension BackwardBounds: CompletionBounds {
    @inline(__always)
    func canEarn(
        moreThan needed: Int,
        from node: Int,
        start: Int,
        after previous: Int,
        behind: StopBits,
        _ network: PricingNetwork
    ) -> Bool {
        var slot = Int(frontierFirst[node + 1]) - 1
        let first = Int(frontierFirst[node])
        while slot >= first, frontierBest[slot] > needed {
            if frontierWorth[slot] > needed, Int(frontierStart[slot]) >= start,
                Int(frontierNext[slot]) != previous, (frontierVisited[slot] & behind).isNone
            {
                return true
            }
            slot -= 1
        }
        return false
    }

    @inline(__always)
    func mostWorth(from node: Int) -> Int { bestWorth[node] }

    @inline(__always)
    func mostWorth(from node: Int, start: Int, _ network: PricingNetwork) -> Int {
        let length = network.shiftEnd - network.shiftStart + 1
        return mostFrom[node * length + start - network.shiftStart]
    }
}

/// Bounds minute by minute remember no stops, so that they serve where labels remember none either.
extension MinuteBounds: CompletionBounds {
    @inline(__always)
    func mostWorth(from node: Int) -> Int {
        let slot = Int(layout.slot[node])
        let opens = Int(layout.opens[slot])
        return opens > layout.last ? BackwardBounds.nothing : units(best[slot * layout.row + opens])
    }

    @inline(__always)
    func mostWorth(from node: Int, start: Int, _ network: PricingNetwork) -> Int {
        units(best[Int(layout.slot[node]) * layout.row + start - network.shiftStart])
    }

    @inline(__always)
    func canEarn(
        moreThan needed: Int,
        from node: Int,
        start: Int,
        after previous: Int,
        behind: StopBits,
        _ network: PricingNetwork
    ) -> Bool {
        let at = Int(layout.slot[node]) * layout.row + start - network.shiftStart
        guard previous >= 0, previous < network.count,
            after[at] == Float(layout.slot[previous])
        else { return units(best[at]) > needed }
        return units(other[at]) > needed
    }

    /// A worth in units, in favour of the route.
    @inline(__always)
    private func units(_ worth: Float) -> Int {
        worth > MinuteNetwork.least ? layout.units(worth) : BackwardBounds.nothing
    }
}
