import DenseProblem
import Search

/// The search of a run, with its share of the work.
///
/// Shares are counted in elementary steps, so that under a work limit no clock steers them.
final class SearchPart {
    private let search: LargeNeighbourhoodSearch
    private let limits: RunLimits
    /// Elementary steps of the whole run, as far as that is known beforehand.
    private let wholeRun: Int
    /// Told now and then of the best plan, where it is better than the last time, else of nothing;
    /// never changes the search.
    var show: (DensePlan?) -> Void = { _ in }
    /// The best total when it was last shown, and the steps of the search by then.
    private var shown = (total: Int.min, work: 0)
    /// Steps spent by others when the search last ran.
    private var othersBefore = 0
    /// How far the bound lies above the best plan, as a part of it; 0 where that is not known.
    ///
    /// Asked where work is accounted for, never beside a round of pricing, which may change it.
    var gap: () -> Double = { 0 }
    private var lastGap = 0.0
    /// Share of the work that the search gets while columns are generated, as long as it finds better
    /// plans, or the bound is as far off as that.
    private static let mostBeside = 0.2
    /// The same now.
    private(set) var shareBeside = SearchPart.mostBeside
    /// Most of the work that the search gets before that.
    private let mostWarmUp: Double
    /// The best total, and the steps of the search, when that share was last looked at.
    private var looked = (total: 0, work: 0)
    private var counted = 0
    /// The last part of the search, once that has begun.
    private var ending: SearchEnding?

    /// A search from a plan; nil where the plan breaks a rule.
    init?(
        _ context: SearchContext,
        start: DensePlan,
        options: PlanningOptions,
        limits: RunLimits
    ) {
        guard
            let search = LargeNeighbourhoodSearch(context, start: start, seed: options.seed)
        else { return nil }
        self.search = search
        // Where there are very many visits, the search goes on beside pricing for long.
        mostWarmUp = context.problem.visits.count < 4000 ? 0.2 : 0.05
        looked = (search.bestTotal, search.work)
        self.limits = limits
        wholeRun = limits.expectedSteps
        othersBefore = limits.spent
    }

    /// The best plan so far.
    var best: DensePlan { search.best }

    /// Points that a step may lose now with a chance of 1 in e.
    var temperature: Double { search.temperature }

    /// Makes a number of search steps.
    func run(steps: Int) {
        let limits = limits
        search.run(steps: steps, shouldStop: { limits.mustStop })
        account()
    }

    /// Runs for a share of the whole run.
    func run(share: Double) { run(work: Int(Double(wholeRun) * share)) }

    /// Runs for a small share of the whole run, and on while the plan gets visibly better.
    func warmUp() {
        // A part of a plan was searched before.
        guard !limits.isWithinOther else { return run(share: 0.1) }
        // Short runs live on the search: two seconds' steps, or a quarter of all.
        var share = min(0.25, max(0.04, 100_000_000 / Double(max(1, wholeRun))))
        run(share: share)
        var before = search.bestTotal
        while share < mostWarmUp, !limits.mustStop {
            run(share: 0.01)
            share += 0.01
            if (search.bestTotal - before) * 2000 < abs(before) { break }
            before = search.bestTotal
        }
    }

    /// Runs until the search has had its share of what others spent since it last ran.
    func keepUp() {
        let due = due
        guard due > SearchPart.leastDue else { return }
        coolDown()
        run(work: due)
        reconsiderShare()
    }

    /// The same beside other work of the run, perhaps on another thread; ``account()`` follows.
    ///
    /// What is spent counts only then, so that neither sees how far the other is: a work limit would
    /// end them here or there as threads happen to run.
    func keepUpBeside() {
        let due = due
        guard due > SearchPart.leastDue else { return }
        othersBefore = othersSpent
        coolDown()
        advance(work: due)
        reconsiderShare()
    }

    /// Counts what was done since the last time.
    func account() {
        limits.spend(search.work - counted)
        counted = search.work
        lastGap = gap()
    }

    /// Lets the search have less of the work where it has stopped finding better plans.
    private func reconsiderShare() {
        guard ending == nil, search.work - looked.work >= wholeRun / 100 else { return }
        let hasGained = (search.bestTotal - looked.total) * 5000 > abs(search.bestTotal)
        // A bound that is still far off halfway will not meet the plan.
        let isLate = limits.spentShare > 0.5
        let least = max(Self.mostBeside / 4, isLate ? min(0.5, 2 * lastGap) : 0)
        shareBeside = hasGained ? max(least, Self.mostBeside) : max(least, shareBeside * 0.7)
        looked = (search.bestTotal, search.work)
    }

