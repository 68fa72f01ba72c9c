import DenseProblem
import PaidanTestSupport
import RouteColumns
import Scheduling
import Testing

@testable import Formulation

/// Prices without the linear program: bounds hold at all of them, and come down to what it would say.
@Suite struct DescentTests {
    /// At any prices of a descent, broken off or not, no plan is worth more than the bound.
    @Test func anyPricesOfADescentBound() throws {
        try withEvery("seed", in: UInt64(0)..<120) { seed in
            var scenario = tinyScenario(seed: seed)
            scenario.lengthenVisits()
            guard let optimum = bruteForceOptimum(of: scenario) else { return }
            try withGeneration(ColumnSpace(DenseProblem(scenario))) { generation in
                generation.spentShare = share(looks: 40)
                for share in [0.5, 0.9] {
                    generation.descend(.unlimited, until: share, orElse: share)
                    guard generation.bound >= optimum.total else {
                        throw PropertyFailure("bound \(generation.bound), \(optimum.total)")
                    }
                }
            }
        }
    }

    /// Passes come nearly all the way from the worth of all visits down to the relaxation that column
    /// generation solves, and never below it.
    @Test func descentComesNearTheRelaxation() throws {
        let options = TinyScenarioOptions(
            days: 1...1,
            sites: 2...5,
            teams: 1...2,
            shifts: 1...2,
            visits: 12...40
        )
        let space = ColumnSpace(DenseProblem(tinyScenario(seed: 7, options: options)))
        let trivial = space.stops.reduce(0) { $0 + Int(space.problem.visits.value[$1.visit]) }
        try withGeneration(space) { generation in
            generation.spentShare = share(looks: 400)
            generation.descend(.unlimited, until: 0.95, orElse: 0.95)
            let descended = generation.bound
            _ = try generation.run(.unlimited, untilConverged: true)
            #expect((descended - generation.bound) * 20 < trivial - generation.bound)
            #expect(descended >= generation.bound)
        }
    }

    /// Where routes in use go in circles and there is time for many passes, descents turn to ng-routes: no
    /// plan is worth more than their bound either, and circles are soon out of use.
    @Test func descentsTurnToNgRoutes() throws {
        var (turned, met) = (0, 0)
        try withEvery("seed", in: UInt64(0)..<120) { seed in
            var scenario = tinyScenario(seed: seed)
            scenario.lengthenVisits()
            guard let optimum = bruteForceOptimum(of: scenario) else { return }
            try withGeneration(ColumnSpace(DenseProblem(scenario))) { generation in
                generation.spentShare = share(looks: 4000)
                let descent = generation.descend(.unlimited, until: 0.5, orElse: 0.8)
                guard generation.bound >= optimum.total else {
                    throw PropertyFailure("bound \(generation.bound), \(optimum.total)")
                }
                guard let descent, descent.hasNgRoutes else { return }
                turned += 1
                met += descent.bundle.realShare > 0.99 ? 1 : 0
            }
        }
        #expect(turned > 5)
        #expect(met * 10 > turned * 9)
    }

    /// Where there is no time for passes over ng-routes, the last bound is theirs all the same: at its prices,
    /// with no goods and visits to charge, the relaxation without memory says more.
    @Test func theLastBoundIsOfNgRoutes() throws {
        var tighter = 0
        try withEvery("seed", in: UInt64(0)..<240) { seed in
            var scenario = tinyScenario(seed: seed)
            scenario.lengthenVisits()
            for visit in scenario.visits.indices { scenario.visits[visit].loadUnits = 0 }
            for team in scenario.teams.indices { scenario.teams[team].maxVisits = nil }
            try withGeneration(ColumnSpace(DenseProblem(scenario))) { generation in
                generation.spentShare = share(looks: 30)
                guard
                    let descent = generation.descend(.unlimited, until: 0.5, orElse: 0.8),
                    !descent.hasNgRoutes, let prices = generation.bestPrices,
                    let plain = generation.price(prices, .unlimited, effort: { _ in .relaxation })
                else { return }
                let space = generation.master.space
                let bound = prices.bound(bestOfClass: plain.bestOfClass, space: space)
                guard bound >= generation.bound else {
                    throw PropertyFailure("\(generation.bound) where the relaxation says \(bound)")
                }
                tighter += bound > generation.bound ? 1 : 0
            }
        }
        #expect(tighter > 2)
    }

