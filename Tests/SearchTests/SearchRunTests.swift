import DenseProblem
import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@testable import Search

@Suite struct SearchRunTests {
    /// Scenarios of some dozens of visits that mix all rules.
    private let options = TinyScenarioOptions(
        days: 1...4,
        sites: 3...6,
        teams: 4...8,
        shifts: 8...16,
        visits: 25...50
    )

    private func prepared(_ problem: DenseProblem, seed: UInt64) -> LargeNeighbourhoodSearch? {
        guard let pins = pinnedPlan(problem) else { return nil }
        return LargeNeighbourhoodSearch(
            problem: problem,
            start: Construction(problem).plan(from: pins),
            seed: seed
        )
    }

    @Test func sameSeedAndStepsGiveTheSamePlan() throws {
        let problem = DenseProblem(tinyScenario(seed: 3, options: options.without(.pinned)))
        let whole = try #require(prepared(problem, seed: 7))
        let parts = try #require(prepared(problem, seed: 7))
        whole.run(steps: 3000)
        for _ in 0..<30 {
            parts.run(steps: 100)
            // Looking at the best plan must not change the way.
            _ = parts.best
        }
        #expect(whole.best == parts.best)
        #expect(whole.work == parts.work)
        #expect(whole.drainRoutes() == parts.drainRoutes())
    }

    @Test func stopsWhenAsked() throws {
        let problem = DenseProblem(tinyScenario(seed: 3, options: options.without(.pinned)))
        let search = try #require(prepared(problem, seed: 7))
        #expect(search.run(steps: 1_000_000) { true }.steps <= 256)
    }

    @Test func middlingScenariosStayValidAndComplete() throws {
        try withEvery("seed", in: UInt64(0)..<25) { seed in
            let problem = DenseProblem(tinyScenario(seed: seed, options: options))
            guard let pins = pinnedPlan(problem) else { return }
            let start = Construction(problem).plan(from: pins)
            guard
                var engine = SearchEngine(SearchContext(problem), start: start, seed: seed)
            else { throw PropertyFailure("the construction's plan does not load") }
            for _ in 0..<40 {
                engine.run(steps: 25) { false }
                engine.plan.checkInvariants()
                try requireValid(engine.plan.densePlan(), problem)
            }
            try requireValid(engine.bestPlan(), problem)
            let plan = FinalInsertion.complete(problem, engine.bestPlan())
            try requireValid(plan, problem)
            if problem.score(of: plan).total < engine.bestPoints { throw PropertyFailure("fell") }
        }
    }

    @Test func routesOfferedAreRoutesOfKeptPlansEachOnce() throws {
        let problem = DenseProblem(tinyScenario(seed: 5, options: options.without(.pinned)))
        let search = try #require(prepared(problem, seed: 1))
        search.run(steps: 500)
        let routes = search.drainRoutes()
        #expect(!routes.isEmpty)
        #expect(Set(routes).count == routes.count)
        for route in routes {
            for task in route.tasks {
                #expect(problem.shiftsOfTask[Int(task)].contains(Int32(route.shift)))
            }
        }
        #expect(search.drainRoutes().isEmpty)
    }

    @Test func adoptsABetterPlanAndRefusesABrokenOne() throws {
        let problem = DenseProblem(
            tinyScenario(seed: 5, options: options.without(.pinned))
        )
        let good = try #require(prepared(problem, seed: 1))
        good.run(steps: 2000)
        let other = try #require(
            LargeNeighbourhoodSearch(problem: problem, start: DensePlan(), seed: 2)
        )
        #expect(other.adopt(good.best))
        #expect(other.bestTotal == good.bestTotal)
        let route = try #require(good.best.routes.first)
        let twice = DensePlan(routes: [route, route])
        #expect(!other.adopt(twice))
        #expect(other.best == good.best)
    }
}
