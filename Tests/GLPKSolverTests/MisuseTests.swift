import GLPKSolver
import LinearModel
import Testing

/// Bad input is named, changes nothing, and never reaches GLPK.
struct MisuseTests {
    /// Runs the misuse on max x, x ≤ 2, and checks that the program is as it was.
    private func expect(
        _ isExpected: (LinearProgramError) -> Bool,
        sourceLocation: SourceLocation = #_sourceLocation,
        from misuse: (any LinearProgram) throws -> Void
    ) throws {
        try withProgram(.maximise) { program in
            try program.addRows([RowSpec(upper: 2)])
            try program.addColumns([
                ColumnSpec(objective: 1, isInteger: true, entries: [Entry(0)])
            ])
            do {
                try misuse(program)
                Issue.record("nothing was thrown", sourceLocation: sourceLocation)
            } catch let error as LinearProgramError {
                #expect(isExpected(error), "\(error)", sourceLocation: sourceLocation)
            }
            #expect(program.rowCount == 1, sourceLocation: sourceLocation)
            #expect(program.columnCount == 1, sourceLocation: sourceLocation)
            let outcome = try program.solveRelaxation()
            #expect(isClose(outcome.objective, 2), sourceLocation: sourceLocation)
        }
    }

    private func isBadNumber(_ error: LinearProgramError) -> Bool {
        if case .badNumber = error { true } else { false }
    }

    private func isOutOfRange(_ error: LinearProgramError) -> Bool {
        if case .indexOutOfRange = error { true } else { false }
    }

    private func isDuplicate(_ error: LinearProgramError) -> Bool {
        if case .duplicate = error { true } else { false }
    }

    private func isFractional(_ error: LinearProgramError) -> Bool {
        if case .fractionalBound = error { true } else { false }
    }

    private func isCrossed(_ error: LinearProgramError) -> Bool {
        if case .crossedBounds = error { true } else { false }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude, 1e300])
    func badCoefficients(_ number: Double) throws {
        try expect(isBadNumber) { program in
            try program.addColumns([ColumnSpec(objective: number)])
        }
        try expect(isBadNumber) { program in
            try program.addColumns([ColumnSpec(objective: 1, entries: [Entry(0, number)])])
        }
        try expect(isBadNumber) { program in
            try program.addRows([RowSpec(upper: 1, entries: [Entry(0, number)])])
        }
        try expect(isBadNumber) { program in
            try program.setObjective(0, number)
        }
    }

    @Test(arguments: [
        (Double.nan, 1), (0, .nan), (.infinity, .infinity), (-.infinity, -.infinity),
        (-.greatestFiniteMagnitude, 1), (0, .greatestFiniteMagnitude),
    ])
    func badBounds(_ lower: Double, _ upper: Double) throws {
        try expect(isBadNumber) { program in
            try program.addRows([RowSpec(lower: lower, upper: upper)])
        }
        try expect(isBadNumber) { program in
            try program.addColumns([ColumnSpec(objective: 1, lower: lower, upper: upper)])
        }
        try expect(isBadNumber) { program in
            try program.setRowBounds(0, lower: lower, upper: upper)
        }
        try expect(isBadNumber) { program in
            try program.setColumnBounds(0, lower: lower, upper: upper)
        }
    }

    @Test func crossedAndFractionalBounds() throws {
        try expect(isCrossed) { program in
            try program.addRows([RowSpec(lower: 2, upper: 1)])
        }
        try expect(isCrossed) { program in
            try program.setColumnBounds(0, lower: 2, upper: 1)
        }
        try expect(isFractional) { program in
            try program.setColumnBounds(0, lower: 0, upper: 1.5)
        }
        try expect(isFractional) { program in
            try program.addColumns([ColumnSpec(objective: 1, upper: 0.5, isInteger: true)])
        }
    }

    @Test func becomingIntegerNeedsWholeBounds() throws {
        try withProgram(.maximise) { program in
            try program.addColumns([ColumnSpec(objective: 1, upper: 0.5)])
            #expect(throws: LinearProgramError.fractionalBound(column: 0)) {
                try program.setInteger(0, true)
            }
        }
    }

    @Test(arguments: [-1, 1, 7, Int.max, Int.min])
    func indicesOutOfRange(_ index: Int) throws {
        try expect(isOutOfRange) { program in
            try program.addColumns([ColumnSpec(objective: 1, entries: [Entry(index)])])
        }
        try expect(isOutOfRange) { program in
            try program.addRows([RowSpec(upper: 1, entries: [Entry(index)])])
        }
        try expect(isOutOfRange) { program in
            try program.setRowBounds(index, lower: 0, upper: 1)
        }
        try expect(isOutOfRange) { program in
            try program.setColumnBounds(index, lower: 0, upper: 1)
        }
        try expect(isOutOfRange) { program in
            try program.setObjective(index, 1)
        }
        try expect(isOutOfRange) { program in
            try program.setInteger(index, true)
        }
        try expect(isOutOfRange) { program in
            try program.deleteRows([index])
        }
        try expect(isOutOfRange) { program in
            try program.deleteColumns([index])
        }
    }

    @Test func duplicates() throws {
        try expect(isDuplicate) { program in
            try program.addColumns([ColumnSpec(objective: 1, entries: [Entry(0), Entry(0)])])
        }
        try expect(isDuplicate) { program in
            try program.addRows([RowSpec(upper: 1, entries: [Entry(0), Entry(0)])])
        }
        try expect(isDuplicate) { program in
            try program.deleteRows([0, 0])
        }
        try expect(isDuplicate) { program in
            try program.deleteColumns([0, 0])
        }
    }

    @Test func emptyChangesAreNoChanges() throws {
        try withProgram(.maximise) { program throws in
            #expect(try program.addRows([RowSpec]()) == 0..<0)
            #expect(try program.addColumns([ColumnSpec]()) == 0..<0)
            #expect(try program.deleteRows([]).keptCount == 0)
            #expect(try program.deleteColumns([]).keptCount == 0)
            #expect(throws: LinearProgramError.nothingToRead) { try program.columnValues() }
        }
    }

    @Test func programKeptBeyondItsScopeIsClosed() throws {
        let stolen = try withProgram(.maximise) { program in
            try program.addRows([RowSpec(upper: 2)])
            _ = try program.solveRelaxation()
            return program
        }
        #expect(throws: LinearProgramError.closed) { try stolen.addRows([RowSpec()]) }
        #expect(throws: LinearProgramError.closed) { try stolen.solveRelaxation() }
        #expect(throws: LinearProgramError.closed) { try stolen.solveInteger() }
        #expect(throws: LinearProgramError.closed) { try stolen.solveInterior() }
        #expect(throws: LinearProgramError.closed) { try stolen.rowDuals() }
        #expect(throws: LinearProgramError.closed) { try stolen.columnStatuses() }
        #expect(throws: LinearProgramError.closed) { try stolen.startFromSlackBasis() }
        #expect(throws: LinearProgramError.closed) {
            try stolen.startFromBasis(rows: [], columns: [])
        }
    }

    @Test func errorsReadAsSentences() {
        let error = LinearProgramError.indexOutOfRange(place: "row", index: 7, count: 3)
        #expect("\(error)" == "row: 7 does not exist, there are 3")
    }

    @Test func engineKeepsItsGuardAboveZero() {
        #expect(GLPKEngine(timeGuard: .zero).timeGuard == .seconds(1))
    }
}
