import LinearModel
import Testing

/// Integer programs solved by hand, and what becomes of incumbents and limits.
struct IntegerTests {
    /// max 5a + 4b + 3c, 2a + 3b + c ≤ 5, 4a + b + 2c ≤ 11, 3a + 4b + 2c ≤ 8, binary.
    ///
    /// a and b fill the first row (5 of 5), keep the second (5) and third (7): 9. a and c give 8,
    /// b and c 7, all three break the first row (6).
    private let knapsack = Instance(
        sense: .maximise,
        rows: [RowSpec(upper: 5), RowSpec(upper: 11), RowSpec(upper: 8)],
        columns: [
            ColumnSpec(
                objective: 5,
                upper: 1,
                isInteger: true,
                entries: [Entry(0, 2), Entry(1, 4), Entry(2, 3)]
            ),
            ColumnSpec(
                objective: 4,
                upper: 1,
                isInteger: true,
                entries: [Entry(0, 3), Entry(1, 1), Entry(2, 4)]
            ),
            ColumnSpec(
                objective: 3,
                upper: 1,
                isInteger: true,
                entries: [Entry(0, 1), Entry(1, 2), Entry(2, 2)]
            ),
        ]
    )

    /// A packing of every pair among five things, each at most once: two pairs fit.
    private var pairs: Instance {
        var instance = Instance(sense: .maximise)
        instance.rows = Array(repeating: RowSpec(upper: 1), count: 5)
        for first in 0..<5 {
            for second in first + 1..<5 {
                instance.columns.append(
                    ColumnSpec(
                        objective: 1,
                        upper: 1,
                        isInteger: true,
                        entries: [Entry(first), Entry(second)]
                    )
                )
            }
        }
        return instance
    }

    @Test(arguments: [true, false])
    func optimumOfKnapsack(_ presolve: Bool) throws {
        let outcome = try withProgram(.maximise) { program in
            try knapsack.load(into: program)
            return try program.solveInteger(options: IntegerOptions(presolve: presolve))
        }
        #expect(outcome.stop == .completed)
        #expect(outcome.kind == .optimal)
        #expect(outcome.values == [1, 1, 0])
        #expect(outcome.objective == 9)
        #expect(outcome.bound == 9)
        #expect(outcome.gap == 0)
    }

    @Test(arguments: [true, false])
    func oddPackingLeavesOneOver(_ presolve: Bool) throws {
        // Five things make two pairs; the relaxation says 5/2.
        let outcome = try withProgram(.maximise) { program in
            try pairs.load(into: program)
            return try program.solveInteger(options: IntegerOptions(presolve: presolve))
        }
        #expect(outcome.kind == .optimal)
        #expect(outcome.objective == 2)
        #expect(pairs.isFeasible(outcome.values))
    }

    /// Eight hundred times three things of which any two exclude each other: one of three is the most.
    ///
    /// The relaxation takes half of all. So many halves are branched upon without GLPK's own rule, which
    /// would read every coefficient for each of them.
    @Test func manyFractionalColumnsAreBranchedUpon() throws {
        let triples = 800
        var instance = Instance(sense: .maximise)
        instance.rows = Array(repeating: RowSpec(upper: 1), count: 3 * triples)
        for thing in 0..<3 * triples {
            let first = thing / 3 * 3
            let others = (0..<3).map { first + $0 }.filter { $0 != thing }
            instance.columns.append(
                ColumnSpec(
                    objective: 1,
                    upper: 1,
                    isInteger: true,
                    entries: others.map { Entry($0) }
                )
            )
        }
        let oneOfEach = instance.columns.indices.map { $0 % 3 == 0 ? 1.0 : 0 }
        let outcome = try withProgram(.maximise) { program in
            try instance.load(into: program)
            return try program.solveInteger(
                SolveLimits(nodes: 40),
                options: IntegerOptions(presolve: false, roundingCuts: false),
                incumbent: oneOfEach
            )
        }
        #expect(outcome.kind == .feasible)
        #expect(outcome.objective == 800)
        #expect(outcome.nodes >= 40)
        let bound = try #require(outcome.bound)
        #expect(bound >= 800 && bound < 1200)
        #expect(instance.isFeasible(outcome.values))
    }

