import DenseProblem
import PaidanTestSupport
import Scheduling
import Testing

@testable import Search

@Suite struct LongRouteTests {
    // Stops on one road, 10 to 40 minutes from the base; ways cost no points, so every position of
    // a stop brings the same. The stop at 30 comes first, being worth most, then 20, then 40. Put
    // before the others, 40 would make the way 100 minutes, which fits, but leaves no time for the
    // stop at 10 with its 20 minutes: 80 of way and 35 of service fill the 115 of the shift.
    @Test func positionsOfEqualPointsAreChosenByTheTimeTheyTake() throws {
        let problem = DenseProblem(
            road(
                stops: [(30, 5, 500), (20, 5, 400), (40, 5, 300), (10, 20, 100)],
                shift: 115,
                teams: 1
            )
        )
        let plan = Construction(problem).plan()
        try requireValid(plan, problem)
        #expect(servedVisits(plan, problem).count == 4)
    }

    // Fifty stops a minute or two apart make one route of dozens, that loses several strings a step.
    @Test func routesOfManyStopsStayValid() throws {
        let problem = DenseProblem(
            road(
                stops: (0..<50).map { (1 + $0 * 7 % 50, 3, 10 + $0 * 13 % 29) },
                shift: 200,
                teams: 1
            )
        )
        let plan = try run(problem, steps: 2000)
        #expect(plan.routes.contains { $0.tasks.count > 20 })
    }

    // With 70 teams of one crew each, every visit has more crews than are looked at each time.
    @Test func visitsOfManyCrewsStayValid() throws {
        let problem = DenseProblem(
            road(
                stops: (0..<320).map { (5 + $0 * 7 % 40, 15, 40 + $0 * 13 % 29) },
                shift: 90,
                teams: 70
            )
        )
        let plan = try run(problem, steps: 600)
        #expect(!plan.routes.isEmpty)
    }

    // The same with two roles: of the 70 crews for each, those near and a few others are looked at.
    @Test func visitsOfTwoRolesAndManyCrewsStayValid() throws {
        var scenario = road(
            stops: (0..<160).map { (5 + $0 * 7 % 40, 15, 40 + $0 * 13 % 29) },
            shift: 90,
            teams: 70
        )
        scenario.services[0].roles.append(Role(id: "q"))
        let plan = try run(DenseProblem(scenario), steps: 600)
        #expect(plan.routes.contains { $0.tasks.count > 1 })
    }

    // With all slots named near, nothing but the order of looking differs from looking at all of them; with
    // none, what is found among the few others is no better.
    @Test func placesNearAreAmongAllPlaces() {
        var scenario = road(
            stops: (0..<90).map { (5 + $0 * 7 % 40, 15, 40 + $0 * 13 % 29) },
            shift: 90,
            teams: 70
        )
        scenario.services[0].roles.append(Role(id: "q"))
        let problem = DenseProblem(scenario)
        var plan = WorkingPlan(SearchContext(problem))
        let isLoaded = plan.load(Construction(problem).plan())
        #expect(isLoaded)
        let arena = Arena()
        let slots = plan.tables.slotCount
        var all = Stack(arena.buffer(count: slots, of: Int32(0)))
        let none = Stack(arena.buffer(count: 1, of: Int32(0)))
        for slot in 0..<Int32(slots) { all.push(slot) }
        var (compared, worse, found) = (0, 0, 0)
        for visit in 0..<Int32(90) where plan.isServed(visit) {
            plan.beginStep()
            plan.remove(visit)
            plan.refreshDirty()
            let best = plan.bestCoupledPlacement(visit, starts: .max / 2)
            let near = plan.bestCoupledPlacement(visit, starts: .max / 2, near: all)
            let few = plan.bestCoupledPlacement(visit, starts: .max / 2, near: none)
            #expect(near.gain == best.gain)
            #expect(few.gain <= best.gain)
            worse += few.gain < best.gain ? 1 : 0
            found += few.gain > Spot.impossible ? 1 : 0
            compared += 1
            plan.undoStep()
        }
        #expect(compared > 20)
        #expect(worse > 0 && found > 0)
    }

