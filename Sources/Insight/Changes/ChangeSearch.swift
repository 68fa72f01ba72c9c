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
    /// changed scenario is compiled, the visit put into the plan that stands, improved a little where
    /// that alone loses points, and the outcome audited.
    func cheapest(for visit: Int) -> VerifiedChange? {
        let scenario = standing.scenario
        let candidates = ChangeCandidates.list(
            scenario,
            routes: scenario.crewRoutes(of: standing.plan),
            visit: visit,
            prices: prices
        )
        let found = first(of: candidates.filter { $0.gain >= 0 }.prefix(mostTrials), visit)
        // What loses points by the reckoning may gain them once others make way.
        let doubtful = candidates.filter { $0.gain < 0 && $0.price < found?.price ?? .max }
        return first(of: doubtful.prefix(mostTrials / 2), visit) ?? found
    }

    private func first(
        of candidates: ArraySlice<ChangeCandidate>,
        _ visit: Int
    ) -> VerifiedChange? {
        for candidate in candidates {
            if let verified = verify(candidate, visit) { return verified }
        }
        return nil
    }

    private func verify(_ candidate: ChangeCandidate, _ visit: Int) -> VerifiedChange? {
        var changed = standing.scenario
        for change in candidate.changes { change.apply(to: &changed) }
        // Worth more than any other, so that the search keeps it once it is in.
        var raised = changed
        raised.visits[visit].value += 1_000 + 2 * (changed.visits.map(\.value).max() ?? 0)
        let problem = DenseProblem(raised)
        let context = SearchContext(problem)
        let dense = problem.densePlan(from: standing.plan)
        let audit = Audit(changed)
        let id = changed.visits[visit].id
        func verified(_ plan: DensePlan) -> VerifiedChange? {
            guard let found = AuditedPlan(plan, problem, audit), found.total >= standing.total,
                found.plan.assignments.contains(where: { $0.visit == id }),
                needsAll(candidate.changes, found.plan)
            else { return nil }
            return VerifiedChange(
                changes: candidate.changes,
                price: candidate.price,
                scenario: changed,
                plan: found.plan,
                total: found.total
            )
        }
        let probed = InsertionProbe(context, plan: dense)?.insertions(of: visit, most: 3) ?? []
        for way in probed {
            if let found = verified(way.plan) { return found }
        }
        // In a large plan, not the best, the search would find gains that have nothing to do with it.
        guard changed.visits.count <= Self.mostVisitsSearched else { return nil }
        let start = probed.first?.plan ?? dense
        guard let search = LargeNeighbourhoodSearch(context, start: start, seed: 1) else {
            return nil
        }
        search.run(steps: Self.searchSteps)
        return verified(search.best)
    }

    /// Whether a plan breaks a rule as soon as any one of the changes is not made.
    private func needsAll(_ changes: [Change], _ plan: Plan) -> Bool {
        changes.indices.allSatisfy { left in
            var partly = standing.scenario
            for (index, change) in changes.enumerated() where index != left {
                change.apply(to: &partly)
            }
            return !Audit(partly).judge(plan).isValid
        }
    }

    private static let mostVisitsSearched = 100
    /// Steps of search for a candidate that fits only with more rearranging.
    private static let searchSteps = 1_000
}
