import DenseProblem

/// The nodes of one class that can matter at present prices, in arrays of their own.
///
/// Copies of this value share the memory of the ``PricingWorkspace`` that made it, and are good until
/// that loads the next class.
struct PricingNetwork {
    /// Number of active nodes; the base has this index.
    var count = 0
    /// [node] Position in ``ColumnSpace/nodes``.
    var position = Buffer<Int32>(capacity: 64)
    /// [node] Worth.
    var gain = Buffer<Int>(capacity: 64)
    /// [node] The same less what goods and a visit are charged: what bounds see.
    var relaxedGain = Buffer<Int>(capacity: 64)
    /// [node] Length of the visit.
    var minutes = Buffer<Int>(capacity: 64)
    /// [node] The stop: no route serves one twice.
    var stop = Buffer<Int32>(capacity: 64)
    /// [node] Units brought, 0 where the class's capacity can't bind.
    var load = Buffer<Int>(capacity: 64)
    /// [node] Due minute.
    var due = Buffer<Int>(capacity: 64)
    /// [node + 1] First segment.
    var firstSegment = Buffer<Int>(capacity: 64)
    /// [segment] Earliest start.
    var segmentStart = Buffer<Int>(capacity: 64)
    /// [segment] Latest start, inclusive.
    var segmentEnd = Buffer<Int>(capacity: 64)
    /// [segment] Least cost of lateness of a start in the segment.
    var segmentLateness = Buffer<Int>(capacity: 64)
    /// [from · (count + 1) + to] Travel minutes, the base last.
    var travel = Buffer<Int32>(capacity: 4096)
    /// The longest way that the shift has room for, in minutes; 0 where ways were not loaded.
    var longestWay = 0
    /// [node] Bits of the cuts that its demand is in.
    var cutBits = Buffer<UInt64>(capacity: 64)
    /// [node] The bit of its stop where some node remembers that stop; else none.
    var ownBit = Buffer<StopBits>(capacity: 64)
    /// [node] Bits of the stops it remembers.
    var remembered = Buffer<StopBits>(capacity: 64)
    /// [minute of the shift] Stops that can still be ended by then, and so matter to ways before.
    var endsBy = Buffer<StopBits>(capacity: 1441)
    /// [minute of the shift] Stops that can still be begun then, and so matter to ways after.
    var beginsAfter = Buffer<StopBits>(capacity: 1441)
    /// Whether any node remembers anything.
    var hasMemory = false
    /// [cut bit] Price.
    var cutPrice: [Int] = []
    /// Bits of the cuts that name the class itself: half a pair from the start.
    var classCutBits: UInt64 = 0
    /// Price of a travel minute.
    var travelPrice = 0
    /// Price of a minute of lateness.
    var latePrice = 0
    /// Worth of an empty route.
    var fixed = 0
    /// The same with the charge for all goods and visits allowed given back: what bounds see.
    var relaxedFixed = 0
    /// What bounds charge for a unit of goods, and for a visit; 0 where that can't bind.
    var goodsPrice = 0
    var visitPrice = 0
    /// First minute of the shift.
    var shiftStart = 0
    /// Last minute of the shift.
    var shiftEnd = 0
    /// Units per route; `Int.max` where they can't bind.
    var capacity = Int.max
    /// Visits per route; `Int.max` where they can't bind.
    var maxVisits = Int.max

    /// Whether goods or visits may be too many for a route.
    var hasLimits: Bool { capacity != .max || maxVisits != .max }

    /// Whether some visit may begin after it is due, at a price.
    var canBeLate: Bool {
        guard latePrice > 0, count > 0 else { return false }
        return (0..<firstSegment[count]).contains { segmentLateness[$0] > 0 }
    }

    /// Earliest start of a node at or after a minute; −1 where there is none.
    @inline(__always)
    func start(of node: Int, notBefore minute: Int) -> Int {
        var segment = firstSegment[node]
        let end = firstSegment[node + 1]
        while segment < end {
            if minute <= segmentEnd[segment] { return max(minute, segmentStart[segment]) }
            segment += 1
        }
        return -1
    }

    /// Gives all memory back.
    func free() {
        position.free()
        gain.free()
        relaxedGain.free()
        minutes.free()
        stop.free()
        load.free()
        due.free()
        firstSegment.free()
        segmentStart.free()
        segmentEnd.free()
        segmentLateness.free()
        travel.free()
        cutBits.free()
        ownBit.free()
        remembered.free()
        endsBy.free()
        beginsAfter.free()
    }
}

