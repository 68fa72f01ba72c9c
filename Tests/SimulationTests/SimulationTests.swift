import Evaluation
import Paidan
import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

@testable import Simulation

/// Replays of plans: by hand where nothing is left to chance, and by their frequencies where it is.
@Suite("Simulation")
struct SimulationTests {
    /// Two visits one after the other at the base of team A; team B idle beside it.
    private func scenario(showUp: String = "", until: String = "12:00") throws -> Scenario {
        try ScenarioText(
            files: [
                "scenario.yaml": "format: 1\nname: two\nstart: 2026-11-23\n",
                "sites.csv": "id,lat,lon\nS,34.70,113.60\n",
                "teams.csv": "id,base,show_up\nA,S,\(showUp)\nB,S,\n",
                "shifts.csv":
                    "team,date,start,end\nA,daily,08:00,\(until)\nB,daily,08:00,\(until)\n",
                "services.csv": "id,mode,minutes\nhelp,site,60\n",
                "roles.csv": "service,role\nhelp,helper\n",
                "requests.csv": "id,service,site,tier\nR1,help,S,red\nR2,help,S,blue\n",
            ].mapValues { Array($0.utf8) },
            folderName: "two"
        ).read().scenario
    }

    /// R1 at 08:00 and R2 at 09:00, both by A.
    private let plan = helperPlan([("R1", 480), ("R2", 540)], minutes: 60)

    private func options(runs: Int = 2000, spread: Int = 0, threads: Int = 1) -> SimulationOptions {
        var options = SimulationOptions()
        options.runs = runs
        options.spreadPercent = spread
        options.threads = threads
        return options
    }

    @Test("crews that come and visits of the usual length serve the plan every day")
    func certain() throws {
        let result = Simulator.replay(plan, for: try scenario(), options: options(runs: 50))
        #expect(result.all.servedSum == 100)
        #expect(result.all.worstDecile == 2)
        #expect(result.delaySum == 0)
        #expect(result.expectedTenths(result.all) == 20)
    }

    @Test("a crew that never comes serves nothing")
    func never() throws {
        let result = Simulator.replay(plan, for: try scenario(showUp: "0"), options: options())
        #expect(result.all.servedSum == 0)
        #expect(result.visits.map(\.servedRuns) == [0, 0])
    }

    @Test("a crew that comes four times in five serves four fifths of the days")
    func often() throws {
        let result = Simulator.replay(plan, for: try scenario(showUp: "80"), options: options())
        // 2,000 days: a standard deviation is √(2000 · 0.8 · 0.2) ≈ 18 days; six of them are 108.
        #expect(abs(result.visits[0].servedRuns - 1600) < 108)
        // Both visits hang on the one crew: in one day of ten none is served.
        #expect(result.all.worstDecile == 0)
        #expect(result.visits[0].servedRuns == result.visits[1].servedRuns)
    }

    @Test("long visits delay the next, and one that no longer fits its shift is skipped")
    func longVisits() throws {
        // R1's length strays by −50 % to +100 %: it is longer than planned two times in three, for the
        // triangle from −1 over 0 to 2 has two thirds of its area above 0.
        let loose = Simulator.replay(plan, for: try scenario(), options: options(spread: 50))
        #expect(loose.all.servedSum == 4000)
        #expect(loose.delaySum > 0)
        // With a shift that ends at 10:00 the second visit must start at 09:00 sharp.
        let tight = Simulator.replay(
            plan,
            for: try scenario(until: "10:00"),
            options: options(spread: 50)
        )
        let second = try #require(tight.visits.first { $0.visit == "R2" }).servedRuns
        // A third of 2,000 days, give or take six standard deviations of 21 days; half a minute more
        // than an hour still rounds to one.
        #expect((667 - 126...667 + 160).contains(second))
        #expect(tight.visits.first { $0.visit == "R1" }?.servedRuns == 2000)
    }

    @Test("the mean of the draws is a third, and none lies outside −1 to 2")
    func triangle() {
        var random = DayRandom(seed: 3, run: 0)
        let draws = (0..<20_000).map { _ in random.triangle() }
        #expect(draws.allSatisfy { (-1...2).contains($0) })
        // The variance is (1 + 4 + 0 + 2 − 0 − 0) ÷ 18 ≈ 0.39; six standard errors are 0.027.
        let mean: Double = draws.reduce(0, +) / 20_000
        let away: Double = abs(mean - 1.0 / 3)
        #expect(away < 0.027)
        let below: Int = draws.count { $0 < 0 }
        #expect(abs(below - 6667) < 400)
    }

    @Test("a backup serves where the crew does not come, and only there")
    func backup() throws {
        let backup = Backup(
            visit: "R1",
            role: "helper",
            team: "B",
            shiftStartMinute: 480,
            crew: 1,
            startMinute: 480
        )
        let result = Simulator.replay(
            plan,
            for: try scenario(showUp: "0"),
            backups: [backup],
            options: options(runs: 100)
        )
        #expect(result.tiers.map(\.servedSum) == [100, 0])
    }

