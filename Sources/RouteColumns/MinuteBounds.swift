/// Most that a route can earn from each node and minute on, where stops may recur, but not with only one
/// other in between (2-cycle elimination: Houck, Picard, Queyranne and Vemuganti 1980).
///
/// The recursion pulls: what a start at a node is worth comes from the nodes that can follow, the nearest
/// first. Whatever follows arrives no earlier than by the shortest way, and no node of a cluster is worth
/// more than the best of them at that minute; so clusters, and in the end all that are farther away, are
/// passed over once they can't beat what is known. Work grows with nodes × minutes × what lies near
/// instead of nodes² × labels. Eight minutes are looked at together: since no visit is shorter, what
/// follows always lies in minutes that are done.
struct MinuteBounds {
    /// Eight minutes side by side.
    typealias Lanes = SIMD8<Float>

    private(set) var layout = MinuteNetwork()
    /// [slot · row + minute] Worth of arriving then, of the best way on and the best with another next.
    private(set) var best = Buffer<Float>(capacity: 4096)
    private(set) var other = Buffer<Float>(capacity: 4096)
    /// [slot · row + minute] Slot after it on the best way; −1 for the base.
    private(set) var after = Buffer<Float>(capacity: 4096)
    /// [cluster · row + minute] The best of the cluster.
    private(set) var most = Buffer<Float>(capacity: 4096)
    /// [minute] The best of all.
    private(set) var mostOfAll = Buffer<Float>(capacity: 1441)
    /// Deterministic measure of the last run's effort.
    private(set) var work = 0

    /// What is known of a start at eight minutes: the two best ways on.
    private struct Ways {
        var best: Lanes
        var after: Lanes
        var other = Lanes(repeating: MinuteNetwork.nothing)
    }

    /// Computes the bounds of a network.
    ///
    /// - Parameters:
    ///   - network: one that ``MinuteNetwork/fits(_:)``.
    ///   - known: all nodes of its class; nil where they are not known.
    ///   - mustStop: asked now and then.
    /// - Returns: no route is worth more than this; nil where it was told to stop.
    mutating func run(
        _ network: PricingNetwork,
        known: KnownNodes? = nil,
        mustStop: () -> Bool
    ) -> Int? {
        layout.load(network, known: known)
        let (count, row) = (layout.nodes.count, layout.row)
        work = count * ((known == nil ? count : 0) + row) / 4
        best.reserve(count * row, keeping: 0)
        other.reserve(count * row, keeping: 0)
        after.reserve(count * row, keeping: 0)
        most.reserve(layout.nodes.clusters * row, keeping: 0)
        mostOfAll.reserve(row, keeping: 0)
        best.fill(MinuteNetwork.nothing, count: count * row)
        other.fill(MinuteNetwork.nothing, count: count * row)
        after.fill(-1, count: count * row)
        most.fill(MinuteNetwork.nothing, count: layout.nodes.clusters * row)
        mostOfAll.fill(MinuteNetwork.nothing, count: row)
        var minute = layout.last / MinuteNetwork.width * MinuteNetwork.width
        while minute >= 0 {
            if mustStop() { return nil }
            settle(minute)
            minute -= MinuteNetwork.width
        }
        guard let worth = starts().map(\.worth).max() else { return BackwardBounds.nothing }
        return layout.units(worth) + network.relaxedFixed
    }

    /// Settles eight minutes of all nodes.
    private mutating func settle(_ minute: Int) {
        var all = Lanes(repeating: MinuteNetwork.nothing)
        for cluster in 0..<layout.nodes.clusters {
            var top = Lanes(repeating: MinuteNetwork.nothing)
            for slot in Int(layout.nodes.first[cluster])..<Int(layout.nodes.first[cluster + 1])
            where minute <= Int(layout.closes[slot]) {
                if minute + MinuteNetwork.width > Int(layout.opens[slot]) {
                    merge(ways(from: slot, minute), slot, minute)
                } else {
                    wait(slot, minute)
                }
                top = larger(top, lanes(best, slot * layout.row + minute))
            }
            store(top, most, cluster * layout.row + minute)
            all = larger(all, top)
        }
        store(all, mostOfAll, minute)
    }

