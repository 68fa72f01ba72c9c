import DenseProblem
import PaidanTestSupport
import Scheduling
import Testing

@testable import Formulation
@testable import RouteColumns

/// Bounds by routes that may repeat stops only where these lie far apart.
@Suite struct NgRouteTests {
    /// Teams that may serve three visits with four units of goods.
    private func forEachClass(
        _ body: (PricedSpace, Pricer, Int, [Int]) throws -> Void
    ) throws {
        try forEachLimitedClass(seeds: 0..<150, visits: 3, units: 4, body)
    }

    private func price(
        _ priced: PricedSpace,
        _ pricer: Pricer,
        _ number: Int,
        _ effort: PricingEffort,
        asked: Int = 0
    ) -> PricingResult {
        var memory = StopMemory()
        return price(priced, pricer, number, effort, asked: asked, &memory)
    }

    private func price(
        _ priced: PricedSpace,
        _ pricer: Pricer,
        _ number: Int,
        _ effort: PricingEffort,
        asked: Int = 0,
        _ memory: inout StopMemory
    ) -> PricingResult {
        pricer.price(
            crewClass: number,
            prices: priced.prices,
            effort: effort,
            asked: asked,
            memory: &memory
        )
    }

    /// Where every node remembers all stops, no route comes back to one, and none brings too much: the
    /// figure is that of the best route, whichever was known, where the relaxation's is often higher.
    @Test func whereAllIsRememberedTheBestRouteIsFound() throws {
        var (looser, classes) = (0, 0)
        try forEachClass { priced, pricer, number, worths in
            let best = max(0, worths.last ?? 0)
            pricer.ngNeighbours = 64
            let relaxed = price(priced, pricer, number, .relaxation)
            for asked in [0, best / 2, best - 1, best, best + 1] where asked >= 0 {
                let result = price(priced, pricer, number, .ngRelaxation, asked: asked)
                guard result.areNgRoutes, result.paths.isEmpty, result.bound <= relaxed.bound,
                    result.bound >= best, result.bound <= max(asked, best)
                else { throw PropertyFailure("asked \(asked): \(result.bound), best \(best)") }
                guard asked >= best || result.routes.first?.worth == best else {
                    throw PropertyFailure("asked \(asked): the best route is missing")
                }
            }
            looser += relaxed.bound > best ? 1 : 0
            classes += 1
        }
        #expect(classes > 200)
        #expect(looser > 100)
    }

    /// The more nodes remember, the less a route that goes in circles can be worth; what is told of routes
    /// is their true worth at any time.
    @Test func boundsFallAsMoreIsRemembered() throws {
        var (fell, circles) = (0, 0)
        try forEachClass { priced, pricer, number, worths in
            let best = max(0, worths.last ?? 0)
            var before = Int.max
            for neighbours in [1, 2, 3, 64] {
                pricer.ngNeighbours = neighbours
                let result = price(priced, pricer, number, .ngRelaxation)
                let areTrue = result.routes.allSatisfy { route in
                    priced.space.realColumn(crewClass: number, nodes: route.nodes)
                        .map { priced.worth(of: $0) == route.worth } ?? false
                }
                guard result.bound <= before, result.bound >= best, areTrue else {
                    throw PropertyFailure("\(result.bound) after \(before), best \(best)")
                }
                // A path that is told comes back to a stop, and is worth what the bound says.
                for path in result.paths {
                    let stops = path.map { priced.space.nodes[Int($0)].stop }
                    guard Set(stops).count < stops.count, result.bound > best else {
                        throw PropertyFailure("\(path) is a route")
                    }
                    circles += 1
                }
                fell += before < .max && result.bound < before ? 1 : 0
                before = result.bound
            }
        }
        #expect(fell > 20)
        #expect(circles > 20)
    }

    /// Where labels are too many, bound and paths are those of the relaxation without memory, and say so.
    @Test func tooManyLabelsLeaveTheRelaxation() throws {
        try expectRelaxation { pricer in
            pricer.ngLabelLimit = 0
        } isSame: { result, relaxed in
            // Paths are over the nodes left, each the best from its first node on.
            result.paths.first.map { Set($0).isSubset(of: relaxed.paths.joined()) } ?? false
        }
    }

    /// Where it takes too long to tell which nodes matter, too.
    @Test func tooMuchWorkLeavesTheRelaxation() throws {
        try expectRelaxation { pricer in
            pricer.ngReachWork = 0
        } isSame: { result, relaxed in
            result.paths == relaxed.paths && result.routes.isEmpty
        }
    }

    private func expectRelaxation(
        _ limit: (Pricer) -> Void,
        isSame: (_ result: PricingResult, _ relaxed: PricingResult) -> Bool
    ) throws {
        var left = 0
        try forEachClass { priced, pricer, number, _ in
            limit(pricer)
            let relaxed = price(priced, pricer, number, .relaxation)
            let result = price(priced, pricer, number, .ngRelaxation)
            // Where nothing can be earned there is nothing to label.
            guard !result.areNgRoutes else { return }
            guard result.bound == relaxed.bound, isSame(result, relaxed) else {
                throw PropertyFailure("\(result.bound) for \(relaxed.bound)")
            }
            left += 1
        }
        #expect(left > 100)
    }

    /// A class whose labels were too many sits out twice, and then is asked again.
    @Test func classesSitOutAfterTooManyLabels() throws {
        var asked = 0
        try forEachClass { priced, pricer, number, worths in
            var memory = StopMemory()
            pricer.ngLabelLimit = 0
            guard !price(priced, pricer, number, .ngRelaxation, &memory).areNgRoutes else { return }
            pricer.ngLabelLimit = 100_000
            let later = (0..<3).map { _ in
                price(priced, pricer, number, .ngRelaxation, &memory).areNgRoutes
            }
            guard later == [false, false, true] else { throw PropertyFailure("\(later)") }
            asked += 1
        }
        #expect(asked > 100)
    }
}
