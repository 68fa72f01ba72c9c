/// A row of sites.csv.
public struct SiteRecord: Hashable, Sendable {
    /// Unique among sites.
    public var id: String
    /// Shown to people.
    public var name: String?
    /// The site's level.
    public var kind: SiteKind?
    /// Degrees north, −90…90.
    public var latitude: Double
    /// Degrees east, −180…180.
    public var longitude: Double
    /// Id of the site one level up.
    public var parent: String?
    /// How many `site`-mode visits it hosts at once; nil = no limit.
    public var rooms: Int?

    /// A row with the given cells; those left out are blank.
    public init(
        id: String,
        name: String? = nil,
        kind: SiteKind? = nil,
        latitude: Double,
        longitude: Double,
        parent: String? = nil,
        rooms: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.latitude = latitude
        self.longitude = longitude
        self.parent = parent
        self.rooms = rooms
    }
}

/// A row of travel.csv.
public struct TravelRecord: Hashable, Sendable {
    /// Id of the site left.
    public var from: String
    /// Id of the site reached.
    public var to: String
    /// Minutes for every team.
    public var minutes: Int

    /// A row with the given cells; those left out are blank.
    public init(
        from: String,
        to: String,
        minutes: Int
    ) {
        self.from = from
        self.to = to
        self.minutes = minutes
    }
}

/// A row of teams.csv.
public struct TeamRecord: Hashable, Sendable {
    /// Unique among teams.
    public var id: String
    /// Shown to people.
    public var name: String?
    /// Id of the site that its crews start from.
    public var base: String
    /// Skills held; of one named twice the higher level counts.
    public var skills: [SkillLevel]
    /// Most minutes of travel from the base to a visit; nil = no limit.
    public var radius: Int?
    /// Metres per minute, at least 1; nil = the scenario's.
    public var speed: Int?
    /// Hard limit on work minutes over the horizon; nil = none.
    public var maxMinutes: Int?
    /// Work minutes above it cost `weights.fair` each; nil = none do.
    public var fairMinutes: Int?
    /// Most visits per crew and shift; nil = no limit.
    public var maxVisits: Int?
    /// How often in a hundred times a crew comes when sent, 0…100; nil = always.
    public var showUp: Int?

    /// A row with the given cells; those left out are blank.
    public init(
        id: String,
        name: String? = nil,
        base: String,
        skills: [SkillLevel] = [],
        radius: Int? = nil,
        speed: Int? = nil,
        maxMinutes: Int? = nil,
        fairMinutes: Int? = nil,
        maxVisits: Int? = nil,
        showUp: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.base = base
        self.skills = skills
        self.radius = radius
        self.speed = speed
        self.maxMinutes = maxMinutes
        self.fairMinutes = fairMinutes
        self.maxVisits = maxVisits
        self.showUp = showUp
    }
}

/// A row of shifts.csv.
public struct ShiftRecord: Hashable, Sendable {
    /// Id of the team.
    public var team: String
    /// The dates on which it makes a shift.
    public var dates: ShiftDates
    /// Start in minutes of the day.
    public var startMinute: Int
    /// End in minutes of the day, after the start, at most 1440.
    public var endMinute: Int
    /// Crews side by side, 1…1000; nil = 1.
    public var crews: Int?
    /// People in each crew, at least 1; nil = 1.
    public var people: Int?
    /// Units of goods each crew can bring; nil = no limit.
    public var capacity: Int?

    /// A row with the given cells; those left out are blank.
    public init(
        team: String,
        dates: ShiftDates,
        startMinute: Int,
        endMinute: Int,
        crews: Int? = nil,
        people: Int? = nil,
        capacity: Int? = nil
    ) {
        self.team = team
        self.dates = dates
        self.startMinute = startMinute
        self.endMinute = endMinute
        self.crews = crews
        self.people = people
        self.capacity = capacity
    }
}

/// A row of services.csv.
public struct ServiceRecord: Hashable, Sendable {
    /// Unique among services.
    public var id: String
    /// Shown to people.
    public var name: String?
    /// Where it happens.
    public var mode: VisitMode
    /// Usual length, at least 1.
    public var minutes: Int

    /// A row with the given cells; those left out are blank.
    public init(
        id: String,
        name: String? = nil,
        mode: VisitMode,
        minutes: Int
    ) {
        self.id = id
        self.name = name
        self.mode = mode
        self.minutes = minutes
    }
}

/// A row of roles.csv.
public struct RoleRecord: Hashable, Sendable {
    /// Id of the service.
    public var service: String
    /// Unique within the service.
    public var role: String
    /// Skills that the crew's team must have.
    public var skills: [SkillLevel]
    /// Least people in the crew, at least 1; nil = 1.
    public var people: Int?

    /// A row with the given cells; those left out are blank.
    public init(
        service: String,
        role: String,
        skills: [SkillLevel] = [],
        people: Int? = nil
    ) {
        self.service = service
        self.role = role
        self.skills = skills
        self.people = people
    }
}
