import DenseProblem
import Formulation
import GLPKSolver
import LinearModel
import Scheduling
import Search

/// One run from a scenario to a plan; belongs to the thread that runs it.
struct PlanningEngine<Engine: LinearEngine> {
    /// The whole input.
    let scenario: Scenario
    /// How the plan is to be made.
    let options: PlanningOptions
    /// When to stop.
    let limits: RunLimits
    /// Solves linear and integer programs.
    let engine: Engine
    /// When the run began.
    let start: ContinuousClock.Instant
    /// Told what happens.
    let tell: (PlanningProgress) -> Void

    /// Most routes listed for the exact method when it is tried in passing.
    private static var smallColumnLimit: Int { 3000 }

    /// Most of the run's time or work that listing routes may take, so that there is enough for all
    /// else where they turn out to be too many.
    private static var shareOfListing: Double { 0.25 }

    /// What is known before methods begin.
    private struct Groundwork {
        /// A plan of the pinned visits.
        var pins: DensePlan
        /// Prices of visits at which their crews' minutes were bounded; empty for none.
        var visitPrices: [Double] = []
    }

    /// Makes the plan.
    func run() throws(PlanningFailure) -> PlanningResult {
        var dropped: [Commitment] = []
        let (problem, pins) = try placePins(&dropped)
        let context = SearchContext(problem)
        let keeper = IncumbentKeeper(
            problem,
            start: start,
            mostChanges: options.mostChanges,
            tell: tell
        )
        construct(context, pins: pins, keeper: keeper)
        keeper.note(bound: TrivialBound.points(problem))
        var groundwork = Groundwork(pins: pins)
        if !keeper.isProven {
            let capacity = CapacityBound.solve(problem)
            keeper.note(bound: capacity.points)
            groundwork.visitPrices = capacity.visitPrices
        }
        var stop = StopReason.work
        if !keeper.isProven {
            switch options.method {
            case .greedy: stop = improveQuickly(context, keeper)
            case .exact: stop = solveExactly(context, keeper, groundwork)
            case .auto: stop = solve(context, keeper, groundwork)
            }
        }
        return try finish(context, keeper, stop: stop, dropped: dropped)
    }

    // MARK: Pins and construction

    /// Places the pinned visits, giving up conflicting rows where that was asked for.
    private func placePins(
        _ dropped: inout [Commitment]
    ) throws(PlanningFailure) -> (DenseProblem, DensePlan) {
        var current = scenario
        while true {
            let problem = DenseProblem(current)
            var placement = PinnedPlacement(problem)
            let limits = limits
            switch placement.place(shouldStop: { limits.mustFinish }) {
            case .placed(let plan): return (problem, plan)
            case _ where limits.isWithinOther:
                // What stands there has all pins; by ways through visits that are free it may keep
                // pins together that can't be without these.
                return (
                    problem, options.startingPlan.map { problem.densePlan(from: $0) } ?? DensePlan()
                )
            case .unsettled: throw .pinsNotSettled
            case .conflict(let rows):
                let conflict = rows.map { current.commitments[$0] }
                guard options.dropsConflictingPins, let doomed = leastValuable(rows, current) else {
                    throw .conflictingPins(conflict)
                }
                dropped.append(current.commitments.remove(at: doomed))
            }
        }
    }

    /// Of conflicting rows the one whose visit is worth least; the last of equals.
    private func leastValuable(_ rows: [Int], _ scenario: Scenario) -> Int? {
        func value(_ row: Int) -> Int {
            scenario.commitments[row].visitIndex.map { scenario.visits[$0].value } ?? 0
        }
        return rows.max { (-value($0), $0) < (-value($1), $1) }
    }

    private func construct(_ context: SearchContext, pins: DensePlan, keeper: IncumbentKeeper) {
        keeper.method.append("construction")
        let limits = limits
        let problem = context.problem
        keeper.offer(pins)
        let built = Construction(context).plan(from: pins, shouldStop: { limits.mustStopBuilding })
        keeper.offer(built)
        if let earlier = options.startingPlan {
            keeper.method.append("earlier plan")
            let dense = problem.densePlan(from: earlier)
            keeper.offer(StartingPlan(context).adapt(dense, pins: pins))
        }
        keeper.isBuilding = false
        keeper.publish()
        let begin = ContinuousClock.now
        complete(context, keeper)
        // The last plan will be completed and audited again, which takes about as long as this time.
        limits.reserve(
            ending: (ContinuousClock.now - begin) * 2 + keeper.auditCost * 2 + .milliseconds(20)
        )
        keeper.publish()
    }

    /// Inserts into the best plan whatever still can be inserted with a gain.
    private func complete(_ context: SearchContext, _ keeper: IncumbentKeeper) {
        guard let best = keeper.best else { return }
        let limits = limits
        keeper.offer(
            FinalInsertion(context).complete(best, shouldStop: { limits.mustFinish })
        )
    }

    // MARK: Methods

    private func improveQuickly(_ context: SearchContext, _ keeper: IncumbentKeeper) -> StopReason {
        keeper.phase = "search"
        keeper.method.append("quick improvement")
        guard let best = keeper.best,
            let search = SearchPart(context, start: best, options: options, limits: limits)
        else { return .work }
        search.run(steps: 20_000)
        keeper.offer(search.best)
        return limits.mustStop ? limits.reason : .work
    }

    private func solveExactly(
        _ context: SearchContext,
        _ keeper: IncumbentKeeper,
        _ groundwork: Groundwork
    ) -> StopReason {
        if let stop = enumerate(context, keeper, columnLimit: ExactMethod.columnLimit) {
            return stop
        }
        return solve(context, keeper, groundwork)
    }

