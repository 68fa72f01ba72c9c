import Foundation
import Testing

@testable import PaidanCommand

/// `inspect`, `explain` and `suggest` on the shipped example.
@Suite("Questions about scenarios and plans")
struct QuestionTests {
    /// The example's best plan, which leaves R5 out: it lies far from everybody.
    private func planned(_ folder: TestFolder) async -> String {
        let plan = await paidan(
            "plan",
            shippedScenario("tiny"),
            "--out",
            folder("out"),
            "--work",
            "500",
            "--quiet"
        )
        #expect(plan.status == .success)
        return folder("out/plan.json")
    }

    @Test("inspect lists what can't be served, in both languages and as JSON")
    func inspect() async throws {
        let english = await paidan("inspect", shippedScenario("tiny"), "--lang", "en")
        #expect(english.status == .success)
        #expect(english.output.contains("Impossible by themselves: 1\n"))
        #expect(english.output.contains("(R5)"))
        let chinese = await paidan("inspect", shippedScenario("tiny"), "--lang", "zh")
        #expect(chinese.output.contains("单独也无法安排：1 项\n"))
        let json = await paidan("inspect", shippedScenario("tiny"), "--format", "json")
        let document = try json.document()
        #expect(document["outcome"] == .text("inspected"))
        let visits = document["inspection"]?["impossible"]?.elements.first?["visits"]
        #expect(visits?.elements == [.text("R5")])
        let missing = await paidan("inspect", "no such folder")
        #expect(missing.status == .badInput)
    }

    @Test("explain says why a visit is left out, and writes the record")
    func explain() async throws {
        let folder = try TestFolder()
        let plan = await planned(folder)
        let outcome = await paidan(
            "explain",
            shippedScenario("tiny"),
            plan,
            "--out",
            folder("explanation.json"),
            "--lang",
            "en"
        )
        #expect(outcome.status == .success)
        #expect(outcome.output.hasPrefix("R5 (上门理发, blue): impossible by itself\n"))
        let record = try JSONDocument(try folder.text("explanation.json"))
        #expect(record["format"] == .number(1))
        let explanation = record["explanations"]?.elements.first
        #expect(explanation?["reason"] == .text("impossible-alone"))
        #expect(explanation?["visit"]?["id"] == .text("R5"))
        let json = await paidan("explain", shippedScenario("tiny"), plan, "--format", "json")
        let document = try json.document()
        #expect(document["outcome"] == .text("explained"))
        #expect(document["explanations"]?.elements.count == 1)
    }

    @Test("explain tells of a served visit what else there is, and why not a team")
    func explainServed() async throws {
        let folder = try TestFolder()
        let plan = await planned(folder)
        let outcome = await paidan(
            "explain",
            shippedScenario("tiny"),
            plan,
            "R1",
            "--team",
            "T3",
            "--lang",
            "en"
        )
        #expect(outcome.status == .success)
        #expect(outcome.output.contains("Served by T1"))
        #expect(outcome.output.contains("Why not T3 医师义诊队?\n    It lacks haircut"))
    }

    @Test("suggest serves one more request, given by its columns or by its id")
    func suggest() async throws {
        let folder = try TestFolder()
        let plan = await planned(folder)
        let call = await paidan(
            "suggest",
            shippedScenario("tiny"),
            plan,
            "service=call",
            "tier=red",
            "hours=08:30-11:30",
            "--lang",
            "en"
        )
        #expect(call.status == .success)
        #expect(call.output.hasPrefix("NEW (电话问候, red): The plan scores "))
        #expect(call.output.contains("\n  1. "))
        let known = await paidan("suggest", shippedScenario("tiny"), plan, "R5", "--lang", "en")
        #expect(known.status == .success)
        #expect(known.output.contains("No way of serving it was found."))
        // R4 is pinned, and asked about as if it were neither served nor pinned.
        let pinned = await paidan("suggest", shippedScenario("tiny"), plan, "R4", "--lang", "en")
        #expect(pinned.status == .success, "\(pinned.errors)")
        #expect(pinned.output.contains("\n  1. "))
        let json = await paidan(
            "suggest",
            shippedScenario("tiny"),
            plan,
            "service=call",
            "--format",
            "json"
        )
        #expect(try json.document()["suggestion"]?["ways"]?.elements.isEmpty == false)
    }

    @Test("A request with faults is told of as any other input")
    func faultyRequest() async throws {
        let folder = try TestFolder()
        let plan = await planned(folder)
        let outcome = await paidan(
            "suggest",
            shippedScenario("tiny"),
            plan,
            "service=dance",
            "tier=green"
        )
        #expect(outcome.status == .badInput)
        #expect(outcome.errors.contains("requests.csv:2: service"))
        #expect(outcome.errors.contains("requests.csv:2: tier"))
        let taken = await paidan(
            "suggest",
            shippedScenario("tiny"),
            plan,
            "id=R1",
            "service=call",
            "--lang",
            "en"
        )
        #expect(taken.status == .badInput)
        #expect(taken.errors.contains("the id R1 is taken"))
        let odd = await paidan("suggest", shippedScenario("tiny"), plan, "service=call", "red")
        #expect(odd.status == .usage)
    }

    @Test("A visit or team that is not there, and a plan that breaks rules, are refused")
    func refusals() async throws {
        let folder = try TestFolder()
        let plan = await planned(folder)
        let visit = await paidan("explain", shippedScenario("tiny"), plan, "R99", "--lang", "zh")
        #expect(visit.status == .badInput)
        #expect(visit.errors.contains("场景中没有服务 R99"))
        let team = await paidan("explain", shippedScenario("tiny"), plan, "R1", "--team", "T99")
        #expect(team.status == .badInput)
        try folder.write(#"{"format": 1, "assignments": [], "unserved": []}"#, to: "empty.json")
        let faulty = await paidan("explain", shippedScenario("tiny"), folder("empty.json"))
        #expect(faulty.status == .violations)
        let json = await paidan(
            "explain",
            shippedScenario("tiny"),
            folder("empty.json"),
            "--format",
            "json"
        )
        #expect(try json.document()["violations"]?.elements.isEmpty == false)
        #expect(await paidan("explain", "a", "b", "--work", "0").status == .usage)
        #expect(await paidan("explain", "a", "b", "--best", "0").status == .usage)
    }

    @Test("Prices of changes come from a file; a mistake in it is named")
    func prices() async throws {
        let folder = try TestFolder()
        let plan = await planned(folder)
        try folder.write(#"{"add_cat": {"once": 1}}"#, to: "prices.json")
        let faulty = await paidan(
            "explain",
            shippedScenario("tiny"),
            plan,
            "R5",
            "--prices",
            folder("prices.json")
        )
        #expect(faulty.status == .badInput)
        #expect(faulty.errors.contains("add_cat"))
        let missing = await paidan(
            "explain",
            shippedScenario("tiny"),
            plan,
            "--prices",
            folder("none.json"),
            "--lang",
            "en"
        )
        #expect(missing.status == .badInput)
        #expect(missing.errors.contains("no such file"))
    }

    @Test("The resident's text names no other visit and no team")
    func audience() async throws {
        let folder = try TestFolder()
        let plan = await planned(folder)
        let outcome = await paidan(
            "explain",
            shippedScenario("tiny"),
            plan,
            "R5",
            "--audience",
            "resident",
            "--lang",
            "en"
        )
        #expect(outcome.output.hasPrefix("Your request R5 (上门理发) is not in this plan.\n"))
        for name in ["T1", "T2", "T3", "R1", "R2", "R3", "R4"] {
            #expect(!outcome.output.contains(name))
        }
    }
}
