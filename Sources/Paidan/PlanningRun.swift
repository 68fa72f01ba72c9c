import Foundation
import GLPKSolver
import LinearModel
import Scheduling
import Synchronization

/// A run under way, on a thread of its own.
public struct PlanningRun: Sendable {
    /// What happens, as it happens, until the run ends; to be read by one reader.
    public let progress: AsyncStream<PlanningProgress>
    private let limits: RunLimits
    private let outcome: Outcome

    init(
        scenario: Scenario,
        options: PlanningOptions,
        engine: some LinearEngine = GLPKEngine()
    ) {
        let start = ContinuousClock.now
        let limits = RunLimits(options, start: start)
        let outcome = Outcome()
        let (stream, continuation) = AsyncStream.makeStream(
            of: PlanningProgress.self,
            bufferingPolicy: .bufferingNewest(256)
        )
        self.limits = limits
        self.outcome = outcome
        progress = stream
        // GLPK binds a problem's memory to its thread, and a run never waits: so it has its own.
        let thread = Thread {
            let run = PlanningEngine(
                scenario: scenario,
                options: options,
                limits: limits,
                engine: engine,
                start: start,
                tell: { continuation.yield($0) }
            )
            do throws(PlanningFailure) {
                outcome.settle(.success(try run.run()))
            } catch {
                outcome.settle(.failure(error))
            }
            continuation.finish()
        }
        thread.stackSize = 64 << 20
        thread.start()
    }

    /// Asks the run to end soon with the best plan so far; may be called from any thread.
    public func cancel() { limits.cancel() }

    /// Keeps time back before the time limit, for what the caller still has to do after the run.
    ///
    /// The limit given in the options then covers that as well. May be called from any thread, and
    /// again once more is known.
    public func keepBack(seconds: Double) { limits.reserve(afterwards: .seconds(max(0, seconds))) }

    /// Waits for the end; cancelling the waiting task cancels the run.
    ///
    /// - Throws: ``PlanningFailure`` where the pinned rows can't be kept together.
    public func result() async throws(PlanningFailure) -> PlanningResult {
        let settled = await withTaskCancellationHandler {
            await outcome.value()
        } onCancel: {
            limits.cancel()
        }
        return try settled.get()
    }
}

/// A result that many may wait for.
private final class Outcome: Sendable {
    private typealias Settled = Result<PlanningResult, PlanningFailure>

    private struct State {
        var settled: Settled?
        var waiting: [CheckedContinuation<Settled, Never>] = []
    }

    private let state = Mutex(State())

    func settle(_ result: Result<PlanningResult, PlanningFailure>) {
        let waiting = state.withLock { state in
            state.settled = result
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(returning: result) }
    }

    func value() async -> Result<PlanningResult, PlanningFailure> {
        await withCheckedContinuation { continuation in
            let settled = state.withLock { state in
                if state.settled == nil { state.waiting.append(continuation) }
                return state.settled
            }
            if let settled { continuation.resume(returning: settled) }
        }
    }
}
