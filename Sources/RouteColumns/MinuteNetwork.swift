/// The nodes of a network laid out for bounds minute by minute: near ones side by side, in clusters.
///
/// Worths are whole numbers that fit a `Float` without rounding, so that eight fit side by side and
/// compare at once; gains are rounded up and costs down, in favour of the route.
struct MinuteNetwork {
    /// Worths and everything that counts as none lie on either side of this.
    static let least = -Float(1 << 22)
    /// The worth of what is impossible.
    static let nothing = -Float(1 << 23)
    /// Minutes that are looked at together; no visit may be shorter.
    static let width = 8
    /// Most nodes of a cluster.
    private static let clusterSize = 16

    /// Number of nodes.
    private(set) var count = 0
    /// Last minute of the shift, counted from its first.
    private(set) var last = 0
    /// Length of a row by minute; what lies behind the last minute is read as impossible.
    private(set) var row = 0
    /// [slot] Node of the network.
    private(set) var node = Buffer<Int32>(capacity: 64)
    /// [node] Its slot.
    private(set) var slot = Buffer<Int32>(capacity: 64)
    /// [slot] Length of the visit.
    private(set) var minutes = Buffer<Int32>(capacity: 64)
    /// [slot] The stop.
    private(set) var stop = Buffer<Int32>(capacity: 64)
    /// [slot] Minutes from the base, and to it.
    private(set) var out = Buffer<Int32>(capacity: 64)
    private(set) var back = Buffer<Int32>(capacity: 64)
    /// [slot] First and last minute of a start.
    private(set) var opens = Buffer<Int32>(capacity: 64)
    private(set) var closes = Buffer<Int32>(capacity: 64)
    /// [slot · row + minute] What a visit that starts then earns; nothing where it can't.
    private(set) var own = Buffer<Float>(capacity: 4096)
    /// [slot · count + slot] Minutes of the way.
    private(set) var legs = Buffer<UInt16>(capacity: 4096)
    /// [cluster + 1] First slot.
    private(set) var first = Buffer<Int32>(capacity: 64)
    /// Number of clusters.
    private(set) var clusters = 0
    /// [slot · clusters + rank] Clusters in order of the shortest way to them, and that way.
    private(set) var near = Buffer<UInt16>(capacity: 1024)
    private(set) var way = Buffer<UInt16>(capacity: 1024)
    /// [cluster] The shortest way to it from the slot at hand.
    private var shortest = Buffer<UInt16>(capacity: 64)
    /// Price of a travel minute in units.
    private var price = 0
    /// Units are shifted right by this much.
    private(set) var shift = 0

    /// Whether bounds by minute can be had: visits may be too short, and ways too long.
    static func fits(_ network: PricingNetwork) -> Bool {
        guard network.count > 0, network.shiftEnd - network.shiftStart < 1 << 12 else {
            return false
        }
        return (0..<network.count).allSatisfy { network.minutes[$0] >= width }
    }

    /// Lays a network out.
    ///
    /// - Parameter network: one that ``fits(_:)``.
    mutating func load(_ network: PricingNetwork) {
        count = network.count
        last = network.shiftEnd - network.shiftStart
        row = last + 1 + MinuteNetwork.width
        price = network.travelPrice
        chooseShift(network)
        cluster(network)
        fillSlots(network)
        fillOwn(network)
        fillLegs(network)
        fillNear()
    }

    /// What a way costs, rounded down.
    @inline(__always)
    func cost(_ leg: Int) -> Float { Float(min(1 << 22, (leg * price) >> shift)) }

    /// A worth in units.
    func units(_ worth: Float) -> Int { Int(worth) << shift }

    /// No way earns more than its gains; one that costs so much more that it falls out of the range is worth
    /// less than nothing, whatever follows it.
    private mutating func chooseShift(_ network: PricingNetwork) {
        var most = 1
        var shortest = Int.max
        for node in 0..<count {
            most = max(most, network.relaxedGain[node])
            shortest = min(shortest, network.minutes[node])
        }
        let visits = last / shortest + 1
        shift = 0
        let sum = Double(most) * Double(visits) + Double(abs(network.relaxedFixed))
        while sum / Double(1 << shift) >= Double(1 << 21) { shift += 1 }
    }

