import Testing

@testable import Reports

@Suite("Width of text in a terminal")
struct TextWidthTests {
    @Test(
        "Chinese characters and full-width signs take two columns, Latin ones one",
        arguments: [
            ("", 0), ("abc", 3), ("派单", 4), ("差距 0.4 %", 10), ("（二七区）", 10), ("，", 2),
            ("e\u{301}", 1), ("é", 1), ("👩‍⚕️", 2), ("❤️", 2), ("ｱ", 1), ("한", 2), ("㐀", 2),
            ("\u{2A6D6}", 2), ("·", 1), ("a\u{200B}b", 2),
            ("🇨🇳", 2), ("1️⃣", 2), ("각", 2), ("「十五分钟」", 12), ("℃", 1), ("…", 1), ("——", 2),
        ]
    )
    func width(text: String, columns: Int) {
        #expect(text.displayWidth == columns)
    }

    @Test("Cutting never exceeds the width, also where a wide character would straddle the edge")
    func clipping() {
        #expect("派单引擎".clipped(toWidth: 8) == "派单引擎")
        // Eight columns would need no mark; with seven, too narrow for one, three characters fit.
        #expect("派单引擎".clipped(toWidth: 7) == "派单引")
        #expect("派单引擎派单引擎".clipped(toWidth: 10) == "派单引...")
        for width in 0...20 {
            #expect("a派b单c引d擎e派f单".clipped(toWidth: width).displayWidth <= width)
        }
    }

    @Test("Filling up counts columns, not characters")
    func padding() {
        #expect("派单".padded(toWidth: 6) == "派单  ")
        #expect("派单".leftPadded(toWidth: 6) == "  派单")
        #expect("派单引擎".padded(toWidth: 3) == "派单引擎")
    }

    @Test("Characters that steer a terminal become spaces")
    func steering() {
        #expect("a\u{1B}[31mb\r\nc\u{202E}d".printable == "a [31mb  c d")
    }

    @Test("Folding breaks at spaces, and Chinese text anywhere, within the width")
    func folding() {
        #expect("one two three".folded(toWidth: 7) == ["one two", "three"])
        #expect("  indented".folded(toWidth: 20) == ["  indented"])
        #expect("派单引擎派单".folded(toWidth: 5) == ["派单", "引擎", "派单"])
        #expect("abc 派单引擎派单".folded(toWidth: 8) == ["abc 派单", "引擎派单"])
        // Not before a sign that closes, nor after one that opens, nor inside a Latin word.
        #expect("没有技能（plumbing），应有".folded(toWidth: 20) == ["没有技能", "（plumbing），应有"])
        #expect("派单，引擎".folded(toWidth: 5) == ["派", "单，", "引擎"])
        for width in 2...30 {
            let text = "the crew 红色 of a long-winded 二七区文明实践中心 goes home"
            let lines = text.folded(toWidth: width)
            #expect(lines.map(\.displayWidth).max() ?? 0 <= width)
            // Nothing but spaces is lost.
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        }
    }
}
