import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@Suite("The audit on random scenarios")
struct PropertyTests {
    @Test("The best plan of the brute force passes with the same total, and nil means pins")
    func bruteForceAgrees() throws {
        try withEvery("seed", in: UInt64(0)..<300) { seed in
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

    @Test("No valid random plan beats the brute force")
    func noneBeatsBruteForce() throws {
        try withEvery("seed", in: UInt64(300)..<450) { seed in
            let scenario = tinyScenario(seed: seed, options: TinyScenarioOptions(visits: 1...5))
            let audit = Audit(scenario)
            let best = bruteForceOptimum(of: scenario)?.total
            for planSeed in UInt64(0)..<5 {
                let verdict = audit.judge(randomPlan(of: scenario, seed: planSeed))
                try #require(verdict.violations.allSatisfy { $0.rule == .pins })
                guard verdict.isValid else { continue }
                let limit = try #require(best)
                try #require(verdict.score.total <= limit)
            }
        }
    }

    @Test("Damaged plans are judged, never trapped, whatever the order of their rows")
    func damagedPlans() throws {
        try withEvery("seed", in: UInt64(0)..<300) { seed in
            var random = SplitMix64(seed: seed)
            let scenario = tinyScenario(seed: seed)
            let audit = Audit(scenario)
            var plan = randomPlan(of: scenario, seed: seed)
            for damage in PlanDamage.allCases {
                let damaged = plan.damaged(by: damage, in: scenario, &random)
                let verdict = audit.judge(damaged)
                try #require(audit.judge(damaged) == verdict)
                if random.chance(20) { plan = damaged }
                guard !verdict.violations.contains(where: { $0.code == .roleFilledTwice }) else {
                    continue
                }
                var turned = damaged
                turned.assignments = random.shuffled(damaged.assignments)
                try #require(audit.judge(turned).score == verdict.score)
                try #require(audit.judge(turned).isValid == verdict.isValid)
            }
        }
    }

    @Test("Two halves of a plan that share nothing score what the whole scores")
    func scoreIsAdditive() throws {
        // Without rows and rules that couple routes, each route's points stand alone.
        let options = TinyScenarioOptions(visits: 3...6)
            .without(
                .severalRoles,
                .fairMinutes,
                .pinned,
                .published,
                .freePrograms,
                .fixedPrograms
            )
        try withEvery("seed", in: UInt64(0)..<200) { seed in
            let scenario = tinyScenario(seed: seed, options: options)
            let audit = Audit(scenario)
            let whole = randomPlan(of: scenario, seed: seed)
            let shifts = Set(whole.assignments.map { [$0.team.text, "\($0.shiftStartMinute)"] })
            let sum = shifts.reduce(0) { sum, shift in
                let part = whole.assignments.filter {
                    [$0.team.text, "\($0.shiftStartMinute)"] == shift
                }
                return sum + audit.judge(Plan(assignments: part)).score.total
            }
            try #require(audit.judge(whole).score.total == sum)
        }
    }
}
