import DenseProblem
import LinearModel
import RouteColumns

/// Solves the relaxation of the master problem by column generation, with a valid bound at each round.
///
/// The loop asks for the limits it is given between rounds only; a round of pricing is short.
final class ColumnGeneration {
    /// When to stop.
    struct Control {
        /// Whether to stop at once.
        var mustStop: @Sendable () -> Bool
        /// Limits handed to the linear programs.
        var limits: SolveLimits
        /// Adds deterministic work done.
        var spend: (Int) -> Void
    }

    /// What the loop ended with.
    enum End {
        /// No column is worth adding: the relaxation is solved.
        case converged
        /// The bound has come near enough to what was asked.
        case closeEnough
        /// Stopped from outside.
        case stopped
        /// The linear program has no solution or its engine gave none.
        case failed
    }

    let master: RestrictedMaster
    let round: PricingRound
    /// The least bound proven so far, in points; `Int.max` before the first.
    private(set) var bound = Int.max
    /// Prices of the least bound.
    private(set) var bestPrices: LagrangianPrices?
    /// [class] Best worth at ``bestPrices``, in units.
    private(set) var bestOfClass: [Int] = []
    /// Called after each round outside dives.
    var onRound: () -> Void = {}
    /// Told of each better bound.
    var onBound: (Int) -> Void = { _ in }
    /// Rounds so far.
    private(set) var rounds = 0
    /// [node] Nodes closed by a dive; nil outside dives, where bounds count.
    var isClosed: [Bool]?

    private var isExactPhase = false

    init(_ master: RestrictedMaster, threads: Int) {
        self.master = master
        round = PricingRound(master.space, threads: threads)
    }

    /// Runs rounds until no column pays.
    ///
    /// - Parameters:
    ///   - control: when to stop.
    ///   - target: stop once bound − relaxation falls to this many points.
    ///   - method: how the first relaxation is best solved; later ones follow added columns.
    ///   - maxRounds: most rounds.
    /// - Returns: what the loop ended with.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    func run(
        _ control: Control,
        target: Double = 0.02,
        method: SimplexMethod = .primal,
        maxRounds: Int = .max
    ) throws(LinearProgramError) -> End {
        var method = method
        isExactPhase = false
        for _ in 0..<maxRounds {
            if control.mustStop() { return .stopped }
            let before = master.iterations
            guard try master.solve(control.limits, method: method) else {
                return control.mustStop() ? .stopped : .failed
            }
            let size = master.columns.count + master.model.rows.count
            control.spend((master.iterations - before) * size * 12)
            method = .primal
            if try separateLinks() {
                method = .dual
                continue
            }
            let added = try priceOnce(control)
            if isClosed == nil { onRound() }
            if control.mustStop() { return .stopped }
            if isClosed == nil, Double(bound) - master.objective <= target { return .closeEnough }
            if added == 0 {
                if isExactPhase { return .converged }
                isExactPhase = true
            }
        }
        return .closeEnough
    }

    /// One round of pricing at the duals of the last relaxation; returns the number of new columns.
    private func priceOnce(_ control: Control) throws(LinearProgramError) -> Int {
        rounds += 1
        let prices = LagrangianPrices(duals: master.duals, master: master, isClosed: isClosed)
        let asked = PriceScale.unit / 100
        let none = [Int](repeating: 0, count: master.space.classes.count)
        var outcome = round.run(
            prices.prices,
            effort: { _ in self.isExactPhase ? .exact : .heuristic },
            known: none,
            asked: asked,
            perClass: isClosed == nil ? 4 : 2,
            mustStop: control.mustStop
        )
        control.spend(outcome.work / 3)
        guard !outcome.isCutShort else { return try master.add(outcome.columns) }
        noteBound(prices, outcome.bestOfClass)
        try purge()
        var added = try master.add(outcome.columns)
        if added == 0, !isExactPhase {
            isExactPhase = true
            let relaxed = outcome.bestOfClass
            outcome = round.run(
                prices.prices,
                effort: { relaxed[$0] > asked ? .exact : nil },
                known: relaxed,
                asked: asked,
                perClass: 4,
                mustStop: control.mustStop
            )
            control.spend(outcome.work / 3)
            if !outcome.isCutShort { noteBound(prices, outcome.bestOfClass) }
            added = try master.add(outcome.columns)
        }
        if added > 40 { isExactPhase = false }
        return added
    }

    private func noteBound(_ prices: LagrangianPrices, _ best: [Int]) {
        guard isClosed == nil else { return }
        let new = prices.bound(bestOfClass: best, space: master.space)
        if new < bound {
            bound = new
            bestPrices = prices
            bestOfClass = best
            onBound(new)
        }
    }

    /// Deletes routes of poor reduced cost once there are far more than rows.
    private func purge() throws(LinearProgramError) {
        let most = max(3000, 3 * master.model.rows.count)
        guard master.columns.count > most, isClosed == nil else { return }
        let reduced = try master.reducedCosts()
        let order = master.columns.indices.filter { master.value(ofRoute: $0) < 1e-9 }
            .sorted { (reduced[$0], $0) < (reduced[$1], $1) }
        try master.delete(routes: Array(order.prefix(master.columns.count - most * 2 / 3)))
    }

    /// Adds violated `link` rows; true where there were any.
    private func separateLinks() throws(LinearProgramError) -> Bool {
        let violated = LinkSeparation.violated(in: master)
        guard !violated.isEmpty else { return false }
        try master.addLinks(violated)
        return true
    }
}
