import Paidan
import PaidanTestSupport
import Scheduling
import Testing

/// The same input, options, seed and work give the same bytes.
@Suite("Repeatability")
struct RepeatabilityTests {
    @Test(
        "of districts: threads and repetition change nothing",
        arguments: [("baiyin-village", 1500), ("erqi-night", 300)]
    )
    func repeatsDistrict(name: String, work: Int) async throws {
        let scenario = try shippedScenario(name)
        var files: [[UInt8]] = []
        for threads in [1, 2, 2] {
            let run = options(.auto, work: work, threads: threads)
            let result = try #require(try await plan(scenario, run))
            try requireTrue(result, scenario)
            files.append(bytes(of: result, scenario))
        }
        #expect(files[0] == files[1], "one thread and two")
        #expect(files[1] == files[2], "once and again")
    }

    @Test("of small cases, by every method", arguments: PlanningMethod.allCases)
    func repeatsSmall(method: PlanningMethod) async throws {
        try await withEverySeed(500..<530) { seed in
            let scenario = tinyScenario(seed: seed)
            let first = try await plan(scenario, options(method, work: 60, threads: 1))
            let second = try await plan(scenario, options(method, work: 60, threads: 2))
            guard first.map({ bytes(of: $0, scenario) }) == second.map({ bytes(of: $0, scenario) })
            else { throw PropertyFailure("differs") }
        }
    }

    @Test("of many runs at once in one process")
    func repeatsAtOnce() async throws {
        let scenarios = (UInt64(530)..<546).map { tinyScenario(seed: $0) }
        var alone: [[UInt8]?] = []
        for scenario in scenarios {
            let result = try await plan(scenario, options(.auto, work: 60))
            alone.append(result.map { bytes(of: $0, scenario) })
        }
        let together = try await withThrowingTaskGroup(of: (Int, [UInt8]?).self) { group in
            for (number, scenario) in scenarios.enumerated() {
                group.addTask {
                    let result = try await plan(scenario, options(.auto, work: 60))
                    return (number, result.map { bytes(of: $0, scenario) })
                }
            }
            var found = [[UInt8]?](repeating: nil, count: scenarios.count)
            for try await (number, file) in group { found[number] = file }
            return found
        }
        #expect(together == alone)
    }

    /// The same scenario with its teams in another order.
    private func reordered(_ scenario: Scenario, seed: UInt64) -> Scenario {
        var random = SplitMix64(seed: seed)
        let order = random.shuffled(Array(scenario.teams.indices))
        var place = [Int](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { place[old] = new }
        var other = scenario
        other.teams = order.map { scenario.teams[$0] }
        for shift in other.shifts.indices {
            other.shifts[shift].teamIndex = place[scenario.shifts[shift].teamIndex]
        }
        other.shifts.sort { ($0.teamIndex, $0.startMinute) < ($1.teamIndex, $1.startMinute) }
        for visit in other.visits.indices {
            other.visits[visit].preferredTeams =
                scenario.visits[visit].preferredTeams.map { place[$0] }.sorted()
            other.visits[visit].refusedTeams =
                scenario.visits[visit].refusedTeams.map { place[$0] }.sorted()
        }
        for row in other.commitments.indices {
            other.commitments[row].teamIndex =
                scenario.commitments[row].teamIndex.map { place[$0] }
        }
        return other
    }

    @Test("whatever the order of teams: greedy plans are worth the same")
    func ignoresTheOrderOfTeams() async throws {
        try await withEverySeed(546..<600) { seed in
            let scenario = tinyScenario(seed: seed)
            let other = reordered(scenario, seed: seed)
            let first = try await plan(scenario, options(.greedy, work: 60))
            let second = try await plan(other, options(.greedy, work: 60))
            if let second { try requireTrue(second, other) }
            guard first?.score.total == second?.score.total else {
                throw PropertyFailure(
                    "\(first?.score.total ?? .min) and \(second?.score.total ?? .min)"
                )
            }
        }
    }
}
