import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@testable import Reports

@Suite("The summary of a plan")
struct PlanSummaryTests {
    /// One team, based where it works, and three requests: R1 served, R2 beyond its skills, R3 left.
    private var scenario: Scenario {
        let here = Coordinate(latitude: 34.7, longitude: 113.6)
        let day = TimeWindow(startMinute: 0, endMinute: 1440)
        func visit(_ id: VisitID, service: Int, tier: Tier, value: Int) -> Visit {
            Visit(
                id: id,
                serviceIndex: service,
                placeIndex: 0,
                siteIndex: 0,
                minutes: 30,
                windows: [day],
                value: value,
                tier: tier
            )
        }
        return Scenario(
            name: "二七区",
            start: CalendarDate(daysSince1970: 20_780),
            days: 1,
            sites: [Site(id: "S1", coordinate: here)],
            places: [Place(coordinate: here, siteIndex: 0)],
            teams: [Team(id: "T1", baseSiteIndex: 0)],
            shifts: [Shift(teamIndex: 0, startMinute: 480, endMinute: 720)],
            services: [
                Service(id: "talk", mode: .site, minutes: 30, roles: [Role(id: "speaker")]),
                Service(
                    id: "clinic",
                    mode: .site,
                    minutes: 30,
                    roles: [Role(id: "doctor", skills: [SkillLevel(skill: "doctor")])]
                ),
            ],
            visits: [
                visit("R1", service: 0, tier: .red, value: 1000),
                visit("R2", service: 1, tier: .yellow, value: 300),
                visit("R3", service: 0, tier: .blue, value: 100),
            ]
        )
    }

    private var plan: Plan {
        Plan(
            assignments: [
                Assignment(
                    visit: "R1",
                    role: "speaker",
                    team: "T1",
                    shiftStartMinute: 480,
                    crew: 1,
                    startMinute: 480,
                    endMinute: 510
                )
            ],
            unserved: [
                UnservedVisit(visit: "R2", reason: "no-team"),
                UnservedVisit(visit: "R3", reason: "not-settled"),
            ]
        )
    }

    private func summary(bound: Int?, droppedPins: [Commitment] = []) -> PlanSummary {
        let score = Audit(scenario).judge(plan).score
        return PlanSummary(
            scenario: scenario,
            plan: plan,
            score: score,
            bound: bound,
            stop: .stopTime,
            droppedPins: droppedPins,
            files: ["out/plan.json"]
        )
    }

    @Test("says what is served, what it is worth, how good it is and what is left")
    func english() {
        // One visit of 1000 points by one crew at 10; no way to go; 30 minutes are half an hour.
        let lines = summary(bound: 1000).text(in: .english).split(separator: "\n").map(String.init)
        let expected = [
            "Served                    1 of 3 (33.3 %)",
            "  red                     1 of 1 (100.0 %)",
            "  yellow                  0 of 1 (0.0 %)",
            "Score                     990 points",
            "  visits served           +1,000",
            "  crews sent out             -10",
            "Quality                   at least 99.0 % of the best possible",
            "                          no plan can score more than 1,000 (gap 1.02 %)",
            "Hours                     0.5 h of work: 0.5 h of visits, 0.0 h of travel",
            "                          1 of 1 crews sent out, of 1 teams",
            "Not served                2",
            "  impossible by itself    1",
            "    no team with the skills",
            "                          1: R2",
            "  not settled             1",
            "Written                   out/plan.json",
        ]
        for line in expected { #expect(lines.contains(line)) }
    }

    @Test("says the same in Chinese, in columns that align")
    func chinese() {
        let text = summary(bound: 990).text(in: .chinese)
        #expect(text.hasPrefix("二七区：2026-11-23 派单方案（1 天）\n"))
        #expect(text.contains("\n方案质量                  已证明最优：不存在得分更高的方案\n"))
        #expect(text.contains("\n  单独也无法安排          1\n"))
    }

    @Test("lists pinned rows that were given up")
    func droppedPins() {
        let pin = Commitment(
            visit: "R3",
            role: "speaker",
            team: "T1",
            startMinute: 545,
            kind: .pinned,
            visitIndex: 2,
            roleIndex: 0,
            teamIndex: 0,
            line: 7
        )
        let text = summary(bound: nil, droppedPins: [pin]).text(in: .english)
        #expect(text.contains("commitments.csv:7: R3, role speaker, team T1, 2026-11-23T09:05"))
        #expect(text.contains("no bound proven"))
    }

    @Test("never exceeds 80 columns, nor lets a name steer the terminal")
    func width() throws {
        try withEvery("seed", in: 1...60) { seed in
            var scenario = tinyScenario(seed: UInt64(seed))
            scenario.name = String(repeating: "长名字\u{1B}[31m", count: 20)
            for index in scenario.programs.indices {
                scenario.programs[index].name = String(repeating: "节目", count: 30)
            }
            let plan = randomPlan(of: scenario, seed: UInt64(seed))
            let score = Audit(scenario).judge(plan).score
            for language in Language.allCases {
                let summary = PlanSummary(
                    scenario: scenario,
                    plan: plan,
                    score: score,
                    bound: score.total + 17,
                    stop: nil,
                    droppedPins: scenario.commitments
                )
                let text = summary.text(in: language)
                let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
                #expect(lines.map { String($0).displayWidth }.max() ?? 0 <= 80)
                #expect(!text.unicodeScalars.contains("\u{1B}"))
            }
        }
    }
}
