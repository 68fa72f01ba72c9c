import LinearModel
import RouteColumns

/// Part of the master problem: some classes of crews are free, all other routes of a plan stand.
///
/// Rows lose what the standing routes use of them; rows and side columns that only standing routes
/// touch are left out. So every rule of the master that can be told in rows holds for the whole plan.
final class BlockProgram {
    private let master: RestrictedMaster
    private let round: PricingRound
    private let control: ColumnGeneration.Control
    /// [class] Whether its crews are free.
    private let isFree: [Bool]
    /// [node] Whether the node can't be served here.
    private var isClosed: [Bool]
    /// Rows of the block, as numbered in the master, and the way back.
    private var rows: [Int] = []
    private var blockRow: [Int: Int] = [:]
    private var sides: [Int] = []
    private var columns: [RouteColumn] = []
    private var known: Set<[Int32]> = []

    /// What became of a block.
    struct Outcome {
        /// Routes of the free classes, better than those they replace; empty where none was found.
        var chosen: [RouteColumn] = []
        /// Whether it is settled that the columns at hand give nothing better.
        var isSettled = false
        /// Points gained by the rows' account.
        var gain = 0.0
        /// The routes of the free classes that a better choice can use, as far as prices tell, where they
        /// were asked for and are few; they are still to be searched.
        var listed: Listed?
    }

    /// The routes that a better choice can use, as far as prices tell that come from heuristic pricing.
    struct Listed {
        /// The routes.
        var columns: [RouteColumn]
        /// Those that the relaxation had in the end, to begin with.
        var start: [RouteColumn]
        /// What the relaxation gains by them.
        var slack: Double
    }

    /// Most rounds of pricing in a block.
    private static let mostRounds = 10
    /// Most routes listed, and labels made for each of them.
    private static let listLimit = 15_000
    private static let labelsPerRoute = 4
    /// Most nodes of its integer search.
    private static let mostNodes = 300

    /// A block of a plan.
    ///
    /// - Parameters:
    ///   - master: the master problem; only its model, cuts and pool of columns are used.
    ///   - round: prices columns.
    ///   - control: limits.
    ///   - standing: routes that stand.
    ///   - free: classes whose crews are free.
    init(
        _ master: RestrictedMaster,
        round: PricingRound,
        control: ColumnGeneration.Control,
        standing: [RouteColumn],
        free: [Int]
    ) {
        self.master = master
        self.round = round
        self.control = control
        var isFree = [Bool](repeating: false, count: master.space.classes.count)
        for number in free { isFree[number] = true }
        self.isFree = isFree
        isClosed = [Bool](repeating: true, count: master.space.nodes.count)
        layOut(standing: standing, free: free)
    }

    /// What standing routes leave of each row.
    private var rest: [Int] = []
    /// The last prices.
    private var prices: LagrangianPrices?

    private func layOut(standing: [RouteColumn], free: [Int]) {
        let model = master.model
        let space = master.space
        rest = model.rows.map(\.limit)
        var taken = Set<Int32>()
        for column in standing {
            for entry in master.coefficients(of: column) { rest[entry.row] -= entry.value }
            for node in column.nodes { taken.insert(space.nodes[Int(node)].demand) }
        }
        var isTouched = [Bool](repeating: false, count: model.rows.count)
        for number in free {
            isTouched[model.crewsRow[number]] = true
            let team = model.team(ofClass: number)
            for row in [model.maxMinutesRow[team], model.fairMinutesRow[team]] where row >= 0 {
                isTouched[row] = true
            }
            for node in space.classes[number].nodes
            where !taken.contains(space.nodes[node].demand) {
                isClosed[node] = false
                for row in master.rows(ofNode: node) { isTouched[Int(row)] = true }
            }
        }
        for (cut, row) in master.cuts
        where cut.demands.contains(where: { isTouched[model.serveRow[Int($0)]] }) {
            isTouched[row] = true
        }
        touchSides(&isTouched)
        for row in model.rows.indices where isTouched[row] {
            blockRow[row] = rows.count
            rows.append(row)
        }
    }

