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
        let outcome = try isPresolved && model.entryCount > 0 ? search.runPresolved() : search.run()
        isReadable = false
        return outcome
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
