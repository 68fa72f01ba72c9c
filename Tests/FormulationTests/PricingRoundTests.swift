import DenseProblem
import PaidanTestSupport
import Testing

@testable import Formulation
@testable import RouteColumns

/// Rounds of pricing shared out among threads, with other work beside them.
@Suite struct PricingRoundTests {
    /// What a round answers with, as far as the run goes by it.
    private struct Answer: Equatable {
        var best: [Int]
        var columns: [RouteColumn]
        var paths: [[[Int32]]]
        var areNgRoutes: [Bool]
        var work: Int
        var isBound: Bool
    }

    /// With one thread other work comes first, with more one of them does it; either way it is done once a
    /// round, and leaves this round and the next as they are, the count of work included.
    @Test func answerTheSameBesideOtherWork() throws {
        try withEvery("seed", in: UInt64(0)..<60) { seed in
            let space = ColumnSpace(DenseProblem(tinyScenario(seed: seed)))
            var random = SplitMix64(seed: seed)
            let priced = PricedSpace(space, random: &random, cutCount: 2)
            let efforts: [PricingEffort] = [
                .heuristic, .focusedRelaxation, .ngRelaxation, .exact, .relaxation, .exact,
            ]
            let asked = random.within(0...(20 * PriceScale.unit))
            var answers: [[Answer]] = []
            for threads in [1, 2, 3] {
                let round = PricingRound(space, threads: threads)
                var times = 0
                let outcomes = efforts.map { effort in
                    round.run(
                        priced.prices,
                        effort: { _ in effort },
                        known: [Int](repeating: 0, count: space.classes.count),
                        asked: effort.isRelaxation ? 0 : asked,
                        perClass: 4,
                        focus: 4,
                        mustStop: { false },
                        beside: { times += 1 }
                    )
                }
                guard times == efforts.count, outcomes.allSatisfy({ !$0.isCutShort }) else {
                    throw PropertyFailure("done \(times) times beside \(threads) threads")
                }
                answers.append(
                    outcomes.map {
                        Answer(
                            best: $0.bestOfClass,
                            columns: $0.columns,
                            paths: $0.paths,
                            areNgRoutes: $0.areNgRoutes,
                            work: $0.work,
                            isBound: $0.isBound
                        )
                    }
                )
            }
            guard answers.allSatisfy({ $0 == answers[0] }) else { throw PropertyFailure("differs") }
        }
    }
}
