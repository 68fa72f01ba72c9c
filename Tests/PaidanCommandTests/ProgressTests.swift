import Foundation
import Paidan
import Reports
import Scheduling
import Testing

@testable import PaidanCommand

@Suite("Progress")
struct ProgressTests {
    private func moment(_ total: Int?, bound: Int?, phase: String = "search") -> PlanningProgress {
        PlanningProgress(
            elapsedSeconds: 1,
            phase: phase,
            servedVisits: total.map { _ in 5 },
            total: total,
            bound: bound,
            incumbent: nil
        )
    }

    private func shown(
        _ style: ProgressReporter.Style,
        columns: Int? = nil,
        language: Language = .english,
        _ moments: [PlanningProgress]
    ) -> CollectingSink {
        let sink = CollectingSink()
        let console = Console(output: CollectingSink(), errors: sink, errorColumns: { columns })
        let reporter = ProgressReporter(
            style: style,
            language: language,
            visitCount: 9,
            console: console
        )
        for moment in moments { reporter.show(moment) }
        reporter.tick()
        reporter.clear()
        return sink
    }

    @Test("A log gets a line at each better plan or bound, and none in between")
    func lines() {
        let sink = shown(
            .lines,
            [
                moment(nil, bound: nil), moment(10, bound: nil), moment(10, bound: nil),
                moment(12, bound: 20), moment(12, bound: 20), moment(11, bound: 15),
                moment(15, bound: 15),
            ]
        )
        #expect(sink.lines.count == 4)
        #expect(sink.lines[1].hasSuffix("s  search  served 5/9  score 12  bound 20  gap 66.67 %"))
        #expect(!sink.text.contains("\r"))
    }

    @Test(
        "A line of progress fits 80 columns, whatever the phase, with figures as large as they get"
    )
    func width() {
        let phases = ["pins", "construct", "search", "columns", "dive", "exact", "finish"]
        for language in Language.allCases {
            for phase in phases {
                let line = ProgressLine(
                    elapsedSeconds: 3599.9,
                    phase: phase,
                    servedVisits: 10_000,
                    visitCount: 10_000,
                    total: 1_234_567,
                    bound: 1_243_000
                )
                let text = line.text(in: language)
                #expect(text.displayWidth < 80)
                // The gap, which says how good the plan is, is never what has to go.
                #expect(text.hasSuffix("0.69 %"))
                // Each phase has a name in each language.
                #expect(text.contains(" \(phase) ") == (language == .english))
            }
        }
    }

    @Test("The live line never exceeds the terminal, in columns, and is cleared at the end")
    func live() {
        for columns in [10, 20, 40, 80] {
            let sink = shown(
                .live,
                columns: columns,
                language: .chinese,
                [moment(1_234_567, bound: 1_300_000), moment(1_234_567, bound: 1_250_000)]
            )
            let drawn = sink.text.split(separator: "\r").map {
                $0.replacingOccurrences(of: "\u{1B}[K", with: "")
            }
            #expect(drawn.map(\.displayWidth).max() ?? 0 < columns)
            #expect(sink.text.hasSuffix("\r\u{1B}[K"))
            #expect(!sink.text.contains("\n"))
        }
    }

    @Test("For a program every moment is one JSON object a line")
    func json() throws {
        let sink = shown(.json, [moment(nil, bound: nil, phase: "pins"), moment(10, bound: 12)])
        #expect(sink.lines.count == 2)
        let objects = try sink.lines.map { try JSONDocument($0) }
        #expect(objects[0]["phase"] == .text("pins"))
        #expect(objects[0]["total"] == nil)
        #expect(objects[1]["total"] == .number(10))
        #expect(objects[1]["bound"] == .number(12))
        #expect(objects[1]["gap"] == .number(0.2))
        #expect(objects[1]["visits"] == .number(9))
    }

    @Test("Every key that is written stands in the published schema, required ones always")
    func schema() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/schemas/progress.schema.json")
        let schema = try JSONDocument(String(contentsOf: file, encoding: .utf8))
        let required = (schema["required"] ?? .null).elements.compactMap(\.text)
        let sink = shown(.json, [moment(nil, bound: nil), moment(10, bound: 12)])
        let keys = try sink.lines.map { try JSONDocument($0).keys }
        #expect(keys[0] == Set(required))
        #expect(keys[1] == schema["properties"]?.keys)
    }

    @Test("Silence is silent")
    func silent() {
        #expect(shown(.silent, [moment(1, bound: 2)]).text.isEmpty)
    }
}