/// Selects and lays out the nodes of a class at given prices.
struct NetworkLoader {
    /// Length in minutes of the pieces into which late starts are cut for bounds.
    private static let latenessStep = 15
    /// Minutes that the way to a visit is taken to last where visits are rated.
    private static let minutesOfWay = 8

    private let space: ColumnSpace
    private let prices: Prices
    /// What bounds charge for goods and visits.
    private let limits: LimitPrices
    /// Whether nodes that could pay were left out of the network loaded last.
    private(set) var isFocused = false
    private var position: [Int32] = []
    private var firstSegment: [Int] = []
    private var segmentStart: [Int] = []
    private var segmentEnd: [Int] = []
    private var segmentLateness: [Int] = []

    init(space: ColumnSpace, prices: Prices, limits: LimitPrices = LimitPrices()) {
        self.space = space
        self.prices = prices
        self.limits = limits
    }

    /// Fills a network with a class.
    ///
    /// - Parameters:
    ///   - network: is overwritten.
    ///   - crewClass: the class.
    ///   - isDroppable: [node of the space] whether leaving it out never makes a route worse.
    ///   - leastGain: droppable nodes worth no more than this are left out.
    ///   - most: most nodes; of more, those that earn most for their length are taken.
    ///   - preferred: nodes, ascending, that come before others then.
    ///   - travels: whether ways between nodes are needed.
    mutating func load(
        _ network: inout PricingNetwork,
        crewClass: Int,
        isDroppable: [Bool],
        leastGain: Int = 0,
        most: Int = .max,
        preferred: [Int32] = [],
        travels: Bool = true
    ) {
        let nodes = space.classes[crewClass].nodes
        var chosen = nodes.filter { prices.gain[$0] > leastGain || !isDroppable[$0] }
        isFocused = chosen.count > most
        if isFocused {
            chosen = mostPromising(chosen, most: most, preferred)
        }
        lay(chosen, &network, crewClass: crewClass, travels: travels)
    }

    /// Fills a network with chosen nodes of a class, given in the order of nodes.
    mutating func lay(
        _ chosen: [Int],
        _ network: inout PricingNetwork,
        crewClass: Int,
        travels: Bool = true
    ) {
        let problem = space.problem
        let shift = space.classes[crewClass].shift
        network.travelPrice = prices.travelMinute[crewClass]
        network.latePrice = problem.scenario.weights.late * PriceScale.unit
        network.fixed =
            -problem.scenario.weights.crew * PriceScale.unit - prices.crew[crewClass]
        network.shiftStart = Int(problem.shifts.start[shift])
        network.shiftEnd = Int(problem.shifts.end[shift])
        position.removeAll(keepingCapacity: true)
        firstSegment.removeAll(keepingCapacity: true)
        segmentStart.removeAll(keepingCapacity: true)
        segmentEnd.removeAll(keepingCapacity: true)
        segmentLateness.removeAll(keepingCapacity: true)
        for number in chosen { append(number, shift: shift, network: network) }
        firstSegment.append(segmentStart.count)
        fill(&network)
        network.longestWay = 0
        if travels { loadTravel(&network, shift: shift) }
        loadLimits(&network, shift: shift)
        loadRelaxed(&network)
        loadCuts(&network, crewClass: crewClass)
    }

    /// The nodes that earn most for their length, in the order of nodes; three in four from those
    /// preferred, if there are any.
    private func mostPromising(_ nodes: [Int], most: Int, _ preferred: [Int32]) -> [Int] {
        let rated = nodes.map { number in
            let minutes = Int(space.nodes[number].minutes) + NetworkLoader.minutesOfWay
            return (rate: prices.gain[number] / minutes, number: number)
        }
        .sorted { ($1.rate, $0.number) < ($0.rate, $1.number) }.map(\.number)
        guard !preferred.isEmpty else { return rated.prefix(most).sorted() }
        let known = Set(preferred)
        var chosen = Array(rated.filter { known.contains(Int32($0)) }.prefix(most * 3 / 4))
        let taken = Set(chosen)
        chosen += rated.lazy.filter { !taken.contains($0) }.prefix(most - chosen.count)
        return chosen.sorted()
    }

