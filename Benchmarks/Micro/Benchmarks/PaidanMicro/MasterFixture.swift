import DenseProblem
import Formulation
import GLPKSolver
import LinearModel
import RouteColumns

/// The master problem of `core-900` after some rounds of column generation, with its prices.
struct MasterFixture: Sendable {
    /// Rounds of pricing that the columns come from.
    static let rounds = 12

    let space: ColumnSpace
    let model: MasterModel
    /// The routes of each round; those of the first are the greedy plan's.
    private(set) var routes: [[RouteColumn]] = []
    /// The last prices.
    private(set) var prices = Prices(gain: [], crew: [], travelMinute: [])

    static let core: MasterFixture = {
        var fixture = MasterFixture(Fixture.core)
        do {
            try fixture.grow()
        } catch {
            fatalError("GLPK failed: \(error)")
        }
        return fixture
    }()

    private init(_ fixture: Fixture) {
        space = ColumnSpace(fixture.problem)
        model = MasterModel(space, linksAll: false)
        let lookup = ColumnLookup(space)
        routes = [
            fixture.densePlan.routes.compactMap {
                space.column(shift: $0.shift, tasks: $0.tasks, lookup: lookup)
            }
        ]
    }

    /// Generates columns, round by round.
    private mutating func grow() throws(LinearProgramError) {
        var found = self
        try GLPKEngine().withProgram(.maximise) { program throws(LinearProgramError) in
            try found.load(program)
            for _ in 0..<Self.rounds {
                _ = try program.solveRelaxation()
                found.setPrices(try program.rowDuals())
                found.routes.append(found.pricedRoutes())
                try found.add(found.routes[found.routes.count - 1], to: program)
            }
        }
        self = found
    }

    /// Adds the rows, the columns that are no routes, and the first routes.
    func load(_ program: any LinearProgram) throws(LinearProgramError) {
        var rows = RowBatch()
        for row in model.rows {
            rows.append(
                lower: row.isEquation ? Double(row.limit) : -.infinity,
                upper: Double(row.limit)
            )
        }
        try program.addRows(rows)
        var columns = ColumnBatch()
        for side in model.sideColumns {
            columns.append(
                objective: Double(side.points),
                lower: Double(side.lower),
                upper: Double(side.upper)
            )
            for entry in side.entries {
                columns.appendEntry(row: entry.row, coefficient: Double(entry.value))
            }
        }
        if columns.count > 0 { try program.addColumns(columns) }
        try add(routes[0], to: program)
    }

    /// Adds routes as columns.
    @discardableResult
    func add(
        _ routes: [RouteColumn],
        to program: any LinearProgram
    ) throws(LinearProgramError) -> Range<Int> {
        var batch = ColumnBatch()
        for route in routes {
            batch.append(objective: Double(route.points))
            for entry in model.coefficients(of: route) {
                batch.appendEntry(row: entry.row, coefficient: Double(entry.value))
            }
        }
        return try program.addColumns(batch)
    }

    /// Prices of nodes and crews from the duals of the rows `serve` and `crews`: `core` has no others.
    private mutating func setPrices(_ duals: [Double]) {
        let unit = PriceScale.unit
        func scaled(_ dual: Double) -> Int { Int((max(0, dual) * Double(unit)).rounded()) }
        let problem = space.problem
        prices = Prices(
            gain: space.nodes.map {
                $0.gain * unit - scaled(duals[model.serveRow[Int($0.demand)]])
            },
            crew: space.classes.indices.map { scaled(duals[model.crewsRow[$0]]) },
            travelMinute: space.classes.map { _ in problem.scenario.weights.travel * unit }
        )
    }

    /// The best routes of every class at the present prices.
    private func pricedRoutes() -> [RouteColumn] {
        let pricer = Pricer(space)
        var found: [RouteColumn] = []
        for crewClass in space.classes.indices {
            var memory = StopMemory()
            let result = pricer.price(
                crewClass: crewClass,
                prices: prices,
                effort: .heuristic,
                asked: 0,
                memory: &memory
            )
            found += result.routes.prefix(3).compactMap {
                space.column(crewClass: crewClass, nodes: $0.nodes)
            }
        }
        return found
    }
}
