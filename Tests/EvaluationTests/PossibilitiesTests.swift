import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@Suite("Visits that nobody can serve")
struct PossibilitiesTests {
    private var example = WorkedExample()

    /// What stands against a visit served alone, by its place in the worked example.
    private func reason(_ index: Int) -> ImpossibilityReason? {
        Possibilities(example.scenario).impossibilityAlone(ofVisit: index)?.reason
    }

    @Test("Every visit of the worked example can be served")
    func nothingImpossible() {
        #expect(Possibilities(example.scenario).impossibilities() == [])
    }

    @Test("No window, no room")
    mutating func windowAndRoom() {
        example.scenario.visits[0].windows = []
        #expect(reason(0) == .noWindow)
        example = WorkedExample()
        example.scenario.sites[1].rooms = 0
        #expect(reason(0) == .noRoom)
        #expect(reason(5) == nil)  // a home visit at the same site
    }

    @Test("No team, all refused, too far")
    mutating func teams() {
        example.scenario.services[0].roles[0].skills = [SkillLevel(skill: "haircut", level: 2)]
        #expect(reason(0) == .noTeam)
        example = WorkedExample()
        example.scenario.visits[0].refusedTeams = [1]
        #expect(reason(0) == .refused)
        example = WorkedExample()
        // R2 refuses D; A has the skill, but R2 lies 8 minutes off.
        example.scenario.teams[0].radiusMinutes = 7
        #expect(reason(1) == .tooFar)
    }

    @Test("The teams' own limits")
    mutating func limits() {
        example.scenario.teams[1].maxVisits = 0
        #expect(reason(0) == .visitLimit)
        example = WorkedExample()
        // 8 out, 30 there, 8 back.
        example.scenario.teams[0].maxMinutes = 46
        #expect(reason(1) == nil)
        example.scenario.teams[0].maxMinutes = 45
        #expect(reason(1) == .workLimit)
    }

    @Test("The shifts: none, people, goods, time")
    mutating func shifts() {
        example.editShifts(of: 1) { $0.people = 1 }
        #expect(reason(2) == .tooFewPeople)
        example = WorkedExample()
        example.editShifts(of: 1) { $0.capacityUnits = 2 }
        #expect(reason(0) == .overCapacity)
        example = WorkedExample()
        example.scenario.shifts.removeAll { $0.teamIndex == 1 }
        #expect(reason(0) == .noShift)
        example = WorkedExample()
        // 30 minutes from 8:30 at the earliest, back at once: 9:00 is just enough.
        example.editShifts(of: 1) { $0.endMinute = $0.startMinute + 60 }
        #expect(reason(0) == nil)
        example.editShifts(of: 1) { $0.endMinute = $0.startMinute + 59 }
        #expect(reason(0) == .noTime)
    }

    @Test("Roles that never have crews at one time")
    mutating func commonTime() {
        // R3 needs A and B on Tuesday: A is back by 9:20 or B comes only at 9:00.
        example.editShifts(of: 0) { $0.endMinute = $0.startMinute + 60 }
        example.editShifts(of: 1) { $0.startMinute += 60 }
        example.scenario.shifts[1].people = 1
        #expect(reason(2) == .noCommonTime)
    }

    @Test("Fewer different crews than roles")
    mutating func crews() {
        // Both roles of a clinic for two: only B has two people a crew.
        example.scenario.services[1].roles[0] = Role(id: "n", people: 2)
        example.scenario.visits[2].loadUnits = 0
        #expect(reason(2) == nil)
        example.editShifts(of: 1) { $0.crews = 1 }
        #expect(reason(2) == .tooFewCrews)
        // Two crews again, but work minutes for one of them only.
        example.editShifts(of: 1) { $0.crews = 2 }
        example.scenario.teams[1].maxMinutes = 80
        #expect(reason(2) == nil)
        example.scenario.teams[1].maxMinutes = 79
        #expect(reason(2) == .tooFewCrews)
    }

