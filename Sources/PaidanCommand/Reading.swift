import Evaluation
import Paidan
import Reports
import ScenarioFiles
import Scheduling

// The commands' few dealings with files, each failing in the commands' own terms.

/// Reads a scenario's folder.
func readScenario(_ path: String) throws(CommandFailure) -> ScenarioReading {
    do {
        return try ScenarioFolder(path: path).read()
    } catch {
        throw .invalidScenario(path: path, error.faults)
    }
}
func readPlan(_ path: String, for scenario: Scenario) throws(CommandFailure) -> PlanRecord {
    throw .unreadablePlan(path: path, [])
}
func writeFile(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    do {
        try DurableFile.write(bytes, to: path)
    } catch {
        throw .fileNotWritten(path: path, reason: "\(error)")
    }
}
extension PlanRecord { init(_ result: PlanningResult, scenario: Scenario) { fatalError() } }
extension Audit { func judge(_ r: PlanRecord) -> Verdict { judge(r.plan) } }
extension Reporter {
    func showPlan(
        _ s: PlanSummary,
        _ r: PlanningResult,
        _ g: ScenarioReading,
        _ f: OutputFolder,
        _ t: ExitStatus
    ) {}
}
