import Foundation
import Testing

@testable import PaidanCommand

@Suite("paidan check")
struct CheckTests {
    @Test(
        "The shipped scenarios are good",
        arguments: ["tiny", "erqi-night", "qindu-week", "baiyin-village"]
    )
    func shipped(name: String) async {
        let outcome = await paidan("check", shippedScenario(name))
        #expect(outcome.status == .success)
        #expect(outcome.output.contains("the input is good"))
        #expect(outcome.errors.isEmpty)
    }

    @Test("All faults of a scenario are listed at once, by file and line, with their codes")
    func faults() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        try folder.write("team,date,start,end\nT9,daily,08:30,07:30\n", to: "scenario/shifts.csv")
        try folder.write("service,role\nhaircut,\n", to: "scenario/roles.csv")
        let outcome = await paidan("check", scenario)
        #expect(outcome.status == .badInput)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("shifts.csv:2: ") && $0.contains("T9") })
        #expect(lines.contains { $0.hasPrefix("roles.csv:2: role: ") })
        #expect(lines.dropLast().allSatisfy { $0.hasSuffix("]") })
    }

    @Test("The same as JSON")
    func faultsAsJSON() async throws {
        let outcome = await paidan("check", "no such folder", "--format", "json")
        #expect(outcome.status == .badInput)
        let document = try outcome.document()
        #expect(document["outcome"] == .text("invalid-input"))
        #expect(document["exit_status"] == .number(3))
        #expect(document["valid"] == .bool(false))
        #expect(document["errors"]?.elements.first?["code"] == .text("E101"))
    }

    @Test("Texts for people come in Chinese on request")
    func chinese() async {
        let outcome = await paidan("check", shippedScenario("tiny"), "--lang", "zh")
        #expect(outcome.output.contains("输入无误"))
        let other = await paidan(
            "check",
            shippedScenario("tiny"),
            environment: ["LANG": "zh_CN.UTF-8"]
        )
        #expect(other.output == outcome.output)
    }

    @Test("A plan that is no plan is bad input", arguments: ["", "[]", "{\"format\": 1}", "\u{0}"])
    func noPlan(text: String) async throws {
        let folder = try TestFolder()
        try folder.write(text, to: "plan.json")
        let outcome = await paidan("check", shippedScenario("tiny"), folder("plan.json"))
        #expect(outcome.status == .badInput)
        let missing = await paidan("check", shippedScenario("tiny"), folder("none.json"))
        #expect(missing.status == .badInput)
        #expect(missing.output.contains("no such file"))
    }

    @Test("Violations and false claims are listed by the rule they break")
    func violations() async throws {
        let folder = try TestFolder()
        // R1 alone, without its commitments, unserved list, or a true score.
        try folder.write(
            """
            {"format": 1, "status": "optimal", "score": {"total": 7}, "bound": null, "gap": null,
             "assignments": [{"visit": "R1", "role": "barber", "team": "T2",
              "shift": "2026-11-23T08:30", "crew": 9, "start": "2026-11-23T09:00",
              "end": "2026-11-23T09:30"}, 17], "unserved": []}
            """,
            to: "plan.json"
        )
        let arguments = [shippedScenario("tiny"), folder("plan.json")]
        let text = await paidan("check", arguments[0], arguments[1])
        #expect(text.status == .violations)
        #expect(text.output.contains("assignments[1]"))
        for rule in ["qualified crews (rule 3)", "pinned rows (rule 9)", "(claims)"] {
            #expect(text.output.contains(rule))
        }
        let json = await paidan("check", arguments[0], arguments[1], "--format", "json")
        #expect(json.status == .violations)
        let document = try json.document()
        let codes = (document["violations"] ?? .null).elements.compactMap { $0["code"]?.text }
        // Lacks the skill; no such crew; the claimed score is wrong; nothing proves it optimal.
        #expect(Set(codes).isSuperset(of: ["V301", "V402", "V053", "V059"]))
    }
}
