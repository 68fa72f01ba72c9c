/// A part of the scenario format that random scenarios use or leave alone.
public enum ScenarioFeature: CaseIterable, Sendable, Hashable {
    /// Figures between sites, also one-way ones and ones that break the triangle inequality.
    case travelTable
    /// `rooms` of sites, down to none.
    case rooms
    /// `radius` of teams.
    case radius
    /// `speed` of teams.
    case speeds
    /// `max_minutes` of teams.
    case maxMinutes
    /// `fair_minutes` of teams.
    case fairMinutes
    /// `max_visits` of teams, down to none.
    case maxVisits
    /// `crews` above one.
    case severalCrews
    /// `people` of shifts and roles.
    case people
    /// `capacity` of shifts and `load` of requests.
    case goods
    /// Services with two or three roles.
    case severalRoles
    /// Skills and levels.
    case skills
    /// `phone` and `online` visits.
    case remoteModes
    /// `from`, `until`, `hours` and `days` that leave several windows, or none.
    case narrowWindows
    /// `due` of requests.
    case due
    /// `prefer` of visits.
    case prefer
    /// `refuse` of visits.
    case refuse
    /// Programs with `times` and `gap`.
    case freePrograms
    /// Programs with `start`.
    case fixedPrograms
    /// `max_teams` of programs.
    case maxTeams
    /// Pinned commitments, some of which conflict.
    case pinned
    /// Published commitments, some of which name unknown things.
    case published
    /// Weights other than the defaults, zero among them.
    case weights
}

/// What random tiny scenarios are made of.
public struct TinyScenarioOptions: Sendable {
    /// The parts of the format in use; each still appears only in some scenarios.
    public var features: Set<ScenarioFeature>
    /// Length of the horizon.
    public var days: ClosedRange<Int>
    /// Number of sites.
    public var sites: ClosedRange<Int>
    /// Number of teams.
    public var teams: ClosedRange<Int>
    /// Number of shifts; fewer where two would have the same key.
    public var shifts: ClosedRange<Int>
    /// Number of visits, sessions included; at least one request or program is made.
    public var visits: ClosedRange<Int>

    /// Every feature, in sizes that the brute force solves in milliseconds.
    public init(
        features: Set<ScenarioFeature> = Set(ScenarioFeature.allCases),
        days: ClosedRange<Int> = 1...3,
        sites: ClosedRange<Int> = 1...3,
        teams: ClosedRange<Int> = 1...3,
        shifts: ClosedRange<Int> = 1...4,
        visits: ClosedRange<Int> = 1...6
    ) {
        self.features = features
        self.days = days
        self.sites = sites
        self.teams = teams
        self.shifts = shifts
        self.visits = visits
    }

    /// The same sizes without some features.
    public func without(_ absent: ScenarioFeature...) -> TinyScenarioOptions {
        var copy = self
        copy.features.subtract(absent)
        return copy
    }
}
