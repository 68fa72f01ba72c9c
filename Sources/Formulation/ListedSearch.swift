import DenseProblem
import LinearModel
import RouteColumns

/// Branch and bound over routes that are all listed; it can be left and gone on with.
///
/// A node is a part of the list. Its relaxation is tightened and thins the list out
/// (``ListedRelaxation``); where few routes are left, GLPK solves the integer program over them. Else
/// the node is split (``RouteSplit``).
struct ListedSearch {
    /// A part of the list that may hold a better plan.
    private struct Node {
        /// Positions of the routes left in the node that it was split off from.
        var alive: [Int32]
        /// The side of a split on which its routes are; nil for all of them.
        var side: (split: RouteSplit, isInside: Bool)?
        /// The linear program that it goes on from.
        var start: ListedStart
        var bound: Int
        var depth: Int
        /// How it was split off, and the nodes before it.
        var decided: Set<RouteSplit> = []
    }

    /// The total of the best plan known, or what else only better plans are looked for than.
    private(set) var goal: Int
    /// No plan is worth more than this or the goal.
    private(set) var bound: Int
    /// Finer parts of starts that an integer program called for; nil for none.
    private(set) var finerCuts: [Int: [Int]]?
    /// Nodes looked at.
    private(set) var nodes = 0

    private let layout: RowLayout
    private let few: Int
    private let pool: ListedPool
    private var open: [Node]
    private var history = SplitHistory()
    /// What the integer programs left unsettled.
    private var unsettled = Int.min

    /// Most routes in an integer program.
    private static let programLimit = 20_000
    /// Nodes of GLPK's tree for one of ours.
    private static let programNodes = 2_000
    /// Routes of open nodes, four bytes each, from which on the deepest node comes next.
    private static let crowd = 40_000_000
    /// What else a node keeps, as so many routes.
    private static let routesPerNode = 20_000

    /// A search that looks for plans better than a total.
    ///
    /// - Parameters:
    ///   - layout: the rows of the space of the routes.
    ///   - columns: all routes that a better plan may use.
    ///   - cuts: cuts known.
    ///   - start: routes to begin with.
    ///   - goal: the total.
    ///   - bound: the bound known.
    ///   - few: nodes with so few routes go to GLPK.
    init(
        _ layout: RowLayout,
        columns: [RouteColumn],
        cuts: [RankOneCut],
        start: [RouteColumn],
        goal: Int,
        bound: Int,
        few: Int = ListedRelaxation.few
    ) {
        (self.layout, self.goal, self.bound, self.few) = (layout, goal, bound, few)
        pool = ListedPool(columns, in: layout.model.space)
        let first = ListedStart(routes: pool.positions(of: start), cuts: cuts)
        let alive = (0..<pool.count).map { Int32($0) }
        open = [Node(alive: alive, start: first, bound: bound, depth: 0)]
    }

    private var space: ColumnSpace { layout.model.space }

    /// Whether nothing is left to look at.
    var isOver: Bool { !open.contains { $0.bound > goal } }

    /// Goes on to the proof, or until it must stop.
    ///
    /// - Parameters:
    ///   - total: that of the best plan known by now.
    ///   - engine: solves linear and integer programs.
    ///   - control: limits, and who counts the work.
    ///   - mustStop: asked before each node and each relaxation.
    ///   - offer: handed each plan; answers with the total of the best one known.
    ///   - noteBound: told of each better bound.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    mutating func run(
        bestTotal total: Int,
        engine: some LinearEngine,
        control: ColumnGeneration.Control,
        mustStop: () -> Bool,
        offer: (DensePlan) -> Int,
        noteBound: (Int) -> Void
    ) throws(LinearProgramError) {
        goal = max(goal, total)
        while let best = next(), !mustStop() {
            let node = open.remove(at: best)
            nodes += 1
            if let left = try settle(node, engine, control, mustStop) {
                try solve(left, engine, control, mustStop, offer)
            }
            let reached = max(goal, unsettled, open.map(\.bound).max() ?? goal)
            if reached < bound {
                bound = reached
                noteBound(bound)
            }
        }
    }

    /// The open node with the greatest bound, the deepest of them, or, where they hold too many routes,
    /// the deepest one; forgets those that are settled.
    private mutating func next() -> Int? {
        open.removeAll { $0.bound <= goal }
        let isCrowded =
            open.reduce(0) { $0 + $1.alive.count + Self.routesPerNode } > Self.crowd
        return open.indices.max { one, other in
            let (first, second) = (open[one], open[other])
            return isCrowded
                ? (first.depth, first.bound, -one) < (second.depth, second.bound, -other)
                : (first.bound, first.depth, -one) < (second.bound, second.depth, -other)
        }
    }

    /// Tightens a node and splits it; returns it where it can't be split any more.
    private mutating func settle(
        _ node: Node,
        _ engine: some LinearEngine,
        _ control: ColumnGeneration.Control,
        _ mustStop: () -> Bool
    ) throws(LinearProgramError) -> Node? {
        var node = node
        if let (split, isInside) = node.side {
            node.alive = node.alive.filter {
                split.allows(pool.columns[Int($0)], isInside, in: space)
            }
            node.side = nil
        }
        let left = try ListedRelaxation.run(
            layout,
            pool: pool,
            alive: node.alive,
            start: node.start,
            goal: goal,
            decided: node.decided,
            history: &history,
            few: few,
            engine: engine,
            control: control,
            mustStop: mustStop
        )
        node.bound = min(node.bound, left.bound)
        (node.alive, node.start) = (left.alive, left.start)
        guard node.bound > goal else { return nil }
        guard !mustStop() else {
            open.append(node)
            return nil
        }
        guard let split = left.split else { return node }
        for isInside in [true, false] {
            var part = node
            part.side = (split, isInside)
            part.depth += 1
            part.decided.insert(split)
            open.append(part)
        }
        return nil
    }

    /// Solves the integer program over what is left of a node.
    private mutating func solve(
        _ node: Node,
        _ engine: some LinearEngine,
        _ control: ColumnGeneration.Control,
        _ mustStop: () -> Bool,
        _ offer: (DensePlan) -> Int
    ) throws(LinearProgramError) {
        guard node.alive.count <= Self.programLimit else {
            unsettled = max(unsettled, node.bound)
            return
        }
        var routes = ListedRoutes(
            space,
            columns: node.alive.map { pool.columns[Int($0)] },
            cuts: node.start.cuts.map(\.thing)
        )
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
                let own = space.problem.score(of: plan).total
                total = max(total, offer(plan), own)
            }
            return total
        }
        goal = total
        if routes.isFiner { finerCuts = routes.space.cuts }
        guard !routes.isInfeasible else { return }
        var node = node
        node.bound = min(node.bound, routes.bound ?? node.bound)
        if mustStop() {
            open.append(node)
        } else {
            unsettled = max(unsettled, node.bound)
        }
    }
}
