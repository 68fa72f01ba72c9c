import GLPKSolver
import LinearModel
import PaidanTestSupport
import Scheduling
import Synchronization
import Testing

@testable import Paidan

/// An engine of linear programs that breaks down must cost quality only.
@Suite("When the engine fails")
struct FaultTests {
    /// What goes wrong, from which call on, and for how long.
    private struct Breakdown {
        var fault: LinearFault
        var from: Int
        var isLasting: Bool
    }

    /// Counts calls from any thread.
    private final class Calls: Sendable {
        private let count = Atomic<Int>(0)

        func next() -> Int { count.add(1, ordering: .relaxed).newValue }
        var total: Int { count.load(ordering: .relaxed) }
    }

    private static let faults: [LinearFault] = [
        .error(.engineFailure(message: "injected")), .emptyHanded(.numericalFailure),
    ]

    /// Runs with a broken engine; answers with the number of calls made as well.
    private func run(
        _ scenario: Scenario,
        _ options: PlanningOptions,
        _ breakdown: Breakdown?
    ) async throws -> (result: PlanningResult, calls: Int) {
        let calls = Calls()
        let engine = FaultInjectingEngine(base: GLPKEngine()) { _ in
            let number = calls.next()
            guard let breakdown else { return nil }
            let isDue =
                breakdown.isLasting ? number >= breakdown.from : number == breakdown.from
            return isDue ? breakdown.fault : nil
        }
        let run = PlanningRun(scenario: scenario, options: options, engine: engine)
        return (try await run.result(), calls.total)
    }

    @Test("small cases still end with a valid plan and true claims", arguments: [false, true])
    func survivesOnSmallCases(isLasting: Bool) async throws {
        try await withEverySeed(700..<720) { seed in
            let scenario = tinyScenario(seed: seed)
            guard let optimum = bruteForceOptimum(of: scenario) else { return }
            for method in [PlanningMethod.auto, .exact] {
                let limits = options(method, work: 60)
                let whole = try await run(scenario, limits, nil)
                for from in 1...max(1, min(whole.calls, 12)) {
                    for fault in FaultTests.faults {
                        let breakdown = Breakdown(fault: fault, from: from, isLasting: isLasting)
                        let found = try await run(scenario, limits, breakdown).result
                        try requireTrue(found, scenario)
                        if found.score.total > optimum.total { throw PropertyFailure("above") }
                        if let bound = found.bound, bound < optimum.total {
                            throw PropertyFailure("bound \(bound) < \(optimum.total)")
                        }
                    }
                }
            }
        }
    }

    /// Column generation makes hundreds of calls; each sort of call fails once, early and late.
    @Test("a village still ends with a valid plan and true claims")
    func survivesOnVillage() async throws {
        let scenario = try shippedScenario("baiyin-village")
        let limits = options(.auto, work: 600)
        let whole = try await run(scenario, limits, nil)
        try requireTrue(whole.result, scenario)
        #expect(whole.calls > 8)
        #expect(whole.result.stop == .work)
        for from in [1, 2, 3, 4, 5, 6, whole.calls / 2, whole.calls - 1] {
            for fault in FaultTests.faults {
                let breakdown = Breakdown(fault: fault, from: from, isLasting: true)
                let found = try await run(scenario, limits, breakdown).result
                try requireTrue(found, scenario)
                if case .error = fault { #expect(found.stop == .solverFailed) }
            }
        }
    }
}
