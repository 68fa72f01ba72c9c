import GLPKGuard
import LinearModel

extension GLPKProgram {
    package func solveInterior() throws(LinearProgramError) -> InteriorOutcome {
        try requireUsable()
        // GLPK refuses empty programs here; simplex solves them.
        guard rowCount > 0, columnCount > 0, model.entryCount > 0 else {
            return InteriorOutcome(
                stop: .numericalFailure,
                kind: .nothing,
                detail: "no rows, columns or entries"
            )
        }
        var result = gg_interior_result()
        try run { gg_interior($0, &result) }
        let detail = "interior \(result.code)/\(result.status)"
        let isSolved = result.code == 0 && result.status == GLPKCode.optimal
        guard isSolved, result.objective.isFinite else {
            return InteriorOutcome(stop: .numericalFailure, kind: .nothing, detail: detail)
        }
        return try readInterior(InteriorOutcome(stop: .completed, kind: .optimal, detail: detail))
    }

    private func readInterior(
        _ settled: InteriorOutcome
    ) throws(LinearProgramError) -> InteriorOutcome {
        let problem = try problem()
        var outcome = settled
        outcome.columnValues.fit(columnCount)
        outcome.rowDuals.fit(rowCount)
        outcome.reducedCosts.fit(columnCount)
        gg_read_interior(
            problem,
            &outcome.columnValues,
            &outcome.rowDuals,
            &outcome.reducedCosts
        )
        outcome.objective = model.objectiveValue(outcome.columnValues)
        return outcome
    }
}
