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

    private func start(_ scenario: Scenario, work: Int, threads: Int = 1) throws -> Start {
        let settings = options(.auto, work: work, threads: threads)
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
    ///
    /// The work is so little that there is still something to gain at the end.
    @Test(
        "leave valid plans, better than the first one",
        arguments: [("baiyin-village", 1500), ("erqi-night", 6000)]
    )
    func improves(name: String, work: Int) throws {
        let scenario = try shippedScenario(name)
        let run = try start(scenario, work: work)
        let before = run.bench.keeper.total
        let regions = RegionSeries(run.bench.problem, seed: 1)
        run.engine.improve(regions, of: run.bench)
        #expect(regions.haveBegun)
        #expect(!regions.isGivenUp)
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
            regions.note(nil, hasGained: false)
        }
        #expect(regions.isGivenUp)
        let before = run.bench.keeper.total
        run.engine.improve(regions, of: run.bench)
        #expect(run.bench.keeper.phase == "search")
        #expect(run.limits.mustStop)
        #expect(run.bench.keeper.total > before)
    }

    @Test("yield to the search that leads")
    func yieldsToLead() throws {
        let run = try start(try shippedScenario("baiyin-village"), work: 600)
        let regions = RegionSeries(run.bench.problem, seed: 1)
        regions.giveUp()
        run.engine.improve(regions, of: run.bench)
        #expect(!regions.haveBegun)
        #expect(run.bench.keeper.phase == "search")
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

    /// Twelve idle teams of one base, ten crews each: five make a region, and ties go round.
    @Test("come round where all teams stand at one place")
    func takesTurnsAtOnePlace() throws {
        var scenario = try shippedScenario("baiyin-village")
        let pattern = scenario.teams[0]
        scenario.teams = (0..<12).map { number in
            var team = pattern
            team.id = TeamID("T\(number)")
            return team
        }
        scenario.shifts = scenario.teams.indices.map {
            Shift(teamIndex: $0, startMinute: 480, endMinute: 720, crews: 10)
        }
        scenario.visits = []
        scenario.programs = []
        scenario.commitments = []
        var choice = RegionChoice(DenseProblem(scenario), seed: 1)
        var seen = Set<Int>()
        for _ in 0..<12 { seen.formUnion(choice.next(in: DensePlan())?.teams ?? []) }
        #expect(seen.count == 12)
    }

    @Test("have limits within those of the whole run")
    func limitsNest() {
        let whole = RunLimits(options(.auto, work: 10), start: .now)
        let part = RunLimits(within: whole, steps: 1000)
        part.spend(1000)
        #expect(part.mustStop)
        #expect(!whole.mustStop)
        #expect(whole.spent == 1000)
        let other = RunLimits(within: whole, steps: 1000)
        #expect(!other.mustStop)
        whole.cancel()
        #expect(other.mustStop)
        #expect(other.mustFinish)
    }

    @Test("make the same plan at one thread and at two")
    func repeats() throws {
        let scenario = try shippedScenario("baiyin-village")
        let plans = try [1, 2].map { threads in
            let run = try start(scenario, work: 2000, threads: threads)
            run.engine.improve(RegionSeries(run.bench.problem, seed: 1), of: run.bench)
            return run.bench.keeper.best
        }
        #expect(plans[0] == plans[1])
    }
}