    @Test(arguments: [true, false])
    func infeasibleInIntegersOnly(_ presolve: Bool) throws {
        // 2x + 2y = 3 has fractional solutions but no whole one.
        let outcome = try withProgram(.maximise) { program in
            try program.addRows([RowSpec(lower: 3, upper: 3)])
            try program.addColumns(
                Array(
                    repeating: ColumnSpec(
                        objective: 1,
                        upper: 5,
                        isInteger: true,
                        entries: [Entry(0, 2)]
                    ),
                    count: 2
                )
            )
            return try program.solveInteger(options: IntegerOptions(presolve: presolve))
        }
        #expect(outcome.kind == .infeasible)
        #expect(outcome.objective == nil)
        #expect(outcome.values.isEmpty)
    }

    @Test(arguments: [true, false])
    func infeasibleOrUnboundedRelaxation(_ presolve: Bool) throws {
        let options = IntegerOptions(presolve: presolve)
        let infeasible = try withProgram(.maximise) { program in
            try program.addRows([RowSpec(lower: 3)])
            try program.addColumns([
                ColumnSpec(objective: 1, upper: 2, isInteger: true, entries: [Entry(0)])
            ])
            return try program.solveInteger(options: options)
        }
        #expect(infeasible.kind == .infeasible)
        let unbounded = try withProgram(.maximise) { program in
            try program.addRows([RowSpec(lower: 3)])
            try program.addColumns([
                ColumnSpec(objective: 1, isInteger: true, entries: [Entry(0)])
            ])
            return try program.solveInteger(options: options)
        }
        #expect(unbounded.kind == .unbounded)
    }

    @Test func programsWithoutEntries() throws {
        let outcome = try withProgram(.minimise) { program in
            try program.addColumns([
                ColumnSpec(objective: 2, lower: 3, upper: 7, isInteger: true),
                ColumnSpec(objective: -1, upper: 4, isInteger: true),
            ])
            return try program.solveInteger()
        }
        #expect(outcome.kind == .optimal)
        #expect(outcome.values == [3, 4])
        #expect(outcome.objective == 2)
        let empty = try withProgram(.minimise) { program in
            try program.solveInteger()
        }
        #expect(empty.kind == .optimal)
        #expect(empty.objective == 0)
    }

    @Test func mixedProgram() throws {
        // max x + 2y, x + y ≤ 3.5, y whole: y = 3 and x = 1/2.
        let outcome = try withProgram(.maximise) { program in
            try program.addRows([RowSpec(upper: 3.5)])
            try program.addColumns([
                ColumnSpec(objective: 1, entries: [Entry(0)]),
                ColumnSpec(objective: 2, isInteger: true, entries: [Entry(0)]),
            ])
            return try program.solveInteger()
        }
        #expect(areClose(outcome.values, [0.5, 3]))
        #expect(isClose(outcome.objective, 6.5))
    }

    @Test func columnsBecomeInteger() throws {
        // max x, 2x ≤ 5: 5/2, and 2 once whole; then continuous again.
        try withProgram(.maximise) { program in
            try program.addRows([RowSpec(upper: 5)])
            try program.addColumns([ColumnSpec(objective: 1, entries: [Entry(0, 2)])])
            #expect(isClose(try program.solveInteger().objective, 2.5))
            try program.setInteger(0, true)
            #expect(try program.solveInteger().objective == 2)
            #expect(isClose(try program.solveRelaxation().objective, 2.5))
            try program.setInteger(0, false)
            #expect(isClose(try program.solveInteger().objective, 2.5))
        }
    }

    @Test func incumbentIsImprovedOrKept() throws {
        try withProgram(.maximise) { program in
            try pairs.load(into: program)
            // One pair is feasible; two are better.
            let onePair = pairs.columns.indices.map { $0 == 0 ? 1.0 : 0 }
            let improved = try program.solveInteger(incumbent: onePair)
            #expect(improved.kind == .optimal)
            #expect(improved.objective == 2)
            // Stopped before the first node, the incumbent is what there is.
            let stopped = try program.solveInteger(SolveLimits(nodes: 0), incumbent: onePair)
            #expect(stopped.kind == .feasible)
            #expect(stopped.stop == .nodeLimit)
            #expect(stopped.objective == 1)
            #expect(stopped.values == onePair)
            // The root relaxation is 5/2, the count is whole: no bound is above that.
            let bound = try #require(stopped.bound)
            #expect(bound >= 2 && bound <= 2.5 + 1e-9)
            // With an optimal incumbent nothing better is found, and it is proven.
            let proven = try program.solveInteger(incumbent: improved.values)
            #expect(proven.kind == .optimal)
            #expect(proven.objective == 2)
        }
    }