    // One crew has nearly all of the 120 stops, and 70 crews could serve the visit of two roles. Near it is that one
    // crew, which every few steps is among the others looked at too: its positions must not be counted twice, for
    // there is room for each slot's once. A debug build would trap.
    @Test func aSlotIsLookedAtOnce() {
        var scenario = road(stops: (0..<121).map { _ in (1, 3, 50) }, shift: 600, teams: 70)
        scenario.services.append(
            Service(id: "pair", mode: .home, minutes: 3, roles: [Role(id: "r"), Role(id: "q")])
        )
        scenario.visits[120].serviceIndex = 1
        scenario.weights.crew = 1000
        let problem = DenseProblem(scenario)
        var plan = WorkingPlan(SearchContext(problem))
        for visit in 0..<Int32(120) {
            let placement = plan.bestPlacement(visit)
            #expect(placement.gain > Spot.impossible)
            plan.insert(visit, placement)
        }
        let arena = Arena()
        var near = Stack(arena.buffer(count: 1, of: Int32(0)))
        let busy = (0..<Int32(plan.tables.slotCount)).max {
            plan.states[$0].visits < plan.states[$1].visits
        }
        near.push(busy ?? 0)
        let most = Int(plan.states[near[0]].visits) + 1
        #expect(most > 100)
        for _ in 0..<16 {
            plan.beginStep()
            _ = plan.bestCoupledPlacement(120, starts: 12, near: near)
            // Of the busy crew all positions, of the nine others at most one each, for two roles.
            #expect(plan.options.count <= 2 * (most + 9))
        }
    }

    // A and B lie 3 km to both sides of H; the table says 60 minutes from A to B, which is longer
    // than by way of H. The plan with A and B fills the shift, yet H fits between them.
    @Test func stopsOnAShorterWayThanTheTableSaysFit() throws {
        let step = 3000.0 / 111_195
        let coordinates = [-1, 1, 0].map {
            Coordinate(latitude: 34.7 + $0 * step, longitude: 113.6)
        }
        var scenario = road(stops: [(1, 5, 100), (1, 5, 100), (1, 5, 100)], shift: 70, teams: 1)
        scenario.sites = zip(scenario.sites, coordinates).map { Site(id: $0.id, coordinate: $1) }
        scenario.places = coordinates.enumerated().map { index, coordinate in
            Place(coordinate: coordinate, siteIndex: index < 2 ? index : nil)
        }
        scenario.siteTravelMinutes = [
            SitePair(from: 0, to: 1): 60, SitePair(from: 1, to: 0): 0,
        ]
        scenario.sites.removeLast()
        for (visit, place) in [0, 1, 2].enumerated() {
            scenario.visits[visit].placeIndex = place
            scenario.visits[visit].siteIndex = place < 2 ? place : nil
        }
        let problem = DenseProblem(scenario)
        let way = problem.travelMinutes(shift: 0, from: 0, to: 2)
        try #require(2 * way + 5 <= 60)
        let start = DensePlan(
            routes: [DenseRoute(shift: 0, crew: 1, tasks: [0, 1], starts: [0, 65])]
        )
        try requireValid(start, problem)
        let plan = FinalInsertion.complete(problem, start)
        try requireValid(plan, problem)
        #expect(servedVisits(plan, problem).count == 3)
    }

    /// The best plan after some steps, checked on the way and for being the same when repeated.
    private func run(_ problem: DenseProblem, steps: Int) throws -> DensePlan {
        let start = Construction(problem).plan()
        guard var engine = SearchEngine(SearchContext(problem), start: start, seed: 5) else {
            throw PropertyFailure("the construction's plan does not load")
        }
        for _ in 0..<20 {
            engine.run(steps: steps / 20) { false }
            engine.plan.checkInvariants()
            try requireValid(engine.plan.densePlan(), problem)
        }
        let again = try #require(
            LargeNeighbourhoodSearch(problem: problem, start: start, seed: 5)
        )
        again.run(steps: steps)
        #expect(again.best == engine.bestPlan())
        #expect(again.bestTotal > problem.score(of: start).total)
        return again.best
    }
}
