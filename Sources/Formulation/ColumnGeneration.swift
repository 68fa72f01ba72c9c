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
        /// The run is so short that it is time for a plan.
        case rough
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
    /// Called after each round outside dives; answers with the total of the best plan known.
    var onRound: () -> Int = { 0 }
    /// Other work to be done beside each round outside dives, perhaps on another thread.
    var beside: () -> Void = {}
    /// Called after each such round, so that what was done beside it counts.
    var besideEnded: () -> Void = {}
    /// The total of the best plan known.
    var goal = 0
    /// Told of each better bound.
    var onBound: (Int) -> Void = { _ in }
    /// Rounds so far.
    private(set) var rounds = 0
    /// [node] Nodes closed by a dive; nil outside dives, where bounds count.
    var isClosed: [Bool]?
    /// Routes that a dive has fixed or shut, which simplex steps pass over.
    var shutCount = 0

    /// How thoroughly rounds outside dives price.
    private enum Phase {
        /// Over the most promising nodes.
        case promising
        /// Over all nodes, once; then over those that this showed to be promising.
        case whole
        /// To the best route of each class.
        case exact
    }

    private var phase = Phase.promising
    /// The share of the run that is spent.
    var spentShare: () -> Double = { 0 }
    /// Share of the run from which on a round over all nodes is due, however many routes others still find.
    private var boundDue = 0.4
    /// Whether classes have so many nodes that rounds over all of them are rare.
    private(set) var isFocusing = false
    /// [visit] Prices of visits with which a descent may begin; empty for none.
    var visitPrices: [Double] = []
    /// Nodes of a class that heuristic pricing looks at.
    private var focus = PricingRound.leastFocus
    /// Beyond this, a round over all nodes is not much dearer.
    private static let mostFocus = 512
    /// Whether dives follow, outside of which it runs.
    var divesFollow = false
    /// Whether to end early where the run is short.
    var mayBeRough = false
    /// The share of a run from which on it does.
    var roughFrom = 0.4
    private var smoothing = DualSmoothing()
    /// How far the least bound lies above the relaxation, in units.
    private var excess = 0
    private var quiet = QuietRounds()
    private let crewCount: Int
    /// [class] Round from which on it is priced exactly again.
    private var restsUntil: [Int]
    let none: [Int]

    /// Routes must be worth more than this to be added, in units.
    static let leastAsked = PriceScale.unit / 100

    init(_ master: RestrictedMaster, threads: Int, nodeBytes: Int = Pricer.mostNodeBytes) {
        self.master = master
        round = PricingRound(master.space, threads: threads, nodeBytes: nodeBytes)
        crewCount = master.space.classes.reduce(0) { $0 + $1.crews.count }
        none = [Int](repeating: 0, count: master.space.classes.count)
        restsUntil = none
    }

    private var isDive: Bool { isClosed != nil }

    /// Runs rounds until no column pays.
    ///
    /// - Parameters:
    ///   - control: when to stop.
    ///   - method: how the first relaxation is best solved; later ones follow added columns.
    ///   - maxRounds: most rounds.
    ///   - untilConverged: whether to go on where what is left to gain is a small part of the gap.
    /// - Returns: what the loop ended with.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    func run(
        _ control: Control,
        method: SimplexMethod = .primal,
        maxRounds: Int = .max,
        untilConverged: Bool = false
    ) throws(LinearProgramError) -> End {
        var method = method
        phase = .promising
        smoothing.restart()
        quiet = QuietRounds()
        for _ in 0..<maxRounds {
            if control.mustStop() { return .stopped }
            guard try solve(control, method: method) else {
                return control.mustStop() ? .stopped : .failed
            }
            let added = try priceOnce(control)
            let isComplete = try !master.addViolatedRows()
            method = isComplete ? .primal : .automatic
            if !isDive { goal = onRound() }
            if control.mustStop() { return .stopped }
            if !isDive, !untilConverged, isComplete, isCloseEnough || isQuiet || isLate {
                return .closeEnough
            }
            if mayBeRough, isComplete, isRoughEnough { return .rough }
            if added == 0, isComplete {
                if phase == .exact || isDive { return .converged }
                phase = .exact
            }
        }
        return .closeEnough
    }

    private func solve(
        _ control: Control,
        method: SimplexMethod
    ) throws(LinearProgramError) -> Bool {
        let before = master.iterations
        var limits = control.limits
        // With routes fixed it may go on without end; a dive has other ways.
        if isDive { limits.iterations = 2_000 + 4 * master.model.rows.count }
        let isSolved = try master.solve(limits, method: method, keepsBasis: !isDive)
        let size = master.columns.count - shutCount + master.model.rows.count
        control.spend((master.iterations - before) * size * 3 / 2)
        return isSolved
    }

    /// Whether what the bound lies above the relaxation is a small part of the whole gap.
    private var isCloseEnough: Bool {
        guard smoothing.isProven else { return false }
        let least = PriceScale.unit / 50
        // A dive's plan is much the better for prices that are nearly right.
        let gap = divesFollow ? min(bound - goal, abs(bound) / 200) : bound - goal
        return excess <= max(least, gap * PriceScale.unit / 50)
    }

    /// Whether a dive from present prices must not wait for better ones.
    ///
    /// Prices that are nearly right give nearly as good a plan, and one that comes in time.
    private var isRoughEnough: Bool {
        guard smoothing.isProven, spentShare() > roughFrom else { return false }
        return spentShare() > 0.7 || excess <= (bound - goal) * PriceScale.unit / 6
    }

    /// Whether the rest of the run does more for the plan than for a bound that is there.
    private var isLate: Bool { isFocusing && smoothing.isProven && spentShare() > 0.5 }

    /// Whether neither the bound nor the relaxation has moved by a visible part of the gap of late.
    private var isQuiet: Bool {
        guard bound < .max else { return false }
        let count = quiet.note(
            objective: master.objective,
            bound: bound,
            step: Double(bound - goal) / 1000
        )
        // Degenerate rounds are many where much is still to gain.
        let isFar = (bound - goal) * PriceScale.unit < 10 * excess
        return count >= (isFar ? 10 : 3)
    }

    /// One round of pricing near the duals of the last relaxation; returns the number of new columns.
    private func priceOnce(_ control: Control) throws(LinearProgramError) -> Int {
        rounds += 1
        var asked = max(Self.leastAsked, askedShare)
        var isSmoothed = !isDive && smoothing.isActive
        var isLastTry = false
        while true {
            let duals = isSmoothed ? smoothing.duals(near: master.duals) : master.duals
            let prices = LagrangianPrices(duals: duals, master: master, isClosed: isClosed)
            let outcome = round.run(
                prices.prices,
                effort: { self.effort(ofClass: $0) },
                known: none,
                asked: asked,
                perClass: isDive ? 2 : 4,
                focus: focus,
                mustStop: control.mustStop,
                beside: isDive ? {} : beside
            )
            control.spend(outcome.work / 3)
            besideEnded()
            guard !outcome.isCutShort else { return try master.add(outcome.columns) }
            noteHard(outcome)
            noteBound(prices, duals, outcome)
            try purge()
            let added = try add(outcome, isSmoothed: isSmoothed)
            if added > 0 || isDive { return added }
            if isSmoothed {
                isSmoothed = false
            } else if asked > Self.leastAsked {
                asked = max(Self.leastAsked, min(asked / 4, askedShare))
            } else if !isLastTry, restsUntil.contains(where: { $0 > rounds }) {
                isLastTry = true
                restsUntil = none
            } else {
                return 0
            }
        }
    }

    private func effort(ofClass number: Int) -> PricingEffort {
        switch phase {
        case .promising: .heuristic
        case .whole: .thorough
        case .exact: restsUntil[number] <= rounds ? .exact : .heuristic
        }
    }

    /// Routes that are worth little are left for later: together they can't be worth more than a part
    /// of what the bound lies above the relaxation.
    private var askedShare: Int { excess / (8 * max(1, crewCount)) }

    /// Adds those routes that pay at the relaxation's duals; few of them call for exact pricing.
    private func add(
        _ outcome: PricingRound.Outcome,
        isSmoothed: Bool
    ) throws(LinearProgramError) -> Int {
        let routes = outcome.columns
        let paying = isSmoothed ? routes.filter { master.reducedCost(of: $0) > 1e-6 } : routes
        let added = try master.add(paying)
        if isSmoothed {
            smoothing.note(added: added, of: routes.count)
        } else {
            smoothing.recover()
        }
        if !isDive { choosePhase(added: added, isBound: outcome.isBound) }
        return added
    }

    /// Few columns call for more thorough pricing; a round over all nodes is dear where rounds over the
    /// best ones are not the same.
    private func choosePhase(added: Int, isBound: Bool) {
        let classes = master.space.classes.count
        switch phase {
        case .promising where !isBound:
            // A run must not end without a bound.
            if spentShare() > boundDue {
                boundDue += 0.2
                phase = .whole
                return
            }
            guard added * 6 < classes else { return }
            if focus < ColumnGeneration.mostFocus {
                focus *= 2
            } else {
                isFocusing = true
                phase = .whole
            }
        case .promising: if added * 2 < classes { phase = .exact }
        case .whole: phase = added * 8 < classes ? .exact : .promising
        case .exact: break
        }
    }

    /// Classes whose labels were too many rest from exact pricing for a few rounds.
    private func noteHard(_ outcome: PricingRound.Outcome) {
        guard phase == .exact else { return }
        for number in restsUntil.indices
        where restsUntil[number] <= rounds && !outcome.isExactClass[number] {
            restsUntil[number] = rounds + 6
        }
    }

    func noteBound(
        _ prices: LagrangianPrices,
        _ duals: [Double],
        _ outcome: PricingRound.Outcome
    ) {
        guard !isDive else { return }
        let best = outcome.bestOfClass
        let units = prices.boundUnits(bestOfClass: best, space: master.space)
        smoothing.note(duals, boundUnits: units, isProven: outcome.isBound)
        guard outcome.isBound else { return noteExcess() }
        guard master.objective > -.infinity else { return publish(prices, units, best) }
        noteExcess()
        publish(prices, units, best)
    }

    private func noteExcess() {
        guard master.objective > -.infinity else { return }
        let relaxed = Int((master.objective * Double(PriceScale.unit)).rounded())
        excess = max(0, smoothing.leastUnits - relaxed)
    }

    private func publish(_ prices: LagrangianPrices, _ units: Int, _ best: [Int]) {
        let new = floorDivide(units, PriceScale.unit)
        guard new < bound else { return }
        bound = new
        bestPrices = prices
        bestOfClass = best
        onBound(new)
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
}

/// Counts rounds in which hardly anything moves.
private struct QuietRounds {
    private var objective = 0.0
    private var bound = Int.max
    private var count = 0

    /// Takes note of a round; returns for how many neither figure has moved by a step.
    mutating func note(objective new: Double, bound newBound: Int, step: Double) -> Int {
        if abs(new - objective) > step || Double(bound) - Double(newBound) > step {
            (objective, bound, count) = (new, newBound, 0)
        } else {
            count += 1
        }
        return count
    }
}
