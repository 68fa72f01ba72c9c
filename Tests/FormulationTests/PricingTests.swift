import DenseProblem
import PaidanTestSupport
import RouteColumns
import Scheduling
import Testing

/// Pricing held against the listing of all routes, and that against trying all orders.
@Suite struct PricingTests {
    /// Prices every class a few times over, as rounds of column generation do, memory kept.
    private func forEachPricing(
        cutCount: Int,
        seeds: Range<UInt64>,
        _ body: (PricedSpace, Pricer, Int, Int, inout StopMemory) throws -> Void
    ) throws {
        try withEvery("seed", in: seeds) { seed in
            var scenario = tinyScenario(seed: seed, options: .longRoutes)
            for visit in scenario.visits.indices where scenario.visits[visit].minutes > 20 {
                scenario.visits[visit].minutes = 5 + visit * 2
            }
            let space = ColumnSpace(DenseProblem(scenario))
            let columns = try allRoutes(space)
            var random = SplitMix64(seed: seed)
            let pricer = Pricer(space)
            var memory = [StopMemory](repeating: StopMemory(), count: space.classes.count)
            for _ in 0..<3 {
                let priced = PricedSpace(space, random: &random, cutCount: cutCount)
                var best = [Int](repeating: 0, count: space.classes.count)
                for column in columns {
                    best[column.crewClass] = max(best[column.crewClass], priced.worth(of: column))
                }
                for number in space.classes.indices {
                    try body(priced, pricer, number, best[number], &memory[number])
                }
            }
        }
    }

    /// Routes handed back are feasible, worth what they say, and worth more than asked.
    private func requireTrue(
        _ result: PricingResult,
        _ priced: PricedSpace,
        crewClass: Int,
        asked: Int
    ) throws(PropertyFailure) {
        for route in result.routes {
            guard let column = priced.space.column(crewClass: crewClass, nodes: route.nodes) else {
                throw PropertyFailure("infeasible route \(route.nodes)")
            }
            let stops = route.nodes.map { priced.space.nodes[Int($0)].stop }
            guard Set(stops).count == stops.count else { throw PropertyFailure("a circle") }
            guard priced.worth(of: column) == route.worth, route.worth > asked else {
                throw PropertyFailure("\(route.worth), truly \(priced.worth(of: column))")
            }
        }
    }

    @Test(arguments: [0, 6]) func exactPricingFindsTheBestRoute(cutCount: Int) throws {
        var paying = 0
        try forEachPricing(cutCount: cutCount, seeds: 0..<250) {
            priced,
            pricer,
            number,
            best,
            memory in
            let result = pricer.price(
                crewClass: number,
                prices: priced.prices,
                effort: .exact,
                asked: 0,
                memory: &memory
            )
            try requireTrue(result, priced, crewClass: number, asked: 0)
            guard result.isExact, result.bound == best else {
                throw PropertyFailure("bound \(result.bound), best \(best), \(result.isExact)")
            }
            guard result.routes.first?.worth ?? 0 == best else {
                throw PropertyFailure("route \(result.routes.first?.worth ?? 0), best \(best)")
            }
            paying += best > 0 ? 1 : 0
        }
        #expect(paying > 200)
    }

    /// What is asked cuts the search short, but a figure above it stays right.
    @Test func askingForMoreLosesNothingAboveIt() throws {
        try forEachPricing(cutCount: 4, seeds: 250..<650) { priced, pricer, number, best, memory in
            let asked = best * 2 / 3
            let result = pricer.price(
                crewClass: number,
                prices: priced.prices,
                effort: .exact,
                asked: asked,
                memory: &memory
            )
            try requireTrue(result, priced, crewClass: number, asked: asked)
            if result.bound < best { throw PropertyFailure("bound \(result.bound) < \(best)") }
            if result.bound > max(best, asked) { throw PropertyFailure("loose") }
        }
    }

