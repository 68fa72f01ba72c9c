import DenseProblem
import PaidanTestSupport
import Scheduling
import Testing

@testable import Search

/// Where the steps of a search begin.
@Suite struct FocusTests {
    /// 320 stops at 40 places along a road, which make three parts.
    private static func problem(shift: Int) -> DenseProblem {
        DenseProblem(
            road(
                stops: (0..<320).map { (5 + $0 * 7 % 40, 15, 40 + $0 * 13 % 29) },
                shift: shift,
                teams: 70
            )
        )
    }

    private let problem: DenseProblem
    /// Owns what tables point to, so a focus must not outlive it.
    private let context: SearchContext
    private let visits = 320
    private let arena = Arena()

    init() {
        problem = FocusTests.problem(shift: 90)
        context = SearchContext(problem)
    }

    private func focus(_ context: SearchContext, leastPairs: Int = 0) -> Focus {
        Focus(
            context.tables,
            seeds: arena.buffer((0..<Int32(visits)).map { $0 }),
            sizes: Focus.Sizes(leastPairs: leastPairs)
        )
    }

    /// [visit] Steps that it may expect of some, and the most members of a part.
    private func expected(
        of steps: Int,
        _ focus: inout Focus,
        _ random: inout RandomSource
    ) -> (steps: [Double], most: Int) {
        var expected = [Double](repeating: 0, count: visits)
        var most = 0
        var work = 0
        for _ in 0..<steps {
            focus.advance(&random, work: &work)
            most = max(most, focus.range.count)
            for position in focus.range {
                expected[Int(focus.member(at: position))] += 1 / Double(focus.range.count)
            }
        }
        #expect(work > 0)
        return (expected, most)
    }

    // A part of s visits has r s steps in a round, in each of which one of its visits has a chance of 1 in s.
    // So over all parts each visit may expect r steps, wherever it lies: one in the first round, then two, four,
    // eight, sixteen, and twenty from then on.
    @Test func allVisitsHaveTheirTurnAsOften() {
        var focus = focus(context)
        var random = RandomSource(seed: 7)
        for steps in [1, 2, 4, 8, 16, 20, 20] {
            let round = expected(of: steps * visits, &focus, &random)
            #expect(round.steps.allSatisfy { abs($0 - Double(steps)) < 1e-6 })
            #expect(round.most < visits)
        }
    }

    // Stops at the same place are as far from every centre, so they are in the same part.
    @Test func partsHoldWhatLiesTogether() {
        var focus = focus(context)
        var random = RandomSource(seed: 11)
        var work = 0
        for _ in 0..<2000 {
            focus.advance(&random, work: &work)
            let members = focus.range.map { Int(focus.member(at: $0)) }
            let places = Set(members.map { $0 * 7 % 40 })
            #expect(members.count == 8 * places.count && members.count < visits)
            #expect(members.contains(Int(focus.seed(&random))))
        }
    }

    // Every fourth visit is a call, which lies nowhere: they go to all parts alike, and none is forgotten.
    @Test func visitsWithoutAPlaceAreDealtOut() {
        var scenario = problem.scenario
        scenario.services.append(
            Service(id: "call", mode: .phone, minutes: 1, roles: [Role(id: "r")])
        )
        for visit in stride(from: 0, to: visits, by: 4) { scenario.visits[visit].serviceIndex = 1 }
        let context = SearchContext(DenseProblem(scenario))
        defer { withExtendedLifetime(context) {} }
        var focus = focus(context)
        var random = RandomSource(seed: 3)
        var work = 0
        var callsOfParts: [Range<Int>: Int] = [:]
        for _ in 0..<visits {
            focus.advance(&random, work: &work)
            callsOfParts[focus.range] = focus.range.count { focus.member(at: $0) % 4 == 0 }
        }
        #expect(callsOfParts.count == 3)
        #expect(callsOfParts.values.reduce(0, +) == visits / 4)
        #expect(callsOfParts.values.allSatisfy { $0 > visits / 4 / 5 })
    }

    // All at one place: all centres are as near, and the first has all visits; the other parts are passed over.
    @Test func partsMayBeEmpty() {
        let stops = (0..<visits).map { _ in (way: 5, minutes: 15, value: 40) }
        var scenario = road(stops: stops, shift: 90, teams: 70)
        for pair in scenario.siteTravelMinutes.keys { scenario.siteTravelMinutes[pair] = 0 }
        let context = SearchContext(DenseProblem(scenario))
        defer { withExtendedLifetime(context) {} }
        var focus = focus(context)
        var random = RandomSource(seed: 5)
        let round = expected(of: visits, &focus, &random)
        #expect(round.most == visits)
        #expect(round.steps.allSatisfy { abs($0 - 1) < 1e-6 })
    }

