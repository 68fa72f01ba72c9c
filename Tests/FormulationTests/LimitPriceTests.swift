import DenseProblem
import PaidanTestSupport
import Scheduling
import Testing

@testable import RouteColumns

/// Goods and visits charged in bounds that can't count them.
@Suite struct LimitPriceTests {
    /// Up to a price of 10 points the best path uses 3 of 2 units, above it 1: there the bound is least.
    @Test func pricesSettleWhereUseTurns() {
        var price = SteppedPrice()
        let turn = 10 * PriceScale.unit
        for _ in 0..<80 {
            price.move(price.price < turn ? 3 : 1, limit: 2, worth: 300 * PriceScale.unit)
        }
        #expect(abs(price.price - turn) < PriceScale.unit / 10)
    }

    /// What is never short stays free, and what no longer is becomes so again.
    @Test func pricesFallWhereLimitsDoNotBind() {
        var price = SteppedPrice()
        price.move(1, limit: 2, worth: 300 * PriceScale.unit)
        #expect(price.price == 0)
        price.move(3, limit: 2, worth: 300 * PriceScale.unit)
        #expect(price.price > 0)
        for _ in 0..<60 { price.move(1, limit: 2, worth: 300 * PriceScale.unit) }
        #expect(price.price == 0)
    }

    /// Teams that may serve two visits with three units of goods, so that most ways are too long.
    private func forEachLimitedClass(
        _ body: (PricedSpace, Pricer, Int, Int) throws -> Void
    ) throws {
        try FormulationTests.forEachLimitedClass(seeds: 0..<200, visits: 2, units: 3) {
            priced,
            pricer,
            number,
            worths in
            try body(priced, pricer, number, max(0, worths.last ?? 0))
        }
    }

    /// At any prices the relaxation bounds the best route; learnt prices bring it down.
    @Test func chargedBoundsHoldAndComeDown() throws {
        var (lower, met) = (0, 0)
        try forEachLimitedClass { priced, pricer, number, best in
            var memory = StopMemory()
            var bounds: [Int] = []
            for _ in 0..<30 {
                let result = pricer.price(
                    crewClass: number,
                    prices: priced.prices,
                    effort: .relaxation,
                    asked: 0,
                    memory: &memory
                )
                guard result.bound >= best else {
                    throw PropertyFailure("bound \(result.bound) below a route worth \(best)")
                }
                bounds.append(result.bound)
            }
            guard let first = bounds.first, let least = bounds.min(), first > best else { return }
            lower += least < first ? 1 : 0
            met += least - best < (first - best) / 4 ? 1 : 0
        }
        #expect(lower > 100)
        #expect(met > 50)
    }

    /// Whatever is asked, no route may be worth more than the bound: nodes that lie only in routes worth
    /// less than asked may be left out on the way, but not what they are worth.
    @Test func boundsHoldWhateverIsAsked() throws {
        var random = SplitMix64(seed: 11)
        var (below, above) = (0, 0)
        try forEachLimitedClass { priced, pricer, number, best in
            var memory = StopMemory()
            let efforts: [PricingEffort] = [
                .relaxation, .relaxation, .ngRelaxation, .relaxation, .exact, .thorough, .heuristic,
                .ngRelaxation, .exact,
            ]
            for effort in efforts {
                let asked = effort.isRelaxation ? 0 : random.within(0...(2 * best))
                let result = pricer.price(
                    crewClass: number,
                    prices: priced.prices,
                    effort: effort,
                    asked: asked,
                    memory: &memory
                )
                guard result.bound >= best || !result.isBound else {
                    throw PropertyFailure(
                        "\(effort), asked for \(asked): \(result.bound), a route \(best)"
                    )
                }
                guard !result.isExact || best <= asked || result.bound == best || !result.isBound
                else { throw PropertyFailure("\(effort): exact \(result.bound), best \(best)") }
                if asked < best { below += 1 } else { above += 1 }
            }
        }
        #expect(below > 500)
        #expect(above > 300)
    }

    /// Pricing by labels, with its bounds charged, still finds the best route, and its worth.
    @Test func chargesLeaveTheBestRouteAlone() throws {
        var charged = 0
        try forEachLimitedClass { priced, pricer, number, best in
            var memory = StopMemory()
            for effort in [PricingEffort.relaxation, .heuristic, .exact, .relaxation, .exact] {
                let result = pricer.price(
                    crewClass: number,
                    prices: priced.prices,
                    effort: effort,
                    asked: 0,
                    memory: &memory
                )
                guard effort == .exact else { continue }
                guard result.isExact, result.bound == best,
                    result.routes.first?.worth ?? 0 == best
                else { throw PropertyFailure("\(result.bound), best \(best)") }
            }
            let limits = memory.limits
            charged += limits.goods.price + limits.visit.price > 0 ? 1 : 0
        }
        #expect(charged > 100)
    }
}
