import GLPKSolver
import LinearModel
import Testing

/// The engine that fails on demand fails then, and only then.
struct FaultInjectionTests {
    @Test func failsAtTheGivenCallAndThenGoesOn() throws {
        // Calls: add rows, add columns, solve (fails), solve.
        let calls = Counter()
        let broken = LinearProgramError.engineFailure(message: "injected")
        let engine = FaultInjectingEngine(base: GLPKEngine()) { _ in
            calls.next() == 3 ? .error(broken) : nil
        }
        try engine.withProgram(.maximise) { program in
            try program.addRows([RowSpec(upper: 2)])
            try program.addColumns([ColumnSpec(objective: 3, entries: [Entry(0)])])
            #expect(throws: broken) { try program.solveRelaxation() }
            #expect(isClose(try program.solveRelaxation().objective, 6))
            #expect(areClose(try program.rowDuals(), [3]))
        }
    }

    @Test func comesBackEmptyHanded() throws {
        let engine = FaultInjectingEngine(base: GLPKEngine()) { call in
            call == .integer ? .emptyHanded(.numericalFailure) : nil
        }
        let outcome = try engine.withProgram(.maximise) { program in
            try program.addColumns([ColumnSpec(objective: 3, upper: 1, isInteger: true)])
            #expect(try program.solveRelaxation().kind == .optimal)
            return try program.solveInteger()
        }
        #expect(outcome.stop == .numericalFailure)
        #expect(outcome.kind == .nothing)
        #expect(outcome.values.isEmpty)
    }
}
