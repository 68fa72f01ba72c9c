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
    /// Lowers the bound over routes found so far, class by class, and adds more of them.
    ///
    /// The first passes see the most promising nodes of a class only, which is quick; then all nodes. It ends
    /// early where the bound over routes found comes near that over all.
    /// - Parameters:
    ///   - control: when to stop.
    ///   - share: share of the run by which to end.
    ///   - later: the same where passes still find much by then, so that weights are no solution yet, or
    ///     too few of the routes in use are real; it ends before where nothing more is to be found.
    ///   - leastReal: the part of the crews in use whose routes have to be real.
    /// - Returns: the routes, and whether their weights nearly solve the relaxation and enough of them are
    ///   real; nil where it was broken off.
    @discardableResult
    func descend(
        _ control: Control,
        until share: Double,
        orElse later: Double,
        leastReal: Double = 0
    ) -> (bundle: RouteBundle, isNear: Bool)? {
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
        var isNear = false
        func isReal(_ bundle: RouteBundle) -> Bool {
            leastReal <= 0 || bundle.realShare >= leastReal
        }
        for _ in 0..<ColumnGeneration.mostPasses
        where spentShare() + 2 * wholeShare < (isNear ? share : later) {
            let before = spentShare()
            let done = min(1, (before - begin) / max(1e-9, share - begin))
            bundle.penalty =
                starting.meanValue * penalties.first * pow(penalties.last / penalties.first, done)
            guard let gain = pass(&bundle, .relaxation, isFirst: false, control) else { return nil }
            wholeShare = spentShare() - before
            let points = max(1, abs(bundle.bound))
            isNear = gain < points * ColumnGeneration.nearlySettled && isReal(bundle)
            let settled = points * ColumnGeneration.settled
            guard gain < settled || !isBounded && done > ColumnGeneration.boundOnTheWay else {
                continue
            }
            isBounded = true
            guard let missed = boundAll(&bundle, control) else { return nil }
            if missed < settled { return (bundle, isReal(bundle)) }
        }
        guard boundAll(&bundle, control) != nil else { return nil }
        return (bundle, isNear && isReal(bundle))
    }

    /// Bounds all plans at the bundle's prices and adds the routes that do; answers with the points by which
    /// the bound over routes kept was too low, or nil where it was broken off.
    private func boundAll(_ bundle: inout RouteBundle, _ control: Control) -> Double? {
        let before = bundle.bound
        guard let (outcome, points) = relax(bundle.duals, control) else { return nil }
        for number in master.space.classes.indices {
            for path in outcome.paths[number].reversed() {
                bundle.add(path, crewClass: number, charges: round.charges(ofClass: number))
            }
        }
        settle(&bundle, sweeps: ColumnGeneration.sweepsOfPass, control)
        bundle.recentre()
        goal = onRound()
        return points - before
    }

    /// Lets all classes ask for their best routes once, some at a time: those of the relaxation, or real
    /// ones, as the effort says.
    ///
    /// - Returns: what these were worth beyond the routes kept, in points; nil where it was broken off.
    func pass(
        _ bundle: inout RouteBundle,
        _ effort: PricingEffort,
        isFirst: Bool,
        _ control: Control
    ) -> Double? {
        var prices = LagrangianPrices(duals: bundle.duals, master: master)
        let count = master.space.classes.count
        let parts = min(count, ColumnGeneration.partsOfPass)
        var gain = 0.0
        for part in 0..<parts {
            // Classes next to each other are of one team, as many as it has shifts; each part takes some from
            // everywhere, and of all days, since their number is prime.
            let classes = Array(stride(from: part, to: count, by: parts))
            prices.reprice(bundle.duals, classes: classes, master: master)
            let outcome = round.run(
                prices.prices,
                effort: { $0 % parts == part ? effort : nil },
                known: none,
                asked: effort.isRelaxation ? 0 : ColumnGeneration.leastAsked,
                perClass: effort.isRelaxation ? 0 : ColumnGeneration.perClass,
                mustStop: control.mustStop,
                beside: beside
            )
            control.spend(outcome.work / 3)
            besideEnded()
            guard !outcome.isCutShort, !control.mustStop() else { return nil }
            for crewClass in classes {
                // The best comes last, which is the one taken where prices stand.
                let routes =
                    effort.isRelaxation
                    ? outcome.paths[crewClass] : nodes(of: outcome.columns, crewClass)
                for path in routes.reversed() {
                    gain += bundle.add(
                        path,
                        crewClass: crewClass,
                        charges: effort.isRelaxation ? round.charges(ofClass: crewClass) : (0, 0),
                        takesOver: isFirst
                    )
                }
            }
            // Prices stand until each class has a route.
            if !isFirst { settle(&bundle, sweeps: ColumnGeneration.sweepsOfPart, control) }
        }
        if isFirst {
            bundle.recount(fixed: [])
            settle(&bundle, sweeps: ColumnGeneration.sweepsOfPass, control)
        }
        settle(&bundle, sweeps: 1, control)
        bundle.recentre()
        goal = onRound()
        return gain
    }

    /// Nodes of the columns of a class.
    private func nodes(of columns: [RouteColumn], _ crewClass: Int) -> [[Int32]] {
        columns.filter { $0.crewClass == crewClass }.map(\.nodes)
    }

    /// Sweeps a bundle, and counts the work.
    func settle(_ bundle: inout RouteBundle, sweeps: Int, _ control: Control) {
        let before = bundle.reads
        for _ in 0..<sweeps where !control.mustStop() { bundle.sweep(1) }
        control.spend((bundle.reads - before) / ColumnGeneration.readsPerStep)
    }

    /// Rows of routes kept that are read in the time of an elementary step.
    private static let readsPerStep = 12

    /// Passes over promising nodes, before those over all nodes.
    private static let quickPasses = 10
    /// Most passes over all nodes.
    private static let mostPasses = 2000
    /// Share of the passes after which a bound is taken, should the run end before the last.
    private static let boundOnTheWay = 0.5
    /// Passes that find less than this part of the bound are not worth more time; those that find less than
    /// the other, if there is time.
    private static let (settled, nearlySettled) = (0.0002, 0.001)
    /// Points by which a price moves for a unit too many, in parts of what a visit is worth: much at first, when
    /// prices are far from right, little in the end, when they should stand.
    private static let penalties = (first: 1.0 / 5, last: 1.0 / 30)
    /// Real routes that a class may add at a time.
    static let perClass = 3
    /// Parts of a pass.
    private static let partsOfPass = 61
    /// Sweeps over all routes kept after each part of a pass, and after prices stood still for a whole one.
    private static let (sweepsOfPart, sweepsOfPass) = (3, 100)

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

    /// One round of pricing with nothing beside it; nil where it was broken off.
    ///
    /// - Parameters:
    ///   - prices: present prices.
    ///   - control: when to stop.
    ///   - asked: real routes must be worth more than this, in units.
    ///   - perClass: most real routes of a class.
    ///   - effort: how hard to try, by class; nil leaves the class out.
    /// - Returns: what the round found.
    func price(
        _ prices: LagrangianPrices,
        _ control: Control,
        asked: Int = 0,
        perClass: Int = 0,
        effort: (Int) -> PricingEffort?
    ) -> PricingRound.Outcome? {
        let outcome = round.run(
            prices.prices,
            effort: effort,
            known: none,
            asked: asked,
            perClass: perClass,
            mustStop: control.mustStop
        )
        control.spend(outcome.work / 3)
        return outcome.isCutShort ? nil : outcome
    }

    /// Pricing by the relaxation alone at some duals, with the points that no plan exceeds; nil where it was
    /// broken off.
    private func relax(
        _ duals: [Double],
        _ control: Control
    ) -> (outcome: PricingRound.Outcome, points: Double)? {
        let prices = LagrangianPrices(duals: duals, master: master)
        guard let outcome = price(prices, control, effort: { _ in .relaxation })
        else { return nil }
        noteBound(prices, duals, outcome)
        let units = prices.boundUnits(bestOfClass: outcome.bestOfClass, space: master.space)
        return (outcome, Double(units) / Double(PriceScale.unit))
    }
}
