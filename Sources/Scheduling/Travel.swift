#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Mean radius of the earth in metres (IUGG), as the scenario format fixes it.
private let earthRadiusMetres = 6_371_008.8

extension Coordinate {
    /// Great-circle metres to another position by the haversine formula, rounded to the nearest metre.
    public func metres(to other: Coordinate) -> Int {
        let degree = Double.pi / 180
        let here = latitude * degree
        let there = other.latitude * degree
        let halfLatitude = sin((there - here) / 2)
        let halfLongitude = sin((other.longitude - longitude) * degree / 2)
        let haversine =
            halfLatitude * halfLatitude + cos(here) * cos(there) * halfLongitude * halfLongitude
        return Int(
            (2 * earthRadiusMetres * asin(min(1, haversine).squareRoot()) + 0.5).rounded(.down)
        )
    }
}

extension TravelRules {
    /// Minutes for a distance as the crow flies between two different places.
    public func minutes(metres: Int, metresPerMinute: Int) -> Int {
        let divisor = 100 * metresPerMinute
        return fixedMinutes + (metres * detourPercent + divisor - 1) / divisor
    }
}

extension Scenario {
    /// Travel minutes of a team between two places, given as indices in ``places``.
    ///
    /// 0 from a place to itself; else the figure of `travel.csv`; else by distance and speed.
    /// - Complexity: O(1), with trigonometry; solvers keep a matrix of their own.
    public func travelMinutes(from: Int, to: Int, team: Team) -> Int {
        if from == to { return 0 }
        let origin = places[from]
        let destination = places[to]
        if let fromSite = origin.siteIndex, let toSite = destination.siteIndex,
            let given = siteTravelMinutes[SitePair(from: fromSite, to: toSite)]
        {
            return given
        }
        let metres = origin.coordinate.metres(to: destination.coordinate)
        return travelRules.minutes(metres: metres, metresPerMinute: team.metresPerMinute)
    }
}
