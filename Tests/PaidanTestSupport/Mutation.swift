import ScenarioFiles

/// Damage that follows from a seed alone.
public struct Mutation {
    private var state: UInt64

    /// Damage that follows from the seed.
    public init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(max(1, limit))) }

    private static let cells = [
        "", "0", "1", "-1", "1001", "1000001", "99999999999999999999999", "1.5", "2026-11-23",
        "2026-11-31", "0001-01-01", "9999-12-31", "2026-11-24T08:30", "2026-11-24T24:00", "24:00",
        "08:30-09:00;10:00-24:00", ";", "Mon;Sun", "daily", "A", "B", "C", "S", "A;B", "n",
        "nursing:2", ":", "home", "phone", "red", "pinned", "published", "34.75", "1e3", "\"a,b\"",
        "a\"b", "\"open", "R1", "P1#2026-11-23", "P2#1", "\u{3000}", "\u{0}", "\r", "days: 31",
        "- x", "a: [b", "  x: 1", "weights:",
    ]

    /// One to three kinds of damage to the files of a folder.
    public mutating func apply(to text: ScenarioText) -> ScenarioText {
        var text = text
        for _ in 0...below(3) {
            let names = text.files.keys.sorted()
            let name = names[below(names.count)]
            if below(20) == 0, names.count > 1 {
                text.files[name] = nil
            } else {
                text.files[name] = damage(text.files[name] ?? [])
            }
        }
        return text
    }

    /// A byte, a cell or a row changed, swapped, dropped, doubled, or the end cut off.
    public mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { Array($0) }
        let line = below(lines.count)
        var cells = lines[line].split(separator: 44, omittingEmptySubsequences: false).map {
            Array($0)
        }
        let cell = below(cells.count)
        switch below(8) {
        case 0:
            if !bytes.isEmpty { bytes[below(bytes.count)] ^= 1 << UInt8(below(8)) }
            return bytes
        case 1: return Array(bytes.prefix(below(bytes.count + 1)))
        case 2: lines.remove(at: line)
        case 3: lines.insert(lines[below(lines.count)], at: line)
        case 4:
            cells.swapAt(cell, below(cells.count))
            lines[line] = Array(cells.joined(separator: [44]))
        case 5:
            cells.remove(at: cell)
            lines[line] = Array(cells.joined(separator: [44]))
        default:
            cells[cell] = Array(Mutation.cells[below(Mutation.cells.count)].utf8)
            lines[line] = Array(cells.joined(separator: [44]))
        }
        return Array(lines.joined(separator: [10]))
    }
}
