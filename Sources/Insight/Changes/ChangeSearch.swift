import DenseProblem
import Evaluation
import Scheduling
import Search

/// Changes of a scenario under which a plan serves a visit and is worth no less than the plan that
/// stands; the plan is there to prove it.
public struct VerifiedChange: Hashable, Sendable {
    /// One change or two.
    public var changes: [Change]
    /// What they cost by the prices.
    public var price: Int
    /// The scenario with the changes made.
    public var scenario: Scenario
    /// A plan of it that has passed its audit and serves the visit.
    public var plan: Plan
    /// That plan's total.
    public var total: Int
}

/// Looks for the cheapest change, or pair of changes, that would let a visit be served.
struct ChangeSearch {
    let standing: JudgedPlan
    let prices: ChangePrices
    /// Most candidates that are tried.
    let mostTrials: Int

    /// The cheapest change that was verified; nil where none of those tried would do.
    ///
    /// Candidates come from a reckoning over single routes and are tried in order of price: the
    /// changed scenario is compiled, the visit put into the plan that stands, and the outcome audited.
    func cheapest(for visit: Int) -> VerifiedChange? {
        let scenario = standing.scenario
        let candidates = ChangeCandidates.list(
            scenario,
            routes: scenario.crewRoutes(of: standing.plan),
            visit: visit,
            prices: prices
        )
        for candidate in candidates.filter({ $0.gain >= 0 }).prefix(mostTrials) {
            if let verified = verify(candidate, visit) { return verified }
        }
        return nil
    }

    private func verify(_ candidate: ChangeCandidate, _ visit: Int) -> VerifiedChange? {
        var changed = standing.scenario
        for change in candidate.changes { change.apply(to: &changed) }
        let problem = DenseProblem(changed)
        let dense = problem.densePlan(from: standing.plan)
        let probe = InsertionProbe(SearchContext(problem), plan: dense)
        let audit = Audit(changed)
        for probed in probe?.insertions(of: visit, most: 3) ?? [] {
            guard let found = AuditedPlan(probed.plan, problem, audit),
                found.total >= standing.total
            else { continue }
            return VerifiedChange(
                changes: candidate.changes,
                price: candidate.price,
                scenario: changed,
                plan: found.plan,
                total: found.total
            )
        }
        return nil
    }
}
