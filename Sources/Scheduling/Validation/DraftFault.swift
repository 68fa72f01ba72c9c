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
public struct DraftFault: Hashable, Sendable, CustomStringConvertible {
    /// What kind of fault.
    public var code: FaultCode
    /// Where it stands.
    public var location: RecordLocation
    /// What is wrong, in a short English clause.
    public var message: String
    /// The value found; nil where nothing is there.
    public var found: String?
    /// What would be right; nil where the message says it.
    public var expected: String?

    /// A fault with all its fields.
    public init(
        code: FaultCode,
        location: RecordLocation,
        message: String,
        found: String? = nil,
        expected: String? = nil
    ) {
        self.code = code
        self.location = location
        self.message = message
        self.found = found
        self.expected = expected
    }

    /// `teams[3].base: no such site, found 'X', expected an id of sites`.
    public var description: String {
        let record = location.record.map { "[\($0)]" } ?? ""
        let column = location.column.map { ".\($0)" } ?? ""
        return "\(location.table.rawValue)\(record)\(column): "
            + faultClause(message: message, found: found, expected: expected)
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

/// A fault's message with what was found and what is expected, as one clause.
package func faultClause(message: String, found: String?, expected: String?) -> String {
    message + (found.map { ", found '\($0)'" } ?? "") + (expected.map { ", expected \($0)" } ?? "")
}
