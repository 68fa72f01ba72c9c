import LinearModel
import RouteColumns

/// Closes what is left between bound and plan by routes that are all listed.
extension ColumnEngine {
    /// The part of what is left of a run that a search among listed routes may take.
    private static let searchShare = 0.2
    /// The same where the search can end with the proof, so that nothing else is left to do.
    private static let lastSearchShare = 0.7

    /// The part of what is left of a run that listing may take.
    private static let listShare = 0.1

    /// Lists begun to close a gap, each nearer to the bound than the one before.
    private static let listTries = 2

    /// Most routes listed to close a gap.
    private static let listLimit = 300_000

    /// Lists all routes that a plan within some points of the bound can use, and searches among them.
    ///
    /// Either such a plan is found, or the bound falls by these points. They are as many as are left to
    /// the best plan, where routes are not too many then; else fewer.
    mutating func closeGap(engine: some LinearEngine) throws(LinearProgramError) {
        guard let prices = generation.bestPrices else { return }
        let gap = generation.bound - bestTotal
        guard listing.isDue(gap: gap, bound: generation.bound) else { return }
        let share = owner.spentShare()
        let until = share + (1 - share) * ColumnEngine.listShare
        for _ in 0..<ColumnEngine.listTries {
            guard let slack = listing.next(gap: gap), !owner.mustStop() else { return }
            let goal = generation.bound - slack
            guard goal < bound else { return }
            let listed = generation.round.everyRoute(
                prices,
                bestOfClass: generation.bestOfClass,
                goal: goal + 1,
                limit: ColumnEngine.listLimit,
                spend: control.spend,
                mustStop: { owner.mustStop() || owner.spentShare() > until }
            )
            guard let listed else {
                listing.noteTooMany(slack)
                continue
            }
            try search(listed, goal: goal, engine: engine)
            if bound > max(goal, bestTotal) { listing.noteTooMany(slack) }
            return
        }
    }

    /// Searches the routes that plans better than a goal can use.
    private mutating func search(
        _ listed: [RouteColumn],
        goal: Int,
        engine: some LinearEngine
    ) throws(LinearProgramError) {
        let share = owner.spentShare()
        let part = goal <= bestTotal ? ColumnEngine.lastSearchShare : ColumnEngine.searchShare
        let until = share + (1 - share) * part
        // Where the clock limits the run, programs end with the part as well; where work does, by their
        // nodes, since work counts once they are over. The engine asks from the thread that called it.
        nonisolated(unsafe) let spentShare = owner.spentShare
        let mustStop = owner.mustStop
        let limits = SolveLimits(isCancelled: { mustStop() || spentShare() > until })
        var search = ListedSearch(
            generation.master.space,
            engine: engine,
            control: ColumnGeneration.Control(
                mustStop: mustStop,
                limits: limits,
                spend: control.spend
            ),
            goal: goal
        )
        try search.run(
            columns: listed,
            cuts: generation.master.cuts.map(\.cut),
            start: generation.master.columns,
            bound: min(bound, generation.bound),
            mustStop: { owner.mustStop() || owner.spentShare() > until },
            offer: { plan in
                bestTotal = max(bestTotal, owner.offer(plan))
                return bestTotal
            },
            noteBound: { note($0) }
        )
        // Parts are worth a new start only where little is left, and not without end.
        let isNear = (min(bound, generation.bound) - bestTotal) * 200 <= max(1, abs(bestTotal))
        if !isProven, goal <= bestTotal, isNear, !refinement.isSpent {
            finerCuts = search.finerCuts
        }
    }
}
