/// Why a visit is not served, in the classes that are proven; the raw value is stable.
public enum ReasonClass: String, CaseIterable, Sendable, Hashable, Encodable {
    /// No plan serves it, not even one that serves nothing else.
    case impossibleAlone = "impossible-alone"
    /// Some plan could serve it, but none that keeps the pinned rows.
    case impossibleWithPins = "impossible-with-pins"
    /// Every plan that serves it is worth less than this one.
    case crowdedOut = "crowded-out"
    /// A plan that serves it and is worth no less than this one was found.
    case noWorse = "no-worse"
    /// Whether a plan that serves it is worth as much was not settled.
    case notSettled = "not-settled"
}

/// Why one visit is not served: what all texts about it are made from.
///
/// Everything is named by the ids of the scenario; minutes of the horizon are written as
/// `2026-11-23T09:10`.
public struct Explanation: Sendable, Hashable, Encodable {
    /// The visit explained.
    public var visit: VisitRecord
    /// The class of the reason.
    public var reason: ReasonClass
    /// Why it is impossible alone; in the class `not-settled`, why it is by direct ways, where a detour
    /// through other places could not be ruled out.
    public var cause: CauseRecord?
    /// The teams that come nearest to being able, where it is impossible.
    public var nearMisses: [NearMissRecord] = []
    /// Pinned visits that stand in the way, where those make it impossible.
    public var pins: [String] = []
    /// Served sessions of the same program that are alike in everything, so that it does not matter
    /// which of them is left out.
    public var alike: [String] = []
    /// What serving it would cost, where it is possible.
    public var price: PriceRecord?
    /// The same among plans in which only the crews that could serve it change, with the visits that
    /// they serve now and this one, and leave alone what others have a part in; nil where that was
    /// not looked at.
    public var localPrice: PriceRecord?
    /// A plan that serves it, where one was found: the best one where that is no worse than the plan
    /// that stands, else the best of those that change little.
    public var forced: ForcedRecord?
    /// The cheapest change that was verified to let it be served; nil where none was looked for, or
    /// none was found.
    public var change: ChangeRecord?
    /// How much of the menu of changes was looked through; nil where no change was looked for.
    public var changeSearch: ChangeSearchScope?

    private enum CodingKeys: String, CodingKey {
        case visit
        case reason
        case cause
        case nearMisses = "near_misses"
        case pins
        case alike
        case price
        case localPrice = "local_price"
        case forced
        case change
        case changeSearch = "change_search"
    }
}

/// How much of the menu of changes was looked through for a visit; the raw value is stable.
public enum ChangeSearchScope: String, CaseIterable, Sendable, Hashable, Encodable {
    /// Every change and pair of changes that costs less than the one told of was ruled out by exact
    /// solutions; where none is told of, every one on the menu.
    case complete
    /// The change told of is right, but a cheaper one may exist.
    case partial
}

/// The visit that a record is about.
public struct VisitRecord: Sendable, Hashable, Encodable {
    /// Its id.
    public var id: String
    /// Id of its service.
    public var service: String
    /// Name of its service; empty where none is given.
    public var name: String
    /// Its tier; nil where it has none.
    public var tier: String?
    /// Its points.
    public var value: Int
    /// Its length.
    public var minutes: Int
    /// Its windows.
    public var windows: [SpanRecord]
    /// The program whose session it is; nil for a request.
    public var program: String?
}

/// A time from one minute to another.
public struct SpanRecord: Sendable, Hashable, Encodable {
    /// Its first minute.
    public var from: String
    /// Its end.
    public var until: String
}

/// Why a visit is impossible by itself.
public struct CauseRecord: Sendable, Hashable, Encodable {
    /// How many candidates are left after a cause.
    public struct Step: Sendable, Hashable, Encodable {
        /// The cause that the candidates were held against; nil for all teams.
        public var cause: String?
        /// Teams or shifts left.
        public var left: Int
    }

    /// The first cause that leaves nobody, as in plan.json.
    public var code: String
    /// The role that nobody can fill; nil where it is not one role that fails.
    public var role: String?
    /// How many are left, cause by cause.
    public var steps: [Step]
}

