import Foundation
import Synchronization

/// When a run has to end: asked from any thread, as often as wanted.
final class RunLimits: Sendable {
    /// Elementary steps (about 20 nanoseconds each) in a work unit (about a thousandth of a second).
    static let stepsPerWorkUnit = 50_000

    private let deadline: ContinuousClock.Instant?
    private let stepLimit: Int?
    private let memoryLimitBytes: Int?
    private let steps = Atomic<Int>(0)
    private let cancelled = Atomic<Bool>(false)
    private let isOverMemory = Atomic<Bool>(false)
    private let questions = Atomic<Int>(0)
    /// Seconds kept back before the deadline for completing and auditing the last plan.
    private let reserveMilliseconds = Atomic<Int>(0)

    init(_ options: PlanningOptions, start: ContinuousClock.Instant) {
        deadline = options.timeLimitSeconds.map { start + .seconds(max(0, min($0, 1e9))) }
        stepLimit = options.workLimit.map {
            let (product, overflow) = $0.multipliedReportingOverflow(by: RunLimits.stepsPerWorkUnit)
            return overflow ? .max : product
        }
        memoryLimitBytes = options.memoryLimitBytes
    }

    /// Ends the run from outside.
    func cancel() { cancelled.store(true, ordering: .relaxed) }

    /// Whether the run was ended from outside.
    var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    /// Adds elementary steps done.
    func spend(_ count: Int) { steps.add(count, ordering: .relaxed) }

    /// Elementary steps done so far.
    var spent: Int { steps.load(ordering: .relaxed) }

    /// Keeps time back for the end.
    func reserve(milliseconds: Int) {
        reserveMilliseconds.store(milliseconds, ordering: .relaxed)
    }

    /// Whether searching has to stop now, with the time kept back still to come.
    var mustStop: Bool {
        let reserve = Duration.milliseconds(reserveMilliseconds.load(ordering: .relaxed))
        return isAtLimit(reserve: reserve)
    }

    /// Whether even completing the last plan has to stop.
    var mustFinish: Bool { isAtLimit(reserve: .zero) }

    /// Why the limits ended the run, asked once they did.
    var reason: StopReason {
        if isCancelled { return .interrupted }
        if isOutOfWork { return .work }
        return .time
    }

    private var isOutOfWork: Bool {
        guard let stepLimit else { return false }
        return steps.load(ordering: .relaxed) >= stepLimit
    }

    private func isAtLimit(reserve: Duration) -> Bool {
        if isCancelled || isOutOfWork || isOverMemory.load(ordering: .relaxed) { return true }
        if let deadline, ContinuousClock.now + reserve >= deadline { return true }
        return checkMemory()
    }

    /// Looks at the memory in use now and then.
    private func checkMemory() -> Bool {
        guard let memoryLimitBytes else { return false }
        let (_, count) = questions.add(1, ordering: .relaxed)
        guard count % 64 == 1, let used = residentBytes(), used > memoryLimitBytes else {
            return false
        }
        isOverMemory.store(true, ordering: .relaxed)
        return true
    }

    private func residentBytes() -> Int? {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
            return nil
        }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}
