import Evaluation
import Paidan
import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

@testable import Recruiting

/// What more crews are worth, and how few reach a target: by hand, and on random cases.
@Suite("Recruiting")
struct RecruitTests {
    /// Three visits of an hour at the base of the one team, whose shift of 70 minutes holds one.
    private func threeVisits(tiers: [String] = ["red", "yellow", "blue"]) throws -> Scenario {
        let requests = tiers.enumerated().map { "R\($0 + 1),help,S,\($1)\n" }.joined()
        return try ScenarioText(
            files: [
                "scenario.yaml": "format: 1\nname: three\nstart: 2026-11-23\n",
                "sites.csv": "id,name,kind,lat,lon\nS,所,institute,34.70,113.60\n",
                "teams.csv": "id,base,skills\nA,S,care\n",
                "shifts.csv": "team,date,start,end\nA,daily,08:00,09:10\n",
                "services.csv": "id,mode,minutes\nhelp,site,60\n",
                "roles.csv": "service,role,skills\nhelp,helper,care\n",
                "requests.csv": "id,service,site,tier\n" + requests,
            ].mapValues { Array($0.utf8) },
            folderName: "three"
        ).read().scenario
    }

    private var recruiter: Recruiter {
        var options = RecruitOptions()
        options.baseWork = 200
        options.trialWork = 200
        return Recruiter(options: options)
    }

