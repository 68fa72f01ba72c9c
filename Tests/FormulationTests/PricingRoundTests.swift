import DenseProblem
import PaidanTestSupport
import RouteColumns
import Testing

@testable import Formulation

/// Rounds of pricing shared out among threads, with other work beside them.
@Suite struct PricingRoundTests {
    /// With one thread other work comes first, with more one of them does it; either way it is done once
    /// and leaves bounds and columns as they are.
    @Test func findTheSameBesideOtherWork() throws {
        try withEvery("seed", in: UInt64(0)..<60) { seed in
            let space = ColumnSpace(DenseProblem(tinyScenario(seed: seed)))
            var random = SplitMix64(seed: seed)
            let priced = PricedSpace(space, random: &random, cutCount: 0)
            var found: [(best: [Int], columns: [RouteColumn])] = []
            for threads in [1, 2, 3] {
                var times = 0
                let outcome = PricingRound(space, threads: threads).run(
                    priced.prices,
                    effort: { _ in .exact },
                    known: [Int](repeating: 0, count: space.classes.count),
                    asked: 0,
                    perClass: 4,
                    mustStop: { false },
                    beside: { times += 1 }
                )
                guard times == 1, !outcome.isCutShort else {
                    throw PropertyFailure("done \(times) times beside \(threads) threads")
                }
                found.append((outcome.bestOfClass, outcome.columns))
            }
            guard found.allSatisfy({ $0 == found[0] }) else { throw PropertyFailure("differs") }
        }
    }
}
