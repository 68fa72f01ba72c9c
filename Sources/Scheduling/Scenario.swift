/// A place as travel knows it: a site, or a request's own position.
///
/// Two places are never the same, even at equal coordinates; `travel.fixed` applies between them.
public struct Place: Hashable, Sendable {
    /// Where it lies.
    public var coordinate: Coordinate
    /// Index in ``Scenario/sites``; nil for a request's own position.
    public var siteIndex: Int?

    /// A place at a position, the given site's or a request's own.
    public init(coordinate: Coordinate, siteIndex: Int? = nil) {
        self.coordinate = coordinate
        self.siteIndex = siteIndex
    }
}

/// An ordered pair of sites.
public struct SitePair: Hashable, Sendable {
    /// Index in ``Scenario/sites``.
    public var from: Int
    /// Index in ``Scenario/sites``.
    public var to: Int

    /// The way from one site to another.
    public init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }
}

/// One night's input, complete and consistent: what is to be served, by whom, under which rules.
///
/// All times are minutes since the first midnight of the horizon. Entities refer to each other by
/// index into the arrays below, which keep the order of the files. Scenarios come from
/// `ScenarioFiles` or from a validated draft; this memberwise form checks nothing.
public struct Scenario: Hashable, Sendable {
    /// Shown to people.
    public var name: String
    /// First date of the horizon.
    public var start: CalendarDate
    /// Length of the horizon, 1…31 days.
    public var days: Int
    /// How travel minutes follow from coordinates.
    public var travelRules: TravelRules
    /// What counts how much.
    public var weights: Weights
    /// All sites.
    public var sites: [Site]
    /// The sites' places (same index as the site), then the requests' own.
    public var places: [Place]
    /// Minutes between two sites where given, for every team; holds both directions.
    public var siteTravelMinutes: [SitePair: Int]
    /// All teams.
    public var teams: [Team]
    /// All shifts, one per team and date.
    public var shifts: [Shift]
    /// All services with their roles.
    public var services: [Service]
    /// All programs.
    public var programs: [Program]
    /// Requests in the order of their file, then the sessions of each program.
    public var visits: [Visit]
    /// Pinned and published lines of an earlier plan.
    public var commitments: [Commitment]

    /// A scenario from its parts; the caller vouches for their consistency.
    public init(
        name: String,
        start: CalendarDate,
        days: Int,
        travelRules: TravelRules = TravelRules(),
        weights: Weights = Weights(),
        sites: [Site],
        places: [Place],
        siteTravelMinutes: [SitePair: Int] = [:],
        teams: [Team],
        shifts: [Shift],
        services: [Service],
        programs: [Program] = [],
        visits: [Visit],
        commitments: [Commitment] = []
    ) {
        self.name = name
        self.start = start
        self.days = days
        self.travelRules = travelRules
        self.weights = weights
        self.sites = sites
        self.places = places
        self.siteTravelMinutes = siteTravelMinutes
        self.teams = teams
        self.shifts = shifts
        self.services = services
        self.programs = programs
        self.visits = visits
        self.commitments = commitments
    }

    /// Length of the horizon in minutes.
    public var horizonMinutes: Int { days * minutesPerDay }

    /// The service of a visit.
    public func service(of visit: Visit) -> Service { services[visit.serviceIndex] }

    /// The roles of a visit, in the order of its service.
    public func roles(of visit: Visit) -> [Role] { services[visit.serviceIndex].roles }

    /// Where a team serves a visit: the visit's place, or the team's base for a remote one.
    ///
    /// - Returns: an index in ``places``.
    public func placeIndex(of visit: Visit, servedBy team: Team) -> Int {
        guard !service(of: visit).mode.isRemote, let place = visit.placeIndex else {
            return team.baseSiteIndex
        }
        return place
    }

    /// Units of goods that the crew filling a role brings: the first role's crew brings them all.
    public func loadUnits(of visit: Visit, roleIndex: Int) -> Int {
        roleIndex == 0 ? visit.loadUnits : 0
    }
}