    @Test("targets are read, and nonsense is not")
    func targets() {
        #expect(
            CoverageTarget.list("red=100%,all=95") == [
                CoverageTarget(tier: .red, percent: 100), CoverageTarget(tier: nil, percent: 95),
            ]
        )
        for text in ["", "red", "red=101%", "red=-1", "green=5%", "red=1%,red=2%", "red=%"] {
            #expect(CoverageTarget.list(text) == nil, "\(text)")
        }
    }

    @Test("one more crew is worth the next visit less the crew")
    func worth() async throws {
        // The one crew serves the red visit (1000 − 10); another would serve the yellow (300 − 10).
        let result = try await recruiter.recruit(try threeVisits())
        #expect(result.base.score.total == 990)
        #expect(result.recruitments.map(\.gain) == [290])
        #expect(result.recruitments.map(\.visits) == [1])
        #expect(result.recruitments.map(\.gainAtMost) == [290])
    }

    @Test("a target takes as many crews as it must, and that is proven")
    func reaches() async throws {
        let result = try await recruiter.reach(
            [CoverageTarget(tier: .red, percent: 100), CoverageTarget(tier: nil, percent: 100)],
            try threeVisits()
        )
        // Each crew serves one visit: three visits take two more crews, and no fewer.
        #expect(result.isReached)
        #expect(result.crewCount == 2)
        #expect(result.leastCrews == 2)
        #expect(result.reached.map(\.before) == [1, 1])
        #expect(result.reached.map(\.after) == [1, 3])
        #expect(Audit(result.scenario).judge(result.plan).isValid)
        let text = RecruitReport(result)
        #expect(text.text(in: .english).contains("proven fewest"))
        #expect(text.text(in: .chinese).contains("已证明为最少"))
    }

    @Test("a visit that no shift can reach is named")
    func outOfReach() async throws {
        var scenario = try threeVisits()
        scenario.visits[2].windows = []
        let result = try await recruiter.reach([CoverageTarget(tier: nil, percent: 100)], scenario)
        #expect(!result.isReached)
        #expect(result.outOfReach == ["R3"])
        #expect(result.isImpossible)
        #expect(result.reached.map(\.after) == [2])
    }

    @Test("pinned rows that can't be kept together are told of, with a target too")
    func conflictingPins() async throws {
        // The one crew is pinned to two visits at the same time.
        var scenario = try threeVisits()
        for visit in 0...1 {
            scenario.commitments.append(
                Commitment(
                    visit: scenario.visits[visit].id,
                    role: "helper",
                    team: "A",
                    startMinute: 480,
                    kind: .pinned,
                    visitIndex: visit,
                    roleIndex: 0,
                    teamIndex: 0
                )
            )
        }
        let result = try await recruiter.reach([CoverageTarget(tier: nil, percent: 100)], scenario)
        #expect(result.droppedPins.count == 1)
        #expect(result.scenario.commitments.count == 1)
        #expect(result.isReached)
        #expect(Audit(result.scenario).judge(result.plan).isValid)
        let given = try #require(result.droppedPins.first?.visit.text)
        #expect(RecruitReport(result).text(in: .english).contains("1: \(given)\n"))
        #expect(RecruitReport(result).text(in: .chinese).contains("1: \(given)\n"))
        let worth = RecruitReport(try await recruiter.recruit(scenario))
        #expect(worth.text(in: .english).contains("1: \(given)\n"))
    }

    @Test("the page in both languages")
    func pages() async throws {
        let report = RecruitReport(try await recruiter.recruit(try threeVisits()))
        #expect(
            report.text(in: .english) == """
                three: what more crews would be worth

                Plan in hand              990 points
                                          proven optimal: no plan scores more
                One more crew-hour        no prices: too small for column generation
                Recruitments
                    A 2026-11-23T08:00    +290 points, +1 visits (at most 290)

                """
        )
        #expect(
            report.text(in: .chinese) == """
                three：增加小组的价值

                现有方案                  990 分
                                          已证明最优：不存在得分更高的方案
                每多一小组小时（分）      没有影子价格：已精确求解
                最值得增加的小组
                    A 2026-11-23T08:00    +290 分，+1 项服务（至多 290）

                """
        )
    }

    @Test("a reached target holds, and fewer crews than the proven least never reach it")
    func random() async throws {
        var reached = 0
        for seed in UInt64(0)..<25 {
            let options = TinyScenarioOptions(
                features: [.skills, .due, .prefer, .goods, .severalRoles],
                days: 1...1,
                teams: 1...2,
                shifts: 1...2,
                visits: 4...6
            )
            let scenario = tinyScenario(seed: seed, options: options)
            let target = CoverageTarget(tier: nil, percent: 70)
            let result = try await recruiter.reach([target], scenario)
            let verdict = Audit(result.scenario).judge(result.plan)
            #expect(verdict.isValid && verdict.score == result.score, "seed \(seed)")
            let needed = target.needed(of: scenario)
            #expect(result.isReached == (target.served(by: result.plan, of: scenario) >= needed))
            reached += result.isReached && result.crewCount > 0 ? 1 : 0
            guard result.isReached else { continue }
            #expect(result.leastCrews <= result.crewCount, "seed \(seed)")
        }
        #expect(reached > 0)
    }

    @Test("prices of the relaxation bound what one more crew is worth")
    func prices() async throws {
        // Two days of many visits, which column generation prices.
        let scenario = try manyVisits()
        var planning = PlanningOptions()
        planning.timeLimitSeconds = nil
        planning.workLimit = 1500
        let priced = try await Planner(options: planning).plan(scenario)
        let bounds = try #require(priced.shiftBounds)
        for shift in scenario.shifts.indices {
            var larger = scenario
            larger.shifts[shift].crews += 1
            let trial = try await Planner(options: planning).plan(larger)
            #expect(trial.score.total <= bounds[shift])
            #expect(bounds[shift] >= priced.bound ?? .max)
        }
    }

    @Test("the worth of a crew-hour is the best price of its kind, in points and in visits")
    func hours() async throws {
        // A third team too late for anything: one more crew of it adds nothing.
        var scenario = try manyVisits()
        scenario.teams.append(scenario.teams[0])
        scenario.teams[2].id = "C"
        scenario.shifts.append(Shift(teamIndex: 2, startMinute: 1200, endMinute: 1210))
        var recruiter = recruiter
        recruiter.options.baseWork = 1500
        let result = try await recruiter.recruit(scenario)
        let prices = result.recruitments.compactMap(\.price)
        #expect(result.recruitments.map(\.shift).sorted() == [0, 1])
        #expect(prices.count == 2 && prices.allSatisfy { $0 > 0 })
        #expect(result.recruitments.allSatisfy { $0.gain <= $0.gainAtMost ?? 0 })
        // All teams have no skill and one day: one kind. Shifts of A and B last two hours.
        #expect(result.hours.count == 1)
        let hour = try #require(result.hours.first)
        #expect(hour.pointsPerHour == (prices.max() ?? 0) / 2)
        let served = Set(result.base.plan.assignments.map(\.visit))
        let open = scenario.visits.filter { !served.contains($0.id) }.map(\.value)
        let mean = Double(open.reduce(0, +)) / Double(open.count)
        let visits = Double(hour.pointsPerHour) / mean
        #expect(abs(Double(hour.visitTenths) / 10 - visits) <= 0.06)
    }

    /// Sixty visits of 20 minutes at homes around one base, four crews of two hours.
    private func manyVisits() throws -> Scenario {
        var random = SplitMix64(seed: 5)
        var requests = "id,service,lat,lon,tier\n"
        for number in 1...60 {
            let latitude = 34_700 + random.within(-15...15)
            let longitude = 113_600 + random.within(-15...15)
            let tier = random.pick(["red", "yellow", "blue"])
            requests += "R\(number),help,\(decimal(latitude)),\(decimal(longitude)),\(tier)\n"
        }
        return try ScenarioText(
            files: [
                "scenario.yaml": "format: 1\nname: many\nstart: 2026-11-23\n",
                "sites.csv": "id,lat,lon\nS,34.70,113.60\n",
                "teams.csv": "id,base\nA,S\nB,S\n",
                "shifts.csv": "team,date,start,end,crews\nA,daily,08:00,10:00,2\n"
                    + "B,daily,13:00,15:00,2\n",
                "services.csv": "id,mode,minutes\nhelp,home,20\n",
                "roles.csv": "service,role\nhelp,helper\n",
                "requests.csv": requests,
            ].mapValues { Array($0.utf8) },
            folderName: "many"
        ).read().scenario
    }

    private func decimal(_ thousandths: Int) -> String {
        let rest = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}
