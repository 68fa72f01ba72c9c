import DenseProblem
import GLPKSolver
import LinearModel
import PaidanTestSupport
import RouteColumns
import Scheduling
import Testing

@testable import Formulation

/// Listing the routes near a bound, and the search among them, held against listing all routes and
/// trying all plans.
@Suite struct ListedSearchTests {
    /// Of every route worth more than asked the list has one with the same nodes that is as good, in
    /// points and, where the team's minutes count, in minutes.
    @Test(arguments: [0, 5]) func theListMissesNoRouteThatMatters(cutCount: Int) throws {
        var held = 0
        try withEvery("seed", in: UInt64(0)..<200) { seed in
            let space = ColumnSpace(DenseProblem(tinyScenario(seed: seed, options: .longRoutes)))
            let columns = try allRoutes(space)
            var random = SplitMix64(seed: seed)
            let priced = PricedSpace(space, random: &random, cutCount: cutCount)
            let pricer = Pricer(space)
            for number in space.classes.indices {
                let own = columns.filter { $0.crewClass == number }
                let best = max(0, own.map { priced.worth(of: $0) }.max() ?? 0)
                let slack = random.pick([0, 40, 400]) * PriceScale.unit
                var memory = StopMemory()
                _ = pricer.price(
                    crewClass: number,
                    prices: priced.prices,
                    effort: .exact,
                    asked: 0,
                    memory: &memory
                )
                let listing = pricer.everyRoute(
                    crewClass: number,
                    prices: priced.prices,
                    asked: best - slack - 1,
                    slack: slack,
                    memory: memory,
                    limit: 100_000
                )
                guard let routes = listing.routes else { throw PropertyFailure("no list") }
                let listed = routes.compactMap { space.column(crewClass: number, nodes: $0) }
                guard listed.count == routes.count else { throw PropertyFailure("infeasible") }
                for column in own where priced.worth(of: column) > best - slack - 1 {
                    try requireCovered(column, by: listed, space)
                    held += 1
                }
            }
        }
        #expect(held > 500)
    }

    private func requireCovered(
        _ column: RouteColumn,
        by listed: [RouteColumn],
        _ space: ColumnSpace
    ) throws(PropertyFailure) {
        let team = Int(space.problem.shifts.team[space.classes[column.crewClass].shift])
        let counts = space.problem.shifts.countsMinutes(ofTeam: team)
        let nodes = column.nodes.sorted()
        let isCovered = listed.contains {
            $0.nodes.sorted() == nodes && $0.points >= column.points
                && (!counts || $0.workMinutes <= column.workMinutes)
        }
        guard isCovered else { throw PropertyFailure("\(column) is missing") }
    }

    /// From any total below it the search comes to the optimum, and from the optimum to its proof; also
    /// where every node is split that can be.
    @Test(arguments: [0, 600]) func theSearchFindsTheOptimumAndProvesIt(few: Int) throws {
        var proven = 0
        var cases = 0
        try withEvery("seed", in: UInt64(0)..<250) { seed in
            let scenario = tinyScenario(seed: seed)
            guard let optimum = bruteForceOptimum(of: scenario) else { return }
            let problem = DenseProblem(scenario)
            let space = ColumnSpace(problem)
            var random = SplitMix64(seed: seed)
            for goal in [optimum.total, optimum.total - random.within(1...300)] {
                var search = ListedSearch(
                    RowLayout(space),
                    columns: try allRoutes(space),
                    cuts: [],
                    start: [],
                    goal: goal,
                    bound: .max,
                    few: few
                )
                try search.run(
                    bestTotal: goal,
                    engine: GLPKEngine(),
                    control: .unlimited,
                    mustStop: { false },
                    offer: { problem.score(of: $0).total },
                    noteBound: { _ in }
                )
                guard search.bound >= optimum.total else {
                    throw PropertyFailure("bound \(search.bound), optimum \(optimum.total)")
                }
                guard search.goal <= optimum.total else { throw PropertyFailure("too good") }
                cases += 1
                // A plan without routes is known to everybody and not handed over.
                let isFound =
                    search.goal == optimum.total || optimum.plan.assignments.isEmpty
                if search.bound == optimum.total, isFound { proven += 1 }
            }
        }
        #expect(cases > 400)
        // A few need more programs in a row than the search allows itself.
        #expect(proven * 100 >= cases * 98, "\(proven) of \(cases)")
    }

