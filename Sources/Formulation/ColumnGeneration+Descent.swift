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
    /// Prices by subgradient steps, which need no linear program, and a bound at the mean of the last.
    ///
    /// Passes see the most promising nodes of a class only, which is quick; now and then a survey of all
    /// its nodes shows which these are. Where they turn out to miss much after half of the time, the rest of
    /// the passes see all nodes.
    /// - Parameters:
    ///   - control: when to stop.
    ///   - share: share of the run by which steps have to end.
    func descend(_ control: Control, until share: Double) {
        var subgradient = startingPrices(control)
        let begin = spentShare()
        let span = max(1e-9, share - begin)
        var isBounded = false
        var seesAll = false
        /// Share of the run that a look at all nodes takes.
        var wholeShare = 0.0
        for number in 0..<ColumnGeneration.mostPasses {
            let done = (spentShare() - begin) / span
            guard done < 1, !seesAll || spentShare() + wholeShare < share else { break }
            let length = firstStep * pow(ColumnGeneration.lastStep, done)
            guard pass(number, &subgradient, length, seesAll: seesAll, control) else { return }
            if done > ColumnGeneration.untilMean { subgradient.note() }
            goal = onRound()
            if !isBounded, done >= ColumnGeneration.boundOnTheWay {
                isBounded = true
                let before = spentShare()
                guard let missed = missedShare(subgradient.duals, control) else { return }
                wholeShare = spentShare() - before
                seesAll =
                    missed > ColumnGeneration.mostMissed
                    && spentShare() + ColumnGeneration.leastWholePasses * wholeShare < share
            }
        }
        guard !control.mustStop() else { return }
        _ = relax(subgradient.mean, control, .relaxation)
        goal = onRound()
    }

    /// Bounds all plans; answers with the part of the bound that promising nodes alone would not have
    /// told, or nil where it was broken off.
    private func missedShare(_ duals: [Double], _ control: Control) -> Double? {
        guard let all = relax(duals, control, .relaxation),
            let promising = relax(duals, control, .focusedRelaxation)
        else { return nil }
        return Double(all - promising) / Double(max(1, abs(all)))
    }

    /// Lets all classes ask for their best routes once, some at a time; false where it was broken off.
    private func pass(
        _ number: Int,
        _ subgradient: inout Subgradient,
        _ length: Double,
        seesAll: Bool,
        _ control: Control
    ) -> Bool {
        var prices = LagrangianPrices(duals: subgradient.duals, master: master)
        let count = master.space.classes.count
        let parts = min(count, ColumnGeneration.partsOfPass)
        for part in 0..<parts {
            // Classes next to each other are of one team; each part takes some from everywhere.
            let classes = Array(stride(from: part, to: count, by: parts))
            prices.reprice(subgradient.duals, classes: classes, master: master)
            let outcome = round.run(
                prices.prices,
                effort: { crewClass in
                    guard crewClass % parts == part else { return nil }
                    if seesAll { return .relaxation }
                    let turn = (crewClass / parts + number) % ColumnGeneration.passesPerSurvey
                    return turn == 0 ? .survey : .focusedRelaxation
                },
                known: none,
                asked: 0,
                perClass: 0,
                mustStop: control.mustStop,
                beside: beside
            )
            control.spend(outcome.work / 3)
            besideEnded()
            guard !outcome.isCutShort, !control.mustStop() else { return false }
            subgradient.step(length, classes: classes, paths: outcome.paths, prices)
        }
        return true
    }

    /// Share of the passes after which a bound is taken, should the run end before the last.
    private static let boundOnTheWay = 0.5
    /// The part of a bound that promising nodes may miss: where they miss two hundredths of it, passes over all
    /// nodes gain more although they take twenty times as long; where they miss a two-hundredth, less.
    private static let mostMissed = 0.01
    /// Fewer passes over all nodes are not worth it.
    private static let leastWholePasses = 5.0
    /// Parts of a pass.
    private static let partsOfPass = 60
    /// Most passes in a row.
    private static let mostPasses = 2000
    /// Passes after which all nodes of a class are looked at again.
    private static let passesPerSurvey = 20
    /// Share of the passes from which on prices count in the mean.
    private static let untilMean = 0.7
    /// How much shorter steps are in the end.
    private static let lastStep = 0.005

    /// A part of what visits are worth.
    private var firstStep: Double {
        let values = master.space.stops.map { master.space.problem.visits.value[$0.visit] }
        return Double(values.reduce(0) { $0 + Int($1) }) / Double(max(1, values.count)) / 5
    }

    /// Steps begin at prices known, or where one price a minute of all crews is best.
    private func startingPrices(_ control: Control) -> Subgradient {
        var subgradient = Subgradient(master)
        goal = onRound()
        var best = (units: Int.max, price: Subgradient.SimplePrice(perMinute: 0, minutesOfWay: 0))
        for way in Subgradient.ways {
            let before = best.units
            for price in subgradient.prices(minutesOfWay: way) {
                subgradient.start(price)
                guard let units = relax(subgradient.duals, control, .focusedRelaxation)
                else { return subgradient }
                // Past the best price others only lose.
                guard units < best.units else { break }
                best = (units, price)
            }
            if best.units == before { break }
        }
        if !visitPrices.isEmpty {
            subgradient.start(visitPrices: visitPrices)
            guard let units = relax(subgradient.duals, control, .focusedRelaxation),
                units > best.units
            else { return subgradient }
        }
        subgradient.start(best.price)
        return subgradient
    }

    /// The bound at some duals by the relaxation of pricing alone, in units; nil where it was broken off.
    private func relax(
        _ duals: [Double],
        _ control: Control,
        _ effort: PricingEffort
    ) -> Int? {
        let prices = LagrangianPrices(duals: duals, master: master)
        let outcome = round.run(
            prices.prices,
            effort: { _ in effort },
            known: none,
            asked: 0,
            perClass: 0,
            mustStop: control.mustStop
        )
        control.spend(outcome.work / 3)
        guard !outcome.isCutShort else { return nil }
        noteBound(prices, duals, outcome)
        return prices.boundUnits(bestOfClass: outcome.bestOfClass, space: master.space)
    }
}
