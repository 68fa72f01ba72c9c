import Reports
import ScenarioFiles
import Scheduling

/// A fault of a scenario's or a plan's file, as a line of text or an object of JSON.
///
/// The object is the one that `docs/schemas/errors.schema.json` describes.
enum FaultRecord: Encodable {
    /// A fault of a scenario's file.
    case input(InputFault)
    /// A fault of the plan file at a path.
    case plan(PlanFault, path: String)

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

    /// How much it matters; what can't be read of a plan is an error.
    var severity: InputFault.Severity {
        switch self {
        case .input(let fault): fault.severity
        case .plan: .error
        }
    }

    /// The fault with its code, and a line feed.
    var textLine: String {
        switch self {
        case .input(let fault): "\(fault) [\(fault.code.rawValue)]".printable + "\n"
        case .plan(let fault, let path):
            "\(path): \(fault) [\(fault.code.rawValue)]".printable + "\n"
        }
    }

    /// Writes what is not known as null, as the schema asks.
    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(severity, forKey: .severity)
        switch self {
        case .input(let fault):
            try object.encode(fault.code.rawValue, forKey: .code)
            try object.encode(fault.message, forKey: .message)
            try object.encode(fault.found, forKey: .found)
            try object.encode(fault.expected, forKey: .expected)
            try object.encode(fault.file, forKey: .file)
            try object.encode(fault.line, forKey: .line)
            try object.encode(fault.column, forKey: .column)
        case .plan(let fault, let path):
            try object.encode(fault.code.rawValue, forKey: .code)
            try object.encode(fault.message, forKey: .message)
            try object.encode(fault.found, forKey: .found)
            try object.encode(fault.expected, forKey: .expected)
            try object.encode(path, forKey: .file)
            try object.encode(fault.section, forKey: .section)
            try object.encode(fault.index, forKey: .index)
            try object.encode(fault.key, forKey: .key)
        }
    }
}
