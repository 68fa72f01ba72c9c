/// One role of one visit, given to a crew at a time.
public struct Assignment: Hashable, Sendable {
    /// The visit served.
    public var visit: VisitID
    /// The role filled.
    public var role: RoleID
    /// The team that fills it.
    public var team: TeamID
    /// Start of the team's shift, minutes since the horizon's first midnight; with the team, its key.
    public var shiftStartMinute: Int
    /// Number of the crew within the shift, from 1.
    public var crew: Int
    /// Start of the visit.
    public var startMinute: Int
    /// End of the visit, exclusive.
    public var endMinute: Int

    /// An assignment with all its fields.
    public init(
        visit: VisitID,
        role: RoleID,
        team: TeamID,
        shiftStartMinute: Int,
        crew: Int,
        startMinute: Int,
        endMinute: Int
    ) {
        self.visit = visit
        self.role = role
        self.team = team
        self.shiftStartMinute = shiftStartMinute
        self.crew = crew
        self.startMinute = startMinute
        self.endMinute = endMinute
    }
}

/// A visit left out of a plan, and why.
public struct UnservedVisit: Hashable, Sendable {
    /// The visit left out.
    public var visit: VisitID
    /// A stable word for the cause, such as `no-team` or `not-settled`.
    public var reason: String
    /// The cause in an English sentence.
    public var detail: String

    /// A visit left out, with its cause.
    public init(visit: VisitID, reason: String, detail: String = "") {
        self.visit = visit
        self.reason = reason
        self.detail = detail
    }
}

/// Who goes where and when, and what stays undone.
public struct Plan: Hashable, Sendable {
    /// All roles of all served visits.
    public var assignments: [Assignment]
    /// Every visit that is not served.
    public var unserved: [UnservedVisit]

    /// A plan from its two lists.
    public init(assignments: [Assignment] = [], unserved: [UnservedVisit] = []) {
        self.assignments = assignments
        self.unserved = unserved
    }
}

/// The parts of a plan's score in points, signed so that they add up; more is better.
public struct Score: Hashable, Sendable {
    /// Σ value of served visits.
    public var served = 0
    /// + per role served by a preferred team.
    public var preference = 0
    /// − per travel minute.
    public var travel = 0
    /// − per route used.
    public var crews = 0
    /// − per minute of start after due.
    public var lateness = 0
    /// − per further team in a program and role.
    public var continuity = 0
    /// − per work minute above a team's fair minutes.
    public var fairness = 0
    /// − per published commitment not kept.
    public var changes = 0

    /// All parts at zero.
    public init() {}

    /// The sum of all parts: what planning maximises.
    public var total: Int {
        served + preference + travel + crews + lateness + continuity + fairness + changes
    }
}
