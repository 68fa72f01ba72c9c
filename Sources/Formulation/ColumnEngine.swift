import DenseProblem
import LinearModel
import RouteColumns

/// Column generation, cuts and dives on the whole problem, as long as its owner lets it.
///
/// Of starts of coupled visits the relaxation knows the part: within it each route starts when it
/// likes. Parts are cut where routes disagree (``StartParts``). So the bound is that of a relaxation,
/// and plans are repaired where routes disagree.
public struct ColumnEngine {
    /// Why the engine came back.
    public enum End: Sendable {
        /// The bound meets the best plan.
        case proven
        /// The owner asked it to stop, or its part of the run is over.
        case stopped
        /// There is nothing more that it can do.
        case exhausted
    }

    let problem: DenseProblem
    let owner: ColumnEngineOwner
    let generation: ColumnGeneration
    let control: ColumnGeneration.Control
    let lookup: ColumnLookup
    /// Rows before any were added.
    let rowCount: Int
    var bestTotal: Int
    /// The bound proven by listing routes, or with other parts of starts.
    var bound: Int
    /// Finer parts of starts, once they are called for.
    var finerCuts: [Int: [Int]]?
    let refinement: StartRefinement
    var listing: ListingEffort
    /// A search among listed routes that was left and may be gone on with,
    /// and the points below the bound of then that its list reaches.
    var listedSearch: (search: ListedSearch, slack: Int)?
    /// Whether the relaxation was left half solved, so that there is a plan in time.
    private var isRough = false
    /// Whether the dive before was from such a relaxation.
    private var isAfterRough = false

    /// The rows that searches among listed routes begin with.
    let layout: RowLayout
    var blocks: BlockChoice
    var blockSize = 12

    /// Beyond what sizes it goes about the linear program in another way.
    let sizes: Sizes

    /// Most rounds of cuts before the first dive, and after each further one.
    private static let cutRounds = 3
    /// Most dives near the best plan after one that is free.
    private static let nearDives = 3

