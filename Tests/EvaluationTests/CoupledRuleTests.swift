import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@Suite("The judge and each rule by itself")
struct CoupledRuleTests {
    /// The best plan with the rule and the best without, each judged the other way.
    ///
    /// No valid plan is worth more than the best one there, and in some case the judge sees the
    /// difference. A judge blind to the rule would do neither.
    @Test("A plan that is best without the rule", arguments: CoupledRule.all)
    func judgesTheRule(rule: CoupledRule) throws {
        var noticed = 0
        for seed in UInt64(0)..<3000 where noticed < 3 {
            let (with, without) = rule.pair(seed: seed)
            guard with != without, let best = bruteForceOptimum(of: with),
                let free = bruteForceOptimum(of: without)
            else { continue }
            for (plan, own, judge) in [(free, without, with), (best, with, without)] {
                let verdict = Audit(judge).judge(plan.plan)
                let optimum = judge == with ? best.total : free.total
                if verdict.isValid, verdict.score.total > optimum {
                    throw PropertyFailure("seed \(seed): \(verdict.score.total) > \(optimum)")
                }
                let before = Audit(own).judge(plan.plan).score.total
                noticed += !verdict.isValid || verdict.score.total != before ? 1 : 0
            }
        }
        #expect(noticed > 0)
    }
}
