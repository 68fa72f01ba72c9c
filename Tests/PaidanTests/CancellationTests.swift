import Paidan
import PaidanTestSupport
import Scheduling
import Testing

/// Ending a run from outside.
@Suite("Cancelling")
struct CancellationTests {
    @Test("after the first plan gives a valid plan", arguments: PlanningMethod.allCases)
    func keepsThePlan(method: PlanningMethod) async throws {
        let scenario = try shippedScenario("baiyin-village")
        let run = Planner(options: options(method, work: 1_000_000)).start(scenario)
        var first: PlanningResult?
        for await moment in run.progress {
            if let incumbent = moment.incumbent {
                first = first ?? incumbent
                run.cancel()
            }
        }
        let result = try await run.result()
        try requireTrue(result, scenario)
        // The greedy method may have ended by itself before the word reaches it.
        #expect(result.stop == .interrupted || method == .greedy)
        #expect(result.score.total >= (try #require(first)).score.total)
    }

    @Test("the waiting task ends the run")
    func cancelsByTask() async throws {
        let scenario = try shippedScenario("baiyin-village")
        let run = Planner(options: options(.auto, work: 1_000_000)).start(scenario)
        let waiting = Task { try await run.result() }
        for await moment in run.progress where moment.incumbent != nil {
            waiting.cancel()
            break
        }
        let result = try await waiting.value
        try requireTrue(result, scenario)
        #expect(result.stop == .interrupted)
    }

    @Test("before the start gives a valid plan, or says that pins are not settled")
    func cancelsAtOnce() async throws {
        for seed in UInt64(600)..<640 {
            let scenario = tinyScenario(seed: seed)
            let run = Planner(options: options(.auto, work: 1000)).start(scenario)
            run.cancel()
            do {
                try requireTrue(try await run.result(), scenario)
            } catch PlanningFailure.pinsNotSettled {
                #expect(scenario.commitments.contains { $0.kind == .pinned })
            } catch PlanningFailure.conflictingPins(let rows) {
                #expect(!rows.isEmpty)
            }
        }
    }

    @Test("many may wait for one result, also after the end")
    func manyWait() async throws {
        let scenario = tinyScenario(seed: 5)
        let run = Planner(options: options(.auto, work: 100)).start(scenario)
        async let first = run.result()
        async let second = run.result()
        let both = try await [first, second]
        #expect(both[0] == both[1])
        #expect(try await run.result() == both[0])
    }
}

/// What a run tells on its way.
@Suite("Progress")
struct ProgressTests {
    @Test("totals rise, bounds fall, incumbents are valid")
    func isMonotone() async throws {
        for seed in UInt64(640)..<660 {
            let scenario = tinyScenario(seed: seed)
            guard bruteForceOptimum(of: scenario) != nil else { continue }
            let run = Planner(options: options(.auto, work: 100)).start(scenario)
            var total = Int.min
            var bound = Int.max
            var last: PlanningResult?
            for await moment in run.progress {
                #expect(moment.total ?? .min >= total)
                #expect(moment.bound ?? .max <= bound)
                total = moment.total ?? total
                bound = moment.bound ?? bound
                guard let incumbent = moment.incumbent else { continue }
                let verdictTotal = incumbent.score.total
                #expect(verdictTotal == moment.total)
                #expect(verdictTotal > last?.score.total ?? .min)
                last = incumbent
            }
            let result = try await run.result()
            try requireTrue(result, scenario)
            #expect(result.plan == last?.plan)
            #expect(result.bound == bound)
        }
    }
}
