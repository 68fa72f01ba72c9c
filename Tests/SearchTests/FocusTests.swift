import DenseProblem
import PaidanTestSupport
import Scheduling
import Testing

@testable import Search

/// Where the steps of a search begin.
@Suite struct FocusTests {
    /// 320 stops at 40 places along a road, which make three parts.
    private let problem = DenseProblem(
        road(
            stops: (0..<320).map { (5 + $0 * 7 % 40, 15, 40 + $0 * 13 % 29) },
            shift: 90,
            teams: 70
        )
    )
    private let visits = 320
    private let arena = Arena()

    private func focus(_ context: SearchContext, manyPairs: Int) -> Focus {
        let seeds = arena.buffer((0..<Int32(visits)).map { $0 })
        return Focus(context.tables, seeds: seeds, manyPairs: manyPairs)
    }

    // A part of s visits has 20 s steps, in each of which one of its visits has a chance of 1 in s. So over all
    // parts each visit may expect 20 steps, wherever it lies.
    @Test func allVisitsHaveTheirTurnAsOften() {
        let context = SearchContext(problem)
        var focus = focus(context, manyPairs: 0)
        var random = RandomSource(seed: 7)
        for _ in 0..<3 {
            var expected = [Double](repeating: 0, count: visits)
            var lengths = Set<Int>()
            for _ in 0..<(20 * visits) {
                focus.advance(&random)
                lengths.insert(focus.range.count)
                for member in focus.range {
                    expected[Int(focus.member(at: member))] += 1 / Double(focus.range.count)
                }
            }
            #expect(expected.allSatisfy { abs($0 - 20) < 1e-6 })
            #expect(lengths.max() ?? 0 < visits)
        }
    }

    // Stops at the same place are as far from every centre, so they are in the same part.
    @Test func partsHoldWhatLiesTogether() {
        let context = SearchContext(problem)
        var focus = focus(context, manyPairs: 0)
        var random = RandomSource(seed: 11)
        for _ in 0..<2000 {
            focus.advance(&random)
            let members = focus.range.map { Int(focus.member(at: $0)) }
            let places = Set(members.map { $0 * 7 % 40 })
            #expect(members.count == 8 * places.count)
            #expect(members.contains(Int(focus.seed(&random))))
        }
    }

    @Test func smallScenariosAreOnePart() {
        let context = SearchContext(problem)
        var focus = focus(context, manyPairs: 1_000_000)
        var random = RandomSource(seed: 7)
        for _ in 0..<100 {
            focus.advance(&random)
            #expect(focus.range == 0..<visits)
        }
    }

    // What is left out is looked for in the part first, but found wherever it lies.
    @Test func plansOfANarrowSearchAreValid() throws {
        let start = Construction(problem).plan()
        let context = SearchContext(problem)
        guard var engine = SearchEngine(context, start: start, seed: 5) else {
            throw PropertyFailure("the construction's plan does not load")
        }
        engine.focus = Focus(context.tables, seeds: engine.seeds, manyPairs: 0)
        for _ in 0..<10 {
            engine.run(steps: 300) { false }
            engine.plan.checkInvariants()
            try requireValid(engine.plan.densePlan(), problem)
        }
        #expect(engine.bestTotal > problem.score(of: start).total)
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
}
