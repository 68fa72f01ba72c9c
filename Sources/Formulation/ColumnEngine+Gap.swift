import LinearModel
import RouteColumns

/// Closes what is left between bound and plan by routes that are all listed.
extension ColumnEngine {
    /// The least and the largest part of what is left of a run that a search among listed routes may take
    /// at a time; in between it is the part of the gap that it may close.
    private static let searchShares = (least: 0.2, most: 0.7)

    /// The part of what is left of a run that listing may take, and where it can lead to the proof.
    private static let listShare = 0.1
    private static let lastListShare = 0.3

    /// Lists begun to close a gap, each nearer to the bound than the one before.
    private static let listTries = 2

    /// Most routes listed to close a gap.
    private static let mostListed = 1_000_000

    /// Lists all routes that a plan within some points of the bound can use, and searches among them.
    ///
    /// Either such a plan is found, or the bound falls by these points. They are as many as are left to
    /// the best plan, where routes are not too many then; else fewer. A search that was left is gone on
    /// with before another one begins.
    mutating func closeGap(engine: some LinearEngine) throws(LinearProgramError) {
        if let left = listedSearch {
            if left.search.goal < min(bound, generation.bound) { return try search(engine: engine) }
            // Other ways have brought the bound below all that it could prove.
            listedSearch = nil
        }
        guard let prices = generation.bestPrices else { return }
        let gap = generation.bound - bestTotal
        guard listing.isDue(gap: gap, bound: generation.bound) else { return }
        for _ in 0..<ColumnEngine.listTries {
            guard let slack = listing.next(gap: gap), !owner.mustStop() else { return }
            let share = owner.spentShare()
            let part = slack >= gap ? ColumnEngine.lastListShare : ColumnEngine.listShare
            let until = share + (1 - share) * part
            let goal = generation.bound - slack
            guard goal < bound else { return }
            let listed = generation.round.everyRoute(
                prices,
                bestOfClass: generation.bestOfClass,
                goal: goal + 1,
                limit: listLimit,
                spend: control.spend,
                mustStop: { owner.mustStop() || owner.spentShare() > until }
            )
            guard let listed else {
                listing.noteTooMany(slack)
                continue
            }
            let search = ListedSearch(
                layout,
                columns: listed,
                cuts: generation.master.cuts.map(\.cut),
                start: generation.master.columns,
                goal: goal,
                bound: min(bound, generation.bound)
            )
            listedSearch = (search, slack)
            return try self.search(engine: engine)
        }
    }

    /// Most routes listed: a kilobyte of memory each, where that is limited.
    private var listLimit: Int {
        min(ColumnEngine.mostListed, (owner.memoryBytes ?? .max) / 1000)
    }

    /// Goes on with the search among listed routes for a part of the run.
    private mutating func search(engine: some LinearEngine) throws(LinearProgramError) {
        guard let left = listedSearch else { return }
        var search = left.search
        listedSearch = nil
        let share = owner.spentShare()
        let until = share + (1 - share) * partForSearch(goal: search.goal)
        // Where the clock limits the run, programs end with the part as well; where work does, by their
        // nodes, since work counts once they are over. The engine asks from the thread that called it.
        nonisolated(unsafe) let spentShare = owner.spentShare
        let mustStop = owner.mustStop
        let limits = SolveLimits(isCancelled: { mustStop() || spentShare() > until })
        try search.run(
            bestTotal: bestTotal,
            engine: engine,
            control: ColumnGeneration.Control(
                mustStop: mustStop,
                limits: limits,
                spend: control.spend
            ),
            mustStop: { owner.mustStop() || owner.spentShare() > until },
            offer: { plan in
                bestTotal = max(bestTotal, owner.offer(plan))
                return bestTotal
            },
            noteBound: { note($0) }
        )
        guard search.isOver else {
            listedSearch = (search, left.slack)
            return
        }
        if search.bound > search.goal { listing.noteTooMany(left.slack) }
        // Parts are worth a new start only where little is left, and not without end.
        let isNear = (min(bound, generation.bound) - bestTotal) * 200 <= max(1, abs(bestTotal))
        if !isProven, search.goal <= bestTotal, isNear, !refinement.isSpent {
            finerCuts = search.finerCuts
        }
    }

    /// The part of what is left of the run that a search for plans better than a goal may take now.
    private func partForSearch(goal: Int) -> Double {
        let known = min(bound, generation.bound)
        let closed = Double(known - max(goal, bestTotal)) / Double(max(1, known - bestTotal))
        return max(ColumnEngine.searchShares.least, min(ColumnEngine.searchShares.most, closed))
    }
}
