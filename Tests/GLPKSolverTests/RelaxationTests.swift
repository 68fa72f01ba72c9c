import LinearModel
import Testing

/// Linear programs solved by hand.
struct RelaxationTests {
    /// max 3x + 2y, x + y ≤ 4, x + 3y ≤ 6, x ≤ 3.
    private let shop = Instance(
        sense: .maximise,
        rows: [RowSpec(upper: 4), RowSpec(upper: 6)],
        columns: [
            ColumnSpec(objective: 3, upper: 3, entries: [Entry(0), Entry(1)]),
            ColumnSpec(objective: 2, entries: [Entry(0), Entry(1, 3)]),
        ]
    )

    @Test func optimumOfTwoColumns() throws {
        // x is worth more in the shared first row, so x = 3, then y = 1 by both rows: 9 + 2 = 11.
        try withProgram(.maximise) { program in
            try shop.load(into: program)
            let outcome = try program.solveRelaxation()
            #expect(outcome.stop == .completed)
            #expect(outcome.kind == .optimal)
            #expect(isClose(outcome.objective, 11))
            #expect(areClose(try program.columnValues(), [3, 1]))
            #expect(areClose(try program.rowActivities(), [4, 6]))
        }
    }

    @Test func dualsOfMaximisation() throws {
        // max 5x, x ≤ 2 (row 0), x ≤ 9 (row 1). A unit more in row 0 is worth 5, in row 1 nothing.
        // The column's reduced cost is 5 - 5 = 0.
        try withProgram(.maximise) { program in
            try program.addRows([RowSpec(upper: 2), RowSpec(upper: 9)])
            try program.addColumns([ColumnSpec(objective: 5, entries: [Entry(0), Entry(1)])])
            _ = try program.solveRelaxation()
            #expect(areClose(try program.rowDuals(), [5, 0]))
            #expect(areClose(try program.reducedCosts(), [0]))
            #expect(try program.rowStatuses() == [.atUpper, .basic])
            #expect(try program.columnStatuses() == [.basic])
        }
    }

