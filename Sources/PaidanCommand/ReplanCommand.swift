import ArgumentParser
import Paidan
import Replanning
import Reports
import ScenarioFiles
import Scheduling

/// `paidan replan`: the day has begun, things have happened, and the plan goes on from there.
struct ReplanCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "replan",
        abstract: "Plan a day under way again after events, with as few changes as pay.",
        discussion: """
            What has begun stays with its crew and start, accepted work is pinned, declined pairs \
            are excluded, and nothing else starts before --now. Every other assignment is a \
            promise whose change costs weights.change, or counts against --max-changes. \
            docs/replanning.md describes the events file.
            """
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @Argument(help: "The plan.json in hand.", completion: .file(extensions: ["json"]))
    var plan: String

    @Argument(help: "The events file.", completion: .file(extensions: ["csv"]))
    var events: String

    @Option(help: "The moment, as 2026-11-23T10:00.")
    var now: String

    @Option(help: "Folder for the new plan.json and assignments.csv.", completion: .directory)
    var out: String?

    @Option(
        help: "Folder for the scenario as the events have changed it, which the plan is for.",
        completion: .directory
    )
    var scenarioOut: String?

    @Option(
        help: "File for the decline ladder: for each assignment the next two teams.",
        completion: .file(extensions: ["csv"])
    )
    var ladder: String?

    @Option(help: "Most promises that may be changed (default: as many as pay).")
    var maxChanges: Int?

    @Flag(help: "Show what each number of changes brings.")
    var curve = false

    @Option(help: "Wall-clock seconds of each run (default: no limit by the clock).")
    var time: Double?

    @Option(help: "Deterministic limit of each run in work units.")
    var work = ReplanOptions().workLimit

    @Option(help: "Threads that may run side by side.")
    var threads = ReplanOptions().threads

    @Option(help: "Seed of every random choice.")
    var seed = ReplanOptions().seed

    @OptionGroup var presentation: PresentationOptions

    var lang: Language? { presentation.lang }

    var misuse: Misuse? {
        if let time, !(time > 0 && time <= 1e9) { return Misuse(.secondsNotPositive, "--time") }
        if work < 1 { return Misuse(.workNotPositive) }
        if threads < 1 || threads > 1024 { return Misuse(.threadsOutOfRange) }
        if let maxChanges, maxChanges < 0 { return Misuse(ReplanPhrase.budgetNegative) }
        if out?.isEmpty == true || scenarioOut?.isEmpty == true { return Misuse(.outputUnnamed) }
        return DateTimeText.moment(now) == nil ? Misuse(ReplanPhrase.nowNotMoment, now) : nil
    }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        let report = Reporter(console: console, presentation: presentation)
        do throws(CommandFailure) {
            return try await replan(report, interruption)
        } catch {
            return report.fail(error)
        }
    }

    private func replan(
        _ report: Reporter,
        _ interruption: Interruption
    ) async throws(CommandFailure) -> CommandStatus {
        let reading = try readScenario(scenario)
        let standing = try readValidPlan(plan, for: reading.scenario).plan
        guard let moment = DateTimeText.moment(now)?.minutes(since: reading.scenario.start),
            (0...reading.scenario.horizonMinutes).contains(moment)
        else {
            report.complain(ReplanPhrase.nowOutside, now)
            return .usage
        }
        let happened = try readEvents()
        let day = try change(reading, standing, happened, moment)
        report.warn(day.warnings)
        let outcome = try await run(day, interruption)
        try write(outcome, reading, happened)
        let status = interruption.status ?? .success
        if report.format == .text {
            return report.put(outcome.text(in: report.language), status: status)
        }
        var document = ReplanDocument(outcome)
        document.exitStatus = status.rawValue
        return report.put(document, status: status)
    }

    private func readEvents() throws(CommandFailure) -> EventsReading {
        do throws(InvalidScenario) {
            return try EventsFile.read(path: events)
        } catch {
            throw .invalidScenario(path: events, error.faults)
        }
    }

    private func change(
        _ reading: ScenarioReading,
        _ plan: Plan,
        _ events: EventsReading,
        _ moment: Int
    ) throws(CommandFailure) -> ChangedDay {
        do throws(InvalidScenario) {
            return try ChangedDay(reading, plan: plan, events: events, nowMinute: moment)
        } catch {
            throw .invalidScenario(path: self.events, error.faults)
        }
    }

    private func run(
        _ day: ChangedDay,
        _ interruption: Interruption
    ) async throws(CommandFailure) -> ReplanReport {
        var options = ReplanOptions()
        options.workLimit = work
        options.timeLimitSeconds = time
        options.threads = threads
        options.seed = seed
        options.mostChanges = maxChanges
        let replanner = Replanner(options: options)
        let wantsCurve = curve
        let outcome = await cancellable(interruption) {
            () async throws(PlanningFailure) -> ReplanReport in
            let result = try await replanner.replan(day)
            let points = wantsCurve ? try await replanner.curve(result) : []
            return ReplanReport(result, curve: points)
        }
        do throws(PlanningFailure) {
            return try outcome.get()
        } catch {
            throw .planning(error, day.scenario, interruption.status)
        }
    }

    private func write(
        _ outcome: ReplanReport,
        _ reading: ScenarioReading,
        _ happened: EventsReading
    ) throws(CommandFailure) {
        let day = outcome.result.day
        if let out { try writePlan(outcome.result.planning, for: day.scenario, to: out) }
        if let ladder { try writeFile(LadderTable.encode(outcome.result), to: ladder) }
        guard let scenarioOut else { return }
        let draft = day.draft(from: reading.draft, added: happened.events.compactMap(\.request))
        try writeScenario(draft, to: scenarioOut)
    }
}
