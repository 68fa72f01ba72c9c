import Scheduling

/// Which way a plan is made.
public enum PlanningMethod: String, CaseIterable, Sendable, Hashable {
    /// Everything there is: construction, search, column generation, proof.
    case auto
    /// Construction and a quick improvement only; no bound beyond the trivial one.
    case greedy
    /// The integer program over all routes; on cases too large for it, the best plan found.
    case exact
}

/// How a plan is to be made; the defaults are those of the command line.
public struct PlanningOptions: Sendable, Hashable {
    /// Which way the plan is made.
    public var method = PlanningMethod.auto
    /// Wall-clock seconds for the whole run; nil = no limit by the clock.
    public var timeLimitSeconds: Double? = 60
    /// Deterministic limit in work units (about a thousandth of a core second each); nil = none.
    public var workLimit: Int?
    /// Threads that may run side by side; never changes a result under a work limit.
    public var threads = 1
    /// Seed of every random choice.
    public var seed: UInt64 = 1
    /// Most resident memory in bytes, past which searching ends with the best plan so far; nil = none.
    ///
    /// Reading and the first plan take what they need.
    public var memoryLimitBytes: Int?
    /// A plan to start from, as far as it still fits.
    public var startingPlan: Plan?
    /// Most published commitments that the plan may leave unkept; nil = as many as pay.
    ///
    /// Searching starts from plans that keep to it, such as ``startingPlan``; where no plan found
    /// does, the run fails with ``PlanningFailure/tooManyChanges``.
    public var mostChanges: Int?
    /// Whether ``PlanningResult/shiftBounds`` are asked for, whatever that costs in the plan's own bound.
    public var boundsMoreCrews = false
    /// Plan without the conflicting pinned rows, listing them, where pins can't be kept together.
    public var dropsConflictingPins = false

    /// The defaults: all methods, 60 seconds, one thread, seed 1.
    public init() {}
}

extension PlanningOptions {
    /// How each plan of a question is made unless told otherwise: the work of ten seconds, no clock.
    public static var question: PlanningOptions {
        PlanningOptions(workLimit: 10_000, timeLimitSeconds: nil, threads: 1, from: nil)
    }

    /// Limits of one plan among those that a question takes.
    ///
    /// - Parameters:
    ///   - workLimit: Deterministic limit in work units; nil = none.
    ///   - timeLimitSeconds: Wall-clock seconds; nil = no limit by the clock.
    ///   - threads: Threads that may run side by side.
    ///   - seed: Seed of every random choice.
    ///   - startingPlan: The plan to start from.
    package init(
        workLimit: Int?,
        timeLimitSeconds: Double?,
        threads: Int,
        seed: UInt64 = 1,
        from startingPlan: Plan?
    ) {
        self.init()
        self.workLimit = workLimit
        self.timeLimitSeconds = timeLimitSeconds
        self.threads = threads
        self.seed = seed
        self.startingPlan = startingPlan
    }
}

/// Why a run ended; says nothing of what it found.
public enum StopReason: String, Sendable, Hashable, CaseIterable {
    /// The plan is proven optimal.
    case proven
    /// The work limit was reached, or the method had nothing more to do.
    case work
    /// The time limit was reached.
    case time
    /// The memory limit was reached.
    case memory
    /// Cancelled from outside.
    case interrupted
    /// The engine of the linear programs failed; the plan stands all the same.
    case solverFailed = "solver-failed"
}
