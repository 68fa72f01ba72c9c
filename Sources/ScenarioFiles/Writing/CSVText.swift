/// Writes comma-separated files after RFC 4180.
package struct CSVText {
    package private(set) var text = ""
    private let lineEnd: String

    /// An empty file with its header.
    package init(header: [String], lineEnd: String) {
        self.lineEnd = lineEnd
        append(header)
    }

    /// Adds a row of cells.
    package mutating func append(_ cells: [String]) {
        text += cells.map { CSVText.quoted($0) }.joined(separator: ",") + lineEnd
    }

    /// The file's bytes.
    package var bytes: [UInt8] { Array(text.utf8) }

    /// A cell, in quotes where it needs them.
    private static func quoted(_ cell: String) -> String {
        let special: Set<Unicode.Scalar> = ["\"", ",", "\n", "\r"]
        guard cell.unicodeScalars.contains(where: { special.contains($0) }) else { return cell }
        var quoted = "\""
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// The text, such that no spreadsheet program takes it for a formula.
    package static func harmless(_ cell: String) -> String {
        let risky: Set<Unicode.Scalar> = [
            "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠",
        ]
        guard let first = cell.unicodeScalars.first, risky.contains(first) else { return cell }
        return "'" + cell
    }
}
