import Evaluation
import Paidan
import PaidanTestSupport
import Scheduling
import Testing

/// What every plan of every method has to be, on random scenarios and on shipped ones.
@Suite("The planner")
struct PlannerTests {
    /// Enough for proof on all but a few of these cases.
    private static let work = 400

    @Test("makes plans that keep all rules, with true claims", arguments: PlanningMethod.allCases)
    func keepsAllRules(method: PlanningMethod) async throws {
        var proven = 0
        var cases = 0
        try await withEverySeed(0..<150) { seed in
            let scenario = tinyScenario(seed: seed)
            let optimum = bruteForceOptimum(of: scenario)
            let result = try await plan(scenario, options(method, work: PlannerTests.work))
            guard let optimum, let result else {
                guard (optimum == nil) == (result == nil) else {
                    throw PropertyFailure("pins judged wrongly")
                }
                return
            }
            try requireTrue(result, scenario)
            let total = result.score.total
            if total > optimum.total { throw PropertyFailure("\(total) above the optimum") }
            if let bound = result.bound, bound < optimum.total {
                throw PropertyFailure("bound \(bound) below the optimum \(optimum.total)")
            }
            if let found = improvingInsertion(into: result.plan, of: scenario) {
                throw PropertyFailure("\(found.visit) could be inserted for \(found.gain)")
            }
            cases += 1
            proven += result.stop == .proven ? 1 : 0
        }
        if method != .greedy { #expect(proven * 100 >= cases * 98, "\(proven) of \(cases)") }
    }

    @Test("proves tiny optimal", arguments: [PlanningMethod.auto, .exact])
    func provesTiny(method: PlanningMethod) async throws {
        let scenario = try shippedScenario("tiny")
        let result = try #require(try await plan(scenario, options(method, work: 2000)))
        try requireTrue(result, scenario)
        #expect(result.stop == .proven)
        #expect(result.isProvenOptimal)
        #expect(result.gap == 0)
        #expect(result.plan.unserved.map(\.visit) == ["R5"])
    }

    @Test("plans a village by every method", arguments: PlanningMethod.allCases)
    func plansVillage(method: PlanningMethod) async throws {
        let scenario = try shippedScenario("baiyin-village")
        let result = try #require(try await plan(scenario, options(method, work: 300)))
        try requireTrue(result, scenario)
        #expect(result.stop == .work)
        #expect(result.plan.assignments.count > 100)
        #expect(improvingInsertion(into: result.plan, of: scenario) == nil)
    }

    @Test("never loses a plan handed in")
    func keepsStartingPlan() async throws {
        try await withEverySeed(150..<220) { seed in
            let scenario = tinyScenario(seed: seed)
            guard let optimum = bruteForceOptimum(of: scenario) else { return }
            var greedy = options(.greedy, work: 0)
            greedy.startingPlan = optimum.plan
            guard let result = try await plan(scenario, greedy) else {
                throw PropertyFailure("no plan")
            }
            try requireTrue(result, scenario)
            if result.score.total != optimum.total {
                throw PropertyFailure("\(result.score.total), handed in \(optimum.total)")
            }
        }
    }

    @Test("takes any plan to start from, also one for another scenario")
    func takesAnyStartingPlan() async throws {
        try await withEverySeed(220..<280) { seed in
            let scenario = tinyScenario(seed: seed)
            var greedy = options(.greedy, work: 1)
            greedy.startingPlan = randomPlan(of: tinyScenario(seed: seed + 1), seed: seed)
            guard let result = try await plan(scenario, greedy) else { return }
            try requireTrue(result, scenario)
        }
    }

    @Test("plans a scenario without shifts or visits")
    func plansNothing() async throws {
        var scenario = tinyScenario(seed: 3)
        scenario.commitments = []
        scenario.shifts = []
        let idle = try #require(try await plan(scenario, options(.auto, work: 50)))
        try requireTrue(idle, scenario)
        #expect(idle.plan.assignments.isEmpty)
        #expect(idle.stop == .proven)
        scenario = tinyScenario(seed: 3)
        scenario.commitments = []
        scenario.programs = []
        scenario.visits = []
        let empty = try #require(try await plan(scenario, options(.auto, work: 50)))
        #expect(empty.score.total == 0)
        #expect(empty.stop == .proven)
    }
}
