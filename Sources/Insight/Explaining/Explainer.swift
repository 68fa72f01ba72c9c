import Evaluation
import Paidan
import Scheduling
import Search

/// Explains why visits are not served by a plan.
public struct Explainer: Sendable {
    /// The plan explained.
    public let standing: JudgedPlan
    /// What changes cost.
    public var prices = ChangePrices()
    /// Most changes that are tried for one visit; 0 for none.
    public var mostTrials = 60

    private let possibilities: Possibilities
    private let nearMisses: NearMisses
    private let records: RecordMaker

    /// Teams that are named as near misses.
    private static let missesShown = 3

    /// Prepares to explain a plan.
    public init(_ standing: JudgedPlan) {
        self.standing = standing
        possibilities = Possibilities(standing.scenario)
        nearMisses = NearMisses(standing.scenario)
        records = RecordMaker(scenario: standing.scenario)
    }

    private var scenario: Scenario { standing.scenario }

    /// Why an unserved visit is not served.
    ///
    /// First by what takes milliseconds: is it impossible alone, and what would the plan be with the
    /// visit put into it? Then, with effort, by planning the problem that forces the visit.
    /// - Parameters:
    ///   - visit: index of a visit that the plan leaves out.
    ///   - effort: what the planner may spend on it; with 0 work units nothing is bounded.
    /// - Returns: the explanation, without a change that would help; see ``change(for:)``.
    public func explain(_ visit: Int, _ effort: Effort) async -> Explanation {
        var explanation = Explanation(visit: records.visit(visit), reason: .notSettled)
        explanation.alike = servedLikeness(of: visit)
        let impossibility = possibilities.impossibilityAlone(ofVisit: visit)
        if let impossibility, impossibility.isCertain {
            return impossible(visit, impossibility, explanation)
        }
        // The plan that shows who holds the place changes little; the best one may change much.
        var near = quickPlan(serving: visit)
        if near == nil, effort.workUnits > 0, await isBlockedByPins(visit, effort) {
            explanation.reason = .impossibleWithPins
            explanation.pins = pinsInTheWay(of: visit)
            return explanation
        }
        var best = near
        var bound: Int?
        if effort.workUnits > 0 {
            if let local = await localAnswer(visit, effort.half) {
                explanation.localPrice = local.price
                if let found = local.best, found.total > near?.total ?? .min { near = found }
                best = near
            }
            let problem = ForcedProblem(scenario, visit: visit)
            let start = best?.plan ?? standing.plan
            let outcome = await problem.solve(from: start, effort.half)
            if outcome.isImpossible {
                guard let impossibility else {
                    explanation.reason = .impossibleWithPins
                    explanation.pins = pinsInTheWay(of: visit)
                    return explanation
                }
                return impossible(visit, impossibility, explanation)
            }
            bound = outcome.bound
            let found = outcome.plan.flatMap { AuditedPlan($0, standing.audit) }
            if let found, found.total > best?.total ?? .min { best = found }
        }
        if best == nil, let impossibility {
            // Impossible by direct ways; that a detour would do was neither found nor ruled out.
            explanation.cause = records.cause(impossibility)
            explanation.nearMisses = misses(visit, impossibility)
        }
        return weighed(explanation, visit, best, near: near, bound: bound)
    }

    /// The cheapest change found to let an unserved visit be served, at once.
    ///
    /// - Parameter visit: index of a visit that the plan leaves out.
    /// - Returns: a change proven to do; nil where none was found. A cheaper one may exist.
    public func verifiedChange(for visit: Int) -> VerifiedChange? {
        ChangeSearch(standing: standing, prices: prices, mostTrials: mostTrials)
            .cheapest(for: visit)
    }

    /// The cheapest change that lets an unserved visit be served, where the case is small proven to be so.
    ///
    /// - Parameter visit: index of a visit that the plan leaves out.
    /// - Returns: the change, and whether the whole menu below its price was ruled out.
    public func smallestChange(for visit: Int) async -> SmallestChange {
        var search = CompleteChangeSearch(
            standing,
            visit: visit,
            prices: prices,
            found: verifiedChange(for: visit)
        )
        return await search.run()
    }

    /// Notes in an explanation the cheapest change that would let its visit be served.
    ///
    /// None is looked for where a plan that serves it as it is was found.
    /// - Parameters:
    ///   - explanation: the explanation of that visit.
    ///   - visit: index of the visit.
    public func addChange(to explanation: inout Explanation, of visit: Int) async {
        guard explanation.reason != .noWorse else { return }
        let smallest = await smallestChange(for: visit)
        explanation.change = smallest.change.map {
            records.change($0, visit: visit, standing: standing)
        }
        explanation.changeSearch = smallest.isProven ? .complete : .partial
    }

    // MARK: Impossible visits

    private func impossible(
        _ visit: Int,
        _ impossibility: Impossibility,
        _ explanation: Explanation
    ) -> Explanation {
        var explanation = explanation
        explanation.reason = .impossibleAlone
        explanation.cause = records.cause(impossibility)
        explanation.nearMisses = misses(visit, impossibility)
        return explanation
    }

