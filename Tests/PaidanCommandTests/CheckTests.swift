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

    @Test("Faults come in Chinese on request, with the same places and codes")
    func faultsInChinese() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        try folder.write("team,date,start,end\nT9,daily,08:30,07:30\n", to: "scenario/shifts.csv")
        let chinese = await paidan("check", scenario, "--lang", "zh")
        #expect(chinese.status == .badInput)
        #expect(
            chinese.output == """
                shifts.csv:2: team: 没有这支队伍（T9），应为 teams.csv 中已有的编号 [E402]
                shifts.csv:2: end: 结束时间不晚于开始时间（08:30-07:30），开始时间应早于结束时间 [E312]
                输入错误：2，警告：0

                """
        )
        let json = await paidan("check", scenario, "--lang", "zh", "--format", "json")
        let fault = try json.document()["errors"]?.elements.first
        #expect(fault?["code"] == .text("E402"))
        #expect(fault?["severity"] == .text("error"))
        #expect(fault?["message"] == .text("没有这支队伍"))
        #expect(fault?["found"] == .text("T9"))
        #expect(fault?["expected"] == .text("应为 teams.csv 中已有的编号"))
        let english = await paidan("check", scenario, "--format", "json")
        let same = try english.document()["errors"]?.elements.first
        #expect(same?["message"] == .text("no such team"))
        #expect(same?["expected"] == .text("an id of teams.csv"))
    }

    @Test("So do warnings, unreadable plans and what `plan` and `publish` say of them")
    func otherFaultsInChinese() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        try folder.write("", to: "scenario/extra.csv")
        try folder.write("{\"assignments\": [17], \"unserved\": []}", to: "plan.json")
        let environment = ["LANG": "zh_CN.UTF-8"]
        let check = await paidan("check", scenario, folder("plan.json"), environment: environment)
        #expect(check.output.contains("extra.csv:1: 未知的文件，不会读取"))
        #expect(check.output.contains("plan.json: assignments[0]: 不是对象（17） [E603]\n"))
        let missing = await paidan("check", scenario, folder("none"), environment: environment)
        #expect(missing.output.contains("none: plan: 无法读取该文件（没有这个文件）"))
        let publish = await paidan(
            "publish",
            scenario,
            folder("plan.json"),
            environment: environment
        )
        #expect(publish.errors.contains("不是对象（17） [E603]\n"))
        try folder.write("id\n", to: "scenario/teams.csv")
        let plan = await paidan(
            "plan",
            scenario,
            "--out",
            folder("out"),
            environment: environment
        )
        #expect(plan.status == .badInput)
        #expect(plan.errors.contains("teams.csv:1: base: 缺少该列，表头应有 base 列 [E202]\n"))
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
