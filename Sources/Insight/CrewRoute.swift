import Scheduling

/// One crew's way as a plan has it, in indices of the scenario, for reckoning what one more stop takes.
struct CrewRoute: Hashable, Sendable {
    /// A visit on the way.
    struct Stop: Hashable, Sendable {
        var visit: Int
        var start: Int
        /// Whether its start must stay: other crews, rooms, a pin or a promise hang on it.
        var isFixed: Bool
    }

    var shift: Int
    var crew: Int
    /// In order of time; none for a crew that is not sent out.
    var stops: [Stop] = []
}

/// What inserting a visit into a route at a start brings about.
struct RouteInsertion: Sendable {
    /// Further travel minutes.
    var travelMinutes: Int
    /// Minutes after the shift's end at which the crew would be back; 0 where it is back in time.
    var overtimeMinutes: Int
    /// Minutes of lateness added to the stops behind.
    var latenessMinutes: Int
}

extension Scenario {
    /// The routes of a plan, in order of shift and crew; rows that name nothing known are left out.
    func crewRoutes(of plan: Plan) -> [CrewRoute] {
        let visitNumbers = visits.map(\.id).positions
        let teamNumbers = teams.map(\.id).positions
        let pinned = Set(commitments.compactMap(\.visitIndex))
        var found: [[Int]: CrewRoute] = [:]
        for row in plan.assignments {
            guard let visit = visitNumbers[row.visit], let team = teamNumbers[row.team],
                let shift = shifts.firstIndex(where: {
                    $0.teamIndex == team && $0.startMinute == row.shiftStartMinute
                })
            else { continue }
            let hasRooms =
                service(of: visits[visit]).mode == .site
                && visits[visit].siteIndex.map { sites[$0].rooms != nil } ?? false
            let isFixed =
                roles(of: visits[visit]).count > 1 || hasRooms || pinned.contains(visit)
            found[[shift, row.crew], default: CrewRoute(shift: shift, crew: row.crew)].stops
                .append(.init(visit: visit, start: row.startMinute, isFixed: isFixed))
        }
        return found.values.map { route in
            var route = route
            route.stops.sort { ($0.start, $0.visit) < ($1.start, $1.visit) }
            return route
        }.sorted { ($0.shift, $0.crew) < ($1.shift, $1.crew) }
    }

    /// The minute at which a crew could be at a visit, as the stop at a position of its route.
    func arrival(_ visit: Int, _ route: CrewRoute, at position: Int) -> Int {
        let shift = shifts[route.shift]
        let team = teams[shift.teamIndex]
        let place = placeIndex(of: visits[visit], servedBy: team)
        guard position > 0 else {
            return shift.startMinute
                + travelMinutes(from: team.baseSiteIndex, to: place, team: team)
        }
        let before = route.stops[position - 1]
        let from = placeIndex(of: visits[before.visit], servedBy: team)
        return before.start + visits[before.visit].minutes
            + travelMinutes(from: from, to: place, team: team)
    }

    /// The latest start at a position that moves none of the stops behind, and is back in time.
    func latestStart(_ visit: Int, _ route: CrewRoute, at position: Int) -> Int {
        let shift = shifts[route.shift]
        let team = teams[shift.teamIndex]
        let place = placeIndex(of: visits[visit], servedBy: team)
        let minutes = visits[visit].minutes
        guard position < route.stops.count else {
            return shift.endMinute - minutes
                - travelMinutes(from: place, to: team.baseSiteIndex, team: team)
        }
        let next = route.stops[position]
        let there = placeIndex(of: visits[next.visit], servedBy: team)
        return next.start - minutes - travelMinutes(from: place, to: there, team: team)
    }

    /// What inserting a visit at a position and start brings about; nil where a stop behind can't
    /// be moved as it would have to be.
    func insertion(
        of visit: Int,
        into route: CrewRoute,
        at position: Int,
        start: Int
    ) -> RouteInsertion? {
        let shift = shifts[route.shift]
        let team = teams[shift.teamIndex]
        let base = team.baseSiteIndex
        let place = placeIndex(of: visits[visit], servedBy: team)
        let before =
            position == 0
            ? base : placeIndex(of: visits[route.stops[position - 1].visit], servedBy: team)
        var here = place
        var free = start + visits[visit].minutes
        var lateness = 0
        for stop in route.stops[position...] {
            let there = placeIndex(of: visits[stop.visit], servedBy: team)
            free += travelMinutes(from: here, to: there, team: team)
            var begin = stop.start
            if free > begin {
                guard !stop.isFixed, let later = self.start(of: stop.visit, notBefore: free) else {
                    return nil
                }
                begin = later
            }
            let due = visits[stop.visit].dueMinute ?? Int.max
            lateness += max(0, begin - max(due, stop.start))
            free = begin + visits[stop.visit].minutes
            here = there
        }
        free += travelMinutes(from: here, to: base, team: team)
        let after =
            position == route.stops.count
            ? base : placeIndex(of: visits[route.stops[position].visit], servedBy: team)
        let travel =
            travelMinutes(from: before, to: place, team: team)
            + travelMinutes(from: place, to: after, team: team)
            - (route.stops.isEmpty ? 0 : travelMinutes(from: before, to: after, team: team))
        return RouteInsertion(
            travelMinutes: travel,
            overtimeMinutes: max(0, free - shift.endMinute),
            latenessMinutes: lateness
        )
    }

    /// The earliest start at or after a minute that the visit's windows allow.
    func start(of visit: Int, notBefore minute: Int) -> Int? {
        visits[visit].windows.compactMap { window in
            let start = max(window.startMinute, minute)
            return start + visits[visit].minutes <= window.endMinute ? start : nil
        }.min()
    }
}
