import Paidan
import Reports
import ScenarioFiles
import Scheduling
import Simulation

// What several commands that plan have in common.

/// Reads `2026-11-23T10:00`.
enum DateTimeText {
    /// The moment; nil where the text is none.
    static func moment(_ text: String) -> DraftMoment? {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let date = isoDate(String(parts[0])) else { return nil }
        let clock = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        guard clock.count == 2, (1...2).contains(clock[0].count), clock[1].count == 2,
            clock.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }),
            let hour = Int(clock[0]), let minute = Int(clock[1]), minute < 60,
            hour * 60 + minute <= minutesPerDay
        else { return nil }
        return .minute(date, minuteOfDay: hour * 60 + minute)
    }
}

/// Runs planning that the first signal ends with the best plan so far.
func cancellable<Value: Sendable>(
    _ interruption: Interruption,
    _ body: @escaping @Sendable () async throws(PlanningFailure) -> Value
) async -> Result<Value, PlanningFailure> {
    let task = Task { () -> Result<Value, PlanningFailure> in
        do throws(PlanningFailure) {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
    interruption.onRaise { task.cancel() }
    return await task.value
}

/// Plans with slack and backups; the first signal ends that with the best plan so far.
func planRobustly(
    _ scenario: Scenario,
    from plan: Plan,
    _ options: RobustOptions,
    _ interruption: Interruption
) async throws(CommandFailure) -> RobustPlan {
    let planner = RobustPlanner(options: options)
    let made = await cancellable(interruption) {
        () async throws(PlanningFailure) -> RobustPlan in
        try await planner.plan(scenario, from: plan)
    }
    do throws(PlanningFailure) {
        return try made.get()
    } catch {
        throw .planning(error, scenario, interruption.status)
    }
}

/// Reads a plan that has to be valid, in what it says of itself too, and the pinned rows that it was
/// told to give up.
func readValidPlan(
    _ path: String,
    for scenario: Scenario
) throws(CommandFailure) -> (plan: Plan, droppedPins: [Commitment]) {
    let reading = try readPlan(path, for: scenario)
    let findings = PlanFindings(reading, path: path, scenario: scenario)
    if findings.count > 0 { throw .faultyPlan(findings, scenario) }
    return (reading.record.plan, findings.droppedPins)
}

/// Writes plan.json and assignments.csv into a folder.
func writePlan(
    _ result: PlanningResult,
    for scenario: Scenario,
    to path: String
) throws(CommandFailure) {
    let folder: OutputFolder
    do {
        folder = try OutputFolder(path: path)
    } catch {
        throw .output(error)
    }
    let files = PlanFiles(result, for: scenario)
    try writeFile(files.assignments, to: folder.path(of: .assignments))
    try writeFile(files.plan, to: folder.path(of: .plan))
}

/// The files that hold a run's plan.
struct PlanFiles {
    /// plan.json.
    let plan: [UInt8]
    /// assignments.csv, which names the plan it belongs to.
    let assignments: [UInt8]
    /// What ``plan`` is known by.
    let fingerprint: String

    init(_ result: PlanningResult, for scenario: Scenario) {
        let record = PlanRecord(
            plan: result.plan,
            scenarioName: scenario.name,
            method: result.method,
            stop: result.stop.rawValue,
            score: result.score,
            bound: result.bound.map { Double($0) },
            droppedPins: result.droppedPins.map { DroppedPin($0) }
        )
        plan = PlanFile.encode(record, for: scenario)
        fingerprint = Fingerprint.ofBytes(plan)
        assignments = AssignmentsTable.encode(
            result.plan,
            for: scenario,
            fingerprint: fingerprint
        )
    }
}
