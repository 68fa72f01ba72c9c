import Reports
import ScenarioFiles
import Scheduling

/// A fault of a scenario's or a plan's file, as a line of text or an object of JSON.
struct FaultRecord: Encodable {
    let severity: InputFault.Severity
    let code: String
    let file: String
    let line: Int?
    let column: String?
    let section: String?
    let index: Int?
    let key: String?
    let message: String
    let found: String?
    let expected: String?
    private let sentence: String

    private enum CodingKeys: String, CodingKey {
        case severity
        case code
        case file
        case line
        case column
        case section
        case index
        case key
        case message
        case found
        case expected
    }

    /// A fault of a scenario's file.
    init(_ fault: InputFault) {
        severity = fault.severity
        code = fault.code.rawValue
        file = fault.file
        line = fault.line
        column = fault.column
        section = nil
        index = nil
        key = nil
        message = fault.message
        found = fault.found
        expected = fault.expected
        sentence = "\(fault)"
    }

    /// A fault of the plan file at a path.
    init(_ fault: PlanFault, path: String) {
        severity = .error
        code = fault.code.rawValue
        file = path
        line = nil
        column = nil
        section = fault.section.rawValue
        index = fault.index
        key = fault.key
        message = fault.message
        found = fault.found
        expected = fault.expected
        sentence = "\(path): \(fault)"
    }

    /// The fault with its code, and a line feed.
    var textLine: String { "\(sentence) [\(code)]".printable + "\n" }
}
