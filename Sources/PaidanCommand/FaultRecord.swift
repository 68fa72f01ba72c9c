import Reports
import ScenarioFiles
import Scheduling

/// A fault of a scenario's or a plan's file, as a line of text or an object of JSON.
///
/// The object is the one that `docs/schemas/errors.schema.json` describes.
struct FaultRecord: Encodable {
    /// What the fault is one of.
    private enum Origin {
        case input(InputFault)
        case plan(PlanFault, path: String)
    }

    private let origin: Origin
    private let language: Language

    /// A fault of a scenario's file.
    init(_ fault: InputFault, in language: Language) {
        origin = .input(fault)
        self.language = language
    }

    /// A fault of the plan file at a path.
    init(_ fault: PlanFault, path: String, in language: Language) {
        origin = .plan(fault, path: path)
        self.language = language
    }

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
        switch origin {
        case .input(let fault): fault.severity
        case .plan: .error
        }
    }

    /// The fault with its code, and a line feed.
    var textLine: String {
        let (text, code) =
            switch origin {
            case .input(let fault): (fault.text(in: language), fault.code)
            case .plan(let fault, let path): ("\(path): \(fault.text(in: language))", fault.code)
            }
        return "\(text) [\(code.rawValue)]".printable + "\n"
    }

    /// Writes what is not known as null, as the schema asks.
    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(severity.rawValue, forKey: .severity)
        switch origin {
        case .input(let fault):
            try encode(fault, to: &object)
            try object.encode(fault.file, forKey: .file)
            try object.encode(fault.line, forKey: .line)
            try object.encode(fault.column, forKey: .column)
        case .plan(let fault, let path):
            try encode(fault, to: &object)
            try object.encode(path, forKey: .file)
            try object.encode(fault.section.rawValue, forKey: .section)
            try object.encode(fault.index, forKey: .index)
            try object.encode(fault.key, forKey: .key)
        }
    }

    private func encode(
        _ fault: some Fault,
        to object: inout KeyedEncodingContainer<CodingKeys>
    ) throws {
        try object.encode(fault.code.rawValue, forKey: .code)
        try object.encode(fault.message(in: language), forKey: .message)
        try object.encode(fault.found(in: language), forKey: .found)
        try object.encode(fault.expected(in: language), forKey: .expected)
    }
}
