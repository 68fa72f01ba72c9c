import Evaluation
import Paidan
import PaidanTestSupport
import Scheduling
import Testing

/// Pinned rows that no plan keeps together.
@Suite("Pinned rows")
struct PinTests {
    /// Whether some plan keeps these rows; others than pinned visits are left out for speed.
    private func canKeep(_ rows: [Commitment], of scenario: Scenario) -> Bool {
        var part = scenario
        part.commitments = rows
        let pinned = Set(rows.compactMap(\.visitIndex))
        for visit in part.visits.indices where !pinned.contains(visit) {
            part.visits[visit].windows = []
        }
        return bruteForceOptimum(of: part) != nil
    }

    /// Scenarios whose pins conflict.
    private func conflicting(_ seeds: Range<UInt64>) -> [Scenario] {
        seeds.map { tinyScenario(seed: $0) }.filter { scenario in
            let rows = scenario.commitments.filter { $0.kind == .pinned }
            return !rows.isEmpty && !canKeep(rows, of: scenario)
        }
    }

    @Test("that conflict are named, none too many")
    func namesConflict() async throws {
        let scenarios = conflicting(0..<600)
        #expect(scenarios.count > 5)
        for scenario in scenarios {
            let failure = await #expect(throws: PlanningFailure.self) {
                try await Planner(options: options(.greedy, work: 10)).plan(scenario)
            }
            guard case .conflictingPins(let rows) = failure else {
                Issue.record("\(scenario.name): \(String(describing: failure))")
                continue
            }
            #expect(!canKeep(rows, of: scenario))
            for row in rows {
                #expect(canKeep(rows.filter { $0 != row }, of: scenario), "\(scenario.name)")
            }
        }
    }

    @Test("that conflict are given up on demand, and listed")
    func dropsConflict() async throws {
        for scenario in conflicting(0..<600) {
            var dropping = options(.auto, work: 100)
            dropping.dropsConflictingPins = true
            let result = try await Planner(options: dropping).plan(scenario)
            #expect(!result.droppedPins.isEmpty)
            var kept = scenario
            kept.commitments.removeAll { result.droppedPins.contains($0) }
            try requireTrue(result, kept)
            // No row was given up in vain: the rows kept and any one of those dropped… the last
            // one dropped was in a conflict with rows that are all kept.
            let pinned = kept.commitments.filter { $0.kind == .pinned }
            let last = try #require(result.droppedPins.last)
            #expect(!canKeep(pinned + [last], of: scenario), "\(scenario.name)")
        }
    }

    @Test("that can be kept are never given up")
    func dropsNothingInVain() async throws {
        var pinned = 0
        try await withEverySeed(0..<80) { seed in
            let scenario = tinyScenario(seed: seed)
            guard scenario.commitments.contains(where: { $0.kind == .pinned }),
                bruteForceOptimum(of: scenario) != nil
            else { return }
            pinned += 1
            var dropping = options(.greedy, work: 1)
            dropping.dropsConflictingPins = true
            guard let result = try await plan(scenario, dropping) else {
                throw PropertyFailure("no plan")
            }
            if !result.droppedPins.isEmpty { throw PropertyFailure("\(result.droppedPins)") }
            try requireTrue(result, scenario)
        }
        #expect(pinned > 10)
    }
}
