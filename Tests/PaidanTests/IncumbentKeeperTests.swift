import DenseProblem
import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@testable import Paidan

/// What a run holds for its best plan is one that passes its audit.
@Suite("The keeper of the best plan") struct IncumbentKeeperTests {
    /// Without its pinned rows a scenario may be worth more; such a plan breaks the rules with them.
    @Test("returns to the last valid plan from one that breaks rules")
    func returnsToAudited() throws {
        var cases = 0
        try withEvery("seed", in: UInt64(0)..<400) { seed in
            let scenario = tinyScenario(seed: seed)
            var free = scenario
            free.commitments.removeAll { $0.kind == .pinned }
            guard free.commitments.count < scenario.commitments.count,
                let optimum = bruteForceOptimum(of: scenario),
                let freeOptimum = bruteForceOptimum(of: free)
            else { return }
            let problem = DenseProblem(scenario)
            let broken = problem.densePlan(from: freeOptimum.plan)
            guard problem.score(of: broken).total > optimum.total else { return }
            cases += 1
            let keeper = IncumbentKeeper(problem, start: .now) { _ in }
            keeper.isBuilding = false
            keeper.offer(problem.densePlan(from: optimum.plan))
            #expect(keeper.audited?.score.total == optimum.total)
            keeper.offer(broken)
            #expect(!keeper.publish())
            #expect(keeper.total == optimum.total)
            #expect(keeper.audited?.score.total == optimum.total)
            #expect(keeper.publish())
            #expect(keeper.method == [IncumbentKeeper.rejectionNote])
            #expect(!keeper.rejection.isEmpty)
            #expect(!keeper.offer(broken))
            #expect(keeper.total == optimum.total)
        }
        #expect(cases > 10)
    }
}
