import GLPKGuard
import LinearModel

/// One branch-and-bound search and what is believed of its result.
struct IntegerSearch {
    let program: GLPKProgram
    let limits: SolveLimits
    let options: IntegerOptions
    let incumbent: [Double]?
    let progress: ((IntegerProgress) -> Void)?
    private var rootIterations = 0
    private var rootBound: Double?
    private var rootDetail = ""

    init(
        program: GLPKProgram,
        limits: SolveLimits,
        options: IntegerOptions,
        incumbent: [Double]?,
        progress: ((IntegerProgress) -> Void)?
    ) {
        self.program = program
        self.limits = limits
        self.options = options
        self.incumbent = incumbent
        self.progress = progress
    }

    /// Lets GLPK simplify the program and solve its root itself.
    mutating func runPresolved() throws(LinearProgramError) -> IntegerOutcome {
        let monitor = SearchMonitor(limits, iterationsBefore: 0, progress)
        if let stop = monitor.limitReached(gg_search_state()) {
            return withoutSearch(stop, .nothing)
        }
        return try branch(isPresolved: true, monitor)
    }

    /// Solves the root in slices, then branches from its basis.
    mutating func run() throws(LinearProgramError) -> IntegerOutcome {
        let root = try program.solveRelaxation(limits, method: .automatic)
        rootIterations = root.iterations
        rootDetail = root.detail
        switch root.kind {
        case .optimal:
            rootBound = root.objective
        case .infeasible, .unbounded:
            let isContradicted = root.kind == .infeasible && incumbent != nil
            return withoutSearch(isContradicted ? .numericalFailure : root.stop, root.kind)
        case .feasible, .nothing:
            return withoutSearch(root.stop, .nothing)
        }
        if program.model.entryCount == 0 {
            return try vertexOutcome()
        }
        let monitor = SearchMonitor(limits, iterationsBefore: rootIterations, progress)
        if let stop = monitor.limitReached(gg_search_state()) {
            return withoutSearch(stop, .nothing)
        }
        return try branch(isPresolved: false, monitor)
    }

    private func vertexOutcome() throws(LinearProgramError) -> IntegerOutcome {
        let values = program.model.rounded(try program.columnValues())
        let objective = program.model.objectiveValue(values)
        var outcome = withoutSearch(.completed, .optimal)
        outcome.values = values
        outcome.objective = objective
        outcome.bound = objective
        return outcome
    }

    private func branch(
        isPresolved: Bool,
        _ monitor: SearchMonitor
    ) throws(LinearProgramError) -> IntegerOutcome {
        var result = gg_integer_result()
        let guardTime = program.timeGuard.wholeMilliseconds
        let time = max(limits.deadline.map { min($0.millisecondsLeft, guardTime) } ?? guardTime, 1)
        try program.run { problem in
            call(problem, isPresolved: isPresolved, time: time, monitor, &result)
        }
        return try settle(result, monitor)
    }

    private func call(
        _ problem: OpaquePointer,
        isPresolved: Bool,
        time: Int,
        _ monitor: SearchMonitor,
        _ result: inout gg_integer_result
    ) -> Bool {
        // The call is synchronous: incumbent and monitor outlive every use of their addresses.
        withOptionalBuffer(incumbent) { values in
            var settings = gg_integer_options(
                presolve: isPresolved,
                rounding_cuts: options.roundingCuts,
                relative_gap: options.relativeGap,
                time_limit_ms: Int32(time),
                incumbent: values,
                poll: pollSearch,
                context: Unmanaged.passUnretained(monitor).toOpaque()
            )
            return withExtendedLifetime(monitor) { gg_integer(problem, &settings, &result) }
        }
    }

    private func withOptionalBuffer<Output>(
        _ values: [Double]?,
        _ body: (UnsafePointer<Double>?) -> Output
    ) -> Output {
        guard let values else { return body(nil) }
        return values.withUnsafeBufferPointer { body($0.baseAddress) }
    }

