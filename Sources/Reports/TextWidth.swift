/// How many columns of a terminal text takes: two for Chinese characters and the like.
extension String {
    /// Columns taken in a terminal with a fixed-width font.
    public var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

    /// The text cut so that it takes at most so many columns, with `...` where something was cut.
    public func clipped(toWidth width: Int) -> String {
        guard displayWidth > width else { return self }
        let mark = width >= 8 ? "..." : ""
        var kept = ""
        var used = mark.count
        for character in self {
            used += character.displayWidth
            if used > width { break }
            kept.append(character)
        }
        return kept + mark
    }

    /// The text filled up with spaces on the right to so many columns; never cut.
    public func padded(toWidth width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - displayWidth))
    }

    /// The text filled up with spaces on the left to so many columns; never cut.
    public func leftPadded(toWidth width: Int) -> String {
        String(repeating: " ", count: max(0, width - displayWidth)) + self
    }

    /// The text without characters that would steer a terminal: each becomes one space.
    public var printable: String {
        var clean = ""
        for scalar in unicodeScalars {
            let steers = scalar.properties.generalCategory == .control || scalar.isBidiControl
            clean.unicodeScalars.append(steers ? " " : scalar)
        }
        return clean
    }
}

extension Character {
    /// Columns taken in a terminal: 0, 1 or 2.
    var displayWidth: Int {
        let widest = unicodeScalars.reduce(0) { max($0, $1.displayWidth) }
        // A variation selector asks for the picture form of the character, which is wide; so is a flag,
        // which is a pair of letters made for it.
        let isPicture =
            unicodeScalars.contains("\u{FE0F}")
            || unicodeScalars.count { (0x1F1E6...0x1F1FF).contains($0.value) } == 2
        return isPicture ? max(widest, 2) : widest
    }
}

extension Unicode.Scalar {
    fileprivate var displayWidth: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return wideRanges.contains { $0.contains(value) } ? 2 : 1
        }
    }

    /// Whether it changes the direction of the text around it.
    fileprivate var isBidiControl: Bool {
        (0x202A...0x202E).contains(value) || (0x2066...0x2069).contains(value)
    }
}

/// Blocks of the characters that Unicode's EastAsianWidth.txt calls wide or full-width, ascending.
///
/// Unassigned code points inside these blocks count as wide, as that file proposes.
private let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0,
    0x23F3...0x23F3, 0x25FD...0x25FE, 0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F,
    0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB, 0x26BD...0x26BE, 0x26C4...0x26C5,
    0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3, 0x26F5...0x26F5,
    0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
    0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797,
    0x27B0...0x27B0, 0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55,
    0x2E80...0x303E, 0x3041...0x3247, 0x3250...0x4DBF, 0x4E00...0xA4C6, 0xA960...0xA97C,
    0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FB, 0x1F004...0x1F004,
    0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F200...0x1F320,
    0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA,
    0x1F3CF...0x1F3D3, 0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E,
    0x1F440...0x1F440, 0x1F442...0x1F4FC, 0x1F4FF...0x1F53D, 0x1F54B...0x1F54E,
    0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596, 0x1F5A4...0x1F5A4,
    0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2,
    0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC,
    0x1F7E0...0x1F7EB, 0x1F7F0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945,
    0x1F947...0x1F9FF, 0x1FA70...0x1FAFF, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
]
