/// An interval in which a visit may lie as a whole; minutes since the horizon's first midnight.
public struct TimeWindow: Hashable, Sendable {
    /// Earliest start of the visit.
    public var startMinute: Int
    /// Latest end of the visit, exclusive.
    public var endMinute: Int

    /// A window from its two ends.
    public init(startMinute: Int, endMinute: Int) {
        self.startMinute = startMinute
        self.endMinute = endMinute
    }
}

/// One thing to serve: a resident's request, or one session of a program.
public struct Visit: Hashable, Sendable {
    /// Unique among requests and sessions together.
    public var id: VisitID
    /// Index in ``Scenario/services``.
    public var serviceIndex: Int
    /// Index in ``Scenario/places``; nil only where the service is remote and no place is given.
    public var placeIndex: Int?
    /// Index in ``Scenario/sites`` where the place is a site.
    public var siteIndex: Int?
    /// Length of the visit.
    public var minutes: Int
    /// Where the visit may lie, each at least `minutes` long, in order of date; empty = can't be served.
    ///
    /// Windows may touch or overlap and are not joined.
    public var windows: [TimeWindow]
    /// Points for serving it, ageing included.
    public var value: Int
    /// Minute after which a later start costs `weights.late` per minute; may lie outside the horizon.
    public var dueMinute: Int?
    /// Indices of preferred teams, ascending, each once.
    public var preferredTeams: [Int]
    /// Indices of teams that may not serve it, ascending, each once.
    public var refusedTeams: [Int]
    /// Units of goods, all brought by the crew of the service's first role.
    public var loadUnits: Int
    /// Index in ``Scenario/programs`` of the program whose session it is; nil for a request.
    public var programIndex: Int?
    /// The card for reports: a request's tier (blue where none is given), a session's only if given.
    public var tier: Tier?
    /// A key or name of the resident, for reports only.
    public var resident: String

    /// A visit with all its fields.
    public init(
        id: VisitID,
        serviceIndex: Int,
        placeIndex: Int?,
        siteIndex: Int? = nil,
        minutes: Int,
        windows: [TimeWindow],
        value: Int,
        dueMinute: Int? = nil,
        preferredTeams: [Int] = [],
        refusedTeams: [Int] = [],
        loadUnits: Int = 0,
        programIndex: Int? = nil,
        tier: Tier? = .blue,
        resident: String = ""
    ) {
        self.id = id
        self.serviceIndex = serviceIndex
        self.placeIndex = placeIndex
        self.siteIndex = siteIndex
        self.minutes = minutes
        self.windows = windows
        self.value = value
        self.dueMinute = dueMinute
        self.preferredTeams = preferredTeams
        self.refusedTeams = refusedTeams
        self.loadUnits = loadUnits
        self.programIndex = programIndex
        self.tier = tier
        self.resident = resident
    }
}

/// A recurring program: sessions of one service at one place.
public struct Program: Hashable, Sendable {
    /// Unique among programs.
    public var id: ProgramID
    /// Shown to people; empty where none is given.
    public var name: String
    /// Index in ``Scenario/services``.
    public var serviceIndex: Int
    /// Indices in ``Scenario/visits`` of its sessions, in order.
    public var visitIndices: [Int]
    /// The dates of any two served sessions differ by at least this many days; 0 = no limit.
    public var gapDays: Int
    /// Hard limit on different teams per role; nil = none.
    public var maxTeams: Int?
    /// Whether each session has a date and start of its own (`start`), rather than `times` free ones.
    public var hasFixedStarts: Bool

    /// A program with all its fields.
    public init(
        id: ProgramID,
        name: String = "",
        serviceIndex: Int,
        visitIndices: [Int],
        gapDays: Int = 0,
        maxTeams: Int? = nil,
        hasFixedStarts: Bool = true
    ) {
        self.id = id
        self.name = name
        self.serviceIndex = serviceIndex
        self.visitIndices = visitIndices
        self.gapDays = gapDays
        self.maxTeams = maxTeams
        self.hasFixedStarts = hasFixedStarts
    }
}

/// How strongly an earlier plan binds this one.
public enum CommitmentKind: String, CaseIterable, Sendable, Hashable {
    /// Must stand in the plan exactly so.
    case pinned
    /// Costs `weights.change` unless kept.
    case published
}

/// A line of an earlier plan: one role of one visit, a team and a start.
public struct Commitment: Hashable, Sendable {
    /// The visit named, which a published row may name in vain.
    public var visit: VisitID
    /// The role named; nil only where a published row names an unknown visit.
    public var role: RoleID?
    /// The team named.
    public var team: TeamID
    /// The start promised, minutes since the horizon's first midnight; may lie outside the horizon.
    public var startMinute: Int
    /// Pinned or published.
    public var kind: CommitmentKind
    /// The crew of the shift, where given; binds pinned rows only.
    public var crew: Int?
    /// Index in ``Scenario/visits``; nil where the visit is unknown (published rows only).
    public var visitIndex: Int?
    /// Index in the service's roles; nil where the visit or role is unknown.
    public var roleIndex: Int?
    /// Index in ``Scenario/teams``; nil where the team is unknown.
    public var teamIndex: Int?
    /// Line in commitments.csv, for messages; 0 where the scenario was built in code.
    public var line: Int

    /// A commitment with all its fields.
    public init(
        visit: VisitID,
        role: RoleID?,
        team: TeamID,
        startMinute: Int,
        kind: CommitmentKind,
        crew: Int? = nil,
        visitIndex: Int?,
        roleIndex: Int?,
        teamIndex: Int?,
        line: Int = 0
    ) {
        self.visit = visit
        self.role = role
        self.team = team
        self.startMinute = startMinute
        self.kind = kind
        self.crew = crew
        self.visitIndex = visitIndex
        self.roleIndex = roleIndex
        self.teamIndex = teamIndex
        self.line = line
    }
}
