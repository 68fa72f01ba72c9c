import DenseProblem
import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@testable import Search

/// Mistakes that greedy dispatchers are known for.
@Suite struct TrapTests {
    /// One nurse and one helper, an hour each.
    ///
    /// The chat is worth more than the nursing and anyone can
    /// have it; whoever gives it to the nurse leaves the nursing undone.
    @Test(arguments: [false, true])
    func skilledTeamsAreKeptForSkilledWork(isReversed: Bool) {
        var small = SmallScenario()
        small.team("A-nurse", skills: ["nursing"], from: 480, to: 540)
        small.team("B-helper", from: 480, to: 540)
        small.service("chat", minutes: 50)
        small.service("nursing", minutes: 50, roles: ["nursing"])
        small.visit("R1", service: "chat", window: 480...540, value: 120)
        small.visit("R2", service: "nursing", window: 480...540, value: 100)
        let problem = DenseProblem(small.scenario(reversingTeams: isReversed))
        let plan = Construction(problem).plan()
        #expect(servedVisits(plan, problem) == ["R1", "R2"])
        #expect(violations(plan, problem).isEmpty)
    }

    /// The skilled team stays the best choice for unskilled work where no skilled work waits.
    @Test func skilledTeamsAreNotSparedForNothing() {
        var small = SmallScenario()
        small.team("A-nurse", skills: ["nursing"], from: 480, to: 540)
        small.service("chat", minutes: 50)
        small.visit("R1", service: "chat", window: 480...540, value: 120)
        let problem = DenseProblem(small.scenario())
        #expect(servedVisits(Construction(problem).plan(), problem) == ["R1"])
    }

    @Test func orderOfTheFilesChangesNothing() throws {
        let options = TinyScenarioOptions(
            teams: 2...6,
            shifts: 3...9,
            visits: 6...24
        )
        try withEvery("seed", in: UInt64(0)..<150) { seed in
            let scenario = tinyScenario(seed: seed, options: options.without(.pinned))
            var turned = scenario
            turned.reverseTeams()
            turned.reverseVisits()
            let plans = [scenario, turned].map { scenario in
                let problem = DenseProblem(scenario)
                let plan = fullPlan(Construction(problem).plan(), problem)
                return Set(plan.assignments)
            }
            if plans[0] != plans[1] { throw PropertyFailure("another plan in another order") }
        }
    }

    /// Both teams are free all morning; a plan without anything in it must not stay so.
    @Test func noTeamStaysIdleBesideAVisitItCouldServe() {
        var small = SmallScenario()
        small.team("A", from: 480, to: 720)
        small.team("B", from: 480, to: 720)
        small.service("chat", minutes: 200)
        small.visit("R1", service: "chat", window: 480...720, value: 50)
        small.visit("R2", service: "chat", window: 480...720, value: 50)
        let problem = DenseProblem(small.scenario())
        let plan = FinalInsertion.complete(problem, DensePlan())
        #expect(servedVisits(plan, problem) == ["R1", "R2"])
    }

    /// The clinic of A and B starts at 8:00.
    ///
    /// The chat must start by 8:10, and only A is there, for whom
    /// there is time enough if the clinic starts later for both.
    @Test func completingMovesSynchronisedVisitsAside() {
        var small = SmallScenario()
        small.team("A", skills: ["doctor"], from: 480, to: 720)
        small.team("B", skills: ["nurse"], from: 480, to: 720)
        small.service("clinic", minutes: 60, roles: ["doctor", "nurse"])
        small.service("chat", minutes: 20, roles: ["doctor"])
        small.visit("C", service: "clinic", window: 480...720, value: 500)
        small.visit("R", service: "chat", window: 480...510, value: 50)
        let problem = DenseProblem(small.scenario())
        let clinic = DensePlan(routes: [
            DenseRoute(shift: 0, crew: 1, tasks: [0], starts: [480]),
            DenseRoute(shift: 1, crew: 1, tasks: [1], starts: [480]),
        ])
        let plan = FinalInsertion.complete(problem, clinic)
        #expect(servedVisits(plan, problem) == ["C", "R"])
        #expect(violations(plan, problem).isEmpty)
        // The chat from 8:00 to 8:20, then the clinic.
        #expect(plan.routes.first { $0.shift == 1 }?.starts == [500])
    }

    /// A visit worth 5 that needs a crew of its own for 10 points is better left out.
    @Test func completingDropsWhatCostsMoreThanItBrings() {
        var small = SmallScenario()
        small.team("A", from: 480, to: 720)
        small.service("chat", minutes: 20)
        small.visit("R", service: "chat", window: 480...720, value: 5)
        let problem = DenseProblem(small.scenario())
        let poor = DensePlan(routes: [DenseRoute(shift: 0, crew: 1, tasks: [0], starts: [480])])
        #expect(FinalInsertion.complete(problem, poor).routes.isEmpty)
    }

    /// Promised for 10:00 ± 30: waiting until 9:30 keeps 50 points that starting at 8:00 loses.
    @Test func waitingForAPublishedStartPays() {
        var small = SmallScenario()
        small.team("A", from: 480, to: 720)
        small.service("chat", minutes: 20)
        small.visit("R", service: "chat", window: 480...720, value: 100)
        small.commit("R", team: "A", start: 600, kind: .published)
        let problem = DenseProblem(small.scenario())
        let plan = Construction(problem).plan()
        #expect(plan.routes.map(\.starts) == [[570]])
        #expect(judgedTotal(plan, problem) == 100 - 10)
    }
}
