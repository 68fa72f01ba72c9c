/// What prices of rows can sensibly be, and how fast they should move.
struct PriceRanges {
    /// [row] Most that a price can sensibly be: what a column pays to relax the row.
    private let most: [Double]
    /// [row] What a unit too many moves the price by, in parts of what it moves others by: less where a
    /// row counts minutes, nothing where pricing keeps the row itself.
    let reach: [Double]
    private let isFree: [Bool]

    /// The ranges of a model's rows.
    init(_ model: MasterModel) {
        var most = [Double](repeating: .infinity, count: model.rows.count)
        for column in model.sideColumns where PriceRanges.isLimit(column) {
            most[column.entries[0].row] = Double(-column.points)
        }
        self.most = most
        isFree = model.rows.map(\.isEquation)
        var reach = [Double](repeating: 1, count: model.rows.count)
        for row in model.maxMinutesRow + model.fairMinutesRow where row >= 0 {
            // A route counts some hundred minutes there; it should move the worth of a route by a point.
            reach[row] = 1 / (PriceRanges.minutesOfRoute * PriceRanges.minutesOfRoute)
        }
        for row in model.crewsRow { reach[row] = 0 }
        self.reach = reach
    }

    private static let minutesOfRoute = 240.0

    /// Whether all that a side column does is to keep a row's price at or below what it pays.
    static func isLimit(_ column: SideColumn) -> Bool {
        column.points < 0 && column.entries.count == 1 && column.entries[0].value == -1
    }

    /// The nearest price that is sensible.
    @inline(__always)
    func clamp(_ price: Double, _ row: Int) -> Double {
        min(most[row], isFree[row] ? price : max(0, price))
    }
}