    /// Left after every few questions and gone on with, the search ends as if it had not been left: with
    /// the optimum proven; and its bound never rises on the way nor falls below the optimum.
    @Test(arguments: [1, 2, 5]) func aSearchLeftAgainAndAgainEndsTheSame(questions: Int) throws {
        var (proven, cases, visits) = (0, 0, 0)
        try withEvery("seed", in: UInt64(0)..<120) { seed in
            let scenario = tinyScenario(seed: seed)
            guard let optimum = bruteForceOptimum(of: scenario) else { return }
            let problem = DenseProblem(scenario)
            let space = ColumnSpace(problem)
            var search = ListedSearch(
                RowLayout(space),
                columns: try allRoutes(space),
                cuts: [],
                start: [],
                goal: optimum.total - 50,
                bound: .max,
                few: 0
            )
            var rounds = 0
            var bound = Int.max
            // Somebody else finds better plans meanwhile, at last the best one.
            var total = optimum.total - 50
            while !search.isOver, rounds < 1_000 {
                rounds += 1
                // Later rounds may take longer, or none would ever end a node.
                var left = questions + rounds / 10
                try search.run(
                    bestTotal: total,
                    engine: GLPKEngine(),
                    control: .unlimited,
                    mustStop: {
                        left -= 1
                        return left < 0
                    },
                    offer: { problem.score(of: $0).total },
                    noteBound: { _ in }
                )
                guard search.bound <= bound, search.bound >= optimum.total else {
                    throw PropertyFailure("\(bound), \(search.bound), \(optimum.total)")
                }
                bound = search.bound
                if rounds % 3 == 0 { total = min(optimum.total, total + 20) }
            }
            guard search.isOver else { throw PropertyFailure("no end") }
            guard search.goal <= optimum.total else { throw PropertyFailure("too good") }
            cases += 1
            visits += rounds
            let isFound = search.goal == optimum.total || optimum.plan.assignments.isEmpty
            if search.bound == optimum.total, isFound { proven += 1 }
        }
        #expect(cases > 80)
        // Many were left at least once.
        #expect(visits > 2 * cases, "\(visits) in \(cases)")
        #expect(proven * 100 >= cases * 95, "\(proven) of \(cases)")
    }

    /// Told to stop, the search leaves its bound where it was.
    @Test func aSearchThatMustStopProvesNothing() throws {
        let scenario = tinyScenario(seed: 7)
        let problem = DenseProblem(scenario)
        let space = ColumnSpace(problem)
        var search = ListedSearch(
            RowLayout(space),
            columns: try allRoutes(space),
            cuts: [],
            start: [],
            goal: -10_000,
            bound: 123_456,
            few: 0
        )
        try search.run(
            bestTotal: -20_000,
            engine: GLPKEngine(),
            control: .unlimited,
            mustStop: { true },
            offer: { problem.score(of: $0).total },
            noteBound: { _ in }
        )
        #expect(search.bound == 123_456)
        #expect(search.goal == -10_000)
        #expect(search.nodes == 0)
    }

    /// Three rows at a half: two hit are one, as in a subset-row cut.
    ///
    /// Of 2/3, 1/3, 1/3, 1/3 the first
    /// row with any other is one, and so are the three others; together the rows allow one.
    @Test func coefficientsAreRoundedDown() {
        let halves = RankOneCut(demands: [1, 4, 6], crewClass: -1)
        #expect(halves.isSubsetRow)
        #expect(halves.limit == 1)
        #expect(halves.coefficient(crewClass: 0, demands: [4]) == 0)
        #expect(halves.coefficient(crewClass: 0, demands: [6, 1]) == 1)
        #expect(halves.coefficient(crewClass: 0, demands: [6, 1, 4]) == 1)
        let thirds = RankOneCut(
            demands: [(number: 9, weight: 1), (number: 2, weight: 2), (number: 5, weight: 1)],
            classes: [(number: 3, weight: 1)],
            denominator: 3
        )
        #expect(!thirds.isSubsetRow)
        #expect(thirds.limit == 1)
        #expect(thirds.coefficient(crewClass: 0, demands: [2, 9]) == 1)
        #expect(thirds.coefficient(crewClass: 3, demands: [2]) == 1)
        #expect(thirds.coefficient(crewClass: 3, demands: [5]) == 0)
        #expect(thirds.coefficient(crewClass: 3, demands: [5, 9]) == 1)
    }

    /// The relaxations of small spaces over all of their routes or so many of them, each solved.
    private func withRelaxations(
        most: Int? = nil,
        _ body: (RestrictedMaster, [RouteColumn], inout SplitMix64) throws -> Void
    ) throws {
        let options = TinyScenarioOptions(days: 1...1, shifts: 2...4, visits: 7...8)
        try withEvery("seed", in: UInt64(0)..<400) { seed in
            let space = ColumnSpace(DenseProblem(tinyScenario(seed: seed, options: options)))
            let columns = try allRoutes(space)
            var random = SplitMix64(seed: seed)
            try GLPKEngine().withProgram(.maximise) { program throws -> Void in
                let master = try RestrictedMaster(space, program: program)
                try master.add(most.map { Array(random.shuffled(columns).prefix($0)) } ?? columns)
                guard try master.solve(SolveLimits(), method: .automatic) else { return }
                try body(master, columns, &random)
            }
        }
    }

    /// Cuts found are violated by the relaxation, and no choice of routes that keeps demands and crews
    /// apart breaks one.
    @Test func cutsOfRankOneCutOffNoPlan() throws {
        var found = 0
        try withRelaxations { master, columns, random in
            let space = master.space
            let cuts = RankOneSeparation.violated(in: master, most: 50, perItem: 50)
            for cut in cuts {
                var sum = 0.0
                for (number, column) in columns.enumerated() {
                    sum += master.value(ofRoute: number) * times(cut, column, space)
                }
                guard sum > Double(cut.limit) + 0.01 else { throw PropertyFailure("holds") }
                found += 1
            }
            for _ in 0..<40 where !cuts.isEmpty {
                let chosen = compatible(random.shuffled(columns), space)
                for cut in cuts {
                    let sum = chosen.reduce(0) { $0 + times(cut, $1, space) }
                    guard sum <= Double(cut.limit) else { throw PropertyFailure("\(cut)") }
                }
            }
        }
        #expect(found > 10, "\(found)")
    }

