/// A row of requests.csv: one visit.
public struct RequestRecord: Hashable, Sendable {
    /// Unique among requests, and no session's id.
    public var id: String
    /// Id of the service.
    public var service: String
    /// Id of the site where it happens.
    public var site: String?
    /// Degrees north of its own place, where no site is given.
    public var latitude: Double?
    /// Degrees east of its own place, where no site is given.
    public var longitude: Double?
    /// Key or name of the resident, for reports only.
    public var resident: String?
    /// When it was asked for; waiting adds to its value.
    public var submitted: DraftMoment?
    /// Earliest start; nil = the horizon's start.
    public var from: DraftMoment?
    /// Latest end; nil = the horizon's end.
    public var until: DraftMoment?
    /// Hours of the day; empty = the whole day.
    public var hours: [DayInterval]
    /// Days of the week; empty = every day.
    public var days: [Weekday]
    /// Length, at least 1; nil = the service's.
    public var minutes: Int?
    /// Urgency; nil = blue.
    public var tier: Tier?
    /// Replaces the tier's weight and the ageing, up to 1 000 000 000.
    public var value: Int?
    /// A later start costs `weights.late` a minute; never a whole date.
    public var due: DraftMoment?
    /// Ids of preferred teams.
    public var prefer: [String]
    /// Ids of teams that may not serve it.
    public var refuse: [String]
    /// Units of goods to bring; nil = 0.
    public var load: Int?
    /// Where the resident lives, for the crew's run sheet only.
    public var address: String?
    /// How the resident is reached, for the crew's run sheet only.
    public var phone: String?
    /// What the crew should know, for its run sheet only.
    public var notes: String?

    /// A row with the given cells; those left out are blank.
    public init(
        id: String,
        service: String,
        site: String? = nil,
        latitude: Double? = nil,
        longitude: Double? = nil,
        resident: String? = nil,
        submitted: DraftMoment? = nil,
        from: DraftMoment? = nil,
        until: DraftMoment? = nil,
        hours: [DayInterval] = [],
        days: [Weekday] = [],
        minutes: Int? = nil,
        tier: Tier? = nil,
        value: Int? = nil,
        due: DraftMoment? = nil,
        prefer: [String] = [],
        refuse: [String] = [],
        load: Int? = nil,
        address: String? = nil,
        phone: String? = nil,
        notes: String? = nil
    ) {
        self.id = id
        self.service = service
        self.site = site
        self.latitude = latitude
        self.longitude = longitude
        self.resident = resident
        self.submitted = submitted
        self.from = from
        self.until = until
        self.hours = hours
        self.days = days
        self.minutes = minutes
        self.tier = tier
        self.value = value
        self.due = due
        self.prefer = prefer
        self.refuse = refuse
        self.load = load
        self.address = address
        self.phone = phone
        self.notes = notes
    }
}

/// A row of programs.csv: a series of sessions.
public struct ProgramRecord: Hashable, Sendable {
    /// Unique among programs.
    public var id: String
    /// Shown to people.
    public var name: String?
    /// Id of the service.
    public var service: String
    /// Id of the site where it happens.
    public var site: String?
    /// Start in minutes of the day of a session on each date; excludes `times`.
    public var startMinute: Int?
    /// How many free sessions, 1…1000; excludes `startMinute`.
    public var times: Int?
    /// Least days between two sessions, only with `times`; nil = 1.
    public var gap: Int?
    /// First date, or with `times` earliest start; nil = the horizon's start.
    public var from: DraftMoment?
    /// Last date, or with `times` latest end; nil = the horizon's end.
    public var until: DraftMoment?
    /// Hours of the day, only with `times`; empty = the whole day.
    public var hours: [DayInterval]
    /// Days of the week; empty = every day.
    public var days: [Weekday]
    /// Length, at least 1; nil = the service's.
    public var minutes: Int?
    /// Urgency; nil = `weights.session` is the value.
    public var tier: Tier?
    /// Value of each session, up to 1 000 000 000.
    public var value: Int?
    /// Ids of preferred teams.
    public var prefer: [String]
    /// Ids of teams that may not serve it.
    public var refuse: [String]
    /// Hard limit on different teams per role, at least 1; nil = none.
    public var maxTeams: Int?

    /// A row with the given cells; those left out are blank.
    public init(
        id: String,
        name: String? = nil,
        service: String,
        site: String? = nil,
        startMinute: Int? = nil,
        times: Int? = nil,
        gap: Int? = nil,
        from: DraftMoment? = nil,
        until: DraftMoment? = nil,
        hours: [DayInterval] = [],
        days: [Weekday] = [],
        minutes: Int? = nil,
        tier: Tier? = nil,
        value: Int? = nil,
        prefer: [String] = [],
        refuse: [String] = [],
        maxTeams: Int? = nil
    ) {
        self.id = id
        self.name = name
        self.service = service
        self.site = site
        self.startMinute = startMinute
        self.times = times
        self.gap = gap
        self.from = from
        self.until = until
        self.hours = hours
        self.days = days
        self.minutes = minutes
        self.tier = tier
        self.value = value
        self.prefer = prefer
        self.refuse = refuse
        self.maxTeams = maxTeams
    }
}

/// A row of commitments.csv.
public struct CommitmentRecord: Hashable, Sendable {
    /// Id of the visit.
    public var visit: String
    /// The role; nil only where the service has one.
    public var role: String?
    /// Id of the team.
    public var team: String
    /// The start promised; never a whole date.
    public var start: DraftMoment
    /// Pinned or published.
    public var kind: CommitmentKind
    /// The crew of the shift, from 1; nil = any.
    public var crew: Int?

    /// A row with the given cells; those left out are blank.
    public init(
        visit: String,
        role: String? = nil,
        team: String,
        start: DraftMoment,
        kind: CommitmentKind,
        crew: Int? = nil
    ) {
        self.visit = visit
        self.role = role
        self.team = team
        self.start = start
        self.kind = kind
        self.crew = crew
    }
}
