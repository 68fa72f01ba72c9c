import DenseProblem
import LinearModel
import RouteColumns

/// What the column engine asks of and tells its owner.
public struct ColumnEngineOwner {
    /// Whether to stop at once; asked from several threads.
    public var mustStop: @Sendable () -> Bool
    /// Told of deterministic work done, in elementary steps.
    public var spend: (Int) -> Void
    /// Told of each better bound, in points.
    public var noteBound: (Int) -> Void
    /// Asked for routes found by the search since the last call, as (shift, tasks).
    public var takeRoutes: () -> [(shift: Int, tasks: [Int32])]
    /// Lets the search run beside; answers with the total of the best plan known.
    public var searchAWhile: () -> Int
    /// Handed a plan; may improve it, and answers with the total of the best plan known.
    public var offer: (DensePlan) -> Int

    /// An owner given by its answers.
    public init(
        mustStop: @escaping @Sendable () -> Bool,
        spend: @escaping (Int) -> Void,
        noteBound: @escaping (Int) -> Void,
        takeRoutes: @escaping () -> [(shift: Int, tasks: [Int32])],
        searchAWhile: @escaping () -> Int,
        offer: @escaping (DensePlan) -> Int
    ) {
        self.mustStop = mustStop
        self.spend = spend
        self.noteBound = noteBound
        self.takeRoutes = takeRoutes
        self.searchAWhile = searchAWhile
        self.offer = offer
    }
}

/// Column generation, cuts and dives on the whole problem, as long as its owner lets it.
///
/// Starts of coupled visits are left out of the relaxation: each route starts them when it likes. So
/// the bound is that of a relaxation, and plans are repaired where routes disagree.
public struct ColumnEngine {
    /// Why the engine came back.
    public enum End: Sendable {
        /// The bound meets the best plan.
        case proven
        /// The owner asked it to stop.
        case stopped
        /// There is nothing more that it can do.
        case exhausted
    }

    private let problem: DenseProblem
    private let owner: ColumnEngineOwner
    private let generation: ColumnGeneration
    private let control: ColumnGeneration.Control
    private let lookup: ColumnLookup
    private var bestTotal: Int
    /// The bound proven by this engine.
    private var bound = Int.max
    /// The gap in points at which all routes that matter were last listed.
    private var lastListedGap = 1 << 40

    /// Most rounds of cuts before the first dive, and after each further one.
    private static let cutRounds = 3

