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

    /// A bound a fifth above the plan will not meet it, so the search has twice a fifth though it finds nothing.
    @Test("has more of the second half of a run while the bound is far off")
    func growsLate() throws {
        let (part, limits) = try part("tiny", work: 10_000)
        part.gap = { 0.2 }
        part.run(share: 0.2)
        for _ in 0..<30 where limits.spentShare < 0.4 {
            limits.spend(10_000_000)
            part.keepUp()
        }
        #expect(part.shareBeside < 0.2)
        limits.spend(Int(Double(limits.expectedSteps) * 0.2))
        for _ in 0..<3 {
            limits.spend(10_000_000)
            part.keepUp()
        }
        #expect(!limits.mustStop)
        #expect(abs(part.shareBeside - 0.4) < 1e-9)
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

    // From a tenth of the run until half of it the search has 35 hundredths of the work, then all. By three
    // tenths it has had 7 hundredths of the run, in 700 steps; 7 come until half of the run, and 50 after.
    @Test("knows how many steps are left until the end")
    func foretellsSteps() {
        let ending = SearchEnding(begin: 0.1, sharedUntil: 0.5, stepsBefore: 200)
        #expect(ending.stepsLeft(by: 0.3, steps: 900).map { abs($0 - 5700) <= 1 } == true)
        // By eight tenths it has had 14 and 30, and has 20.
        #expect(ending.stepsLeft(by: 0.8, steps: 4600).map { abs($0 - 2000) <= 1 } == true)
        #expect(ending.stepsLeft(by: 0.1, steps: 1200) == nil)
        #expect(ending.stepsLeft(by: 0.3, steps: 200) == nil)
        #expect(ending.stepsLeft(by: 1, steps: 1200) == nil)
        let alone = SearchEnding(begin: 0.5, sharedUntil: 0, stepsBefore: 0)
        #expect(alone.stepsLeft(by: 0.75, steps: 300).map { abs($0 - 300) <= 1 } == true)
    }

    @Test("has more than a third of the work where plans are to come from it")
    func leads() throws {
        let (part, limits) = try part("core-100", work: 10_000)
        part.lead(until: 0.8)
        var others = 0
        for _ in 0..<4 {
            limits.spend(20_000_000)
            others += 20_000_000
            part.keepUp()
        }
        let own = limits.spent - others
        #expect(abs(own * 65 - others * 35) < 4_000_000 * 65, "\(own) beside \(others)")
        #expect(part.shareBeside == 0.35)
    }

    /// A work limit of 4,000 units: by the end the search is as cold as it ever gets, and hot soon after the
    /// beginning of that.
    @Test("is cold by the end of the run")
    func coolsDown() throws {
        let (part, limits) = try part("erqi-night", work: 4000)
        part.lead(until: 0.5)
        var hottest = 0.0
        while limits.shareToEnd < 0.4 {
            limits.spend(2_000_000)
            part.keepUp()
            hottest = max(hottest, part.temperature)
        }
        let between = part.temperature
        #expect(between < hottest)
        part.runOut(unless: { false })
        #expect(limits.mustStop)
        #expect(part.temperature < between / 2)
        #expect(part.temperature < hottest / 10)
    }

    @Test("ends where enough was found, and without limits at the end of a usual run")
    func ends() throws {
        let (part, limits) = try part("tiny", work: 10_000)
        var questions = 0
        part.runOut(unless: {
            questions += 1
            return questions > 3
        })
        #expect(questions == 4)
        #expect(!limits.mustStop)

        var settings = options(.auto, work: 1)
        settings.workLimit = nil
        let free = RunLimits(settings, start: .now)
        free.spend(free.expectedSteps - 40_000_000)
        let context = SearchContext(DenseProblem(try shippedScenario("tiny")))
        let start = Construction(context).plan(from: DensePlan(), shouldStop: { false })
        let other = try #require(
            SearchPart(context, start: start, options: settings, limits: free)
        )
        other.runOut(unless: { false })
        #expect(!free.hasLimit && !free.mustStop)
        #expect(free.shareToEnd >= 1 && free.shareToEnd < 1.1)
    }
}
