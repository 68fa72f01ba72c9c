import RouteColumns

/// Prices from routes seen before: the Lagrangian bound over these alone, least near a centre.
///
/// Pricing over many nodes is dear, so each route it finds is kept as a piece of the bound. Between two
/// calls prices are made to minimise the bound over the routes kept plus the squared distance from a centre,
/// over twice ``penalty``. That is done in the dual problem, where a class has weights on its routes: a step
/// moves weight from the worst route in use to the best, as far as pays, which costs what reading
/// the routes costs (block-coordinate Frank-Wolfe steps between pairs: Lacoste-Julien, Jaggi, Schmidt and
/// Pletscher 2013; with pieces kept: Shah, Kolmogorov and Lampert 2015). Moving the centre to the prices found
/// makes it the method of multipliers: weights become a solution of the relaxation, prices its duals.
struct RouteBundle {
    private let master: RestrictedMaster
    /// [class] Its routes.
    private var classes: [RoutePieces]
    /// [row] Price, in points.
    private(set) var duals: [Double]
    /// [row] What prices are kept near.
    private var centre: [Double]
    /// [row] By how much the weights exceed the right-hand side.
    private var excess: [Double]
    /// Points by which a price moves for a unit too many.
    var penalty: Double { didSet { follow() } }
    private let ranges: PriceRanges
    /// Columns that are no routes and no mere limits of prices, and their values.
    private let sides: [SideColumn]
    private var sideValues: [Double]
    /// Sweeps so far.
    private var clock = 0
    /// Reads of rows since the start.
    private(set) var reads = 0
    /// [row] What the step under way changes; 0 between steps.
    private var marks: [Double]
    private var touched: [Int32] = []
    private var changes: [(row: Int, change: Double)] = []

    /// Routes of a class that are left where those long out of use are dropped.
    private let keptPieces: Int
    /// Gains below this, in points, are none.
    private static let leastGain = 1e-3

    /// A bundle with no routes.
    ///
    /// - Parameters:
    ///   - master: the rows.
    ///   - duals: where prices start, by row.
    ///   - penalty: points by which a price moves for a unit too many.
    ///   - keptPieces: routes of a class that are left where those long out of use are dropped.
    init(
        _ master: RestrictedMaster,
        duals: [Double],
        penalty: Double,
        keptPieces: Int = 200
    ) {
        self.master = master
        self.keptPieces = keptPieces
        self.duals = duals
        self.penalty = penalty
        centre = duals
        let model = master.model
        ranges = PriceRanges(model)
        sides = model.sideColumns.filter { !PriceRanges.isLimit($0) }
        sideValues = sides.map { Double($0.lower) }
        excess = []
        marks = [Double](repeating: 0, count: model.rows.count)
        classes = master.space.classes.enumerated().map { number, entry in
            let team = model.team(ofClass: number)
            let shifts = master.space.problem.shifts
            return RoutePieces(
                crews: Double(entry.crews.count),
                minuteRows: [model.maxMinutesRow[team], model.fairMinutesRow[team]].filter {
                    $0 >= 0
                },
                capacity: Double(shifts.capacity[entry.shift]),
                maxVisits: Double(shifts.maxVisits[entry.shift])
            )
        }
        recount(fixed: [])
    }

    // MARK: Routes

    /// Keeps a route.
    ///
    /// - Parameters:
    ///   - nodes: its nodes; none for staying at home.
    ///   - number: its class.
    ///   - takesOver: whether all crews of the class take it at once, prices standing still.
    /// - Returns: by how many points it beats all others kept, at present prices.
    @discardableResult
    mutating func add(
        _ nodes: [Int32],
        crewClass number: Int,
        takesOver: Bool = false
    ) -> Double {
        guard !nodes.isEmpty, !classes[number].nodes.contains(nodes) else { return 0 }
        guard let figures = master.space.figures(crewClass: number, nodes: nodes) else { return 0 }
        // What is kept was looked through for the same nodes, and is now for its worth.
        reads += 2 * classes[number].rows.count
        let before = bestWorth(number)
        let rows = nodes.flatMap { master.rows(ofNode: Int($0)) }
        let isReal =
            master.space.isElementary(nodes)
            && master.space.keepsLimits(crewClass: number, visits: nodes.count, figures)
        classes[number].append(nodes: nodes, rows: rows, figures, isReal: isReal, at: clock)
        let gain = max(before, classes[number].worthOfLast(duals)) - before
        if takesOver { classes[number].giveAllToLast() }
        if classes[number].pieces.count > keptPieces * 3 / 2 {
            classes[number].trim(to: keptPieces)
        }
        return gain * classes[number].crews
    }

    /// Values a class's routes at what goods and visits are charged.
    ///
    /// - Parameters:
    ///   - number: the class.
    ///   - charges: for a unit of goods and for a visit, in units.
    mutating func charge(crewClass number: Int, _ charges: (goods: Int, visit: Int)) {
        classes[number].charge(charges)
    }

