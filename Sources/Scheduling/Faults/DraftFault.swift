/// A table of the scenario format; its name is that of the file without the extension.
public enum DraftTable: String, CaseIterable, Sendable, Hashable {
    case scenario
    case sites
    case travel
    case teams
    case shifts
    case services
    case roles
    case requests
    case programs
    case commitments

    /// The file that holds the table in a scenario folder.
    public var fileName: String { self == .scenario ? "scenario.yaml" : rawValue + ".csv" }
}

/// Where in a draft something stands.
public struct RecordLocation: Hashable, Sendable {
    /// The table.
    public var table: DraftTable
    /// Index of the record in its table; nil for the table as a whole and for settings.
    public var record: Int?
    /// The column, or the key of a setting such as `travel.speed`; nil for the whole record.
    public var column: String?

    /// A place in a draft.
    public init(table: DraftTable, record: Int? = nil, column: String? = nil) {
        self.table = table
        self.record = record
        self.column = column
    }
}

/// One thing wrong or odd in a draft.
public struct DraftFault: Fault {
    /// What kind of fault.
    public var code: FaultCode
    /// Where it stands.
    public var location: RecordLocation
    /// What is wrong.
    public var message: FaultText
    /// The value found; nil where nothing is there.
    public var found: FaultText?
    /// What would be right; nil where the message says it.
    public var expected: FaultText?

    /// A fault with all its fields.
    public init(
        code: FaultCode,
        location: RecordLocation,
        message: FaultText,
        found: FaultText? = nil,
        expected: FaultText? = nil
    ) {
        self.code = code
        self.location = location
        self.message = message
        self.found = found
        self.expected = expected
    }

    /// `teams[3].base`.
    public var place: String {
        let record = location.record.map { "[\($0)]" } ?? ""
        let column = location.column.map { ".\($0)" } ?? ""
        return "\(location.table.rawValue)\(record)\(column)"
    }
}

/// Why a draft can't become a scenario: all its errors at once.
public struct InvalidDraft: Error, Hashable, Sendable, CustomStringConvertible {
    /// Every error, in the order of tables and records; never empty.
    public var faults: [DraftFault]

    /// The given errors.
    public init(faults: [DraftFault]) { self.faults = faults }

    /// One line per error.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
