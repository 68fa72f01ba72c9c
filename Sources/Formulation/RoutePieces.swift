import RouteColumns

/// The routes of a class that a ``RouteBundle`` keeps; the first is to stay at home.
struct RoutePieces {
    /// A route kept, but for its nodes: flat, since steps read all of a class.
    struct Piece {
        /// Number of stops.
        var stops: Int
        /// Its rows, as places in the class's list; a row that it hits twice stands there twice.
        var rows: Range<Int32>
        /// Points of its own.
        var points: Double
        /// Work minutes.
        var minutes: Double
        /// Goods brought.
        var load: Double
        /// Whether a crew could take it.
        var isReal: Bool
        /// What goods and visits below the limits give back, less what is charged above, in points.
        var charge = 0.0
        /// The part of the class's crews that take it.
        var weight = 0.0
        /// When it was last the best.
        var lastBest = 0
    }

    /// Crews that have no route yet.
    private(set) var crews: Double
    /// Rows that count minutes.
    let minuteRows: [Int]
    private let capacity: Double
    private let maxVisits: Double
    /// What a unit of goods and a visit are charged, in units of price.
    private var charges = (goods: 0, visit: 0)
    /// The routes.
    private(set) var pieces = [
        Piece(stops: 0, rows: 0..<0, points: 0, minutes: 0, load: 0, isReal: true, weight: 1)
    ]
    /// [piece] Nodes in the order served, stops perhaps repeated.
    private(set) var nodes: [[Int32]] = [[]]
    /// Rows of the pieces, end to end.
    private(set) var rows: [Int32] = []

    /// No routes yet.
    ///
    /// - Parameters:
    ///   - crews: number of crews.
    ///   - minuteRows: rows that count the team's minutes.
    ///   - capacity: goods that a route may bring.
    ///   - maxVisits: visits that a route may have.
    init(crews: Double, minuteRows: [Int], capacity: Double, maxVisits: Double) {
        self.crews = crews
        self.minuteRows = minuteRows
        self.capacity = capacity
        self.maxVisits = maxVisits
    }

    /// Calls back with each piece and its worth at given prices.
    @inline(__always)
    func forEachWorth(
        _ duals: [Double],
        from first: Int = 0,
        _ body: (Int, Piece, Double) -> Void
    ) {
        let perMinute = minuteRows.reduce(0) { $0 + duals[$1] }
        duals.withUnsafeBufferPointer { duals in
            rows.withUnsafeBufferPointer { rows in
                pieces.withUnsafeBufferPointer { pieces in
                    for index in first..<pieces.count {
                        let piece = pieces[index]
                        var worth = piece.points + piece.charge - piece.minutes * perMinute
                        for place in Int(piece.rows.lowerBound)..<Int(piece.rows.upperBound) {
                            worth -= duals[Int(rows[place])]
                        }
                        body(index, piece, worth)
                    }
                }
            }
        }
    }

    /// What the route added last is worth at given prices.
    func worthOfLast(_ duals: [Double]) -> Double {
        var last = 0.0
        forEachWorth(duals, from: pieces.count - 1) { _, _, worth in last = worth }
        return last
    }

    /// Adds a route, charged as the others are.
    ///
    /// - Parameters:
    ///   - nodes: its nodes in the order served, stops perhaps repeated.
    ///   - rows: the rows that these hit.
    ///   - figures: what it is worth and takes.
    ///   - isReal: whether a crew could take it.
    ///   - clock: the present time.
    mutating func append(
        nodes: [Int32],
        rows: [Int32],
        _ figures: RouteFigures,
        isReal: Bool,
        at clock: Int
    ) {
        var piece = Piece(
            stops: nodes.count,
            rows: 0..<0,
            points: Double(figures.points),
            minutes: Double(figures.workMinutes),
            load: Double(figures.load),
            isReal: isReal,
            lastBest: clock
        )
        piece.charge = charge(of: piece)
        append(piece, nodes: nodes, rows: rows)
    }

    private mutating func append(_ piece: Piece, nodes: [Int32], rows: [Int32]) {
        var piece = piece
        let first = Int32(self.rows.count)
        self.rows += rows
        piece.rows = first..<Int32(self.rows.count)
        pieces.append(piece)
        self.nodes.append(nodes)
    }

    /// Values all routes anew at what a unit of goods and a visit are charged, in units of price.
    mutating func charge(_ new: (goods: Int, visit: Int)) {
        guard new != charges else { return }
        charges = new
        for index in pieces.indices.dropFirst() { pieces[index].charge = charge(of: pieces[index]) }
    }

    private func charge(of piece: Piece) -> Double {
        var units = 0.0
        if charges.goods > 0 { units += Double(charges.goods) * (capacity - piece.load) }
        if charges.visit > 0 { units += Double(charges.visit) * (maxVisits - Double(piece.stops)) }
        return units / Double(PriceScale.unit)
    }

    // MARK: Weights

    /// Notes when a route was the best.
    mutating func note(best: Int, at clock: Int) { pieces[best].lastBest = clock }

    /// Moves weight from one route to another.
    mutating func shift(_ size: Double, from worst: Int, to best: Int) {
        pieces[best].weight += size
        pieces[worst].weight -= size
    }

    /// Gives all weight to the route that came last.
    mutating func giveAllToLast() {
        for index in pieces.indices { pieces[index].weight = 0 }
        pieces[pieces.count - 1].weight = 1
    }

    // MARK: Dropping

    /// Drops routes long out of use but for so many.
    mutating func trim(to count: Int) {
        let old = pieces
        let order = old.indices.dropFirst().sorted { one, other in
            let (first, second) = (old[one], old[other])
            if (first.weight > 0) != (second.weight > 0) { return first.weight > 0 }
            return (first.lastBest, one) > (second.lastBest, other)
        }
        let kept = Set(order.prefix(count))
        keep { old[$0].weight > 0 || kept.contains($0) }
    }

    /// Keeps those routes of which that is true; crews that are left share their weights, those without a
    /// route stay at home.
    mutating func keep(crews now: Double, where isKept: (Int) -> Bool) {
        let before = crews
        crews = now
        keep { now > 0 && isKept($0) }
        guard now > 0 else { return }
        for index in pieces.indices.dropFirst() { pieces[index].weight *= before / now }
        let sum = pieces.dropFirst().reduce(0) { $0 + $1.weight }
        if sum > 1 {
            for index in pieces.indices.dropFirst() { pieces[index].weight /= sum }
        }
        pieces[0].weight = max(0, 1 - sum)
    }

    /// Whether there are routes that no crew could take.
    var hasCircles: Bool { pieces.contains { !$0.isReal } }

    /// Keeps real routes alone.
    mutating func keepReal() {
        let old = pieces
        keep(crews: crews) { old[$0].isReal }
    }

    /// Keeps those routes of which that is true, beside staying at home.
    private mutating func keep(where isKept: (Int) -> Bool) {
        let old = self
        pieces = [old.pieces[0]]
        nodes = [[]]
        rows = []
        for (index, piece) in old.pieces.enumerated().dropFirst() where isKept(index) {
            append(
                piece,
                nodes: old.nodes[index],
                rows: Array(old.rows[Int(piece.rows.lowerBound)..<Int(piece.rows.upperBound)])
            )
        }
    }
}
