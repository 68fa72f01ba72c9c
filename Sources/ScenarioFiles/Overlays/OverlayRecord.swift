import Scheduling

/// A site that is closed on some dates.
public struct ClosureRecord: Hashable, Sendable {
    /// Id of the site.
    public var site: String
    /// The dates.
    public var dates: [ShiftDates]

    /// A closed site.
    public init(site: String, dates: [ShiftDates]) {
        self.site = site
        self.dates = dates
    }
}

/// Something that is told of a team or of another thing by its id.
public struct NamedValue<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The id.
    public var id: String
    /// What is told.
    public var value: Value

    /// What is told of an id.
    public init(_ id: String, _ value: Value) {
        self.id = id
        self.value = value
    }
}

/// What a what-if overlay changes in a scenario.
public struct OverlayRecord: Hashable, Sendable {
    /// What is added to teams, or taken from them.
    public struct Teams: Hashable, Sendable {
        /// Crews, by team, in each of its shifts.
        public var crews: [NamedValue<Int>] = []
        /// Minutes, by team, at the end of each of its shifts.
        public var minutes: [NamedValue<Int>] = []
        /// Skills by team.
        public var skills: [NamedValue<[SkillLevel]>] = []

        /// Nothing.
        public init() {}
    }

    /// Shown to people; nil = the file's name.
    public var name: String?
    /// Sites that are closed.
    public var closures: [ClosureRecord] = []
    /// Teams that work no shift.
    public var removedTeams: [String] = []
    /// What is taken from teams.
    public var removed = Teams()
    /// New teams by id: each a copy of the team named, with its shifts.
    public var copiedTeams: [NamedValue<String>] = []
    /// What is added to teams.
    public var added = Teams()
    /// How many requests there are, per hundred of the scenario's; nil = as many.
    public var requestPercent: Int?
    /// Decides which requests are copied or left out.
    public var seed: UInt64 = 1
    /// Weights by their key in scenario.yaml.
    public var weights: [NamedValue<Int>] = []
    /// Whether home visits count by their tier alone.
    public var isFlood = false

    /// No change.
    public init() {}
}

/// An overlay with all that is wrong with its file.
public struct OverlayReading: Sendable {
    /// What the overlay changes; keys that can't be read change nothing.
    public var overlay: OverlayRecord
    /// Errors, by line.
    public var faults: [InputFault]
    /// The file's name, for further faults.
    public var file: String
    /// The line of each key by its path, such as `close.S1`.
    public var lines: [String: Int]

    /// An overlay made in code.
    public init(
        _ overlay: OverlayRecord,
        faults: [InputFault] = [],
        file: String = "overlay",
        lines: [String: Int] = [:]
    ) {
        self.overlay = overlay
        self.faults = faults
        self.file = file
        self.lines = lines
    }

    /// Notes something wrong with a key.
    public mutating func note(
        _ code: FaultCode,
        _ path: String,
        _ message: FaultText,
        found: String? = nil,
        expected: FaultText? = nil
    ) {
        faults.append(
            InputFault(
                code,
                setting: path,
                of: file,
                line: lines[path] ?? 1,
                message,
                found: found,
                expected: expected
            )
        )
    }
}