/// A team that almost could serve the visit.
public struct NearMissRecord: Sendable, Hashable, Encodable {
    /// Something in its way.
    public struct ObstacleRecord: Sendable, Hashable, Encodable {
        /// A stable word: `skill`, `refused`, `radius`, `visit-limit`, `work-limit`, `no-shift`,
        /// `people`, `capacity`, `time`.
        public var code: String
        /// The skill it lacks.
        public var skill: String?
        /// What is needed: level, minutes, people or units.
        public var needed: Int?
        /// What there is of it.
        public var available: Int?
        /// Minutes by which its shifts miss the visit's windows.
        public var short: Int?
        /// The spans that the team works.
        public var works: [SpanRecord]?
    }

    /// The team's id.
    public var team: String
    /// The team's name; empty where none is given.
    public var name: String
    /// The role it could fill.
    public var role: String
    /// What is in its way.
    public var obstacles: [ObstacleRecord]
}

/// What serving a visit would cost: the plan's total less that of the best plan that serves it.
public struct PriceRecord: Sendable, Hashable, Encodable {
    /// It costs at least this, proven; nil where nothing was proven.
    public var lower: Int?
    /// It costs at most this, by a plan that was found; nil where none was found.
    public var upper: Int?
}

/// A plan that serves a visit, as it differs from the plan that stands.
public struct ForcedRecord: Sendable, Hashable, Encodable {
    /// Its total.
    public var total: Int
    /// No plan that serves the visit is worth more; nil where nothing was proven.
    public var bound: Int?
    /// Who would serve the visit, and when.
    public var crews: [CrewRecord]
    /// Visits that would no longer be served: they hold the place.
    public var dropped: [String]
    /// Visits that would be served besides.
    public var added: [String]
    /// Visits that would be served by other crews.
    public var moved: [String]
    /// Visits that would be served at another time by the same crews.
    public var retimed: [String]
}

/// One role of a visit with a crew and a time.
public struct CrewRecord: Sendable, Hashable, Encodable {
    /// The role.
    public var role: String
    /// The team's id.
    public var team: String
    /// The team's name; empty where none is given.
    public var name: String
    /// Start of the shift.
    public var shift: String
    /// Number of the crew in the shift.
    public var crew: Int
    /// Start of the visit.
    public var start: String
    /// End of the visit.
    public var end: String
}

/// A change, or a pair of changes, under which the visit would be served.
public struct ChangeRecord: Sendable, Hashable, Encodable {
    /// One change.
    public struct Item: Sendable, Hashable, Encodable {
        /// The kind of change, as in the file of prices.
        public var code: String
        /// The team concerned.
        public var team: String?
        /// The team's name.
        public var name: String?
        /// Start of the shift concerned.
        public var shift: String?
        /// The skill concerned.
        public var skill: String?
        /// Minutes, people, or the level of the skill.
        public var amount: Int?
        /// The window, or the end of the shift, as it would be.
        public var becomes: SpanRecord?
    }

    /// The changes.
    public var items: [Item]
    /// What they cost by the prices.
    public var price: Int
    /// The total of the plan with the visit in it.
    public var total: Int
    /// That total less that of the plan that stands; never negative.
    public var gain: Int
    /// The points of all others in it that are lost: what the visit brings less that gain.
    public var costToOthers: Int
    /// Who would serve the visit, and when.
    public var crews: [CrewRecord]
    /// Visits that would no longer be served.
    public var dropped: [String]
    /// Visits that would be served by other crews.
    public var moved: [String]

    private enum CodingKeys: String, CodingKey {
        case items
        case price
        case total
        case gain
        case costToOthers = "cost_to_others"
        case crews
        case dropped
        case moved
    }
}

/// The explanations of a plan: the content of explanation.json.
public struct ExplanationDocument: Sendable, Hashable, Encodable {
    /// The format of the document.
    public var format = 1
    /// The scenario's name.
    public var scenario: String
    /// The plan's total.
    public var total: Int
    /// One for each visit asked about that is not served.
    public var explanations: [Explanation]
    /// One for each visit asked about that is served.
    public var assignments: [AssignmentRecord]

    /// A document about a plan.
    public init(
        scenario: String,
        total: Int,
        explanations: [Explanation],
        assignments: [AssignmentRecord] = []
    ) {
        self.scenario = scenario
        self.total = total
        self.explanations = explanations
        self.assignments = assignments
    }
}
