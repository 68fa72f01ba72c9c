import Scheduling

/// What a run found: an audited plan, what it is worth, and how good it is proven to be.
public struct PlanningResult: Sendable, Hashable {
    /// Who goes where and when; always free of violations.
    public var plan: Plan
    /// The plan's score as recomputed by the audit.
    public var score: Score
    /// A proven upper bound on the total of any plan, in whole points; nil where none is proven.
    public var bound: Int?
    /// Why the run ended.
    public var stop: StopReason
    /// The steps that led to the plan, in English.
    public var method: String
    /// Pinned rows given up because no plan keeps them all (only where that was asked for).
    public var droppedPins: [Commitment]
    /// For each shift of the scenario, a bound on the total of any plan with one more crew in it, from
    /// the prices of column generation; nil where that did not come to prices, or where they rest on the
    /// crews that there are and ``PlanningOptions/boundsMoreCrews`` was not asked for.
    ///
    /// What lies above ``bound`` is what the prices say one more crew is worth.
    public var shiftBounds: [Int]?

    /// A result with all its fields.
    public init(
        plan: Plan,
        score: Score,
        bound: Int?,
        stop: StopReason,
        method: String,
        droppedPins: [Commitment] = []
    ) {
        self.plan = plan
        self.score = score
        self.bound = bound
        self.stop = stop
        self.method = method
        self.droppedPins = droppedPins
    }

    /// Whether the bound proves the plan optimal.
    public var isProvenOptimal: Bool { bound == score.total }

    /// (bound − total) ÷ max(1, |total|); nil without a bound.
    public var gap: Double? {
        bound.map { Double($0 - score.total) / Double(max(1, abs(score.total))) }
    }
}

/// Why no plan could be made.
public enum PlanningFailure: Error, Sendable, Hashable {
    /// No plan keeps these pinned rows together; without any one of them the others can be kept.
    case conflictingPins([Commitment])
    /// Whether the pinned rows can be kept together was not settled within the limits.
    case pinsNotSettled
    /// No plan was found that keeps all but so many published commitments as were allowed.
    case tooManyChanges
    /// The engine made a plan that its own audit rejects: a defect, with the audit's words.
    case auditFailed([String])
}

/// A moment of a run: how far it has come, and the new plan where there is one.
public struct PlanningProgress: Sendable {
    /// Wall-clock seconds since the run began.
    public var elapsedSeconds: Double
    /// What the run is at: `pins`, `construct`, `search`, `columns`, `regions`, `exact`,
    /// `finish`.
    public var phase: String
    /// Visits served by the best plan; nil before the first plan.
    public var servedVisits: Int?
    /// The best plan's total; nil before the first plan.
    public var total: Int?
    /// The best proven bound; nil before the first.
    public var bound: Int?
    /// The new best plan, audited, where this moment brought one.
    public var incumbent: PlanningResult?

    /// A moment with all its fields.
    public init(
        elapsedSeconds: Double,
        phase: String,
        servedVisits: Int?,
        total: Int?,
        bound: Int?,
        incumbent: PlanningResult?
    ) {
        self.elapsedSeconds = elapsedSeconds
        self.phase = phase
        self.servedVisits = servedVisits
        self.total = total
        self.bound = bound
        self.incumbent = incumbent
    }
}