    /// The two best ways on from starts at eight minutes, the visit's own worth left out.
    private mutating func ways(from slot: Int, _ minute: Int) -> Ways {
        let free = minute + Int(layout.nodes.minutes[slot])
        var ways = returning(slot, free: free)
        let base = slot * layout.nodes.clusters
        var rank = 0
        while rank < layout.nodes.clusters {
            let leg = Int(layout.nodes.way[base + rank])
            guard free + leg <= layout.last else { break }
            let cost = Lanes(repeating: layout.legCost[leg])
            guard any(lanes(mostOfAll, free + leg) - cost .> ways.other) else { break }
            let cluster = Int(layout.nodes.near[base + rank])
            rank += 1
            if any(lanes(most, cluster * layout.row + free + leg) - cost .> ways.other) {
                goOn(slot, free: free, cluster, &ways)
            }
        }
        work += rank / 2
        return ways
    }

    /// The way straight back to the base, as early as that is in time.
    private func returning(_ slot: Int, free: Int) -> Ways {
        let back = Int(layout.nodes.back[slot])
        let cost = layout.cost(back)
        var worth = Lanes(repeating: -cost)
        if free + back + MinuteNetwork.width - 1 > layout.last {
            for lane in 0..<MinuteNetwork.width where free + back + lane > layout.last {
                worth[lane] = MinuteNetwork.nothing
            }
        }
        return Ways(best: worth, after: Lanes(repeating: -1))
    }

    /// Looks at all nodes of a cluster as the next one.
    private mutating func goOn(_ slot: Int, free: Int, _ cluster: Int, _ ways: inout Ways) {
        let number = Lanes(repeating: Float(slot))
        let stop = layout.nodes.stop[slot]
        let legs = slot * layout.nodes.count
        let row = layout.row
        let range = Int(layout.nodes.first[cluster])..<Int(layout.nodes.first[cluster + 1])
        work += range.count
        for next in range {
            let leg = Int(layout.nodes.legs[legs &+ next])
            guard free + leg <= layout.last, leg < ClusteredNodes.tooLong,
                layout.nodes.stop[next] != stop
            else { continue }
            let at = next &* row &+ free &+ leg
            let cost = Lanes(repeating: layout.legCost[leg])
            let onward = lanes(best, at) - cost
            guard any(onward .> ways.other) else { continue }
            let isBack = lanes(after, at) .== number
            let worth = onward.replacing(with: lanes(other, at) - cost, where: isBack)
            let isBetter = worth .> ways.best
            ways.other = larger(ways.other, worth).replacing(with: ways.best, where: isBetter)
            ways.after.replace(with: Float(next), where: isBetter)
            ways.best.replace(with: worth, where: isBetter)
        }
    }

    /// Adds the visit's own worth, and what starting later is worth to whoever arrives.
    private func merge(_ ways: Ways, _ slot: Int, _ minute: Int) {
        let at = slot * layout.row + minute
        let own = lanes(layout.own, at)
        let nothing = Lanes(repeating: MinuteNetwork.nothing)
        var sum = ways.best + own
        var second = ways.other + own
        sum.replace(with: nothing, where: sum .< MinuteNetwork.least)
        second.replace(with: nothing, where: second .< MinuteNetwork.least)
        var known = later(at, minute)
        for lane in stride(from: MinuteNetwork.width - 1, through: 0, by: -1) {
            let (here, next) = (sum[lane], ways.after[lane])
            if here > known.best {
                let rest = next == known.after ? known.other : known.best
                known = (here, max(second[lane], rest), next)
            } else if next == known.after {
                known.other = max(known.other, second[lane])
            } else {
                known.other = max(known.other, here)
            }
            best[at + lane] = known.best
            other[at + lane] = known.other
            after[at + lane] = known.after
        }
    }

    /// Copies what is known of the minute after eight in which the visit can't start.
    private func wait(_ slot: Int, _ minute: Int) {
        let at = slot * layout.row + minute
        let known = later(at, minute)
        store(Lanes(repeating: known.best), best, at)
        store(Lanes(repeating: known.other), other, at)
        store(Lanes(repeating: known.after), after, at)
    }

    /// What is known of the minute after eight.
    private func later(_ at: Int, _ minute: Int) -> (best: Float, other: Float, after: Float) {
        guard minute + MinuteNetwork.width <= layout.last else {
            return (MinuteNetwork.nothing, MinuteNetwork.nothing, -1)
        }
        let next = at + MinuteNetwork.width
        return (best[next], other[next], after[next])
    }

