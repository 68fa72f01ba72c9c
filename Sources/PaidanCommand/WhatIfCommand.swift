import ArgumentParser
import Paidan
import Reports
import ScenarioFiles
import Scheduling
import WhatIf

/// `paidan whatif`: a scenario and overlays of it, planned side by side.
struct WhatIfCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "whatif",
        abstract: "Compare a scenario with what overlays make of it.",
        discussion: """
            Plans the scenario and each overlay with the same effort and compares them knowing how \
            far each plan may be from the best. An overlay is a small file in the form of \
            scenario.yaml: it closes sites, adds or takes away teams, crews, minutes and skills, \
            multiplies requests, changes weights. docs/what-if.md describes it.
            """
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @Argument(help: "Overlay files.", completion: .file(extensions: ["yaml", "yml"]))
    var overlays: [String]

    @Option(help: "Deterministic limit of each plan in work units.")
    var work: Int?

    @Option(help: "Wall-clock seconds of each plan (default: no limit by the clock).")
    var time: Double?

    @Option(help: "Threads that may run side by side.")
    var threads = PlanningOptions.question.threads

    @Option(help: "Seed of every random choice of the planner.")
    var seed = PlanningOptions.question.seed

    @OptionGroup var presentation: PresentationOptions

    var lang: Language? { presentation.lang }

    var misuse: Misuse? {
        if let time, !(time > 0 && time <= 1e9) { return Misuse(.secondsNotPositive, "--time") }
        if let work, work < 1 { return Misuse(.workNotPositive) }
        return threads < 1 || threads > 1024 ? Misuse(.threadsOutOfRange) : nil
    }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        let report = Reporter(console: console, presentation: presentation)
        do throws(CommandFailure) {
            return try await compare(report, interruption)
        } catch {
            return report.fail(error)
        }
    }

    private var options: PlanningOptions {
        var options = PlanningOptions.question
        options.workLimit = work ?? (time == nil ? options.workLimit : nil)
        options.timeLimitSeconds = time
        options.threads = threads
        options.seed = seed
        return options
    }

    private func compare(
        _ report: Reporter,
        _ interruption: Interruption
    ) async throws(CommandFailure) -> CommandStatus {
        let reading = try readScenario(scenario)
        report.warn(reading.warnings)
        let subjects = try readSubjects(reading)
        let runner = TrialRunner(options: options)
        let outcome = await cancellable(interruption) {
            () async throws(PlanningFailure) -> WhatIfReport in
            var trials: [Trial] = []
            for subject in subjects { trials.append(try await runner.run(subject)) }
            return WhatIfReport(trials)
        }
        let found: WhatIfReport
        do throws(PlanningFailure) {
            found = try outcome.get()
        } catch {
            throw .planning(error, reading.scenario, interruption.status)
        }
        let status = interruption.status ?? .success
        if report.format == .text {
            return report.put(found.text(in: report.language), status: status)
        }
        var document = WhatIfDocument(found)
        document.exitStatus = status.rawValue
        return report.put(document, status: status)
    }

    /// The base and each overlay; the faults of all overlays at once.
    private func readSubjects(
        _ reading: ScenarioReading
    ) throws(CommandFailure) -> [OverlaidScenario] {
        var subjects = [OverlaidScenario(base: reading, name: reading.scenario.name)]
        var faults: [InputFault] = []
        for path in overlays {
            do throws(InvalidScenario) {
                subjects.append(
                    try OverlaidScenario(reading, OverlayFile.read(path: path))
                )
            } catch {
                faults += error.faults
            }
        }
        if !faults.isEmpty { throw .invalidScenario(path: scenario, faults) }
        return subjects
    }
}
