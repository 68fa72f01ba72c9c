/// What the reader of a draft knows beyond the draft itself.
package struct DraftNotes: Sendable {
    /// Cells that could not be read; their fields hold placeholders that must not be judged.
    ///
    /// A location without a column stands for all cells of the record but its id.
    package var unreadable: Set<RecordLocation> = []
    /// Tables of which rows are missing, so that a name not found there proves nothing.
    package var incomplete: Set<DraftTable> = []
    /// Most visits, and most shifts, that the draft may expand to; far above any real night.
    package var mostExpanded = 1_000_000
    /// Most windows that all requests and programs may have together.
    package var mostWindows = 10_000_000
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
    /// How many windows there are so far.
    var windowCount = 0
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
        _ message: FaultText,
        found: String? = nil,
        expected: FaultText? = nil
    ) {
        let location = RecordLocation(table: row.table, record: row.record, column: column)
        faults.append(
            DraftFault(
                code: code,
                location: location,
                message: message,
                found: found.map { .value($0) },
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
        var location = RecordLocation(table: row.table, record: row.record, column: column)
        if notes.unreadable.contains(location) { return false }
        location.column = nil
        return column == "id" || row.record == nil || !notes.unreadable.contains(location)
    }

    /// Taints the records that hold a cell that could not be read.
    mutating func taintUnreadable() {
        for location in notes.unreadable {
            taint(RecordReference(location.table, location.record))
        }
    }
}
