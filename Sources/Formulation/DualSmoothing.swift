import RouteColumns

/// Keeps the prices of column generation near those of the best bound.
///
/// Duals of early relaxations jump about; a step from the best ones known towards the last ones gives
/// better bounds and fewer rounds (Wentges 1997, "Weighted Dantzig-Wolfe decomposition for linear
/// mixed-integer programming"). The share shrinks where such prices miss columns and grows back.
struct DualSmoothing {
    /// Duals of the least bound.
    private var centre: [Double] = []
    /// The least bound, in units; `Int.max` before the first.
    private(set) var leastUnits = Int.max
    /// Whether that is a bound on every plan.
    private(set) var isProven = false
    /// Share of the centre in the prices.
    private var share = DualSmoothing.mostShare

    private static let mostShare = 0.5
    private static let leastShare = 0.05

    /// Whether the prices would differ from the relaxation's duals.
    var isActive: Bool { !centre.isEmpty && share > DualSmoothing.leastShare }

    /// Prices between the centre and some duals; rows newer than the centre had the price 0 there.
    func duals(near duals: [Double]) -> [Double] {
        duals.indices.map { row in
            share * (row < centre.count ? centre[row] : 0) + (1 - share) * duals[row]
        }
    }

    /// Takes note of the bound at some duals.
    ///
    /// - Parameters:
    ///   - duals: the duals.
    ///   - boundUnits: the bound, in units.
    ///   - isProven: whether it is one, or only near one; the first proven one takes the place of all
    ///     that are not.
    mutating func note(_ duals: [Double], boundUnits: Int, isProven: Bool) {
        let isFirst = isProven && !self.isProven
        guard isFirst || boundUnits < leastUnits, isProven || !self.isProven else { return }
        self.isProven = isProven
        leastUnits = boundUnits
        centre = duals
    }

    /// Takes note of how many of the columns found at smoothed prices pay at the relaxation's duals.
    mutating func note(added: Int, of found: Int) {
        share =
            added * 2 > found
            ? min(DualSmoothing.mostShare, share + 0.1) : max(0, share - 0.2)
    }

    /// Begins anew, with the centre kept.
    mutating func restart() { share = DualSmoothing.mostShare }

    /// Comes back a little after a round at the relaxation's own duals.
    mutating func recover() { share = min(DualSmoothing.mostShare, share + 0.1) }
}
