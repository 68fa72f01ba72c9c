import RouteColumns

/// Rounds the weights of a bundle to a choice of routes: fixes those it favours, prices again, and goes on.
///
/// As ``Dive`` does with the linear program, but prices follow in milliseconds however many rows there are.
struct BundleDive {
    private let generation: ColumnGeneration
    private let control: ColumnGeneration.Control
    private var bundle: RouteBundle
    private var choice: RemainingChoice
    private var fixed: [RouteColumn] = []
    /// Share of the run by which to end.
    private let share: Double

    /// Routes that at least so many crews take are fixed at once.
    private static let certain = 0.9
    /// The part of all crews that a step fixes at least, where there is time.
    private static let leastShare = 0.02
    /// Times that the centre moves before a step, sweeps before each, and sweeps after new routes.
    private static let (moves, sweepsOfMove, sweepsAfter) = (3, 10, 5)
    /// Points by which a price moves for a unit too many, in parts of what a visit is worth: prices have to
    /// follow what is fixed.
    private static let penalty = 1.0 / 5
    /// Passes over real routes before the first step, unless they find less than this part of the bound.
    private static let (mostPasses, settled) = (12, 0.002)
    /// The part of the dive's time that these passes may begin in.
    private static let partForPasses = 0.5

    /// Dives.
    ///
    /// - Parameters:
    ///   - generation: prices routes.
    ///   - control: when to stop.
    ///   - bundle: routes with weights that nearly solve the relaxation.
    ///   - share: share of the run by which to end.
    /// - Returns: the routes chosen; fewer than a full plan where it was broken off.
    static func run(
        _ generation: ColumnGeneration,
        _ control: ColumnGeneration.Control,
        _ bundle: RouteBundle,
        until share: Double
    ) -> [RouteColumn] {
        var dive = BundleDive(
            generation: generation,
            control: control,
            bundle: bundle,
            choice: RemainingChoice(generation.master),
            share: share
        )
        dive.descend()
        return dive.fixed
    }

    private mutating func descend() {
        let all = choice.crewsLeft.reduce(0, +)
        bundle.penalty = StartingPrices(generation.master).meanValue * BundleDive.penalty
        keepRealRoutes()
        var least = max(1, Int(Double(all) * BundleDive.leastShare))
        while !control.mustStop() {
            let before = generation.spentShare()
            settle()
            guard fix(least) else { break }
            keepPossible()
            generation.settle(&bundle, sweeps: BundleDive.sweepsAfter, control)
            guard price() else { break }
            generation.settle(&bundle, sweeps: BundleDive.sweepsAfter, control)
            least = pace(all, stepShare: generation.spentShare() - before)
        }
    }

    /// Drops routes that no crew could take, which go in circles or bring too much, and has others found.
    private mutating func keepRealRoutes() {
        // Real routes keep to limits of goods and visits, so nothing is charged for these.
        bundle.dropCharges()
        bundle.keepRealRoutes()
        let begin = generation.spentShare()
        for _ in 0..<BundleDive.mostPasses
        where generation.spentShare() - begin < (share - begin) * BundleDive.partForPasses {
            guard let gain = generation.pass(&bundle, .heuristic, isFirst: false, control) else {
                return
            }
            if gain < abs(bundle.bound) * BundleDive.settled { return }
        }
    }

    /// Drops routes that can't be chosen beside those fixed.
    private mutating func keepPossible() {
        let (choice, space) = (choice, generation.master.space)
        bundle.keepPossible(fixed: fixed, crewsLeft: choice.crewsLeft) { crewClass, nodes in
            guard !nodes.contains(where: { choice.isClosed[Int($0)] }) else { return false }
            guard choice.hasSharedLimits,
                let column = space.realColumn(crewClass: crewClass, nodes: nodes)
            else { return true }
            return choice.allows(column, shares: choice.shares(of: column))
        }
    }

    /// Lets prices follow the weights.
    private mutating func settle() {
        for _ in 0..<BundleDive.moves {
            generation.settle(&bundle, sweeps: BundleDive.sweepsOfMove, control)
            bundle.recentre()
        }
    }

    /// Crews to fix in a step so that the dive ends in time: steps take less and less time, the last ones
    /// next to none.
    private func pace(_ all: Int, stepShare: Double) -> Int {
        let left = Double(choice.crewsLeft.reduce(0, +))
        let steps = 2 * max(0, share - generation.spentShare()) / max(1e-9, stepShare)
        let least = max(Double(all) * BundleDive.leastShare, left / max(2, steps))
        return max(1, Int(least.rounded(.up)))
    }

    /// Fixes the routes that most crews take; false where there is none.
    private mutating func fix(_ least: Int) -> Bool {
        let space = generation.master.space
        let order = bundle.inUse.enumerated()
            .sorted { ($1.element.crews, $0.offset) < ($0.element.crews, $1.offset) }
        var count = 0
        for (_, route) in order where route.crews >= BundleDive.certain || count < least {
            guard
                let column = space.realColumn(crewClass: route.crewClass, nodes: route.nodes)
            else { continue }
            let shares = choice.shares(of: column)
            guard choice.allows(column, shares: shares) else { continue }
            choice.take(column, shares: shares)
            fixed.append(column)
            count += 1
        }
        return count > 0
    }

    /// Adds routes that are possible beside those fixed; false where it was broken off.
    private mutating func price() -> Bool {
        let prices = LagrangianPrices(
            duals: bundle.duals,
            master: generation.master,
            isClosed: choice.isClosed
        )
        let crewsLeft = choice.crewsLeft
        let outcome = generation.price(
            prices,
            control,
            asked: ColumnGeneration.leastAsked,
            perClass: ColumnGeneration.perClass,
            effort: { crewsLeft[$0] > 0 ? .heuristic : nil }
        )
        guard let outcome else { return false }
        for column in outcome.columns {
            bundle.add(column.nodes, crewClass: column.crewClass)
        }
        return true
    }
}
