/// What is odd about a scenario before any plan is made: all that `inspect` finds.
public struct Inspection: Sendable, Hashable, Encodable {
    /// Visits that nobody can serve for one cause, and where they lie.
    public struct Impossible: Sendable, Hashable, Encodable {
        /// The cause, as in plan.json.
        public var cause: String
        /// The visits, in the scenario's order.
        public var visits: [String]
    }

    /// Visits that nobody can serve in one institute's area, by cause.
    public struct Area: Sendable, Hashable, Encodable {
        /// The institute's id; nil where the scenario has none.
        public var institute: String?
        /// The institute's name.
        public var name: String
        /// Visits in all.
        public var visits: Int
        /// Those nobody can serve, by cause.
        public var impossible: [String: Int]
    }

    /// One visit that nobody can serve.
    public struct ImpossibleVisit: Sendable, Hashable, Encodable {
        /// The visit.
        public var visit: VisitRecord
        /// Why nobody can.
        public var cause: CauseRecord
        /// The team that comes nearest; nil where the cause has none.
        public var nearMiss: NearMissRecord?

        private enum CodingKeys: String, CodingKey {
            case visit
            case cause
            case nearMiss = "near_miss"
        }
    }

    /// A shift that no visit fits.
    public struct IdleShift: Sendable, Hashable, Encodable {
        /// The team's id.
        public var team: String
        /// The shift's span.
        public var shift: SpanRecord
    }

    /// A program that can't hold all of its sessions.
    public struct ShortProgram: Sendable, Hashable, Encodable {
        /// The program's id.
        public var program: String
        /// The program's name.
        public var name: String
        /// Sessions asked for.
        public var asked: Int
        /// Sessions that dates and teams leave room for, at the most.
        public var most: Int
    }

    /// Pinned rows that can't be kept together.
    public struct Pin: Sendable, Hashable, Encodable {
        /// Line in commitments.csv.
        public var line: Int
        /// The visit.
        public var visit: String
        /// The team.
        public var team: String
    }

    /// What is asked for against what there is, in one respect.
    public struct Balance: Sendable, Hashable, Encodable {
        /// What it is about: `day`, `skill` or `institute`.
        public var kind: String
        /// The date, the skill, or the institute's id; empty for roles that ask no skill.
        public var key: String
        /// The institute's name; empty for the others.
        public var name: String
        /// Roles to be filled.
        public var roles: Int
        /// Minutes of visits, once for each role, without any way.
        public var demandMinutes: Int
        /// Minutes of crews.
        public var capacityMinutes: Int

        private enum CodingKeys: String, CodingKey {
            case kind
            case key
            case name
            case roles
            case demandMinutes = "demand_minutes"
            case capacityMinutes = "capacity_minutes"
        }
    }

    /// The format of the document.
    public var format = 1
    /// The scenario's name.
    public var scenario: String
    /// How many visits there are.
    public var visits: Int
    /// Visits that nobody can serve, by cause.
    public var impossible: [Impossible] = []
    /// The same one by one, with the nearest miss.
    public var impossibleVisits: [ImpossibleVisit] = []
    /// The same by institute.
    public var areas: [Area] = []
    /// Teams that can serve nothing.
    public var idleTeams: [String] = []
    /// Shifts that no visit fits, of teams that could serve something in another.
    public var idleShifts: [IdleShift] = []
    /// Requests that look alike in all that matters, in groups.
    public var duplicates: [[String]] = []
    /// Programs that can't hold all of their sessions.
    public var shortPrograms: [ShortProgram] = []
    /// Pinned rows that can't be kept together; any one less can.
    public var conflictingPins: [Pin] = []
    /// Demand and capacity by day, skill and institute.
    public var balances: [Balance] = []

    private enum CodingKeys: String, CodingKey {
        case format
        case scenario
        case visits
        case impossible
        case impossibleVisits = "impossible_visits"
        case areas
        case idleTeams = "idle_teams"
        case idleShifts = "idle_shifts"
        case duplicates
        case shortPrograms = "short_programs"
        case conflictingPins = "conflicting_pins"
        case balances
    }

    /// How many things were found.
    public var findingCount: Int {
        impossibleVisits.count + idleTeams.count + idleShifts.count + duplicates.count
            + shortPrograms.count + (conflictingPins.isEmpty ? 0 : 1)
    }
}
