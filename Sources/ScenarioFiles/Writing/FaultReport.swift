import Scheduling

/// Faults in a form for machines, with texts in a language; `docs/schemas/errors.schema.json` describes it.
public enum FaultReport {
    /// A JSON document with all errors and warnings, one per line.
    public static func encode(_ faults: [InputFault], in language: Language = .english) -> [UInt8] {
        let errors = faults.filter { $0.severity == .error }
        let warnings = faults.filter { $0.severity == .warning }
        return JSONText.document([
            ("format", "1"),
            ("valid", String(errors.isEmpty)),
            ("errors", JSONText.lines(errors.map { row($0, language) })),
            ("warnings", JSONText.lines(warnings.map { row($0, language) })),
        ])
    }

    /// A JSON document with all that could not be read of a plan file, one fault per line.
    public static func encode(_ faults: [PlanFault], in language: Language = .english) -> [UInt8] {
        JSONText.document([
            ("format", "1"),
            ("valid", String(faults.isEmpty)),
            ("errors", JSONText.lines(faults.map { row($0, language) })),
            ("warnings", "[]"),
        ])
    }

    private static func row(_ fault: InputFault, _ language: Language) -> String {
        JSONText.object([
            ("severity", JSONText.string(fault.severity.rawValue)),
            ("code", JSONText.string(fault.code.rawValue)),
            ("file", JSONText.string(fault.file)),
            ("line", JSONText.number(fault.line)),
            ("column", JSONText.string(fault.column)),
            ("message", JSONText.string(fault.message(in: language))),
            ("found", JSONText.string(fault.found(in: language))),
            ("expected", JSONText.string(fault.expected(in: language))),
        ])
    }

    private static func row(_ fault: PlanFault, _ language: Language) -> String {
        JSONText.object([
            ("severity", JSONText.string("error")),
            ("code", JSONText.string(fault.code.rawValue)),
            ("section", JSONText.string(fault.section.rawValue)),
            ("index", JSONText.number(fault.index)),
            ("key", JSONText.string(fault.key)),
            ("message", JSONText.string(fault.message(in: language))),
            ("found", JSONText.string(fault.found(in: language))),
            ("expected", JSONText.string(fault.expected(in: language))),
        ])
    }
}
