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
