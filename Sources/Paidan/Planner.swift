import DenseProblem
import Scheduling
import Search

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

    /// Finds out whether the pinned rows can be kept together, without making a plan.
    ///
    /// - Throws: ``PlanningFailure`` where they can't be, or where that could not be settled.
    public static func checkPins(of scenario: Scenario) throws(PlanningFailure) {
        guard scenario.commitments.contains(where: { $0.kind == .pinned }) else { return }
        var placement = PinnedPlacement(DenseProblem(scenario))
        switch placement.place() {
        case .placed: return
        case .conflict(let rows): throw .conflictingPins(rows.map { scenario.commitments[$0] })
        case .unsettled: throw .pinsNotSettled
        }
    }

    /// Starts a run and returns at once; its progress and result are read from the run.
    public func start(_ scenario: Scenario) -> PlanningRun {
        PlanningRun(scenario: scenario, options: options)
    }
}
