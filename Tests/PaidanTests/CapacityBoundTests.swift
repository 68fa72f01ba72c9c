import DenseProblem
import PaidanTestSupport
import Scheduling
import Testing

@testable import Paidan

@Suite("The bound from crew minutes")
struct CapacityBoundTests {
    /// One crew of 60 minutes and three visits of 30 minutes at its base, 10 points each: two fit.
    @Test("counts what the minutes allow")
    func minutes() {
        var weights = Weights()
        weights.crew = 0
        let place = Coordinate(latitude: 34.7, longitude: 113.6)
        let scenario = Scenario(
            name: "minutes",
            start: CalendarDate(daysSince1970: 20000),
            days: 1,
            weights: weights,
            sites: [Site(id: "s", coordinate: place)],
            places: [Place(coordinate: place, siteIndex: 0)],
            teams: [Team(id: "t", baseSiteIndex: 0)],
            shifts: [Shift(teamIndex: 0, startMinute: 480, endMinute: 540)],
            services: [Service(id: "v", mode: .home, minutes: 30, roles: [Role(id: "r")])],
            visits: ["a", "b", "c"].map {
                Visit(
                    id: VisitID($0),
                    serviceIndex: 0,
                    placeIndex: 0,
                    siteIndex: 0,
                    minutes: 30,
                    windows: [TimeWindow(startMinute: 480, endMinute: 540)],
                    value: 10
                )
            }
        )
        let problem = DenseProblem(scenario)
        #expect(TrivialBound.points(problem) == 30)
        // Prices are whole 1024ths of a point, so a point more may be left.
        #expect((20...21).contains(CapacityBound.solve(problem).points))
    }

    @Test("lies above every optimum")
    func aboveOptimum() throws {
        try withEvery("seed", in: UInt64(0)..<1000) { seed in
            let scenario = tinyScenario(seed: seed)
            guard let optimum = bruteForceOptimum(of: scenario) else { return }
            let bound = CapacityBound.solve(DenseProblem(scenario)).points
            guard bound >= optimum.total else {
                throw PropertyFailure("\(bound) < \(optimum.total)")
            }
        }
    }
}
