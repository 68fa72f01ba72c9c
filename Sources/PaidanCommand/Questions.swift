import ArgumentParser
import Insight
import Paidan
import Reports
import ScenarioFiles
import Scheduling

extension Audience: ExpressibleByArgument {}

/// Reads a scenario and a plan for it that questions are asked about.
///
/// Pinned rows that the plan says it was told to give up are taken out of the scenario.
func readStandingPlan(
    scenario path: String,
    plan planPath: String
) throws(CommandFailure) -> (reading: ScenarioReading, standing: JudgedPlan) {
    var reading = try readScenario(path)
    let plan = try readPlan(planPath, for: reading.scenario)
    let findings = PlanFindings(plan, path: planPath, scenario: reading.scenario)
    let dropped = findings.droppedPins
    reading.scenario.commitments.removeAll { dropped.contains($0) }
    // A false claim of the file about itself harms no answer; a broken rule does.
    guard let standing = JudgedPlan(reading.scenario, plan.record.plan) else {
        throw .faultyPlan(findings, reading.scenario)
    }
    return (reading, standing)
}

extension JudgedPlan {
    /// The index of a visit that a question names.
    func index(ofVisitNamed id: String) throws(CommandFailure) -> Int {
        guard let index = visitIndex(VisitID(id)) else {
            throw .unanswerable(.noSuchVisit, [id.printable])
        }
        return index
    }

    /// The index of a team that a question names.
    func index(ofTeamNamed id: String) throws(CommandFailure) -> Int {
        guard let index = scenario.teams.firstIndex(where: { $0.id == TeamID(id) }) else {
            throw .unanswerable(.noSuchTeam, [id.printable])
        }
        return index
    }
}
