import ScenarioFiles
import Scheduling

/// Sites, routes and visits as GeoJSON, for programs that show maps.
///
/// Positions are longitude before latitude, as RFC 7946 demands. What only a planner may know, homes
/// and the ways to them, is left out for other readers.
struct MapLayers {
    private let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    /// The layers that the audience may see.
    var files: [ReportFile] {
        let sites = ReportFile("map/sites.geojson", MapLayers.collection(siteFeatures))
        guard context.audience.namesResidents else { return [sites] }
        return [
            sites,
            ReportFile("map/routes.geojson", MapLayers.collection(routeFeatures)),
            ReportFile(
                "map/visits.geojson",
                MapLayers.collection(stopFeatures + unservedFeatures)
            ),
        ]
    }

    private typealias Members = [(name: String, value: String)]

    private var siteFeatures: [String] {
        context.publicSites.map { index in
            let site = context.scenario.sites[index]
            let members: Members = [
                ("id", JSONText.string(site.id.text)),
                ("name", JSONText.string(site.name)),
                ("kind", JSONText.string(site.kind?.rawValue)),
                (
                    "parent",
                    JSONText.string(site.parentIndex.map { context.scenario.sites[$0].id.text })
                ),
                ("rooms", JSONText.number(site.rooms)),
            ]
            return MapLayers.feature(MapLayers.point(site.coordinate), members)
        }
    }

    private var routeFeatures: [String] {
        context.routes.map { route in
            let scenario = context.scenario
            let team = scenario.teams[route.teamIndex]
            let base = scenario.sites[team.baseSiteIndex].coordinate
            let way =
                [base] + route.stops.map { scenario.places[$0.placeIndex].coordinate } + [base]
            let members: Members = [
                ("team", JSONText.string(team.id.text)),
                ("team_name", JSONText.string(team.name)),
                (
                    "shift",
                    JSONText.string(scenario.stamp(scenario.shifts[route.shiftIndex].startMinute))
                ),
                ("crew", JSONText.number(route.crew)),
                ("leaves", JSONText.string(scenario.stamp(route.departureMinute))),
                ("returns", JSONText.string(scenario.stamp(route.returnMinute))),
                ("visits", JSONText.number(route.stops.count)),
                ("service_minutes", JSONText.number(route.serviceMinutes)),
                ("travel_minutes", JSONText.number(route.travelMinutes)),
            ]
            let positions = way.map { MapLayers.position($0) }.joined(separator: ", ")
            let line = "{\"type\": \"LineString\", \"coordinates\": [\(positions)]}"
            return MapLayers.feature(line, members)
        }
    }

    /// One point per assignment, at the team's base for visits by telephone and the like.
    private var stopFeatures: [String] {
        context.routes.flatMap { route in
            route.stops.map { stop in
                let scenario = context.scenario
                let visit = scenario.visits[stop.visitIndex]
                let team = scenario.teams[route.teamIndex]
                let members: Members =
                    described(visit) + [
                        ("status", JSONText.string("served")),
                        (
                            "role",
                            JSONText.string(scenario.roles(of: visit)[stop.roleIndex].id.text)
                        ),
                        ("team", JSONText.string(team.id.text)),
                        ("crew", JSONText.number(route.crew)),
                        ("start", JSONText.string(scenario.stamp(stop.startMinute))),
                        ("end", JSONText.string(scenario.stamp(stop.endMinute))),
                    ]
                let place = scenario.places[stop.placeIndex].coordinate
                return MapLayers.feature(MapLayers.point(place), members)
            }
        }
    }

    private var unservedFeatures: [String] {
        UnservedGroup.all(context).flatMap { group in
            group.visits.map { index in
                let visit = context.scenario.visits[index]
                let members: Members =
                    described(visit) + [
                        ("status", JSONText.string("unserved")),
                        ("reason", JSONText.string(context.unservedCode(visit.id))),
                    ]
                let place = context.words.mapCoordinate(of: visit)
                return MapLayers.feature(place.map { MapLayers.point($0) } ?? "null", members)
            }
        }
    }

    private func described(_ visit: Visit) -> Members {
        [
            ("visit", JSONText.string(visit.id.text)),
            ("service", JSONText.string(context.words.service(visit))),
            ("tier", JSONText.string(visit.tier?.rawValue)),
            ("resident", JSONText.string(visit.resident)),
        ]
    }

    private static func collection(_ features: [String]) -> String {
        let list = features.joined(separator: ",\n")
        return "{\"type\": \"FeatureCollection\", \"features\": [\n\(list)\n]}\n"
    }

    private static func feature(_ geometry: String, _ members: Members) -> String {
        "{\"type\": \"Feature\", \"geometry\": \(geometry), "
            + "\"properties\": \(JSONText.object(members))}"
    }

    private static func point(_ coordinate: Coordinate) -> String {
        "{\"type\": \"Point\", \"coordinates\": \(position(coordinate))}"
    }

    private static func position(_ coordinate: Coordinate) -> String {
        let longitude = JSONText.number(coordinate.longitude)
        return "[\(longitude), \(JSONText.number(coordinate.latitude))]"
    }
}
