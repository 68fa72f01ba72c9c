import RouteColumns

/// What can still be chosen beside the routes that a dive has fixed.
struct RemainingChoice {
    private let master: RestrictedMaster
    /// [node] Whether it can't be served any more.
    private(set) var isClosed: [Bool]
    /// [class] Crews without a route.
    private(set) var crewsLeft: [Int]
    /// [row] What the fixed routes leave of limits that several routes share.
    private var rest: [Int: Int]
    /// [stop] Its nodes.
    private let nodesOfStop: [[Int]]

    /// Everything, before anything is fixed.
    init(_ master: RestrictedMaster) {
        self.master = master
        let space = master.space
        isClosed = [Bool](repeating: false, count: space.nodes.count)
        crewsLeft = space.classes.map(\.crews.count)
        rest = RemainingChoice.sharedLimits(master.model)
        var nodesOfStop = [[Int]](repeating: [], count: space.stops.count)
        for (position, node) in space.nodes.enumerated() {
            nodesOfStop[Int(node.stop)].append(position)
        }
        self.nodesOfStop = nodesOfStop
    }

    /// Forgets what is fixed.
    mutating func reset() {
        isClosed = [Bool](repeating: false, count: isClosed.count)
        crewsLeft = master.space.classes.map(\.crews.count)
        rest = RemainingChoice.sharedLimits(master.model)
    }

    /// Limits other than those that closing nodes keeps, by row.
    private static func sharedLimits(_ model: MasterModel) -> [Int: Int] {
        var limits: [Int: Int] = [:]
        for (number, row) in model.rows.enumerated() {
            switch row.kind {
            case .maxMinutes, .sessions, .gap, .rooms: limits[number] = row.limit
            default: break
            }
        }
        return limits
    }

    /// Whether there are limits that several routes share.
    var hasSharedLimits: Bool { !rest.isEmpty }

    /// What a route takes of limits that several routes share.
    func shares(of route: RouteColumn) -> [SideColumn.Coefficient] {
        guard hasSharedLimits else { return [] }
        return master.coefficients(of: route).filter { rest[$0.row] != nil }
    }

    /// Whether a route can be chosen beside those fixed.
    func allows(_ route: RouteColumn, shares: [SideColumn.Coefficient]) -> Bool {
        crewsLeft[route.crewClass] > 0
            && !route.nodes.contains { isClosed[Int($0)] }
            && !shares.contains { $0.value > rest[$0.row] ?? 0 }
    }

    /// Fixes a route: closes the nodes that can't be served beside it.
    mutating func take(_ route: RouteColumn, shares: [SideColumn.Coefficient]) {
        let space = master.space
        for share in shares { rest[share.row, default: 0] -= share.value }
        crewsLeft[route.crewClass] -= 1
        if crewsLeft[route.crewClass] == 0 {
            for position in space.classes[route.crewClass].nodes { isClosed[position] = true }
        }
        for served in route.nodes {
            let node = space.nodes[Int(served)]
            for position in nodesOfStop[Int(node.stop)]
            where excludes(node, space.nodes[position]) {
                isClosed[position] = true
            }
        }
    }

    /// Whether two nodes can't both be served: they meet the same demand, or are roles of one visit in
    /// different parts of its starts.
    private func excludes(_ node: RouteNode, _ other: RouteNode) -> Bool {
        node.demand == other.demand
            || node.stop == other.stop && node.part != other.part
    }
}
