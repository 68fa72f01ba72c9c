import DenseProblem
import PaidanTestSupport
import Scheduling
import Testing

@testable import Search

/// What destroying and repairing keeps account of, rule by rule.
@Suite struct CoupledRuleTests {
    /// After every step the sums kept are those of the plan, and the judge accepts the plan; the best
    /// one is no better than the best there is.
    @Test(arguments: CoupledRule.all) func everyStepKeepsAccount(of rule: CoupledRule) throws {
        var optimal = 0
        var cases = 0
        try withEvery("seed", in: UInt64(0)..<40) { seed in
            let (scenario, _) = rule.pair(seed: seed)
            let problem = DenseProblem(scenario)
            guard let optimum = bruteForceOptimum(of: scenario), let pins = pinnedPlan(problem),
                var engine = SearchEngine(SearchContext(problem), start: pins, seed: seed)
            else { return }
            for _ in 0..<60 {
                engine.run(steps: 3) { false }
                engine.plan.checkInvariants()
                try requireValid(engine.plan.densePlan(), problem)
            }
            let plan = FinalInsertion.complete(problem, engine.bestPlan())
            try requireValid(plan, problem)
            let total = problem.score(of: plan).total
            guard total <= optimum.total else { throw PropertyFailure("above the optimum") }
            cases += 1
            optimal += total == optimum.total ? 1 : 0
        }
        // Account kept wrongly makes the search blind to good steps: few optima would be found.
        #expect(cases >= 20)
        #expect(optimal * 100 >= cases * 80, "\(optimal) of \(cases)")
    }
}
