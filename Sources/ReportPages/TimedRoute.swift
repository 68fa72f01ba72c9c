import Scheduling

/// One visit on a crew's way.
struct RouteStop: Hashable, Sendable {
    /// Index in ``Scenario/visits``.
    var visitIndex: Int
    /// Index in the service's roles.
    var roleIndex: Int
    /// Index in ``Scenario/places`` of where the crew serves it.
    var placeIndex: Int
    /// When the crew leaves the place before.
    var departureMinute: Int
    /// When it gets there.
    var arrivalMinute: Int
    /// When the visit starts; the crew waits until then.
    var startMinute: Int
    /// When the visit ends.
    var endMinute: Int

    /// Minutes on the way there.
    var travelMinutes: Int { arrivalMinute - departureMinute }
}

/// What one crew does in one shift, with the times of its ways.
///
/// The crew leaves its base so late that it need not wait before the first visit; after each visit
/// it goes on at once and waits at the next.
struct TimedRoute: Hashable, Sendable {
    /// Index in ``Scenario/teams``.
    var teamIndex: Int
    /// Index in ``Scenario/shifts``.
    var shiftIndex: Int
    /// Number of the crew within the shift, from 1.
    var crew: Int
    /// In order of time; at least one.
    var stops: [RouteStop]
    /// When the crew is back at its base.
    var returnMinute: Int

    /// When the crew leaves its base.
    var departureMinute: Int { stops.first?.departureMinute ?? returnMinute }
    /// The day of the horizon, 0 for the first.
    var day: Int { departureMinute / minutesPerDay }
    /// Minutes of visits.
    var serviceMinutes: Int { stops.reduce(0) { $0 + $1.endMinute - $1.startMinute } }
    /// Minutes on the way, that home included.
    var travelMinutes: Int {
        let home = returnMinute - (stops.last?.endMinute ?? returnMinute)
        return home + stops.reduce(0) { $0 + $1.travelMinutes }
    }
}

extension TimedRoute {
    /// The routes of a plan, in the order of teams, shifts and crews.
    ///
    /// Assignments that name something unknown are left out.
    static func all(of plan: Plan, in scenario: Scenario, _ index: ScenarioIndex) -> [TimedRoute] {
        var stops: [Key: [RouteStop]] = [:]
        for assignment in plan.assignments {
            guard let (key, stop) = index.place(assignment, in: scenario) else { continue }
            stops[key, default: []].append(stop)
        }
        return stops.keys.sorted().map { key in
            TimedRoute(key, stops[key] ?? [], scenario)
        }
    }

    private init(_ key: Key, _ unordered: [RouteStop], _ scenario: Scenario) {
        let team = scenario.teams[key.teamIndex]
        var stops = unordered.sorted {
            ($0.startMinute, $0.visitIndex, $0.roleIndex)
                < ($1.startMinute, $1.visitIndex, $1.roleIndex)
        }
        var here = team.baseSiteIndex
        for position in stops.indices {
            let there = stops[position].placeIndex
            let way = scenario.travelMinutes(from: here, to: there, team: team)
            let departure =
                position == 0
                ? stops[position].startMinute - way : stops[position - 1].endMinute
            stops[position].departureMinute = departure
            stops[position].arrivalMinute = departure + way
            here = there
        }
        let home = scenario.travelMinutes(from: here, to: team.baseSiteIndex, team: team)
        self.init(
            teamIndex: key.teamIndex,
            shiftIndex: key.shiftIndex,
            crew: key.crew,
            stops: stops,
            returnMinute: (stops.last?.endMinute ?? 0) + home
        )
    }

    /// What tells routes apart, and their order.
    struct Key: Hashable, Comparable {
        var teamIndex: Int
        var shiftStartMinute: Int
        var shiftIndex: Int
        var crew: Int

        static func < (left: Key, right: Key) -> Bool {
            (left.teamIndex, left.shiftStartMinute, left.shiftIndex, left.crew)
                < (right.teamIndex, right.shiftStartMinute, right.shiftIndex, right.crew)
        }
    }
}

/// Looks the parts of a scenario up by what plans call them.
struct ScenarioIndex: Sendable {
    private struct ShiftKey: Hashable {
        var teamIndex: Int
        var startMinute: Int
    }

    /// Index in ``Scenario/visits`` by id.
    let visits: [VisitID: Int]
    /// Index in ``Scenario/teams`` by id.
    let teams: [TeamID: Int]
    private let shifts: [ShiftKey: Int]

    init(_ scenario: Scenario) {
        visits = scenario.visits.map(\.id).positions
        teams = scenario.teams.map(\.id).positions
        shifts =
            scenario.shifts.map {
                ShiftKey(teamIndex: $0.teamIndex, startMinute: $0.startMinute)
            }.positions
    }

    /// The route that an assignment belongs to, and its stop there without the way.
    func place(
        _ assignment: Assignment,
        in scenario: Scenario
    ) -> (TimedRoute.Key, RouteStop)? {
        guard let visitIndex = visits[assignment.visit], let teamIndex = teams[assignment.team],
            let shiftIndex = shifts[
                ShiftKey(teamIndex: teamIndex, startMinute: assignment.shiftStartMinute)
            ]
        else { return nil }
        let visit = scenario.visits[visitIndex]
        let roles = scenario.roles(of: visit)
        guard let roleIndex = roles.firstIndex(where: { $0.id == assignment.role }) else {
            return nil
        }
        let key = TimedRoute.Key(
            teamIndex: teamIndex,
            shiftStartMinute: assignment.shiftStartMinute,
            shiftIndex: shiftIndex,
            crew: assignment.crew
        )
        let stop = RouteStop(
            visitIndex: visitIndex,
            roleIndex: roleIndex,
            placeIndex: scenario.placeIndex(of: visit, servedBy: scenario.teams[teamIndex]),
            departureMinute: 0,
            arrivalMinute: 0,
            startMinute: assignment.startMinute,
            endMinute: assignment.endMinute
        )
        return (key, stop)
    }
}