    /// Values all routes at what they are worth by themselves.
    mutating func dropCharges() {
        for number in classes.indices { classes[number].charge((0, 0)) }
    }

    /// Drops routes of a class that no crew could take; prices stand until ``follow()``.
    mutating func keepRealRoutes(crewClass number: Int) {
        guard classes[number].hasCircles else { return }
        count(number, -1)
        classes[number].keepReal()
        count(number, 1)
    }

    /// The same for all classes, with prices that follow.
    mutating func keepRealRoutes() {
        for number in classes.indices { classes[number].keepReal() }
        recount(fixed: [])
    }

    // MARK: Prices

    /// Counts anew what weights and routes fixed take of each row, and sets the prices that follow.
    mutating func recount(fixed: [RouteColumn]) {
        excess = master.model.rows.map { -Double($0.limit) }
        for (side, value) in zip(sides, sideValues) where value != 0 {
            for entry in side.entries { excess[entry.row] += Double(entry.value) * value }
        }
        for route in fixed {
            for node in route.nodes {
                for row in master.rows(ofNode: Int(node)) { excess[Int(row)] += 1 }
            }
            for row in classes[route.crewClass].minuteRows {
                excess[row] += Double(route.workMinutes)
            }
        }
        for number in classes.indices where classes[number].crews > 0 { count(number, 1) }
        follow()
    }

    /// Adds to what weights take of each row what those of a class do, or takes it off.
    private mutating func count(_ number: Int, _ sign: Double) {
        let entry = classes[number]
        for piece in entry.pieces where piece.weight > 0 {
            let crews = sign * entry.crews * piece.weight
            for place in piece.rows { excess[Int(entry.rows[Int(place)])] += crews }
            for row in entry.minuteRows { excess[row] += crews * piece.minutes }
        }
    }

    /// Steps of all classes and side columns, a number of times.
    mutating func sweep(_ times: Int) {
        for _ in 0..<times {
            clock += 1
            for number in classes.indices where classes[number].crews > 0 { step(number) }
            for number in sides.indices { stepSide(number) }
        }
    }

    /// Makes the present prices the centre.
    mutating func recentre() {
        centre = duals
        follow()
    }

    /// Sets prices to what the centre, the weights and the penalty make them.
    mutating func follow() {
        for row in duals.indices { move(row, by: 0) }
    }

    /// The bound over the routes kept at the present prices, in points.
    var bound: Double {
        let model = master.model
        var sum = Double(model.constant)
        for (row, entry) in model.rows.enumerated() { sum += duals[row] * Double(entry.limit) }
        for side in sides {
            let reduced = reducedPoints(side)
            sum += reduced * Double(reduced > 0 ? side.upper : side.lower)
        }
        for number in classes.indices { sum += bestWorth(number) * classes[number].crews }
        return sum
    }

    private func bestWorth(_ number: Int) -> Double {
        var best = 0.0
        classes[number].forEachWorth(duals) { _, _, worth in best = max(best, worth) }
        return best
    }

    /// Moves weight from the worst route in use to the best, as far as that pays.
    private mutating func step(_ number: Int) {
        var best = (index: 0, worth: -Double.infinity)
        var worst = (index: 0, worth: Double.infinity)
        classes[number].forEachWorth(duals) { index, piece, worth in
            if worth > best.worth { best = (index, worth) }
            if piece.weight > 0, worth < worst.worth { worst = (index, worth) }
        }
        reads += classes[number].rows.count
        classes[number].note(best: best.index, at: clock)
        let gain = best.worth - worst.worth
        guard gain > RouteBundle.leastGain else { return }
        shift(number, from: worst.index, to: best.index, gain: gain)
    }

    private mutating func shift(_ number: Int, from worst: Int, to best: Int, gain: Double) {
        touched.removeAll(keepingCapacity: true)
        mark(number, best, 1)
        mark(number, worst, -1)
        var square = 0.0
        changes.removeAll(keepingCapacity: true)
        // A row may stand here twice, its mark used up by then.
        for row in touched where marks[Int(row)] != 0 {
            let change = marks[Int(row)]
            marks[Int(row)] = 0
            square += ranges.reach[Int(row)] * change * change
            changes.append((Int(row), change))
        }
        let most = classes[number].pieces[worst].weight
        let size =
            square > 0 ? min(most, classes[number].crews * gain / (penalty * square)) : most
        classes[number].shift(size, from: worst, to: best)
        for (row, change) in changes { move(row, by: size * change) }
    }

    /// Marks what crews take of each row with a piece.
    private mutating func mark(_ number: Int, _ index: Int, _ sign: Double) {
        let crews = sign * classes[number].crews
        let piece = classes[number].pieces[index]
        for place in Int(piece.rows.lowerBound)..<Int(piece.rows.upperBound) {
            mark(Int(classes[number].rows[place]), crews)
        }
        for row in classes[number].minuteRows { mark(row, crews * piece.minutes) }
    }

