import Paidan
import PaidanTestSupport
import Scheduling
import Testing

/// Listing all routes where they are far too many must not eat the run.
@Suite("Listing routes")
struct ListingTests {
    @Test("leaves most of the work to the rest of the method")
    func leavesWork() async throws {
        let scenario = try shippedScenario("erqi-night")
        let result = try #require(try await plan(scenario, options(.exact, work: 300)))
        try requireTrue(result, scenario)
        #expect(result.stop == .work)
        #expect(result.method.contains("search"))
    }

    @Test("ends when it is cancelled, without a limit of its own")
    func isCancelled() async throws {
        let scenario = try shippedScenario("erqi-night")
        let run = Planner(options: options(.exact, work: nil)).start(scenario)
        for await moment in run.progress where moment.incumbent != nil { run.cancel() }
        let result = try await run.result()
        try requireTrue(result, scenario)
        #expect(result.stop == .interrupted)
        #expect(!result.method.contains("all routes"))
    }
}