    private func misses(_ visit: Int, _ impossibility: Impossibility) -> [NearMissRecord] {
        nearMisses.nearest(toVisit: visit, impossibility, most: Self.missesShown)
            .map { records.nearMiss($0, visit: visit) }
    }

    // MARK: Pins

    /// Whether it is proven that no plan keeps the pinned rows and serves the visit.
    ///
    /// Plans of the pinned visits and this one alone are looked at: where no way is quicker through
    /// another place, leaving the other visits out of a plan breaks no rule.
    private func isBlockedByPins(_ visit: Int, _ effort: Effort) async -> Bool {
        guard standing.problem.travel.obeysTriangle else { return false }
        var kept = Set(pinnedVisits)
        guard !kept.isEmpty else { return false }
        kept.insert(visit)
        let (part, numbers) = scenario.keeping(kept)
        guard let number = numbers[visit] else { return false }
        return await ForcedProblem(part, visit: number).solve(from: nil, effort).isImpossible
    }

    private var pinnedVisits: [Int] {
        scenario.commitments.filter { $0.kind == .pinned }.compactMap(\.visitIndex)
    }

    /// Pinned visits that use what the visit needs: its teams, its rooms or its program.
    private func pinsInTheWay(of visit: Int) -> [String] {
        let problem = standing.problem
        let entry = scenario.visits[visit]
        let teams = Set(
            problem.visits.tasks(of: visit).flatMap { task in
                problem.shiftsOfTask[task].map { Int(problem.shifts.team[Int($0)]) }
            }
        )
        let rows = scenario.commitments.filter { $0.kind == .pinned }.filter { row in
            guard let pinned = row.visitIndex else { return false }
            let other = scenario.visits[pinned]
            let sharesProgram =
                entry.programIndex != nil && other.programIndex == entry.programIndex
            let sharesSite = entry.siteIndex != nil && other.siteIndex == entry.siteIndex
            return row.teamIndex.map(teams.contains) ?? false || sharesProgram || sharesSite
        }
        let ids = Set(rows.map(\.visit.text))
        return scenario.visits.map(\.id.text).filter(ids.contains)
    }

    // MARK: Possible visits

    /// Served sessions of the same program that differ from this one in nothing but the number.
    private func servedLikeness(of visit: Int) -> [String] {
        let asked = scenario.visits[visit]
        guard let program = asked.programIndex else { return [] }
        let served = Set(standing.plan.assignments.map(\.visit))
        return scenario.programs[program].visitIndices.map { scenario.visits[$0] }
            .filter { other in
                var same = other
                same.id = asked.id
                return same == asked && served.contains(other.id)
            }
            .map(\.id.text)
    }

    /// The best plan found at once: the visit put into the plan that stands, others making way.
    private func quickPlan(serving visit: Int) -> AuditedPlan? {
        (standing.probe()?.insertions(of: visit, most: 3) ?? [])
            .compactMap { AuditedPlan($0.plan, standing.problem, standing.audit) }
            .max { $0.total < $1.total }
    }

    /// What serving a visit costs where only the crews change that could serve it, in work that is
    /// theirs alone, and the best plan of that kind; nil where that question can't be put, or nothing came of it.
    private func localAnswer(
        _ visit: Int,
        _ effort: Effort
    ) async -> (price: PriceRecord, best: AuditedPlan?)? {
        guard let local = LocalProblem(standing, visit: visit) else { return nil }
        let outcome = await ForcedProblem(local.scenario, visit: local.visit)
            .solve(from: local.standing.plan, effort, method: .exact)
        let best = outcome.plan.flatMap {
            AuditedPlan(local.whole($0, of: scenario), standing.audit)
        }
        guard best != nil || outcome.bound != nil else { return nil }
        let price = PriceRecord(
            lower: outcome.bound.map { local.standing.total - $0 },
            upper: best.map { standing.total - $0.total }
        )
        return (price, best)
    }

    /// The class that the best plan found and the bound allow.
    private func weighed(
        _ explanation: Explanation,
        _ visit: Int,
        _ best: AuditedPlan?,
        near: AuditedPlan?,
        bound: Int?
    ) -> Explanation {
        var explanation = explanation
        let total = standing.total
        let lower = bound.map { total - $0 }
        let upper = best.map { total - $0.total }
        var shown = near ?? best
        if let upper, upper <= 0 {
            shown = best
            explanation.reason = .noWorse
        } else if let lower, lower > 0, upper != nil {
            explanation.reason = .crowdedOut
        }
        explanation.price = PriceRecord(lower: lower, upper: upper)
        explanation.forced = shown.map { forced($0, visit, bound: bound) }
        return explanation
    }

    private func forced(_ best: AuditedPlan, _ visit: Int, bound: Int?) -> ForcedRecord {
        let id = scenario.visits[visit].id
        let difference = PlanComparison(
            from: standing.plan,
            to: best.plan,
            in: scenario,
            about: id
        )
        return ForcedRecord(
            total: best.total,
            bound: bound,
            crews: records.crews(id, in: best.plan),
            dropped: difference.dropped.map(\.text),
            added: difference.added.map(\.text),
            moved: difference.moved.map(\.text),
            retimed: difference.retimed.map(\.text)
        )
    }
}
