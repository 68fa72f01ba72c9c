import GLPKGuard
import LinearModel

extension GLPKProgram {
    package func solveRelaxation(
        _ limits: SolveLimits,
        method: SimplexMethod
    ) throws(LinearProgramError) -> LinearOutcome {
        try requireUsable()
        isReadable = false
        var solution = RelaxationSolution(self, limits, isDualFirst: startsDual(method))
        let outcome = try solution.run()
        if outcome.kind == .optimal {
            staleness = Staleness(hasOptimalBasis: true)
        } else {
            staleness.hasOptimalBasis = false
        }
        isReadable = outcome.kind.hasPoint
        return outcome
    }

    private func startsDual(_ method: SimplexMethod) -> Bool {
        switch method {
        case .primal: return false
        case .dual: return true
        case .automatic: break
        }
        if staleness.hasOptimalBasis {
            return staleness.bounds && !staleness.costs
        }
        return !model.isSlackPointFeasible && model.isSlackBasisDualFeasible(sense)
    }
}

extension ModelCopy {
    /// Where GLPK's slack basis puts a column.
    private func slackValue(_ column: Int) -> Double {
        let lower = columnLower[column]
        let upper = columnUpper[column]
        guard lower.isFinite else { return upper.isFinite ? upper : 0 }
        return upper.isFinite && abs(upper) < abs(lower) ? upper : lower
    }

    /// Whether every column at its bound keeps all rows: then primal simplex needs no first phase.
    var isSlackPointFeasible: Bool {
        let point = (0..<columnCount).map { slackValue($0) }
        return fault(in: point, wantsIntegers: false) == nil
    }

    /// Whether no column at its bound would improve the objective by moving off.
    func isSlackBasisDualFeasible(_ sense: ObjectiveSense) -> Bool {
        (0..<columnCount).allSatisfy { column in
            let cost = sense == .minimise ? objective[column] : -objective[column]
            if columnLower[column] == columnUpper[column] || cost == 0 { return true }
            let isAtLower = slackValue(column) == columnLower[column]
            let isAtUpper = slackValue(column) == columnUpper[column]
            return cost > 0 ? isAtLower : isAtUpper
        }
    }
}
