/// A scenario as its files give it: tables of typed records that name each other by id.
///
/// Scenarios built in code start here; ``Scenario/init(validating:)`` checks every rule of the
/// format and resolves the names. Optional fields are blank cells.
public struct ScenarioDraft: Hashable, Sendable {
    /// Shown to people; nil = the folder's name, or nothing where there is no folder.
    public var name: String?
    /// First date of the horizon.
    public var start: CalendarDate
    /// Length of the horizon, 1…31 days; nil = 1.
    public var days: Int?
    /// Rules of travel, as far as they differ from the format's defaults.
    public var travelRules = TravelRulesRecord()
    /// Weights of the score, as far as they differ from the format's defaults.
    public var weights = WeightsRecord()
    /// sites.csv.
    public var sites: [SiteRecord] = []
    /// travel.csv.
    public var travel: [TravelRecord] = []
    /// teams.csv.
    public var teams: [TeamRecord] = []
    /// shifts.csv.
    public var shifts: [ShiftRecord] = []
    /// services.csv.
    public var services: [ServiceRecord] = []
    /// roles.csv.
    public var roles: [RoleRecord] = []
    /// requests.csv.
    public var requests: [RequestRecord] = []
    /// programs.csv.
    public var programs: [ProgramRecord] = []
    /// commitments.csv.
    public var commitments: [CommitmentRecord] = []

    /// A draft with empty tables.
    public init(name: String? = nil, start: CalendarDate, days: Int? = nil) {
        self.name = name
        self.start = start
        self.days = days
    }
}

/// The `travel` map of scenario.yaml; nil = the format's default.
public struct TravelRulesRecord: Hashable, Sendable {
    /// Metres per minute of a team without its own, at least 1.
    public var speed: Int?
    /// Road metres per 100 metres as the crow flies, at least 1.
    public var detour: Int?
    /// Minutes added to every move between two places.
    public var fixed: Int?

    /// The format's defaults.
    public init() {}
}

/// The `weights` map of scenario.yaml; nil = the format's default.
public struct WeightsRecord: Hashable, Sendable {
    /// Value of serving a red visit.
    public var red: Int?
    /// Value of serving a yellow visit.
    public var yellow: Int?
    /// Value of serving a blue visit.
    public var blue: Int?
    /// Value of a session that names neither value nor tier.
    public var session: Int?
    /// Added to a request's value per day waited.
    public var age: Int?
    /// Gained per role served by a preferred team.
    public var prefer: Int?
    /// Cost per travel minute.
    public var travel: Int?
    /// Cost per crew sent out.
    public var crew: Int?
    /// Cost per minute started after due.
    public var late: Int?
    /// Cost per further team in a program and role.
    public var continuity: Int?
    /// Cost per work minute above a team's fair minutes.
    public var fair: Int?
    /// Cost per published commitment not kept.
    public var change: Int?
    /// Minutes that a kept commitment's start may move.
    public var changeTolerance: Int?

    /// The format's defaults.
    public init() {}
}