    private func withoutSearch(_ stop: StopReason, _ kind: SolutionKind) -> IntegerOutcome {
        var outcome = IntegerOutcome(
            stop: stop,
            kind: kind,
            bound: rootBound,
            iterations: rootIterations,
            detail: rootDetail
        )
        fallBackOnIncumbent(&outcome)
        return outcome
    }

    /// An incumbent handed in is never lost, whatever became of the search.
    private func fallBackOnIncumbent(_ outcome: inout IntegerOutcome) {
        guard let incumbent, !outcome.kind.hasPoint, outcome.kind != .unbounded else { return }
        outcome.kind = .feasible
        outcome.values = incumbent
        outcome.objective = program.model.objectiveValue(incumbent)
    }

    private func settle(
        _ result: gg_integer_result,
        _ monitor: SearchMonitor
    ) throws(LinearProgramError) -> IntegerOutcome {
        var outcome = IntegerOutcome(
            stop: stopReason(result, monitor),
            kind: kind(result),
            bound: result.last.has_bound ? result.last.bound : rootBound,
            nodes: Int(result.last.nodes),
            iterations: rootIterations + Int(result.last.iterations),
            detail: "integer \(result.code)/\(result.status)"
        )
        if outcome.kind.hasPoint {
            try readPoint(&outcome)
        }
        if let incumbent, outcome.kind == .infeasible || isWorse(outcome, than: incumbent) {
            outcome.stop = .numericalFailure
            outcome.kind = .nothing
            outcome.bound = nil
        }
        fallBackOnIncumbent(&outcome)
        reconcileBound(&outcome)
        return outcome
    }

    private func stopReason(_ result: gg_integer_result, _ monitor: SearchMonitor) -> StopReason {
        switch result.code {
        case 0, GLPKCode.noPrimalFeasible, GLPKCode.noDualFeasible: .completed
        case GLPKCode.gapReached: .gapReached
        case GLPKCode.stopped: monitor.stop ?? .numericalFailure
        case GLPKCode.timeLimit: limits.deadline == nil ? .timeGuard : .timeLimit
        default: .numericalFailure
        }
    }

    private func kind(_ result: gg_integer_result) -> SolutionKind {
        switch (result.code, result.status) {
        case (GLPKCode.noPrimalFeasible, _): .infeasible
        case (GLPKCode.noDualFeasible, _): .unbounded
        case (0, GLPKCode.optimal): .optimal
        case (0, GLPKCode.infeasible): .infeasible
        case (_, GLPKCode.optimal), (_, GLPKCode.feasible): .feasible
        default: .nothing
        }
    }

    /// Reads the point, rounds what must be whole, and believes it only if it keeps every row.
    private func readPoint(_ outcome: inout IntegerOutcome) throws(LinearProgramError) {
        let problem = try program.problem()
        var values: [Double] = []
        values.fit(program.columnCount)
        gg_read_integer(problem, &values)
        let rounded = program.model.rounded(values)
        if let fault = program.model.fault(in: rounded, wantsIntegers: true) {
            outcome.stop = .numericalFailure
            outcome.kind = .nothing
            outcome.bound = nil
            outcome.detail += ", \(fault)"
            return
        }
        outcome.values = rounded
        outcome.objective = program.model.objectiveValue(rounded)
    }

    private func isWorse(_ outcome: IntegerOutcome, than incumbent: [Double]) -> Bool {
        guard let found = outcome.objective else { return false }
        let known = program.model.objectiveValue(incumbent)
        let margin = ModelCopy.tolerance * max(1, abs(known))
        return program.sense == .maximise ? found < known - margin : found > known + margin
    }

    /// An optimum is its own bound; no bound is on the wrong side of its incumbent.
    private func reconcileBound(_ outcome: inout IntegerOutcome) {
        guard let objective = outcome.objective else {
            if outcome.kind == .infeasible || outcome.kind == .unbounded { outcome.bound = nil }
            return
        }
        if outcome.kind == .optimal {
            outcome.bound = objective
        } else if let bound = outcome.bound {
            let isMaximum = program.sense == .maximise
            outcome.bound = isMaximum ? max(bound, objective) : min(bound, objective)
        }
    }
}
