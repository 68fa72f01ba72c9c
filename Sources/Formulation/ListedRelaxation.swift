import LinearModel
import RouteColumns

/// The relaxation over routes that are all listed: priced by looking at each, tightened by cuts, and
/// thinned out as its bound falls.
///
/// Once routes are listed, cuts cost pricing nothing (Baldacci, Christofides and Mingozzi 2008; Contardo
/// and Martinelli 2014), so that many more pay than where routes are still to be found by labelling.
struct ListedRelaxation {
    /// What is left.
    struct Outcome {
        /// Positions of the routes that a better plan may still use.
        var alive: [Int32]
        /// No plan better than the goal is worth more.
        var bound: Int
        /// The linear program as it ended, for parts of the list to go on from.
        var start: ListedStart
        /// How to part the plans that are left; nil where few routes are left, or none can be told.
        var split: RouteSplit?
    }

    private let master: RestrictedMaster
    private let pool: ListedPool
    /// Only plans worth more are looked for; it may lie above the best plan known.
    private let goal: Int
    /// So few routes need no more cuts and no split.
    private let few: Int
    /// Rows that the linear program had from the beginning.
    private let baseCount: Int
    /// Routes that a better plan may use, ascending.
    private var alive: [Int32]
    /// [route of the linear program] Its position.
    private var positions: [Int32] = []
    /// What it began with.
    private var start: ListedStart
    /// Routes of the linear program that are out, by their numbers; they are held at nothing.
    private var barred: Set<Int> = []
    /// [position] Whether the linear program has it.
    private var isPresent: [Bool]
    /// [position] Worth at the last prices, in units.
    private var worth: [Int]
    /// [cut of the linear program] What it charges.
    private var charges: [[ListedPool.Charge]] = []
    /// The least bound so far, in units.
    private var leastUnits = Int.max

    /// Most columns added in a round, by class.
    private static let perClass = 12
    /// Most rounds of cuts.
    private static let cutRounds = 60
    /// Elementary steps of looking for cuts, about.
    private static let separationWork = 150_000
    /// Simplex iterations for a side of a split that is tried.
    private static let splitIterations = 150
    /// So few need no more cuts and no split: the integer program over them is soon solved.
    static let few = 600

