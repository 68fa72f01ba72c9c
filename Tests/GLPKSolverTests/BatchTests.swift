import LinearModel
import Testing

/// Flat batches and renumbering.
struct BatchTests {
    @Test func batchesKeepVectorsInFlatArraysAndCanBeUsedAgain() throws {
        var batch = ColumnBatch()
        batch.append(objective: 5, upper: 1)
        batch.appendEntry(row: 0, coefficient: 2)
        batch.appendEntry(row: 1, coefficient: 3)
        batch.append(objective: 7)
        batch.append(ColumnSpec(objective: 9, entries: [Entry(1)]))
        #expect(batch.count == 3)
        #expect(batch.entries.starts == [0, 2, 2, 3])
        #expect(batch.entries.indices == [0, 1, 1])
        #expect(batch.entries.coefficients == [2, 3, 1])
        batch.removeAll()
        #expect(batch.count == 0)
        #expect(batch.entries.starts == [0])
        // max 4x, 2x ≤ 6.
        batch.append(objective: 4)
        batch.appendEntry(row: 0, coefficient: 2)
        let outcome = try withProgram(.maximise) { program in
            try program.addRows([RowSpec(upper: 6)])
            #expect(try program.addColumns(batch) == 0..<1)
            return try program.solveRelaxation()
        }
        #expect(isClose(outcome.objective, 12))
    }

    @Test func rowBatchesCarryEntriesOfColumns() throws {
        // max x + y, x ≤ 2 and x + y ≤ 3 given as rows over columns that exist.
        var batch = RowBatch()
        batch.append(lower: -.infinity, upper: 2)
        batch.appendEntry(column: 0, coefficient: 1)
        batch.append(RowSpec(upper: 3, entries: [Entry(0), Entry(1)]))
        let outcome = try withProgram(.maximise) { program in
            try program.addColumns([ColumnSpec(objective: 2), ColumnSpec(objective: 1)])
            #expect(try program.addRows(batch) == 0..<2)
            return try program.solveRelaxation()
        }
        #expect(isClose(outcome.objective, 5))
        batch.removeAll()
        #expect(batch.count == 0)
    }

    @Test func renumberingClosesRanks() {
        let renumbering = Renumbering(deleted: [false, true, false, true, false])
        #expect(renumbering.keptCount == 3)
        #expect((0..<5).map { renumbering[$0] } == [0, nil, 1, nil, 2])
    }

    @Test func gapNeedsBothSides() {
        var outcome = IntegerOutcome(stop: .completed, kind: .feasible, objective: 80)
        #expect(outcome.gap == nil)
        outcome.bound = 84
        #expect(isClose(outcome.gap, 0.05))
    }
}