    /// Side columns of touched rows, and all their rows, are part of the block as well.
    private func touchSides(_ isTouched: inout [Bool]) {
        let model = master.model
        var isIn = [Bool](repeating: false, count: model.sideColumns.count)
        var hasGrown = !model.sideColumns.isEmpty
        while hasGrown {
            hasGrown = false
            for (number, column) in model.sideColumns.enumerated()
            where !isIn[number] && column.entries.contains(where: { isTouched[$0.row] }) {
                isIn[number] = true
                for entry in column.entries where !isTouched[entry.row] {
                    isTouched[entry.row] = true
                    hasGrown = true
                }
            }
        }
        sides = isIn.indices.filter { isIn[$0] }
    }

    /// Looks for better routes of the free classes.
    ///
    /// - Parameters:
    ///   - engine: solves the programs.
    ///   - present: the routes they have.
    ///   - isListed: whether to list routes for a search instead of solving an integer program over those
    ///     at hand.
    /// - Returns: what was found; nothing, and not settled, where routes are too many to be listed.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    func improve(
        engine: some LinearEngine,
        present: [RouteColumn],
        isListed: Bool
    ) throws(LinearProgramError) -> Outcome {
        try engine.withProgram(.maximise) { program throws(LinearProgramError) -> Outcome in
            try self.open(program)
            try self.add(present, to: program)
            guard let before = try self.objective(of: program) else { return Outcome() }
            var present: [Double] = []
            try program.readColumnValues(into: &present)
            try self.add(self.poolColumns(), to: program)
            guard let relaxed = try self.generate(program), !self.control.mustStop() else {
                return Outcome()
            }
            guard relaxed > before + 0.5 else { return Outcome(isSettled: true) }
            if isListed { return Outcome(listed: self.everyRoute(slack: relaxed - before)) }
            let kept = try self.dropHopeless(program, slack: relaxed - before, present: present)
            return try self.solve(program, before: before, present: kept)
        }
    }

    private func open(_ program: any LinearProgram) throws(LinearProgramError) {
        var batch = RowBatch()
        for row in rows {
            let isEquation = master.model.rows[row].isEquation
            batch.append(
                lower: isEquation ? Double(rest[row]) : -.infinity,
                upper: Double(rest[row])
            )
        }
        try program.addRows(batch)
        var added = ColumnBatch()
        for side in sides {
            let column = master.model.sideColumns[side]
            added.append(
                objective: Double(column.points),
                lower: Double(column.lower),
                upper: Double(column.upper),
                isInteger: column.isInteger
            )
            for entry in column.entries {
                if let row = blockRow[entry.row] {
                    added.appendEntry(row: row, coefficient: Double(entry.value))
                }
            }
        }
        if added.count > 0 { try program.addColumns(added) }
    }

    @discardableResult
    private func add(
        _ routes: [RouteColumn],
        to program: any LinearProgram
    ) throws(LinearProgramError) -> Int {
        var batch = ColumnBatch()
        for route in routes where known.insert([Int32(route.crewClass)] + route.nodes).inserted {
            batch.append(
                objective: Double(route.points),
                lower: 0,
                upper: .infinity,
                isInteger: true
            )
            for entry in master.coefficients(of: route) {
                if let row = blockRow[entry.row] {
                    batch.appendEntry(row: row, coefficient: Double(entry.value))
                }
            }
            columns.append(route)
        }
        guard batch.count > 0 else { return 0 }
        try program.addColumns(batch)
        return batch.count
    }

    private func poolColumns() -> [RouteColumn] {
        master.columns.filter { column in
            isFree[column.crewClass] && column.nodes.allSatisfy { !isClosed[Int($0)] }
        }
    }

    private func objective(of program: any LinearProgram) throws(LinearProgramError) -> Double? {
        let outcome = try program.solveRelaxation(control.limits, method: .primal)
        control.spend(outcome.iterations * (3_000 + columns.count + rows.count))
        return outcome.kind == .optimal ? outcome.objective : nil
    }

    /// Generates columns; returns the relaxation's value.
    private func generate(_ program: any LinearProgram) throws(LinearProgramError) -> Double? {
        let none = [Int](repeating: 0, count: isFree.count)
        var duals: [Double] = []
        for _ in 0..<BlockProgram.mostRounds {
            guard let value = try objective(of: program), !control.mustStop() else { return nil }
            try program.readRowDuals(into: &duals)
            var all = [Double](repeating: 0, count: master.model.rows.count)
            for (row, number) in rows.enumerated() { all[number] = duals[row] }
            let prices = LagrangianPrices(duals: all, master: master, isClosed: isClosed)
            self.prices = prices
            let outcome = round.run(
                prices.prices,
                effort: { self.isFree[$0] ? .heuristic : nil },
                known: none,
                asked: PriceScale.unit / 10,
                perClass: 4,
                mustStop: control.mustStop
            )
            control.spend(outcome.work / 3)
            if try add(outcome.columns, to: program) == 0 { return value }
        }
        return try objective(of: program)
    }

    /// Lists every route that a choice better by up to so many points can use; nil where that is too much.
    ///
    /// Prices come from routes found by heuristic pricing, so a route of another kind may be missed.
    private func everyRoute(slack: Double) -> Listed? {
        guard let prices else { return nil }
        let units = Int(slack * Double(PriceScale.unit)) + PriceScale.unit
        var listed: [RouteColumn] = []
        for number in isFree.indices where isFree[number] {
            if control.mustStop() { return nil }
            let found = round.everyRoute(
                of: number,
                prices.prices,
                best: 0,
                slack: units,
                limit: BlockProgram.listLimit - listed.count,
                labelLimit: BlockProgram.listLimit * BlockProgram.labelsPerRoute,
                spend: control.spend
            )
            guard let found else { return nil }
            listed += found
        }
        return Listed(columns: listed, start: columns, slack: slack)
    }

    /// Deletes columns that no better choice can use: those whose reduced cost alone eats up what the
    /// relaxation is better than the routes at hand.
    ///
    /// - Returns: the values of the routes at hand by the columns left.
    private func dropHopeless(
        _ program: any LinearProgram,
        slack: Double,
        present: [Double]
    ) throws(LinearProgramError) -> [Double] {
        var reduced: [Double] = []
        try program.readReducedCosts(into: &reduced)
        var doomed: [Int] = []
        var left: [RouteColumn] = []
        var values = Array(present.prefix(sides.count))
        for (number, column) in columns.enumerated() {
            let position = sides.count + number
            let value = position < present.count ? present[position] : 0
            if reduced[position] < -slack + 0.5, value == 0 {
                doomed.append(position)
            } else {
                left.append(column)
                values.append(value)
            }
        }
        if !doomed.isEmpty { try program.deleteColumns(doomed) }
        columns = left
        return values
    }

    private func solve(
        _ program: any LinearProgram,
        before: Double,
        present: [Double]
    ) throws(LinearProgramError) -> Outcome {
        var limits = control.limits
        limits.nodes = min(BlockProgram.mostNodes, 60_000 / max(1, columns.count))
        let integer = try program.solveInteger(
            limits,
            options: IntegerOptions(roundingCuts: false),
            incumbent: incumbent(present),
            progress: nil
        )
        control.spend(integer.iterations * (3_000 + columns.count + rows.count))
        var outcome = Outcome()
        outcome.isSettled = integer.kind == .optimal || integer.kind == .infeasible
        guard integer.kind.hasPoint, let points = integer.objective, points > before + 0.5 else {
            return outcome
        }
        outcome.gain = points - before
        for (number, column) in columns.enumerated() {
            let times = Int(integer.values[sides.count + number].rounded())
            for _ in 0..<times { outcome.chosen.append(column) }
        }
        return outcome
    }

    /// The routes at hand before as a point of the whole program; nil where their relaxation is
    /// better in fractions.
    private func incumbent(_ present: [Double]) -> [Double]? {
        guard present.allSatisfy({ abs($0 - $0.rounded()) < 1e-7 }) else { return nil }
        let more = [Double](repeating: 0, count: sides.count + columns.count - present.count)
        return present.map { $0.rounded() } + more
    }
}
