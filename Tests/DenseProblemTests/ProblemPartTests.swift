import DenseProblem
import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

/// Parts of a plan that are planned on their own and put back.
@Suite("Parts of a problem") struct ProblemPartTests {
    /// Every other team of a scenario, from the first or the second on.
    private func teams(_ scenario: Scenario, seed: UInt64) -> [Int] {
        scenario.teams.indices.filter { ($0 + Int(seed)) % 2 == 0 }
    }

    /// A visit of two roles whose teams are in different parts, a session and a room would all tell of
    /// what a part leaves out; so such stops stand, and all else is free.
    @Test("keep the rules, and what they gain the whole gains")
    func gainsAddUp() throws {
        var gains = 0
        var standing = 0
        try withEvery("seed", in: UInt64(0)..<500) { seed in
            let scenario = tinyScenario(seed: seed)
            let problem = DenseProblem(scenario)
            guard let start = bruteForceOptimum(of: pinsOnly(scenario)) else { return }
            let whole = problem.densePlan(from: start.plan)
            let part = ProblemPart(
                of: problem,
                teams: teams(scenario, seed: seed),
                in: whole,
                unserved: unserved(problem, whole)
            )
            standing += part.scenario.visits.count {
                part.scenario.service(of: $0).id.text.contains("#")
            }
            let before = Audit(part.scenario).judge(part.plan)
            #expect(before.violations.filter { $0.code != .neitherServedNorUnserved }.isEmpty)
            #expect(part.merge(part.plan, into: whole, of: problem) == whole)
            guard let best = bruteForceOptimum(of: part.scenario) else {
                throw PropertyFailure("no plan of the part, though there is one of the whole")
            }
            let merged = part.merge(best.plan, into: whole, of: problem)
            let reason = (code: "left_out", detail: "")
            let verdict = Audit(scenario).judge(problem.plan(from: merged) { _ in reason })
            #expect(verdict.isValid, "seed \(seed): \(verdict.violations)")
            let gain = best.total - before.score.total
            #expect(verdict.score.total == problem.score(of: whole).total + gain, "seed \(seed)")
            #expect(gain >= 0)
            gains += gain > 0 ? 1 : 0
        }
        #expect(gains > 50)
        #expect(standing > 50)
    }

    /// The scenario with nothing but its pinned visits, and some of the coupled ones.
    private func pinsOnly(_ scenario: Scenario) -> Scenario {
        var part = scenario
        let pinned = Set(
            scenario.commitments.filter { $0.kind == .pinned }.compactMap(\.visitIndex)
        )
        for visit in part.visits.indices where !pinned.contains(visit) {
            let isCoupled =
                part.visits[visit].programIndex != nil
                || part.roles(of: part.visits[visit]).count > 1
            if !isCoupled { part.visits[visit].windows = [] }
        }
        return part
    }

    private func unserved(_ problem: DenseProblem, _ plan: DensePlan) -> [Int] {
        let served = Set(plan.routes.flatMap(\.tasks).map { problem.visits.visitOfTask[Int($0)] })
        return (0..<problem.visits.count).filter { !served.contains(Int32($0)) }
    }
}
