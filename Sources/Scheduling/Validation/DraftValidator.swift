/// What the reader of a draft knows beyond the draft itself.
package struct DraftNotes: Sendable {
    /// Cells that could not be read; their fields hold placeholders that must not be judged.
    package var unreadable: Set<RecordLocation> = []
    /// Tables of which rows are missing, so that a name not found there proves nothing.
    package var incomplete: Set<DraftTable> = []
    /// The scenario's name where the draft gives none.
    package var fallbackName = ""
    /// The line of each record of commitments.csv; empty where there is no file.
    package var commitmentLines: [Int] = []

    /// Nothing beyond the draft.
    package init() {}
}

/// What validation finds: the scenario where nothing is wrong, and all that is wrong or odd.
package struct DraftVerdict: Sendable {
    /// The scenario; nil where a fault is an error.
    package var scenario: Scenario?
    /// Errors and warnings, in the order of tables and records.
    package var faults: [DraftFault]
}

extension Scenario {
    /// Checks every rule of the format and resolves all names.
    ///
    /// Shifts, sessions and windows are expanded; published rows that name something unknown stay,
    /// with nil indices.
    /// - Throws: ``InvalidDraft`` with all errors at once.
    public init(validating draft: ScenarioDraft) throws(InvalidDraft) {
        let verdict = draft.judged(with: DraftNotes())
        guard let scenario = verdict.scenario else {
            throw InvalidDraft(faults: verdict.faults.filter(\.code.isError))
        }
        self = scenario
    }
}

extension ScenarioDraft {
    /// Errors and warnings of this draft, in the order of tables and records.
    public func faults() -> [DraftFault] { judged(with: DraftNotes()).faults }

    /// Validates the draft as its reader saw it.
    package func judged(with notes: DraftNotes) -> DraftVerdict {
        var validator = DraftValidator(draft: self, notes: notes)
        return validator.run()
    }
}

/// Checks a draft table by table and builds the scenario alongside.
///
/// The scenario's arrays keep one entry per record even where the record is faulty, so that record
/// index and scenario index agree; it leaves the validator only where there is no error.
struct DraftValidator {
    let draft: ScenarioDraft
    let notes: DraftNotes
    var faults: [DraftFault] = []
    /// Records with an error of their own or a name that could not be resolved.
    var tainted: [DraftTable: Set<Int>] = [:]
    /// Tables in which a name not found proves nothing.
    var incomplete: Set<DraftTable>
    var scenario: Scenario

    var siteIndices: [String: Int] = [:]
    var teamIndices: [String: Int] = [:]
    var serviceIndices: [String: Int] = [:]
    var programIndices: [String: Int] = [:]
    var visitIndices: [String: Int] = [:]
    /// Teams of which a shift row is faulty, so that their shifts are not fully known.
    var teamsWithFaultyShifts: Set<Int> = []
    /// Services of which a role row is faulty.
    var servicesWithFaultyRoles: Set<Int> = []
    /// Whether the horizon is known, without which nothing can be put on dates.
    var horizonIsKnown = true

    init(draft: ScenarioDraft, notes: DraftNotes) {
        self.draft = draft
        self.notes = notes
        incomplete = notes.incomplete
        scenario = Scenario(
            name: draft.name ?? notes.fallbackName,
            start: draft.start,
            days: draft.days ?? 1,
            sites: [],
            places: [],
            teams: [],
            shifts: [],
            services: [],
            visits: []
        )
    }

    mutating func run() -> DraftVerdict {
        checkSettings()
        checkSites()
        checkTravel()
        checkTeams()
        checkShifts()
        checkServices()
        checkRequests()
        checkPrograms()
        checkCommitments()
        let isValid =
            !faults.contains(where: \.code.isError) && notes.unreadable.isEmpty
            && notes.incomplete.isEmpty
        if isValid { warnOfOddities() }
        return DraftVerdict(scenario: isValid ? scenario : nil, faults: sortedFaults())
    }

