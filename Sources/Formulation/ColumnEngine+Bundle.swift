import DenseProblem
import LinearModel
import RouteColumns

/// What is gone about in another way where the linear program is large: prices come from a bundle of routes.
extension ColumnEngine {
    /// Beyond what sizes a linear program is gone about in another way.
    struct Sizes {
        /// With more rows it begins with the routes of a bundle.
        var bundle = 1800
        /// With more rows the dual simplex method takes minutes where rows or fixings were added, so that
        /// neither cuts nor dives pay (measured from 6,000 rows on).
        var large = 3500
        /// With more rows the program would take minutes, so that prices come from a bundle alone.
        var huge = 9000
        /// The same for pairs of visits in all shifts.
        var hugePairs = 100_000_000
        /// Routes with more stops on average are long where there is no linear program.
        var longRoute = 5.0
    }

    /// Whether neither cuts nor dives pay in the linear program.
    var isLarge: Bool { rowCount > sizes.large }

    /// Whether prices come from a bundle of routes alone.
    var isHuge: Bool { rowCount > sizes.huge || problem.pairsInShifts > sizes.hugePairs }

    /// Lowers the bound without a linear program, dives from there, and goes on region by region.
    ///
    /// Where routes are long, those of the relaxation go in circles, and neither they nor regions lead to plans
    /// as good as the search finds with as much time; so it has that, all along.
    mutating func runHuge() -> End {
        let isLong = meanLength(owner.best()) > sizes.longRoute
        var shares = ColumnEngine.sharesOfDescent
        if isLong {
            shares = ColumnEngine.sharesBesideSearch
            owner.leadSearch(shares.near)
        }
        bestTotal = max(bestTotal, owner.searchAWhile())
        if isProven { return .proven }
        let descent = generation.descend(control, until: shares.near, orElse: shares.far)
        bestTotal = max(bestTotal, owner.takeSearch())
        // Routes that can't be driven tell nothing of those that can, so there is no dive from them.
        if let descent, descent.isNear, descent.bundle.realShare >= ColumnEngine.leastReal, !isLong,
            !isProven
        {
            dive(descent.bundle)
        }
        if isProven { return .proven }
        if owner.mustStop() { return .stopped }
        // Regions have nodes of their own.
        generation.round.forgetNodes()
        bestTotal = max(bestTotal, owner.improveRegions())
        return isProven ? .proven : .stopped
    }

    /// Stops of a plan's routes, on average.
    private func meanLength(_ plan: DensePlan) -> Double {
        let stops = plan.routes.reduce(0) { $0 + $1.tasks.count }
        return Double(stops) / Double(max(1, plan.routes.count))
    }

    /// Begins the linear program with the routes that a bundle's prices favour: those that pricing finds on
    /// its way from no prices at all cost it several times as long.
    ///
    /// Where there is no dive later on, or hardly time for it, there is one by the bundle.
    mutating func startFromBundle() throws(LinearProgramError) {
        let begin = owner.spentShare()
        let shares = ColumnEngine.sharesOfStart
        guard begin < shares.near,
            let descent = generation.descend(control, until: shares.near, orElse: shares.far)
        else { return }
        bestTotal = max(bestTotal, owner.takeSearch())
        let isShort = owner.spentShare() - begin > ColumnEngine.shareOfShortRun
        if isLarge || isShort || descent.hasNgRoutes, descent.isNear, !isProven {
            dive(descent.bundle)
        }
        if isProven || owner.mustStop() { return }
        let near = descent.bundle.columnsNear(most: ColumnEngine.nearRoutes * rowCount)
        try generation.master.add(near)
        // A few rounds are left then, which are worth waiting for.
        generation.roughFrom = ColumnEngine.roughAfterBundle
    }

    /// Dives from a descent's prices and offers the plan.
    private mutating func dive(_ bundle: RouteBundle) {
        let chosen = BundleDive.run(
            generation,
            control,
            bundle,
            until: min(owner.spentShare() + ColumnEngine.diveShare, ColumnEngine.lastOfDive)
        )
        guard let plan = feasiblePlan(chosen) else { return }
        bestTotal = max(bestTotal, owner.offer(plan), owner.polish())
    }

    /// Shares of a run by which the descent has to end, where it has nearly come to an end and where not.
    private static let sharesOfDescent = (near: 0.55, far: 0.85)
    /// The same where the search has more of the work.
    private static let sharesBesideSearch = (near: 0.7, far: 0.85)
    /// The same before a linear program.
    private static let sharesOfStart = (near: 0.3, far: 0.4)
    /// A descent that takes more than this of a run leaves no time for a dive from the linear program.
    private static let shareOfShortRun = 0.08
    /// Routes of a bundle with which a linear program begins, by its rows.
    private static let nearRoutes = 2
    /// The share of a run from which on a linear program that began so is left half solved.
    private static let roughAfterBundle = 0.55
    /// Dives need so many real routes among those in use.
    private static let leastReal = 0.5
    /// Most of a run that the dive may take, and where it has to end.
    private static let (diveShare, lastOfDive) = (0.25, 0.95)
}
