import DenseProblem
import Scheduling
import Testing

@testable import Search

/// How much worse plans may become, from step to step.
@Suite struct CoolingTests {
    private func cooling() -> Cooling {
        var small = SmallScenario()
        small.team("T", from: 480, to: 720)
        small.service("s", minutes: 30)
        for number in 0..<4 {
            small.visit(VisitID("V\(number)"), service: "s", window: 480...720, value: 100)
        }
        let context = SearchContext(DenseProblem(small.scenario()))
        return withExtendedLifetime(context) { Cooling(context.tables, meanLength: 3) }
    }

    /// Points that may be lost, the same chance each time.
    private func allowed(_ cooling: Cooling) -> Double {
        var random = RandomSource(seed: 3)
        return -cooling.threshold(&random)
    }

    private func advance(_ cooling: inout Cooling, _ steps: Int) {
        for _ in 0..<steps { cooling.advance() }
    }

    // The first cycle has 10,000 steps; the next one begins hot again.
    @Test func cyclesBeginAgain() {
        var cooling = cooling()
        advance(&cooling, 9_990)
        let cold = allowed(cooling)
        advance(&cooling, 20)
        #expect(allowed(cooling) > 50 * cold)
    }

    @Test func theLastCycleEndsColdAndStaysSo() {
        var cooling = cooling()
        advance(&cooling, 9_000)
        cooling.end(in: 20_000)
        let hot = allowed(cooling)
        advance(&cooling, 19_990)
        let cold = allowed(cooling)
        #expect(hot > 20 * cold)
        advance(&cooling, 50_000)
        #expect(allowed(cooling) <= cold)
    }

    // Halfway it turns out that there are three times as many steps left as were thought: it goes on from where
    // it is, and is cold by then.
    @Test func theLastCycleStretches() {
        var cooling = cooling()
        cooling.end(in: 20_000)
        let hot = allowed(cooling)
        advance(&cooling, 10_000)
        let middle = allowed(cooling)
        cooling.end(in: 30_000)
        #expect(allowed(cooling) == middle)
        advance(&cooling, 15_000)
        let later = allowed(cooling)
        #expect(later < middle && hot > middle)
        advance(&cooling, 14_990)
        #expect(allowed(cooling) < later)
        #expect(hot > 20 * allowed(cooling))
    }

    // A plan that was cooled is not spoilt where there is no time to cool it again.
    @Test func aShortLastCycleIsNotHot() {
        var (short, long) = (cooling(), cooling())
        short.end(in: 500)
        long.end(in: 10_000)
        #expect(allowed(long) > 15 * allowed(short))
    }
}
