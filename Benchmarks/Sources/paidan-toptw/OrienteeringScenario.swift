import DenseProblem
import Paidan
import Scheduling

extension OrienteeringInstance {
    /// The instance as a scenario whose minutes are ticks; its score is the profit collected.
    ///
    /// One team with one shift of as many crews as there are paths; a vertex is a visit of its profit's
    /// value; travel and crews cost nothing. Exact, or refused.
    /// - Throws: ``InstanceError`` where a figure is too large for the engine.
    func scenario(paths: Int) throws -> Scenario {
        var ways: [SitePair: Int] = [:]
        for from in vertices.indices {
            for to in vertices.indices where to != from {
                let ticks = travelTicks(from: from, to: to)
                // The engine cuts longer ways; that is harmless only where no path is that long.
                guard ticks <= TravelMatrices.ceiling || budgetTicks < TravelMatrices.ceiling else {
                    throw InstanceError(
                        "a way of \(ticks) ticks; the engine holds \(TravelMatrices.ceiling) at most"
                    )
                }
                ways[SitePair(from: from, to: to)] = ticks
            }
        }
        let nowhere = Coordinate(latitude: 0, longitude: 0)
        let sites = vertices.map { Site(id: SiteID("V\($0.number)"), coordinate: nowhere) }
        return Scenario(
            name: name,
            start: try firstDate(),
            days: (budgetTicks + longestService) / minutesPerDay + 1,
            weights: weights,
            sites: sites,
            places: vertices.indices.map { Place(coordinate: nowhere, siteIndex: $0) },
            siteTravelMinutes: ways,
            teams: [Team(id: "paths", baseSiteIndex: 0)],
            shifts: [Shift(teamIndex: 0, startMinute: 0, endMinute: budgetTicks, crews: paths)],
            services: [Service(id: "visit", mode: .home, minutes: 1, roles: [Role(id: "path")])],
            visits: vertices.dropFirst().map { visit(at: $0) }
        )
    }

    private var longestService: Int { vertices.map(\.serviceTicks).max() ?? 0 }

    private var weights: Weights {
        var weights = Weights()
        weights.travel = 0
        weights.crew = 0
        return weights
    }

    private func firstDate() throws -> CalendarDate {
        guard let date = CalendarDate(year: 2026, month: 1, day: 1) else {
            throw InstanceError("no such date")
        }
        return date
    }

    private func visit(at vertex: Vertex) -> Visit {
        let window = TimeWindow(
            startMinute: vertex.openTick,
            endMinute: vertex.closeTick + vertex.serviceTicks
        )
        return Visit(
            id: VisitID("\(vertex.number)"),
            serviceIndex: 0,
            placeIndex: vertex.number,
            siteIndex: vertex.number,
            minutes: vertex.serviceTicks,
            windows: vertex.openTick <= vertex.closeTick ? [window] : [],
            value: vertex.profit
        )
    }
}