    /// Tightens until few routes are left, cuts give no more, or it must stop.
    ///
    /// - Parameters:
    ///   - layout: rows that the linear program begins with.
    ///   - pool: the routes.
    ///   - alive: positions of all routes that a plan better than the goal may use, ascending.
    ///   - start: the linear program to begin with.
    ///   - goal: only plans worth more are looked for.
    ///   - decided: ways to part plans that are used up.
    ///   - history: what ways to part plans led to.
    ///   - few: so few routes need no more cuts and no split.
    ///   - engine: solves the linear programs.
    ///   - control: limits, and who counts the work.
    ///   - mustStop: asked before each linear program.
    /// - Returns: what is left.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    static func run(
        _ layout: RowLayout,
        pool: ListedPool,
        alive: [Int32],
        start: ListedStart,
        goal: Int,
        decided: Set<RouteSplit>,
        history: inout SplitHistory,
        few: Int = ListedRelaxation.few,
        engine: some LinearEngine,
        control: ColumnGeneration.Control,
        mustStop: () -> Bool
    ) throws(LinearProgramError) -> Outcome {
        try engine.withProgram(.maximise) { program throws(LinearProgramError) -> Outcome in
            var relaxation = ListedRelaxation(
                try RestrictedMaster(layout, program: program),
                pool: pool,
                alive: alive,
                start: start,
                goal: goal,
                few: few
            )
            try relaxation.begin()
            try relaxation.tighten(control, mustStop)
            var outcome = relaxation.outcome
            if outcome.bound > goal, outcome.alive.count > few, !mustStop() {
                outcome.split = try relaxation.split(decided, &history, control, mustStop)
            }
            return outcome
        }
    }

    private init(
        _ master: RestrictedMaster,
        pool: ListedPool,
        alive: [Int32],
        start: ListedStart,
        goal: Int,
        few: Int
    ) {
        (self.master, self.pool, self.alive, self.start) = (master, pool, alive, start)
        (self.goal, self.few) = (goal, few)
        baseCount = master.model.rows.count
        isPresent = [Bool](repeating: false, count: pool.count)
        worth = [Int](repeating: 0, count: pool.count)
    }

    private var outcome: Outcome {
        Outcome(
            alive: alive,
            bound: leastUnits == .max ? .max : floorDivide(leastUnits, PriceScale.unit),
            // Where nothing was solved there is nothing better to begin with.
            start: master.solution.rowStatuses.isEmpty
                ? start
                : ListedStart(master, baseCount: baseCount, positions: positions, worth: worth),
            split: nil
        )
    }

    /// Lays out the linear program, and takes up the basis that it ended with.
    ///
    /// Routes that are out stay only where they are in that basis, at nothing. Equations may be met in
    /// part at a price, so that there is a solution before the routes that meet them are found.
    private mutating func begin() throws(LinearProgramError) {
        try master.allowMissing(true)
        let isAlive = aliveMarks
        try master.addRows(
            links: start.links.map(\.thing),
            presences: start.presences.map(\.thing)
        )
        try addCuts(start.cuts.map(\.thing))
        let routes = start.routes.filter { isAlive[Int($0.thing)] || $0.status == .basic }
        try add(routes.map(\.thing))
        guard start.isSolved else { return }
        for (number, route) in routes.enumerated() where !isAlive[Int(route.thing)] {
            try master.setBounds(ofRoute: number, lower: 0, upper: 0)
            barred.insert(number)
        }
        try master.program.startFromBasis(
            rows: start.base + start.links.map(\.status) + start.presences.map(\.status)
                + start.cuts.map(\.status),
            columns: start.side + routes.map(\.status)
        )
    }

    private mutating func add(_ new: [Int32]) throws(LinearProgramError) {
        var added: [Int32] = []
        for position in new where !isPresent[Int(position)] {
            isPresent[Int(position)] = true
            added.append(position)
        }
        try master.add(added.map { pool.columns[Int($0)] })
        positions += added
    }

    /// Prices, adds and cuts until nothing moves.
    private mutating func tighten(
        _ control: ColumnGeneration.Control,
        _ mustStop: () -> Bool
    ) throws(LinearProgramError) {
        var rounds = 0
        var method = start.isSolved ? SimplexMethod.dual : .primal
        var last = Double.infinity
        var idle = 0
        while !mustStop() {
            let before = master.iterations
            guard try master.solve(control.limits, method: method, keepsBasis: true)
            else { return }
            control.spend((master.iterations - before) * iterationWork + alive.count * 2)
            let paying = price()
            if leastUnits < (goal + 1) * PriceScale.unit { return }
            if !paying.isEmpty {
                try add(paying)
                method = .primal
                continue
            }
            thin()
            method = .dual
            if try master.addViolatedRows() { continue }
            idle =
                last - master.objective < 1e-2 * max(1, master.objective - Double(goal))
                ? idle + 1 : 0
            last = master.objective
            guard rounds < ListedRelaxation.cutRounds, idle < 2, alive.count > few
            else { return }
            rounds += 1
            var found = SubsetRowSeparation.violated(in: master, most: 100, perItem: 8)
            if found.count < 10 {
                found += RankOneSeparation.violated(in: master, most: 100, perItem: 12)
            }
            control.spend(alive.count * 3 + ListedRelaxation.separationWork)
            guard !found.isEmpty else { return }
            try addCuts(found)
        }
    }

    /// The candidate whose two sides lose most, as far as the routes at hand tell ("strong branching").
    ///
    /// Those that lost most elsewhere are tried first, then some of which nothing is known.
    private mutating func split(
        _ decided: Set<RouteSplit>,
        _ history: inout SplitHistory,
        _ control: ColumnGeneration.Control,
        _ mustStop: () -> Bool
    ) throws(LinearProgramError) -> RouteSplit? {
        let chosen = master.columns.indices.compactMap { route in
            let value = master.value(ofRoute: route)
            return value > 1e-6 ? (column: master.columns[route], value: value) : nil
        }
        let candidates = RouteSplit.candidates(
            chosen,
            in: master.space,
            decided: decided,
            most: SplitHistory.most
        )
        let solved = master.solution
        let iterations = master.iterations
        let most = master.objective - Double(goal)
        for candidate in history.worthTrying(candidates, most: most) {
            if mustStop() { break }
            let inside = try loss(candidate, true, control)
            try master.goBack(to: solved)
            let outside = try loss(candidate, false, control)
            try master.goBack(to: solved)
            guard let inside, let outside else { continue }
            history.note(candidate, inside: min(inside, most), outside: min(outside, most))
        }
        control.spend((master.iterations - iterations) * iterationWork)
        return history.best(of: candidates, most: most)
    }

    /// Elementary steps of a simplex iteration, about.
    private var iterationWork: Int { 2 * (master.columns.count + master.model.rows.count) }

    /// What the relaxation over the routes at hand loses on a side of a split, as far as a few iterations
    /// tell; nil where they don't.
    private func loss(
        _ split: RouteSplit,
        _ side: Bool,
        _ control: ColumnGeneration.Control
    ) throws(LinearProgramError) -> Double? {
        let others = master.columns.indices.filter {
            !barred.contains($0) && !split.allows(master.columns[$0], side, in: master.space)
        }
        for route in others { try master.setBounds(ofRoute: route, lower: 0, upper: 0) }
        let reached = try master.estimate(
            control.limits,
            iterations: ListedRelaxation.splitIterations
        )
        for route in others { try master.setBounds(ofRoute: route, lower: 0, upper: .infinity) }
        return reached.map { max(0, master.objective - $0) }
    }

    /// Prices all routes exactly, and notes the bound; returns those that pay and are not present.
    private mutating func price() -> [Int32] {
        let prices = LagrangianPrices(duals: master.duals, master: master, isForPricing: false)
        let space = master.space
        var ofNode = [Int](repeating: 0, count: space.nodes.count)
        for node in pool.usedNodes {
            for row in master.rows(ofNode: Int(node)) {
                ofNode[Int(node)] += prices.rowPrice[Int(row)]
            }
        }
        let ownMinute = space.problem.scenario.weights.travel * PriceScale.unit
        for position in alive {
            let column = pool.columns[Int(position)]
            let minute = prices.prices.travelMinute[column.crewClass] - ownMinute
            var sum = column.points * PriceScale.unit - minute * column.workMinutes
            sum -= prices.prices.crew[column.crewClass]
            worth[Int(position)] = sum - pool.sum(of: ofNode, at: position)
        }
        for (number, cut) in master.cuts.enumerated() where prices.rowPrice[cut.row] > 0 {
            for charge in charges[number] {
                worth[Int(charge.route)] -= prices.rowPrice[cut.row] * Int(charge.times)
            }
        }
        var best = [Int](repeating: 0, count: space.classes.count)
        for position in alive {
            let number = pool.columns[Int(position)].crewClass
            best[number] = max(best[number], worth[Int(position)])
        }
        let units = prices.boundUnits(bestOfClass: best, space: space)
        if units < leastUnits {
            leastUnits = units
            let slack = units - (goal + 1) * PriceScale.unit
            alive.removeAll {
                worth[Int($0)] < best[pool.columns[Int($0)].crewClass] - slack
            }
        }
        return paying()
    }

    /// Routes that pay, few of each class.
    private func paying() -> [Int32] {
        let least = PriceScale.unit / 1000
        var candidates = [[Int32]](repeating: [], count: master.space.classes.count)
        for position in alive where !isPresent[Int(position)] && worth[Int(position)] > least {
            candidates[pool.columns[Int(position)].crewClass].append(position)
        }
        return candidates.flatMap { positions in
            positions.sorted { (worth[Int($1)], $0) < (worth[Int($0)], $1) }
                .prefix(ListedRelaxation.perClass)
        }
    }

    /// [position] Whether a better plan may use it.
    private var aliveMarks: [Bool] {
        var marks = [Bool](repeating: false, count: pool.count)
        for position in alive { marks[Int(position)] = true }
        return marks
    }

    /// Forgets what cuts charge of routes that are out.
    private mutating func thin() {
        let isAlive = aliveMarks
        for number in charges.indices {
            charges[number].removeAll { !isAlive[Int($0.route)] }
        }
    }

    private mutating func addCuts(_ new: [RankOneCut]) throws(LinearProgramError) {
        try master.addCuts(new)
        charges += pool.charged(by: new, among: alive, demandCount: master.space.demandCount)
    }
}