    @inline(__always)
    private mutating func mark(_ row: Int, _ change: Double) {
        guard change != 0 else { return }
        if marks[row] == 0 { touched.append(Int32(row)) }
        marks[row] += change
    }

    private func reducedPoints(_ side: SideColumn) -> Double {
        side.entries.reduce(Double(side.points)) { $0 - Double($1.value) * duals[$1.row] }
    }

    private mutating func stepSide(_ number: Int) {
        let side = sides[number]
        reads += side.entries.count
        let reduced = reducedPoints(side)
        let square = side.entries.reduce(0.0) {
            $0 + ranges.reach[$1.row] * Double($1.value * $1.value)
        }
        let old = sideValues[number]
        let bounds = (Double(side.lower), Double(side.upper))
        let wanted =
            square > 0 ? old + reduced / (penalty * square) : reduced > 0 ? bounds.1 : bounds.0
        let new = max(bounds.0, min(bounds.1, wanted))
        guard abs(new - old) > 1e-9 else { return }
        sideValues[number] = new
        for entry in side.entries { move(entry.row, by: Double(entry.value) * (new - old)) }
    }

    @inline(__always)
    private mutating func move(_ row: Int, by change: Double) {
        excess[row] += change
        duals[row] = ranges.clamp(centre[row] + penalty * ranges.reach[row] * excess[row], row)
    }

    // MARK: Fixing

    /// Routes in use, with how many crews take each.
    var inUse: [(crewClass: Int, nodes: [Int32], crews: Double)] {
        classes.enumerated().filter { $0.element.crews > 0 }.flatMap { number, entry in
            zip(entry.nodes, entry.pieces).dropFirst().filter { $1.weight > 1e-6 }.map {
                (number, $0, $1.weight * entry.crews)
            }
        }
    }

    /// The part of the crews in use whose routes are real ones.
    var realShare: Double {
        var (real, all) = (0.0, 0.0)
        for entry in classes {
            for piece in entry.pieces.dropFirst() where piece.weight > 1e-6 {
                all += piece.weight * entry.crews
                if piece.isReal { real += piece.weight * entry.crews }
            }
        }
        return all > 0 ? real / all : 1
    }

    /// What the best real route of a class is worth at the present prices, in units, but for rounding; 0 where
    /// none is worth anything.
    func worthOfBestReal(crewClass number: Int) -> Int {
        let entry = classes[number]
        var best = 0.0
        entry.forEachWorth(duals) { _, piece, worth in
            if piece.isReal { best = max(best, worth - piece.charge) }
        }
        return Int(best * Double(PriceScale.unit))
    }

    /// The real routes in use, then those that are worth nearly as much as the best of their class.
    ///
    /// - Parameter most: of so many routes, real or not, which come first.
    /// - Returns: their columns.
    func columnsNear(most: Int) -> [RouteColumn] {
        var found: [(slack: Double, crewClass: Int, index: Int)] = []
        for (number, entry) in classes.enumerated() where entry.crews > 0 {
            let best = bestWorth(number)
            entry.forEachWorth(duals) { index, piece, worth in
                guard index > 0 else { return }
                found.append((piece.weight > 1e-6 ? -1 : max(0, best - worth), number, index))
            }
        }
        found.sort { ($0.slack, $0.crewClass, $0.index) < ($1.slack, $1.crewClass, $1.index) }
        return found.prefix(most).compactMap { route in
            let nodes = classes[route.crewClass].nodes[route.index]
            return master.space.realColumn(crewClass: route.crewClass, nodes: nodes)
        }
    }

    /// Leaves only routes that are possible beside those fixed; crews share what is left of theirs.
    ///
    /// - Parameters:
    ///   - fixed: all routes fixed so far.
    ///   - crewsLeft: [class] crews without a route.
    ///   - isPossible: whether nodes of a class can be a route.
    mutating func keepPossible(
        fixed: [RouteColumn],
        crewsLeft: [Int],
        isPossible: (_ crewClass: Int, _ nodes: [Int32]) -> Bool
    ) {
        for number in classes.indices where classes[number].crews > 0 {
            let nodes = classes[number].nodes
            classes[number].keep(crews: Double(crewsLeft[number])) {
                isPossible(number, nodes[$0])
            }
        }
        recount(fixed: fixed)
    }
}

extension ColumnSpace {
    /// The column of nodes in the order served; nil where no crew could take them.
    func realColumn(crewClass: Int, nodes: [Int32]) -> RouteColumn? {
        isElementary(nodes) ? column(crewClass: crewClass, nodes: nodes) : nil
    }

    /// Whether nodes are of different stops.
    func isElementary(_ nodes: [Int32]) -> Bool {
        Set(nodes.map { self.nodes[Int($0)].stop }).count == nodes.count
    }
}
