import Foundation
import Synchronization

/// When a run has to end: asked from any thread, as often as wanted.
final class RunLimits: Sendable {
    /// Elementary steps (about 20 nanoseconds each) in a work unit (about a thousandth of a second).
    static let stepsPerWorkUnit = 50_000

    /// The run that this one is a part of; nil where it is none.
    private let whole: RunLimits?
    private let start: ContinuousClock.Instant
    private let deadline: ContinuousClock.Instant?
    private let stepLimit: Int?
    private let memoryLimitBytes: Int?
    private let steps = Atomic<Int>(0)
    private let cancelled = Atomic<Bool>(false)
    private let isOverMemory = Atomic<Bool>(false)
    private let questions = Atomic<Int>(0)
    /// Time kept back before the deadline for completing and auditing the last plan.
    private let reserveMilliseconds = Atomic<Int>(0)
    /// Time kept back before the deadline for what comes after the run.
    private let afterwardsMilliseconds = Atomic<Int>(0)
    /// Elementary steps of the whole run, as far as that is known beforehand.
    let expectedSteps: Int

    init(_ options: PlanningOptions, start: ContinuousClock.Instant) {
        whole = nil
        self.start = start
        deadline = options.timeLimitSeconds.map { start + .seconds(max(0, min($0, 1e9))) }
        stepLimit = options.workLimit.map {
            let (product, overflow) = $0.multipliedReportingOverflow(by: RunLimits.stepsPerWorkUnit)
            return overflow ? .max : product
        }
        memoryLimitBytes = options.memoryLimitBytes
        let unitsByClock = options.timeLimitSeconds.map { Int(max(0, min($0, 1e6)) * 1000) }
        let units = options.workLimit.map { min($0, 1_000_000_000) } ?? unitsByClock ?? 60_000
        expectedSteps = units * RunLimits.stepsPerWorkUnit
    }

    /// The limits of a run within a run, which counts for both and ends with the greater one at the
    /// latest.
    init(within whole: RunLimits, steps: Int) {
        self.whole = whole
        start = .now
        deadline = nil
        stepLimit = steps
        memoryLimitBytes = nil
        expectedSteps = steps
    }

    /// Whether this is a run within another.
    var isWithinOther: Bool { whole != nil }

    /// Whether the clock or a limit of work ends the run.
    var hasLimit: Bool { deadline != nil || stepLimit != nil || whole?.hasLimit ?? false }

    /// Ends the run from outside.
    func cancel() { cancelled.store(true, ordering: .relaxed) }

    /// Whether the run was ended from outside.
    var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    /// Adds elementary steps done.
    func spend(_ count: Int) {
        steps.add(count, ordering: .relaxed)
        whole?.spend(count)
    }

    /// Elementary steps done so far.
    var spent: Int { steps.load(ordering: .relaxed) }

    /// Keeps time back for completing and auditing the last plan.
    func reserve(ending cost: Duration) {
        reserveMilliseconds.store(milliseconds(cost), ordering: .relaxed)
    }

    /// Keeps time back, before that, for what the caller does after the run.
    func reserve(afterwards cost: Duration) {
        afterwardsMilliseconds.store(milliseconds(cost), ordering: .relaxed)
    }

    private func milliseconds(_ duration: Duration) -> Int {
        Int(min(1e9, max(0, duration / .milliseconds(1))).rounded(.up))
    }

    /// The share of the run that is spent, as far as its length is known beforehand.
    ///
    /// Under a work limit only work counts. Without one the clock does too: steps take longer than usual on
    /// a slow machine and with very many visits, and what is to come last would never have its turn.
    var spentShare: Double {
        max(shareOfWork, shareToEnd)
    }

    private var shareOfWork: Double { Double(spent) / Double(max(1, expectedSteps)) }

    /// The share of the way to what will end the run: its limit of work, else its deadline.
    ///
    /// Unlike ``spentShare`` it never reaches 1 long before the end, as that does where steps take less time than
    /// usual.
    var shareToEnd: Double {
        guard stepLimit == nil, let deadline else { return shareOfWork }
        return (ContinuousClock.now - start) / max(deadline - start, .milliseconds(1))
    }

    /// Whether searching has to stop now, with the time kept back still to come.
    var mustStop: Bool {
        if whole?.mustStop ?? false { return true }
        if isCancelled || isOutOfWork || isOverMemory.load(ordering: .relaxed) { return true }
        return isLate(reserve: reserveMilliseconds.load(ordering: .relaxed)) || checkMemory()
    }

    /// Whether a run that would go on as long as it may is over: by its limits, or without any after as much work
    /// as usual.
    var isOver: Bool { mustStop || !hasLimit && shareToEnd >= 1 }

    /// Whether placing pins has to stop, and completing the last plan.
    var mustFinish: Bool { isCancelled || isLate(reserve: 0) || whole?.mustFinish ?? false }

    /// Whether even building the first plan has to stop.
    ///
    /// Only the clock does that: the first plan takes seconds at the most, and without it the run
    /// has nothing to show for itself.
    var mustStopBuilding: Bool { isLate(reserve: 0) || whole?.mustStop ?? false }

    /// Why the limits ended the run, asked once they did.
    var reason: StopReason {
        if isCancelled { return .interrupted }
        if isOutOfWork { return .work }
        return isOverMemory.load(ordering: .relaxed) ? .memory : .time
    }

    /// A part of the run that may use so large a share of what is left of it.
    func part(share: Double) -> RunPart {
        let steps = Int(Double(max(0, expectedSteps - spent)) * share)
        let now = ContinuousClock.now
        return RunPart(
            limits: self,
            steps: steps,
            spentBefore: spent,
            deadline: deadline.map { now + ($0 - now) * share }
        )
    }

    private var isOutOfWork: Bool {
        guard let stepLimit else { return false }
        return steps.load(ordering: .relaxed) >= stepLimit
    }

    private func isLate(reserve milliseconds: Int) -> Bool {
        guard let deadline else { return false }
        let reserve = milliseconds + afterwardsMilliseconds.load(ordering: .relaxed)
        return ContinuousClock.now + .milliseconds(reserve) >= deadline
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

/// A part of a run with limits of its own, so that what comes after it gets its turn.
struct RunPart: Sendable {
    /// The limits of the whole run.
    let limits: RunLimits
    /// Most elementary steps of this part.
    let steps: Int
    /// Elementary steps that the run had spent before.
    let spentBefore: Int
    /// When this part has to end; nil where no clock limits the run.
    let deadline: ContinuousClock.Instant?

    /// Whether this part has to stop after so many elementary steps of its own.
    func mustStop(after work: Int) -> Bool {
        if work >= steps || limits.mustStop { return true }
        return deadline.map { ContinuousClock.now >= $0 } ?? false
    }
}
