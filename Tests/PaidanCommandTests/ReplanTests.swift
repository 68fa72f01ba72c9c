import Foundation
import Testing

@testable import PaidanCommand

/// The commands about a day under way and about what would be, from their arguments to their files.
@Suite("paidan replan, whatif, recruit, simulate, history")
struct ReplanTests {
    /// The best plan of `tiny`: R4 pinned to T1 at 09:20, R3 promised to T2 at 09:00.
    private func planned(_ folder: TestFolder) async throws -> [String] {
        let outcome = await paidan(
            "plan",
            shippedScenario("tiny"),
            "--out",
            folder("out"),
            "--work",
            "200",
            "--quiet"
        )
        #expect(outcome.status == .success)
        return [shippedScenario("tiny"), folder("out/plan.json")]
    }

    @Test("a day is planned again, and its plan is valid for the scenario written with it")
    func replans() async throws {
        let folder = try TestFolder()
        let plan = try await planned(folder)
        try folder.write(
            "event,visit,service,tier\ncancelled,R1,,\nnew,N1,call,red\n",
            to: "events.csv"
        )
        let outcome = await paidan(
            "replan",
            plan[0],
            plan[1],
            folder("events.csv"),
            "--now",
            "2026-11-23T09:00",
            "--out",
            folder("new"),
            "--scenario-out",
            folder("made/for/it"),
            "--ladder",
            folder("ladder.csv"),
            "--curve",
            "--lang",
            "en"
        )
        #expect(outcome.status == .success, "\(outcome.errors)")
        #expect(outcome.output.hasPrefix("tiny: re-planned at 2026-11-23T09:00\n"))
        #expect(outcome.output.contains("new requests            N1"))
        let check = await paidan("check", folder("made/for/it"), folder("new/plan.json"))
        #expect(check.status == .success, "\(check.output)")
        #expect(try folder.text("ladder.csv").hasPrefix("visit,role,team,start,next_1"))
        #expect(try folder.text("new/plan.json").contains("\"N1\""))
    }

    @Test("a robust plan is written with what it costs, and in JSON with who stands in")
    func plansRobustly() async throws {
        let folder = try TestFolder()
        let plan = { (name: String, option: String, value: String) async -> Outcome in
            await paidan(
                "plan",
                shippedScenario("tiny"),
                "--out",
                folder(name),
                "--robust",
                "--work",
                "400",
                "--quiet",
                option,
                value
            )
        }
        let text = await plan("out", "--lang", "en")
        #expect(text.status == .success, "\(text.errors)")
        // Beside the plan's own summary stands what it costs.
        #expect(text.output.hasPrefix("tiny: plan from 2026-11-23"))
        #expect(text.output.contains("\nThe robust plan\nIt costs  "))
        #expect(text.output.contains("\nBackups for red visits  "))
        let check = await paidan("check", shippedScenario("tiny"), folder("out/plan.json"))
        #expect(check.status == .success, "\(check.output)")
        let run = try JSONDocument(folder.text("out/run.json"))
        #expect(run["options"]?["slack_percent"] == .number(15))
        let robust = try await plan("json", "--format", "json").document()["robust"]
        // The plan without slack is the best there is: nothing is worth more.
        #expect(try #require(robust?["cost_points"]?.number) >= 0)
        #expect(robust?["backups"] != nil)
        #expect(await plan("zh", "--lang", "zh").output.contains("\n稳健方案\n代价  "))
        #expect(await plan("slack", "--slack", "101").status == .usage)
    }

    @Test("a re-planned day as JSON, and in Chinese")
    func replansInOtherForms() async throws {
        let folder = try TestFolder()
        let plan = try await planned(folder)
        try folder.write("event,visit,reason\ndeclined,R3,病了\n", to: "events.csv")
        let arguments = (plan[0], plan[1], folder("events.csv"))
        let json = await paidan(
            "replan",
            arguments.0,
            arguments.1,
            arguments.2,
            "--now",
            "2026-11-23T08:00",
            "--format",
            "json"
        )
        #expect(json.status == .success)
        #expect(try json.document()["outcome"] == .text("replanned"))
        #expect(json.output.contains("\"reason\" : \"declined\""))
        #expect(json.output.contains("\"words\" : \"病了\""))
        let chinese = await paidan(
            "replan",
            arguments.0,
            arguments.1,
            arguments.2,
            "--now",
            "2026-11-23T08:00",
            "--lang",
            "zh"
        )
        #expect(chinese.output.hasPrefix("tiny：2026-11-23T08:00 重新派单\n"))
        #expect(chinese.output.contains("拒单（病了）"))
    }

