import RouteColumns

/// Prices without a linear program: steps along smoothed subgradients of the Lagrangian bound.
///
/// Each step prices all classes by the relaxation in which stops may recur, which is cheap, so a few
/// steps give column generation a good start, and many give large cases a bound where the linear
/// program would take too long (Held, Wolfe and Crowder 1974, "Validation of subgradient
/// optimization"; the smoothing as in Barahona and Anbil 2000, "The volume algorithm").
struct Subgradient {
    private let master: RestrictedMaster
    /// [row] Price.
    private(set) var duals: [Double]
    /// [row] Most that a price can sensibly be: what a column pays to relax the row.
    private let most: [Double]
    /// [row] Smoothed direction.
    private var direction: [Double]
    private var stepShare = 0.2
    private var leastUnits = Int.max
    private var vain = 0

    /// Share of the old direction in the new one.
    private static let memory = 0.8
    /// Steps without a better bound after which steps become smaller.
    private static let patience = 6

    /// Starts with all prices at 0.
    init(_ master: RestrictedMaster) {
        self.master = master
        let model = master.model
        var most = [Double](repeating: .infinity, count: model.rows.count)
        for column in model.sideColumns where column.points < 0 && column.entries.count == 1 {
            let entry = column.entries[0]
            if entry.value == -1 { most[entry.row] = Double(-column.points) }
        }
        self.most = most
        duals = [Double](repeating: 0, count: model.rows.count)
        direction = duals
    }

    /// Prices of a simple kind: a minute of any crew is worth the same, and so is the way to any stop.
    struct SimplePrice {
        /// Points a minute.
        var perMinute: Double
        /// Minutes that a way is taken to last.
        var minutesOfWay: Double
    }

    /// Sets the price of each stop to what it is worth beyond its minutes.
    mutating func start(_ price: SimplePrice) {
        let space = master.space
        for stop in space.stops {
            let worth = Double(space.problem.visits.value[stop.visit]) / Double(stop.roleCount)
            let cost = price.perMinute * minutes(of: stop, way: price.minutesOfWay)
            for role in 0..<stop.roleCount {
                duals[master.model.serveRow[stop.firstDemand + role]] = max(0, worth - cost)
            }
        }
    }

    /// Sets the price of each stop to that of its visit, shared out among its roles.
    mutating func start(visitPrices: [Double]) {
        for stop in master.space.stops {
            for role in 0..<stop.roleCount {
                duals[master.model.serveRow[stop.firstDemand + role]] =
                    visitPrices[stop.visit] / Double(stop.roleCount)
            }
        }
    }

    /// Sets the prices to those given.
    mutating func start(duals: [Double]) {
        for row in self.duals.indices where row < duals.count { self.duals[row] = duals[row] }
    }

    /// Ways worth trying, in minutes.
    static let ways = [10.0, 5, 2]

    /// Prices of a minute worth trying, the highest first, each once: what stops of little worth for
    /// their length are worth a minute.
    func prices(minutesOfWay way: Double) -> [SimplePrice] {
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
        return prices.map { SimplePrice(perMinute: $0, minutesOfWay: way) }
    }

    /// Length of a stop with the way to it.
    private func minutes(of stop: Stop, way: Double) -> Double {
        Double(master.space.problem.visits.minutes[stop.visit]) + way
    }

    /// Whether steps have become too small to gain anything.
    var isAtEnd: Bool { stepShare < 0.01 }

    /// Takes a step from the present prices.
    ///
    /// - Parameters:
    ///   - prices: the present prices in whole units.
    ///   - paths: [class] nodes of the best route at them.
    ///   - units: the bound at them, in units.
    ///   - goal: points of the best plan known.
    mutating func step(
        _ prices: LagrangianPrices,
        paths: [[Int32]],
        units: Int,
        goal: Int
    ) {
        if units < leastUnits {
            // A gain too small to see counts as none.
            if leastUnits < .max, leastUnits - units < leastUnits / 20_000 {
                vain += 1
            } else {
                vain = 0
            }
            leastUnits = units
        } else {
            vain += 1
        }
        if vain >= Subgradient.patience {
            stepShare *= 0.6
            vain = 0
        }
        let slack = slack(prices, paths)
        var norm = 0.0
        for row in duals.indices {
            direction[row] =
                Subgradient.memory * direction[row] + (1 - Subgradient.memory) * slack[row]
            if isBlocked(row) { continue }
            norm += direction[row] * direction[row]
        }
        guard norm > 1e-9 else { return }
        let excess = max(1, Double(units) / Double(PriceScale.unit) - Double(goal))
        let length = stepShare * excess / norm
        for row in duals.indices where !isBlocked(row) {
            let moved = duals[row] - length * direction[row]
            duals[row] = min(most[row], isFree(row) ? moved : max(0, moved))
        }
    }

    private func isFree(_ row: Int) -> Bool { master.model.rows[row].isEquation }

    /// Rows of classes stay unpriced, since pricing counts the crews itself; others can't go below 0.
    private func isBlocked(_ row: Int) -> Bool {
        if case .crews = master.model.rows[row].kind { return true }
        return !isFree(row) && duals[row] <= 0 && direction[row] >= 0
    }

    /// [row] What the best routes and side columns at some prices leave of the right-hand side.
    private func slack(_ prices: LagrangianPrices, _ paths: [[Int32]]) -> [Double] {
        let model = master.model
        let space = master.space
        var rest = model.rows.map(\.limit)
        for (number, path) in paths.enumerated() where !path.isEmpty {
            let crews = space.classes[number].crews.count
            for node in path {
                for row in master.rows(ofNode: Int(node)) { rest[Int(row)] -= crews }
            }
            let team = model.team(ofClass: number)
            let rows = [model.maxMinutesRow[team], model.fairMinutesRow[team]].filter { $0 >= 0 }
            guard !rows.isEmpty else { continue }
            let minutes = workMinutes(path, shift: space.classes[number].shift)
            for row in rows { rest[row] -= crews * minutes }
        }
        for column in model.sideColumns {
            var reduced = column.points * PriceScale.unit
            for entry in column.entries { reduced -= entry.value * prices.rowPrice[entry.row] }
            let value = reduced > 0 ? column.upper : column.lower
            guard value != 0 else { continue }
            for entry in column.entries { rest[entry.row] -= entry.value * value }
        }
        return rest.map(Double.init)
    }

    private func workMinutes(_ path: [Int32], shift: Int) -> Int {
        let problem = master.space.problem
        let base = Int(problem.shifts.basePlace[shift])
        var here = base
        var minutes = 0
        for position in path {
            let node = master.space.nodes[Int(position)]
            minutes += problem.travelMinutes(shift: shift, from: here, to: Int(node.place))
            minutes += Int(node.minutes)
            here = Int(node.place)
        }
        return minutes + problem.travelMinutes(shift: shift, from: here, to: base)
    }
}
