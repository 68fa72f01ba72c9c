import RouteColumns

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Prices without the linear program, where that is too large.
extension ColumnGeneration {
    /// What a descent came to.
    struct Descent {
        /// The routes, those of the last bound among them.
        var bundle: RouteBundle
        /// Whether their weights nearly solved the relaxation after the last pass.
        var isNear: Bool
        /// Whether passes over ng-routes were made, since too few of the routes in use were real.
        var hasNgRoutes: Bool
    }

    /// Lowers the bound over routes found so far, class by class, and adds more of them.
    ///
    /// The first passes see the most promising nodes of a class only, which is quick; then all nodes. Where the
    /// routes in use then go in circles or bring too much, ng-routes take the place of the relaxation without
    /// memory, if there is time for many passes; else the last bound is theirs. It ends early where the bound
    /// over routes found comes near that over all.
    /// - Parameters:
    ///   - control: when to stop.
    ///   - share: share of the run by which to end.
    ///   - later: the same where passes still find much by then, so that weights are no solution yet; it ends
    ///     before where nothing more is to be found.
    /// - Returns: the routes; nil where it was broken off.
    @discardableResult
    func descend(_ control: Control, until share: Double, orElse later: Double) -> Descent? {
        let starting = StartingPrices(master)
        let duals = startingPrices(starting, control)
        goal = onRound()
        let penalties = ColumnGeneration.penalties
        var bundle = RouteBundle(
            master,
            duals: duals,
            penalty: starting.meanValue * penalties.first
        )
        for number in 0..<ColumnGeneration.quickPasses {
            guard pass(&bundle, .focusedRelaxation, isFirst: number == 0, control) != nil else {
                return nil
            }
        }
        let begin = spentShare()
        /// Share of the run that a look at all nodes takes.
        var wholeShare = 0.0
        var isBounded = false
        var (isNear, isSettled) = (false, false)
        var effort = PricingEffort.relaxation
        for _ in 0..<ColumnGeneration.mostPasses
        where spentShare() + reserve(bundle) * wholeShare < (isNear ? share : later) {
            let before = spentShare()
            let done = min(1, (before - begin) / max(1e-9, share - begin))
            bundle.penalty =
                starting.meanValue * penalties.first * pow(penalties.last / penalties.first, done)
            guard let gain = pass(&bundle, effort, isFirst: false, control) else { return nil }
            wholeShare = spentShare() - before
            let points = max(1, abs(bundle.bound))
            if effort == .relaxation, gain < points * ColumnGeneration.turning, hasCircles(bundle),
                spentShare() + ColumnGeneration.passesOfTurn * wholeShare < share
            {
                // Prices go astray at first, so this bound may be the best for a while.
                guard boundAll(&bundle, effort, control) != nil else { return nil }
                (effort, isBounded, isNear) = (.ngRelaxation, true, false)
                continue
            }
            isNear = gain < points * ColumnGeneration.nearlySettled(effort)
            let settled = points * ColumnGeneration.settled
            guard gain < settled || !isBounded && done > ColumnGeneration.boundOnTheWay else {
                continue
            }
            isBounded = true
            guard let missed = boundAll(&bundle, effort, control) else { return nil }
            isSettled = missed < settled
            if isSettled { break }
        }
        let descent = Descent(
            bundle: bundle,
            isNear: isNear || isSettled,
            hasNgRoutes: effort == .ngRelaxation
        )
        return bounded(descent, isSettled: isSettled, effort, control)
    }

    /// Takes the last bound of a descent, unless that was done and ng-routes promise no better one; nil where it was
    /// broken off.
    private func bounded(
        _ descent: Descent,
        isSettled: Bool,
        _ effort: PricingEffort,
        _ control: Control
    ) -> Descent? {
        let isTighter = effort == .relaxation && hasCircles(descent.bundle)
        guard isTighter || !isSettled else { return descent }
        var descent = descent
        let last = isTighter ? .ngRelaxation : effort
        guard boundAll(&descent.bundle, last, control) != nil else { return nil }
        return descent
    }

    /// Passes whose time is left for the next pass and the last bound.
    private func reserve(_ bundle: RouteBundle) -> Double { hasCircles(bundle) ? 4 : 2 }

    /// Whether too few of the crews in use have real routes.
    private func hasCircles(_ bundle: RouteBundle) -> Bool {
        bundle.realShare < ColumnGeneration.fewReal
    }

    /// Passes over promising nodes, before those over all nodes.
    private static let quickPasses = 10
    /// Most passes over all nodes.
    private static let mostPasses = 2000
    /// Share of the passes after which a bound is taken, should the run end before the last.
    private static let boundOnTheWay = 0.5
    /// Passes that find less than this part of the bound are not worth more time.
    private static let settled = 0.0002
    /// With passes that find less than this part of the bound, weights nearly solve the relaxation; those over
    /// ng-routes, which classes have or have not by turns, never find as little.
    private static func nearlySettled(_ effort: PricingEffort) -> Double {
        effort == .ngRelaxation ? 0.0025 : 0.001
    }
    /// Passes over ng-routes come where fewer of the crews in use have real routes, passes without find less
    /// than such a part of the bound, and there is time for so many of those: prices come down much faster by the
    /// relaxation without memory at first, and passes over ng-routes take twice as long.
    private static let (fewReal, turning, passesOfTurn) = (0.8, 0.002, 40.0)
    /// Points by which a price moves for a unit too many, in parts of what a visit is worth: much at first, when
    /// prices are far from right, little in the end, when they should stand.
    private static let penalties = (first: 1.0 / 5, last: 1.0 / 30)

    /// Prices known, or where one price a minute of all crews is best, as some of the classes see it.
    private func startingPrices(_ starting: StartingPrices, _ control: Control) -> [Double] {
        let sample = sampledClasses
        func bound(_ duals: [Double]) -> Int? { sampledBound(duals, control, sample) }
        var best = (units: Int.max, duals: [Double](repeating: 0, count: master.model.rows.count))
        for way in StartingPrices.ways {
            let before = best.units
            for price in starting.candidates(minutesOfWay: way) {
                let duals = starting.duals(price)
                guard let units = bound(duals) else { return best.duals }
                // Past the best price others only lose.
                guard units < best.units else { break }
                best = (units, duals)
            }
            if best.units == before { break }
        }
        guard !visitPrices.isEmpty else { return best.duals }
        let known = starting.duals(visitPrices: visitPrices)
        guard let units = bound(known), units > best.units else { return known }
        return best.duals
    }

    /// [class] Whether starting prices are judged by it: sixty, spread over all teams and days.
    private var sampledClasses: [Bool] {
        let count = master.space.classes.count
        var isSampled = [Bool](repeating: false, count: count)
        let most = min(count, 60)
        for number in 0..<most { isSampled[number * count / most] = true }
        return isSampled
    }

    /// What the bound over promising nodes would be were all classes like some of them, in units.
    private func sampledBound(_ duals: [Double], _ control: Control, _ sample: [Bool]) -> Int? {
        let prices = LagrangianPrices(duals: duals, master: master)
        guard
            let outcome = price(prices, control, effort: { sample[$0] ? .focusedRelaxation : nil })
        else { return nil }
        var (worth, crews, all) = (0.0, 0.0, 0.0)
        for (number, entry) in master.space.classes.enumerated() {
            all += Double(entry.crews.count)
            guard sample[number] else { continue }
            crews += Double(entry.crews.count)
            worth += Double(outcome.bestOfClass[number]) * Double(entry.crews.count)
        }
        return prices.base + Int(worth / max(1, crews) * all)
    }
}