    @Test func heuristicRoutesAreTrueAndItsBoundHolds() throws {
        try forEachPricing(cutCount: 4, seeds: 350..<450) { priced, pricer, number, best, memory in
            let result = pricer.price(
                crewClass: number,
                prices: priced.prices,
                effort: .heuristic,
                asked: 0,
                memory: &memory
            )
            try requireTrue(result, priced, crewClass: number, asked: 0)
            if result.bound < best { throw PropertyFailure("bound \(result.bound) < \(best)") }
            if result.routes.first?.worth ?? 0 > best { throw PropertyFailure("above the best") }
        }
    }

    @Test func relaxationIsNeverBelowTheBestRoute() throws {
        try forEachPricing(cutCount: 4, seeds: 450..<550) { priced, pricer, number, best, memory in
            let result = pricer.price(
                crewClass: number,
                prices: priced.prices,
                effort: .relaxation,
                asked: 0,
                memory: &memory
            )
            if result.bound < best { throw PropertyFailure("bound \(result.bound) < \(best)") }
            if !result.routes.isEmpty { throw PropertyFailure("routes nobody asked for") }
        }
    }

    /// A label limit that is soon reached loosens the bound but never breaks it.
    @Test func aPricerThatIsToldToStopSaysThatItsResultMeansNothing() throws {
        var stopped = 0
        var finished = 0
        try forEachPricing(cutCount: 0, seeds: 0..<60) { priced, pricer, number, best, memory in
            pricer.mustStop = { true }
            let result = pricer.price(
                crewClass: number,
                prices: priced.prices,
                effort: .exact,
                asked: 0,
                memory: &memory
            )
            if pricer.isBrokenOff {
                stopped += 1
            } else {
                // Too few labels to be asked: then the bound holds.
                finished += 1
                guard result.bound >= best else {
                    throw PropertyFailure("\(result.bound), \(best)")
                }
            }
        }
        #expect(stopped > 0)
        #expect(finished > 0)
    }

    @Test func fewLabelsStillGiveABound() throws {
        try forEachPricing(cutCount: 4, seeds: 550..<620) { priced, pricer, number, best, memory in
            pricer.labelLimit = 6
            let result = pricer.price(
                crewClass: number,
                prices: priced.prices,
                effort: .exact,
                asked: 0,
                memory: &memory
            )
            try requireTrue(result, priced, crewClass: number, asked: 0)
            if result.bound < best { throw PropertyFailure("bound \(result.bound) < \(best)") }
            if result.isExact, result.bound != best { throw PropertyFailure("not exact") }
        }
    }

    /// All orders of all sets of nodes, without any rule of dominance.
    private func bestByOrders(
        _ space: ColumnSpace,
        crewClass: Int
    ) -> [[Int32]: RouteColumn] {
        var best: [[Int32]: RouteColumn] = [:]
        func extend(_ path: [Int32]) {
            for node in space.classes[crewClass].nodes.map(Int32.init) {
                let stop = space.nodes[Int(node)].stop
                if path.contains(where: { space.nodes[Int($0)].stop == stop }) { continue }
                let longer = path + [node]
                if let column = space.column(crewClass: crewClass, nodes: longer) {
                    let key = longer.sorted()
                    if column.points > best[key]?.points ?? .min { best[key] = column }
                }
                if longer.count < 5 { extend(longer) }
            }
        }
        extend([])
        return best
    }

    @Test func listingHoldsTheBestOrderOfEverySet() throws {
        let few = TinyScenarioOptions(visits: 1...4)
        try withEvery("seed", in: UInt64(0)..<200) { seed in
            let space = ColumnSpace(DenseProblem(tinyScenario(seed: seed, options: few)))
            let listed = RouteEnumeration.list(space, limit: 100_000).columns ?? []
            for number in space.classes.indices {
                var found: [[Int32]: Int] = [:]
                for column in listed where column.crewClass == number {
                    let key = column.nodes.sorted()
                    found[key] = max(found[key] ?? .min, column.points)
                }
                let expected = bestByOrders(space, crewClass: number).mapValues(\.points)
                if found != expected { throw PropertyFailure("\(found), expected \(expected)") }
            }
        }
    }
}