    /// Gives a network the memory of its class.
    ///
    /// - Parameters:
    ///   - memory: what is remembered; empty for none.
    ///   - network: a network loaded before.
    ///   - crewClass: its class.
    func loadMemory(_ memory: StopMemory, _ network: inout PricingNetwork, crewClass: Int) {
        network.ownBit.reserve(network.count, keeping: 0)
        network.remembered.reserve(network.count, keeping: 0)
        network.ownBit.fill(.zero, count: network.count)
        network.remembered.fill(.zero, count: network.count)
        network.hasMemory = false
        guard !memory.isEmpty else { return }
        let first = space.classes[crewClass].nodes.lowerBound
        var numberOfStop: [Int32: Int] = [:]
        let active = Set((0..<network.count).map { network.stop[$0] })
        for node in 0..<network.count {
            for stop in memory.stopsOfNode[Int(network.position[node]) - first]
            where active.contains(stop) {
                let number = numberOfStop[stop] ?? numberOfStop.count
                guard number < 256 else { continue }
                numberOfStop[stop] = number
                network.remembered[node] |= .only(number)
                network.hasMemory = true
            }
        }
        for node in 0..<network.count {
            if let number = numberOfStop[network.stop[node]] {
                network.ownBit[node] = .only(number)
            }
        }
        if network.hasMemory { tabulateReach(&network) }
    }

    /// Lets each node remember the stops nearest to it, its own among them.
    ///
    /// - Parameters:
    ///   - network: a network loaded before, with its travel; the first 256 of its stops can be remembered.
    ///   - most: most stops that a node remembers.
    func loadNeighbours(_ network: inout PricingNetwork, most: Int) {
        network.ownBit.reserve(network.count, keeping: 0)
        network.remembered.reserve(network.count, keeping: 0)
        network.hasMemory = network.count > 0
        var numberOfStop: [Int32: Int] = [:]
        for node in 0..<network.count {
            let number = numberOfStop[network.stop[node]] ?? numberOfStop.count
            numberOfStop[network.stop[node]] = number
            network.ownBit[node] = number < 256 ? .only(number) : .zero
        }
        var near: [(way: Int32, node: Int)] = []
        for node in 0..<network.count {
            let row = node * (network.count + 1)
            near.removeAll(keepingCapacity: true)
            for other in 0..<network.count where other != node {
                near.append((network.travel[row + other], other))
            }
            if near.count >= most { near.sort { ($0.way, $0.node) < ($1.way, $1.node) } }
            var remembered = network.ownBit[node]
            var count = 1
            for other in near where count < most {
                let bit = network.ownBit[other.node]
                if (bit & ~remembered).isNone { continue }
                remembered |= bit
                count += 1
            }
            network.remembered[node] = remembered
        }
        tabulateReach(&network)
    }

    /// A stop that can't be visited any more need not be remembered; labels then dominate more.
    private func tabulateReach(_ network: inout PricingNetwork) {
        let length = network.shiftEnd - network.shiftStart + 1
        network.endsBy.reserve(length, keeping: 0)
        network.beginsAfter.reserve(length, keeping: 0)
        network.endsBy.fill(.zero, count: length)
        network.beginsAfter.fill(.zero, count: length)
        for node in 0..<network.count where !network.ownBit[node].isNone {
            let first = network.segmentStart[network.firstSegment[node]]
            let last = network.segmentEnd[network.firstSegment[node + 1] - 1]
            let end = min(length - 1, first + network.minutes[node] - network.shiftStart)
            network.endsBy[end] |= network.ownBit[node]
            network.beginsAfter[last - network.shiftStart] |= network.ownBit[node]
        }
        for minute in 1..<max(2, length) where minute < length {
            network.endsBy[minute] |= network.endsBy[minute - 1]
            network.beginsAfter[length - 1 - minute] |= network.beginsAfter[length - minute]
        }
    }

    private func fill(_ network: inout PricingNetwork) {
        network.count = position.count
        network.position.fill(from: position)
        let nodes = position.map { space.nodes[Int($0)] }
        network.gain.fill(from: position.map { prices.gain[Int($0)] })
        network.minutes.fill(from: nodes.map { Int($0.minutes) })
        network.stop.fill(from: nodes.map(\.stop))
        network.load.fill(from: nodes.map { Int($0.load) })
        network.due.fill(from: nodes.map { Int($0.due) })
        network.firstSegment.fill(from: firstSegment)
        network.segmentStart.fill(from: segmentStart)
        network.segmentEnd.fill(from: segmentEnd)
        network.segmentLateness.fill(from: segmentLateness)
    }

    /// Adds a node, its intervals cut to what a lone trip from the base allows where that is a bound.
    private mutating func append(_ number: Int, shift: Int, network: PricingNetwork) {
        let node = space.nodes[number]
        let problem = space.problem
        let out = problem.leastWays.minutesOut(shift: shift, place: Int(node.place))
        let back = problem.leastWays.minutesBack(shift: shift, place: Int(node.place))
        let from = network.shiftStart + out
        let to = network.shiftEnd - back - Int(node.minutes)
        let before = segmentStart.count
        let first = Int(node.firstInterval)
        for interval in first..<(first + Int(node.intervalCount)) {
            let start = max(from, Int(space.earliest[interval]))
            let end = min(to, Int(space.latest[interval]))
            if start <= end {
                appendSegments(start, end, due: Int(node.due), latePrice: network.latePrice)
            }
        }
        guard segmentStart.count > before else { return }
        firstSegment.append(before)
        position.append(Int32(number))
    }