    /// The best worth of a route that begins with each slot, for slots with which one can begin.
    func starts() -> [(slot: Int, worth: Float)] {
        var starts: [(slot: Int, worth: Float)] = []
        for slot in 0..<layout.nodes.count {
            let out = Int(layout.nodes.out[slot])
            guard out <= layout.last else { continue }
            let worth = best[slot * layout.row + out] - layout.cost(out)
            if worth > MinuteNetwork.least { starts.append((slot, worth)) }
        }
        return starts
    }

    /// The best routes: the best of all first, then others that begin with a node which none before has.
    ///
    /// - Parameter most: most routes.
    /// - Returns: nodes in the order served.
    func bestPaths(most: Int) -> [[Int]] {
        let ordered = starts().sorted { ($1.worth, $0.slot) < ($0.worth, $1.slot) }
        var isTaken = [Bool](repeating: false, count: layout.nodes.count)
        var paths: [[Int]] = []
        for (slot, _) in ordered where !isTaken[slot] {
            guard paths.count < most else { break }
            let path = path(from: slot)
            for slot in path { isTaken[slot] = true }
            paths.append(path.map { Int(layout.node[$0]) })
        }
        return paths
    }

    /// Slots of the best route that begins with a slot.
    private func path(from first: Int) -> [Int] {
        var path: [Int] = []
        var here = first
        var arrival = Int(layout.nodes.out[here])
        var previous = -1
        // A visit takes some minutes, so a route can't have more of them than this.
        while here >= 0, path.count <= layout.last {
            path.append(here)
            let step = following(here, arrival, notTo: previous)
            (previous, here, arrival) = (here, step.slot, step.arrival)
        }
        return path
    }

    /// The next slot of the best way on that doesn't go to a slot at once; −1 for the base.
    private func following(
        _ slot: Int,
        _ arrival: Int,
        notTo barred: Int
    ) -> (slot: Int, arrival: Int) {
        let base = slot * layout.row
        let isBest = after[base + arrival] != Float(barred) || barred < 0
        let goal = isBest ? best[base + arrival] : other[base + arrival]
        guard goal > MinuteNetwork.least else { return (-1, 0) }
        for minute in arrival...max(arrival, Int(layout.closes[slot])) {
            let own = layout.own[base + minute]
            guard own > MinuteNetwork.least else { continue }
            let free = minute + Int(layout.nodes.minutes[slot])
            let back = Int(layout.nodes.back[slot])
            if free + back <= layout.last, own - layout.cost(back) >= goal { return (-1, 0) }
            let candidates =
                isBest
                ? Int(after[base + arrival])..<Int(after[base + arrival]) + 1
                : 0..<layout.nodes.count
            for next in candidates
            where next >= 0 && next != barred && layout.nodes.stop[next] != layout.nodes.stop[slot]
            {
                let leg = Int(layout.nodes.legs[slot * layout.nodes.count + next])
                guard free + leg <= layout.last, leg < ClusteredNodes.tooLong else { continue }
                let at = next * layout.row + free + leg
                let onward = after[at] == Float(slot) ? other[at] : best[at]
                if own + onward - layout.cost(leg) >= goal { return (next, free + leg) }
            }
        }
        return (-1, 0)
    }

    @inline(__always)
    private func lanes(_ buffer: Buffer<Float>, _ index: Int) -> Lanes {
        assert(index >= 0 && index + MinuteNetwork.width <= buffer.capacity)
        return UnsafeRawPointer(buffer.base + index).loadUnaligned(as: Lanes.self)
    }

    @inline(__always)
    private func store(_ lanes: Lanes, _ buffer: Buffer<Float>, _ index: Int) {
        assert(index >= 0 && index + MinuteNetwork.width <= buffer.capacity)
        UnsafeMutableRawPointer(buffer.base + index).storeBytes(of: lanes, as: Lanes.self)
    }

    @inline(__always)
    private func larger(_ one: Lanes, _ other: Lanes) -> Lanes {
        one.replacing(with: other, where: other .> one)
    }

    /// Gives all memory back.
    func free() {
        layout.free()
        best.free()
        other.free()
        after.free()
        most.free()
        mostOfAll.free()
    }
}
