/// All nodes of a class laid out once, whatever the prices, for bounds over all of them.
///
/// `@unchecked` since its memory is raw; nothing writes to it once it is made.
final class KnownNodes: @unchecked Sendable {
    /// [node] Position in ``ColumnSpace/nodes``, ascending.
    let positions: [Int32]
    /// The nodes by slot.
    let nodes: ClusteredNodes

    /// Lays out a network that has all nodes of its class.
    init(_ network: PricingNetwork) {
        var nodes = ClusteredNodes()
        nodes.load(network)
        positions = (0..<network.count).map { network.position[$0] }
        self.nodes = nodes
    }

    deinit { nodes.free() }

    /// [class] Whether its nodes may be kept, the smallest classes first, within so many bytes for all.
    static func affordable(_ space: ColumnSpace, bytes most: Int) -> [Bool] {
        let sizes = space.classes.map { ClusteredNodes.bytes($0.nodes.count) }
        var isAffordable = [Bool](repeating: false, count: sizes.count)
        var bytes = 0
        for number in sizes.indices.sorted(by: { (sizes[$0], $0) < (sizes[$1], $1) }) {
            bytes += sizes[number]
            guard bytes <= most else { break }
            isAffordable[number] = true
        }
        return isAffordable
    }
}
