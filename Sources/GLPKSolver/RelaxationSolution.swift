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
        var isFresh: Bool
    }

    private let program: GLPKProgram
    private let limits: SolveLimits
    private let attempts: [Attempt]
    private var iterations = 0
    private var iterationsOfAttempt = 0
    private var last = gg_simplex_result()
    private var log: [String] = []

    /// The shortest slice worth its start, in milliseconds.
    private static let sliceMilliseconds = 100
    /// A slice's work without a deadline, in iterations times rows and columns: about a second.
    private static let sliceWork = 20_000_000
    /// The spread of coefficients from which an unscaled matrix gave wrong answers.
    private static let spreadToScale = 1e4

    init(_ program: GLPKProgram, _ limits: SolveLimits, isDualFirst: Bool) {
        self.program = program
        self.limits = limits
        attempts = [
            Attempt(isDual: isDualFirst, isFresh: false),
            Attempt(isDual: !isDualFirst, isFresh: false),
            Attempt(isDual: false, isFresh: true),
            Attempt(isDual: true, isFresh: true),
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
        if let breakdown { throw breakdown }
        return outcome(.numericalFailure, .nothing)
    }

    private mutating func run(_ attempt: Attempt) throws(LinearProgramError) -> LinearOutcome? {
        if attempt.isFresh {
            try program.startFromSlackBasis()
            try program.run { gg_scale($0) }
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
        let remaining = limits.deadline.map { $0.millisecondsLeft }
        let time = remaining.map { min(max($0, 1), Self.sliceMilliseconds) }
        let guardTime = program.timeGuard.wholeMilliseconds
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
        iterations += Int(result.iterations)
        iterationsOfAttempt += Int(result.iterations)
        log.append("\(attempt.isDual ? "dual" : "primal") \(result.code)/\(result.status)")
        return remaining != nil
    }

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

    /// Believes an optimum only if its point keeps the rows of the Swift copy.
    private func verdictOnStatus() throws(LinearProgramError) -> Verdict {
        switch last.status {
        case GLPKCode.optimal:
            return try hasSoundPoint() ? .end(.completed, .optimal) : .remedy
        case GLPKCode.infeasible:
            return .end(.completed, .infeasible)
        case GLPKCode.unbounded:
            return .end(.completed, .unbounded)
        default:
            // Dual simplex that met a dual infeasible basis says "infeasible point"; that is no
            // proof of anything, and primal simplex settles it.
            return .remedy
        }
    }

    private func hasSoundPoint() throws(LinearProgramError) -> Bool {
        guard last.objective.isFinite else { return false }
        let problem = try program.problem()
        var values: [Double] = []
        values.fit(program.columnCount)
        gg_read_columns(problem, &values, nil, nil)
        return program.model.fault(in: values, wantsIntegers: false) == nil
    }

    private var kindOfPoint: SolutionKind {
        last.primal_status == GLPKCode.feasible && last.objective.isFinite ? .feasible : .nothing
    }

    private func limitReached() -> StopReason? {
        if let isCancelled = limits.isCancelled, isCancelled() { return .cancelled }
        if let allowed = limits.iterations, iterations >= allowed { return .iterationLimit }
        if let deadline = limits.deadline, deadline.millisecondsLeft <= 0 { return .timeLimit }
        return nil
    }

    /// Scales a matrix of widely spread coefficients; again when it has doubled.
    private func scaleIfSpread() throws(LinearProgramError) {
        let model = program.model
        let spread = model.largestMagnitude / model.smallestMagnitude
        guard spread > Self.spreadToScale else { return }
        if let scaled = program.scaledColumnCount, model.columnCount < 2 * scaled { return }
        try program.run { gg_scale($0) }
        program.scaledColumnCount = model.columnCount
    }

    private func outcome(_ stop: StopReason, _ kind: SolutionKind) -> LinearOutcome {
        LinearOutcome(
            stop: stop,
            kind: kind,
            objective: kind.hasPoint ? last.objective : nil,
            iterations: iterations,
            detail: log.suffix(6).joined(separator: ", ")
        )
    }
}
