import Foundation
import Paidan
import ScenarioFiles
import Scheduling
import Simulation

/// One run of `paidan plan`, from the scenario's files to the plan's.
struct PlanningSession: Sendable {
    let command: PlanCommand
    let report: Reporter
    let interruption: Interruption

    /// Reads, plans, audits, writes and tells.
    func run() async throws(CommandFailure) -> CommandStatus {
        var reading = try readScenario(command.scenario)
        report.warn(reading.warnings)
        if let history = command.history {
            reading = try startFromHistory(reading, ledger: history, ratings: command.ratings).1
        }
        let startingPlan = try readStartingPlan(for: reading.scenario)
        let folder = try openFolder()
        if command.history != nil {
            try writeScenario(reading.draft, to: folder.path + "/scenario")
        }
        let options = command.planningOptions(
            elapsedSeconds: report.console.elapsedSeconds,
            startingPlan: startingPlan
        )
        let writer = ResultWriter(
            scenario: reading.scenario,
            folder: folder,
            description: RunDescription(command: command, reading: reading, console: report.console)
        )
        var result = try await plan(reading.scenario, options, writer)
        var cost: RobustCost?
        if command.robust, interruption.status == nil {
            (result, cost) = try await makeRobust(result, reading.scenario)
        }
        try await write(result, writer, folder)
        return tell(result, cost, reading, folder)
    }

    /// The plan made anew with slack and stand-ins, and what that costs.
    private func makeRobust(
        _ plain: PlanningResult,
        _ whole: Scenario
    ) async throws(CommandFailure) -> (PlanningResult, RobustCost) {
        var scenario = whole
        scenario.commitments.removeAll { plain.droppedPins.contains($0) }
        let options = command.robustOptions(elapsedSeconds: report.console.elapsedSeconds)
        let robust = try await planRobustly(scenario, from: plain.plan, options, interruption)
        let cost = RobustCost(
            robust,
            against: plain.plan,
            total: plain.score.total,
            scenario
        )
        var result = plain
        result.plan = robust.plan
        result.score = robust.score
        result.stop = robust.stop
        result.method = plain.method + ", robust"
        return (result, cost)
    }

    private func readStartingPlan(for scenario: Scenario) throws(CommandFailure) -> Plan? {
        guard let path = command.startingPlan else { return nil }
        return try readPlan(path, for: scenario).record.plan
    }

    private func openFolder() throws(CommandFailure) -> OutputFolder {
        do {
            return try OutputFolder(path: command.out)
        } catch {
            throw .output(error)
        }
    }

    /// Runs the planner, showing progress and saving better plans on the way.
    private func plan(
        _ scenario: Scenario,
        _ options: PlanningOptions,
        _ writer: ResultWriter
    ) async throws(CommandFailure) -> PlanningResult {
        let run = Planner(options: options).start(scenario)
        interruption.onRaise { run.cancel() }
        let progress = report.progressReporter(visitCount: scenario.visits.count)
        let listening = Task {
            for await moment in run.progress {
                progress.show(moment)
                guard let incumbent = moment.incumbent else { continue }
                if await writer.offer(incumbent) { await saveFirst(writer, of: run, progress) }
            }
        }
        let clock = repeating(every: 1) { progress.tick() }
        let saving = repeating(every: command.checkpoint) { await save(writer, progress) }
        let outcome: Result<PlanningResult, PlanningFailure>
        do {
            outcome = .success(try await run.result())
        } catch {
            outcome = .failure(error)
        }
        for task in [clock, saving] { task.cancel() }
        for task in [listening, clock, saving] { await task.value }
        progress.clear()
        switch outcome {
        case .success(let result): return result
        case .failure(let failure): throw .planning(failure, scenario, interruption.status)
        }
    }

    /// Saves the first plan at once, and learns from that how long the end will take.
    private func saveFirst(
        _ writer: ResultWriter,
        of run: PlanningRun,
        _ progress: ProgressReporter
    ) async {
        let begin = ContinuousClock.now
        await save(writer, progress)
        let cost = (ContinuousClock.now - begin) / .seconds(1)
        run.keepBack(seconds: PlanCommand.endingSeconds(afterSaving: cost))
    }

    private func save(_ writer: ResultWriter, _ progress: ProgressReporter) async {
        guard let failure = await writer.saveOnTheWay() else { return }
        progress.clear()
        report.complain(.checkpointFailed, report.message(of: failure))
    }

    private func repeating(
        every seconds: Double,
        _ body: @escaping @Sendable () async -> Void
    ) -> Task<Void, Never> {
        Task {
            while (try? await Task.sleep(for: .seconds(seconds))) != nil { await body() }
        }
    }

    private func write(
        _ result: PlanningResult,
        _ writer: ResultWriter,
        _ folder: OutputFolder
    ) async throws(CommandFailure) {
        // Only a run that came to its own end may replace a better plan of the same input.
        if let status = interruption.status,
            let standing = await writer.totalOfBetter(than: result)
        {
            let found = result.score.total
            throw .keptBetter(status, folder: folder.path, found: found, standing: standing)
        }
        try await writer.finish(result)
    }

    private func tell(
        _ result: PlanningResult,
        _ cost: RobustCost?,
        _ reading: ScenarioReading,
        _ folder: OutputFolder
    ) -> CommandStatus {
        let status = interruption.status ?? .success
        if interruption.status != nil { report.note(.interruptedWithPlan) }
        if result.stop == .memory, let limit = command.memory {
            let peak = Machine.usage().peakMebibytes
            report.note(.memoryReached, "\(limit.bytes >> 20)", "\(peak)")
        }
        return report.showPlan(result, cost, for: reading, in: folder, status)
    }
}