    /// Lists all routes and solves the integer program; nil where they are too many or it was not
    /// settled within the limits.
    private func enumerate(
        _ context: SearchContext,
        _ keeper: IncumbentKeeper,
        columnLimit: Int
    ) -> StopReason? {
        keeper.phase = "exact"
        let limits = limits
        let part = limits.part(share: PlanningEngine.shareOfListing)
        var engineLimits = SolveLimits(isCancelled: { limits.mustStop })
        if columnLimit < ExactMethod.columnLimit {
            engineLimits.nodes = 200
            engineLimits.isCancelled = { part.mustStop(after: limits.spent - part.spentBefore) }
        }
        do throws(LinearProgramError) {
            let outcome = try ExactMethod.solve(
                context.problem,
                engine: engine,
                incumbent: keeper.best,
                mostChanges: options.mostChanges,
                columnLimit: columnLimit,
                limits: engineLimits,
                mustStopListing: { part.mustStop(after: $0) },
                spend: { limits.spend($0) }
            )
            guard let outcome else { return nil }
            keeper.method.append("all routes")
            if let best = outcome.best { keeper.offer(best) }
            if let bound = outcome.bound { keeper.note(bound: bound) }
            if keeper.isProven { return .proven }
            return limits.mustStop ? limits.reason : nil
        } catch {
            keeper.method.append("integer program failed")
            return nil
        }
    }

    private func solve(
        _ context: SearchContext,
        _ keeper: IncumbentKeeper,
        _ groundwork: Groundwork
    ) -> StopReason {
        if options.method == .auto,
            let stop = enumerate(
                context,
                keeper,
                columnLimit: PlanningEngine.smallColumnLimit
            )
        {
            return stop
        }
        guard let best = keeper.best,
            let search = SearchPart(context, start: best, options: options, limits: limits)
        else { return .work }
        let bench = Workbench(
            context: context,
            keeper: keeper,
            search: search,
            pins: groundwork.pins
        )
        keeper.phase = "search"
        keeper.method.append("search")
        search.show = { plan in
            if let plan { keeper.offer(plan) } else { keeper.publishIfDue() }
        }
        search.gap = { keeper.gap }
        search.warmUp()
        bench.takeSearch()
        var hasFailed = false
        if !limits.mustStop, !isOutOfReach(context.problem) {
            hasFailed = !generateColumns(bench, visitPrices: groundwork.visitPrices)
        }
        if keeper.isProven { return .proven }
        keeper.phase = "search"
        search.runOut(unless: { keeper.isProven })
        bench.takeSearch()
        if hasFailed { return .solverFailed }
        return limits.mustStop ? limits.reason : .work
    }

    /// Whether so many visits fit each shift that one round of pricing over all of them would take most
    /// of the run, so that the time is better spent on the search (measured: half a step and more a round for
    /// each pair of visits in a shift).
    private func isOutOfReach(_ problem: DenseProblem) -> Bool {
        let pairs = problem.pairsInShifts
        return pairs > 100_000_000 && pairs * 2 > limits.expectedSteps * 3 / 10
    }

    /// Column generation with the search at its side; false where the engine broke down.
    private func generateColumns(_ bench: Workbench, visitPrices: [Double]) -> Bool {
        let keeper = bench.keeper
        guard let incumbent = keeper.best else { return true }
        keeper.phase = "columns"
        keeper.method.append("column generation")
        let limits = limits
        let regions = RegionSeries(bench.problem, seed: options.seed)
        var owner = ColumnEngineOwner(
            mustStop: { limits.mustStop },
            spend: { limits.spend($0) },
            noteBound: { keeper.note(bound: $0) },
            takeRoutes: { bench.search.takeRoutes() },
            searchAWhile: {
                if !regions.haveBegun { bench.search.keepUp() }
                return bench.takeSearch()
            },
            offer: { bench.offer($0) },
            polish: { bench.search(share: 0.01) },
            best: { keeper.best ?? incumbent }
        )
        owner.searchBeside = { if !regions.haveBegun { bench.search.keepUpBeside() } }
        owner.searchEnded = { bench.search.account() }
        owner.takeSearch = { bench.takeSearch() }
        owner.noteShiftBounds = { keeper.shiftBounds = $0 }
        owner.asksForShiftBounds = options.boundsMoreCrews
        owner.memoryBytes = options.memoryLimitBytes
        owner.visitPrices = visitPrices
        owner.improveRegions = {
            improve(regions, of: bench)
            return keeper.total
        }
        owner.leadSearch = { share in
            regions.giveUp()
            bench.search.lead(until: share)
        }
        owner.spentShare = { limits.spentShare }
        do throws(LinearProgramError) {
            _ = try ColumnEngine.run(
                bench.problem,
                engine: engine,
                threads: options.threads,
                incumbent: incumbent,
                owner: owner
            )
            return true
        } catch {
            keeper.method.append("column generation failed")
            return false
        }
    }

    // MARK: The end

    private func finish(
        _ context: SearchContext,
        _ keeper: IncumbentKeeper,
        stop: StopReason,
        dropped: [Commitment]
    ) throws(PlanningFailure) -> PlanningResult {
        keeper.phase = "finish"
        if !keeper.isProven { complete(context, keeper) }
        keeper.publish()
        if keeper.best == nil, options.mostChanges != nil { throw .tooManyChanges }
        guard var result = keeper.audited else { throw .auditFailed(keeper.rejection) }
        result.bound = keeper.bound.flatMap { $0 >= result.score.total ? $0 : nil }
        result.method = keeper.method.joined(separator: ", ")
        result.stop = result.isProvenOptimal ? .proven : stop == .proven ? .work : stop
        result.droppedPins = dropped
        result.shiftBounds = keeper.shiftBounds
        return result
    }
}
