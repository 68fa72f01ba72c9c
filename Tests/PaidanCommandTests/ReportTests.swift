import Foundation
import Testing

@testable import PaidanCommand

@Suite("paidan report")
struct ReportTests {
    /// A plan of the shipped scenario `tiny`, by the engine itself.
    private func plan(in folder: TestFolder, method: String = "greedy") async throws -> [String] {
        let scenario = shippedScenario("tiny")
        let out = folder("plan-\(method)")
        let outcome = await paidan(
            "plan",
            scenario,
            "--out",
            out,
            "--method",
            method,
            "--work",
            "5"
        )
        #expect(outcome.status == .success)
        return [scenario, out + "/plan.json"]
    }

    private func report(_ arguments: [String], _ more: String...) async -> Outcome {
        let output = CollectingSink()
        let errors = CollectingSink()
        let console = Console(output: output, errors: errors)
        let line = ["report"] + arguments + more
        let status = await PaidanProgram.run(line, in: console)
        return Outcome(status: status, output: output.text, errors: errors.text)
    }

    @Test("writes a folder that begins with index.html and says so")
    func writes() async throws {
        let folder = try TestFolder()
        let arguments = try await plan(in: folder)
        let outcome = await report(arguments, "--out", folder("out"), "--lang", "en")
        #expect(outcome.status == .success)
        #expect(outcome.output.contains("open \(folder("out"))/index.html"))
        #expect(try folder.text("out/index.html").contains("<html lang=\"en\">"))
        for name in ["report.json", "charts/load.svg", "map/sites.geojson", "tables/teams.csv"] {
            #expect(folder.has("out/\(name)"))
        }
        #expect(try folder.names().filter { $0.hasSuffix(".partial") }.isEmpty)
        // The same plan gives the same bytes.
        _ = await report(arguments, "--out", folder("again"), "--lang", "en")
        #expect(try folder.bytes("out/index.html") == folder.bytes("again/index.html"))
    }

    @Test("takes the reasons of explanations, and no explanations of another plan")
    func explanations() async throws {
        let folder = try TestFolder()
        let arguments = try await plan(in: folder)
        let explained = await paidan(
            "explain",
            arguments[0],
            arguments[1],
            "--work",
            "400",
            "--out",
            folder("explanation.json")
        )
        #expect(explained.status == .success)
        let flag = ["--explanations", folder("explanation.json"), "--lang", "en"]
        let outcome = await report(arguments + flag, "--out", folder("out"))
        #expect(outcome.status == .success)
        // Every visit left out is explained, so that none is merely not chosen.
        #expect(try !folder.text("out/tables/unserved.csv").contains("not-chosen"))

        let text = try folder.text("explanation.json")
        try folder.write(
            text.replacing("\"total\" : ", with: "\"total\" : 9")
                .replacing("\"total\": ", with: "\"total\": 9"),
            to: "explanation.json"
        )
        let other = await report(arguments + flag, "--out", folder("other"))
        #expect(other.status == .badInput)
        #expect(other.errors.contains("of another plan"))
        try folder.write("{}", to: "explanation.json")
        let broken = await report(arguments + flag, "--out", folder("other"))
        #expect(broken.status == .badInput)
        #expect(broken.errors.contains("no file of paidan explain"))
        #expect(!folder.has("other/index.html"))
    }

