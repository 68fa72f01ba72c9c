import Scheduling

/// Makes plans for scenarios; a value without state, so that many can run at once.
public struct Planner: Sendable {
    /// How plans are made.
    public var options: PlanningOptions

    /// A planner with the given options.
    public init(options: PlanningOptions = PlanningOptions()) {
        self.options = options
    }

    /// Plans a scenario; cancelling the task ends the run with the best plan so far.
    ///
    /// - Throws: ``PlanningFailure`` where the pinned rows can't be kept together.
    public func plan(_ scenario: Scenario) async throws(PlanningFailure) -> PlanningResult {
        let run = start(scenario)
        return try await run.result()
    }

    /// Starts a run and returns at once; its progress and result are read from the run.
    public func start(_ scenario: Scenario) -> PlanningRun {
        PlanningRun(scenario: scenario, options: options)
    }
}

/// A run under way.
public struct PlanningRun: Sendable {
    /// What happens, as it happens; ends with the run. May be read by one reader.
    public let progress: AsyncStream<PlanningProgress>
    private let scenario: Scenario

    init(scenario: Scenario, options: PlanningOptions) {
        self.scenario = scenario
        progress = AsyncStream { $0.finish() }
    }

    /// Asks the run to end soon with the best plan so far; may be called from any thread.
    public func cancel() {}

    /// Waits for the end; cancelling the waiting task cancels the run.
    ///
    /// - Throws: ``PlanningFailure`` where the pinned rows can't be kept together.
    public func result() async throws(PlanningFailure) -> PlanningResult {
        let unserved = scenario.visits.map { UnservedVisit(visit: $0.id, reason: "not-settled") }
        return PlanningResult(
            plan: Plan(unserved: unserved), score: Score(), bound: nil, stop: .work, method: "none")
    }
}
