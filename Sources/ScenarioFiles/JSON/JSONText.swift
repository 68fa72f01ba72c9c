/// Writes JSON values as texts, with Chinese and other letters as they are.
package enum JSONText {
    /// A quoted text.
    package static func string(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case "\u{0}"..<"\u{20}", "\u{7F}", "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// A quoted text, or null.
    package static func string(_ text: String?) -> String { text.map { string($0) } ?? "null" }

    /// A whole number, or null.
    package static func number(_ number: Int?) -> String { number.map { String($0) } ?? "null" }

    /// A number without a needless fraction, or null where there is none or it is not finite.
    package static func number(_ number: Double?) -> String {
        guard let number, number.isFinite else { return "null" }
        return Int(exactly: number).map { String($0) } ?? String(number)
    }

    /// A number with six decimals, or null.
    static func decimal(_ number: Double?) -> String {
        guard let number, number.isFinite else { return "null" }
        guard abs(number) < 1_000_000_000 else { return String(number) }
        let millionths = Int((number * 1_000_000).rounded())
        let digits = String(abs(millionths) % 1_000_000)
        let fraction = String(repeating: "0", count: 6 - digits.count) + digits
        return "\(millionths < 0 ? "-" : "")\(abs(millionths) / 1_000_000).\(fraction)"
    }

    /// An object on one line from names and texts of values.
    package static func object(_ members: [(name: String, value: String)]) -> String {
        "{" + members.map { "\(string($0.name)): \($0.value)" }.joined(separator: ", ") + "}"
    }

    /// An array with one element per line, indented by four spaces in an object of the top level.
    static func lines(_ elements: [String]) -> String {
        elements.isEmpty ? "[]" : "[\n    " + elements.joined(separator: ",\n    ") + "\n  ]"
    }

    /// An object of the top level, with one member per line.
    static func document(_ members: [(name: String, value: String)]) -> [UInt8] {
        let lines = members.map { "  \(string($0.name)): \($0.value)" }
        return Array(("{\n" + lines.joined(separator: ",\n") + "\n}\n").utf8)
    }
}
