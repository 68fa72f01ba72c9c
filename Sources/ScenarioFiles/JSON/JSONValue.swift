import Scheduling

/// A value of a JSON text; numbers keep their digits, so that 1 and 1.0 stay different.
enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case string(String)
    case array([JSONValue])
    /// Members in the order of the text; of a name given twice the last one counts.
    case object([String: JSONValue])

    /// A whole number written as one: 7, but not 7.0 or 7e0.
    var wholeNumber: Int? {
        if case .number(let digits) = self { Int(digits) } else { nil }
    }

    /// A finite number.
    var number: Double? {
        guard case .number(let digits) = self, let number = Double(digits), number.isFinite else {
            return nil
        }
        return number
    }

    /// A text.
    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The value in a few characters, for messages.
    var finding: FaultText { .value(summary) }

    private var summary: String {
        switch self {
        case .null: "null"
        case .bool(let value): String(value)
        case .number(let digits): String(digits.prefix(40))
        case .string(let text): String(text.prefix(40))
        case .array: "[…]"
        case .object: "{…}"
        }
    }
}
