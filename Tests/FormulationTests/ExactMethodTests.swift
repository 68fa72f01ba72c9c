import DenseProblem
import Evaluation
import Formulation
import GLPKSolver
import LinearModel
import PaidanTestSupport
import Scheduling
import Testing

/// The exact method held against trying all plans, on random scenarios of a handful of visits.
@Suite struct ExactMethodTests {
    private func solve(_ problem: DenseProblem) throws -> ExactMethod.Outcome {
        let outcome = try ExactMethod.solve(
            problem,
            engine: GLPKEngine(),
            incumbent: nil,
            limits: SolveLimits()
        )
        guard let outcome else { throw PropertyFailure("too many routes") }
        return outcome
    }

    /// The optimum by the exact method, checked in all its claims; nil where pins conflict.
    @discardableResult
    private func checkedTotal(_ scenario: Scenario) throws -> Int? {
        let problem = DenseProblem(scenario)
        let outcome = try solve(problem)
        guard let optimum = bruteForceOptimum(of: scenario) else {
            guard outcome.best == nil else { throw PropertyFailure("a plan against the pins") }
            guard outcome.bound == nil else { throw PropertyFailure("a bound on no plan") }
            return nil
        }
        guard let best = outcome.best else { throw PropertyFailure("no plan") }
        try requireValid(best, worth: outcome.total, problem)
        guard outcome.total == optimum.total else {
            throw PropertyFailure("\(outcome.total ?? .min), optimum \(optimum.total)")
        }
        guard outcome.bound == optimum.total, !outcome.isCutShort else {
            throw PropertyFailure("bound \(outcome.bound ?? .min), optimum \(optimum.total)")
        }
        return optimum.total
    }

    @Test func findsTheOptimumUnderAllRulesTogether() throws {
        var conflicts = 0
        try withEvery("seed", in: UInt64(0)..<400) { seed in
            conflicts += try checkedTotal(tinyScenario(seed: seed)) == nil ? 1 : 0
        }
        #expect(conflicts > 0)
    }

    /// One rule at a time, so that none hides behind another; and each decides some plan.
    @Test(arguments: CoupledRule.all) func findsTheOptimumUnderEachRule(rule: CoupledRule) throws {
        var deciding = 0
        try withEvery("seed", in: UInt64(0)..<50) { seed in
            let (scenario, without) = rule.pair(seed: seed)
            let total = try checkedTotal(scenario)
            // Once the rule is seen to decide a plan, that need not be shown again.
            guard deciding == 0, total != nil, without != scenario else { return }
            if try solve(DenseProblem(without)).total != total { deciding += 1 }
        }
        // Some rules decide few of these small plans; look on until one is found.
        for seed in UInt64(50)..<4000 where deciding == 0 {
            let (scenario, without) = rule.pair(seed: seed)
            guard without != scenario, let total = try solve(DenseProblem(scenario)).total else {
                continue
            }
            if try solve(DenseProblem(without)).total != total { deciding += 1 }
        }
        #expect(deciding > 0)
    }

    @Test func keepsAnIncumbentThatIsOptimalAndImprovesOthers() throws {
        try withEvery("seed", in: UInt64(400)..<500) { seed in
            let scenario = tinyScenario(seed: seed)
            let problem = DenseProblem(scenario)
            guard let optimum = bruteForceOptimum(of: scenario), let pins = pinnedPlan(problem)
            else { return }
            for incumbent in [pins, problem.densePlan(from: optimum.plan)] {
                let outcome = try ExactMethod.solve(
                    problem,
                    engine: GLPKEngine(),
                    incumbent: incumbent,
                    limits: SolveLimits()
                )
                guard let best = outcome?.best, outcome?.bound == optimum.total else {
                    throw PropertyFailure("no proof")
                }
                try requireValid(best, worth: optimum.total, problem)
            }
        }
    }

    @Test func asksWhetherToStopListingAndCountsTheWorkInVain() throws {
        let problem = DenseProblem(tinyScenario(seed: 1))
        var spent = 0
        let outcome = try ExactMethod.solve(
            problem,
            engine: GLPKEngine(),
            incumbent: nil,
            limits: SolveLimits(),
            mustStopListing: { _ in true },
            spend: { spent += $0 }
        )
        #expect(outcome == nil)
        #expect(spent > 0)
    }

    @Test func saysThatRoutesAreTooMany() throws {
        let problem = DenseProblem(tinyScenario(seed: 1))
        let outcome = try ExactMethod.solve(
            problem,
            engine: GLPKEngine(),
            incumbent: nil,
            columnLimit: 0,
            limits: SolveLimits()
        )
        #expect(outcome == nil)
    }

    @Test func endsWithoutABoundWhenCancelledAtOnce() throws {
        let problem = DenseProblem(tinyScenario(seed: 1))
        let outcome = try #require(
            try ExactMethod.solve(
                problem,
                engine: GLPKEngine(),
                incumbent: nil,
                limits: SolveLimits(isCancelled: { true })
            )
        )
        #expect(outcome.isCutShort)
        #expect(outcome.best == nil)
        #expect(outcome.bound == nil)
    }

    /// An engine that comes back empty-handed every time can't be asked forever.
    @Test func endsWhenTheEngineGivesNothing() throws {
        let engine = FaultInjectingEngine(base: GLPKEngine()) { call in
            call == .integer ? .emptyHanded(.numericalFailure) : nil
        }
        let problem = DenseProblem(tinyScenario(seed: 1))
        let outcome = try #require(
            try ExactMethod.solve(
                problem,
                engine: engine,
                incumbent: nil,
                limits: SolveLimits()
            )
        )
        #expect(outcome.isCutShort)
        #expect(outcome.bound == nil)
    }
}
