import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@Suite("Brute force against the audit")
struct BruteForceTests {
    @Test("The best plan of a random scenario passes the audit with the same total")
    func bestPlanPassesAudit() throws {
        try withEvery("seed", in: UInt64(0)..<400) { seed in
            let scenario = tinyScenario(seed: seed)
            guard let optimum = bruteForceOptimum(of: scenario) else {
                try #require(scenario.commitments.contains { $0.kind == .pinned })
                return
            }
            let verdict = Audit(scenario).judge(optimum.plan)
            try #require(verdict.violations == [])
            try #require(verdict.score.total == optimum.total)
        }
    }
}
