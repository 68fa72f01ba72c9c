import Reports
import ScenarioFiles
import Scheduling
import Testing

@testable import PaidanCommand

@Suite("Warnings and complaints on a terminal")
struct ComplaintTests {
    /// What is said on a terminal of so many columns, or to a program.
    private func said(
        _ language: Language,
        columns: Int?,
        _ speak: (Reporter) -> Void
    ) -> CollectingSink {
        let sink = CollectingSink()
        let console = Console(output: CollectingSink(), errors: sink, errorColumns: { columns })
        speak(Reporter(console: console, lang: language))
        return sink
    }

    /// A warning of each phrase, with values as long as they commonly are.
    private var warnings: [InputFault] {
        FaultPhrase.allCases.map { phrase in
            InputFault(
                code: .columnUnknown,
                file: "service_roles.csv",
                line: 12_345,
                column: "preferred",
                message: .words(phrase, [.value("requests.csv"), .value("S152"), .value("60")]),
                found: .value("文明实践")
            )
        }
    }

    @Test("Every warning and every sentence fits 80 columns, and nothing of it is lost")
    func width() {
        let values = ["plans/erqi-night/plan.json", "1234567", "无法写入", "60"]
        for language in Language.allCases {
            let speak = { (reporter: Reporter) in
                reporter.warn(warnings)
                for phrase in Phrase.allCases {
                    reporter.tell(phrase.text(language, values: values) + "\n")
                }
            }
            let shown = said(language, columns: 80, speak)
            for line in shown.lines { #expect(line.displayWidth < 80, "\(line)") }
            let whole = said(language, columns: nil, speak)
            #expect(whole.lines.contains { $0.displayWidth >= 80 })
            #expect(whole.lines.count < shown.lines.count)
            let bare = { (text: String) in text.filter { $0 != " " && $0 != "\n" } }
            #expect(bare(shown.text) == bare(whole.text))
        }
    }

    @Test("A program gets a fault a line; on a terminal further lines are indented")
    func lines() {
        for language in Language.allCases {
            let whole = said(language, columns: nil) { $0.warn(warnings) }
            #expect(whole.lines.count == warnings.count)
            #expect(whole.lines.allSatisfy { $0.hasPrefix("service_roles.csv:12345: ") })
            let narrow = said(language, columns: 40) { $0.warn(warnings) }
            #expect(narrow.lines.count { !$0.hasPrefix("  ") } == warnings.count)
        }
    }
}