    /// A class that finds nothing any more is valued without the charges of before as well.
    @Test func chargesGoWhereNothingIsFound() throws {
        var charged = 0
        try withEvery("seed", in: UInt64(0)..<60) { seed in
            var scenario = tinyScenario(seed: seed)
            scenario.lengthenVisits()
            scenario.limitGoods(units: 3)
            let space = ColumnSpace(DenseProblem(scenario))
            try withGeneration(space) { generation in
                let rows = generation.master.model.rows.count
                var bundle = RouteBundle(
                    generation.master,
                    duals: [Double](repeating: 0, count: rows),
                    penalty: 20
                )
                _ = generation.pass(&bundle, .relaxation, isFirst: true, .unlimited)
                for _ in 0..<6 {
                    _ = generation.pass(&bundle, .relaxation, isFirst: false, .unlimited)
                }
                for _ in 0..<60 {
                    _ = generation.pass(&bundle, .ngRelaxation, isFirst: false, .unlimited)
                }
                let before = bundle.bound
                charged +=
                    space.classes.indices.contains {
                        generation.round.charges(ofClass: $0).goods > 0
                    } ? 1 : 0
                bundle.dropCharges()
                guard abs(bundle.bound - before) < 1e-6 else {
                    throw PropertyFailure("\(before) with charges, \(bundle.bound) without")
                }
            }
        }
        #expect(charged > 5)
    }

    /// Bundles as descents leave them that are over after so many looks at how much of the run is spent.
    private func forEachBundle(
        seeds: Range<UInt64>,
        looks: Int,
        _ body: (ColumnSpace, RouteBundle) throws -> Void
    ) throws {
        try withEvery("seed", in: seeds) { seed in
            var scenario = tinyScenario(seed: seed)
            scenario.lengthenVisits()
            let space = ColumnSpace(DenseProblem(scenario))
            try withGeneration(space) { generation in
                generation.spentShare = share(looks: looks)
                let descent = generation.descend(.unlimited, until: 0.5, orElse: 0.8)
                if let descent { try body(space, descent.bundle) }
            }
        }
    }

    /// What weights take of the rows is the same after circles were dropped as when counted anew.
    @Test func droppedCirclesLeaveTheCountRight() throws {
        var dropped = 0
        try forEachBundle(seeds: 0..<240, looks: 30) { space, bundle in
            var bundle = bundle
            dropped += bundle.realShare < 1 ? 1 : 0
            for number in space.classes.indices { bundle.keepRealRoutes(crewClass: number) }
            bundle.follow()
            let prices = bundle.duals
            bundle.recount(fixed: [])
            let areSame = zip(prices, bundle.duals).allSatisfy { abs($0 - $1) < 1e-6 }
            guard areSame, bundle.realShare == 1 else {
                throw PropertyFailure("prices differ, or circles are left")
            }
        }
        #expect(dropped > 3)
    }

    /// A linear program begins with real routes that a bundle kept, those in use first, and no more than asked.
    @Test func columnsNearAreRealRoutes() throws {
        var (columns, unreal) = (0, 0)
        try forEachBundle(seeds: 0..<60, looks: 100) { space, bundle in
            let used = bundle.inUse.compactMap {
                space.realColumn(crewClass: $0.crewClass, nodes: $0.nodes)
            }
            let near = bundle.columnsNear(most: bundle.inUse.count + 20)
            guard near.count <= bundle.inUse.count + 20, Set(near).count == near.count,
                Set(near.prefix(used.count)) == Set(used), bundle.realShare <= 1,
                bundle.columnsNear(most: bundle.inUse.count).count == used.count,
                (bundle.realShare == 1) == (used.count == bundle.inUse.count)
            else { throw PropertyFailure("\(near.count) near, \(used.count) in use") }
            columns += near.count
            unreal += bundle.inUse.count - used.count
        }
        #expect(columns > 150)
        #expect(unreal > 0)
    }

    /// With every route kept, prices found by sweeps make the bound what the linear program over these
    /// routes is worth, side columns and limits of minutes included; on the way it is never less.
    @Test func sweepsComeToTheLinearProgram() throws {
        var (near, all) = (0, 0)
        try withEvery("seed", in: UInt64(0)..<150) { seed in
            let space = ColumnSpace(DenseProblem(tinyScenario(seed: seed)))
            let routes = try allRoutes(space)
            guard routes.count < 2000 else { return }
            try withGeneration(space) { generation in
                let master = generation.master
                try master.add(routes)
                guard try master.solve(.init(), method: .primal) else { return }
                let rows = master.model.rows.count
                var bundle = RouteBundle(
                    master,
                    duals: [Double](repeating: 0, count: rows),
                    penalty: 20,
                    keptPieces: routes.count
                )
                for route in routes {
                    bundle.add(route.nodes, crewClass: route.crewClass)
                }
                for _ in 0..<300 {
                    bundle.sweep(10)
                    bundle.recentre()
                    guard bundle.bound > master.objective - 1e-3 else {
                        throw PropertyFailure("\(bundle.bound) for \(master.objective)")
                    }
                }
                all += 1
                near += bundle.bound < master.objective + 1 + abs(master.objective) / 200 ? 1 : 0
            }
        }
        #expect(all > 100)
        #expect(near * 20 > all * 19)
    }
}