    /// Most routes listed to close a gap.
    private static let listLimit = 20_000

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
        try engine.withProgram(.maximise) { program throws(LinearProgramError) -> End in
            let space = ColumnSpace(problem)
            let master = try RestrictedMaster(space, program: program)
            var run = ColumnEngine(
                problem,
                master: master,
                threads: threads,
                incumbent: incumbent,
                owner: owner
            )
            return try run.run(incumbent, engine: engine)
        }
    }

    private init(
        _ problem: DenseProblem,
        master: RestrictedMaster,
        threads: Int,
        incumbent: DensePlan,
        owner: ColumnEngineOwner
    ) {
        self.problem = problem
        self.owner = owner
        generation = ColumnGeneration(master, threads: threads)
        generation.onBound = owner.noteBound
        generation.onRound = { _ = owner.searchAWhile() }
        control = ColumnGeneration.Control(
            mustStop: owner.mustStop,
            limits: SolveLimits(isCancelled: owner.mustStop),
            spend: owner.spend
        )
        lookup = ColumnLookup(master.space)
        bestTotal = problem.score(of: incumbent).total
    }

    private var isProven: Bool { min(bound, generation.bound) <= bestTotal }

    private mutating func run(
        _ incumbent: DensePlan,
        engine: some LinearEngine
    ) throws(LinearProgramError) -> End {
        try addRoutes(of: incumbent)
        try addSearchRoutes()
        var end = try generation.run(control)
        var round: UInt64 = 0
        while true {
            bestTotal = max(bestTotal, owner.searchAWhile())
            if isProven { return .proven }
            if end == .stopped || owner.mustStop() { return .stopped }
            if end == .failed { return .exhausted }
            let cuts = try tighten()
            if isProven { return .proven }
            if owner.mustStop() { return .stopped }
            round += 1
            let gain = try dive(seed: round)
            if isProven { return .proven }
            try closeGap(engine: engine)
            if isProven { return .proven }
            if owner.mustStop() { return .stopped }
            if cuts == 0, !gain, round > 12 { return .exhausted }
            try addSearchRoutes()
            end = try generation.run(control)
        }
    }

    /// Adds violated cuts and solves again, a few times; returns the number of cuts added.
    private mutating func tighten() throws(LinearProgramError) -> Int {
        var added = 0
        for _ in 0..<ColumnEngine.cutRounds {
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

    /// Dives and offers the plan; true where it led to a better one.
    private mutating func dive(seed: UInt64) throws(LinearProgramError) -> Bool {
        let chosen = try Dive.run(generation, control, seed: seed)
        guard let plan = feasiblePlan(chosen) else { return false }
        let total = owner.offer(plan)
        let isBetter = total > bestTotal
        bestTotal = max(bestTotal, total)
        return isBetter
    }

    /// Lists all routes that a better plan can use, and solves the integer program over them.
    private mutating func closeGap(engine: some LinearEngine) throws(LinearProgramError) {
        guard let prices = generation.bestPrices else { return }
        let gap = min(bound, generation.bound) - bestTotal
        guard gap * 4 <= lastListedGap * 3 || gap < lastListedGap && gap <= 8,
            gap * 200 <= max(1, abs(bestTotal))
        else { return }
        lastListedGap = gap
        let listed = generation.round.everyRoute(
            prices,
            bestOfClass: generation.bestOfClass,
            goal: bestTotal + 1,
            limit: ColumnEngine.listLimit,
            mustStop: owner.mustStop
        )
        guard let listed else { return }
        owner.spend(listed.count * 5_000)
        let program = EnumeratedProgram(
            model: MasterModel(generation.master.space, linksAll: true),
            columns: listed,
            cuts: generation.master.cuts.map(\.cut)
        )
        let solved = try program.solve(engine: engine, limits: listLimits())
        owner.spend(solved.integer.iterations * listed.count)
        if solved.isInfeasible { note(bestTotal) }
        if let points = solved.bound { note(max(points, bestTotal)) }
        guard !solved.chosen.isEmpty, let plan = feasiblePlan(solved.chosen) else { return }
        bestTotal = max(bestTotal, owner.offer(plan))
    }

    private func listLimits() -> SolveLimits {
        var limits = control.limits
        limits.nodes = 2_000
        return limits
    }

    private mutating func note(_ new: Int) {
        guard new < bound else { return }
        bound = new
        owner.noteBound(new)
    }

    /// The plan of chosen routes, without coupled visits where their starts can't be made to agree.
    private func feasiblePlan(_ chosen: [RouteColumn]) -> DensePlan? {
        let space = generation.master.space
        if let plan = PlanExtraction.plan(of: chosen, in: space), isWhole(plan),
            !Conflicts.overfillsRooms(plan, in: problem)
        {
            return plan
        }
        let plain = chosen.compactMap { column -> RouteColumn? in
            let nodes = column.nodes.filter {
                !space.isStartCoupled(stop: Int(space.nodes[Int($0)].stop))
            }
            return nodes.isEmpty ? nil : space.column(crewClass: column.crewClass, nodes: nodes)
        }
        return PlanExtraction.plan(of: plain, in: space)
    }

    /// Whether every visit in the plan has all its roles.
    private func isWhole(_ plan: DensePlan) -> Bool {
        var roles: [Int: Int] = [:]
        for route in plan.routes {
            for task in route.tasks {
                roles[Int(problem.visits.visitOfTask[Int(task)]), default: 0] += 1
            }
        }
        return roles.allSatisfy { problem.visits.tasks(of: $0.key).count == $0.value }
    }

    private func addRoutes(of plan: DensePlan) throws(LinearProgramError) {
        let space = generation.master.space
        try generation.master.add(
            plan.routes.compactMap {
                space.column(shift: $0.shift, crew: $0.crew, tasks: $0.tasks, lookup: lookup)
            }
        )
    }

    private func addSearchRoutes() throws(LinearProgramError) {
        let space = generation.master.space
        try generation.master.add(
            owner.takeRoutes().compactMap {
                space.column(shift: $0.shift, tasks: $0.tasks, lookup: lookup)
            }
        )
    }
}
