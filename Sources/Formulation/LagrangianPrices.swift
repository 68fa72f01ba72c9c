import DenseProblem
import RouteColumns

/// Row prices in whole units of ``PriceScale``, and what follows from them exactly.
///
/// For any prices that are not negative on "at most" rows, the points of every plan are at most
/// Σ price · right-hand side, plus for each class its crews times the worth of its best route at these
/// prices, plus what side columns can gain. All of it is computed in whole numbers, so the bound is
/// safe whatever rounding the linear programs suffered.
struct LagrangianPrices {
    /// [row] Price; at least 0 on "at most" rows.
    private(set) var rowPrice: [Int]
    /// The bound without the classes' part, in units.
    private(set) var base: Int
    /// What pricing needs.
    private(set) var prices: Prices

    /// Prices from duals in points.
    ///
    /// - Parameters:
    ///   - duals: one per row of the master; those against their sign count as 0.
    ///   - master: the rows.
    ///   - isClosed: [node] whether the node is not to be served any more, as in a dive.
    ///   - isForPricing: whether gains of nodes are wanted.
    init(
        duals: [Double],
        master: RestrictedMaster,
        isClosed: [Bool]? = nil,
        isForPricing: Bool = true
    ) {
        let model = master.model
        let unit = PriceScale.unit
        rowPrice = LagrangianPrices.rowPrices(duals, model)
        base = model.constant * unit
        for (row, entry) in model.rows.enumerated() { base += rowPrice[row] * entry.limit }
        for column in model.sideColumns {
            var reduced = column.points * unit
            for entry in column.entries { reduced -= entry.value * rowPrice[entry.row] }
            base += reduced > 0 ? reduced * column.upper : reduced * column.lower
        }
        let classes = master.space.classes.indices
        prices = Prices(
            gain: [Int](repeating: 0, count: isForPricing ? master.space.nodes.count : 0),
            crew: [Int](repeating: 0, count: classes.count),
            travelMinute: [Int](repeating: 0, count: classes.count),
            cuts: LagrangianPrices.cuts(rowPrice, master: master)
        )
        for number in classes {
            fillClass(number, master: master)
            if isForPricing { fillNodes(number, master: master, isClosed: isClosed) }
        }
    }

    /// Takes new duals over for some classes; what other classes see, and the bound, stay as they were.
    mutating func reprice(_ duals: [Double], classes: [Int], master: RestrictedMaster) {
        rowPrice = LagrangianPrices.rowPrices(duals, master.model)
        for number in classes {
            fillClass(number, master: master)
            fillNodes(number, master: master, isClosed: nil)
        }
    }

    private static func rowPrices(_ duals: [Double], _ model: MasterModel) -> [Int] {
        model.rows.indices.map { row in
            let dual = row < duals.count ? duals[row] : 0
            let scaled = Int((max(-1e12, min(1e12, dual)) * Double(PriceScale.unit)).rounded())
            return model.rows[row].isEquation ? scaled : max(0, scaled)
        }
    }

    /// Fills in what a class's crews and minutes cost.
    private mutating func fillClass(_ number: Int, master: RestrictedMaster) {
        let model = master.model
        let team = model.team(ofClass: number)
        var minute = master.space.problem.scenario.weights.travel * PriceScale.unit
        for row in [model.maxMinutesRow[team], model.fairMinutesRow[team]] where row >= 0 {
            minute += rowPrice[row]
        }
        prices.crew[number] = rowPrice[model.crewsRow[number]]
        prices.travelMinute[number] = minute
    }

    /// Fills in what a class's nodes are worth.
    private mutating func fillNodes(_ number: Int, master: RestrictedMaster, isClosed: [Bool]?) {
        let space = master.space
        let ownMinute = space.problem.scenario.weights.travel * PriceScale.unit
        let minute = prices.travelMinute[number] - ownMinute
        for position in space.classes[number].nodes {
            let node = space.nodes[position]
            var worth = node.gain * PriceScale.unit - minute * Int(node.minutes)
            for row in master.rows(ofNode: position) { worth -= rowPrice[Int(row)] }
            prices.gain[position] =
                isClosed?[position] == true ? LagrangianPrices.closed : worth
        }
    }

    /// Cuts that pricing by labels charges; there are no others but where routes are listed.
    private static func cuts(_ rowPrice: [Int], master: RestrictedMaster) -> [SubsetRowPrice] {
        master.cuts.compactMap { entry in
            let price = rowPrice[entry.row]
            guard price > 0, entry.cut.isSubsetRow else { return nil }
            return SubsetRowPrice(
                demands: entry.cut.demands,
                crewClass: entry.cut.classes.first ?? -1,
                price: price
            )
        }
    }

    /// What rows that hold for a class's number of crews would have to give way for one more, in units.
    ///
    /// A cut that names the class lets one more route hit a pair, and a `presence` row one more role be
    /// filled where its stop is served.
    func charges(ofOneMoreCrewIn crewClass: Int, master: RestrictedMaster) -> Int {
        var sum = 0
        for entry in master.cuts
        where entry.cut.weight(ofClass: crewClass) > 0 && entry.row < rowPrice.count {
            sum += rowPrice[entry.row]
        }
        for (key, row) in master.model.presenceRow
        where key.crewClass == crewClass && row < rowPrice.count {
            sum += rowPrice[row]
        }
        return sum
    }

    /// Worth of a node that is not to be served: no route with it pays.
    private static let closed = -(1 << 50)

    /// The bound in units, given for each class its best worth in units (0 or more).
    func boundUnits(bestOfClass: [Int], space: ColumnSpace) -> Int {
        var sum = base
        for (number, best) in bestOfClass.enumerated() {
            sum += best * space.classes[number].crews.count
        }
        return sum
    }

    /// The bound in whole points, given for each class its best worth in units (0 or more).
    func bound(bestOfClass: [Int], space: ColumnSpace) -> Int {
        floorDivide(boundUnits(bestOfClass: bestOfClass, space: space), PriceScale.unit)
    }
}

/// Division rounded towards minus infinity.
func floorDivide(_ dividend: Int, _ divisor: Int) -> Int {
    let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? quotient - 1 : quotient
}
