import Scheduling

/// One thing wrong or odd in the files of a scenario.
public struct InputFault: Fault {
    /// How much a fault matters.
    public enum Severity: String, Sendable, Hashable, Codable {
        /// The scenario can't be used.
        case error
        /// The scenario can be used, but this is hardly meant.
        case warning
    }

    /// Error or warning.
    public var severity: Severity
    /// The stable code, `E…` or `W…`.
    public var code: FaultCode
    /// The file's name within the folder.
    public var file: String
    /// The line on which the row starts, from 1.
    public var line: Int
    /// The column of a table or the key of a setting; nil for a whole row or file.
    public var column: String?
    /// What is wrong.
    public var message: FaultText
    /// What was found; nil where nothing is there.
    public var found: FaultText?
    /// What would be right; nil where the message says it.
    public var expected: FaultText?

    /// A fault of the severity that its code has.
    public init(
        code: FaultCode,
        file: String,
        line: Int = 1,
        column: String? = nil,
        message: FaultText,
        found: FaultText? = nil,
        expected: FaultText? = nil
    ) {
        severity = code.isError ? .error : .warning
        self.code = code
        self.file = file
        self.line = line
        self.column = column
        self.message = message
        self.found = found
        self.expected = expected
    }

    /// A fault of a setting, found as it is written in a file of settings.
    init(
        _ code: FaultCode,
        setting path: String,
        of file: String,
        line: Int,
        _ message: FaultText,
        found: String?,
        expected: FaultText?
    ) {
        self.init(
            code: code,
            file: file,
            line: line,
            column: path,
            message: message,
            found: found.map { .value($0) },
            expected: expected
        )
    }

    /// `teams.csv:4: base`.
    public var place: String { "\(file):\(line)" + (column.map { ": \($0)" } ?? "") }
}

/// Why a scenario folder can't be used: all that is wrong or odd in it.
public struct InvalidScenario: Error, Sendable, Hashable, CustomStringConvertible {
    /// Errors and warnings, by file and line; at least one error.
    public var faults: [InputFault]

    /// The given faults.
    public init(faults: [InputFault]) { self.faults = faults }

    /// The errors alone.
    public var errors: [InputFault] { faults.filter { $0.severity == .error } }

    /// The warnings alone.
    public var warnings: [InputFault] { faults.filter { $0.severity == .warning } }

    /// One line per error.
    public var description: String { errors.map(\.description).joined(separator: "\n") }
}
