import Scheduling

/// Why a text is not JSON.
struct JSONFailure: Error {
    var line: Int
    var phrase: FaultPhrase
}

/// Reads JSON (RFC 8259) from UTF-8.
struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    /// Deeper nesting than this is refused, so that no text can exhaust the stack.
    private static let deepest = 100

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The one value that a text holds.
    static func parse(_ bytes: [UInt8]) throws(JSONFailure) -> JSONValue {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw JSONFailure(line: 1, phrase: .jsonEncoding)
        }
        var parser = JSONParser(bytes)
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { parser.position = 3 }
        let value = try parser.value()
        parser.skipSpace()
        if parser.current != nil { throw parser.failure(.jsonTextAfter) }
        return value
    }

    // MARK: Values

    private mutating func value() throws(JSONFailure) -> JSONValue {
        skipSpace()
        switch current {
        case UInt8(ascii: "{"):
            return try nested { parser throws(JSONFailure) in try parser.object() }
        case UInt8(ascii: "["):
            return try nested { parser throws(JSONFailure) in try parser.array() }
        case Byte.quote: return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSONFailure) -> JSONValue
    ) throws(JSONFailure) -> JSONValue {
        depth += 1
        guard depth <= JSONParser.deepest else { throw failure(.jsonDepth) }
        let value = try read(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONFailure) -> JSONValue {
        var members: [String: JSONValue] = [:]
        position += 1
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard current == Byte.quote else { throw failure(.jsonNoName) }
            let name = try string()
            skipSpace()
            guard take(Byte.colon) else { throw failure(.jsonNoColon) }
            members[name] = try value()
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(Byte.comma) else { throw failure(.jsonNoCommaInObject) }
        }
    }

    private mutating func array() throws(JSONFailure) -> JSONValue {
        var elements: [JSONValue] = []
        position += 1
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value())
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(Byte.comma) else { throw failure(.jsonNoCommaInArray) }
        }
    }

    private mutating func word(_ word: String, _ value: JSONValue) throws(JSONFailure) -> JSONValue
    {
        guard bytes[position...].starts(with: word.utf8) else { throw failure(.jsonNoValue) }
        position += word.utf8.count
        return value
    }

    private mutating func number() throws(JSONFailure) -> JSONValue {
        let start = position
        _ = take(Byte.hyphen)
        let first = current
        let whole = takeDigits()
        guard whole > 0, first != Byte.zero || whole == 1 else { throw failure(.jsonNoValue) }
        if take(Byte.dot), takeDigits() == 0 { throw failure(.notNumber) }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            if !take(Byte.plus) { _ = take(Byte.hyphen) }
            if takeDigits() == 0 { throw failure(.notNumber) }
        }
        return .number(bytes[start..<position].string)
    }

    // MARK: Strings

    private mutating func string() throws(JSONFailure) -> String {
        var text: [UInt8] = []
        position += 1
        while let byte = current {
            position += 1
            switch byte {
            case Byte.quote: return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += String(try escaped()).utf8
            case 0..<0x20: throw failure(.jsonControl)
            default: text.append(byte)
            }
        }
        throw failure(.jsonTextNotClosed)
    }

    private mutating func escaped() throws(JSONFailure) -> Character {
        let byte = current
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"): return Character(try unicodeScalar())
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        default: throw failure(.jsonUnknownEscape)
        }
    }

    /// A scalar after `\u`; half a surrogate pair becomes the replacement character.
    private mutating func unicodeScalar() throws(JSONFailure) -> Unicode.Scalar {
        let first = try fourHexDigits()
        if (0xD800..<0xDC00).contains(first), bytes[position...].starts(with: "\\u".utf8) {
            let before = position
            position += 2
            let second = try fourHexDigits()
            let pair = 0x10000 + ((first &- 0xD800) << 10) + (second &- 0xDC00)
            if (0xDC00..<0xE000).contains(second), let scalar = Unicode.Scalar(pair) {
                return scalar
            }
            position = before
        }
        return Unicode.Scalar(first) ?? "\u{FFFD}"
    }

    private mutating func fourHexDigits() throws(JSONFailure) -> UInt32 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, let first = digits.first, first != Byte.plus, first != Byte.hyphen,
            let number = UInt32(digits.string, radix: 16)
        else { throw failure(.jsonHexDigits) }
        position += 4
        return number
    }

    // MARK: Bytes

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func takeDigits() -> Int {
        let start = position
        while let byte = current, Byte.isDigit(byte) { position += 1 }
        return position - start
    }

    private mutating func skipSpace() {
        while let byte = current,
            byte == Byte.space || byte == Byte.lineFeed || byte == Byte.tab
                || byte == Byte.carriageReturn
        {
            position += 1
        }
    }

    private func failure(_ phrase: FaultPhrase) -> JSONFailure {
        let line = 1 + bytes.prefix(position).count { $0 == Byte.lineFeed }
        return JSONFailure(line: line, phrase: phrase)
    }
}
