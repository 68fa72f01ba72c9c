import Evaluation
import Foundation
import Testing

/// The documentation lists what the audit can find.
@Suite struct DocumentationTests {
    @Test func everyCodeIsListedOnceWithItsRuleAndMeaning() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/errors.md"), encoding: .utf8)
        let rows = page.split(separator: "\n").filter { $0.hasPrefix("| V") }.map { row in
            row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(rows.allSatisfy { $0.count == 3 && $0[2].count > 10 })
        #expect(rows.map(\.[0]) == ViolationCode.allCases.map(\.rawValue))
        #expect(rows.map(\.[1]) == ViolationCode.allCases.map(\.rule.rawValue))
        #expect(Set(rows.map(\.[2])).count == rows.count)
    }
}