    /// Halves the nodes between two that lie far apart, and the halves again, until they are small.
    private mutating func cluster(_ network: PricingNetwork) {
        var nodes = Array(0..<count)
        var keys = [(key: Int32, node: Int)](repeating: (0, 0), count: count)
        var ends = [0]
        var open = [0..<count]
        let side = count + 1
        while let range = open.popLast() {
            guard range.count > MinuteNetwork.clusterSize else {
                ends.append(range.upperBound)
                continue
            }
            let one = farthest(from: nodes[range.lowerBound], in: nodes[range], network)
            let other = farthest(from: one, in: nodes[range], network)
            for place in range {
                let node = nodes[place]
                keys[place] = (
                    network.travel[one * side + node] - network.travel[other * side + node], node
                )
            }
            keys[range].sort { ($0.key, $0.node) < ($1.key, $1.node) }
            for place in range { nodes[place] = keys[place].node }
            let middle = (range.lowerBound + range.upperBound) / 2
            open.append(middle..<range.upperBound)
            open.append(range.lowerBound..<middle)
        }
        clusters = ends.count - 1
        first.fill(from: ends.map(Int32.init))
        node.fill(from: nodes.map(Int32.init))
        slot.reserve(count, keeping: 0)
        for (place, node) in nodes.enumerated() { slot[node] = Int32(place) }
    }

    private func farthest(
        from node: Int,
        in nodes: ArraySlice<Int>,
        _ network: PricingNetwork
    ) -> Int {
        let row = node * (count + 1)
        var farthest = node
        for other in nodes where network.travel[row + other] > network.travel[row + farthest] {
            farthest = other
        }
        return farthest
    }

    private mutating func fillSlots(_ network: PricingNetwork) {
        let side = count + 1
        let nodes = (0..<count).map { Int(node[$0]) }
        minutes.fill(from: nodes.map { Int32(network.minutes[$0]) })
        stop.fill(from: nodes.map { network.stop[$0] })
        let out = nodes.map { network.travel[count * side + $0] }
        let back = nodes.map { network.travel[$0 * side + count] }
        self.out.fill(from: out)
        self.back.fill(from: back)
    }

    private mutating func fillOwn(_ network: PricingNetwork) {
        own.reserve(count * row, keeping: 0)
        own.fill(MinuteNetwork.nothing, count: count * row)
        opens.reserve(count, keeping: 0)
        closes.reserve(count, keeping: 0)
        let round = (1 << shift) - 1
        for slot in 0..<count {
            let node = Int(node[slot])
            let gain = network.relaxedGain[node]
            opens[slot] = Int32(last + 1)
            closes[slot] = -1
            for segment in network.firstSegment[node]..<network.firstSegment[node + 1] {
                for minute in network.segmentStart[segment]...network.segmentEnd[segment] {
                    let at = minute - network.shiftStart
                    let worth = gain - max(0, minute - network.due[node]) * network.latePrice
                    guard at >= 0, at <= last else { continue }
                    own[slot * row + at] = Float(max(-(1 << 23), (worth + round) >> shift))
                    opens[slot] = min(opens[slot], Int32(at))
                    closes[slot] = max(closes[slot], Int32(at))
                }
            }
        }
    }

    private mutating func fillLegs(_ network: PricingNetwork) {
        let side = count + 1
        legs.reserve(count * count, keeping: 0)
        for from in 0..<count {
            let source = Int(node[from])
            for to in 0..<count {
                let target = Int(node[to])
                let leg = network.travel[source * side + target]
                legs[from * count + to] = UInt16(truncatingIfNeeded: min(leg, Int32(UInt16.max)))
            }
        }
    }

    /// Clusters near a node are near those beside it as well, so that its order begins with theirs and
    /// hardly anything is left to sort.
    private mutating func fillNear() {
        near.reserve(count * clusters, keeping: 0)
        way.reserve(count * clusters, keeping: 0)
        shortest.reserve(clusters, keeping: 0)
        for slot in 0..<count {
            let base = slot * clusters
            measureWays(from: slot)
            for begun in 0..<clusters {
                let cluster = slot == 0 ? UInt16(begun) : near[base - clusters + begun]
                let length = shortest[Int(cluster)]
                var rank = begun
                while rank > 0, way[base + rank - 1] > length {
                    way[base + rank] = way[base + rank - 1]
                    near[base + rank] = near[base + rank - 1]
                    rank -= 1
                }
                way[base + rank] = length
                near[base + rank] = cluster
            }
        }
    }

    /// Finds the shortest way from a slot to each cluster.
    private func measureWays(from slot: Int) {
        let row = slot * count
        for cluster in 0..<clusters {
            var least = UInt16.max
            for other in Int(first[cluster])..<Int(first[cluster + 1]) {
                least = min(least, legs[row &+ other])
            }
            shortest[cluster] = least
        }
    }

    /// Gives all memory back.
    func free() {
        node.free()
        slot.free()
        minutes.free()
        stop.free()
        out.free()
        back.free()
        opens.free()
        closes.free()
        own.free()
        legs.free()
        first.free()
        near.free()
        way.free()
        shortest.free()
    }
}
