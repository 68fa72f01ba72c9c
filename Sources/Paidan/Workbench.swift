import DenseProblem
import Search

/// What the methods of a run work on.
struct Workbench {
    /// The problem and its tables.
    let context: SearchContext
    /// Holds the best plan.
    let keeper: IncumbentKeeper
    /// The search of the run.
    let search: SearchPart
    /// A plan of the pinned visits.
    private let pins: DensePlan
    private let starting: StartingPlan

    init(context: SearchContext, keeper: IncumbentKeeper, search: SearchPart, pins: DensePlan) {
        self.context = context
        self.keeper = keeper
        self.search = search
        self.pins = pins
        starting = StartingPlan(context)
    }

    /// The compiled scenario.
    var problem: DenseProblem { context.problem }

    /// Searches for a share of the run; answers with the total of the best plan.
    func search(share: Double) -> Int {
        search.run(share: share)
        return takeSearch()
    }

    /// Takes what the search has found so far; answers with the total of the best plan.
    @discardableResult
    func takeSearch() -> Int {
        keeper.offer(search.best)
        return keeper.total
    }

    /// Takes a plan over as far as it fits, with all pins; answers with the total of the best one.
    func offer(_ plan: DensePlan) -> Int {
        let whole = starting.adapt(plan, pins: pins)
        keeper.offer(whole)
        search.adopt(whole)
        return keeper.total
    }
}
