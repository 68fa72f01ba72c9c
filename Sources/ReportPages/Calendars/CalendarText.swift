/// Writes calendars after RFC 5545: CR LF, lines folded at 75 octets, texts escaped.
struct CalendarText: Sendable {
    private(set) var source = ""

    /// A line of a property whose value needs no escaping.
    mutating func line(_ name: String, _ value: String) {
        source += CalendarText.folded("\(name):\(value)")
    }

    /// A line of a property whose value is a text.
    mutating func text(_ name: String, _ value: String) {
        line(name, CalendarText.escaped(value))
    }

    /// The text with the characters that calendars reserve escaped; line feeds are kept as `\n`.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\"
            case ";": escaped += "\\;"
            case ",": escaped += "\\,"
            case "\n": escaped += "\\n"
            case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}": escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The line in pieces of at most 75 octets, no character torn apart, each with CR LF.
    static func folded(_ line: String) -> String {
        var folded = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let size = UTF8.width(scalar)
            if octets + size > 75 {
                folded += "\r\n "
                octets = 1
            }
            folded.unicodeScalars.append(scalar)
            octets += size
        }
        return folded + "\r\n"
    }

    /// An id as part of a UID: letters, digits, `-` and `.` as they are, other bytes as `_` and two digits.
    static func plain(_ id: String) -> String {
        var plain = ""
        for byte in id.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isKept =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || scalar == "-")
            if isKept {
                plain.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16)
                plain += "_" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return plain
    }
}
