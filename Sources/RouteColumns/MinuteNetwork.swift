/// A network laid out for bounds minute by minute.
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

    /// The nodes of the class, where they are known.
    private var known: KnownNodes?
    /// Those of the network, where not.
    private var loaded = ClusteredNodes()
    /// The nodes by slot and the ways between them.
    private(set) var nodes: ClusteredNodes
    /// Last minute of the shift, counted from its first.
    private(set) var last = 0
    /// Length of a row by minute; what lies behind the last minute is read as impossible.
    private(set) var row = 0
    /// [slot] Node of the network; −1 where it has none there.
    private(set) var node = Buffer<Int32>(capacity: 64)
    /// [node] Its slot.
    private(set) var slot = Buffer<Int32>(capacity: 64)
    /// [slot] First and last minute of a start.
    private(set) var opens = Buffer<Int32>(capacity: 64)
    private(set) var closes = Buffer<Int32>(capacity: 64)
    /// [slot · row + minute] What a visit that starts then earns; nothing where it can't.
    private(set) var own = Buffer<Float>(capacity: 4096)
    /// [minutes] What a way from node to node costs, rounded down.
    private(set) var legCost = Buffer<Float>(capacity: ClusteredNodes.tooLong + 1)
    /// Price of a travel minute in units.
    private var price = 0
    /// Units are shifted right by this much.
    private(set) var shift = 0

    /// No network yet.
    init() { nodes = loaded }

    /// Whether bounds by minute can be had: visits may be too short, and shifts and ways too long.
    static func fits(_ network: PricingNetwork) -> Bool {
        guard network.count > 0, network.shiftEnd - network.shiftStart < 1 << 12,
            network.longestWay < ClusteredNodes.tooLong
        else { return false }
        return (0..<network.count).allSatisfy { network.minutes[$0] >= width }
    }

    /// Lays a network out.
    ///
    /// - Parameters:
    ///   - network: one that ``fits(_:)``.
    ///   - known: all nodes of its class; nil where they are not known, for which the network's travel is needed.
    mutating func load(_ network: PricingNetwork, known: KnownNodes?) {
        last = network.shiftEnd - network.shiftStart
        row = last + 1 + MinuteNetwork.width
        price = network.travelPrice
        chooseShift(network)
        for leg in 0...ClusteredNodes.tooLong { legCost[leg] = cost(leg) }
        self.known = known
        if let known {
            nodes = known.nodes
            place(network, at: known)
        } else {
            loaded.load(network)
            nodes = loaded
            place(network)
        }
        fillOwn(network)
    }

    /// What a way costs, rounded down.
    func cost(_ leg: Int) -> Float { Float(min(1 << 22, (leg * price) >> shift)) }

    /// A worth in units.
    func units(_ worth: Float) -> Int { Int(worth) << shift }

    /// The most in this scale that is worth no more than some units.
    func worth(ofUnits units: Int) -> Float {
        Float(max(-(1 << 23), min(1 << 23, units >> shift)))
    }

    /// No way earns more than its gains; one that costs so much more that it falls out of the range is worth
    /// less than nothing, whatever follows it.
    private mutating func chooseShift(_ network: PricingNetwork) {
        var most = 1
        var shortest = Int.max
        for node in 0..<network.count {
            most = max(most, network.relaxedGain[node])
            shortest = min(shortest, network.minutes[node])
        }
        let visits = last / shortest + 1
        shift = 0
        let sum = Double(most) * Double(visits) + Double(abs(network.relaxedFixed))
        while sum / Double(1 << shift) >= Double(1 << 21) { shift += 1 }
    }

    /// Each slot has the node that it was made for.
    private mutating func place(_ network: PricingNetwork) {
        node.reserve(nodes.count, keeping: 0)
        slot.reserve(nodes.count, keeping: 0)
        for place in 0..<nodes.count {
            node[place] = nodes.node[place]
            slot[place] = nodes.slot[place]
        }
    }

    /// Finds the slots of a network's nodes among all of the class; both ascend by position.
    private mutating func place(_ network: PricingNetwork, at known: KnownNodes) {
        node.reserve(nodes.count, keeping: 0)
        slot.reserve(network.count, keeping: 0)
        node.fill(-1, count: nodes.count)
        var index = 0
        for number in 0..<network.count {
            while known.positions[index] < network.position[number] { index += 1 }
            assert(known.positions[index] == network.position[number], "a node of another class")
            slot[number] = known.nodes.slot[index]
            node[Int(known.nodes.slot[index])] = Int32(number)
        }
    }

    private mutating func fillOwn(_ network: PricingNetwork) {
        let count = nodes.count
        own.reserve(count * row, keeping: 0)
        own.fill(MinuteNetwork.nothing, count: count * row)
        opens.reserve(count, keeping: 0)
        closes.reserve(count, keeping: 0)
        let round = (1 << shift) - 1
        for slot in 0..<count {
            opens[slot] = Int32(last + 1)
            closes[slot] = -1
            guard node[slot] >= 0 else { continue }
            let node = Int(node[slot])
            let gain = network.relaxedGain[node]
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

    /// Gives all memory back but that of known nodes.
    func free() {
        loaded.free()
        node.free()
        slot.free()
        opens.free()
        closes.free()
        own.free()
        legCost.free()
    }
}
