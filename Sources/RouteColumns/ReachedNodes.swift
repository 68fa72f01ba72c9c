/// Nodes that ways worth more than asked can use, found forwards within ``MinuteBounds``.
///
/// Of the ways that arrive at a node by a minute only the one that has earned most goes on, so that labels are
/// at most nodes × minutes. What can follow is looked at cluster by cluster, the nearest first, as there, which
/// needs no ways but those that a class keeps.
struct ReachedNodes {
    /// [slot · row + minute] Most earned by ways that arrive then, before the visit; and the next cell that waits
    /// for the same minute, −1 for none.
    private var earned = Buffer<Float>(capacity: 4096)
    private var link = Buffer<Int32>(capacity: 4096)
    /// [minute] The first cell that waits.
    private var first = Buffer<Int32>(capacity: 1441)
    /// [slot] Most earned by ways that have gone on from it.
    private var settled = Buffer<Float>(capacity: 64)
    /// Deterministic measure of the last run's effort.
    private(set) var work = 0

    /// Finds them.
    ///
    /// - Parameters:
    ///   - bounds: those of the network that was bounded last.
    ///   - least: ways must be worth more than this, in the bounds' own scale.
    ///   - workLimit: most effort.
    /// - Returns: nodes of that network, ascending; nil where that takes more effort.
    mutating func run(_ bounds: MinuteBounds, moreThan least: Float, workLimit: Int) -> [Int]? {
        let (count, row) = (bounds.layout.nodes.count, bounds.layout.row)
        work = count * row / 16
        earned.reserve(count * row, keeping: 0)
        link.reserve(count * row, keeping: 0)
        first.reserve(row, keeping: 0)
        settled.reserve(count, keeping: 0)
        earned.fill(MinuteNetwork.nothing, count: count * row)
        first.fill(-1, count: row)
        settled.fill(MinuteNetwork.nothing, count: count)
        for (slot, worth) in bounds.starts() where worth > least {
            let out = Int(bounds.layout.nodes.out[slot])
            wait(slot, out, -bounds.layout.cost(out), row)
        }
        for minute in 0...bounds.layout.last {
            guard work <= workLimit else { return nil }
            var cell = Int(first[minute])
            while cell >= 0 {
                let slot = cell / row
                if earned[cell] > settled[slot] {
                    settled[slot] = earned[cell]
                    goOn(slot, from: minute, bounds, moreThan: least)
                }
                cell = Int(link[cell])
            }
        }
        return (0..<count).filter { settled[$0] > MinuteNetwork.nothing }
            .map { Int(bounds.layout.node[$0]) }.sorted()
    }

    @inline(__always)
    private mutating func wait(_ slot: Int, _ minute: Int, _ worth: Float, _ row: Int) {
        let cell = slot * row + minute
        if earned[cell] == MinuteNetwork.nothing {
            link[cell] = first[minute]
            first[minute] = Int32(cell)
        }
        if worth > earned[cell] { earned[cell] = worth }
    }

    /// Goes on to all nodes from which enough can be earned.
    private mutating func goOn(
        _ slot: Int,
        from minute: Int,
        _ bounds: MinuteBounds,
        moreThan least: Float
    ) {
        let layout = bounds.layout
        let row = layout.row
        var start = max(minute, Int(layout.opens[slot]))
        while start <= Int(layout.closes[slot]),
            layout.own[slot * row + start] < MinuteNetwork.least
        {
            start += 1
        }
        guard start <= Int(layout.closes[slot]) else { return }
        let before = settled[slot] + layout.own[slot * row + start]
        let free = start + Int(layout.nodes.minutes[slot])
        let base = slot * layout.nodes.clusters
        var rank = 0
        while rank < layout.nodes.clusters {
            let leg = Int(layout.nodes.way[base + rank])
            guard free + leg <= layout.last else { break }
            let worth = before - layout.legCost[leg]
            guard worth + bounds.mostOfAll[free + leg] > least else { break }
            let cluster = Int(layout.nodes.near[base + rank])
            rank += 1
            guard worth + bounds.most[cluster * row + free + leg] > least else { continue }
            let next = Int(layout.nodes.first[cluster])..<Int(layout.nodes.first[cluster + 1])
            work += next.count
            for next in next {
                let leg = Int(layout.nodes.legs[slot * layout.nodes.count + next])
                guard free + leg <= layout.last, leg < ClusteredNodes.tooLong,
                    layout.nodes.stop[next] != layout.nodes.stop[slot]
                else { continue }
                let at = next * row + free + leg
                let onward = bounds.after[at] == Float(slot) ? bounds.other[at] : bounds.best[at]
                let worth = before - layout.legCost[leg]
                if worth + onward > least { wait(next, free + leg, worth, row) }
            }
        }
        work += rank / 2
    }

    /// Gives all memory back.
    func free() {
        earned.free()
        link.free()
        first.free()
        settled.free()
    }
}
