import Scheduling
import Testing

/// What faults say, in both languages.
@Suite struct FaultTextTests {
    /// Phrases that only hand on what somebody else says, in English at least.
    private static let handedOn: [FaultPhrase] = [.fileNames, .skillAsked, .systemOther]

    @Test(arguments: FaultPhrase.allCases)
    func everyPhraseExistsInBothLanguages(phrase: FaultPhrase) {
        let (chinese, english) = phrase.texts
        #expect(chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        #expect(!english.unicodeScalars.contains { (0x3000...0xFFEF).contains($0.value) })
        let hasWords = english.contains { $0.isLetter }
        #expect(hasWords != FaultTextTests.handedOn.contains(phrase))
        // The same places and the same fixed figures, in whatever order the language wants them.
        #expect(figures(of: chinese) == figures(of: english))
        let places = Set((1...9).filter { english.contains("{\($0)}") })
        #expect(places == Set(1..<places.count + 1))
        #expect(places == Set((1...9).filter { chinese.contains("{\($0)}") }))
    }

    /// Digits that stand together, sorted; 伍 and 一 are numbers too, but not figures.
    private func figures(of text: String) -> [Substring] {
        text.split { !($0.isNumber && $0.isASCII) }.sorted()
    }

    @Test func valuesAreTheSameInEveryLanguageAndListsAreNot() {
        #expect(FaultText.value("{1} 或").text(in: .english) == "{1} 或")
        #expect(FaultText.choice(["a", "b"]).text(in: .english) == "a or b")
        #expect(FaultText.choice(["a", "b"]).text(in: .chinese) == "a 或 b")
        #expect(FaultText.list(["a", "b"]).text(in: .english) == "a, b")
        #expect(FaultText.list(["a", "b"]).text(in: .chinese) == "a、b")
        let nested = FaultText.text(.notJSON, .init(3), .text(.jsonNoColon))
        #expect(nested.description == "not JSON: line 3: no colon after a name")
        #expect(nested.text(in: .chinese) == "不符合 JSON 格式：第 3 行，键名后缺少冒号")
    }

    @Test func aFaultIsOneLineInEitherLanguage() {
        let place = RecordLocation(table: .teams, record: 3, column: "base")
        let unknown = DraftFault(
            code: .idUnknown,
            location: place,
            message: .text(.noSite),
            found: .value("X"),
            expected: .text(.idOf, .value("sites.csv"))
        )
        #expect(
            unknown.text(in: .english)
                == "teams[3].base: no such site, found 'X', expected an id of sites.csv"
        )
        #expect(unknown.text(in: .english) == unknown.description)
        #expect(
            unknown.text(in: .chinese)
                == "teams[3].base: 没有这个站点（X），应为 sites.csv 中已有的编号"
        )
    }

    @Test func chineseSentencesGiveBareValuesTheirVerb() {
        var fault = DraftFault(
            code: .fileUnreadable,
            location: RecordLocation(table: .teams),
            message: .text(.fileUnreadable),
            found: .text(.systemNoPermission)
        )
        #expect(fault.text(in: .chinese) == "teams: 无法读取该文件（没有权限）")
        fault.found = nil
        fault.expected = .choice(["a", "b"])
        #expect(fault.text(in: .chinese) == "teams: 无法读取该文件，应为 a 或 b")
        #expect(fault.message(in: .chinese) == "无法读取该文件")
        #expect(fault.found(in: .chinese) == nil)
        #expect(fault.expected(in: .chinese) == "a 或 b")
    }
}
