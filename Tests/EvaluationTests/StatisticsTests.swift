import Evaluation
import Scheduling
import Testing

@Suite("Figures of a plan")
struct StatisticsTests {
    @Test("The worked example")
    func workedExample() throws {
        let example = WorkedExample()
        let figures = Audit(example.scenario).statistics(of: example.plan)
        #expect(figures.visits.served == 8)
        #expect(figures.visits.total == 10)
        #expect(figures.requests.served == 4)
        #expect(figures.requests.total == 6)
        #expect(figures.routes == 6)
        #expect(figures.availableCrews == 3 + 4 + 1)
        #expect(figures.travelMinutes == 38)
        // A serves 30, 40 and 20 minutes; B 30, 20, 20, 15 on Monday and 40, 20 on Tuesday.
        #expect(figures.serviceMinutes == 90 + 85 + 60)
        #expect(figures.workMinutes == 273)
        let team = try #require(figures.teams.first)
        #expect(team.team == "A")
        #expect(team.routes == 3)
        #expect(team.roles == 3)
        #expect(team.workMinutes == 128)
        #expect(figures.teams.map(\.workMinutes) == [128, 145, 0])
    }

    @Test("By tier and by program")
    func coverage() {
        let example = WorkedExample()
        let figures = Audit(example.scenario).statistics(of: example.plan)
        #expect(figures.tiers.map(\.tier) == [.red, .yellow, .blue, nil])
        #expect(figures.tiers.map(\.visits.served) == [1, 1, 4, 2])
        #expect(figures.tiers.map(\.visits.total) == [1, 1, 6, 2])
        #expect(figures.programs.map(\.program) == ["P1", "P2"])
        #expect(figures.programs.map(\.sessions.served) == [2, 2])
    }
}
