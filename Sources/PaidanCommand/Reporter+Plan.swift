import Paidan
import Reports
import ScenarioFiles
import Scheduling

extension Reporter {
    /// Tells of a plan that was made and written.
    func showPlan(
        _ result: PlanningResult,
        for reading: ScenarioReading,
        in folder: OutputFolder,
        _ status: CommandStatus
    ) -> CommandStatus {
        let summary = PlanSummary(
            scenario: reading.scenario,
            plan: result.plan,
            score: result.score,
            bound: result.bound,
            stop: result.stop.phrase,
            droppedPins: result.droppedPins,
            files: OutputFolder.File.allCases.reversed().map { folder.path(of: $0) }
        )
        switch format {
        case .text:
            return put(summary.text(in: language), status: status)
        case .json:
            var document = OutcomeDocument(outcome: "planned", status: status)
            document.add(records(of: reading.warnings))
            document.plan = PlanDigest(summary, result, folder)
            return put(document, status: status)
        }
    }
}

extension StopReason {
    /// Why the run ended, in words; nil for a proof, which the summary states anyway.
    fileprivate var phrase: Phrase? {
        switch self {
        case .proven: nil
        case .work: .stopWork
        case .time: .stopTime
        case .memory: .stopMemory
        case .interrupted: .stopInterrupted
        case .solverFailed: .stopSolverFailed
        }
    }
}
