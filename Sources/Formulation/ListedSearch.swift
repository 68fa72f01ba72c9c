import DenseProblem
import LinearModel
import RouteColumns

/// Branch and bound over routes that are all listed.
///
/// A node is a part of the list. Its relaxation is tightened and thins the list out
/// (``ListedRelaxation``); where few routes are left, GLPK solves the integer program over them. Else
/// the node is split (``RouteSplit``).
struct ListedSearch<Engine: LinearEngine> {
    /// A part of the list that may hold a better plan.
    private struct Node {
        var columns: [RouteColumn]
        var cuts: [RankOneCut]
        var start: [RouteColumn]
        var bound: Int
        var depth: Int
        /// How it was split off.
        var decided: Set<RouteSplit> = []
    }

    /// The total of the best plan known.
    private(set) var goal: Int
    /// No plan is worth more than this or the goal.
    private(set) var bound = Int.max
    /// Finer parts of starts that an integer program called for; nil for none.
    private(set) var finerCuts: [Int: [Int]]?
    /// Nodes looked at.
    private(set) var nodes = 0

    private let space: ColumnSpace
    private let engine: Engine
    private let control: ColumnGeneration.Control
    private let few: Int
    private var open: [Node] = []
    /// What the integer programs left unsettled.
    private var unsettled = Int.min

    /// Most nodes.
    private static var mostNodes: Int { 400 }
    /// Most routes in an integer program.
    private static var programLimit: Int { 20_000 }
    /// Nodes of GLPK's tree for one of ours.
    private static var programNodes: Int { 2_000 }

    /// A search that looks for plans better than a total.
    ///
    /// - Parameters:
    ///   - space: the space of the routes.
    ///   - engine: solves linear and integer programs.
    ///   - control: limits, and who counts the work.
    ///   - goal: the total.
    ///   - few: nodes with so few routes go to GLPK.
    init(
        _ space: ColumnSpace,
        engine: Engine,
        control: ColumnGeneration.Control,
        goal: Int,
        few: Int = ListedRelaxation.few
    ) {
        self.few = few
        self.space = space
        self.engine = engine
        self.control = control
        self.goal = goal
    }

    /// Runs to the proof or the limits.
    ///
    /// - Parameters:
    ///   - columns: all routes that a better plan may use.
    ///   - cuts: cuts known.
    ///   - start: routes to begin with.
    ///   - known: the bound known.
    ///   - mustStop: asked before each node and each relaxation.
    ///   - offer: handed each plan; answers with the total of the best one known.
    ///   - noteBound: told of each better bound.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    mutating func run(
        columns: [RouteColumn],
        cuts: [RankOneCut],
        start: [RouteColumn],
        bound known: Int,
        mustStop: () -> Bool,
        offer: (DensePlan) -> Int,
        noteBound: (Int) -> Void
    ) throws(LinearProgramError) {
        bound = known
        open = [Node(columns: columns, cuts: cuts, start: start, bound: known, depth: 0)]
        while let best = next(), nodes < Self.mostNodes, !mustStop() {
            let node = open.remove(at: best)
            nodes += 1
            try settle(node, mustStop: mustStop, offer: offer)
            let reached = max(goal, unsettled, open.map(\.bound).max() ?? goal)
            if reached < bound {
                bound = reached
                noteBound(bound)
            }
        }
    }

    /// The open node with the greatest bound, the deepest of them; forgets those that are settled.
    private mutating func next() -> Int? {
        open.removeAll { $0.bound <= goal }
        return open.indices.max {
            (open[$0].bound, open[$0].depth, -$0) < (open[$1].bound, open[$1].depth, -$1)
        }
    }

    /// Tightens a node, and solves or splits it.
    private mutating func settle(
        _ node: Node,
        mustStop: () -> Bool,
        offer: (DensePlan) -> Int
    ) throws(LinearProgramError) {
        let left = try ListedRelaxation.run(
            space,
            columns: node.columns,
            cuts: node.cuts,
            start: node.start,
            goal: goal,
            decided: node.decided,
            few: few,
            engine: engine,
            control: control,
            mustStop: mustStop
        )
        let reached = min(node.bound, left.bound)
        guard reached > goal else { return }
        guard !mustStop() else {
            unsettled = max(unsettled, reached)
            return
        }
        if let split = left.split {
            for serves in [true, false] {
                open.append(
                    Node(
                        columns: left.columns.filter { split.allows($0, serves, in: space) },
                        cuts: left.cuts,
                        start: left.start.filter { split.allows($0, serves, in: space) },
                        bound: reached,
                        depth: node.depth + 1,
                        decided: node.decided.union([split])
                    )
                )
            }
        } else {
            try solve(left, bound: reached, mustStop: mustStop, offer: offer)
        }
    }

    /// Solves the integer program over what is left of a node.
    private mutating func solve(
        _ left: ListedRelaxation.Outcome,
        bound known: Int,
        mustStop: () -> Bool,
        offer: (DensePlan) -> Int
    ) throws(LinearProgramError) {
        guard left.columns.count <= Self.programLimit else {
            unsettled = max(unsettled, known)
            return
        }
        var routes = ListedRoutes(space, columns: left.columns, cuts: left.cuts)
        var limits = control.limits
        limits.nodes = Self.programNodes
        var total = goal
        try routes.solve(
            engine: engine,
            limits: limits,
            mostColumns: 2 * Self.programLimit,
            mustStop: mustStop,
            spend: control.spend
        ) { chosen, space in
            if let plan = FeasiblePlan.plan(of: chosen, in: space) {
                total = max(total, offer(plan), space.problem.score(of: plan).total)
            }
            return total
        }
        goal = total
        if routes.isFiner { finerCuts = routes.space.cuts }
        guard !routes.isInfeasible else { return }
        unsettled = max(unsettled, min(known, routes.bound ?? known))
    }
}