    /// By table, then by record; faults of one record stay in the order in which they were found.
    private func sortedFaults() -> [DraftFault] {
        var byTable: [[DraftFault]] = Array(repeating: [], count: DraftTable.allCases.count)
        for (rank, table) in DraftTable.allCases.enumerated() {
            byTable[rank] = faults.filter { $0.location.table == table }
        }
        return byTable.flatMap { faults in
            faults.enumerated()
                .sorted { left, right in
                    (left.element.location.record ?? -1, left.offset)
                        < (right.element.location.record ?? -1, right.offset)
                }
                .map(\.element)
        }
    }
}

/// A record that is being checked.
struct RecordReference {
    var table: DraftTable
    var record: Int?

    init(_ table: DraftTable, _ record: Int? = nil) {
        self.table = table
        self.record = record
    }
}

// MARK: - Faults

extension DraftValidator {
    /// Notes an error or warning; an error taints its record.
    mutating func fault(
        _ code: FaultCode,
        _ row: RecordReference,
        _ column: String?,
        _ message: String,
        found: String? = nil,
        expected: String? = nil
    ) {
        let location = RecordLocation(table: row.table, record: row.record, column: column)
        faults.append(
            DraftFault(
                code: code,
                location: location,
                message: message,
                found: found,
                expected: expected
            )
        )
        if code.isError { taint(row) }
    }

    mutating func taint(_ row: RecordReference) {
        tainted[row.table, default: []].insert(row.record ?? -1)
    }

    func isTainted(_ table: DraftTable, _ record: Int) -> Bool {
        tainted[table]?.contains(record) ?? false
    }

    /// Whether a table has any error.
    func isTainted(_ table: DraftTable) -> Bool { !(tainted[table] ?? []).isEmpty }

    func isReadable(_ row: RecordReference, _ column: String) -> Bool {
        if notes.unreadable.isEmpty { return true }
        let location = RecordLocation(table: row.table, record: row.record, column: column)
        return !notes.unreadable.contains(location)
    }

    /// Taints the records that hold a cell that could not be read.
    mutating func taintUnreadable() {
        for location in notes.unreadable {
            taint(RecordReference(location.table, location.record))
        }
    }
}

// MARK: - Single fields

/// The ranges that the format gives its figures.
enum FigureRange {
    static let any = 0...1_000_000
    static let positive = 1...1_000_000
    static let value = 0...1_000_000_000
    static let count = 1...1000
    static let days = 1...31
    static let minuteOfDay = 0...minutesPerDay
}

extension DraftValidator {
    mutating func checkFigure(
        _ value: Int?,
        _ range: ClosedRange<Int>,
        _ row: RecordReference,
        _ column: String
    ) {
        guard let value, !range.contains(value) else { return }
        fault(
            .outOfRange,
            row,
            column,
            value < range.lowerBound ? "too small" : "too large",
            found: String(value),
            expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"
        )
    }

    mutating func checkDegrees(
        _ value: Double?,
        limit: Double,
        _ row: RecordReference,
        _ column: String
    ) {
        guard let value, !(-limit...limit).contains(value) else { return }
        fault(
            .outOfRange,
            row,
            column,
            "not on the globe",
            found: String(value),
            expected: "degrees from -\(Int(limit)) to \(Int(limit))"
        )
    }

    mutating func checkSkills(_ skills: [SkillLevel], _ row: RecordReference) -> [SkillLevel] {
        var merged: [SkillLevel] = []
        for skill in skills {
            if skill.skill.isEmpty {
                fault(
                    .skillUnnamed,
                    row,
                    "skills",
                    "a skill without a name",
                    expected: "name:level"
                )
            }
            checkFigure(skill.level, FigureRange.positive, row, "skills")
            if let index = merged.firstIndex(where: { $0.skill == skill.skill }) {
                merged[index].level = max(merged[index].level, skill.level)
            } else {
                merged.append(skill)
            }
        }
        return merged
    }