    @Test func goesOnFromBasisReadBefore() throws {
        // With y forbidden x = 3 alone is best: 9. From the first basis no iteration is needed to be
        // back at 11, and a column of no worth that came since changes nothing.
        try withProgram(.maximise) { program in
            try shop.load(into: program)
            _ = try program.solveRelaxation()
            let rows = try program.rowStatuses()
            let columns = try program.columnStatuses()
            try program.setColumnBounds(1, lower: 0, upper: 0)
            #expect(isClose(try program.solveRelaxation().objective, 9))
            try program.setColumnBounds(1, lower: 0, upper: .infinity)
            try program.addColumns([ColumnSpec(objective: -1, entries: [Entry(0)])])
            try program.startFromBasis(rows: rows, columns: columns)
            #expect(throws: LinearProgramError.nothingToRead) { try program.columnValues() }
            let outcome = try program.solveRelaxation(SolveLimits(), method: .primal)
            #expect(isClose(outcome.objective, 11))
            #expect(outcome.iterations == 0)
            #expect(throws: LinearProgramError.self) {
                try program.startFromBasis(rows: rows + rows, columns: columns)
            }
        }
    }

    @Test func dualsOfMinimisation() throws {
        // min 2x + 7y, x + y ≥ 3: x = 3, and a unit more of demand costs 2; y lacks 7 - 2 = 5.
        try withProgram(.minimise) { program in
            try program.addRows([RowSpec(lower: 3)])
            try program.addColumns([
                ColumnSpec(objective: 2, entries: [Entry(0)]),
                ColumnSpec(objective: 7, entries: [Entry(0)]),
            ])
            let outcome = try program.solveRelaxation()
            #expect(isClose(outcome.objective, 6))
            #expect(areClose(try program.rowDuals(), [2]))
            #expect(areClose(try program.reducedCosts(), [0, 5]))
            #expect(try program.columnStatuses() == [.basic, .atLower])
        }
    }

    @Test(arguments: [SimplexMethod.automatic, .primal, .dual])
    func infeasible(_ method: SimplexMethod) throws {
        // x + y ≥ 5 with x ≤ 2 and y ≤ 2.
        let kind = try withProgram(.minimise) { program in
            try program.addRows([RowSpec(lower: 5)])
            try program.addColumns([
                ColumnSpec(objective: 1, upper: 2, entries: [Entry(0)]),
                ColumnSpec(objective: 1, upper: 2, entries: [Entry(0)]),
            ])
            let outcome = try program.solveRelaxation(SolveLimits(), method: method)
            #expect(outcome.stop == .completed)
            #expect(throws: LinearProgramError.nothingToRead) { try program.columnValues() }
            return outcome.kind
        }
        #expect(kind == .infeasible)
    }

    @Test(arguments: [SimplexMethod.automatic, .primal, .dual])
    func unbounded(_ method: SimplexMethod) throws {
        // max x + y, x - y ≤ 1: both can grow together. The dual method can't say so by itself.
        let outcome = try withProgram(.maximise) { program in
            try program.addRows([RowSpec(upper: 1)])
            try program.addColumns([
                ColumnSpec(objective: 1, entries: [Entry(0)]),
                ColumnSpec(objective: 1, entries: [Entry(0, -1)]),
            ])
            return try program.solveRelaxation(SolveLimits(), method: method)
        }
        #expect(outcome.kind == .unbounded)
        #expect(outcome.stop == .completed)
        #expect(outcome.objective == nil)
    }

    @Test func equationsRangesAndFixedColumns() throws {
        // min x + 2y + 4z, x + y + z = 10, 2 ≤ y - x ≤ 4, z fixed at 1.
        // x + y = 9 and y ≥ x + 2; x as large as possible: x = 3.5, y = 5.5: 3.5 + 11 + 4.
        try withProgram(.minimise) { program in
            try program.addRows([RowSpec(lower: 10, upper: 10), RowSpec(lower: 2, upper: 4)])
            try program.addColumns([
                ColumnSpec(objective: 1, entries: [Entry(0), Entry(1, -1)]),
                ColumnSpec(objective: 2, entries: [Entry(0), Entry(1)]),
                ColumnSpec(objective: 4, lower: 1, upper: 1, entries: [Entry(0)]),
            ])
            let outcome = try program.solveRelaxation()
            #expect(isClose(outcome.objective, 18.5))
            #expect(areClose(try program.columnValues(), [3.5, 5.5, 1]))
            #expect(try program.rowStatuses() == [.fixed, .atLower])
        }
    }

    @Test func freeColumnAndUpperBoundOnly() throws {
        // max x + y with x free, y ≤ -2, x - y ≤ 3: y = -2, x = 1.
        try withProgram(.maximise) { program in
            try program.addRows([RowSpec(upper: 3)])
            try program.addColumns([
                ColumnSpec(objective: 1, lower: -.infinity, entries: [Entry(0)]),
                ColumnSpec(objective: 1, lower: -.infinity, upper: -2, entries: [Entry(0, -1)]),
            ])
            _ = try program.solveRelaxation()
            #expect(areClose(try program.columnValues(), [1, -2]))
        }
    }

    @Test func degenerateVertex() throws {
        // Beale's example, on which textbook simplex cycles: min -3/4 a + 150 b - 1/50 c + 6 d;
        // the optimum is -1/20, at a = 1/25, c = 1.
        let beale = Instance(
            sense: .minimise,
            rows: [RowSpec(upper: 0), RowSpec(upper: 0), RowSpec(upper: 1)],
            columns: [
                ColumnSpec(objective: -0.75, entries: [Entry(0, 0.25), Entry(1, 0.5)]),
                ColumnSpec(objective: 150, entries: [Entry(0, -60), Entry(1, -90)]),
                ColumnSpec(
                    objective: -0.02,
                    entries: [Entry(0, -0.04), Entry(1, -0.02), Entry(2)]
                ),
                ColumnSpec(objective: 6, entries: [Entry(0, 9), Entry(1, 3)]),
            ]
        )
        let outcome = try withProgram(.minimise) { program in
            try beale.load(into: program)
            return try program.solveRelaxation()
        }
        #expect(isClose(outcome.objective, -0.05))
    }

    @Test func emptyPrograms() throws {
        let nothing = try withProgram(.minimise) { program in
            try program.solveRelaxation()
        }
        #expect(nothing.kind == .optimal)
        #expect(nothing.objective == 0)
        // Columns without rows go to their best bounds: 2 × 3 - 1 × 0.
        let columnsOnly = try withProgram(.maximise) { program in
            try program.addColumns([
                ColumnSpec(objective: 2, upper: 3), ColumnSpec(objective: -1),
            ])
            return try program.solveRelaxation()
        }
        #expect(isClose(columnsOnly.objective, 6))
        // A row without entries has activity 0; 0 ≥ 1 can't be.
        let hopelessRow = try withProgram(.maximise) { program in
            try program.addRows([RowSpec(lower: 1)])
            try program.addColumns([ColumnSpec(objective: 1, upper: 1)])
            return try program.solveRelaxation()
        }
        #expect(hopelessRow.kind == .infeasible)
    }

    @Test func boundsObjectiveAndRowBoundsChange() throws {
        try withProgram(.maximise) { program in
            try shop.load(into: program)
            _ = try program.solveRelaxation()
            // x ≤ 1: then y = 5/3 by the second row: 3 + 10/3.
            try program.setColumnBounds(0, lower: 0, upper: 1)
            #expect(throws: LinearProgramError.nothingToRead) { try program.rowDuals() }
            #expect(isClose(try program.solveRelaxation().objective, 19.0 / 3))
            // y worth nothing: x alone, 3.
            try program.setObjective(1, 0)
            #expect(isClose(try program.solveRelaxation().objective, 3))
            // First row down to 1/2: x = 1/2.
            try program.setRowBounds(0, lower: -.infinity, upper: 0.5)
            #expect(isClose(try program.solveRelaxation().objective, 1.5))
        }
    }

    @Test func cutsAndDeletions() throws {
        // max a + b + c over the three edges of a triangle: at most one end of each pair.
        // The relaxation takes a half of each (3/2); the clique row brings it down to 1.
        try withProgram(.maximise) { program in
            try program.addRows(Array(repeating: RowSpec(upper: 1), count: 3))
            try program.addColumns([
                ColumnSpec(objective: 1, entries: [Entry(0), Entry(1)]),
                ColumnSpec(objective: 1, entries: [Entry(1), Entry(2)]),
                ColumnSpec(objective: 1, entries: [Entry(2), Entry(0)]),
            ])
            #expect(isClose(try program.solveRelaxation().objective, 1.5))
            let cut = RowSpec(upper: 1, entries: [Entry(0), Entry(1), Entry(2)])
            #expect(try program.addRows([cut]) == 3..<4)
            #expect(isClose(try program.solveRelaxation().objective, 1))
            // Without the cut (a tight row, so the basis goes with it) it is 3/2 again.
            let rows = try program.deleteRows([3])
            #expect(rows[2] == 2)
            #expect(rows[3] == nil)
            #expect(isClose(try program.solveRelaxation().objective, 1.5))
            // Without the middle column: a and c share row 0, so 1; c is now column 1.
            let columns = try program.deleteColumns([1])
            #expect(columns.keptCount == 2)
            #expect(columns[2] == 1)
            #expect(isClose(try program.solveRelaxation().objective, 1))
            #expect(program.columnCount == 2)
        }
    }

    @Test func iterationLimitStopsAndGoesOn() throws {
        // 40 columns, each in a row of its own: one iteration each, so 5 don't suffice.
        try withProgram(.maximise) { program in
            try program.addRows(Array(repeating: RowSpec(upper: 2), count: 40))
            try program.addColumns((0..<40).map { ColumnSpec(objective: 1, entries: [Entry($0)]) })
            let stopped = try program.solveRelaxation(SolveLimits(iterations: 5))
            #expect(stopped.stop == .iterationLimit)
            #expect(stopped.kind == .feasible)
            #expect(stopped.iterations == 5)
            #expect(isClose(stopped.objective, 10))
            #expect(isClose(try program.columnValues().reduce(0, +), 10))
            let finished = try program.solveRelaxation()
            #expect(finished.kind == .optimal)
            #expect(isClose(finished.objective, 80))
            #expect(finished.iterations == 35)
        }
    }

    /// What the dual simplex method has come down to bounds the optimum.
    ///
    /// Ten columns, each at most 2 by a row of its own, are worth 20; then they are bounded by 1. Three dual iterations put three of them right, so that 17 is left as a bound on the 10 there are.
    @Test func theDualMethodLeavesABoundWhereItIsStopped() throws {
        try withProgram(.maximise) { program in
            try program.addRows(Array(repeating: RowSpec(upper: 2), count: 10))
            try program.addColumns((0..<10).map { ColumnSpec(objective: 1, entries: [Entry($0)]) })
            let first = try program.solveRelaxation()
            #expect(isClose(first.objective, 20))
            #expect(first.bound == nil)
            for column in 0..<10 { try program.setColumnBounds(column, lower: 0, upper: 1) }
            let limits = SolveLimits(iterations: 3)
            let stopped = try program.solveRelaxation(limits, method: .dual)
            #expect(stopped.stop == .iterationLimit)
            #expect(stopped.kind == .nothing)
            #expect(isClose(stopped.bound, 17))
            let finished = try program.solveRelaxation(SolveLimits(), method: .dual)
            #expect(isClose(finished.objective, 10))
            #expect(finished.bound == nil)
        }
    }

    @Test func cancellationAndPastDeadline() throws {
        try withProgram(.maximise) { program in
            try shop.load(into: program)
            let cancelled = try program.solveRelaxation(SolveLimits(isCancelled: { true }))
            #expect(cancelled.stop == .cancelled)
            #expect(cancelled.kind == .nothing)
            let late = try program.solveRelaxation(SolveLimits(deadline: .now - .seconds(1)))
            #expect(late.stop == .timeLimit)
            #expect(late.kind == .nothing)
            let early = try program.solveRelaxation(SolveLimits(deadline: .now + .seconds(3600)))
            #expect(early.kind == .optimal)
        }
    }

    @Test func interiorPointAgreesWithSimplex() throws {
        // The optimal vertex (3, 1) is unique with duals y0 + y1 + d = 3, y0 + 3 y1 = 2 on a face;
        // whatever the duals, 4 y0 + 6 y1 + 3 d = 11 by duality.
        try withProgram(.maximise) { program in
            try shop.load(into: program)
            let outcome = try program.solveInterior()
            #expect(outcome.stop == .completed)
            #expect(isClose(outcome.objective, 11, within: 1e-5))
            let duals = outcome.rowDuals
            #expect(duals.allSatisfy { $0 > -1e-6 })
            let total = 4 * duals[0] + 6 * duals[1] + 3 * outcome.reducedCosts[0]
            #expect(isClose(total, 11, within: 1e-5))
            #expect(isClose(outcome.reducedCosts[0], 3 - duals[0] - duals[1], within: 1e-5))
        }
    }

    @Test func interiorPointOfInfeasibleProgramHoldsNothing() throws {
        let outcome = try withProgram(.minimise) { program in
            try program.addRows([RowSpec(lower: 5)])
            try program.addColumns([ColumnSpec(objective: 1, upper: 2, entries: [Entry(0)])])
            return try program.solveInterior()
        }
        #expect(outcome.kind == .nothing)
        #expect(outcome.rowDuals.isEmpty)
    }

    @Test func widelySpreadCoefficientsAreScaled() throws {
        // min x + y with 1e8 x + y ≥ 2e8 and x + 1e-6 y ≥ 3: x = 3 keeps both, at cost 3.
        let outcome = try withProgram(.minimise) { program in
            try program.addRows([RowSpec(lower: 2e8), RowSpec(lower: 3)])
            try program.addColumns([
                ColumnSpec(objective: 1, entries: [Entry(0, 1e8), Entry(1)]),
                ColumnSpec(objective: 1, entries: [Entry(0), Entry(1, 1e-6)]),
            ])
            return try program.solveRelaxation()
        }
        #expect(isClose(outcome.objective, 3))
    }

    @Test(arguments: [SimplexMethod.automatic, .primal, .dual])
    func gainHiddenByScalingIsFound(_ method: SimplexMethod) throws {
        // z alone may grow to 282 / 0.05 = 5640 in the first row, at 4 each: 22,560 at least, and
        // w adds a little (17 for each 90,000 of the second row's 847; it frees 0.0001 of the
        // first). GLPK's primal simplex stops at 0.16 on the scaled matrix and calls that optimal.
        let outcome = try withProgram(.maximise) { program in
            try program.addRows([RowSpec(upper: 282), RowSpec(upper: 847), RowSpec(upper: 961)])
            try program.addColumns([
                ColumnSpec(objective: 4, entries: [Entry(0, 0.05), Entry(2, -0.0004)]),
                ColumnSpec(objective: 17, entries: [Entry(0, -0.0001), Entry(1, 90000)]),
                ColumnSpec(objective: -5, entries: [Entry(1, 300)]),
                ColumnSpec(
                    objective: -13,
                    upper: 65,
                    entries: [Entry(1, 0.06)]
                ),
                ColumnSpec(objective: -18, entries: [Entry(1, -0.0005)]),
            ])
            return try program.solveRelaxation(SolveLimits(), method: method)
        }
        let w = 847.0 / 90000
        #expect(isClose(outcome.objective, 4 * (282 + 0.0001 * w) / 0.05 + 17 * w))
    }
}
