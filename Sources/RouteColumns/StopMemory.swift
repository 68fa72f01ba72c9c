/// What a class has learnt for its next pricing: above all what its nodes remember of the way behind, which
/// stops may not be visited again.
///
/// The memory of ng-routes (Baldacci, Mingozzi and Roberti 2011), grown only where a best path went
/// in a circle (Roberti and Mingozzi 2014): a stop repeated on a path gets remembered by all nodes in
/// between, so that this circle can't occur again. Little is remembered where little can go wrong.
public struct StopMemory: Sendable {
    /// [node, counted from the class's first] Stops remembered there.
    private(set) var stopsOfNode: [[Int32]] = []

    /// Nodes that were in routes of some worth when all nodes were last looked at but for bounds alone,
    /// ascending; empty where there was no need to tell.
    var promising: [Int32] = []

    /// All its nodes laid out; nil before all were looked at, and where that can't be.
    var known: KnownNodes?
    /// Whether bounds minute by minute can't be had of all its nodes.
    var isUnfit = false

    /// What bounds charge the class's routes for goods and visits.
    var limits = LimitPrices()

    /// What a unit of goods and a visit are charged at present, in units.
    public var charges: (goods: Int, visit: Int) { (limits.goods.price, limits.visit.price) }

    /// Times that it is left out where ng-routes are asked for, since these took too many labels.
    var ngRest = 0

    /// Whether more memory made the labels too many, so that it stays as it is.
    var isFull = false

    /// Most stops that a node remembers.
    static let mostPerNode = 28

    /// Remembers nothing.
    public init() {}

    /// Gives the memory back that its nodes take.
    public mutating func forgetNodes() { known = nil }

    /// Whether nothing is remembered.
    var isEmpty: Bool { stopsOfNode.isEmpty }

    /// Lets a node remember a stop; true where that is new.
    mutating func remember(_ stop: Int32, at node: Int, nodeCount: Int) -> Bool {
        if stopsOfNode.isEmpty { stopsOfNode = [[Int32]](repeating: [], count: nodeCount) }
        guard !isFull, !stopsOfNode[node].contains(stop),
            stopsOfNode[node].count < StopMemory.mostPerNode
        else { return false }
        stopsOfNode[node].append(stop)
        return true
    }

    /// Forgets all stops.
    mutating func clear() {
        stopsOfNode = []
        isFull = false
    }
}

/// Sets of up to 256 remembered stops.
typealias StopBits = SIMD4<UInt64>

extension StopBits {
    /// The set of one stop, given by its number below 256.
    static func only(_ number: Int) -> StopBits {
        var bits = StopBits.zero
        bits[number / 64] = 1 << UInt64(number % 64)
        return bits
    }

    /// Whether the set is empty.
    @inline(__always)
    var isNone: Bool { (self[0] | self[1] | self[2] | self[3]) == 0 }
}
