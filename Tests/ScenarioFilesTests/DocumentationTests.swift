import Foundation
import ScenarioFiles
import Scheduling
import Testing

/// The documentation says what the code does.
@Suite struct DocumentationTests {
    private func document(_ name: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/\(name)"), encoding: .utf8)
    }

    @Test func everyCodeIsListedOnce() throws {
        let rows = try document("errors.md").split(separator: "\n").filter { $0.hasPrefix("| ") }
        // The codes of violations (V) are the audit's own to test.
        let codes = rows.map { $0.dropFirst(2).prefix(4) }
            .filter { $0 != "code" && $0 != "--- " && !$0.hasPrefix("V") }
        #expect(codes.map { String($0) } == FaultCode.allCases.map(\.rawValue))
    }

    /// The example's tables, in the order of the page.
    @Test func theExampleOfTheFormatIsAScenario() throws {
        let page = try document("scenario-format.md")
        let blocks = page.components(separatedBy: "```").enumerated()
            .filter { $0.offset % 2 == 1 }
            .map { $0.element.drop { $0 != "\n" }.dropFirst() }
        let names = [
            "scenario.yaml", "sites.csv", "teams.csv", "shifts.csv", "services.csv", "roles.csv",
            "requests.csv",
        ]
        try #require(blocks.count == names.count)
        let files = zip(names, blocks).map { ($0, Array($1.utf8)) }
        let reading = try ScenarioText(files: Dictionary(uniqueKeysWithValues: files)).read()
        #expect(reading.warnings.isEmpty)
        #expect(reading.scenario.visits.map { $0.value } == [100, 1000])
    }

    @Test(arguments: ["plan", "errors"])
    func schemasAreJSON(name: String) throws {
        struct Schema: Decodable {
            var required: [String]
        }
        let text = try document("schemas/\(name).schema.json")
        let schema = try JSONDecoder().decode(Schema.self, from: Data(text.utf8))
        let scenario = try SampleFiles.valid.scenario()
        let record = PlanRecord(
            plan: Plan(),
            scenarioName: "",
            method: "",
            stop: nil,
            score: Score(),
            bound: nil
        )
        let bytes =
            name == "plan"
            ? PlanFile.encode(record, for: scenario) : FaultReport.encode([InputFault]())
        let written = String(decoding: bytes, as: UTF8.self)
        #expect(schema.required.allSatisfy { written.contains("\"\($0)\":") })
    }
}
