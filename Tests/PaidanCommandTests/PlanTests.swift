import Crypto
import Foundation
import ScenarioFiles
import Testing

@testable import PaidanCommand

@Suite("paidan plan")
struct PlanTests {
    @Test("leaves three files that belong together, and says where they are")
    func files() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        let outcome = await paidan(
            "plan",
            scenario,
            "--out",
            folder("out"),
            "--work",
            "500",
            "--quiet"
        )
        #expect(outcome.status == .success)
        #expect(outcome.errors.isEmpty)
        #expect(outcome.output.contains(folder("out/plan.json")))
        let plan = try folder.bytes("out/plan.json")
        let digest = SHA256.hash(data: plan).map { String(format: "%02x", $0) }.joined()
        let run = try JSONDocument(folder.text("out/run.json"))
        #expect(run["plan_sha256"] == .text(digest))
        #expect(run["version"] == .text(paidanVersion))
        #expect(run["options"]?["work"] == .number(500))
        #expect(run["input_sha256"]?.text?.count == 64)
        // Every row of the table names the plan it is from; the header names the column.
        let rows = try folder.text("out/assignments.csv").split(separator: "\r\n").dropFirst()
        #expect(rows.allSatisfy { $0.hasSuffix(digest) })
        let check = await paidan("check", scenario, folder("out/plan.json"))
        #expect(check.status == .success)
    }

    @Test("gives the same plan.json, byte for byte, under a work limit at 1 and 2 threads")
    func repeatable() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        for threads in ["1", "2"] {
            let outcome = await paidan(
                "plan",
                scenario,
                "--out",
                folder(threads),
                "--work",
                "500",
                "--seed",
                "7",
                "--threads",
                threads
            )
            #expect(outcome.status == .success)
        }
        #expect(try folder.bytes("1/plan.json") == folder.bytes("2/plan.json"))
        let hashes = try ["1", "2"].map {
            try JSONDocument(folder.text("\($0)/run.json"))["input_sha256"]
        }
        #expect(hashes[0] == hashes[1])
    }

    @Test("writes nothing where the input is bad, not even the folder")
    func badInput() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        try folder.write("team,date,start,end\nT9,daily,08:30,07:30\n", to: "scenario/shifts.csv")
        let outcome = await paidan("plan", scenario, "--out", folder("out"))
        #expect(outcome.status == .badInput)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("shifts.csv:2: "))
        #expect(!folder.has("out"))
    }

    @Test("prints one JSON document with --format json, progress apart")
    func json() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        let outcome = await paidan(
            "plan",
            scenario,
            "--out",
            folder("out"),
            "--work",
            "500",
            "--format",
            "json"
        )
        #expect(outcome.status == .success)
        let document = try outcome.document()
        #expect(document["outcome"] == .text("planned"))
        #expect(document["plan"]?["visits"]?["total"] == .number(6))
        let file = try JSONDocument(folder.text("out/plan.json"))
        for key in ["status", "stop", "score", "bound", "method", "scenario"] {
            #expect((document["plan"]?[key] ?? .null) == file[key])
        }
        for line in outcome.errors.split(separator: "\n") {
            #expect(try JSONDocument(line)["event"] == .text("progress"))
        }
    }

    @Test("starts from an earlier plan, and refuses one that can't be read")
    func startingPlan() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        let first = await paidan("plan", scenario, "--out", folder("out"), "--work", "500")
        #expect(first.status == .success)
        let again = await paidan(
            "plan",
            scenario,
            "--out",
            folder("out"),
            "--work",
            "500",
            "--from",
            folder("out/plan.json")
        )
        #expect(again.status == .success)
        let missing = await paidan(
            "plan",
            scenario,
            "--out",
            folder("out"),
            "--from",
            folder("none.json")
        )
        #expect(missing.status == .badInput)
        #expect(missing.errors.contains("none.json"))
    }

    @Test("keeps the earlier plan where a result can't be written")
    func unwritable() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        try FileManager.default.createDirectory(
            atPath: folder("out/run.json"),
            withIntermediateDirectories: true
        )
        try folder.write("the last good plan", to: "out/plan.json")
        let outcome = await paidan("plan", scenario, "--out", folder("out"), "--work", "500")
        #expect(outcome.status == .outputNotWritten)
        #expect(try folder.text("out/plan.json") == "the last good plan")
    }

    @Test("names pinned rows that can't be kept together, and plans without them on request")
    func conflictingPins() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        // T1 has one crew: it can't cut hair from 09:00 and nurse elsewhere from 09:10. R3, a call
        // of T2's, has nothing to do with it.
        try folder.write(
            """
            visit,role,team,start,kind
            R1,,T1,2026-11-23T09:00,pinned
            R4,,T1,2026-11-23T09:10,pinned
            R3,,T2,2026-11-23T11:00,pinned

            """,
            to: "scenario/commitments.csv"
        )
        let refused = await paidan("plan", scenario, "--out", folder("out"), "--work", "500")
        #expect(refused.status == .badInput)
        #expect(refused.errors.contains("commitments.csv:2: R1"))
        #expect(refused.errors.contains("commitments.csv:3: R4"))
        #expect(!refused.errors.contains("commitments.csv:4"))
        #expect(!folder.has("out/plan.json"))
        let planned = await paidan(
            "plan",
            scenario,
            "--out",
            folder("out"),
            "--work",
            "500",
            "--drop-conflicting-pins",
            "--format",
            "json"
        )
        #expect(planned.status == .success)
        let dropped = try planned.document()["plan"]?["dropped_pins"]?.elements ?? []
        #expect(dropped.count == 1)
        #expect(["R1", "R4"].contains(dropped.first?["visit"]?.text))
    }

    @Test("says in the summary how good the plan is, in both languages, within 80 columns")
    func summary() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        let english = await paidan("plan", scenario, "--out", folder("out"), "--quiet")
        #expect(english.output.contains("proven optimal: no plan scores more"))
        let chinese = await paidan(
            "plan",
            scenario,
            "--out",
            folder("out"),
            "--quiet",
            "--lang",
            "zh"
        )
        #expect(chinese.output.contains("已证明最优"))
    }
}
