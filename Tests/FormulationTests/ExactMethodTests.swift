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

    /// A rule that couples routes or limits them, and how to lift it.
    struct CoupledRule: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var features: Set<ScenarioFeature>
        /// Whether further teams in a program cost nothing here.
        var isContinuityFree: Bool
        var lift: @Sendable (inout Scenario) -> Void

        init(
            _ name: String,
            _ features: Set<ScenarioFeature>,
            isContinuityFree: Bool = false,
            _ lift: @escaping @Sendable (inout Scenario) -> Void
        ) {
            testDescription = name
            self.features = features
            self.isContinuityFree = isContinuityFree
            self.lift = lift
        }
    }

    static let rules: [CoupledRule] = [
        CoupledRule("roles that start together", [.severalRoles, .skills]) { scenario in
            // With its first role alone a visit waits for nobody.
            for service in scenario.services.indices {
                scenario.services[service].roles.removeLast(
                    scenario.services[service].roles.count - 1
                )
            }
        },
        CoupledRule("rooms", [.rooms, .narrowWindows]) { scenario in
            for site in scenario.sites.indices { scenario.sites[site].rooms = nil }
        },
        CoupledRule("maxMinutes", [.maxMinutes]) { scenario in
            for team in scenario.teams.indices { scenario.teams[team].maxMinutes = nil }
        },
        CoupledRule("fairMinutes", [.fairMinutes, .weights]) { scenario in
            for team in scenario.teams.indices { scenario.teams[team].fairMinutes = nil }
        },
        CoupledRule("gap", [.freePrograms]) { scenario in
            for number in scenario.programs.indices { scenario.programs[number].gapDays = 0 }
        },
        CoupledRule("continuity", [.freePrograms, .fixedPrograms, .prefer]) { scenario in
            scenario.weights.continuity = 0
        },
        CoupledRule(
            "maxTeams",
            [.freePrograms, .fixedPrograms, .maxTeams],
            isContinuityFree: true
        ) { scenario in
            for number in scenario.programs.indices { scenario.programs[number].maxTeams = nil }
        },
        CoupledRule("several crews", [.severalCrews]) { scenario in
            for shift in scenario.shifts.indices { scenario.shifts[shift].crews = 1 }
        },
        CoupledRule("maxVisits", [.maxVisits]) { scenario in
            for team in scenario.teams.indices { scenario.teams[team].maxVisits = nil }
        },
        CoupledRule("goods", [.goods]) { scenario in
            for shift in scenario.shifts.indices { scenario.shifts[shift].capacityUnits = nil }
        },
        CoupledRule("lateness", [.due]) { scenario in scenario.weights.late = 0 },
        CoupledRule("published", [.published]) { scenario in
            scenario.commitments.removeAll { $0.kind == .published }
        },
        CoupledRule("pinned", [.pinned, .severalCrews]) { scenario in
            scenario.commitments.removeAll { $0.kind == .pinned }
        },
        CoupledRule("travel table", [.travelTable]) { scenario in
            scenario.siteTravelMinutes = [:]
        },
    ]

    /// One rule at a time, so that none hides behind another; and each decides some plan.
    @Test(arguments: rules) func findsTheOptimumUnderEachRule(rule: CoupledRule) throws {
        let options = TinyScenarioOptions(
            features: rule.features,
            days: 1...2,
            teams: 2...3,
            shifts: 2...4
        )
        var deciding = 0
        try withEvery("seed", in: UInt64(0)..<50) { seed in
            var scenario = tinyScenario(seed: seed, options: options)
            if rule.isContinuityFree { scenario.weights.continuity = 0 }
            var without = scenario
            rule.lift(&without)
            let total = try checkedTotal(scenario)
            // Once the rule is seen to decide a plan, that need not be shown again.
            guard deciding == 0, total != nil, without != scenario else { return }
            if try solve(DenseProblem(without)).total != total { deciding += 1 }
        }
        // Some rules decide few of these small plans; look on until one is found.
        for seed in UInt64(50)..<4000 where deciding == 0 {
            var scenario = tinyScenario(seed: seed, options: options)
            if rule.isContinuityFree { scenario.weights.continuity = 0 }
            var without = scenario
            rule.lift(&without)
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
