import DenseProblem
import Scheduling
import Testing

@Suite("Travel matrices")
struct TravelMatricesTests {
    // Sixteen bits hold ways of up to 65,535 minutes, 45 days; what is longer is cut to that.
    @Test("ways are whole up to the ceiling", arguments: [1, 19_999, 20_001, 65_535])
    func whole(minutes: Int) {
        #expect(way(minutes) == minutes)
    }

    @Test("longer ways are cut", arguments: [65_536, 1_000_000])
    func cut(minutes: Int) {
        #expect(way(minutes) == TravelMatrices.ceiling)
    }

    /// A way as the matrices hold it, between two sites for which a table gives it.
    private func way(_ minutes: Int) -> Int {
        let base = Coordinate(latitude: 34.7, longitude: 113.6)
        let problem = DenseProblem(
            Scenario(
                name: "far",
                start: CalendarDate(daysSince1970: 20_780),
                days: 1,
                sites: [Site(id: "A", coordinate: base), Site(id: "B", coordinate: base)],
                places: [0, 1].map { Place(coordinate: base, siteIndex: $0) },
                siteTravelMinutes: [SitePair(from: 0, to: 1): minutes],
                teams: [Team(id: "T", baseSiteIndex: 0)],
                shifts: [Shift(teamIndex: 0, startMinute: 0, endMinute: 60)],
                services: [],
                visits: []
            )
        )
        return problem.travel.minutes(speedClass: 0, from: 0, to: 1)
    }
}