    @Test func badIncumbentsAreRejected() throws {
        try withProgram(.maximise) { program in
            try knapsack.load(into: program)
            let bad: [[Double]] = [
                [1, 1, 1],  // row 0: 6 > 5
                [0.5, 0, 0],  // not whole
                [2, 0, 0],  // above its bound
                [.nan, 0, 0],
                [1, 0],  // too short
            ]
            for values in bad {
                let error = #expect(throws: LinearProgramError.self) {
                    try program.solveInteger(incumbent: values)
                }
                guard case .badIncumbent = error else {
                    Issue.record("\(values) gave \(String(describing: error))")
                    continue
                }
            }
            #expect(throws: LinearProgramError.self) {
                try program.solveInteger(
                    options: IntegerOptions(presolve: true),
                    incumbent: [0, 0, 0]
                )
            }
            #expect(throws: LinearProgramError.self) {
                try program.solveInteger(options: IntegerOptions(relativeGap: .nan))
            }
            // And after all that it still works.
            #expect(try program.solveInteger(incumbent: [0, 0, 0]).objective == 9)
        }
    }

    @Test(arguments: [true, false])
    func cancellationStopsTheSearch(_ presolve: Bool) throws {
        try withProgram(.maximise) { program in
            try pairs.load(into: program)
            let options = IntegerOptions(presolve: presolve)
            let atOnce = try program.solveInteger(
                SolveLimits(isCancelled: { true }),
                options: options
            )
            #expect(atOnce.stop == .cancelled)
            #expect(atOnce.kind == .nothing)
            let late = try program.solveInteger(
                SolveLimits(deadline: .now - .seconds(1)),
                options: options
            )
            #expect(late.stop == .timeLimit)
            #expect(late.kind == .nothing)
        }
    }

    @Test func cancellationInsideTheSearchKeepsTheIncumbent() throws {
        // The first two questions (before the root and after it) pass, the next stops the tree.
        let asked = Counter()
        try withProgram(.maximise) { program in
            try pairs.load(into: program)
            let onePair = pairs.columns.indices.map { $0 == 0 ? 1.0 : 0 }
            let limits = SolveLimits(isCancelled: { asked.next() > 2 })
            let outcome = try program.solveInteger(limits, incumbent: onePair)
            #expect(outcome.stop == .cancelled)
            #expect(outcome.kind == .feasible)
            #expect(outcome.nodes == 1)
            let value = try #require(outcome.objective)
            #expect(value >= 1)
        }
    }

    @Test func searchIsDeterministicAndCountsItsWork() throws {
        let solve = {
            try withProgram(.maximise) { program in
                try pairs.load(into: program)
                return try program.solveInteger(
                    options: IntegerOptions(presolve: false, roundingCuts: false)
                )
            }
        }
        let first = try solve()
        #expect(first == (try solve()))
        #expect(first.iterations > 0)
        #expect(first.nodes >= 1)
    }

    @Test func progressReportsAndMayNotReenter() throws {
        var reports: [IntegerProgress] = []
        var reentry: LinearProgramError?
        try withProgram(.maximise) { program in
            try pairs.load(into: program)
            _ = try program.solveInteger(
                SolveLimits(),
                options: IntegerOptions(presolve: false),
                incumbent: nil,
                progress: { report in
                    reports.append(report)
                    do throws(LinearProgramError) {
                        try program.setObjective(0, 1)
                    } catch {
                        reentry = error
                    }
                }
            )
        }
        #expect(!reports.isEmpty)
        #expect(reports.allSatisfy { $0.bound.map { $0 <= 2.5 + 1e-9 } ?? true })
        #expect(reentry == .busy)
    }

    @Test func gapEndsTheSearchEarly() throws {
        // An incumbent of 1 with a bound of 5/2 at most is not within 10 %; 2 of 2.5 is within 30 %.
        let outcome = try withProgram(.maximise) { program in
            try pairs.load(into: program)
            return try program.solveInteger(
                options: IntegerOptions(presolve: false, roundingCuts: false, relativeGap: 0.3),
                incumbent: pairs.columns.indices.map { $0 == 0 || $0 == 7 ? 1 : 0 }
            )
        }
        #expect(outcome.objective == 2)
        #expect(outcome.kind.hasPoint)
        let gap = try #require(outcome.gap)
        #expect(gap <= 0.3)
    }
}
