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
        let check = await paidan("check", scenario)
        #expect(check.status == .badInput)
        #expect(check.output.contains("commitments.csv:2: R1"))
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
        try await checkNextNight(folder, dropped: try #require(dropped.first?["visit"]?.text))
    }

    /// A plan that was told to give up pinned rows passes, with a notice, and can be published; the
    /// row given up is no pin of the next night.
    private func checkNextNight(_ folder: TestFolder, dropped: String) async throws {
        let plan = folder("out/plan.json")
        let file = try JSONDocument(folder.text("out/plan.json"))
        #expect(file["dropped_pins"]?.elements.map { $0["visit"]?.text } == [dropped])
        let check = await paidan("check", folder("scenario"), plan)
        #expect(check.status == .success)
        #expect(check.output.contains("told to give up"))
        #expect(check.output.contains(": \(dropped), role"))
        let json = await paidan("check", folder("scenario"), plan, "--format", "json")
        #expect(try json.document()["dropped_pins"]?.elements.count == 1)
        let published = await paidan("publish", folder("scenario"), plan)
        #expect(published.status == .success)
        #expect(published.errors.contains("told to give up"))
        let pinned = published.output.split(whereSeparator: \.isNewline)
            .filter { $0.contains("pinned") }
        #expect(!pinned.contains { $0.hasPrefix(dropped + ",") })
        #expect(pinned.contains { $0.hasPrefix("R3,") })
        // Without the word in the file, the same plan breaks the row.
        let text = try folder.text("out/plan.json")
        try folder.write(
            text.replacingOccurrences(of: "dropped_pins", with: "other"),
            to: "out/plan.json"
        )
        let broken = await paidan("check", folder("scenario"), plan)
        #expect(broken.status == .violations)
        #expect(broken.output.contains("V901"))
    }

    @Test("lets the first plan be built when it is interrupted before")
    func interruptedAtOnce() async throws {
        let folder = try TestFolder()
        let outcome = await interrupted("plan", shippedScenario("erqi-night"), "--out", folder("a"))
        #expect(outcome.status == .terminated)
        let plan = try JSONDocument(folder.text("a/plan.json"))
        #expect(plan["stop"] == .text("interrupted"))
        // Far from what the pinned visits alone are worth (1,097 points).
        #expect(try #require(plan["score"]?["total"]?.number) > 100_000)
    }

    @Test("keeps an earlier run's better plan of the same input when it is interrupted")
    func keepsBetter() async throws {
        let folder = try TestFolder()
        let scenario = shippedScenario("erqi-night")
        let first = await paidan("plan", scenario, "--out", folder("out"), "--work", "500")
        #expect(first.status == .success)
        let good = try folder.bytes("out/plan.json")
        let outcome = await interrupted("plan", scenario, "--out", folder("out"))
        #expect(outcome.status == .terminated)
        #expect(outcome.errors.contains("keeps the better plan of the same input"))
        #expect(try folder.bytes("out/plan.json") == good)
        let json = await interrupted("plan", scenario, "--out", folder("out"), "--format", "json")
        #expect(try json.document()["outcome"] == .text("interrupted"))
        #expect(try folder.bytes("out/plan.json") == good)
        // A plan that does not keep the rules, or is of another input, is worth nothing.
        let run = try folder.text("out/run.json")
        let hash = try #require(JSONDocument(run)["input_sha256"]?.text)
        let other = String(repeating: "0", count: hash.count)
        try folder.write(run.replacingOccurrences(of: hash, with: other), to: "out/run.json")
        let replaced = await interrupted("plan", scenario, "--out", folder("out"))
        #expect(replaced.errors.contains("the best plan so far is written"))
        #expect(try folder.bytes("out/plan.json") != good)
    }

    @Test("a run that comes to its own end replaces a better plan, as the same run always would")
    func replaces() async throws {
        let folder = try TestFolder()
        let scenario = shippedScenario("baiyin-village")
        for (out, work) in [("a", "300"), ("a", "1"), ("b", "1")] {
            let outcome = await paidan("plan", scenario, "--out", folder(out), "--work", work)
            #expect(outcome.status == .success)
        }
        #expect(try folder.bytes("a/plan.json") == folder.bytes("b/plan.json"))
    }

    /// Runs a command that is asked to end before it begins.
    private func interrupted(_ arguments: String...) async -> Outcome {
        let output = CollectingSink()
        let errors = CollectingSink()
        let console = Console(output: output, errors: errors)
        let interruption = Interruption()
        interruption.raise(.terminated)
        let status = await PaidanProgram.run(arguments, in: console, interruption: interruption)
        return Outcome(status: status, output: output.text, errors: errors.text)
    }

    @Test("makes a first plan with hardly any memory, and says what ended the run")
    func memory() async throws {
        let folder = try TestFolder()
        let scenario = shippedScenario("baiyin-village")
        for (name, memory) in [("small", ["--memory", "1"]), ("free", [])] {
            let arguments = ["plan", scenario, "--out", folder(name), "--work", "300"] + memory
            let output = CollectingSink()
            let errors = CollectingSink()
            let console = Console(output: output, errors: errors)
            let status = await PaidanProgram.run(arguments, in: console)
            #expect(status == .success)
            #expect(errors.text.contains("memory limit was reached") == (name == "small"))
            #expect(output.text.contains("memory limit was reached") == (name == "small"))
        }
        let small = try JSONDocument(folder.text("small/plan.json"))
        let free = try JSONDocument(folder.text("free/plan.json"))
        #expect(small["stop"] == .text("memory"))
        #expect(free["stop"] != .text("memory"))
        // The first plan is not far below what the search makes of it.
        let total = try #require(small["score"]?["total"]?.number)
        #expect(total * 2 > (try #require(free["score"]?["total"]?.number)))
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
