import DenseProblem
import PaidanTestSupport
import Scheduling
import Testing

@Suite("Least ways from and to the bases")
struct LeastWaysTests {
    // Three sites on a line, 3 km apart, the team at the first. The table makes the first leg
    // 1 minute long, so the far site is 1 minute and one leg away.
    @Test("a short cut on the way counts")
    func shortCut() {
        let problem = DenseProblem(line(table: [SitePair(from: 0, to: 1): 1]))
        let leg = problem.travelMinutes(shift: 0, from: 1, to: 2)
        let direct = problem.travelMinutes(shift: 0, from: 0, to: 2)
        #expect(1 + leg < direct)
        #expect(problem.leastWays.minutesOut(shift: 0, place: 1) == 1)
        #expect(problem.leastWays.minutesOut(shift: 0, place: 2) == 1 + leg)
        #expect(problem.leastWays.minutesBack(shift: 0, place: 2) == direct)
    }

    // The direct way is slow by the table, but by way of a place beside the road it need not be.
    @Test("a slow entry of the table makes nothing shorter or longer")
    func slowEntry() {
        let free = DenseProblem(line(table: [:]))
        let slow = DenseProblem(line(table: [SitePair(from: 0, to: 2): 90]))
        let direct = free.travelMinutes(shift: 0, from: 0, to: 2)
        #expect(free.leastWays.minutesOut(shift: 0, place: 2) == direct)
        #expect(slow.leastWays.minutesOut(shift: 0, place: 2) == direct)
    }

    // The true least way over all places, by Floyd and Warshall, is never below the bound.
    @Test("no way is shorter, on random scenarios")
    func bound() {
        for seed in UInt64(0)..<300 {
            let scenario = tinyScenario(seed: seed)
            let problem = DenseProblem(scenario)
            for shift in 0..<problem.shifts.count {
                let team = scenario.teams[Int(problem.shifts.team[shift])]
                let least = leastWays(scenario, team)
                for place in scenario.places.indices {
                    let out = problem.leastWays.minutesOut(shift: shift, place: place)
                    let back = problem.leastWays.minutesBack(shift: shift, place: place)
                    #expect(out <= least[team.baseSiteIndex][place], "seed \(seed)")
                    #expect(back <= least[place][team.baseSiteIndex], "seed \(seed)")
                }
            }
        }
    }

    private func leastWays(_ scenario: Scenario, _ team: Team) -> [[Int]] {
        let places = scenario.places.indices
        var least = places.map { from in
            places.map { scenario.travelMinutes(from: from, to: $0, team: team) }
        }
        for via in places {
            for from in places {
                for to in places {
                    least[from][to] = min(least[from][to], least[from][via] + least[via][to])
                }
            }
        }
        return least
    }

    private func line(table: [SitePair: Int]) -> Scenario {
        let coordinates = (0..<3).map {
            Coordinate(latitude: 34.7, longitude: 113.6 + 0.0328 * Double($0))
        }
        return Scenario(
            name: "line",
            start: CalendarDate(daysSince1970: 20000),
            days: 1,
            sites: (0..<3).map { Site(id: SiteID("s\($0)"), coordinate: coordinates[$0]) },
            places: (0..<3).map { Place(coordinate: coordinates[$0], siteIndex: $0) },
            siteTravelMinutes: table,
            teams: [Team(id: "t", baseSiteIndex: 0)],
            shifts: [Shift(teamIndex: 0, startMinute: 480, endMinute: 960)],
            services: [Service(id: "v", mode: .home, minutes: 10, roles: [Role(id: "r")])],
            visits: (0..<3).map {
                Visit(
                    id: VisitID(["a", "b", "c"][$0]),
                    serviceIndex: 0,
                    placeIndex: $0,
                    siteIndex: $0,
                    minutes: 10,
                    windows: [TimeWindow(startMinute: 480, endMinute: 960)],
                    value: 100
                )
            }
        )
    }
}
