import DenseProblem
import GLPKSolver
import LinearModel
import PaidanTestSupport
import RouteColumns
import Scheduling
import Testing

@testable import Formulation

/// Bounds held against the optimum that trying all plans finds.
@Suite struct BoundTests {
    /// Prices out of thin air: some against their sign, many zero, up to a few hundred points.
    private func randomDuals(_ count: Int, _ random: inout SplitMix64) -> [Double] {
        let zeros = random.pick([10, 50, 90])
        return (0..<count).map { _ in
            random.chance(zeros) ? 0 : Double(random.within(-80_000...300_000)) / 1000
        }
    }

    /// Three demands, or two and the class of a single crew.
    private func randomCuts(_ space: ColumnSpace, _ random: inout SplitMix64) -> [RankOneCut] {
        let single = space.classes.indices.filter { space.classes[$0].crews.count == 1 }
        var cuts = Set<RankOneCut>()
        for _ in 0..<4 {
            let demands = random.shuffled((0..<Int32(space.demandCount)).map { $0 })
            let crewClass = single.isEmpty || random.chance(50) ? -1 : random.pick(single)
            let needed = crewClass < 0 ? 3 : 2
            guard demands.count >= needed else { continue }
            cuts.insert(
                RankOneCut(demands: demands.prefix(needed).sorted(), crewClass: crewClass)
            )
        }
        return cuts.sorted {
            ($0.classes.first ?? -1, $0.demands.description)
                < ($1.classes.first ?? -1, $1.demands.description)
        }
    }

    /// Visits with several roles that start together, and programs that count their teams.
    private let coupled = TinyScenarioOptions(
        features: [.severalRoles, .severalCrews, .skills, .freePrograms, .maxTeams, .pinned],
        days: 1...3,
        teams: 2...3,
        shifts: 2...4
    )

    /// The proof of the bound asks nothing of prices; so no prices may break it.
    @Test(arguments: [false, true]) func anyPricesGiveABound(isCoupled: Bool) throws {
        try withEvery("seed", in: UInt64(0)..<300) { seed in
            let scenario =
                isCoupled ? tinyScenario(seed: seed, options: coupled) : tinyScenario(seed: seed)
            guard let optimum = bruteForceOptimum(of: scenario) else { return }
            let space = ColumnSpace(DenseProblem(scenario), holdsForMoreCrews: seed % 2 == 0)
            var random = SplitMix64(seed: seed)
            try GLPKEngine().withProgram(.maximise) { program throws -> Void in
                let master = try RestrictedMaster(space, program: program)
                try master.addRows(links: allLinks(space), presences: allPresences(space))
                try master.addCuts(randomCuts(space, &random))
                let round = PricingRound(space, threads: 1)
                for effort in [PricingEffort.exact, .relaxation, .heuristic, .ngRelaxation] {
                    let duals = randomDuals(master.model.rows.count, &random)
                    let prices = LagrangianPrices(duals: duals, master: master)
                    let none = [Int](repeating: 0, count: space.classes.count)
                    let outcome = round.run(
                        prices.prices,
                        effort: { _ in effort },
                        known: none,
                        asked: 0,
                        perClass: 4,
                        mustStop: { false }
                    )
                    let bound = prices.bound(bestOfClass: outcome.bestOfClass, space: space)
                    guard bound >= optimum.total else {
                        throw PropertyFailure("\(effort): \(bound) < \(optimum.total)")
                    }
                }
            }
        }
    }

    private func allLinks(_ space: ColumnSpace) -> [(demand: Int, team: Int)] {
        let teams = space.problem.scenario.teams.indices
        return (0..<space.demandCount).flatMap { demand in
            teams.map { (demand: demand, team: $0) }
        }
    }

    private func allPresences(_ space: ColumnSpace) -> [Presence] {
        space.stops.indices.filter { space.stops[$0].roleCount > 1 }.flatMap { stop in
            space.classes.indices.map { Presence(stop: stop, part: 0, crewClass: $0) }
        }
    }

    /// Where no route pays any more, relaxation and bound say the same, and no plan is worth more.
    @Test func convergedRelaxationAndBoundAgree() throws {
        try withEvery("seed", in: UInt64(300)..<600) { seed in
            let scenario = tinyScenario(seed: seed)
            let problem = DenseProblem(scenario)
            guard let optimum = bruteForceOptimum(of: scenario), let pins = pinnedPlan(problem)
            else { return }
            let space = ColumnSpace(problem)
            try withGeneration(space, from: pins) { generation in
                let master = generation.master
                let end = try generation.run(.unlimited, untilConverged: true)
                guard end == .converged else { throw PropertyFailure("\(end)") }
                // Pricing asks for a hundredth of a point per class; the bound is rounded down.
                let slack = 0.02 * Double(space.classes.reduce(1) { $0 + $1.crews.count })
                guard Double(generation.bound) <= master.objective + slack,
                    Double(generation.bound) > master.objective - 1 - slack
                else {
                    throw PropertyFailure("\(generation.bound) and \(master.objective)")
                }
                guard generation.bound >= optimum.total else {
                    throw PropertyFailure("\(generation.bound) < \(optimum.total)")
                }
            }
        }
    }

