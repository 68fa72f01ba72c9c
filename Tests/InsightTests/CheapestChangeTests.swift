import Insight
import PaidanTestSupport
import Scheduling
import Testing

/// How often a single change from the menu would be cheaper than the one that is told of.
@Suite("How small the smallest changes are")
struct CheapestChangeTests {
    @Test("Seldom would a cheaper single change do, in steps of five minutes")
    func nothingCheaper() async throws {
        var asked = 0
        var beaten = 0
        let options = TinyScenarioOptions(shifts: 1...3, visits: 2...5)
        try await withEverySeed(0..<80) { seed in
            let scenario = tinyScenario(seed: seed, options: options)
            guard let plan = somePlan(of: scenario, seed: seed),
                let judged = JudgedPlan(scenario, plan)
            else { return }
            let explainer = Explainer(judged)
            for visit in judged.unserved {
                // Where it could be served as it is, no change is needed.
                if let now = bestTotal(serving: visit, scenario), now >= judged.total { continue }
                let price = explainer.verifiedChange(for: visit)?.price ?? .max
                asked += 1
                beaten += wouldDo(for: visit, judged, below: price) ? 1 : 0
            }
        }
        #expect(asked > 100)
        #expect(beaten * 20 <= asked, "\(beaten) of \(asked)")
    }

    /// Whether a single change of the menu, below a price, lets the visit be served at no loss.
    private func wouldDo(for visit: Int, _ judged: JudgedPlan, below price: Int) -> Bool {
        menu(for: visit, judged.scenario).contains { change in
            guard let own = ChangePrices().price(of: change, in: judged.scenario), own < price
            else {
                return false
            }
            var changed = judged.scenario
            change.apply(to: &changed)
            return bestTotal(serving: visit, changed).map { $0 >= judged.total } ?? false
        }
    }

    private func menu(for index: Int, _ scenario: Scenario) -> [Change] {
        let visit = scenario.visits[index]
        var menu: [Change] = []
        for (number, window) in visit.windows.enumerated() {
            for minutes in stride(from: 5, through: 120, by: 5) {
                if window.startMinute % minutesPerDay >= minutes {
                    menu.append(.openEarlier(visit: index, window: number, minutes: minutes))
                }
                if (window.endMinute - 1) % minutesPerDay + minutes < minutesPerDay {
                    menu.append(.closeLater(visit: index, window: number, minutes: minutes))
                }
            }
        }
        for shift in scenario.shifts.indices {
            menu += [.addCrew(shift: shift), .addPeople(shift: shift, people: 1)]
            menu += stride(from: 5, through: 60, by: 5).map {
                .extendShift(shift: shift, minutes: $0)
            }
        }
        for (team, entry) in scenario.teams.enumerated() {
            if visit.refusedTeams.contains(team) {
                menu.append(.liftRefusal(visit: index, team: team))
            }
            if entry.radiusMinutes != nil {
                menu += (1...10).map { .widenRadius(team: team, minutes: $0) }
            }
            for asked in scenario.roles(of: visit).flatMap(\.skills)
            where entry.level(of: asked.skill) < asked.level {
                menu.append(.addSkill(team: team, skill: asked))
            }
        }
        return menu
    }
}