    @Test("takes contacts from the scenario to the run sheets, and nowhere else for the public")
    func contacts() async throws {
        let folder = try TestFolder()
        let scenario = try folder.scenario()
        let requests = try folder.text("scenario/requests.csv")
        var lines = requests.split(whereSeparator: \.isNewline).map(String.init)
        lines[0] += ",phone,address,notes"
        for index in lines.indices.dropFirst() { lines[index] += ",1380000,红旗路,狗凶" }
        try folder.write(lines.joined(separator: "\n") + "\n", to: "scenario/requests.csv")
        let out = folder("plan")
        _ = await paidan("plan", scenario, "--out", out, "--method", "greedy", "--work", "5")
        let arguments = [scenario, out + "/plan.json"]
        #expect(await report(arguments, "--out", folder("centre")).status == .success)
        let sheets = try FileManager.default.contentsOfDirectory(atPath: folder("centre/sheets"))
            .map { try folder.text("centre/sheets/\($0)") }.joined()
        for secret in ["1380000", "红旗路", "狗凶"] { #expect(sheets.contains(secret)) }
        #expect(
            await report(arguments, "--out", folder("all"), "--audience", "public").status
                == .success
        )
        for name in try FileManager.default.subpathsOfDirectory(atPath: folder("all"))
        where name.contains(".") {
            let text = try folder.text("all/\(name)")
            for secret in ["1380000", "红旗路", "狗凶"] { #expect(!text.contains(secret)) }
        }
    }

    @Test("leaves a filled folder alone; with --force nothing of the old report stays")
    func force() async throws {
        let folder = try TestFolder()
        let arguments = try await plan(in: folder)
        _ = await report(arguments, "--out", folder("out"))
        #expect(folder.has("out/sheets"))
        let refused = await report(arguments, "--out", folder("out"), "--lang", "en")
        #expect(refused.status == .outputNotWritten)
        #expect(refused.errors.contains("--force replaces the report in it"))
        try folder.write("mine", to: "out/own.txt")
        let forced = await report(
            arguments,
            "--out",
            folder("out"),
            "--force",
            "--audience",
            "public"
        )
        #expect(forced.status == .success)
        #expect(!folder.has("out/sheets"))
        #expect(!folder.has("out/tables/visits.csv"))
        #expect(try folder.text("out/own.txt") == "mine")
    }

    @Test("holds an earlier plan against the new one")
    func before() async throws {
        let folder = try TestFolder()
        let arguments = try await plan(in: folder)
        let text = try folder.text("plan-greedy/plan.json")
        let moved = text.replacingOccurrences(of: "\"crew\": 1", with: "\"crew\": 9")
        try folder.write(moved, to: "before.json")
        let outcome = await report(
            arguments,
            "--out",
            folder("out"),
            "--before",
            folder("before.json"),
            "--lang",
            "en"
        )
        #expect(outcome.status == .success)
        #expect(try folder.text("out/index.html").contains("other crew or shift: "))
        #expect(!(try folder.text("out/index.html").contains("other crew or shift: 0<")))
        let missing = await report(
            arguments,
            "--out",
            folder("no"),
            "--before",
            folder("none.json")
        )
        #expect(missing.status == .badInput)
        #expect(!folder.has("no"))
    }

    @Test("refuses a plan with violations and writes nothing")
    func violations() async throws {
        let folder = try TestFolder()
        let arguments = try await plan(in: folder)
        let text = try folder.text("plan-greedy/plan.json")
        let broken = text.replacingOccurrences(of: "\"crew\": 1", with: "\"crew\": 9")
        try folder.write(broken, to: "broken.json")
        let outcome = await report([arguments[0], folder("broken.json")], "--out", folder("out"))
        #expect(outcome.status == .violations)
        #expect(outcome.errors.contains("no report is made"))
        #expect(!folder.has("out"))
        let json = await report(
            [arguments[0], folder("broken.json")],
            "--out",
            folder("out"),
            "--format",
            "json"
        )
        #expect(json.status == .violations)
        #expect(try json.document()["outcome"] == .text("violations"))
    }

    @Test("lists its files as JSON")
    func json() async throws {
        let folder = try TestFolder()
        let arguments = try await plan(in: folder)
        let outcome = await report(arguments, "--out", folder("out"), "--format", "json")
        let document = try outcome.document()
        #expect(document["outcome"] == .text("reported"))
        guard case .array(let files)? = document["files"] else {
            Issue.record("no list of files")
            return
        }
        #expect(files.first == .text("index.html"))
        #expect(files.last == .text("report.json"))
    }

    @Test("says so where no picture can be made, and writes the rest")
    func noRasteriser() async throws {
        let folder = try TestFolder()
        let arguments = try await plan(in: folder)
        // The console of tests has no PATH, so that no program is found.
        let outcome = await report(arguments, "--out", folder("out"), "--png", "--lang", "en")
        #expect(outcome.status == .success)
        #expect(outcome.errors.contains("no PNG was made"))
        #expect(folder.has("out/charts/load.svg"))
    }

    @Test("Names that an option can't have are misuse")
    func misuse() async {
        #expect(await report(["s", "p"], "--out", "").status == .usage)
        #expect(await report(["s", "p"], "--out", "o", "--audience", "press").status == .usage)
        #expect(await report(["s", "p"]).status == .usage)
    }
}