    @Test func smallScenariosAreOnePart() {
        let pairs = context.tables.pairSlot.count
        var work = 0
        for (least, isNarrow) in [(pairs, true), (pairs + 1, false)] {
            var focus = focus(context, leastPairs: least)
            var random = RandomSource(seed: 7)
            focus.advance(&random, work: &work)
            #expect(focus.isNarrow == isNarrow)
            #expect((focus.range.count < visits) == isNarrow)
        }
    }

    /// A search that begins in parts of a few visits.
    private func narrowEngine(
        _ problem: DenseProblem,
        start: DensePlan,
        visitsOfPart: Int
    ) throws -> SearchEngine {
        let context = SearchContext(problem)
        guard var engine = SearchEngine(context, start: start, seed: 5) else {
            throw PropertyFailure("the plan does not load")
        }
        engine.focus = Focus(
            context.tables,
            seeds: engine.seeds,
            sizes: Focus.Sizes(leastPairs: 0, visitsOfPart: visitsOfPart)
        )
        return engine
    }

    // With nobody served it is one of the part. Once the part is served it is one from elsewhere.
    @Test func whatIsLeftOutIsLookedForInThePartFirst() throws {
        let roomy = FocusTests.problem(shift: 600)
        var engine = try narrowEngine(roomy, start: DensePlan(routes: []), visitsOfPart: 100)
        engine.focus.advance(&engine.random, work: &engine.plan.work)
        let part = Set(engine.focus.range.map { engine.focus.member(at: $0) })
        for _ in 0..<50 { #expect(part.contains(engine.randomUnserved())) }
        for visit in part.sorted() {
            let placement = engine.plan.bestPlacement(visit)
            if placement.pair >= 0 { engine.plan.insert(visit, placement) }
        }
        var left = 0
        for visit in part where !engine.plan.isServed(visit) { left += 1 }
        try #require(left == 0)
        for _ in 0..<50 {
            let visit = engine.randomUnserved()
            let isServed = engine.plan.isServed(visit)
            #expect(!isServed && !part.contains(visit))
        }
    }

    @Test func plansOfANarrowSearchAreValid() throws {
        let start = Construction(problem).plan()
        var engine = try narrowEngine(problem, start: start, visitsOfPart: 100)
        for _ in 0..<10 {
            engine.run(steps: 300) { false }
            engine.plan.checkInvariants()
            try requireValid(engine.plan.densePlan(), problem)
        }
        #expect(engine.bestTotal > problem.score(of: start).total)
    }

    // The same with all rules at once, in parts of two visits.
    @Test func narrowSearchesKeepAllSums() throws {
        try withEvery("seed", in: UInt64(0)..<100) { seed in
            let problem = DenseProblem(tinyScenario(seed: seed))
            guard let pins = pinnedPlan(problem) else { return }
            var engine = try narrowEngine(problem, start: pins, visitsOfPart: 2)
            for _ in 0..<60 {
                engine.run(steps: 1) { false }
                engine.plan.checkInvariants()
            }
            try requireValid(engine.bestPlan(), problem)
        }
    }
}

/// Which pair of a task names a slot.
@Suite struct PairNumberTests {
    // Each visit has 70 crews, so its pairs are numbered; with 50 crews they are sought. Both say of each slot
    // what going through all pairs says.
    @Test(arguments: [70, 50]) func pairsAreFound(teams: Int) {
        var scenario = road(stops: (0..<5).map { (5 + $0, 15, 40) }, shift: 90, teams: teams)
        scenario.visits[2].refusedTeams = [0, 7, teams - 1]
        let context = SearchContext(DenseProblem(scenario))
        defer { withExtendedLifetime(context) {} }
        let tables = context.tables
        #expect((tables.pairRow[Int32(1)] >= 0) == (teams == 70))
        var found = 0
        for task in 0..<Int32(tables.taskCount) {
            let pairs = tables.firstPair[task]..<tables.firstPair[task + 1]
            for slot in 0..<Int32(tables.slotCount) {
                let expected = pairs.first { tables.pairSlot[$0] == slot } ?? -1
                #expect(tables.pair(of: slot, task: task) == expected)
                found += expected >= 0 ? 1 : 0
            }
        }
        #expect(found == 5 * teams - 3)
    }

    // Five tasks of 70 crews, one of each slot: three rows fit into 210 numbers. Where there are seventeen times as
    // many slots, rows would be empty for the most part.
    @Test func rowsEndWhereTheyWouldTakeTooMuch() {
        let firstPair = (0...5).map { Int32(70 * $0) }
        let slots = (0..<5).flatMap { _ in (0..<70).map { Int32($0) } }
        let few = PairNumbers(firstPair: firstPair, slots: slots, slotCount: 70, most: 210)
        #expect(few.rowOfTask == [0, 1, 2, -1, -1])
        #expect(few.numbers == (0..<3).flatMap { _ in (1...70).map { UInt16($0) } })
        let sparse = PairNumbers(firstPair: firstPair, slots: slots, slotCount: 1190)
        #expect(sparse.rowOfTask == [-1, -1, -1, -1, -1] && sparse.numbers.isEmpty)
    }
}