    @Test("the same seed gives the same result at any number of threads")
    func threads() async throws {
        for seed in UInt64(0)..<20 {
            let scenario = tinyScenario(seed: seed, options: TinyScenarioOptions().without(.pinned))
            let plan = randomPlan(of: scenario, seed: seed)
            var options = options(runs: 101, spread: 30)
            options.showUpPercent = 70
            options.seed = seed
            let one = Simulator.replay(plan, for: scenario, options: options)
            for threads in [2, 3, 7] {
                options.threads = threads
                #expect(Simulator.replay(plan, for: scenario, options: options) == one)
            }
            options.seed = seed + 1
            #expect(one.all.servedSum <= one.all.planned * one.runs)
        }
    }

    @Test("what is certain is served as planned, on random plans")
    func randomCertain() {
        for seed in UInt64(0)..<60 {
            let scenario = tinyScenario(seed: seed, options: TinyScenarioOptions().without(.pinned))
            let plan = randomPlan(of: scenario, seed: seed)
            let result = Simulator.replay(plan, for: scenario, options: options(runs: 3))
            let planned = Set(plan.assignments.map(\.visit)).count
            #expect(result.all.servedSum == planned * 3, "seed \(seed)")
            #expect(result.delaySum == 0, "seed \(seed)")
        }
    }

    @Test("a robust plan is valid as it is, and no crew stands in twice")
    func robust() async throws {
        for seed in UInt64(0)..<40 {
            let options = TinyScenarioOptions().without(.pinned)
            let scenario = tinyScenario(seed: seed, options: options)
            var robust = RobustOptions()
            robust.planning.workLimit = 100
            let planned = try await RobustPlanner(options: robust).plan(scenario)
            let verdict = Audit(scenario).judge(planned.plan)
            #expect(verdict.violations.isEmpty, "seed \(seed)")
            #expect(verdict.score == planned.score, "seed \(seed)")
            let impossible = Set(Possibilities(scenario).impossibilities().map(\.visit))
            for row in planned.plan.unserved {
                let isSettled = row.reason != "not-settled"
                #expect(isSettled == impossible.contains(row.visit), "seed \(seed)")
            }
            let crews = planned.backups.map { "\($0.team) \($0.shiftStartMinute) \($0.crew)" }
            #expect(Set(crews).count == crews.count, "seed \(seed)")
        }
    }

    @Test("slack is kept between visits, and unreliable teams keep away from red ones")
    func slack() async throws {
        var robust = RobustOptions()
        robust.planning.workLimit = 100
        robust.slackPercent = 50
        let planned = try await RobustPlanner(options: robust).plan(try scenario(showUp: "60"))
        // B comes always: it serves the red R1. Each visit has an hour and a half.
        let red = try #require(planned.plan.assignments.first { $0.visit == "R1" })
        #expect(red.team == "B")
        let starts = planned.plan.assignments.map(\.startMinute).sorted()
        let teams = Set(planned.plan.assignments.map(\.team))
        #expect(teams.count == 2 || starts[1] - starts[0] >= 90)
        // A is at hand at the same time.
        #expect(planned.backups.map(\.visit) == ["R1"])
        #expect(planned.backups.map(\.team) == ["A"])
    }

    @Test("a visit that only slack keeps out is not called impossible")
    func keptOutBySlack() async throws {
        var robust = RobustOptions()
        robust.planning.workLimit = 100
        robust.slackPercent = 50
        // An hour fits the shifts of 65 minutes; an hour and a half does not.
        let planned = try await RobustPlanner(options: robust).plan(try scenario(until: "09:05"))
        #expect(planned.plan.assignments.isEmpty)
        #expect(planned.plan.unserved.map(\.reason) == ["not-settled", "not-settled"])
    }

    @Test("the page in both languages")
    func pages() throws {
        let scenario = try scenario()
        let options = options(runs: 10)
        let result = Simulator.replay(plan, for: scenario, options: options)
        var score = Score()
        score.served = 1100
        let report = SimulationReport(scenario, options: options, score: score, result: result)
        #expect(
            report.text(in: .english) == """
                two: the plan on 10 days
                crews come 100 % of the time where no figure is given; visits take -0 % to +0 %

                Visits served                       planned         expected  in 9 of 10 days
                all                                     2/2              2.0                2
                red                                     1/1              1.0                1
                blue                                    1/1              1.0                1
                Late starts               0 minutes a day in all

                """
        )
        #expect(
            report.text(in: .chinese) == """
                two：方案重演 10 天
                出勤率未填者 100 %；服务时长 -0 % 到 +0 %

                服务数                                 方案             平均   十天中九天至少
                全部                                    2/2              2.0                2
                红牌                                    1/1              1.0                1
                蓝牌                                    1/1              1.0                1
                平均延迟                  每天共 0 分钟

                """
        )
    }
}
