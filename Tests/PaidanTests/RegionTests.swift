import DenseProblem
import Evaluation
import GLPKSolver
import PaidanTestSupport
import Scheduling
import Search
import Testing

@testable import Paidan

/// Plans made better region by region.
@Suite("Regions") struct RegionTests {
    /// A run of a scenario, its search not yet begun.
    private struct Start {
        var engine: PlanningEngine<GLPKEngine>
        var bench: Workbench
        var limits: RunLimits
    }

    private func start(_ scenario: Scenario, work: Int) throws -> Start {
        let settings = options(.auto, work: work)
        let limits = RunLimits(settings, start: .now)
        let engine = PlanningEngine(
            scenario: scenario,
            options: settings,
            limits: limits,
            engine: GLPKEngine(),
            start: .now,
            tell: { _ in }
        )
        let context = SearchContext(DenseProblem(scenario))
        var placement = PinnedPlacement(context.problem)
        guard case .placed(let pins) = placement.place(shouldStop: { false }) else {
            throw PropertyFailure("pins conflict")
        }
        let keeper = IncumbentKeeper(context.problem, start: .now) { _ in }
        let built = Construction(context).plan(from: pins, shouldStop: { false })
        keeper.offer(built)
        keeper.isBuilding = false
        let search = try #require(
            SearchPart(context, start: built, options: settings, limits: limits)
        )
        let bench = Workbench(context: context, keeper: keeper, search: search, pins: pins)
        return Start(engine: engine, bench: bench, limits: limits)
    }

    /// Programs, clinics and rooms couple what lies in a region with what does not.
    @Test(
        "leave valid plans, better than the first one",
        arguments: ["baiyin-village", "erqi-night"]
    )
    func improves(name: String) throws {
        let scenario = try shippedScenario(name)
        let run = try start(scenario, work: 3000)
        let before = run.bench.keeper.total
        let regions = RegionSeries(run.bench.problem, seed: 1)
        run.engine.improve(regions, of: run.bench, until: 0.7)
        #expect(regions.isUseful)
        #expect(run.bench.keeper.total > before)
        #expect(run.bench.keeper.publish())
        #expect(run.bench.keeper.method.isEmpty)
        let result = try #require(run.bench.keeper.audited)
        #expect(Audit(scenario).judge(result.plan).isValid)
    }

    @Test("yield to the search where their own relaxations take too long")
    func givesUp() throws {
        let run = try start(try shippedScenario("baiyin-village"), work: 600)
        let regions = RegionSeries(run.bench.problem, seed: 1)
        for _ in 0..<3 {
            #expect(!regions.isGivenUp)
            regions.note(nil)
        }
        #expect(regions.isGivenUp)
        #expect(!regions.isUseful)
        run.engine.improve(regions, of: run.bench, until: 0.5)
        #expect(run.bench.keeper.phase == "search")
        #expect(run.limits.spentShare >= 0.5)
    }

    @Test("come round to every team, and hold no more crews than they may")
    func takesTurns() throws {
        let scenario = try shippedScenario("erqi-night")
        let run = try start(scenario, work: 100)
        let problem = run.bench.problem
        let plan = try #require(run.bench.keeper.best)
        var choice = RegionChoice(problem, seed: 7)
        var crews = [Int](repeating: 0, count: scenario.teams.count)
        for shift in scenario.shifts { crews[shift.teamIndex] += shift.crews }
        var served = Set<Int32>()
        for route in plan.routes {
            for task in route.tasks { served.insert(problem.visits.visitOfTask[Int(task)]) }
        }
        var seen = Set<Int>()
        for _ in 0..<scenario.teams.count {
            guard let region = choice.next(in: plan) else { break }
            let count = region.teams.reduce(0) { $0 + crews[$1] }
            #expect(region.teams.count == 1 || count <= RegionChoice.crewCount)
            #expect(region.unserved.count <= count * RegionChoice.unservedPerCrew)
            #expect(region.unserved.allSatisfy { !served.contains(Int32($0)) })
            seen.formUnion(region.teams)
        }
        #expect(seen == Set(crews.indices.filter { crews[$0] > 0 }))
    }
}
