import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@testable import Insight

/// The price of a visit among the crews that could serve it, against all plans of that kind.
@Suite("Prices while the other crews keep their work")
struct LocalTests {
    @Test("hold the best plan of that kind between them")
    func pricesAreTrue() async throws {
        var settled = 0
        let options = TinyScenarioOptions(days: 1...2, teams: 2...3, shifts: 2...4, visits: 3...6)
        try await withEveryUnserved(0..<400, options) { explainer, judged, visit in
            guard let local = LocalProblem(judged, visit: visit),
                let restricted = restricted(judged, visit, local.scenario.shifts),
                let price = await explainer.explain(visit, Effort(workUnits: 400)).localPrice
            else { return }
            guard let best = bestTotal(serving: visit, restricted) else {
                // Any lower end is true then.
                if price.upper == nil { return }
                throw PropertyFailure("\(visit): no plan, but a price")
            }
            let truth = judged.total - best
            if let lower = price.lower, lower > truth {
                throw PropertyFailure("\(visit): at least \(lower), but \(truth)")
            }
            if let upper = price.upper, upper < truth {
                throw PropertyFailure("\(visit): at most \(upper), but \(truth)")
            }
            settled += price.lower == price.upper ? 1 : 0
        }
        #expect(settled > 50)
    }

    /// The scenario in which everything is bound that the part leaves alone; nil where a team works
    /// inside and outside the part, which can't be said by pins and refusals.
    private func restricted(_ judged: JudgedPlan, _ visit: Int, _ inside: [Shift]) -> Scenario? {
        var bound = judged.scenario
        let insideTeams = Set(inside.map(\.teamIndex))
        let outsideTeams = Set(bound.shifts.filter { !inside.contains($0) }.map(\.teamIndex))
        guard insideTeams.isDisjoint(with: outsideTeams) else { return nil }
        let problem = judged.problem
        for index in bound.visits.indices {
            let id = bound.visits[index].id
            let rows = judged.plan.assignments.filter { $0.visit == id }
            let teams = rows.compactMap { row in bound.teams.firstIndex { $0.id == row.team } }
            let isBound =
                !outsideTeams.isDisjoint(with: teams) || bound.visits[index].programIndex != nil
                || problem.visits.roomSite[index] >= 0
            if rows.isEmpty, index != visit {
                bound.visits[index].windows = []
            } else if isBound, index != visit {
                bound.commitments.removeAll { $0.kind == .pinned && $0.visitIndex == index }
                bound.commitments += rows.map { pin($0, index, bound) }
            } else {
                let refused = Set(bound.visits[index].refusedTeams).union(outsideTeams)
                bound.visits[index].refusedTeams = refused.sorted()
            }
        }
        return bound
    }

    private func pin(_ row: Assignment, _ visit: Int, _ scenario: Scenario) -> Commitment {
        let roles = scenario.roles(of: scenario.visits[visit])
        return Commitment(
            visit: row.visit,
            role: row.role,
            team: row.team,
            startMinute: row.startMinute,
            kind: .pinned,
            visitIndex: visit,
            roleIndex: roles.firstIndex { $0.id == row.role },
            teamIndex: scenario.teams.firstIndex { $0.id == row.team }
        )
    }
}
