import Evaluation
import Paidan
import ScenarioFiles
import Scheduling

/// Writes the plans of a run, one at a time, each audited first.
actor ResultWriter {
    private let audit: Audit
    private let folder: OutputFolder
    private let description: RunDescription
    private var incumbent: PlanningResult?
    private var isIncumbentWritten = true
    /// What an earlier run left in the folder; nil where nothing of worth, or this run wrote over it.
    private lazy var standing: StandingPlan? = StandingPlan(
        in: folder,
        for: audit.scenario,
        inputHash: description.inputHash
    )

    init(scenario: Scenario, folder: OutputFolder, description: RunDescription) {
        audit = Audit(scenario)
        self.folder = folder
        self.description = description
    }

    /// The total of an earlier run's plan in the folder that is better than this one: of the same
    /// input, and valid.
    func totalOfBetter(than result: PlanningResult) -> Int? {
        guard let standing, standing.total > result.score.total else { return nil }
        return standing.total
    }

    /// Keeps a better plan until the next checkpoint.
    ///
    /// - Returns: whether it is the first.
    func offer(_ result: PlanningResult) -> Bool {
        defer {
            incumbent = result
            isIncumbentWritten = false
        }
        return incumbent == nil
    }

    /// Writes the newest plan where it has not been written yet and nothing better stands there.
    ///
    /// - Returns: why it could not be; nil where all is well.
    func saveOnTheWay() -> CommandFailure? {
        guard let result = incumbent, !isIncumbentWritten else { return nil }
        // Tried once: the next better plan is another matter, and the last is written at the end.
        isIncumbentWritten = true
        if totalOfBetter(than: result) != nil { return nil }
        do {
            try write(result)
            return nil
        } catch {
            return error
        }
    }

    /// Writes the run's plan.
    func finish(_ result: PlanningResult) throws(CommandFailure) {
        try write(result)
    }

    private func write(_ result: PlanningResult) throws(CommandFailure) {
        try check(result)
        let files = PlanFiles(result, for: audit.scenario)
        let run = description.encode(result, planFingerprint: files.fingerprint)
        // The plan comes last: where it stands, what belongs to it stands too.
        try writeFile(files.assignments, to: folder.path(of: .assignments))
        try writeFile(run, to: folder.path(of: .run))
        try writeFile(files.plan, to: folder.path(of: .plan))
        standing = nil
    }

    /// The audit's verdict; rows that the run was told to give up are not asked for.
    private func judge(_ result: PlanningResult) -> Verdict {
        if result.droppedPins.isEmpty { return audit.judge(result.plan) }
        var scenario = audit.scenario
        scenario.commitments.removeAll { result.droppedPins.contains($0) }
        return Audit(scenario).judge(result.plan)
    }

    private func check(_ result: PlanningResult) throws(CommandFailure) {
        let verdict = judge(result)
        var faults = verdict.violations.map(\.description)
        for (said, found) in zip(result.score.namedParts, verdict.score.namedParts)
        where said.points != found.points {
            faults.append("score \(said.name): planner \(said.points), audit \(found.points)")
        }
        if let bound = result.bound, bound < verdict.score.total {
            faults.append("bound \(bound) below total \(verdict.score.total)")
        }
        if !faults.isEmpty { throw .auditFailed(faults) }
    }
}
