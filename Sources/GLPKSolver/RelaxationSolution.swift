import GLPKGuard
import LinearModel

/// One solution of a relaxation: slices of simplex, and remedies where the arithmetic fails.
///
/// Under a deadline slices end by the clock, which costs least. Without one they end by
/// iterations, always the same way, so that the path to the optimum is the same on every machine.
struct RelaxationSolution {
    /// What a slice leads to.
    private enum Verdict {
        case goOn
        case end(StopReason, SolutionKind)
        case remedy
    }

    /// A way to try.
    private struct Attempt {
        var isDual: Bool
        /// Whether it starts from the slack basis, scaled or not; else with what there is.
        var freshScaling: Bool?
    }

    private let program: GLPKProgram
    private let limits: SolveLimits
    private let attempts: [Attempt]
    private var iterations = 0
    private var iterationsOfAttempt = 0
    private var last = gg_simplex_result()
    private var isLastDual = false
    private var log: [String] = []

    /// Answers "infeasible" or "unbounded" that no way has confirmed or refuted so far.
    private var claims: [SolutionKind] = []
    private var slices = 0

    /// The first slice under a deadline, in milliseconds; each slice restarts the pricing
    /// weights, so they grow to ten times that.
    private static let sliceMilliseconds = 100
    /// A slice's work without a deadline, in iterations times rows and columns: about a second.
    private static let sliceWork = 20_000_000
    /// The spread of coefficients from which an unscaled matrix gave wrong answers.
    private static let spreadToScale = 1e4

    init(_ program: GLPKProgram, _ limits: SolveLimits, isDualFirst: Bool) {
        self.program = program
        self.limits = limits
        attempts = [
            Attempt(isDual: isDualFirst),
            Attempt(isDual: !isDualFirst),
            Attempt(isDual: false, freshScaling: true),
            Attempt(isDual: true, freshScaling: true),
            Attempt(isDual: false, freshScaling: false),
            Attempt(isDual: true, freshScaling: false),
        ]
    }

    /// Tries one way after the other.
    mutating func run() throws(LinearProgramError) -> LinearOutcome {
        if let stop = limitReached() {
            return outcome(stop, .nothing)
        }
        try scaleIfSpread()
        var breakdown: LinearProgramError?
        for attempt in attempts {
            do throws(LinearProgramError) {
                breakdown = nil
                if let outcome = try run(attempt) { return outcome }
            } catch {
                // GLPK lost the problem; the next way begins with a fresh one.
                guard case .engineFailure(let message) = error else { throw error }
                log.append(message)
                breakdown = error
            }
        }
        if let claim = claims.first, claims.count > 1, claims.allSatisfy({ $0 == claim }) {
            return outcome(.completed, claim)
        }
        if let breakdown { throw breakdown }
        return outcome(.numericalFailure, .nothing)
    }

    private mutating func run(_ attempt: Attempt) throws(LinearProgramError) -> LinearOutcome? {
        // Unscaled numbers gave wrong answers where scaled ones were right, and vice versa.
        if let isScaled = attempt.freshScaling {
            try program.startFromSlackBasis()
            try setScaled(isScaled)
        }
        iterationsOfAttempt = 0
        while true {
            let isTimed = try slice(attempt)
            switch try verdict(isTimed: isTimed) {
            case .goOn: continue
            case .remedy: return nil
            case .end(let stop, let kind): return outcome(stop, kind)
            }
        }
    }

    /// Runs a slice; says whether its time limit was meant to be reached.
    private mutating func slice(_ attempt: Attempt) throws(LinearProgramError) -> Bool {
        var result = gg_simplex_result()
        let guardTime = program.timeGuard.wholeMilliseconds
        let remaining = limits.deadline.map { min(max($0.millisecondsLeft, 1), guardTime) }
        let time = remaining.map { limits.isCancelled == nil ? $0 : min($0, sliceTime) }
        slices += 1
        let length = sliceLength(isTimed: remaining != nil)
        try program.run { problem in
            gg_simplex(
                problem,
                attempt.isDual,
                Int32(length),
                Int32(time ?? guardTime),
                &result
            )
        }
        last = result
        isLastDual = attempt.isDual
        iterations += Int(result.iterations)
        iterationsOfAttempt += Int(result.iterations)
        log.append("\(attempt.isDual ? "dual" : "primal") \(result.code)/\(result.status)")
        return remaining != nil
    }

    private var sliceTime: Int { Self.sliceMilliseconds * min(slices + 1, 10) }

