import RouteColumns

/// Routes that are all listed, laid out end to end to be looked at one and all.
struct ListedPool {
    /// A route's coefficient in a cut.
    struct Charge {
        /// The route's position.
        var route: Int32
        /// The coefficient, at least 1.
        var times: Int32
    }

    /// The routes; elsewhere they go by their positions here.
    let columns: [RouteColumn]

    /// [route] Where its nodes begin in ``nodes``, and at the end where the last one's end.
    private let offsets: [Int32]
    private let nodes: [Int32]
    /// The nodes that routes have, ascending.
    let usedNodes: [Int32]
    /// [node] Its demand.
    private let demandOfNode: [Int32]

    /// A pool of routes of a space.
    init(_ columns: [RouteColumn], in space: ColumnSpace) {
        self.columns = columns
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(columns.count + 1)
        var nodes: [Int32] = []
        for column in columns {
            nodes.append(contentsOf: column.nodes)
            offsets.append(Int32(nodes.count))
        }
        (self.offsets, self.nodes) = (offsets, nodes)
        usedNodes = Set(nodes).sorted()
        demandOfNode = space.nodes.map(\.demand)
    }

    /// How many routes there are.
    var count: Int { columns.count }

    /// The positions of some routes, of those that the pool has.
    func positions(of routes: [RouteColumn]) -> [Int32] {
        let asked = Set(routes)
        var found: [RouteColumn: Int32] = [:]
        for (position, column) in columns.enumerated() where asked.contains(column) {
            found[column] = Int32(position)
        }
        return routes.compactMap { found[$0] }
    }

    /// The sum of prices of a route's nodes.
    func sum(of prices: [Int], at position: Int32) -> Int {
        var sum = 0
        for place in offsets[Int(position)]..<offsets[Int(position) + 1] {
            sum += prices[Int(nodes[Int(place)])]
        }
        return sum
    }

    /// What cuts charge of some of the routes.
    ///
    /// - Parameters:
    ///   - cuts: the cuts.
    ///   - alive: the routes that matter.
    ///   - demandCount: how many demands there are.
    /// - Returns: for each cut what it charges.
    func charged(
        by cuts: [RankOneCut],
        among alive: [Int32],
        demandCount: Int
    ) -> [[Charge]] {
        var isNamed = [Bool](repeating: false, count: demandCount)
        for cut in cuts { for demand in cut.demands { isNamed[Int(demand)] = true } }
        var ofDemand = [[Int32]](repeating: [], count: demandCount)
        for position in alive {
            for place in offsets[Int(position)]..<offsets[Int(position) + 1] {
                let demand = Int(demandOfNode[Int(nodes[Int(place)])])
                if isNamed[demand] { ofDemand[demand].append(position) }
            }
        }
        var sums = [Int32](repeating: 0, count: columns.count)
        return cuts.map { cut in
            var touched: [Int32] = []
            for (demand, weight) in zip(cut.demands, cut.weights) {
                for position in ofDemand[Int(demand)] {
                    if sums[Int(position)] == 0 { touched.append(position) }
                    sums[Int(position)] += Int32(weight)
                }
            }
            var charges: [Charge] = []
            for position in touched {
                let own = cut.weight(ofClass: columns[Int(position)].crewClass)
                let times = (Int(sums[Int(position)]) + own) / cut.denominator
                if times > 0 {
                    charges.append(Charge(route: position, times: Int32(times)))
                }
                sums[Int(position)] = 0
            }
            return charges
        }
    }
}
