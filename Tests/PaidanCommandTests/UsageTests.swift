import Scheduling
import Testing

@testable import PaidanCommand

@Suite("The command line")
struct UsageTests {
    @Test(
        "What can't be understood ends with status 2 and says so on standard error",
        arguments: [
            [], ["fly"], ["plan"], ["plan", "s"], ["plan", "s", "--out"], ["check"],
            ["publish", "s"],
            ["plan", "s", "--out", "o", "--time", "0"],
            ["plan", "s", "--out", "o", "--time", "soon"],
            ["plan", "s", "--out", "o", "--time", "nan"],
            ["plan", "s", "--out", "o", "--work", "0"],
            ["plan", "s", "--out", "o", "--threads", "0"],
            ["plan", "s", "--out", "o", "--seed", "-1"],
            ["plan", "s", "--out", "o", "--method", "magic"],
            ["plan", "s", "--out", "o", "--format", "xml"],
            ["plan", "s", "--out", "o", "--lang", "fr"],
            ["plan", "s", "--out", "o", "--checkpoint", "0"],
            ["plan", "s", "--out", "o", "--memory", "much"],
            ["plan", "s", "--out", ""], ["plan", "s", "--out", "o", "extra"],
            ["publish", "s", "p", "--since", "2026-02-30"],
            ["publish", "s", "p", "--kind", "kept"],
        ]
    )
    func misuse(arguments: [String]) async {
        let output = CollectingSink()
        let errors = CollectingSink()
        let console = Console(output: output, errors: errors)
        #expect(await PaidanProgram.run(arguments, in: console) == .usage)
        #expect(output.text.isEmpty)
        #expect(!errors.text.isEmpty)
    }

    @Test("A value that an option can't have is told in the language asked for")
    func misuseInBothLanguages() async {
        let arguments = ["plan", "s", "--out", "o", "--time", "0"]
        func errors(_ more: [String], _ environment: [String: String] = [:]) async -> [String] {
            let sink = CollectingSink()
            let console = Console(output: sink, errors: sink, environment: environment)
            #expect(await PaidanProgram.run(arguments + more, in: console) == .usage)
            return sink.lines
        }
        let english = await errors([])
        #expect(english.first == "Error: --time must be above 0 (seconds).")
        #expect(english.contains { $0.hasPrefix("Usage: paidan plan ") })
        #expect(english.last == "  See 'paidan plan --help' for more information.")
        let chinese = await errors(["--lang", "zh"])
        #expect(chinese.first == "错误：--time 应大于 0（秒）")
        #expect(chinese.contains { $0.hasPrefix("用法：paidan plan ") })
        #expect(chinese.last == "  详见“paidan plan --help”")
        #expect(await errors([], ["LANG": "zh_CN.UTF-8"]) == chinese)
        #expect(await errors(["--lang", "en"], ["LANG": "zh_CN.UTF-8"]) == english)
    }

    @Test("Help and version go to standard output")
    func help() async {
        let version = await paidan("--version")
        #expect(version.status == .success)
        #expect(version.output == "0.1.0\n")
        for arguments in [["--help"], ["help"], ["help", "plan"], ["plan", "--help"]] {
            let output = CollectingSink()
            let console = Console(output: output, errors: CollectingSink())
            #expect(await PaidanProgram.run(arguments, in: console) == .success)
            #expect(output.text.contains("USAGE: paidan"))
        }
    }

    @Test("Completions are written for three shells", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) async {
        let outcome = await paidan("--generate-completion-script", shell)
        #expect(outcome.status == .success)
        #expect(outcome.output.contains("--drop-conflicting-pins") || shell == "fish")
        #expect(outcome.output.contains("publish"))
    }

    @Test("Statuses are the ones that scripts rely on")
    func statuses() {
        #expect(CommandStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 5, 6, 129, 130, 143])
    }

    @Test(
        "Sizes of memory are mebibytes unless a suffix says otherwise",
        arguments: [
            ("512", 536_870_912), ("512M", 536_870_912), ("2G", 2_147_483_648),
            ("2gib", 2_147_483_648), ("1GB", 1_000_000_000), ("4k", 4096),
        ]
    )
    func sizes(text: String, bytes: Int) {
        #expect(ByteCount(argument: text)?.bytes == bytes)
    }

    @Test(
        "Other sizes are refused",
        arguments: ["", "0", "-1", "1.5G", "M", "1T", "99999999999999G"]
    )
    func badSizes(text: String) {
        #expect(ByteCount(argument: text) == nil)
    }

    @Test(
        "The locale chooses the language: LC_ALL before LC_MESSAGES before LANG",
        arguments: [
            ([:], Language.english), (["LANG": "zh_CN.UTF-8"], .chinese),
            (["LANG": "zh_CN.UTF-8", "LC_ALL": "C"], .english),
            (["LANG": "C", "LC_MESSAGES": "zh_TW"], .chinese),
            (["LANG": "zh_CN", "LC_ALL": ""], .chinese),
        ]
    )
    func locale(environment: [String: String], language: Language) {
        let sink = CollectingSink()
        let console = Console(output: sink, errors: sink, environment: environment)
        #expect(console.language == language)
    }

    @Test("Without a time the clock limits a run to 60 s, but not one that --work limits")
    func limits() throws {
        func command(_ more: String...) throws -> PlanCommand {
            try PlanCommand.parse(["s", "--out", "o"] + more)
        }
        #expect(try command().timeLimitSeconds == 60)
        #expect(try command("--work", "5").timeLimitSeconds == nil)
        #expect(try command("--work", "5", "--time", "7").timeLimitSeconds == 7)
        // Ten seconds in all, three gone; what writing takes is kept back once it is known.
        let options = try command("--time", "10").planningOptions(
            elapsedSeconds: 3,
            startingPlan: nil
        )
        #expect(options.timeLimitSeconds == 7)
        // Auditing and writing a second time, the summary, the end: three times the first saving.
        #expect(PlanCommand.endingSeconds(afterSaving: 2) > 6)
        // However late it is, the planner is given a moment.
        let late = try command("--time", "1").planningOptions(elapsedSeconds: 3, startingPlan: nil)
        #expect(late.timeLimitSeconds == 0.01)
    }
}