    mutating func checkMoment(_ moment: DraftMoment?, _ row: RecordReference, _ column: String) {
        guard case .minute(_, let minute)? = moment, !FigureRange.minuteOfDay.contains(minute)
        else { return }
        fault(
            .notTime,
            row,
            column,
            "not a time of the day",
            found: String(minute),
            expected: "minutes from 0 to \(minutesPerDay)"
        )
    }

    /// A minute named where a whole date would not do.
    mutating func checkIsMinute(_ moment: DraftMoment?, _ row: RecordReference, _ column: String) {
        checkMoment(moment, row, column)
        guard case .date(let date)? = moment else { return }
        fault(
            .notDateTime,
            row,
            column,
            "a date without a time",
            found: date.description,
            expected: "a date-time such as \(date)T08:30"
        )
    }

    mutating func checkHours(_ hours: [DayInterval], _ row: RecordReference) {
        for interval in hours {
            checkInterval(interval, row, startColumn: "hours", endColumn: "hours")
        }
    }

    mutating func checkInterval(
        _ interval: DayInterval,
        _ row: RecordReference,
        startColumn: String,
        endColumn: String
    ) {
        let known = FigureRange.minuteOfDay
        guard known.contains(interval.startMinute), known.contains(interval.endMinute) else {
            fault(
                .notTime,
                row,
                startColumn,
                "not times of the day",
                found: "\(interval.startMinute)-\(interval.endMinute)",
                expected: "minutes from 0 to \(minutesPerDay)"
            )
            return
        }
        guard interval.startMinute >= interval.endMinute, isReadable(row, startColumn),
            isReadable(row, endColumn)
        else { return }
        fault(
            .endNotAfterStart,
            row,
            endColumn,
            "the end is not after the start",
            found: "\(clockText(interval.startMinute))-\(clockText(interval.endMinute))",
            expected: "a start before the end"
        )
    }
}

// MARK: - Names

extension DraftValidator {
    /// Enters an id in its table.
    ///
    /// - Returns: the record that already has it, or nil.
    mutating func register(
        _ id: String,
        _ row: RecordReference,
        in indices: WritableKeyPath<Self, [String: Int]>
    ) {
        guard let record = row.record else { return }
        guard isReadable(row, "id"), !id.isEmpty else {
            incomplete.insert(row.table)
            if isReadable(row, "id") { missing(row, "id") }
            return
        }
        if self[keyPath: indices][id] != nil {
            fault(.idTwice, row, "id", "an id given twice", found: id, expected: "an id of its own")
        } else {
            self[keyPath: indices][id] = record
        }
    }

    /// The record that an id names; nil, with a fault where that is certain, if none does.
    mutating func resolve(
        _ id: String,
        _ row: RecordReference,
        _ column: String,
        in table: DraftTable
    ) -> Int? {
        guard isReadable(row, column) else { return nil }
        if id.isEmpty {
            missing(row, column)
            return nil
        }
        let indices =
            switch table {
            case .sites: siteIndices
            case .teams: teamIndices
            default: serviceIndices
            }
        if let index = indices[id] { return index }
        if incomplete.contains(table) {
            taint(row)
        } else {
            fault(
                .idUnknown,
                row,
                column,
                "no such \(table.rawValue.dropLast())",
                found: id,
                expected: "an id of \(table.fileName)"
            )
        }
        return nil
    }

    /// The teams that a list names, ascending, each once.
    mutating func resolveTeams(
        _ ids: [String],
        _ row: RecordReference,
        _ column: String
    ) -> [Int] {
        if ids.isEmpty { return [] }
        var indices: [Int] = []
        for id in ids {
            if let index = resolve(id, row, column, in: .teams) { indices.append(index) }
        }
        return Set(indices).sorted()
    }

    mutating func missing(_ row: RecordReference, _ column: String) {
        fault(.valueMissing, row, column, "nothing given", expected: "a value")
    }
}
