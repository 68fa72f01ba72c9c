/// What a site is in the district's order of levels.
public enum SiteKind: String, CaseIterable, Sendable, Hashable {
    case centre
    case institute
    case station
    case venue
    case home
}

/// A position on the globe in decimal degrees.
public struct Coordinate: Hashable, Sendable {
    /// Degrees north, −90…90.
    public var latitude: Double
    /// Degrees east, −180…180.
    public var longitude: Double

    /// A position from degrees north and east.
    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }
}

/// A place that teams start from or visits happen at.
public struct Site: Hashable, Sendable {
    /// Unique among sites.
    public var id: SiteID
    /// Shown to people; empty where none is given.
    public var name: String
    /// The site's level; nil where none is given.
    public var kind: SiteKind?
    /// Where it lies.
    public var coordinate: Coordinate
    /// Index in ``Scenario/sites`` of the site one level up, for reporting.
    public var parentIndex: Int?
    /// How many `site`-mode visits it hosts at the same minute; nil = no limit.
    public var rooms: Int?

    /// A site with all its fields.
    public init(
        id: SiteID,
        name: String = "",
        kind: SiteKind? = nil,
        coordinate: Coordinate,
        parentIndex: Int? = nil,
        rooms: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.coordinate = coordinate
        self.parentIndex = parentIndex
        self.rooms = rooms
    }
}

/// A skill at a level (1 or above): held by a team, or asked by a role.
public struct SkillLevel: Hashable, Sendable {
    /// The skill's name, case-sensitive.
    public var skill: String
    /// The level held, or the least level asked; at least 1.
    public var level: Int

    /// A skill at a level.
    public init(skill: String, level: Int = 1) {
        self.skill = skill
        self.level = level
    }
}

/// A volunteer team: crews of it go out from its base.
public struct Team: Hashable, Sendable {
    /// Unique among teams.
    public var id: TeamID
    /// Shown to people; empty where none is given.
    public var name: String
    /// Index in ``Scenario/sites`` of the base.
    public var baseSiteIndex: Int
    /// Skills held, each named once, in the order of the file.
    public var skills: [SkillLevel]
    /// Most minutes of travel from the base to a visit; nil = no limit.
    public var radiusMinutes: Int?
    /// The team's speed (its own, or the scenario's).
    public var metresPerMinute: Int
    /// Hard limit on work minutes over the horizon, all crews added up; nil = none.
    public var maxMinutes: Int?
    /// Work minutes above this cost `weights.fair` each; nil = none do.
    public var fairMinutes: Int?
    /// Most visits per crew and shift; nil = no limit.
    public var maxVisits: Int?
    /// How often in a hundred times a crew of it comes when sent; nil = always.
    ///
    /// Without effect on plans.
    public var showUpPercent: Int?

    /// A team with all its fields.
    public init(
        id: TeamID,
        name: String = "",
        baseSiteIndex: Int,
        skills: [SkillLevel] = [],
        radiusMinutes: Int? = nil,
        metresPerMinute: Int = 250,
        maxMinutes: Int? = nil,
        fairMinutes: Int? = nil,
        maxVisits: Int? = nil,
        showUpPercent: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.baseSiteIndex = baseSiteIndex
        self.skills = skills
        self.radiusMinutes = radiusMinutes
        self.metresPerMinute = metresPerMinute
        self.maxMinutes = maxMinutes
        self.fairMinutes = fairMinutes
        self.maxVisits = maxVisits
        self.showUpPercent = showUpPercent
    }

    /// The level at which the team has a skill; 0 where it lacks it.
    public func level(of skill: String) -> Int {
        skills.first { $0.skill == skill }?.level ?? 0
    }
}

/// One shift of a team on one date, worked by one or more crews side by side.
///
/// Times are minutes since the first midnight of the horizon. A shift's key is (team, start).
public struct Shift: Hashable, Sendable {
    /// Index in ``Scenario/teams``.
    public var teamIndex: Int
    /// First minute of the shift.
    public var startMinute: Int
    /// Minute at which every crew must be back at the base.
    public var endMinute: Int
    /// Crews side by side, numbered 1…crews.
    public var crews: Int
    /// People in each crew.
    public var people: Int
    /// Units of goods that each crew can bring along from the base; nil = no limit.
    public var capacityUnits: Int?

    /// A shift with all its fields.
    public init(
        teamIndex: Int,
        startMinute: Int,
        endMinute: Int,
        crews: Int = 1,
        people: Int = 1,
        capacityUnits: Int? = nil
    ) {
        self.teamIndex = teamIndex
        self.startMinute = startMinute
        self.endMinute = endMinute
        self.crews = crews
        self.people = people
        self.capacityUnits = capacityUnits
    }

    /// The day of the horizon that the shift lies in, 0 for the first.
    public var day: Int { startMinute / minutesPerDay }
}

/// How a service reaches people.
public enum VisitMode: String, CaseIterable, Sendable, Hashable {
    case home
    case site
    case phone
    case online

    /// Whether the crew serves from its own base (`phone`, `online`).
    public var isRemote: Bool { self == .phone || self == .online }
}

/// One part in a service, filled by one crew.
public struct Role: Hashable, Sendable {
    /// Unique within the service.
    public var id: RoleID
    /// Every skill the crew's team must have, at the level given or above.
    public var skills: [SkillLevel]
    /// Least people in the crew.
    public var people: Int

    /// A role with all its fields.
    public init(id: RoleID, skills: [SkillLevel] = [], people: Int = 1) {
        self.id = id
        self.skills = skills
        self.people = people
    }
}

/// A line of the menu: what teams can be sent out for.
public struct Service: Hashable, Sendable {
    /// Unique among services.
    public var id: ServiceID
    /// Shown to people; empty where none is given.
    public var name: String
    /// Where it happens.
    public var mode: VisitMode
    /// Usual length of a visit.
    public var minutes: Int
    /// One or more, in the order of roles.csv; the first one's crew brings the goods.
    public var roles: [Role]

    /// A service with all its fields.
    public init(id: ServiceID, name: String = "", mode: VisitMode, minutes: Int, roles: [Role]) {
        self.id = id
        self.name = name
        self.mode = mode
        self.minutes = minutes
        self.roles = roles
    }
}