    /// Cuts an interval at the due minute and then every few minutes, each piece as late as its start.
    private mutating func appendSegments(_ from: Int, _ to: Int, due: Int, latePrice: Int) {
        var start = from
        while start <= to {
            var end = to
            if latePrice > 0, to > due {
                end = start > due ? min(to, start + NetworkLoader.latenessStep - 1) : due
            }
            segmentStart.append(start)
            segmentEnd.append(end)
            segmentLateness.append(max(0, start - due) * latePrice)
            start = end + 1
        }
    }

    private func loadTravel(_ network: inout PricingNetwork, shift: Int) {
        let problem = space.problem
        let side = position.count + 1
        var places = position.map { Int(space.nodes[Int($0)].place) }
        places.append(Int(problem.shifts.basePlace[shift]))
        // A little more, so that rows can be read in whole lanes.
        network.travel.reserve(side * side + 8, keeping: 0)
        network.travel.fill(0, count: side * side + 8)
        let travel = network.travel
        let length = Int32(network.shiftEnd - network.shiftStart)
        var longest: Int32 = 0
        let stride = problem.travel.placeCount
        problem.travel.matrix(speedClass: Int(problem.shifts.speedClass[shift]))
            .withUnsafeBufferPointer { matrix in
                for row in 0..<side {
                    let offset = places[row] * stride
                    for column in 0..<side {
                        let way = Int32(matrix[offset + places[column]])
                        travel[row * side + column] = way
                        if way > longest, way <= length { longest = way }
                    }
                }
            }
        network.longestWay = Int(longest)
    }

    /// Keeps only limits that some route could break.
    private func loadLimits(_ network: inout PricingNetwork, shift: Int) {
        let most = Int(space.problem.shifts.maxVisits[shift])
        network.maxVisits = most < network.count ? most : .max
        let units = Int(space.problem.shifts.capacity[shift])
        let all = (0..<network.count).reduce(0) { $0 + network.load[$1] }
        network.capacity = all > units ? units : .max
    }

    /// Charges goods and visits in what bounds see, and gives back the charge for all that is allowed.
    private func loadRelaxed(_ network: inout PricingNetwork) {
        network.goodsPrice = network.capacity == .max ? 0 : limits.goods.price
        network.visitPrice = network.maxVisits == .max ? 0 : limits.visit.price
        network.relaxedFixed = network.fixed
        if network.goodsPrice > 0 {
            network.relaxedFixed += network.goodsPrice * network.capacity
        }
        if network.visitPrice > 0 {
            network.relaxedFixed += network.visitPrice * network.maxVisits
        }
        network.relaxedGain.reserve(network.count, keeping: 0)
        for node in 0..<network.count {
            network.relaxedGain[node] =
                network.gain[node] - network.goodsPrice * network.load[node] - network.visitPrice
        }
    }

    /// A cut can charge a route only where two of its demands are about; the dearest come first.
    private func loadCuts(_ network: inout PricingNetwork, crewClass: Int) {
        network.cutBits.reserve(network.count, keeping: 0)
        network.cutBits.fill(0, count: network.count)
        network.cutPrice.removeAll(keepingCapacity: true)
        network.classCutBits = 0
        guard !prices.cuts.isEmpty else { return }
        var nodesOfDemand: [Int32: [Int]] = [:]
        for node in 0..<network.count {
            let demand = space.nodes[Int(network.position[node])].demand
            nodesOfDemand[demand, default: []].append(node)
        }
        let relevant = prices.cuts.filter { cut in
            let own = cut.crewClass == crewClass ? 1 : 0
            return cut.price > 0
                && cut.demands.count { nodesOfDemand[$0] != nil } + own >= 2
        }
        let dearest = relevant.enumerated()
            .sorted { ($1.element.price, $0.offset) < ($0.element.price, $1.offset) }.prefix(64)
        for (bit, cut) in dearest.enumerated() {
            network.cutPrice.append(cut.element.price)
            if cut.element.crewClass == crewClass {
                network.classCutBits |= 1 << UInt64(bit)
            }
            for demand in cut.element.demands {
                for node in nodesOfDemand[demand] ?? [] {
                    network.cutBits[node] |= 1 << UInt64(bit)
                }
            }
        }
    }
}