    /// Of the cuts with five rows none is missed: every choice of five rows in every order, with every
    /// vector of fractions, is tried one by one and held against the cuts found.
    @Test func noCutOverFiveRowsIsMissed() throws {
        var held = 0
        // With few routes relaxations are fractional more often.
        try withRelaxations(most: 40) { master, _, _ in
            let most = 1_000_000
            let found = RankOneSeparation.violated(in: master, most: most, perItem: most)
            for cut in bruteForceCuts(master) {
                guard found.contains(cut) else { throw PropertyFailure("\(cut) is missing") }
                held += 1
            }
        }
        #expect(held > 20, "\(held)")
    }

    /// Violated cuts over five rows, the first of which shares routes with each of the others and comes
    /// before those with the same fraction.
    private func bruteForceCuts(_ master: RestrictedMaster) -> Set<RankOneCut> {
        let routes = master.fractionalRoutes
        let items = Set(routes.flatMap(\.items)).sorted()
        let demands = Int32(master.space.demandCount)
        let vectors = [
            ([1, 1, 1, 1, 1], 2), ([1, 1, 1, 1, 1], 3), ([3, 1, 1, 1, 1], 4),
            ([2, 2, 1, 1, 1], 4), ([2, 2, 1, 1, 1], 3), ([3, 2, 2, 1, 1], 5),
        ]
        var cuts = Set<RankOneCut>()
        for order in orders(of: items, length: 5) {
            let isNear = order.dropFirst().allSatisfy { item in
                routes.contains { $0.items.contains(item) && $0.items.contains(order[0]) }
            }
            guard isNear else { continue }
            for (weights, denominator) in vectors {
                let parts = zip(order, weights)
                let equals = parts.filter { $0.1 == weights[0] }.map(\.0)
                guard equals.min() == order[0] else { continue }
                let sum = routes.reduce(0.0) { sum, route in
                    let weight = parts.reduce(0) {
                        $0 + (route.items.contains($1.0) ? $1.1 : 0)
                    }
                    return sum + route.value * Double(weight / denominator)
                }
                guard sum > Double(weights.reduce(0, +) / denominator) + 0.03 else { continue }
                cuts.insert(
                    RankOneCut(
                        demands: parts.filter { $0.0 < demands }
                            .map { (number: $0.0, weight: $0.1) },
                        classes: parts.filter { $0.0 >= demands }
                            .map { (number: Int($0.0 - demands), weight: $0.1) },
                        denominator: denominator
                    )
                )
            }
        }
        return cuts
    }

    private func orders(of items: [Int32], length: Int) -> [[Int32]] {
        guard length > 0 else { return [[]] }
        return items.flatMap { first in
            orders(of: items.filter { $0 != first }, length: length - 1).map { [first] + $0 }
        }
    }

    private func times(_ cut: RankOneCut, _ column: RouteColumn, _ space: ColumnSpace) -> Double {
        let demands = column.nodes.map { space.nodes[Int($0)].demand }
        return Double(cut.coefficient(crewClass: column.crewClass, demands: demands))
    }

    /// Routes in order, as long as they share no demand and have crews.
    private func compatible(_ columns: [RouteColumn], _ space: ColumnSpace) -> [RouteColumn] {
        var served = Set<Int32>()
        var crews = space.classes.map(\.crews.count)
        return columns.filter { column in
            let demands = column.nodes.map { space.nodes[Int($0)].demand }
            guard served.isDisjoint(with: demands), crews[column.crewClass] > 0 else {
                return false
            }
            served.formUnion(demands)
            crews[column.crewClass] -= 1
            return true
        }
    }

    /// Every choice of routes lies on one side of a split at least: no plan is lost by splitting.
    @Test func eachPlanIsOnSomeSideOfEachSplit() throws {
        var splits = 0
        try withEvery("seed", in: UInt64(0)..<150) { seed in
            let space = ColumnSpace(DenseProblem(tinyScenario(seed: seed, options: .longRoutes)))
            let columns = try allRoutes(space)
            var random = SplitMix64(seed: seed)
            let mixed = columns.map { (column: $0, value: Double(random.within(0...30)) / 100) }
            let candidates = RouteSplit.candidates(mixed, in: space, decided: [], most: 6)
            splits += candidates.count
            for _ in 0..<20 {
                let plan = compatible(random.shuffled(columns), space)
                for split in candidates {
                    let isOnASide = [true, false].contains { side in
                        plan.allSatisfy { split.allows($0, side, in: space) }
                    }
                    guard isOnASide else { throw PropertyFailure("\(split) loses a plan") }
                }
            }
        }
        #expect(splits > 200, "\(splits)")
    }
}
