import Paidan
import Reports
import ScenarioFiles
import Scheduling
import Simulation

extension Reporter {
    /// Tells of a plan that was made and written, and what its robustness costs.
    func showPlan(
        _ result: PlanningResult,
        _ cost: RobustCost?,
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
            let robust = cost.map { "\n" + $0.text(in: language) } ?? ""
            return put(summary.text(in: language) + robust, status: status)
        case .json:
            var document = OutcomeDocument(outcome: "planned", status: status)
            document.add(records(of: reading.warnings))
            document.plan = PlanDigest(summary, result, folder)
            document.robust = cost
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