    @Test("a plan that breaks a rule is refused with status 4, in JSON with what is wrong")
    func refusesFaultyPlans() async throws {
        let folder = try TestFolder()
        let plan = try await planned(folder)
        let text = try folder.text("out/plan.json")
        // No shift has nine crews.
        try folder.write(
            text.replacingOccurrences(of: "\"crew\": 1", with: "\"crew\": 9"),
            to: "broken.json"
        )
        try folder.write("event,visit\n", to: "events.csv")
        let broken = folder("broken.json")
        let format = ["--format", "json"]
        let replan = await paidan(
            "replan",
            plan[0],
            broken,
            folder("events.csv"),
            "--now",
            "2026-11-23T09:00",
            format[0],
            format[1]
        )
        let simulate = await paidan("simulate", plan[0], broken, format[0], format[1])
        for outcome in [replan, simulate] {
            #expect(outcome.status == .violations)
            let document = try outcome.document()
            #expect(document["outcome"] == .text("violations"))
            #expect(document["violations"]?.elements.isEmpty == false)
        }
        let add = await paidan("history", "add", plan[0], broken, folder("l.csv"), "--lang", "en")
        #expect(add.status == .violations)
        #expect(add.errors.contains("crew"))
    }

    @Test("a robust plan goes on without the pinned rows that the plan was told to give up")
    func robustWithoutDroppedPins() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario(withCommitments: true)
        // T1 has one crew: it can't be at R4 and at R1 at 09:20.
        let pins = try folder.text("scenario/commitments.csv")
        try folder.write(
            pins + "R1,,T1,2026-11-23T09:20,pinned\n",
            to: "scenario/commitments.csv"
        )
        let plan = await paidan(
            "plan",
            scenario,
            "--out",
            folder("out"),
            "--work",
            "100",
            "--drop-conflicting-pins",
            "--quiet"
        )
        #expect(plan.status == .success, "\(plan.errors)")
        let file = folder("out/plan.json")
        let outcome = await paidan("simulate", scenario, file, "--robust", "--work=100")
        #expect(outcome.status == .success, "\(outcome.errors)")
    }

    @Test("what is wrong with events, with the moment and with the plan is told")
    func replanRefuses() async throws {
        let folder = try TestFolder()
        let plan = try await planned(folder)
        try folder.write("event,visit\ndone,R99\n", to: "events.csv")
        let faulty = await paidan(
            "replan",
            plan[0],
            plan[1],
            folder("events.csv"),
            "--now",
            "2026-11-23T09:00",
            "--lang",
            "en"
        )
        #expect(faulty.status == .badInput)
        #expect(faulty.errors.contains("events.csv:2: visit: no such visit, found 'R99'"))
        let unclear = await paidan("replan", "a", "b", "c", "--now", "ten")
        #expect(unclear.status == .usage)
        let elsewhere = await paidan(
            "replan",
            plan[0],
            plan[1],
            folder("events.csv"),
            "--now",
            "2026-12-23T09:00"
        )
        #expect(elsewhere.status != .success)
        let missing = await paidan(
            "replan",
            plan[0],
            plan[1],
            folder("none.csv"),
            "--now",
            "2026-11-23T09:00"
        )
        #expect(missing.status == .badInput)
    }

    @Test("scenarios are compared, in text and as JSON; a faulty overlay is refused")
    func compares() async throws {
        let folder = try TestFolder()
        try folder.write("name: T2 away\nremove:\n  teams: T2\n", to: "away.yaml")
        try folder.write("colour: blue\n", to: "odd.yaml")
        let text = await paidan(
            "whatif",
            shippedScenario("tiny"),
            folder("away.yaml"),
            "--work",
            "100",
            "--lang",
            "en"
        )
        #expect(text.status == .success)
        #expect(text.output.contains("B T2 away"))
        #expect(text.output.contains("B is worse: "))
        let json = await paidan(
            "whatif",
            shippedScenario("tiny"),
            folder("away.yaml"),
            "--work",
            "100",
            "--format",
            "json"
        )
        #expect(json.output.contains("\"verdict\" : \"worse\""))
        let odd = await paidan("whatif", shippedScenario("tiny"), folder("odd.yaml"))
        #expect(odd.status == .badInput)
        #expect(odd.errors.contains("[E711]"))
    }

    @Test("more crews are valued, and targets reached")
    func recruits() async throws {
        let tiny = shippedScenario("tiny")
        let worth = await paidan("recruit", tiny, "--work", "100", "--trial-work", "100")
        #expect(worth.status == .success)
        #expect(worth.output.contains("tiny: what more crews would be worth"))
        let json = await paidan(
            "recruit",
            tiny,
            "--work",
            "100",
            "--trial-work",
            "100",
            "--format",
            "json"
        )
        #expect(try json.document()["outcome"] == .text("valued"))
        // R5 lies beyond every circle: all visits can't be served, and that is said.
        let target = await paidan(
            "recruit",
            tiny,
            "--target",
            "red=100%,all=100%",
            "--work",
            "100",
            "--trial-work",
            "100"
        )
        #expect(target.output.contains("In reach of no shift      1: R5"))
        #expect(target.output.contains("no number of crews in existing shifts reaches it"))
        let odd = await paidan("recruit", tiny, "--target", "red")
        #expect(odd.status == .usage)
    }

    @Test("a plan is replayed, and a robust one written")
    func simulates() async throws {
        let folder = try TestFolder()
        let plan = try await planned(folder)
        let text = await paidan("simulate", plan[0], plan[1], "--runs", "50", "--lang", "en")
        #expect(text.status == .success)
        #expect(text.output.hasPrefix("tiny: the plan on 50 days\n"))
        let robust = await paidan(
            "simulate",
            plan[0],
            plan[1],
            "--runs",
            "50",
            "--robust",
            "--work",
            "100",
            "--out",
            folder("robust"),
            "--format",
            "json"
        )
        #expect(robust.status == .success)
        #expect(robust.output.contains("\"backups\""))
        let check = await paidan("check", plan[0], folder("robust/plan.json"))
        #expect(check.status == .success, "\(check.output)")
        let odd = await paidan("simulate", plan[0], plan[1], "--out", "x")
        #expect(odd.status == .usage)
    }

    @Test("a ledger takes a plan once, and the next plan starts from it")
    func keepsLedger() async throws {
        let folder = try TestFolder()
        let plan = try await planned(folder)
        let first = await paidan("history", "add", plan[0], plan[1], folder("ledger.csv"))
        #expect(first.status == .success)
        let bytes = try folder.bytes("ledger.csv")
        let second = await paidan("history", "add", plan[0], plan[1], folder("ledger.csv"))
        #expect(second.status == .success)
        #expect(try folder.bytes("ledger.csv") == bytes)
        let unnamed = await paidan("history", "apply", plan[0], "x", "--out", "", "--lang", "en")
        #expect(unnamed.status == .usage)
        #expect(unnamed.errors.contains("See 'paidan history apply --help'"))
        try folder.write("team,service,rating\nT1,haircut,5\nT3,call,1\n", to: "ratings.csv")
        let applied = await paidan(
            "history",
            "apply",
            plan[0],
            folder("ledger.csv"),
            "--out",
            folder("next"),
            "--ratings",
            folder("ratings.csv"),
            "--lang",
            "en"
        )
        #expect(applied.status == .success, "\(applied.errors)")
        #expect(applied.output.hasPrefix("scenario written to "))
        #expect(await paidan("check", folder("next")).status == .success)
        let next = await paidan(
            "plan",
            plan[0],
            "--history",
            folder("ledger.csv"),
            "--out",
            folder("later"),
            "--work",
            "100",
            "--quiet"
        )
        #expect(next.status == .success)
        let check = await paidan("check", folder("later/scenario"), folder("later/plan.json"))
        #expect(check.status == .success, "\(check.output)")
    }
}
