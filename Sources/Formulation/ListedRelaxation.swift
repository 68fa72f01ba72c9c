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
        /// The routes that a better plan may still use.
        var columns: [RouteColumn]
        /// Cuts that hold for every choice of routes.
        var cuts: [RankOneCut]
        /// No plan better than the goal is worth more.
        var bound: Int
        /// Routes of the linear program, to begin again with.
        var start: [RouteColumn]
        /// How to part the plans that are left; nil where few routes are left, or none can be told.
        var split: RouteSplit?
    }

    /// A column's coefficient in a cut.
    private struct Charge {
        var column: Int32
        var times: Int32
    }

    private let master: RestrictedMaster
    private let columns: [RouteColumn]
    /// Only plans worth more are looked for; it may lie above the best plan known.
    private let goal: Int
    /// So few routes need no more cuts and no split.
    private let few: Int
    /// Columns that a better plan may use, ascending.
    private var alive: [Int]
    /// [column] Whether the linear program has it.
    private var isPresent: [Bool]
    /// [column] Worth at the last prices, in units.
    private var worth: [Int]
    /// [cut] Columns that it charges.
    private var charged: [[Charge]] = []
    /// The least bound so far, in units.
    private var leastUnits = Int.max

    /// Most columns added in a round, by class.
    private static let perClass = 12
    /// Most rounds of cuts.
    private static let cutRounds = 60
    /// Elementary steps of looking for cuts, about.
    private static let separationWork = 400_000
    /// Splits tried of each kind.
    private static let mostCandidates = 5
    /// So few need no more cuts and no split: the integer program over them is soon solved.
    static let few = 600

    /// Tightens until few routes are left, cuts give no more, or it must stop.
    ///
    /// - Parameters:
    ///   - space: the space of the columns.
    ///   - columns: all routes that a plan better than the goal may use.
    ///   - cuts: cuts known.
    ///   - start: routes to begin with.
    ///   - goal: only plans worth more are looked for.
    ///   - decided: ways to part plans that are used up.
    ///   - few: so few routes need no more cuts and no split.
    ///   - engine: solves the linear programs.
    ///   - control: limits, and who counts the work.
    ///   - mustStop: asked before each linear program.
    /// - Returns: what is left.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    static func run(
        _ space: ColumnSpace,
        columns: [RouteColumn],
        cuts: [RankOneCut],
        start: [RouteColumn],
        goal: Int,
        decided: Set<RouteSplit>,
        few: Int = ListedRelaxation.few,
        engine: some LinearEngine,
        control: ColumnGeneration.Control,
        mustStop: () -> Bool
    ) throws(LinearProgramError) -> Outcome {
        try engine.withProgram(.maximise) { program throws(LinearProgramError) -> Outcome in
            var relaxation = ListedRelaxation(
                try RestrictedMaster(space, program: program),
                columns: columns,
                goal: goal,
                few: few
            )
            try relaxation.begin(cuts: cuts, start: start)
            try relaxation.tighten(control, mustStop)
            var outcome = relaxation.outcome
            if outcome.bound > goal, outcome.columns.count > few, !mustStop() {
                outcome.split = try relaxation.split(decided, control)
            }
            return outcome
        }
    }

    private init(_ master: RestrictedMaster, columns: [RouteColumn], goal: Int, few: Int) {
        self.few = few
        self.master = master
        self.columns = columns
        self.goal = goal
        alive = Array(columns.indices)
        isPresent = [Bool](repeating: false, count: columns.count)
        worth = [Int](repeating: 0, count: columns.count)
    }

    private var outcome: Outcome {
        Outcome(
            columns: alive.map { columns[$0] },
            cuts: master.cuts.map(\.cut),
            bound: leastUnits == .max ? .max : floorDivide(leastUnits, PriceScale.unit),
            start: alive.filter { isPresent[$0] }.map { columns[$0] },
            split: nil
        )
    }

    private mutating func begin(
        cuts: [RankOneCut],
        start: [RouteColumn]
    ) throws(LinearProgramError) {
        try addCuts(cuts)
        var positions: [RouteColumn: Int] = [:]
        for (position, column) in columns.enumerated() { positions[column] = position }
        try add(start.compactMap { positions[$0] })
    }

    private mutating func add(_ positions: [Int]) throws(LinearProgramError) {
        for position in positions { isPresent[position] = true }
        try master.add(positions.map { columns[$0] })
    }

    /// Prices, adds and cuts until nothing moves.
    private mutating func tighten(
        _ control: ColumnGeneration.Control,
        _ mustStop: () -> Bool
    ) throws(LinearProgramError) {
        var rounds = 0
        var method = SimplexMethod.primal
        var last = Double.infinity
        var idle = 0
        while !mustStop() {
            let before = master.iterations
            guard try master.solve(control.limits, method: method) else { return }
            control.spend((master.iterations - before) * iterationWork + alive.count * 20)
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
                last - master.objective < 1e-3 * max(1, master.objective - Double(goal))
                ? idle + 1 : 0
            last = master.objective
            guard rounds < ListedRelaxation.cutRounds, idle < 4, alive.count > few
            else { return }
            rounds += 1
            var found = SubsetRowSeparation.violated(in: master, most: 100, perItem: 8)
            if found.count < 10 {
                found += RankOneSeparation.violated(in: master, most: 100, perItem: 12)
            }
            control.spend(alive.count * 20 + ListedRelaxation.separationWork)
            guard !found.isEmpty else { return }
            try addCuts(found)
        }
    }

    /// The candidate whose two sides lose most, as far as the routes at hand tell ("strong branching").
    private func split(
        _ decided: Set<RouteSplit>,
        _ control: ColumnGeneration.Control
    ) throws(LinearProgramError) -> RouteSplit? {
        let chosen = master.columns.indices.compactMap { route in
            let value = master.value(ofRoute: route)
            return value > 1e-6 ? (column: master.columns[route], value: value) : nil
        }
        let candidates = RouteSplit.candidates(
            chosen,
            in: master.space,
            decided: decided,
            most: ListedRelaxation.mostCandidates
        )
        let whole = master.objective
        let iterations = master.iterations
        var best: (split: RouteSplit, score: Double)?
        for candidate in candidates {
            var score = 1.0
            for side in [true, false] {
                let reached = try objective(candidate, side, control)
                score *= max(1e-3, min(whole - reached, whole - Double(goal)))
            }
            if score > best?.score ?? 0 { best = (candidate, score) }
        }
        control.spend((master.iterations - iterations) * iterationWork)
        return best?.split
    }

    /// Elementary steps of a simplex iteration, about.
    private var iterationWork: Int { 2 * (master.columns.count + master.model.rows.count) }

    /// What the routes at hand give on a side of a split.
    private func objective(
        _ split: RouteSplit,
        _ side: Bool,
        _ control: ColumnGeneration.Control
    ) throws(LinearProgramError) -> Double {
        let barred = master.columns.indices.filter {
            !split.allows(master.columns[$0], side, in: master.space)
        }
        for route in barred {
            try master.setBounds(ofRoute: route, lower: 0, upper: 0)
        }
        let isSolved = try master.solve(control.limits, method: .dual)
        let objective = master.objective
        for route in barred {
            try master.setBounds(ofRoute: route, lower: 0, upper: .infinity)
        }
        return isSolved ? objective : -.infinity
    }

    /// Prices all columns exactly, and notes the bound; returns those that pay and are not present.
    private mutating func price() -> [Int] {
        let prices = LagrangianPrices(duals: master.duals, master: master)
        let space = master.space
        var ofNode = [Int](repeating: 0, count: space.nodes.count)
        for node in ofNode.indices {
            for row in master.rows(ofNode: node) { ofNode[node] += prices.rowPrice[Int(row)] }
        }
        let ownMinute = space.problem.scenario.weights.travel * PriceScale.unit
        for position in alive {
            let column = columns[position]
            let minute = prices.prices.travelMinute[column.crewClass] - ownMinute
            var sum = column.points * PriceScale.unit - minute * column.workMinutes
            sum -= prices.prices.crew[column.crewClass]
            for node in column.nodes { sum -= ofNode[Int(node)] }
            worth[position] = sum
        }
        for (number, cut) in master.cuts.enumerated() where prices.rowPrice[cut.row] > 0 {
            for charge in charged[number] {
                worth[Int(charge.column)] -= prices.rowPrice[cut.row] * Int(charge.times)
            }
        }
        var best = [Int](repeating: 0, count: space.classes.count)
        for position in alive {
            let number = columns[position].crewClass
            best[number] = max(best[number], worth[position])
        }
        let units = prices.boundUnits(bestOfClass: best, space: space)
        if units < leastUnits {
            leastUnits = units
            let slack = units - (goal + 1) * PriceScale.unit
            alive.removeAll { worth[$0] < best[columns[$0].crewClass] - slack }
        }
        return paying()
    }

    /// Columns that pay, few of each class.
    private func paying() -> [Int] {
        let least = PriceScale.unit / 1000
        var candidates = [[Int]](repeating: [], count: master.space.classes.count)
        for position in alive where !isPresent[position] && worth[position] > least {
            candidates[columns[position].crewClass].append(position)
        }
        return candidates.flatMap { positions in
            positions.sorted { (worth[$1], $0) < (worth[$0], $1) }
                .prefix(ListedRelaxation.perClass)
        }
    }

    /// Forgets what cuts charge of columns that are out.
    private mutating func thin() {
        var isAlive = [Bool](repeating: false, count: columns.count)
        for position in alive { isAlive[position] = true }
        for number in charged.indices { charged[number].removeAll { !isAlive[Int($0.column)] } }
    }

    private mutating func addCuts(_ cuts: [RankOneCut]) throws(LinearProgramError) {
        try master.addCuts(cuts)
        var isNamed = [Bool](repeating: false, count: master.space.demandCount)
        for cut in cuts { for demand in cut.demands { isNamed[Int(demand)] = true } }
        var ofDemand: [[Int32]] = [[Int32]](repeating: [], count: master.space.demandCount)
        for position in alive {
            for node in columns[position].nodes {
                let demand = Int(master.space.nodes[Int(node)].demand)
                if isNamed[demand] { ofDemand[demand].append(Int32(position)) }
            }
        }
        var sums = [Int32](repeating: 0, count: columns.count)
        for cut in cuts {
            var touched: [Int32] = []
            for (demand, weight) in zip(cut.demands, cut.weights) {
                for position in ofDemand[Int(demand)] {
                    if sums[Int(position)] == 0 { touched.append(position) }
                    sums[Int(position)] += Int32(weight)
                }
            }
            var list: [Charge] = []
            for position in touched {
                let own = cut.weight(ofClass: columns[Int(position)].crewClass)
                let times = (Int(sums[Int(position)]) + own) / cut.denominator
                if times > 0 { list.append(Charge(column: position, times: Int32(times))) }
                sums[Int(position)] = 0
            }
            charged.append(list)
        }
    }
}