    @Test("The sentence gives the counts that lead to nobody")
    mutating func message() throws {
        example.scenario.teams[0].radiusMinutes = 7
        let found = try #require(Possibilities(example.scenario).impossibility(ofVisit: 1))
        #expect(
            found.message(in: .english) == "visit R2 role n: beyond every radius "
                + "(3 teams, 2 with the skills, 1 not refused, 0 within their radius)"
        )
        #expect(
            found.message(in: .chinese)
                == "服务 R2 角色 n：超出所有队伍的服务半径（队伍 3，具备技能 2，未被拒绝 1，在服务半径内 0）"
        )
    }

    @Test("What only the direct way rules out is not called impossible where there is a short cut")
    mutating func shortCuts() throws {
        // R2, which A alone may serve, lies 8 minutes from C and 2 from S; the table has 5 from C to S
        // and 6 back. By way of S it takes 5 + 2 out and 6 + 2 back: 7 + 30 + 8 = 45, a minute less.
        example.scenario.teams[0].maxMinutes = nil
        example.editShifts(of: 0) { $0.endMinute = $0.startMinute + 46 }
        #expect(reason(1) == nil)
        example.editShifts(of: 0) { $0.endMinute = $0.startMinute + 45 }
        var possibilities = Possibilities(example.scenario)
        let alone = try #require(possibilities.impossibilityAlone(ofVisit: 1))
        #expect(alone.reason == .noTime && !alone.isCertain)
        #expect(alone.message(in: .english).hasPrefix("by direct ways, visit R2 role n: no shift"))
        #expect(alone.message(in: .chinese).hasPrefix("按直接路程，服务 R2"))
        #expect(possibilities.impossibility(ofVisit: 1) == nil)
        // R3 at S takes 5 + 40 + 6 = 51 whatever the way: too long.
        #expect(possibilities.impossibilities().map(\.visit) == ["R3"])
        example.editShifts(of: 0) { $0.endMinute = $0.startMinute + 44 }
        possibilities = Possibilities(example.scenario)
        #expect(possibilities.impossibility(ofVisit: 1)?.reason == .noTime)
        #expect(possibilities.impossibilities().map(\.visit) == ["R2", "R3"])
        // Without the table the direct way is the quickest.
        example.scenario.siteTravelMinutes = [:]
        example.editShifts(of: 0) { $0.endMinute = $0.startMinute + 45 }
        #expect(Possibilities(example.scenario).impossibility(ofVisit: 1)?.reason == .noTime)
    }

    @Test("A radius is measured by the direct way, which no detour makes shorter")
    mutating func radius() {
        example.scenario.teams[0].radiusMinutes = 7
        #expect(Possibilities(example.scenario).impossibility(ofVisit: 1)?.reason == .tooFar)
    }

    @Test("A visit is impossible exactly where no plan serves it alone")
    func agreesWithBruteForce() throws {
        try withEvery("seed", in: UInt64(0)..<250) { seed in
            let scenario = tinyScenario(seed: seed)
            let possibilities = Possibilities(scenario)
            for index in scenario.visits.indices {
                let alone = aloneInTheWorld(index, scenario)
                let canBeServed = try #require(bruteForceOptimum(of: alone)).total > 0
                let found = possibilities.impossibilityAlone(ofVisit: index)
                try #require((found == nil) == canBeServed)
                let rows = possibilities.assignments(ofVisit: index)
                try #require((rows != nil) == canBeServed)
                guard let rows else { continue }
                let others = scenario.visits.indices.filter { $0 != index }
                let unserved = others.map {
                    UnservedVisit(visit: scenario.visits[$0].id, reason: "")
                }
                let plan = Plan(assignments: rows, unserved: unserved)
                try #require(Audit(alone).judge(plan).violations == [])
            }
        }
    }

    /// The scenario where only one visit has windows and value, and nothing else counts.
    private func aloneInTheWorld(_ index: Int, _ scenario: Scenario) -> Scenario {
        var alone = scenario
        alone.commitments = []
        alone.weights.travel = 0
        alone.weights.crew = 0
        alone.weights.late = 0
        alone.weights.fair = 0
        for other in alone.visits.indices {
            alone.visits[other].value = other == index ? 1 : 0
            if other != index { alone.visits[other].windows = [] }
        }
        return alone
    }
}