    /// How many iterations the next slice may take.
    private func sliceLength(isTimed: Bool) -> Int {
        var length = iterationCap - iterationsOfAttempt
        if !isTimed {
            let size = program.rowCount + program.columnCount + 1
            length = min(length, min(max(Self.sliceWork / size, 200), 5000))
        }
        if let allowed = limits.iterations {
            length = min(length, allowed - iterations)
        }
        return max(length, 1)
    }

    /// More iterations than honest work takes; endless loops of GLPK end here, deterministically.
    private var iterationCap: Int {
        min(20_000 + 50 * (program.rowCount + program.columnCount), Int(Int32.max))
    }

    private mutating func verdict(isTimed: Bool) throws(LinearProgramError) -> Verdict {
        switch last.code {
        case 0:
            return try verdictOnStatus()
        case GLPKCode.iterationLimit, GLPKCode.timeLimit:
            if let stop = limitReached() { return .end(stop, kindOfPoint) }
            if last.code == GLPKCode.timeLimit, !isTimed { return .end(.timeGuard, kindOfPoint) }
            return iterationsOfAttempt < iterationCap ? .goOn : .remedy
        case GLPKCode.badBasis, GLPKCode.singularBasis, GLPKCode.illConditionedBasis:
            try program.startFromSlackBasis()
            return .remedy
        default:
            return .remedy
        }
    }

    /// Believes an optimum only if point and duals prove it on the Swift copy.
    private mutating func verdictOnStatus() throws(LinearProgramError) -> Verdict {
        switch last.status {
        case GLPKCode.optimal:
            return try isProvenOptimal() ? .end(.completed, .optimal) : .remedy
        case GLPKCode.infeasible:
            return confirmed(.infeasible)
        case GLPKCode.unbounded:
            return confirmed(.unbounded)
        default:
            // Dual simplex that met a dual infeasible basis says "infeasible point"; that is no
            // proof of anything, and primal simplex settles it.
            return .remedy
        }
    }

    /// Believes a negative answer at once where the numbers are tame; else the other ways are
    /// heard, and a proven optimum refutes it.
    private mutating func confirmed(_ kind: SolutionKind) -> Verdict {
        guard isSpread else { return .end(.completed, kind) }
        claims.append(kind)
        return .remedy
    }

    private func isProvenOptimal() throws(LinearProgramError) -> Bool {
        guard last.objective.isFinite else { return false }
        let problem = try program.problem()
        var values: [Double] = []
        var duals: [Double] = []
        values.fit(program.columnCount)
        duals.fit(program.rowCount)
        gg_read_columns(problem, &values, nil, nil)
        gg_read_rows(problem, nil, &duals, nil)
        return program.model.fault(in: values, wantsIntegers: false) == nil
            && program.model.isProvenOptimal(values, duals: duals, sense: program.sense)
    }

    private var kindOfPoint: SolutionKind {
        last.primal_status == GLPKCode.feasible && last.objective.isFinite ? .feasible : .nothing
    }

    /// The objective where a limit ended the dual simplex method between dual feasible bases.
    private func boundOnTheWay(_ stop: StopReason, _ kind: SolutionKind) -> Double? {
        let isLimit = stop != .completed && stop != .numericalFailure
        guard isLimit, !kind.hasPoint, isLastDual, last.dual_status == GLPKCode.feasible,
            last.objective.isFinite
        else { return nil }
        return last.objective
    }

    private func limitReached() -> StopReason? {
        if let isCancelled = limits.isCancelled, isCancelled() { return .cancelled }
        if let allowed = limits.iterations, iterations >= allowed { return .iterationLimit }
        if let deadline = limits.deadline, deadline.millisecondsLeft <= 0 { return .timeLimit }
        return nil
    }

    private var isSpread: Bool {
        program.model.largestMagnitude > Self.spreadToScale * program.model.smallestMagnitude
    }

    /// Scales a matrix of widely spread coefficients; again when it has doubled.
    private func scaleIfSpread() throws(LinearProgramError) {
        guard isSpread else { return }
        let columnCount = program.columnCount
        if let scaled = program.scaledColumnCount, columnCount < 2 * scaled { return }
        try setScaled(true)
    }

    private func setScaled(_ isScaled: Bool) throws(LinearProgramError) {
        try program.run { isScaled ? gg_scale($0) : gg_unscale($0) }
        program.scaledColumnCount = isScaled ? program.columnCount : nil
    }

    private func outcome(_ stop: StopReason, _ kind: SolutionKind) -> LinearOutcome {
        LinearOutcome(
            stop: stop,
            kind: kind,
            objective: kind.hasPoint ? last.objective : nil,
            bound: boundOnTheWay(stop, kind),
            iterations: iterations,
            detail: log.suffix(6).joined(separator: ", ")
        )
    }
}
