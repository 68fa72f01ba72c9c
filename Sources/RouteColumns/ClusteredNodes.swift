/// Nodes near each other side by side, in clusters, and the ways between them.
///
/// Nothing here depends on prices, so what is made of all nodes of a class serves every pricing of it.
struct ClusteredNodes {
    /// Stands for ways that are longer than the shift; no other may be so long.
    static let tooLong = Int(UInt8.max)
    /// Most nodes of a cluster.
    private static let clusterSize = 16

    /// Number of nodes.
    private(set) var count = 0
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
    /// [slot · count + slot] Minutes of the way; ``tooLong`` for those that no shift has room for.
    private(set) var legs = Buffer<UInt8>(capacity: 64)
    /// [cluster + 1] First slot.
    private(set) var first = Buffer<Int32>(capacity: 64)
    /// Number of clusters.
    private(set) var clusters = 0
    /// [slot · clusters + rank] Clusters in order of the shortest way to them, and that way.
    private(set) var near = Buffer<UInt16>(capacity: 64)
    private(set) var way = Buffer<UInt8>(capacity: 64)
    /// [cluster] The shortest way to it from the slot at hand.
    private var shortest = Buffer<UInt8>(capacity: 64)

    /// Bytes that as many nodes take.
    static func bytes(_ count: Int) -> Int {
        let clusters = count / (clusterSize / 2) + 1
        return count * (count + 3 * clusters)
    }

    /// Lays the nodes of a network out.
    mutating func load(_ network: PricingNetwork) {
        count = network.count
        cluster(network)
        fillSlots(network)
        fillLegs(network)
        fillNear()
    }

    /// Halves the nodes between two that lie far apart, and the halves again, until they are small.
    private mutating func cluster(_ network: PricingNetwork) {
        var nodes = Array(0..<count)
        var keys = [(key: Int32, node: Int)](repeating: (0, 0), count: count)
        var ends = [0]
        var open = [0..<count]
        let side = count + 1
        while let range = open.popLast() {
            guard range.count > ClusteredNodes.clusterSize else {
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

    private mutating func fillLegs(_ network: PricingNetwork) {
        let side = count + 1
        legs.reserve(count * count, keeping: 0)
        for from in 0..<count {
            let source = Int(node[from])
            for to in 0..<count {
                let target = Int(node[to])
                let leg = network.travel[source * side + target]
                legs[from * count + to] = UInt8(truncatingIfNeeded: min(leg, Int32(UInt8.max)))
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
            var least = UInt8.max
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
        legs.free()
        first.free()
        near.free()
        way.free()
        shortest.free()
    }
}
