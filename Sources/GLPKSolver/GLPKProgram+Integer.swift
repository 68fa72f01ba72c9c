import GLPKGuard
import LinearModel

extension GLPKProgram {
    package func solveInteger(
        _ limits: SolveLimits,
        options: IntegerOptions,
        incumbent: [Double]?,
        progress: ((IntegerProgress) -> Void)?
    ) throws(LinearProgramError) -> IntegerOutcome {
        try requireUsable()
        let known = try checkedIncumbent(incumbent)
        let isPresolved = options.presolve ?? (known == nil)
        guard !isPresolved || known == nil else {
            throw .badOption(reason: "an incumbent can't be handed in under presolve")
        }
        guard options.relativeGap >= 0, options.relativeGap < 1 else {
            throw .badOption(reason: "the relative gap must be in 0 ..< 1")
        }
        var search = IntegerSearch(
            program: self,
            limits: limits,
            options: options,
            incumbent: known,
            progress: progress
        )
        // Without entries the relaxation's vertex lies at whole bounds: no search is needed.
        if isPresolved, model.entryCount > 0, let outcome = try presolved(&search) {
            return outcome
        }
        let outcome = try search.run()
        isReadable = false
        return outcome
    }

    /// What the presolved search gives; nothing if GLPK broke down in it, so that another way is
    /// open.
    private func presolved(
        _ search: inout IntegerSearch
    ) throws(LinearProgramError) -> IntegerOutcome? {
        isReadable = false
        do throws(LinearProgramError) {
            return try search.runPresolved()
        } catch {
            guard case .engineFailure = error else { throw error }
            return nil
        }
    }

    private func checkedIncumbent(
        _ incumbent: [Double]?
    ) throws(LinearProgramError) -> [Double]? {
        guard let incumbent else { return nil }
        if let fault = model.fault(in: incumbent, wantsIntegers: true) {
            throw .badIncumbent(reason: fault)
        }
        let rounded = model.rounded(incumbent)
        if let fault = model.fault(in: rounded, wantsIntegers: true) {
            throw .badIncumbent(reason: fault)
        }
        return rounded
    }
}
