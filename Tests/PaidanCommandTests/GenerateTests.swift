import Scheduling
import Testing

@testable import PaidanCommand

@Suite("Generating scenarios")
struct GenerateTests {
    private let folder: TestFolder
    private let files = [
        "scenario.yaml", "sites.csv", "teams.csv", "shifts.csv", "services.csv", "roles.csv",
        "requests.csv",
    ]

    init() throws { folder = try TestFolder() }

    @Test("A new folder has all files, is good input, and is the same for the same seed")
    func good() async throws {
        let out = folder("made")
        let outcome = await paidan(
            "generate",
            "core",
            "--visits",
            "30",
            "--out",
            out,
            "--lang",
            "en"
        )
        #expect(outcome.status == .success)
        #expect(outcome.output.hasPrefix("scenario written to \(out)\nvisits: 30, teams: 6,"))
        #expect(outcome.errors.isEmpty)
        #expect(await paidan("check", out, "--format", "json").status == .success)

        let again = await paidan("generate", "core", "--visits", "30", "--out", folder("again"))
        #expect(again.status == .success)
        for file in files {
            #expect(try folder.bytes("made/\(file)") == folder.bytes("again/\(file)"))
        }
        _ = await paidan(
            "generate",
            "core",
            "--visits",
            "30",
            "--seed",
            "2",
            "--out",
            folder("other")
        )
        #expect(try folder.bytes("made/requests.csv") != folder.bytes("other/requests.csv"))
        #expect(try names() == ["again", "made", "other"])
    }

    @Test("A folder that holds something is left alone, in the language asked for")
    func occupied() async throws {
        try folder.write("mine", to: "notes.txt")
        let outcome = await paidan(
            "generate",
            "core",
            "--visits",
            "10",
            "--out",
            folder.path,
            "--lang",
            "zh"
        )
        #expect(outcome.status == .outputNotWritten)
        #expect(outcome.errors.contains("不是空文件夹"))
        #expect(try names() == ["notes.txt"])
    }

    @Test("With --force the scenario's files are replaced, stale ones go, others stay")
    func forced() async throws {
        try folder.write("mine", to: "notes.txt")
        try folder.write("old", to: "requests.csv")
        try folder.write("old", to: "commitments.csv")
        let outcome = await paidan(
            "generate",
            "core",
            "--visits",
            "10",
            "--out",
            folder.path,
            "--force"
        )
        #expect(outcome.status == .success)
        #expect(try names() == (files + ["notes.txt"]).sorted())
        #expect(try folder.text("notes.txt") == "mine")
        #expect(await paidan("check", folder.path).status == .success)
    }

    @Test("What can't be written leaves nothing behind")
    func unwritable() async throws {
        try folder.write("mine", to: "file")
        // A file is no folder that anything could be made in.
        let outcome = await paidan(
            "generate",
            "core",
            "--visits",
            "10",
            "--out",
            folder("file/such/made")
        )
        #expect(outcome.status == .outputNotWritten)
        #expect(!outcome.errors.isEmpty)
        let blocked = await paidan(
            "generate",
            "core",
            "--visits",
            "10",
            "--out",
            folder("file"),
            "--force"
        )
        #expect(blocked.status == .outputNotWritten)
        #expect(try names() == ["file"])
    }

    @Test("An impossible density is a matter of usage; nothing is written")
    func density() async throws {
        let outcome = await paidan(
            "generate",
            "core",
            "--visits",
            "20",
            "--density",
            "900",
            "--out",
            folder("made"),
            "--format",
            "json"
        )
        #expect(outcome.status == .usage)
        let document = try outcome.document()
        #expect(document["outcome"] == .text("invalid-options"))
        #expect(document["exit_status"] == .number(2))
        #expect(try names().isEmpty)
    }

    @Test(
        "Options that make no sense are refused",
        arguments: [
            [], ["atlantis"], ["core", "--visits", "0"], ["core", "--visits", "100001"],
            ["core", "--teams", "0"], ["core", "--density", "0"], ["core", "--days", "32"],
            ["core", "--seed", "-1"], ["core", "--out", ""],
        ]
    )
    func misuse(arguments: [String]) async {
        let sink = CollectingSink()
        let console = Console(output: sink, errors: CollectingSink())
        #expect(await PaidanProgram.run(["generate"] + arguments, in: console) == .usage)
        #expect(sink.text.isEmpty)
    }

    /// What the test's folder holds, hidden files too.
    private func names() throws -> [String] {
        try folder.names().sorted()
    }
}
