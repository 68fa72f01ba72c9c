import RouteColumns

/// Prices to begin with where no linear program has given any.
struct StartingPrices {
    private let master: RestrictedMaster

    /// For a master's rows.
    init(_ master: RestrictedMaster) {
        self.master = master
    }

    /// A minute of any crew is worth the same, and so is the way to any stop.
    struct Simple {
        /// Points a minute.
        var perMinute: Double
        /// Minutes that a way is taken to last.
        var minutesOfWay: Double
    }

    /// Ways worth trying, in minutes.
    static let ways = [10.0, 5, 2]

    /// Prices of a minute worth trying, the highest first, each once: what stops of little worth for
    /// their length are worth a minute.
    func candidates(minutesOfWay way: Double) -> [Simple] {
        let space = master.space
        let worths = space.stops.map { stop in
            Double(space.problem.visits.value[stop.visit])
                / (Double(stop.roleCount) * minutes(of: stop, way: way))
        }
        .sorted()
        guard !worths.isEmpty else { return [] }
        var prices: [Double] = []
        for share in [60, 45, 30, 20, 10] {
            let price = worths[worths.count * share / 100]
            if price < (prices.last ?? .infinity) * 0.97 { prices.append(price) }
        }
        return prices.map { Simple(perMinute: $0, minutesOfWay: way) }
    }

    /// [row] The price of each stop is what it is worth beyond its minutes.
    func duals(_ price: Simple) -> [Double] {
        let space = master.space
        return duals { stop in
            let worth =
                Double(space.problem.visits.value[stop.visit]) / Double(stop.roleCount)
            return max(0, worth - price.perMinute * minutes(of: stop, way: price.minutesOfWay))
        }
    }

    /// [row] The price of each stop is that of its visit, shared out among its roles.
    func duals(visitPrices: [Double]) -> [Double] {
        duals { visitPrices[$0.visit] / Double($0.roleCount) }
    }

    private func duals(_ price: (Stop) -> Double) -> [Double] {
        var duals = [Double](repeating: 0, count: master.model.rows.count)
        for stop in master.space.stops {
            let roles = stop.roleCount
            // The value of a visit with several roles lies on its being served, not on routes: rows that
            // say that routes fill a role pay them for it.
            let value = roles > 1 ? Double(master.space.problem.visits.value[stop.visit]) : 0
            for part in 0..<(roles > 1 ? stop.partCount : 1) {
                for role in 0..<roles {
                    let row = master.model.serveRow[stop.firstDemand + role] + part * roles
                    duals[row] = price(stop) - value / Double(roles)
                }
            }
        }
        return duals
    }

    /// Length of a stop with the way to it.
    private func minutes(of stop: Stop, way: Double) -> Double {
        Double(master.space.problem.visits.minutes[stop.visit]) + way
    }

    /// What a visit is worth on average; at least a point.
    var meanValue: Double {
        let values = master.space.stops.map { master.space.problem.visits.value[$0.visit] }
        return max(1, Double(values.reduce(0) { $0 + Int($1) }) / Double(max(1, values.count)))
    }
}
