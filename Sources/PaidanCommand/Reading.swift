import Evaluation
import Paidan
import ScenarioFiles
import Scheduling

// The commands' dealings with files, each failing in the commands' own terms.

/// Reads a scenario's folder.
func readScenario(_ path: String) throws(CommandFailure) -> ScenarioReading {
    do {
        return try ScenarioFolder(path: path).read()
    } catch {
        throw .invalidScenario(path: path, error.faults)
    }
}

/// Reads a plan file, which may have rows that can't be read.
func readPlan(
    _ path: String,
    for scenario: Scenario
) throws(CommandFailure) -> ScenarioFiles.PlanReading {
    do {
        return try PlanFile.read(path, for: scenario)
    } catch {
        throw .unreadablePlan(path: path, error.faults)
    }
}

/// Reads a small file of options, such as one of prices.
func readBytes(
    _ path: String,
    limit: Int = 1 << 20
) throws(CommandFailure) -> [UInt8] {
    do throws(FileFailure) {
        if let bytes = try FileSystem.read(path, limit: limit) { return bytes }
    } catch {
        throw .fileNotRead(path: path, error.cause)
    }
    throw .fileNotRead(path: path, .text(.noFile))
}

/// Writes a file, whole or not at all.
func writeFile(_ bytes: [UInt8], to path: String) throws(CommandFailure) {
    do {
        try DurableFile.write(bytes, to: path)
    } catch {
        throw .fileNotWritten(path: path, error)
    }
}

/// What `check` and `publish` find of a plan file.
struct PlanFindings {
    private let path: String
    private let faults: [PlanFault]
    /// Rules broken by the rest, and claims that are not so.
    let violations: [Violation]
    /// The score as recomputed.
    let score: Score
    /// Pinned rows that the plan says it was told to give up, and does: no violations.
    let droppedPins: [Commitment]

    /// Audits a plan file that was read.
    init(_ reading: ScenarioFiles.PlanReading, path: String, scenario: Scenario) {
        let said = Set(reading.record.droppedPins)
        var asked = scenario
        let isDropped = { (row: Commitment) in
            row.kind == .pinned && said.contains(DroppedPin(row))
        }
        droppedPins = scenario.commitments.filter(isDropped)
        asked.commitments.removeAll(where: isDropped)
        let verdict = Audit(asked).judge(reading.record.plan)
        let claims = PlanClaims(reading)
        violations = verdict.violations + verdict.checkClaims(claims)
        score = verdict.score
        faults = reading.faults.filter { !PlanFindings.isClaim($0) }
        self.path = path
    }

    /// Rows and figures that can't be read.
    func faults(in language: Language) -> [FaultRecord] {
        faults.map { FaultRecord($0, path: path, in: language) }
    }

    /// How many things are wrong.
    var count: Int { faults.count + violations.count }

    /// Whether the check of claims tells of a fault anyway.
    private static func isClaim(_ fault: PlanFault) -> Bool {
        fault.section == .score
            || (fault.section == .plan && ["format", "status"].contains(fault.key))
    }
}

extension PlanClaims {
    /// What a plan file says of itself, as far as it could be read.
    init(_ reading: ScenarioFiles.PlanReading) {
        let record = reading.record
        let hasScore = !reading.faults.contains { $0.section == .score && $0.key == nil }
        let parts = [
            ("served", record.score.served), ("preference", record.score.preference),
            ("travel", record.score.travel), ("crews", record.score.crews),
            ("lateness", record.score.lateness), ("continuity", record.score.continuity),
            ("fairness", record.score.fairness), ("changes", record.score.changes),
            ("total", record.score.total),
        ]
        self.init(
            format: reading.faults.contains { $0.key == "format" } ? nil : 1,
            scoreParts: hasScore
                ? Dictionary(
                    parts.compactMap { name, points in points.map { (name, $0) } },
                    uniquingKeysWith: { first, _ in first }
                ) : nil,
            bound: record.bound,
            gap: record.gap,
            status: record.status?.rawValue
        )
    }
}
