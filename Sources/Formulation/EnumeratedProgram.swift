import LinearModel
import RouteColumns

/// The integer program over columns that are all at hand.
public struct EnumeratedProgram {
    /// The rows.
    public let model: MasterModel
    /// The routes.
    public let columns: [RouteColumn]

    /// Cuts that hold for every choice of routes, to tighten the relaxation.
    let cuts: [RankOneCut]

    /// Most columns with which the engine may solve the root by itself: it hears of no limit then.
    private static let mostPresolvedColumns = 4_000

    /// A program over the given columns.
    public init(model: MasterModel, columns: [RouteColumn]) {
        self.init(model: model, columns: columns, cuts: [])
    }

    init(model: MasterModel, columns: [RouteColumn], cuts: [RankOneCut]) {
        self.model = model
        self.columns = columns
        self.cuts = cuts
    }

    /// What solving the program gave.
    public struct Outcome: Sendable {
        /// Why it stopped and what it holds.
        public var integer: IntegerOutcome
        /// The routes chosen; empty without a point.
        public var chosen: [RouteColumn]
        /// Points of the point found, ``MasterModel/constant`` included; nil without one.
        public var points: Int?
        /// No point is worth more than this; nil where nothing was proven.
        public var bound: Int?
        /// Whether it is proven that no point exists.
        public var isInfeasible: Bool
    }

    /// Solves the program to the end or the limits.
    ///
    /// - Throws: `LinearProgramError` where the engine breaks down.
    public func solve(
        engine: some LinearEngine,
        limits: SolveLimits
    ) throws(LinearProgramError) -> Outcome {
        let integer = try engine.withProgram(.maximise) {
            program throws(LinearProgramError) -> IntegerOutcome in
            try load(program)
            return try program.solveInteger(
                limits,
                options: IntegerOptions(presolve: columns.count <= Self.mostPresolvedColumns),
                incumbent: nil,
                progress: nil
            )
        }
        var outcome = Outcome(
            integer: integer,
            chosen: [],
            points: nil,
            bound: nil,
            isInfeasible: false
        )
        outcome.isInfeasible = integer.kind == .infeasible
        // Every plan is worth a whole number of points, so a bound can be rounded down.
        outcome.bound = integer.bound.map {
            model.constant + Int((min($0, 1e15) + 1e-6 * max(1, abs($0) * 1e-3)).rounded(.down))
        }
        guard integer.kind.hasPoint else { return outcome }
        let side = model.sideColumns.count
        var points = Double(model.constant)
        for (number, column) in model.sideColumns.enumerated() {
            points += Double(column.points) * integer.values[number]
        }
        for (number, column) in columns.enumerated() {
            let times = Int(integer.values[side + number].rounded())
            for _ in 0..<times { outcome.chosen.append(column) }
            points += Double(times * column.points)
        }
        outcome.points = Int(points.rounded())
        if integer.kind == .optimal { outcome.bound = outcome.points }
        return outcome
    }

    private func load(_ program: any LinearProgram) throws(LinearProgramError) {
        var rows = model.rowBatch()
        for cut in cuts { rows.append(lower: -.infinity, upper: Double(cut.limit)) }
        try program.addRows(rows)
        var batch = ColumnBatch()
        for column in model.sideColumns { batch.append(side: column) }
        for column in columns {
            batch.append(objective: Double(column.points), lower: 0, upper: 1, isInteger: true)
            for entry in model.coefficients(of: column) {
                batch.appendEntry(row: entry.row, coefficient: Double(entry.value))
            }
            let demands = column.nodes.map { model.space.nodes[Int($0)].demand }
            for (number, cut) in cuts.enumerated() {
                let times = cut.coefficient(crewClass: column.crewClass, demands: demands)
                if times > 0 {
                    batch.appendEntry(row: model.rows.count + number, coefficient: Double(times))
                }
            }
        }
        try program.addColumns(batch)
    }
}

extension MasterModel {
    /// All rows, without entries, for a program.
    func rowBatch() -> RowBatch {
        var batch = RowBatch()
        for row in rows {
            let limit = Double(row.limit)
            batch.append(lower: row.isEquation ? limit : -.infinity, upper: limit)
        }
        return batch
    }
}

extension ColumnBatch {
    /// Adds a column that is no route.
    mutating func append(side column: SideColumn) {
        append(
            objective: Double(column.points),
            lower: Double(column.lower),
            upper: Double(column.upper),
            isInteger: column.isInteger
        )
        for entry in column.entries {
            appendEntry(row: entry.row, coefficient: Double(entry.value))
        }
    }
}
