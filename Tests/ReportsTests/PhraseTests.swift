import Scheduling
import Testing

@testable import Reports

@Suite("Texts in two languages")
struct PhraseTests {
    @Test("Every text exists in both languages and has the same places", arguments: Phrase.allCases)
    func complete(phrase: Phrase) {
        let (chinese, english) = phrase.texts
        let hasChinese = chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        let isASCII = english.utf8.allSatisfy { $0 < 128 }
        #expect(hasChinese)
        #expect(isASCII)
        #expect(!english.isEmpty)
        #expect(places(chinese) == places(english))
        // Places are numbered without a hole.
        #expect(places(english) == Array(1..<places(english).count + 1))
    }

    @Test("Values go into their places, whatever they look like themselves")
    func filling() {
        let phrase = Phrase.cannotCreate
        #expect(phrase.text(.english, "{2}", "no") == "can't make the folder {2}: no")
        #expect(phrase.text(.chinese, "a", "b") == "无法创建文件夹 a：b")
    }

    @Test("Every phase and tier has a name")
    func names() {
        for phase in ["pins", "construct", "search", "columns", "dive", "exact"] {
            #expect(Phrase.phase(named: phase) != nil)
        }
        #expect(Phrase.phase(named: "tea") == nil)
        #expect(Phrase.tier(.red).text(.chinese) == "红牌")
        #expect(Phrase.tier(nil).text(.english) == "no tier")
    }

    private func places(_ text: String) -> [Int] {
        (1...9).filter { text.contains("{\($0)}") }
    }
}

@Suite("How good a plan is said to be")
struct QualityStatementTests {
    @Test("Only a bound equal to the total is called optimal")
    func optimal() {
        let statement = QualityStatement(total: 500, bound: 500)
        #expect(statement.text(in: .english) == "proven optimal: no plan scores more")
        #expect(
            QualityStatement(total: 499, bound: 500).text(in: .english)
                == "at least 99.8 % of the best possible"
        )
    }

    @Test("A share is cut, never rounded up to 100 %")
    func share() {
        #expect(
            QualityStatement(total: 99_999, bound: 100_000).text(in: .english)
                == "at least 99.9 % of the best possible"
        )
    }

    @Test("Where a percentage means nothing, the distance in points is said")
    func losses() {
        #expect(
            QualityStatement(total: -50, bound: 20).text(in: .english)
                == "at most 70 points below the best possible"
        )
        #expect(
            QualityStatement(total: -50, bound: -20).text(in: .english)
                == "at most 30 points below the best possible"
        )
    }

    @Test("Without a bound nothing is claimed")
    func unknown() {
        #expect(
            QualityStatement(total: 5, bound: nil).text(in: .chinese)
                == "未证明上界，与最优的差距未知"
        )
    }
}
