import GLPKSolver
import LinearModel
import Testing

/// Errors inside GLPK, threads and memory.
struct BreakdownTests {
    /// max x + y, x + y ≤ 3, x ≤ 1: 3.
    private func load(_ program: any LinearProgram) throws {
        try program.addRows([RowSpec(upper: 3), RowSpec(upper: 1)])
        try program.addColumns([
            ColumnSpec(objective: 1, entries: [Entry(0), Entry(1)]),
            ColumnSpec(objective: 1, entries: [Entry(0)]),
        ])
    }

    @Test func errorInsideGLPKIsThrownAndSurvived() throws {
        try withProgram(.maximise) { program in
            try load(program)
            #expect(isClose(try program.solveRelaxation().objective, 3))
            let glpk = program as? GLPKProgram
            let error = #expect(throws: LinearProgramError.self) {
                try glpk?.provokeEngineError()
            }
            // GLPK's own words come through.
            guard case .engineFailure(let message) = error else {
                Issue.record("not an engine failure: \(String(describing: error))")
                return
            }
            #expect(message.contains("glp_add_rows"))
            // GLPK's memory is gone, and with it the solution, but not the program.
            #expect(throws: LinearProgramError.nothingToRead) { try program.rowDuals() }
            #expect(isClose(try program.solveRelaxation().objective, 3))
        }
        let next = try withProgram(.maximise) { program in
            try load(program)
            return try program.solveRelaxation()
        }
        #expect(isClose(next.objective, 3))
    }

    @Test func errorInOneProgramSparesTheOtherOfTheThread() throws {
        try withProgram(.maximise) { outer in
            try load(outer)
            // A cut given by row, so that the copy has coefficients of both kinds: x + 2y ≤ 4.
            try outer.addRows([RowSpec(upper: 4, entries: [Entry(0), Entry(1, 2)])])
            #expect(isClose(try outer.solveRelaxation().objective, 2.5))
            try withProgram(.minimise) { inner in
                _ = #expect(throws: LinearProgramError.self) {
                    try (inner as? GLPKProgram)?.provokeEngineError()
                }
            }
            // The outer one has lost its place in GLPK and is made anew: x = 1, y = 3/2.
            #expect(throws: LinearProgramError.nothingToRead) { try outer.columnValues() }
            try outer.setColumnBounds(1, lower: 0, upper: 1)
            #expect(isClose(try outer.solveRelaxation().objective, 2))
            #expect(areClose(try outer.columnValues(), [1, 1]))
        }
    }

    @Test(arguments: [SimplexMethod.primal, .dual])
    func errorInsideASolutionIsRepaired(_ method: SimplexMethod) throws {
        // A bound that is no number, slipped past the checks into GLPK's copy only, spoils its
        // answer or fails an assertion; the remedies start from Swift's copy, which is sound.
        try withProgram(.maximise) { program in
            try load(program)
            try (program as? GLPKProgram)?.provokeErrorInNextSolution(column: 1)
            let outcome = try program.solveRelaxation(SolveLimits(), method: method)
            #expect(outcome.detail.contains("Assertion failed"))
            #expect(outcome.kind == .optimal)
            #expect(isClose(outcome.objective, 3))
            #expect(isClose(try program.columnValues().reduce(0, +), 3))
        }
    }

    @Test(arguments: [true, false])
    func errorInsideASearchIsRepaired(_ presolve: Bool) throws {
        try withProgram(.maximise) { program in
            try load(program)
            try program.setInteger(0, true)
            try (program as? GLPKProgram)?.provokeErrorInNextSolution(column: 1)
            let outcome = try program.solveInteger(options: IntegerOptions(presolve: presolve))
            #expect(outcome.kind == .optimal)
            #expect(isClose(outcome.objective, 3))
        }
    }

    @Test func thousandProgramsLeaveNoMemory() throws {
        let blocks = try OwnThread {
            for round in 0..<1000 {
                try withProgram(.maximise) { program in
                    try load(program)
                    if round % 2 == 0 {
                        _ = try program.solveRelaxation()
                    } else {
                        try program.setInteger(0, true)
                        _ = try program.solveInteger()
                    }
                }
            }
            return GLPKEngine.blocksOnThisThread
        }.wait()
        #expect(blocks == 0)
    }

    @Test func breakdownsLeaveNoMemory() throws {
        let blocks = try OwnThread {
            for _ in 0..<100 {
                try withProgram(.maximise) { program in
                    try load(program)
                    #expect(throws: LinearProgramError.self) {
                        try (program as? GLPKProgram)?.provokeEngineError()
                    }
                    _ = try program.solveRelaxation()
                }
            }
            return GLPKEngine.blocksOnThisThread
        }.wait()
        #expect(blocks == 0)
    }

    @Test func twoThreadsSolveAtOnce() throws {
        // Each thread has programs of its own; if they shared GLPK's state, it would abort.
        let threads = (0..<2).map { index in
            OwnThread {
                var generator = SeededGenerator(seed: UInt64(100 + index))
                var rightCount = 0
                for _ in 0..<200 {
                    let instance = Instance.random(
                        &generator,
                        columnCount: 7,
                        rowCount: 4,
                        isBinary: true
                    )
                    let outcome = try withProgram(instance.sense) { program in
                        try instance.load(into: program)
                        return try program.solveInteger()
                    }
                    rightCount += outcome.objective == instance.bruteForceOptimum() ? 1 : 0
                }
                return rightCount
            }
        }
        for thread in threads {
            #expect(try thread.wait() == 200)
        }
    }

    @Test func foreignThreadIsRefused() throws {
        try withProgram(.maximise) { program in
            try load(program)
            // What the compiler would not allow.
            nonisolated(unsafe) let smuggled = program
            let seen = OwnThread { () -> LinearProgramError? in
                do throws(LinearProgramError) {
                    _ = try smuggled.solveRelaxation()
                    return nil
                } catch {
                    return error
                }
            }
            #expect(try seen.wait() == .foreignThread)
            #expect(isClose(try program.solveRelaxation().objective, 3))
        }
    }
}
