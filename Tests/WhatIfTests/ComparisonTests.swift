import Evaluation
import Paidan
import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

@testable import WhatIf

/// What is said of two scenarios whose best plans are known within intervals only.
@Suite("Comparing scenarios")
struct ComparisonTests {
    private func trial(_ total: Int, _ bound: Int?) throws -> Trial {
        var score = Score()
        score.served = total
        let result = PlanningResult(
            plan: Plan(),
            score: score,
            bound: bound,
            stop: .work,
            method: "given"
        )
        return Trial(OverlaidScenario(base: try reading(), name: "given"), result)
    }

    @Test("better only where the plan beats the other's bound")
    func verdicts() throws {
        let base = try trial(1000, 1020)
        // 1,050 found against at most 1,020: 30 better at least, 1,080 − 1,000 = 80 at most.
        #expect(
            Comparison(base, try trial(1050, 1080)).verdict == .better(PointInterval(30, 80))
        )
        #expect(Comparison(base, try trial(1050, nil)).verdict == .better(PointInterval(30, nil)))
        #expect(Comparison(base, try trial(1020, 1080)).verdict == .notToldApart)
        // At most 950 against 1,000 found: 50 worse at least, 1,020 − 900 = 120 at most.
        #expect(Comparison(base, try trial(900, 950)).verdict == .worse(PointInterval(50, 120)))
        #expect(Comparison(base, try trial(900, nil)).verdict == .notToldApart)
    }

    @Test("the same only where both best plans are known")
    func equal() throws {
        let proven = try trial(1000, 1000)
        #expect(Comparison(proven, proven).verdict == .equal)
        // Between 0 and 1 more: that they are the same is not proven.
        #expect(Comparison(proven, try trial(1000, 1001)).verdict == .notToldApart)
        let report = WhatIfReport([proven, proven])
        #expect(
            report.text(in: .english).hasSuffix("B is worth the same: both are proven optimal\n")
        )
        #expect(report.text(in: .chinese).hasSuffix("B 与现状得分相同（双方最优已证明）\n"))
    }

    @Test("the percentage is the middle of what is possible, its width the gaps")
    func percentage() throws {
        // From 30 to 80 of 1,000 points: 5.5 % ± 2.5 %.
        let found = Comparison(try trial(1000, 1020), try trial(1050, 1080)).percentage
        #expect(found?.middle == 550)
        #expect(found?.halfWidth == 250)
        #expect(Comparison(try trial(1000, nil), try trial(1050, 1080)).percentage == nil)
    }

    private func report() async throws -> WhatIfReport {
        let base = try reading()
        let subjects = [
            OverlaidScenario(base: base, name: "now"),
            try OverlaidScenario(base, overlay("name: 加时\nadd:\n  minutes:\n    A: 60\n")),
            try OverlaidScenario(base, overlay("name: S closed\nclose:\n  S: daily\n")),
        ]
        var options = PlanningOptions.question
        options.workLimit = 100
        var trials: [Trial] = []
        for subject in subjects {
            trials.append(try await TrialRunner(options: options).run(subject))
        }
        return WhatIfReport(trials)
    }

    // As it is, R1 alone: 300 points less 10 for the crew = 290. With 60 minutes more R2 too, for 20
    // minutes of travel: 290 + 100 − 20 = 370. With S closed nobody serves anything.
    @Test("a comparison in English")
    func english() async throws {
        #expect(
            try await report().text(in: .english) == """
                two sites: what if
                  A as it is
                  B 加时
                  C S closed

                                                         A               B               C
                Served                          1/2 50.0 %     2/2 100.0 %       0/2 0.0 %
                  yellow                       1/1 100.0 %     1/1 100.0 %       0/1 0.0 %
                  blue                           0/1 0.0 %     1/1 100.0 %       0/1 0.0 %
                By institute
                  东所                         1/1 100.0 %     1/1 100.0 %       0/1 0.0 %
                  西所                           0/1 0.0 %     1/1 100.0 %       0/1 0.0 %
                Work, h                                1.0             2.3             0.0
                Travel, h                              0.0             0.3             0.0
                Busiest team, h                        1.0             2.3             0.0
                Fairness, points                         0               0               0
                Crews sent out                           1               1               0
                Score                                  290             370               0
                  best is at most                      290             370               0

                B is better: 27.59 % ± 0.00 % (the gaps): 80 to 80 points
                C is worse: 100.00 % ± 0.00 % (the gaps): 290 to 290 points

                """
        )
    }

    @Test("a comparison in Chinese")
    func chinese() async throws {
        let text = try await report().text(in: .chinese)
        #expect(text.hasPrefix("two sites：假设比较\n  A 现状\n  B 加时\n"))
        #expect(text.hasSuffix("C 更差：100.00 % ± 0.00 %（差距）：290 到 290 分\n"))
        #expect(text.contains("黄牌"))
        #expect(text.contains("最忙队伍（小时）"))
    }
}
