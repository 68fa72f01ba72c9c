import GLPKGuard
import LinearModel

/// Watches a search from GLPK's callback: limits, cancellation and progress.
final class SearchMonitor {
    /// Why the search was told to stop.
    private(set) var stop: StopReason?
    private let limits: SolveLimits
    private let iterationsBefore: Int
    private let progress: ((IntegerProgress) -> Void)?
    private var lastReport: IntegerProgress?

    init(
        _ limits: SolveLimits,
        iterationsBefore: Int,
        _ progress: ((IntegerProgress) -> Void)?
    ) {
        self.limits = limits
        self.iterationsBefore = iterationsBefore
        self.progress = progress
    }

    /// Reports and decides; `true` ends the search.
    func poll(_ state: gg_search_state) -> Bool {
        report(state)
        stop = limitReached(state)
        return stop != nil
    }

    func limitReached(_ state: gg_search_state) -> StopReason? {
        if let isCancelled = limits.isCancelled, isCancelled() { return .cancelled }
        if let allowed = limits.nodes, Int(state.nodes) > allowed { return .nodeLimit }
        if let allowed = limits.iterations, iterationsBefore + Int(state.iterations) >= allowed {
            return .iterationLimit
        }
        if let deadline = limits.deadline, deadline.millisecondsLeft <= 0 { return .timeLimit }
        return nil
    }

    /// Tells of a new incumbent or bound, and otherwise of every hundredth node.
    private func report(_ state: gg_search_state) {
        guard let progress else { return }
        let now = IntegerProgress(
            objective: state.has_incumbent ? state.incumbent : nil,
            bound: state.has_bound ? state.bound : nil,
            nodes: Int(state.nodes),
            iterations: iterationsBefore + Int(state.iterations)
        )
        if let last = lastReport, last.objective == now.objective, last.bound == now.bound,
            now.nodes < last.nodes + 100
        {
            return
        }
        lastReport = now
        progress(now)
    }
}

/// Called by the shim at every node; makes no GLPK call, so that no jump can cross this frame.
func pollSearch(
    _ context: UnsafeMutableRawPointer?,
    _ state: UnsafePointer<gg_search_state>?
) -> Bool {
    guard let context, let state else { return true }
    let monitor = Unmanaged<SearchMonitor>.fromOpaque(context).takeUnretainedValue()
    return monitor.poll(state.pointee)
}