    /// Runs until the proof, the end of what it can do, or the owner's word.
    ///
    /// - Parameters:
    ///   - problem: the compiled scenario.
    ///   - engine: solves the linear programs.
    ///   - threads: threads to price with.
    ///   - incumbent: the best plan known; it must keep all pins.
    ///   - owner: answers questions on the way.
    /// - Returns: why it came back.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    public static func run(
        _ problem: DenseProblem,
        engine: some LinearEngine,
        threads: Int,
        incumbent: DensePlan,
        owner: ColumnEngineOwner
    ) throws(LinearProgramError) -> End {
        try run(
            problem,
            engine: engine,
            threads: threads,
            incumbent: incumbent,
            owner: owner,
            sizes: Sizes()
        )
    }

    /// The same with other sizes than those that serve best.
    static func run(
        _ problem: DenseProblem,
        engine: some LinearEngine,
        threads: Int,
        incumbent: DensePlan,
        owner: ColumnEngineOwner,
        sizes: Sizes
    ) throws(LinearProgramError) -> End {
        let whole = ColumnSpace(problem, holdsForMoreCrews: owner.asksForShiftBounds)
        var refinement = StartRefinement(byDay: whole)
        var incumbent = incumbent
        var owner = owner
        let noteBound = owner.noteBound
        var least = Int.max
        // With other parts bounds begin anew; only better ones are news.
        owner.noteBound = { new in
            guard new < least else { return }
            least = new
            noteBound(new)
        }
        while true {
            let (end, next) = try engine.withProgram(.maximise) {
                program throws(LinearProgramError) -> (End, StartRefinement?) in
                let space =
                    refinement.cuts.isEmpty
                    ? whole
                    : ColumnSpace(
                        problem,
                        cuts: refinement.cuts,
                        holdsForMoreCrews: owner.asksForShiftBounds
                    )
                let layout = RowLayout(space)
                var run = ColumnEngine(
                    problem,
                    layout: layout,
                    master: try RestrictedMaster(layout, program: program),
                    threads: threads,
                    incumbent: incumbent,
                    owner: owner,
                    refinement: refinement,
                    sizes: sizes
                )
                let end = try run.run(incumbent, engine: engine)
                return (end, run.nextRefinement())
            }
            guard let next, end == .exhausted, !owner.mustStop() else { return end }
            owner.spend(next.columns.count * 2_000)
            refinement = next
            incumbent = owner.best()
        }
    }

    private init(
        _ problem: DenseProblem,
        layout: RowLayout,
        master: RestrictedMaster,
        threads: Int,
        incumbent: DensePlan,
        owner: ColumnEngineOwner,
        refinement: StartRefinement,
        sizes: Sizes
    ) {
        self.problem = problem
        self.sizes = sizes
        self.owner = owner
        self.refinement = refinement
        bound = refinement.bound
        let nodeBytes = min(Pricer.mostNodeBytes, (owner.memoryBytes ?? .max) / 4)
        generation = ColumnGeneration(master, threads: threads, nodeBytes: nodeBytes)
        generation.onBound = owner.noteBound
        generation.onRound = owner.takeSearch
        generation.beside = owner.searchBeside
        generation.besideEnded = owner.searchEnded
        generation.spentShare = owner.spentShare
        generation.visitPrices = owner.visitPrices
        control = ColumnGeneration.Control(
            mustStop: owner.mustStop,
            limits: SolveLimits(isCancelled: owner.mustStop),
            spend: owner.spend
        )
        lookup = ColumnLookup(master.space)
        rowCount = master.model.rows.count
        self.layout = layout
        blocks = BlockChoice(master.space)
        bestTotal = problem.score(of: incumbent).total
        listing = ListingEffort(total: bestTotal, nodeCount: master.space.nodes.count)
    }

    var isProven: Bool { min(bound, generation.bound) <= bestTotal }

    private mutating func run(
        _ incumbent: DensePlan,
        engine: some LinearEngine
    ) throws(LinearProgramError) -> End {
        defer { noteShiftBounds() }
        if isHuge { return runHuge() }
        try generation.master.addCuts(refinement.subsetCuts)
        try generation.master.add(routesOf: incumbent, lookup: lookup)
        try generation.master.add(refinement.columns(in: generation.master.space))
        if rowCount > sizes.bundle, refinement.bound == .max { try startFromBundle() }
        if isProven { return .proven }
        if owner.mustStop() { return .stopped }
        try addSearchRoutes()
        generation.mayBeRough = !isLarge
        generation.divesFollow = !isLarge
        var end = try generation.run(control)
        isRough = end == .rough
        generation.mayBeRough = false
        var round: UInt64 = 0
        while true {
            bestTotal = max(bestTotal, owner.searchAWhile())
            if isProven { return .proven }
            if end == .stopped || owner.mustStop() { return .stopped }
            if end == .failed { return .exhausted }
            if round == 0, callsForFinerParts() { return .exhausted }
            round += 1
            let (cuts, gain) = try improve(round: round, engine: engine)
            (isAfterRough, isRough) = (isRough, false)
            if isProven { return .proven }
            if owner.mustStop() { return .stopped }
            if finerCuts != nil { return .exhausted }
            if cuts == 0, !gain, round > 12 { return .exhausted }
            try addSearchRoutes()
            end = try generation.run(control)
        }
    }

    /// Cuts, a dive, lists and blocks; returns the number of cuts, and whether the plan got better.
    ///
    /// Blocks come right after the dive, whose routes are the best that they can begin with.
    private mutating func improve(
        round: UInt64,
        engine: some LinearEngine
    ) throws(LinearProgramError) -> (cuts: Int, gain: Bool) {
        // After a rough start the rest of the run may be too short for a better bound.
        let isShort = isRough || isAfterRough && owner.spentShare() > 0.65
        let cuts = isShort ? 0 : try tighten(rounds: round == 1 ? 1 : ColumnEngine.cutRounds)
        if isProven || owner.mustStop() { return (cuts, false) }
        blocks.note(generation.master)
        var gain = isLarge ? false : try dives(seed: round, isFree: !isAfterRough)
        // The rest is of use with a relaxation that is solved.
        guard !isRough, !isProven else { return (cuts, gain) }
        try closeGap(engine: engine)
        if isProven { return (cuts, gain) }
        gain = try improveBlocks(engine: engine) || gain
        if isProven { return (cuts, gain) }
        try closeGap(engine: engine)
        return (cuts, gain)
    }

    /// Tells what no plan with one more crew in a shift is worth more than.
    ///
    /// Prices that bound the plans of these crews bound those of more crews too: the sum grows by the
    /// price of the crew and the worth of its best route, by what overtime in the shift would gain
    /// where the team's minutes are priced too high, and by the prices of rows that count on its crews.
    private func noteShiftBounds() {
        let space = generation.master.space
        guard let prices = generation.bestPrices, !space.dependsOnCrews else { return }
        let model = generation.master.model
        var bounds = [Int](repeating: generation.bound, count: problem.shifts.count)
        for (number, entry) in space.classes.enumerated() {
            var units = prices.rowPrice[model.crewsRow[number]]
            units += max(0, generation.bestOfClass[number])
            units += prices.charges(ofOneMoreCrewIn: number, master: generation.master)
            let fair = model.fairMinutesRow[model.team(ofClass: number)]
            if fair >= 0 {
                let weight = problem.scenario.weights.fair * PriceScale.unit
                let minutes = Int(
                    problem.shifts.end[entry.shift] - problem.shifts.start[entry.shift]
                )
                units += max(0, prices.rowPrice[fair] - weight) * minutes
            }
            let points = (units + PriceScale.unit - 1) / PriceScale.unit
            bounds[entry.shift] = max(bounds[entry.shift], generation.bound + points)
        }
        owner.noteShiftBounds(bounds)
    }

    /// Adds violated cuts and solves again, a few times; returns the number of cuts added.
    private mutating func tighten(rounds: Int) throws(LinearProgramError) -> Int {
        guard !isLarge, !generation.isFocusing else { return 0 }
        var added = 0
        for _ in 0..<rounds {
            if owner.mustStop() || isProven { break }
            let most = min(200, 30 + problem.visits.count / 6)
            let cuts = SubsetRowSeparation.violated(in: generation.master, most: most, perItem: 5)
            if cuts.isEmpty { break }
            try generation.master.addCuts(cuts)
            added += cuts.count
            let before = generation.master.objective
            let end = try generation.run(control, method: .dual)
            guard end == .converged || end == .closeEnough else { break }
            // A round that hardly moves the relaxation is not worth what it costs in pricing.
            if before - generation.master.objective < 1e-5 * abs(before) { break }
        }
        return added
    }

    /// Dives, then dives again near the best plan as long as that leads to better ones.
    ///
    /// - Parameters:
    ///   - seed: makes dives differ.
    ///   - isFree: whether the first is free of the best plan.
    /// - Returns: whether there is a better plan.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    private mutating func dives(seed: UInt64, isFree: Bool) throws(LinearProgramError) -> Bool {
        var gain = isFree ? try dive(seed: seed, isNear: false) : false
        if isRough { return gain }
        for number in 1...ColumnEngine.nearDives {
            if isProven || owner.mustStop() { break }
            let before = bestTotal
            guard try dive(seed: seed &+ UInt64(number) << 32, isNear: true) else { break }
            gain = true
            // Blocks gain more than a dive that closes less than a tenth of the gap.
            let gap = min(bound, generation.bound) - before
            if (bestTotal - before) * 10 < gap { break }
        }
        return gain
    }

    /// Dives and offers the plan; true where it led to a better one.
    private mutating func dive(seed: UInt64, isNear: Bool) throws(LinearProgramError) -> Bool {
        let near = isNear ? routes(of: owner.best()) ?? [] : []
        let chosen = try Dive.run(generation, control, seed: seed, near: near)
        guard let plan = feasiblePlan(chosen) else { return false }
        let total = max(owner.offer(plan), owner.polish())
        let isBetter = total > bestTotal
        bestTotal = max(bestTotal, total)
        return isBetter
    }

    /// Whether routes of the relaxation disagree on starts so much that finer parts are worth the
    /// relaxation's being solved anew; notes those parts.
    private mutating func callsForFinerParts() -> Bool {
        let master = generation.master
        guard !isLarge, !generation.isFocusing, owner.spentShare() < 0.4,
            refinement.isWorthwhile(at: master.objective, total: bestTotal)
        else { return false }
        let chosen = master.columns.indices.map { route in
            (column: master.columns[route], value: master.value(ofRoute: route))
        }
        finerCuts = StartParts(chosen.filter { $0.value > 1e-6 }, in: master.space).finer()
        return finerCuts != nil
    }

    /// What another run with finer parts of starts begins with; nil where none is called for.
    private func nextRefinement() -> StartRefinement? {
        guard let finerCuts else { return nil }
        return refinement.next(
            cuts: finerCuts,
            bound: min(bound, generation.bound),
            master: generation.master
        )
    }

    mutating func note(_ new: Int) {
        guard new < bound else { return }
        bound = new
        owner.noteBound(new)
    }

    func feasiblePlan(_ chosen: [RouteColumn]) -> DensePlan? {
        FeasiblePlan.plan(of: chosen, in: generation.master.space)
    }

    /// Adds routes of the search; where prices are known, no more than rows, the most promising ones.
    private func addSearchRoutes() throws(LinearProgramError) {
        let master = generation.master
        var routes = owner.takeRoutes().compactMap {
            master.space.column(shift: $0.shift, tasks: $0.tasks, lookup: lookup)
        }
        let most = max(1000, master.model.rows.count)
        if routes.count > most, master.objective > -.infinity {
            let worth = routes.map { master.reducedCost(of: $0) }
            let order = routes.indices.sorted { (worth[$1], $0) < (worth[$0], $1) }
            routes = order.prefix(most).map { routes[$0] }
        }
        try master.add(routes)
    }
}
