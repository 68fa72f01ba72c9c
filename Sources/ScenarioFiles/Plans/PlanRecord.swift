import Scheduling

/// Whether a plan is proven to be the best one.
public enum PlanStatus: String, CaseIterable, Sendable, Hashable {
    /// The bound proves that no plan scores a point more.
    case optimal
    /// Valid, and perhaps not the best.
    case feasible
}

/// The parts of a score as a plan file claims them; nil where it claims none.
public struct ClaimedScore: Hashable, Sendable {
    /// The sum of the parts.
    public var total: Int?
    /// Value of served visits.
    public var served: Int?
    /// Roles served by preferred teams.
    public var preference: Int?
    /// Travel minutes.
    public var travel: Int?
    /// Crews sent out.
    public var crews: Int?
    /// Minutes started after due.
    public var lateness: Int?
    /// Further teams in programs.
    public var continuity: Int?
    /// Work above fair minutes.
    public var fairness: Int?
    /// Published commitments not kept.
    public var changes: Int?

    /// No claims.
    public init() {}

    /// The claims that a score makes.
    public init(_ score: Score) {
        total = score.total
        served = score.served
        preference = score.preference
        travel = score.travel
        crews = score.crews
        lateness = score.lateness
        continuity = score.continuity
        fairness = score.fairness
        changes = score.changes
    }

    /// Each claim's name in plan.json and its field, in the order of the file.
    static var fields: [(name: String, field: WritableKeyPath<ClaimedScore, Int?>)] {
        [
            ("total", \.total), ("served", \.served), ("preference", \.preference),
            ("travel", \.travel), ("crews", \.crews), ("lateness", \.lateness),
            ("continuity", \.continuity), ("fairness", \.fairness), ("changes", \.changes),
        ]
    }
}

/// A pinned row that a plan was told to give up, as plan.json names it.
public struct DroppedPin: Hashable, Sendable {
    /// The visit pinned.
    public var visit: VisitID
    /// The role pinned; nil where the row names none.
    public var role: RoleID?
    /// The team pinned.
    public var team: TeamID
    /// The start pinned, minutes since the horizon's first midnight.
    public var startMinute: Int

    /// A row given up, by what tells it from all others.
    public init(visit: VisitID, role: RoleID?, team: TeamID, startMinute: Int) {
        self.visit = visit
        self.role = role
        self.team = team
        self.startMinute = startMinute
    }

    /// The row given up.
    public init(_ row: Commitment) {
        self.init(visit: row.visit, role: row.role, team: row.team, startMinute: row.startMinute)
    }
}

/// A plan with what is claimed about it: the content of plan.json.
public struct PlanRecord: Hashable, Sendable {
    /// Who goes where and when.
    public var plan: Plan
    /// The scenario's name.
    public var scenarioName: String
    /// Whether it is claimed to be proven the best; nil where the file gives no known word.
    public var status: PlanStatus?
    /// How the plan was made, in free words.
    public var method: String
    /// Why the run ended: `proven`, `work`, `time`, `memory`, `interrupted`, `solver-failed`; nil if
    /// not said.
    public var stop: String?
    /// The score claimed.
    public var score: ClaimedScore
    /// A proven upper bound on the total of any plan; nil where none is proven.
    public var bound: Double?
    /// (bound − total) ÷ max(1, |total|); nil without a bound.
    public var gap: Double?
    /// Pinned rows that the run was told to give up where they can't be kept together.
    public var droppedPins: [DroppedPin]

    /// A record with all its fields, as a file may give them.
    public init(
        plan: Plan,
        scenarioName: String,
        status: PlanStatus?,
        method: String,
        stop: String?,
        score: ClaimedScore,
        bound: Double?,
        gap: Double?,
        droppedPins: [DroppedPin] = []
    ) {
        self.plan = plan
        self.scenarioName = scenarioName
        self.status = status
        self.method = method
        self.stop = stop
        self.score = score
        self.bound = bound
        self.gap = gap
        self.droppedPins = droppedPins
    }

    /// A record of a new plan; status and gap follow from the score and the bound.
    public init(
        plan: Plan,
        scenarioName: String,
        method: String,
        stop: String?,
        score: Score,
        bound: Double?,
        droppedPins: [DroppedPin] = []
    ) {
        let total = Double(score.total)
        self.init(
            plan: plan,
            scenarioName: scenarioName,
            status: bound.map { $0 - total < 1 } ?? false ? .optimal : .feasible,
            method: method,
            stop: stop,
            score: ClaimedScore(score),
            bound: bound,
            gap: bound.map { ($0 - total) / max(1, abs(total)) },
            droppedPins: droppedPins
        )
    }
}
