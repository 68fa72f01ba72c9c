import DenseProblem
import Evaluation
import PaidanTestSupport
import Scheduling

@testable import Search

/// A plan in the scenario's terms; reasons don't matter here.
func fullPlan(_ plan: DensePlan, _ problem: DenseProblem) -> Plan {
    problem.plan(from: plan) { _ in ("left-out", "") }
}

/// What the judge finds wrong with a plan, in words.
func violations(_ plan: DensePlan, _ problem: DenseProblem) -> [String] {
    Audit(problem.scenario).judge(fullPlan(plan, problem)).violations.map {
        $0.message(in: .english)
    }
}

/// The total by the judge, who shares nothing with the search.
func judgedTotal(_ plan: DensePlan, _ problem: DenseProblem) -> Int {
    Audit(problem.scenario).judge(fullPlan(plan, problem)).score.total
}

/// Throws where a plan breaks a rule or its dense score differs from the judge's.
func requireValid(_ plan: DensePlan, _ problem: DenseProblem) throws(PropertyFailure) {
    let found = violations(plan, problem)
    if !found.isEmpty { throw PropertyFailure("\(found)") }
    let judged = judgedTotal(plan, problem)
    let own = problem.score(of: plan).total
    if judged != own { throw PropertyFailure("score \(own), by the judge \(judged)") }
}

/// Ids of the visits that a plan serves, in order.
func servedVisits(_ plan: DensePlan, _ problem: DenseProblem) -> [VisitID] {
    let visits = Set(plan.routes.flatMap { $0.tasks.map { problem.visits.visitOfTask[Int($0)] } })
    return visits.map { problem.scenario.visits[Int($0)].id }.sorted()
}

/// A plan of the pinned visits; nil where they conflict.
func pinnedPlan(_ problem: DenseProblem) -> DensePlan? {
    var placement = PinnedPlacement(problem)
    guard case .placed(let plan) = placement.place() else { return nil }
    return plan
}
