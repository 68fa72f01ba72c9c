import ArgumentParser
import Evaluation
import Paidan
import Reports
import ScenarioFiles
import Scheduling
import Simulation

/// `paidan simulate`: a plan on thousands of days on which not all goes as planned.
struct SimulateCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Replay a plan on days when crews stay away and visits take longer.",
        discussion: """
            Says how many visits of each tier are served on average, and at least on nine days of \
            ten. With --robust it makes another plan of the scenario, with slack and backups for \
            red visits, and says what that costs. docs/simulation.md describes the model.
            """
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @Argument(help: "The plan.json to replay.", completion: .file(extensions: ["json"]))
    var plan: String

    @Option(help: "How many days are played.")
    var runs = SimulationOptions().runs

    @Option(help: "Seed of every draw.")
    var seed = SimulationOptions().seed

    @Option(help: "How often in 100 times a crew comes whose team has no show_up of its own.")
    var showUp = 95

    @Option(help: "Visits take up to so many percent less, and twice as many more.")
    var spread = SimulationOptions().spreadPercent

    @Flag(help: "Plan again with slack and backups, and compare.")
    var robust = false

    @Option(help: "With --robust: percent of a visit's length added to it while planning.")
    var slack = RobustOptions().slackPercent

    @Option(help: "With --robust: deterministic limit of the plan in work units.")
    var work = RobustOptions().planning.workLimit ?? 10_000

    @Option(help: "With --robust: folder for the robust plan.json.", completion: .directory)
    var out: String?

    @Option(help: "Threads that may run side by side.")
    var threads = SimulationOptions().threads

    @OptionGroup var presentation: PresentationOptions

    var lang: Language? { presentation.lang }

    var misuse: Misuse? {
        if !(1...1_000_000).contains(runs) { return Misuse(SimulationPhrase.runsOutOfRange) }
        for (name, value) in [("--show-up", showUp), ("--spread", spread), ("--slack", slack)]
        where !(0...100).contains(value) {
            return Misuse(SimulationPhrase.percentOutOfRange, name)
        }
        if work < 1 { return Misuse(.workNotPositive) }
        if threads < 1 || threads > 1024 { return Misuse(.threadsOutOfRange) }
        if out?.isEmpty == true { return Misuse(.outputUnnamed) }
        return out != nil && !robust ? Misuse(SimulationPhrase.robustNeedsOut) : nil
    }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        let report = Reporter(console: console, presentation: presentation)
        do throws(CommandFailure) {
            return try await simulate(report, interruption)
        } catch {
            return report.fail(error)
        }
    }

    private var options: SimulationOptions {
        var options = SimulationOptions()
        options.runs = runs
        options.seed = seed
        options.showUpPercent = showUp
        options.spreadPercent = spread
        options.threads = threads
        return options
    }

    private func simulate(
        _ report: Reporter,
        _ interruption: Interruption
    ) async throws(CommandFailure) -> CommandStatus {
        let reading = try readScenario(scenario)
        let (standing, dropped) = try readValidPlan(plan, for: reading.scenario)
        var scenario = reading.scenario
        scenario.commitments.removeAll { dropped.contains($0) }
        let score = Audit(scenario).judge(standing).score
        let outcome =
            robust ? try await makeRobust(scenario, standing, score, interruption) : nil
        let result = Simulator.replay(standing, for: scenario, options: options)
        switch report.format {
        case .text:
            let page = SimulationReport(
                scenario,
                options: options,
                score: score,
                result: result,
                robust: outcome
            )
            return report.put(page.text(in: report.language), status: .success)
        case .json:
            let document = SimulationDocument(score: score, result: result, robust: outcome)
            return report.put(document, status: .success)
        }
    }

    private func makeRobust(
        _ scenario: Scenario,
        _ plan: Plan,
        _ score: Score,
        _ interruption: Interruption
    ) async throws(CommandFailure) -> RobustOutcome {
        var robustOptions = RobustOptions()
        robustOptions.slackPercent = slack
        robustOptions.showUpPercent = showUp
        robustOptions.planning.workLimit = work
        robustOptions.planning.threads = threads
        let planned = try await planRobustly(scenario, from: plan, robustOptions, interruption)
        if let out {
            let result = PlanningResult(
                plan: planned.plan,
                score: planned.score,
                bound: nil,
                stop: planned.stop,
                method: "robust"
            )
            try writePlan(result, for: scenario, to: out)
        }
        let replayed = Simulator.replay(
            planned.plan,
            for: scenario,
            backups: planned.backups,
            options: options
        )
        let cost = RobustCost(planned, against: plan, total: score.total, scenario)
        return RobustOutcome(planned, cost, replayed)
    }
}
