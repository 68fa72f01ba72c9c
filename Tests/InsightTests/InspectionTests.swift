import Insight
import PaidanTestSupport
import Scheduling
import Testing

@Suite("Inspections")
struct InspectionTests {
    @Test("Programs never hold more sessions than is said")
    func shortPrograms() async throws {
        var found = 0
        let options = TinyScenarioOptions(
            features: [.freePrograms, .narrowWindows, .skills],
            days: 1...3
        )
        try await withEverySeed(0..<200) { seed in
            var scenario = tinyScenario(seed: seed, options: options)
            let programs = Inspector(scenario).inspection().shortPrograms
            for program in programs {
                found += 1
                // All else worth nothing, the best plan serves as many sessions as can be.
                for index in scenario.visits.indices {
                    let own = scenario.visits[index].programIndex
                        .map { scenario.programs[$0].id.text }
                    scenario.visits[index].value = own == program.program ? 100_000 : 0
                }
                let best = bruteForceOptimum(of: scenario)
                let served = Set(best?.plan.assignments.map(\.visit) ?? []).count {
                    $0.text.hasPrefix(program.program + "#")
                }
                if served > program.most {
                    throw PropertyFailure("\(program.program): \(served) of \(program.most)")
                }
            }
        }
        #expect(found > 10)
    }

    @Test("Teams and shifts said to have nothing to do are idle in every plan")
    func idleTeams() async throws {
        var teams = 0
        var shifts = 0
        let options = TinyScenarioOptions().without(.travelTable)
        try await withEverySeed(0..<200) { seed in
            let scenario = tinyScenario(seed: seed, options: options)
            let inspection = Inspector(scenario).inspection()
            teams += inspection.idleTeams.count
            shifts += inspection.idleShifts.count
            for visit in scenario.visits.indices {
                var raised = scenario
                raised.visits[visit].value += 10_000
                let rows = bruteForceOptimum(of: raised)?.plan.assignments ?? []
                for row in rows where inspection.idleTeams.contains(row.team.text) {
                    throw PropertyFailure("\(row.team) serves \(row.visit)")
                }
            }
        }
        #expect(teams > 10)
        #expect(shifts > 10)
    }

    @Test("The shipped example has one visit too far away, and twins are found")
    func example() throws {
        var scenario = try shippedScenario("tiny")
        let inspection = Inspector(scenario).inspection()
        #expect(inspection.impossible.map(\.visits) == [["R5"]])
        // T3 lacks the skill but has a car; T1 would have to go far beyond its radius.
        #expect(inspection.impossibleVisits.first?.nearMiss?.team == "T3")
        #expect(inspection.duplicates.isEmpty)
        #expect(inspection.conflictingPins.isEmpty)
        var twin = scenario.visits[0]
        twin.id = "R9"
        scenario.visits.append(twin)
        #expect(Inspector(scenario).inspection().duplicates == [["R1", "R9"]])
    }

    @Test("Demand and capacity are summed by day and by skill")
    func balances() throws {
        // By hand: T1 works 180 + 180 minutes, T2 2 × 210, T3 240; haircuts take 30 minutes each.
        let inspection = Inspector(try shippedScenario("tiny")).inspection()
        let day = try #require(inspection.balances.first { $0.kind == "day" })
        #expect(day.key == "2026-11-23")
        #expect(day.capacityMinutes == 180 + 180 + 2 * 210 + 240)
        let haircut = try #require(inspection.balances.first { $0.key == "haircut" })
        #expect(haircut.roles == 2)
        #expect(haircut.demandMinutes == 60)
        #expect(haircut.capacityMinutes == 360)
    }
}
