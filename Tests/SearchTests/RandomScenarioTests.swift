import DenseProblem
import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@testable import Search

/// Properties on random tiny scenarios that mix all rules of the format.
@Suite struct RandomScenarioTests {
    @Test func constructionObeysAllRules() throws {
        try withEvery("seed", in: UInt64(0)..<600) { seed in
            let problem = DenseProblem(tinyScenario(seed: seed))
            guard let pins = pinnedPlan(problem) else { return }
            try requireValid(pins, problem)
            try requireValid(Construction(problem).plan(from: pins), problem)
        }
    }

    @Test func sumsKeptByTheSearchAreTheScoreAfterEveryStep() throws {
        try withEvery("seed", in: UInt64(0)..<200) { seed in
            let problem = DenseProblem(tinyScenario(seed: seed))
            guard let pins = pinnedPlan(problem),
                var engine = SearchEngine(SearchContext(problem), start: pins, seed: seed)
            else { return }
            for _ in 0..<150 {
                engine.run(steps: 1) { false }
                engine.plan.checkInvariants()
            }
        }
    }

    @Test func searchNeverFallsBelowItsStartAndObeysAllRules() throws {
        try withEvery("seed", in: UInt64(0)..<400) { seed in
            let problem = DenseProblem(tinyScenario(seed: seed))
            guard let pins = pinnedPlan(problem) else { return }
            let start = Construction(problem).plan(from: pins)
            guard let search = LargeNeighbourhoodSearch(problem: problem, start: start, seed: seed)
            else { throw PropertyFailure("the construction's plan does not load") }
            search.run(steps: 300)
            let best = search.best
            try requireValid(best, problem)
            let total = problem.score(of: best).total
            if total != search.bestTotal {
                throw PropertyFailure("claims \(search.bestTotal), has \(total)")
            }
            if total < problem.score(of: start).total { throw PropertyFailure("fell") }
        }
    }

    /// The check shares nothing with the search: it tries all positions and settles starts exactly.
    @Test func nothingCanBeInsertedIntoACompletedPlan() throws {
        try withEvery("seed", in: UInt64(0)..<400) { seed in
            let problem = DenseProblem(tinyScenario(seed: seed))
            guard let pins = pinnedPlan(problem) else { return }
            let before = Construction(problem).plan(from: pins)
            for start in [pins, before] {
                let plan = FinalInsertion.complete(problem, start)
                try requireValid(plan, problem)
                if problem.score(of: plan).total < problem.score(of: start).total {
                    throw PropertyFailure("fell")
                }
                if let found = improvingInsertion(
                    into: fullPlan(plan, problem),
                    of: problem.scenario
                ) {
                    throw PropertyFailure("\(found.visit) could be inserted for \(found.gain)")
                }
            }
        }
    }

    @Test func anyPlanIsTakenOverAsFarAsItIsValid() throws {
        try withEvery("seed", in: UInt64(0)..<400) { seed in
            let scenario = tinyScenario(seed: seed)
            let problem = DenseProblem(scenario)
            guard let pins = pinnedPlan(problem) else { return }
            let random = problem.densePlan(from: randomPlan(of: scenario, seed: seed))
            try requireValid(StartingPlan.adapt(problem, random, pins: pins), problem)
            let good = Construction(problem).plan(from: pins)
            let again = StartingPlan.adapt(problem, good, pins: pins)
            if problem.score(of: again).total < problem.score(of: good).total {
                throw PropertyFailure("a valid plan was not taken over whole")
            }
        }
    }

    /// On cases this small a short search should find nearly every optimum that brute force finds.
    @Test func searchFindsNearlyEveryOptimum() throws {
        var cases = 0
        var optimal = 0
        try withEvery("seed", in: UInt64(1000)..<1150) { seed in
            let problem = DenseProblem(tinyScenario(seed: seed))
            guard let optimum = bruteForceOptimum(of: problem.scenario),
                let pins = pinnedPlan(problem),
                let search = LargeNeighbourhoodSearch(
                    problem: problem,
                    start: Construction(problem).plan(from: pins),
                    seed: 1
                )
            else { return }
            search.run(steps: 2000)
            let plan = FinalInsertion.complete(problem, search.best)
            let total = problem.score(of: plan).total
            if total > optimum.total { throw PropertyFailure("above the optimum") }
            cases += 1
            optimal += total == optimum.total ? 1 : 0
        }
        #expect(cases > 100)
        #expect(optimal * 100 >= cases * 90, "\(optimal) of \(cases)")
    }
}
