import DenseProblem
import Evaluation
import Scheduling

/// Holds the best plan and bound of a run, audits plans before anyone sees them, and tells of both.
final class IncumbentKeeper {
    private let problem: DenseProblem
    private let audit: Audit
    private let possibilities: Possibilities
    private let start: ContinuousClock.Instant
    private let tell: (PlanningProgress) -> Void
    /// Most published commitments that a plan may leave unkept; nil = any number.
    private let mostChanges: Int?

    /// The best plan so far; obeys all rules as far as the search knows.
    private(set) var best: DensePlan?
    /// Its total.
    private(set) var total = Int.min
    /// The least bound proven.
    private(set) var bound: Int?
    /// The best plan that passed its audit.
    private(set) var audited: PlanningResult?
    /// The same as the search has it.
    private var auditedPlan: DensePlan?
    /// What the audit said of the last plan that failed it.
    private(set) var rejection: [String] = []
    /// That plan, which is not taken again.
    private var rejected: DensePlan?
    /// [shift] A bound on plans with one more crew in it; nil where no prices are known.
    var shiftBounds: [Int]?
    /// What the run is at.
    var phase = "construct"
    /// The steps taken, for `method`.
    var method: [String] = []

    /// How far the bound lies above the best plan, as a part of it; 0 without a bound.
    var gap: Double {
        guard let bound, best != nil else { return 0 }
        return Double(bound - total) / Double(max(1, abs(total)))
    }

    /// Whether the first plan is still being built: what there is then is not worth showing.
    var isBuilding = true

    private var lastAudit: ContinuousClock.Instant
    /// How long the last audit took.
    private(set) var auditCost = Duration.zero

    init(
        _ problem: DenseProblem,
        start: ContinuousClock.Instant,
        mostChanges: Int? = nil,
        tell: @escaping (PlanningProgress) -> Void
    ) {
        self.problem = problem
        self.mostChanges = mostChanges
        self.start = start
        self.tell = tell
        audit = Audit(problem.scenario)
        possibilities = Possibilities(problem.scenario)
        lastAudit = start
    }

    /// Takes a plan if it is better; it is audited at once only if audits are cheap or long ago, and
    /// else by a later ``publishIfDue()``.
    ///
    /// - Returns: whether it was better.
    @discardableResult
    func offer(_ plan: DensePlan) -> Bool {
        let new = problem.score(of: plan).total
        guard new > total || best == nil, plan != rejected, !changesTooMuch(plan) else {
            return false
        }
        best = plan
        total = new
        if isBuilding { return true }
        publishIfDue()
        if audited?.score.total != total { say(incumbent: nil) }
        return true
    }

    /// Whether a plan leaves more published commitments unkept than it may.
    private func changesTooMuch(_ plan: DensePlan) -> Bool {
        guard let mostChanges else { return false }
        return problem.unkeptPromises(in: plan) > mostChanges
    }

    /// Audits and shows the best plan where that was not done yet and audits are long enough ago.
    func publishIfDue() {
        guard !isBuilding, best != nil, audited?.score.total != total else { return }
        // The clock decides only when plans are shown, never which plan is found.
        let wait = max(.milliseconds(500), auditCost * 20)
        if audited == nil || ContinuousClock.now - lastAudit > wait { publish() }
    }

    /// Takes a bound if it is lower.
    func note(bound new: Int) {
        guard new < bound ?? .max else { return }
        bound = new
        say(incumbent: nil)
    }

    /// Whether the bound meets the best plan.
    var isProven: Bool { best != nil && bound == total }

    /// Audits the best plan and shows it; false where the audit rejects it.
    @discardableResult
    func publish() -> Bool {
        guard let best else { return false }
        if let audited, audited.score.total == total {
            refreshAudited()
            return true
        }
        let begin = ContinuousClock.now
        let plan = problem.plan(from: best, reason: reason)
        let verdict = audit.judge(plan)
        lastAudit = ContinuousClock.now
        auditCost = lastAudit - begin
        guard verdict.violations.isEmpty else {
            rejection = verdict.violations.prefix(20).map { $0.message(in: .english) }
            returnToAudited()
            return false
        }
        audited = PlanningResult(
            plan: plan,
            score: verdict.score,
            bound: bound,
            stop: .work,
            method: method.joined(separator: ", ")
        )
        auditedPlan = best
        say(incumbent: audited)
        return true
    }

    /// Forgets a plan that failed its audit, so that it does not stand in the way of worse ones.
    ///
    /// No method should make such a plan; ``method`` tells of it.
    private func returnToAudited() {
        noteRejection()
        rejected = best
        best = auditedPlan
        total = audited?.score.total ?? .min
    }

    /// Lets ``method`` tell of a plan that failed its audit.
    func noteRejection() {
        if method.last != IncumbentKeeper.rejectionNote {
            method.append(IncumbentKeeper.rejectionNote)
        }
    }

    /// What ``method`` says of a plan that failed its audit.
    static var rejectionNote: String { "plan rejected by audit" }

    private func refreshAudited() {
        audited?.bound = bound
        audited?.method = method.joined(separator: ", ")
    }

    private func say(incumbent: PlanningResult?) {
        let elapsed = ContinuousClock.now - start
        let seconds =
            Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
        tell(
            PlanningProgress(
                elapsedSeconds: seconds,
                phase: phase,
                servedVisits: best.map(servedVisits),
                total: best == nil ? nil : total,
                bound: bound,
                incumbent: incumbent
            )
        )
    }

    private func servedVisits(_ plan: DensePlan) -> Int {
        plan.routes.reduce(0) { sum, route in
            sum + route.tasks.count { problem.visits.roleOfTask[Int($0)] == 0 }
        }
    }

    /// Why a visit is left out: impossible by itself, or not settled.
    private func reason(_ visit: Int) -> (code: String, detail: String) {
        if let alone = possibilities.impossibilityAlone(ofVisit: visit) {
            let code = alone.isCertain ? alone.reason.rawValue : "not-settled"
            return (code, alone.message(in: .english))
        }
        return (
            "not-settled", "Serving it was possible by itself; the plan does better without it."
        )
    }
}
