import DenseProblem
import PaidanTestSupport
import Scheduling
import Search
import Testing

@testable import Paidan

/// The search's part of a run: how much of the work it gets, and when that counts.
@Suite("The search's part") struct SearchPartTests {
    private func part(_ name: String, work: Int) throws -> (part: SearchPart, limits: RunLimits) {
        let settings = options(.auto, work: work)
        let limits = RunLimits(settings, start: .now)
        let context = SearchContext(DenseProblem(try shippedScenario(name)))
        let start = Construction(context).plan(from: DensePlan(), shouldStop: { false })
        let part = try #require(
            SearchPart(context, start: start, options: settings, limits: limits)
        )
        return (part, limits)
    }

    @Test("shrinks to a quarter where it finds nothing more")
    func shrinks() throws {
        let (part, limits) = try part("tiny", work: 10_000)
        let most = part.shareBeside
        // A tiny district: after this nothing is left to find.
        part.run(share: 0.2)
        for _ in 0..<30 {
            limits.spend(10_000_000)
            part.keepUp()
        }
        #expect(!limits.mustStop)
        #expect(abs(part.shareBeside - most / 4) < 1e-9)
    }

    @Test("stays whole while it finds better plans")
    func stays() throws {
        let (part, limits) = try part("erqi-night", work: 4000)
        let most = part.shareBeside
        limits.spend(32_000_000)
        part.keepUp()
        #expect(part.shareBeside == most)
        #expect(part.best != DensePlan())
    }

    /// Else it would depend on threads what a work limit leaves to each side.
    @Test("counts what is done beside other work only afterwards")
    func countsAfterwards() throws {
        let (part, limits) = try part("core-100", work: 10_000)
        limits.spend(50_000_000)
        let before = limits.spent
        part.keepUpBeside()
        #expect(limits.spent == before)
        part.account()
        let done = limits.spent - before
        #expect(done > 10_000_000)
        part.account()
        #expect(limits.spent - before == done)
        // It has had its share of that, so that nothing is due before others have spent more.
        part.keepUp()
        #expect(limits.spent - before == done)
    }
}
