import ArgumentParser
import Foundation
import History
import Paidan
import Scheduling
import Simulation

/// `paidan plan`: a scenario folder in, a plan in an output folder.
struct PlanCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Make a plan for a scenario folder and write it to an output folder.",
        discussion: """
            Writes plan.json, assignments.csv and run.json, each whole or not at all. The first \
            Ctrl-C or SIGTERM ends the run with the best plan so far, the second at once.
            """
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @Option(help: "The folder to write to; made where there is none.", completion: .directory)
    var out: String

    @Option(
        help: """
            Wall-clock seconds from start to last byte (default: 60, or no limit where --work is \
            given).
            """
    )
    var time: Double?

    @Option(help: "Deterministic limit in work units, about a thousandth of a core second each.")
    var work: Int?

    @Option(help: "Threads that may run side by side.")
    var threads = PlanningOptions().threads

    @Option(help: "Seed of every random choice.")
    var seed = PlanningOptions().seed

    @Option(help: "How the plan is made: auto, greedy or exact.")
    var method = PlanningMethod.auto

    @Option(
        name: .customLong("from"),
        help: "A plan.json to start from, as far as it still fits.",
        completion: .file(extensions: ["json"])
    )
    var startingPlan: String?

    @Option(
        help: "A ledger of past plans to start from; the scenario so changed goes to OUT/scenario.",
        completion: .file(extensions: ["csv"])
    )
    var history: String?

    @Option(
        help: "Ratings of teams to start from, as team,service,rating; with --history.",
        completion: .file(extensions: ["csv"])
    )
    var ratings: String?

    @Flag(
        help: """
            Plan with slack in every visit, reliable teams and stand-ins at red ones, and say what \
            that costs; half of the time or work goes to a plan without.
            """
    )
    var robust = false

    @Option(help: "With --robust: percent of a visit's length added to it while planning.")
    var slack = RobustOptions().slackPercent

    @Option(help: "Seconds between savings of a better plan on the way.")
    var checkpoint = 30.0

    @Option(help: "Most memory, in MiB or with a suffix (512, 2G); past it the run ends early.")
    var memory: ByteCount?

    @Flag(help: "Give up pinned rows that can't be kept together, and list them.")
    var dropConflictingPins = false

    @Flag(help: "No progress and no warnings on standard error.")
    var quiet = false

    @OptionGroup var presentation: PresentationOptions

    var lang: Language? { presentation.lang }

    var misuse: Misuse? {
        if let time, !(time > 0 && time <= 1e9) { return Misuse(.secondsNotPositive, "--time") }
        if let work, work < 1 { return Misuse(.workNotPositive) }
        if threads < 1 || threads > 1024 { return Misuse(.threadsOutOfRange) }
        if !(checkpoint > 0 && checkpoint <= 1e9) {
            return Misuse(.secondsNotPositive, "--checkpoint")
        }
        if !(0...100).contains(slack) {
            return Misuse(SimulationPhrase.percentOutOfRange, "--slack")
        }
        if ratings != nil, history == nil { return Misuse(HistoryPhrase.ratingsNeedHistory) }
        return out.isEmpty ? Misuse(.outputUnnamed) : nil
    }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        let report = Reporter(console: console, presentation: presentation, isQuiet: quiet)
        let session = PlanningSession(command: self, report: report, interruption: interruption)
        do {
            return try await session.run()
        } catch {
            return report.fail(error)
        }
    }

    /// Seconds that the whole run may take; nil = no limit by the clock.
    var timeLimitSeconds: Double? {
        time ?? (work == nil ? PlanningOptions().timeLimitSeconds : nil)
    }

    /// Seconds to keep back for the last audit, writing, the summary and the end of the process,
    /// where auditing and writing took so long the first time.
    static func endingSeconds(afterSaving seconds: Double) -> Double { 0.05 + 3 * seconds }

    /// What the planner is asked, this long after the process began.
    func planningOptions(elapsedSeconds: Double, startingPlan: Plan?) -> PlanningOptions {
        var options = PlanningOptions()
        options.method = method
        // What comes after the planner is kept back by the session once it has an idea of it.
        options.timeLimitSeconds = timeLimitSeconds.map {
            max(0.01, (robust ? $0 / 2 : $0) - elapsedSeconds)
        }
        options.workLimit = robust ? work.map { ($0 + 1) / 2 } : work
        options.threads = threads
        options.seed = seed
        options.memoryLimitBytes = memory?.bytes
        options.startingPlan = startingPlan
        options.dropsConflictingPins = dropConflictingPins
        return options
    }

    /// What the robust planner is asked, this long after the process began.
    func robustOptions(elapsedSeconds: Double) -> RobustOptions {
        var options = RobustOptions()
        options.slackPercent = slack
        options.planning.workLimit = work.map { max(1, $0 / 2) }
        // Choosing stand-ins, the audit and writing come after the planner.
        options.planning.timeLimitSeconds = timeLimitSeconds.map {
            max(0.01, 0.95 * $0 - elapsedSeconds)
        }
        options.planning.threads = threads
        options.planning.seed = seed
        return options
    }
}
