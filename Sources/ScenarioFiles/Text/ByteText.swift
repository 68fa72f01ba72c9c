/// UTF-8 text as a part of a larger buffer.
typealias ByteText = ArraySlice<UInt8>

/// Bytes that the formats name.
enum Byte {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
    static let colon = UInt8(ascii: ":")
    static let hyphen = UInt8(ascii: "-")
    static let plus = UInt8(ascii: "+")
    static let dot = UInt8(ascii: ".")
    static let zero = UInt8(ascii: "0")

    static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }
}

extension ArraySlice<UInt8> {
    /// The text; the buffer has been checked to be UTF-8.
    var string: String { String(decoding: self, as: UTF8.self) }

    /// The text without white space of any script around it, U+3000 included.
    var trimmed: ByteText {
        var text = self
        while let length = text.leadingSpaceLength { text = text.dropFirst(length) }
        while let length = text.trailingSpaceLength { text = text.dropLast(length) }
        return text
    }

    /// The items of a `;` list, trimmed, without the blank ones.
    var listItems: [ByteText] {
        split(separator: Byte.semicolon).map(\.trimmed).filter { !$0.isEmpty }
    }

    private var leadingSpaceLength: Int? {
        guard let byte = first else { return nil }
        if isASCIISpace(byte) { return 1 }
        if byte < 0xC2 { return nil }
        return (2...3).first { count >= $0 && isWideSpace(prefix($0)) }
    }

    private var trailingSpaceLength: Int? {
        guard let byte = last else { return nil }
        if isASCIISpace(byte) { return 1 }
        if byte < 0x80 { return nil }
        return (2...3).first { count >= $0 && isWideSpace(suffix($0)) }
    }
}

private func isASCIISpace(_ byte: UInt8) -> Bool {
    byte == Byte.space || (0x09...0x0D).contains(byte) || (0x1C...0x1F).contains(byte)
}

/// Whether the bytes are one of Unicode's white-space characters beyond ASCII.
private func isWideSpace(_ text: ByteText) -> Bool {
    let bytes = Array(text)
    if bytes.count == 2 { return bytes[0] == 0xC2 && (bytes[1] == 0x85 || bytes[1] == 0xA0) }
    switch (bytes[0], bytes[1]) {
    case (0xE1, 0x9A): return bytes[2] == 0x80  // U+1680
    case (0xE2, 0x80):  // U+2000…200A, U+2028, U+2029, U+202F
        return (0x80...0x8A).contains(bytes[2]) || [0xA8, 0xA9, 0xAF].contains(bytes[2])
    case (0xE2, 0x81): return bytes[2] == 0x9F  // U+205F
    case (0xE3, 0x80): return bytes[2] == 0x80  // U+3000
    default: return false
    }
}
