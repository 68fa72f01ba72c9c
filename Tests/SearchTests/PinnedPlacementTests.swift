import DenseProblem
import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@testable import Search

@Suite struct PinnedPlacementTests {
    /// Feasibility by brute force: some plan of the pinned visits alone keeps all pinned rows.
    ///
    /// Others are left out, as the search over pins does without them too.
    private func canKeep(_ scenario: Scenario, rows: [Int]) -> Bool {
        var part = scenario
        part.commitments = rows.map { scenario.commitments[$0] }
        let pinned = Set(part.commitments.compactMap(\.visitIndex))
        // Emptied windows keep a visit out of every plan without renumbering anything.
        for index in part.visits.indices where !pinned.contains(index) {
            part.visits[index].windows = []
        }
        return bruteForceOptimum(of: part) != nil
    }

    @Test func conflictsAreIrreducibleAndPlacementsComplete() throws {
        var conflicts = 0
        var placements = 0
        try withEvery("seed", in: UInt64(0)..<1500) { seed in
            let scenario = tinyScenario(seed: seed)
            let rows = scenario.commitments.indices.filter {
                scenario.commitments[$0].kind == .pinned
            }
            if rows.isEmpty { return }
            let problem = DenseProblem(scenario)
            var placement = PinnedPlacement(problem)
            switch placement.place() {
            case .placed(let plan):
                placements += 1
                try requireValid(plan, problem)
            case .conflict(let conflict):
                conflicts += 1
                if canKeep(scenario, rows: conflict) { throw PropertyFailure("no conflict") }
                for row in conflict
                where !canKeep(scenario, rows: conflict.filter { $0 != row }) {
                    throw PropertyFailure("row \(row) is not needed for the conflict")
                }
            case .unsettled: throw PropertyFailure("not settled")
            }
        }
        #expect(conflicts > 10)
        #expect(placements > 100)
    }
}

@Suite struct PinnedConflictTests {
    /// A hundred teams with three pins each; only the last team is pinned to two visits at once.
    @Test func amongManyPinsOnlyTheConflictIsNamed() {
        var small = SmallScenario()
        small.service("chat", minutes: 30)
        for team in 0..<100 {
            small.team(TeamID("T\(team)"), from: 480, to: 720)
            for turn in 0..<3 {
                let id = VisitID("R\(team)-\(turn)")
                small.visit(id, service: "chat", window: 480...720, value: 1)
                let start = team == 99 && turn == 2 ? 490 : 480 + 30 * turn
                small.commit(id, team: TeamID("T\(team)"), start: start)
            }
        }
        // The first two of the last team start at 480 and 510: the third, at 490, overlaps both, so
        // that either pair is a conflict by itself.
        var placement = PinnedPlacement(DenseProblem(small.scenario()))
        guard case .conflict(let rows) = placement.place() else {
            Issue.record("no conflict found")
            return
        }
        #expect(rows == [297, 299] || rows == [298, 299])
    }

    /// Four crews with room for 10 units each can't bring five loads of 6, though the sum would fit.
    @Test func loadsThatCannotBePackedAreAConflictAllTogether() {
        var small = SmallScenario()
        small.service("rice", minutes: 10)
        small.team("T", from: 480, to: 900, crews: 4, capacity: 10)
        for turn in 0..<25 {
            let id = VisitID("R\(turn)")
            small.visit(
                id,
                service: "rice",
                window: 480...900,
                value: 1,
                load: turn % 5 == 0 ? 6 : 0
            )
            small.commit(id, team: "T", start: 480 + 12 * turn)
        }
        var placement = PinnedPlacement(DenseProblem(small.scenario()))
        guard case .conflict(let rows) = placement.place() else {
            Issue.record("no conflict found")
            return
        }
        #expect(rows == [0, 5, 10, 15, 20])
    }

    @Test func limitsLeaveItUnsettled() {
        var small = SmallScenario()
        small.service("rice", minutes: 10)
        small.team("T", from: 480, to: 900, crews: 4, capacity: 10)
        for turn in 0..<5 {
            let id = VisitID("R\(turn)")
            small.visit(id, service: "rice", window: 480...900, value: 1, load: 6)
            small.commit(id, team: "T", start: 480 + 12 * turn)
        }
        var placement = PinnedPlacement(DenseProblem(small.scenario()), stepLimit: 3)
        guard case .unsettled = placement.place() else {
            Issue.record("settled in three steps")
            return
        }
    }
}
