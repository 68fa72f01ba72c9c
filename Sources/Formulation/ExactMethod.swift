import DenseProblem
import LinearModel
import RouteColumns

/// The exact method for cases whose routes can all be listed: integer programs over all routes, in a
/// tree that branches on the starts of coupled visits.
///
/// A route knows only its own starts. Where the routes chosen do not agree on the start of a visit
/// with several roles, or overfill a site's rooms, the visit's starts are split in two, as Dohn,
/// Rasmussen and Larsen (2011) do for synchronised visits: at the end all intervals are single
/// minutes, and the program is the whole problem.
public struct ExactMethod {
    /// What came of it.
    public struct Outcome: Sendable {
        /// The best plan, at least as good as the one handed in; nil where none exists.
        public var best: DensePlan?
        /// Its points.
        public var total: Int?
        /// No plan is worth more; nil where nothing was proven.
        public var bound: Int?
        /// Whether the limits ended the search.
        public var isCutShort: Bool
        /// Nodes of the tree that were solved.
        public var nodes: Int
        /// The largest bound of nodes that could be neither solved nor split.
        var unsettledBound: Int?
    }

    /// Most routes that are listed.
    public static let columnLimit = 60_000

    private struct Node {
        var bound: Int
        var restrictions: [Int: ClosedRange<Int>]
    }

    private let problem: DenseProblem
    private let mostChanges: Int?
    private let limits: SolveLimits
    private let spend: (Int) -> Void
    private var open: [Node] = []
    private var outcome: Outcome

    /// Solves a problem, or says that its routes are too many.
    ///
    /// - Parameters:
    ///   - problem: the compiled scenario.
    ///   - engine: solves the integer programs.
    ///   - incumbent: a plan known beforehand.
    ///   - mostChanges: most published commitments that a plan may leave unkept, the incumbent too;
    ///     nil = any number.
    ///   - columnLimit: most routes that are listed at the root.
    ///   - limits: when to stop; the node limit counts nodes of this tree.
    ///   - mustStopListing: asked while the routes are listed, with the elementary steps that took
    ///     so far, whether to give the method up.
    ///   - spend: told of deterministic work done, in elementary steps.
    /// - Returns: nil where there are more routes than the limit, or the listing was given up.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    public static func solve(
        _ problem: DenseProblem,
        engine: some LinearEngine,
        incumbent: DensePlan?,
        mostChanges: Int? = nil,
        columnLimit: Int = ExactMethod.columnLimit,
        limits: SolveLimits,
        mustStopListing: @escaping (Int) -> Bool = { _ in false },
        spend: @escaping (Int) -> Void = { _ in }
    ) throws(LinearProgramError) -> Outcome? {
        var method = ExactMethod(
            problem,
            incumbent: incumbent,
            mostChanges: mostChanges,
            limits: limits,
            spend: spend
        )
        let listing = RouteEnumeration.list(
            ColumnSpace(problem),
            limit: columnLimit,
            mustStop: mustStopListing
        )
        spend(listing.work)
        guard let columns = listing.columns else { return nil }
        try method.run(engine: engine, columns: columns)
        return method.outcome
    }

    private init(
        _ problem: DenseProblem,
        incumbent: DensePlan?,
        mostChanges: Int?,
        limits: SolveLimits,
        spend: @escaping (Int) -> Void
    ) {
        self.problem = problem
        self.mostChanges = mostChanges
        self.limits = limits
        self.spend = spend
        outcome = Outcome(
            best: incumbent,
            total: incumbent.map { problem.score(of: $0).total },
            bound: nil,
            isCutShort: false,
            nodes: 0
        )
    }

    private var mustStop: Bool {
        if let nodes = limits.nodes, outcome.nodes >= nodes { return true }
        if let deadline = limits.deadline, ContinuousClock.now >= deadline { return true }
        return limits.isCancelled?() ?? false
    }

    private mutating func run(
        engine: some LinearEngine,
        columns: [RouteColumn]
    ) throws(LinearProgramError) {
        open = [Node(bound: .max, restrictions: [:])]
        var rootColumns: [RouteColumn]? = columns
        while let position = open.indices.max(by: { open[$0].bound < open[$1].bound }) {
            if let total = outcome.total, open[position].bound <= total { break }
            if mustStop {
                outcome.isCutShort = true
                break
            }
            let node = open.remove(at: position)
            outcome.nodes += 1
            try solve(node, rootColumns: rootColumns, engine: engine)
            rootColumns = nil
        }
        let best = max(open.map(\.bound).max() ?? .min, outcome.unsettledBound ?? .min)
        let bound = max(best, outcome.total ?? .min)
        outcome.bound = bound == .max || bound == .min ? nil : bound
    }

    private mutating func solve(
        _ node: Node,
        rootColumns: [RouteColumn]?,
        engine: some LinearEngine
    ) throws(LinearProgramError) {
        let space = ColumnSpace(problem, restrictions: node.restrictions)
        guard let columns = rootColumns ?? list(space) else { return leaveUnsettled(node.bound) }
        var model = MasterModel(space, linksAll: true)
        if let mostChanges { model.addChangesRow(atMost: mostChanges) }
        let program = EnumeratedProgram(model: model, columns: columns)
        let solved = try program.solve(engine: engine, limits: limits)
        spend(columns.count * 2000 + solved.integer.iterations * 20_000)
        if solved.isInfeasible { return }
        let bound = min(node.bound, solved.bound ?? .max)
        guard let points = solved.points else { return leaveUnsettled(bound) }
        if let total = outcome.total, bound <= total { return }
        let plan = PlanExtraction.plan(of: solved.chosen, in: space)
        let roomy = plan.map { !Conflicts.overfillsRooms($0, in: problem) } ?? false
        if let plan, roomy {
            let total = problem.score(of: plan).total
            if total > outcome.total ?? .min {
                outcome.best = plan
                outcome.total = total
            }
            // The plan is worth what the program says of it or more: this node is done.
            if total >= points, points >= bound { return }
        }
        guard solved.integer.kind == .optimal else { return leaveUnsettled(bound) }
        branch(node, bound: bound, space: space, chosen: solved.chosen)
    }

    /// The routes of a node: fewer than the root's; nil where the limits end the run.
    private func list(_ space: ColumnSpace) -> [RouteColumn]? {
        let limits = limits
        let listing = RouteEnumeration.list(
            space,
            limit: .max / 100,
            mustStop: { _ in limits.isCancelled?() ?? false }
        )
        spend(listing.work)
        return listing.columns
    }

    /// Gives a node up whose program was not solved to its end; its bound still counts.
    private mutating func leaveUnsettled(_ bound: Int) {
        outcome.isCutShort = true
        outcome.unsettledBound = max(outcome.unsettledBound ?? bound, bound)
    }

    private mutating func branch(
        _ node: Node,
        bound: Int,
        space: ColumnSpace,
        chosen: [RouteColumn]
    ) {
        // Nothing left to split is not expected to happen; it would cost the proof, not the truth.
        guard let split = Conflicts.split(of: chosen, in: space) else {
            return leaveUnsettled(bound)
        }
        for side in [split.before, split.after] where !side.isEmpty {
            var restrictions = node.restrictions
            restrictions[split.stop] = side.lowerBound...(side.upperBound - 1)
            open.append(Node(bound: bound, restrictions: restrictions))
        }
    }
}
