import ArgumentParser
import Paidan
import Recruiting
import Reports
import Scheduling

/// `paidan recruit`: what more crews would be worth, and how few reach a target.
struct RecruitCommand: ConsoleCommand {
    static let configuration = CommandConfiguration(
        commandName: "recruit",
        abstract: "Tell what one more crew would be worth, and how few reach a target.",
        discussion: """
            Without --target: the worth of a crew-hour by skill, day and institute from the prices \
            of the relaxation, and the ten recruitments that gain most, each confirmed by planning \
            with it. With --target red=100%,all=95%: few more crews that reach it, with a proven \
            least number.
            """
    )

    @Argument(help: "The scenario's folder.", completion: .directory)
    var scenario: String

    @Option(help: "Shares of visits to be served, as red=100%,all=95%.")
    var target: String?

    @Option(help: "Work units of the plan that prices come from.")
    var work = RecruitOptions().baseWork

    @Option(help: "Work units of each plan with more crews.")
    var trialWork = RecruitOptions().trialWork

    @Option(help: "Most crews added to reach the target.")
    var mostCrews = RecruitOptions().mostCrews

    @Option(help: "Threads that may run side by side.")
    var threads = RecruitOptions().threads

    @Option(help: "Seed of every random choice.")
    var seed = RecruitOptions().seed

    @OptionGroup var presentation: PresentationOptions

    var lang: Language? { presentation.lang }

    var misuse: Misuse? {
        if work < 1 || trialWork < 1 { return Misuse(.workNotPositive) }
        if threads < 1 || threads > 1024 { return Misuse(.threadsOutOfRange) }
        if let target, CoverageTarget.list(target) == nil {
            return Misuse(RecruitPhrase.badTarget, target)
        }
        return nil
    }

    func execute(in console: Console, interruption: Interruption) async -> CommandStatus {
        let report = Reporter(console: console, presentation: presentation)
        do throws(CommandFailure) {
            return try await recruit(report, interruption)
        } catch {
            return report.fail(error)
        }
    }

    private var options: RecruitOptions {
        var options = RecruitOptions()
        options.baseWork = work
        options.trialWork = trialWork
        options.mostCrews = mostCrews
        options.threads = threads
        options.seed = seed
        return options
    }

    private func recruit(
        _ report: Reporter,
        _ interruption: Interruption
    ) async throws(CommandFailure) -> CommandStatus {
        let reading = try readScenario(scenario)
        report.warn(reading.warnings)
        let scenario = reading.scenario
        let recruiter = Recruiter(options: options)
        guard let targets = target.flatMap({ CoverageTarget.list($0) }) else {
            let outcome = await cancellable(interruption) {
                () async throws(PlanningFailure) -> RecruitResult in
                try await recruiter.recruit(scenario)
            }
            let result = try settled(outcome, scenario, interruption)
            return tell(RecruitReport(result), RecruitDocument(result), report, interruption)
        }
        let outcome = await cancellable(interruption) {
            () async throws(PlanningFailure) -> TargetResult in
            try await recruiter.reach(targets, scenario)
        }
        let result = try settled(outcome, scenario, interruption)
        return tell(RecruitReport(result), RecruitDocument(result), report, interruption)
    }

    private func tell(
        _ page: RecruitReport,
        _ document: RecruitDocument,
        _ report: Reporter,
        _ interruption: Interruption
    ) -> CommandStatus {
        let status = interruption.status ?? .success
        if report.format == .text {
            return report.put(page.text(in: report.language), status: status)
        }
        var document = document
        document.exitStatus = status.rawValue
        return report.put(document, status: status)
    }

    private func settled<Value>(
        _ outcome: Result<Value, PlanningFailure>,
        _ scenario: Scenario,
        _ interruption: Interruption
    ) throws(CommandFailure) -> Value {
        switch outcome {
        case .success(let value): return value
        case .failure(let failure): throw .planning(failure, scenario, interruption.status)
        }
    }
}
