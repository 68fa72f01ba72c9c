import RouteColumns

/// A route that the last relaxation takes in part, by the rows that a cut can stand on.
struct FractionalRoute {
    /// Demands, then, offset by their number, the class if it has a single crew.
    var items: [Int32]
    /// How much of it is taken.
    var value: Double
}

extension RestrictedMaster {
    /// The routes that the last relaxation takes in part.
    var fractionalRoutes: [FractionalRoute] {
        columns.enumerated().compactMap { number, route in
            let value = value(ofRoute: number)
            guard value > 1e-4, value < 1 - 1e-4 else { return nil }
            var items = route.nodes.map { space.nodes[Int($0)].demand }
            if space.classes[route.crewClass].crews.count == 1 {
                items.append(Int32(space.demandCount + route.crewClass))
            }
            return FractionalRoute(items: items, value: value)
        }
    }
}

/// Chooses cuts in the order they are offered, few for each row so that they spread.
struct CutChoice {
    /// The cuts chosen.
    private(set) var cuts: [RankOneCut] = []
    private let most: Int
    private let perItem: Int
    private var uses: [Int32: Int] = [:]
    /// Cuts that are there or chosen.
    private var known: Set<RankOneCut>

    /// Nothing is chosen yet.
    ///
    /// - Parameters:
    ///   - master: has the cuts that are there.
    ///   - most: most cuts.
    ///   - perItem: most cuts that one row takes part in.
    init(_ master: RestrictedMaster, most: Int, perItem: Int) {
        (self.most, self.perItem) = (most, perItem)
        known = Set(master.cuts.map(\.cut))
    }

    /// Whether no more are wanted.
    var isFull: Bool { cuts.count >= most }

    /// Takes a cut on rows unless it is known or they have enough.
    mutating func offer(_ cut: @autoclosure () -> RankOneCut, on items: [Int32]) {
        guard items.allSatisfy({ uses[$0, default: 0] < perItem }) else { return }
        let cut = cut()
        guard known.insert(cut).inserted else { return }
        for item in items { uses[item, default: 0] += 1 }
        cuts.append(cut)
    }
}