    /// Steps that the search may do to have its share of what others spent since it last ran.
    private var due: Int {
        Int(Double(othersSpent - othersBefore) * shareBeside / (1 - shareBeside))
    }

    private var othersSpent: Int { limits.spent - counted }

    /// Fewer steps are left for later.
    private static let leastDue = 1_000_000

    /// Runs until the limits, and cools down by then; without a limit of either kind, to the end of a run as
    /// long as it would be by default.
    ///
    /// - Parameter isEnough: asked now and then whether to end before.
    func runOut(unless isEnough: () -> Bool) {
        beginEnding(sharedUntil: 0)
        let part = max(Self.leastDue, min(Self.mostOfPart, wholeRun / Self.partsOfRun))
        while !limits.isOver, !isEnough() {
            coolDown()
            run(work: part)
        }
    }

    /// Cools from hot to cold by the end of the run, with more than a third of the work until a share of the run
    /// is spent, and then with all of it.
    func lead(until share: Double) {
        beginEnding(sharedUntil: share)
        shareBeside = SearchEnding.shareBefore
    }

    /// Begins the last part, or another stretch of it.
    private func beginEnding(sharedUntil share: Double) {
        ending = SearchEnding(
            begin: limits.shareToEnd,
            sharedUntil: share,
            stepsBefore: search.progress.steps
        )
    }

    /// Takes account, where the search is to be cold by the end of the run, of how far that is off now.
    private func coolDown() {
        let steps = ending?.stepsLeft(by: limits.shareToEnd, steps: search.progress.steps)
        guard let steps else { return }
        search.coolDown(within: steps)
    }

    /// Parts in which it runs to the end, half a second each at the most.
    private static let (partsOfRun, mostOfPart) = (50, 20_000_000)

    private func run(work: Int) {
        advance(work: work) {
            account()
            showNowAndThen()
        }
        othersBefore = othersSpent
    }

    /// Makes steps until they are so much work; says so each time that some are made.
    private func advance(work: Int, onSteps: () -> Void = {}) {
        let limits = limits
        let end = search.work + work
        while search.work < end, !limits.mustStop {
            search.run(steps: 512, shouldStop: { limits.mustStop })
            onSteps()
        }
    }

    /// Shows a better plan once some tenths of a second's work were done since the last one.
    private func showNowAndThen() {
        guard search.work - shown.work >= 20_000_000 else { return }
        shown.work = search.work
        let isBetter = search.bestTotal > shown.total
        shown.total = search.bestTotal
        show(isBetter ? search.best : nil)
    }

    /// Goes on from a plan.
    func adopt(_ plan: DensePlan) {
        let before = search.bestTotal
        _ = search.adopt(plan)
        // What others have found is no gain of the search.
        looked.total += search.bestTotal - before
    }

    /// Routes seen since the last call.
    func takeRoutes() -> [(shift: Int, tasks: [Int32])] {
        search.drainRoutes().map { ($0.shift, $0.tasks) }
    }
}

/// The last part of a search, by the end of which it is to be cold.
struct SearchEnding {
    /// The share of the run that was spent when it began.
    let begin: Double
    /// The share of the run until which the search has a part of the work only.
    let sharedUntil: Double
    /// Steps of the search by the beginning.
    let stepsBefore: Int
    /// What the search has of the work until then: the more it is, the better its plan, and the later the bound.
    static let shareBefore = 0.35
    /// The part of what is left of the run after which its pace is known.
    private static let leastPart = 0.01

    /// Foretells the rest of the search.
    ///
    /// - Parameters:
    ///   - share: of the run that is spent.
    ///   - steps: of the search so far.
    /// - Returns: steps that fit into the rest of the run at the pace so far; nil where that isn't known yet.
    func stepsLeft(by share: Double, steps: Int) -> Int? {
        let made = Double(steps - stepsBefore)
        guard share < 1, share > begin + (1 - begin) * Self.leastPart, made > 0 else { return nil }
        return Int(
            min(1e12, made / searched(from: begin, to: share) * searched(from: share, to: 1))
        )
    }

    /// What the search has of a part of the run, as a share of the run.
    private func searched(from begin: Double, to end: Double) -> Double {
        end - begin - max(0, min(end, sharedUntil) - begin) * (1 - SearchEnding.shareBefore)
    }
}
