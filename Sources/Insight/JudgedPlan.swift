import DenseProblem
import Evaluation
import Scheduling
import Search

/// A scenario with a valid plan for it, made ready for questions about that plan.
public struct JudgedPlan: Sendable {
    /// The scenario, without pinned rows that the plan was told to give up.
    public let scenario: Scenario
    /// The plan.
    public let plan: Plan
    /// Its score as the audit counts it.
    public let score: Score
    let audit: Audit
    let context: SearchContext

    /// Prepares a plan; nil where it breaks a rule.
    public init?(_ scenario: Scenario, _ plan: Plan) {
        let audit = Audit(scenario)
        let verdict = audit.judge(plan)
        guard verdict.isValid else { return nil }
        self.scenario = scenario
        self.plan = plan
        self.audit = audit
        score = verdict.score
        context = SearchContext(DenseProblem(scenario))
    }

    /// The plan's total.
    public var total: Int { score.total }

    var problem: DenseProblem { context.problem }

    /// The index of a visit; nil where there is none of that id.
    public func visitIndex(_ id: VisitID) -> Int? {
        scenario.visits.firstIndex { $0.id == id }
    }

    /// Whether the plan serves a visit.
    public func isServed(_ visit: Int) -> Bool {
        let id = scenario.visits[visit].id
        return plan.assignments.contains { $0.visit == id }
    }

    /// Visits that the plan leaves out, in the scenario's order.
    public var unserved: [Int] {
        let served = Set(plan.assignments.map(\.visit))
        return scenario.visits.indices.filter { !served.contains(scenario.visits[$0].id) }
    }

    /// A probe of the plan; nil where the search can't take the plan up.
    func probe() -> InsertionProbe? {
        InsertionProbe(context, plan: problem.densePlan(from: plan))
    }
}

/// A plan with the total that the audit counts, which has passed it.
struct AuditedPlan: Sendable, Hashable {
    var plan: Plan
    var total: Int

    /// A plan found by the search; nil where it does not pass the audit.
    init?(_ dense: DensePlan, _ problem: DenseProblem, _ audit: Audit) {
        self.init(problem.plan(from: dense) { _ in ("left-out", "") }, audit)
    }

    /// A plan; nil where it does not pass the audit.
    init?(_ plan: Plan, _ audit: Audit) {
        let verdict = audit.judge(plan)
        guard verdict.isValid else { return nil }
        self.plan = plan
        total = verdict.score.total
    }
}
