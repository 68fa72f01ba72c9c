import Paidan
import PaidanTestSupport
import Scheduling
import Testing

/// More freedom never makes the best plan worse.
@Suite("Relaxing the scenario")
struct RelaxationTests {
    /// A way to give a scenario more freedom without taking any away.
    struct Relaxation: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var apply: @Sendable (inout Scenario) -> Void

        init(_ name: String, _ apply: @escaping @Sendable (inout Scenario) -> Void) {
            testDescription = name
            self.apply = apply
        }
    }

    static let all: [Relaxation] = [
        Relaxation("wider windows") { scenario in
            for visit in scenario.visits.indices where scenario.visits[visit].programIndex == nil {
                for window in scenario.visits[visit].windows.indices {
                    scenario.visits[visit].windows[window].endMinute += 30
                }
            }
        },
        Relaxation("a further team") { scenario in
            guard let first = scenario.teams.first else { return }
            var team = first
            team.id = "T9"
            team.maxMinutes = nil
            for shift in scenario.shifts where shift.teamIndex == 0 {
                var copy = shift
                copy.teamIndex = scenario.teams.count
                scenario.shifts.append(copy)
            }
            scenario.teams.append(team)
        },
        Relaxation("a further crew in each shift") { scenario in
            for shift in scenario.shifts.indices { scenario.shifts[shift].crews += 1 }
        },
        Relaxation("longer shifts") { scenario in
            for shift in scenario.shifts.indices { scenario.shifts[shift].endMinute += 20 }
        },
        Relaxation("more skills") { scenario in
            for team in scenario.teams.indices {
                scenario.teams[team].skills = ["aid", "wash"].map {
                    SkillLevel(skill: $0, level: 2)
                }
            }
        },
        Relaxation("no work limits") { scenario in
            for team in scenario.teams.indices {
                scenario.teams[team].maxMinutes = nil
                scenario.teams[team].fairMinutes = nil
                scenario.teams[team].maxVisits = nil
            }
        },
        Relaxation("no limits of rooms, radius and goods") { scenario in
            for site in scenario.sites.indices { scenario.sites[site].rooms = nil }
            for team in scenario.teams.indices { scenario.teams[team].radiusMinutes = nil }
            for shift in scenario.shifts.indices { scenario.shifts[shift].capacityUnits = nil }
        },
    ]

    @Test("never lowers the proven optimum", arguments: all)
    func neverLowersTheOptimum(relaxation: Relaxation) async throws {
        var raised = 0
        // Five visits and two shifts, so that the relaxed cases stay small too.
        let small = TinyScenarioOptions(shifts: 1...2, visits: 2...5)
        try await withEverySeed(800..<920) { seed in
            let scenario = tinyScenario(seed: seed, options: small)
            guard let before = try await plan(scenario, options(.exact, work: 400)),
                before.stop == .proven
            else { return }
            var relaxed = scenario
            relaxation.apply(&relaxed)
            guard let after = try await plan(relaxed, options(.exact, work: 2000)) else {
                throw PropertyFailure("pins kept before can't be kept any more")
            }
            try requireTrue(after, relaxed)
            guard let bound = after.bound, bound >= before.score.total else {
                throw PropertyFailure("\(after.bound ?? .min) after \(before.score.total)")
            }
            if after.stop == .proven, after.score.total < before.score.total {
                throw PropertyFailure("\(after.score.total) after \(before.score.total)")
            }
            raised += after.score.total > before.score.total ? 1 : 0
        }
        #expect(raised > 0)
    }
}