    /// The engine's bounds hold, and its plans are no better than the best one.
    @Test func columnEngineBoundsEveryPlan() throws {
        var bounds = 0
        var exactBounds = 0
        var plans = 0
        try withEvery("seed", in: UInt64(600)..<1600) { seed in
            let scenario = tinyScenario(seed: seed)
            let problem = DenseProblem(scenario)
            guard let optimum = bruteForceOptimum(of: scenario), let pins = pinnedPlan(problem)
            else { return }
            var record = Record()
            let end = try run(problem, incumbent: pins, &record)
            if end == .stopped { throw PropertyFailure("stopped by nobody") }
            guard let bound = record.bounds.last, record.bounds == record.bounds.sorted(by: >)
            else { throw PropertyFailure("bounds \(record.bounds)") }
            if bound < optimum.total { throw PropertyFailure("\(bound) < \(optimum.total)") }
            for plan in record.plans {
                let verdict = verdict(plan, problem)
                guard verdict.isValid else { continue }
                plans += 1
                if verdict.score.total > optimum.total { throw PropertyFailure("above") }
            }
            bounds += 1
            exactBounds += bound == optimum.total ? 1 : 0
        }
        #expect(plans > bounds / 2)
        // The program over routes is tight: on most of these cases its bound is the optimum.
        #expect(exactBounds * 2 > bounds, "\(exactBounds) of \(bounds)")
    }

    /// The same where scenarios count as large: the linear program begins with a bundle's routes, or there
    /// is no dive from it, or no linear program at all.
    @Test(arguments: ["bundle", "large", "huge", "long"])
    func columnEngineBoundsEveryPlanOfLargeScenarios(kind: String) throws {
        var sizes = ColumnEngine.Sizes()
        sizes.bundle = 0
        if kind == "large" { sizes.large = 0 }
        if kind == "huge" || kind == "long" { sizes.huge = 0 }
        // From routes that are long there is no dive; the search is to find the plans.
        if kind == "long" { sizes.longRoute = -1 }
        var (bounds, plans, near, best, found, leads) = (0, 0, 0, 0, 0, 0)
        try withEvery("seed", in: UInt64(600)..<800) { seed in
            var scenario = tinyScenario(seed: seed)
            scenario.lengthenVisits()
            let problem = DenseProblem(scenario)
            guard let optimum = bruteForceOptimum(of: scenario), let pins = pinnedPlan(problem)
            else { return }
            var (record, alone) = (Record(), Record())
            _ = try run(problem, incumbent: pins, &record, sizes: sizes, looks: 400)
            _ = try run(problem, incumbent: pins, &alone, sizes: sizes, looks: 400, threads: 1)
            guard record.bounds == alone.bounds, record.plans == alone.plans else {
                throw PropertyFailure("another run with one thread")
            }
            guard let bound = record.bounds.last, record.bounds == record.bounds.sorted(by: >),
                bound >= optimum.total
            else { throw PropertyFailure("bounds \(record.bounds), optimum \(optimum.total)") }
            let totals = record.plans.map { verdict($0, problem) }.filter(\.isValid).map(
                \.score.total
            )
            if totals.contains(where: { $0 > optimum.total }) { throw PropertyFailure("above") }
            bounds += 1
            leads += record.leads
            plans += totals.count
            near += (bound - optimum.total) * 10 <= abs(optimum.total) ? 1 : 0
            best += optimum.total
            found += totals.max() ?? problem.score(of: pins).total
        }
        #expect(bounds > 100)
        #expect(near * 4 > bounds * 3, "\(near) of \(bounds)")
        if kind == "long" {
            #expect(leads == bounds)
            #expect(plans == 0)
        } else {
            #expect(leads == 0)
            #expect(plans > bounds / 3)
            #expect(found * 10 > best * 8)
        }
    }

    private struct Record {
        /// Times that the search was told to find the plans.
        var leads = 0
        var bounds: [Int] = []
        var plans: [DensePlan] = []
    }

    /// Runs the engine for an owner that takes notes and gives nothing back.
    private func run(
        _ problem: DenseProblem,
        incumbent: DensePlan,
        _ record: inout Record,
        sizes: ColumnEngine.Sizes = .init(),
        looks: Int? = nil,
        threads: Int = 2
    ) throws -> ColumnEngine.End {
        let total = problem.score(of: incumbent).total
        let notes = Notes()
        var owner = ColumnEngineOwner(
            mustStop: { false },
            spend: { _ in },
            noteBound: { notes.record.bounds.append($0) },
            takeRoutes: { [] },
            searchAWhile: { total },
            offer: { plan in
                notes.record.plans.append(plan)
                return total
            },
            polish: { total },
            best: { incumbent }
        )
        owner.leadSearch = { _ in notes.record.leads += 1 }
        if let looks { owner.spentShare = share(looks: looks) }
        defer { record = notes.record }
        return try ColumnEngine.run(
            problem,
            engine: GLPKEngine(),
            threads: threads,
            incumbent: incumbent,
            owner: owner,
            sizes: sizes
        )
    }

    private final class Notes { var record = Record() }

    @Test func divisionRoundsDown() {
        #expect(floorDivide(7, 2) == 3)
        #expect(floorDivide(-7, 2) == -4)
        #expect(floorDivide(-8, 2) == -4)
        #expect(floorDivide(0, 2) == 0)
    }
}
