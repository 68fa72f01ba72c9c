import Scheduling

/// Stops along a road that ends at the base, given by minutes from it, service and value.
func road(
    stops: [(way: Int, minutes: Int, value: Int)],
    shift: Int,
    teams: Int
) -> Scenario {
    let base = Coordinate(latitude: 34.7, longitude: 113.6)
    let ways = [0] + stops.map(\.way)
    var table: [SitePair: Int] = [:]
    for from in ways.indices {
        for to in ways.indices where to != from {
            table[SitePair(from: from, to: to)] = abs(ways[from] - ways[to])
        }
    }
    var weights = Weights()
    weights.travel = 0
    weights.crew = 0
    return Scenario(
        name: "road",
        start: CalendarDate(daysSince1970: 20_780),
        days: 1,
        weights: weights,
        sites: ways.indices.map { Site(id: SiteID("S\($0)"), coordinate: base) },
        places: ways.indices.map { Place(coordinate: base, siteIndex: $0) },
        siteTravelMinutes: table,
        teams: (0..<teams).map { Team(id: TeamID("T\($0)"), baseSiteIndex: 0) },
        shifts: (0..<teams).map { Shift(teamIndex: $0, startMinute: 0, endMinute: shift) },
        services: [Service(id: "visit", mode: .home, minutes: 1, roles: [Role(id: "r")])],
        visits: stops.enumerated().map { index, stop in
            Visit(
                id: VisitID("V\(index)"),
                serviceIndex: 0,
                placeIndex: index + 1,
                siteIndex: index + 1,
                minutes: stop.minutes,
                windows: [TimeWindow(startMinute: 0, endMinute: shift)],
                value: stop.value
            )
        }
    )
}
