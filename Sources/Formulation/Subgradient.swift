import RouteColumns

/// Prices without a linear program: steps along subgradients of the Lagrangian bound, class by class.
///
/// A step prices some classes only, by the relaxation in which stops may recur, and moves the prices at
/// once by what these classes ask for; the next classes see the new prices. So one pass over all classes
/// makes many steps and comes much nearer than a step along the whole subgradient would (Nedić and
/// Bertsekas 2001, "Incremental subgradient methods for nondifferentiable optimization"). Steps become
/// shorter with time, and the mean of the last prices is better than any of them. Large cases get a bound
/// this way where the linear program would take too long.
struct Subgradient {
    private let master: RestrictedMaster
    /// [row] Price.
    private(set) var duals: [Double]
    /// [row] Most that a price can sensibly be: what a column pays to relax the row.
    private let most: [Double]
    /// [row] What a step of 1 point moves the price by: less where a row counts minutes.
    private let reach: [Double]
    /// [row] Sum of the prices noted for the mean.
    private var sum: [Double]
    private var noted = 0
    private let crewCount: Int

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
        sum = duals
        var reach = [Double](repeating: 1, count: model.rows.count)
        for row in model.maxMinutesRow + model.fairMinutesRow where row >= 0 {
            // A route counts some hundred minutes there; it should move the worth of a route by a point.
            reach[row] = 1 / (Subgradient.minutesOfRoute * Subgradient.minutesOfRoute)
        }
        self.reach = reach
        crewCount = master.space.classes.reduce(0) { $0 + $1.crews.count }
    }

    private static let minutesOfRoute = 240.0

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

    /// Takes a step from the present prices.
    ///
    /// - Parameters:
    ///   - length: points by which the price of a visit moves that one route more asks for.
    ///   - classes: the classes that were priced.
    ///   - paths: [class] nodes of the best route at the present prices.
    ///   - prices: the present prices in whole units.
    mutating func step(
        _ length: Double,
        classes: [Int],
        paths: [[Int32]],
        _ prices: LagrangianPrices
    ) {
        let slack = slack(prices, paths, classes)
        for row in duals.indices where !isBlocked(row) {
            let moved = duals[row] - length * reach[row] * slack[row]
            duals[row] = min(most[row], isFree(row) ? moved : max(0, moved))
        }
    }

    /// Lets the present prices count in the mean.
    mutating func note() {
        noted += 1
        for row in duals.indices { sum[row] += duals[row] }
    }

    /// The mean of the prices noted; the present ones where none were.
    var mean: [Double] { noted > 0 ? sum.map { $0 / Double(noted) } : duals }

    private func isFree(_ row: Int) -> Bool { master.model.rows[row].isEquation }

    /// Rows of classes stay unpriced, since pricing counts the crews itself.
    private func isBlocked(_ row: Int) -> Bool {
        if case .crews = master.model.rows[row].kind { return true }
        return false
    }

    /// [row] What the best routes of some classes and their share of the side columns leave of their share
    /// of the right-hand side.
    private func slack(_ prices: LagrangianPrices, _ paths: [[Int32]], _ classes: [Int]) -> [Double]
    {
        let model = master.model
        let space = master.space
        var all = model.rows.map(\.limit)
        for column in model.sideColumns {
            var reduced = column.points * PriceScale.unit
            for entry in column.entries { reduced -= entry.value * prices.rowPrice[entry.row] }
            let value = reduced > 0 ? column.upper : column.lower
            guard value != 0 else { continue }
            for entry in column.entries { all[entry.row] -= entry.value * value }
        }
        let crews = classes.reduce(0) { $0 + space.classes[$1].crews.count }
        let share = Double(crews) / Double(max(1, crewCount))
        var rest = all.map { Double($0) * share }
        for number in classes where !paths[number].isEmpty {
            let crews = Double(space.classes[number].crews.count)
            for node in paths[number] {
                for row in master.rows(ofNode: Int(node)) { rest[Int(row)] -= crews }
            }
            let team = model.team(ofClass: number)
            let rows = [model.maxMinutesRow[team], model.fairMinutesRow[team]].filter { $0 >= 0 }
            guard !rows.isEmpty else { continue }
            let minutes = workMinutes(paths[number], shift: space.classes[number].shift)
            for row in rows { rest[row] -= crews * Double(minutes) }
        }
        return rest
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
