import Reports

/// Attributes of an element, in the order given.
struct Attributes: ExpressibleByDictionaryLiteral, Sendable {
    private(set) var pairs: [(name: String, value: String)]

    init(dictionaryLiteral elements: (String, String)...) {
        pairs = elements.map { (name: $0.0, value: $0.1) }
    }

    /// These attributes and one more.
    func with(_ name: String, _ value: String) -> Attributes {
        var more = self
        more.pairs.append((name: name, value: value))
        return more
    }
}

/// Builds HTML and SVG: elements always closed, texts always escaped.
struct Markup: Sendable {
    /// What has been written.
    private(set) var source = ""

    /// An element with elements or texts inside.
    mutating func element(
        _ name: String,
        _ attributes: Attributes = [:],
        _ body: (inout Markup) -> Void
    ) {
        open(name, attributes)
        source += ">"
        body(&self)
        source += "</\(name)>"
    }

    /// An element with a text inside.
    mutating func element(_ name: String, _ attributes: Attributes, _ content: String) {
        element(name, attributes) { $0.text(content) }
    }

    /// An element without attributes, with a text inside.
    mutating func element(_ name: String, _ content: String) { element(name, [:], content) }

    /// An element that holds nothing; in HTML only for those that may not.
    mutating func empty(_ name: String, _ attributes: Attributes = [:]) {
        open(name, attributes)
        source += "/>"
    }

    /// A text.
    mutating func text(_ content: String) { source += Markup.escaped(content) }

    /// Markup made elsewhere, as it is.
    mutating func raw(_ markup: String) { source += markup }

    /// A line feed, to keep lines short.
    mutating func lineFeed() { source += "\n" }

    private mutating func open(_ name: String, _ attributes: Attributes) {
        source += "<" + name
        for (name, value) in attributes.pairs {
            source += " \(name)=\"\(Markup.escaped(value))\""
        }
    }

    /// The text with the characters that markup reserves written as references.
    ///
    /// Control characters, which XML can't hold, become spaces.
    static func escaped(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            (0x20..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E
        }
        if isPlain { return text }
        var escaped = ""
        for scalar in text.printable.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\u{FFFE}", "\u{FFFF}": escaped += " "
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

/// Lengths in drawings: one decimal, never an exponent, never anything but a number.
func length(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let tenths = Int((value * 10).rounded())
    let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
    return (tenths < 0 ? "-" : "") + (rest == 0 ? "\(whole)" : "\(whole).\(rest)")
}
