import Scheduling

/// A team that could take over a role of a visit while everything else stays as planned.
public struct Substitute: Hashable, Sendable {
    /// The team.
    public var team: TeamID
    /// The start of its shift.
    public var shiftStartMinute: Int
    /// The crew of the shift.
    public var crew: Int
    /// When the visit would start.
    public var startMinute: Int
    /// Whether that is within `weights.change_tolerance` of the start planned.
    public var keepsTime: Bool
    /// What the plan is worth more with it than with the team that has the role now; promises aside.
    public var points: Int
}

/// Who comes next where a team declines: for each assignment the teams that could take it over.
///
/// Nothing else of the plan moves, so that any one row of the ladder can be used by telephone. A
/// visit of several roles, or in a site with few rooms, keeps its start; others start as near to it
/// as the team can.
public struct DeclineLadder: Sendable {
    let scenario: Scenario
    let nowMinute: Int
    let visitIndices: [VisitID: Int]
    /// The routes of the plan by shift and crew.
    var routes: [RouteKey: [PlannedStop]] = [:]
    /// [shift] The lowest number of a crew that has no route; nil where all have.
    var idleCrews: [Int?] = []
    /// [team] Work minutes over all shifts.
    var workMinutes: [Int]
    /// [team] Its shifts.
    var shiftsOfTeam: [[Int]]
    /// How often each team fills a role of a program.
    var programTeams: [ProgramRole: [Int: Int]] = [:]
    private let shiftIndices: [ShiftKey: Int]

    struct RouteKey: Hashable {
        var shift: Int
        var crew: Int
    }

    struct ShiftKey: Hashable {
        var team: TeamID
        var startMinute: Int
    }

    struct ProgramRole: Hashable {
        var program: Int
        var role: Int
    }

    /// A stop of a route.
    struct PlannedStop {
        var visit: Int
        var role: Int
        var startMinute: Int
        var endMinute: Int
        var place: Int
    }

    /// Prepares to look for substitutes in a plan.
    ///
    /// - Parameters:
    ///   - plan: A plan that is valid for the scenario.
    ///   - scenario: What it was made for.
    ///   - nowMinute: No substitute starts or leaves its base before this minute.
    public init(_ plan: Plan, for scenario: Scenario, nowMinute: Int = 0) {
        self.scenario = scenario
        self.nowMinute = nowMinute
        visitIndices = scenario.visits.map(\.id).positions
        shiftIndices = Dictionary(
            zip(
                scenario.shifts.map {
                    ShiftKey(
                        team: scenario.teams[$0.teamIndex].id,
                        startMinute: $0.startMinute
                    )
                },
                scenario.shifts.indices
            ),
            uniquingKeysWith: { first, _ in first }
        )
        workMinutes = [Int](repeating: 0, count: scenario.teams.count)
        shiftsOfTeam = [[Int]](repeating: [], count: scenario.teams.count)
        for (index, shift) in scenario.shifts.enumerated() {
            shiftsOfTeam[shift.teamIndex].append(index)
        }
        for assignment in plan.assignments { add(assignment) }
        finish()
    }

    private mutating func add(_ assignment: Assignment) {
        guard let (key, stop) = stop(of: assignment) else { return }
        routes[key, default: []].append(stop)
        let visit = scenario.visits[stop.visit]
        if let program = visit.programIndex {
            let role = ProgramRole(program: program, role: stop.role)
            programTeams[role, default: [:]][scenario.shifts[key.shift].teamIndex, default: 0] += 1
        }
    }

    /// Where an assignment stands; nil where it names something unknown.
    func stop(of assignment: Assignment) -> (RouteKey, PlannedStop)? {
        let shiftKey = ShiftKey(
            team: assignment.team,
            startMinute: assignment.shiftStartMinute
        )
        guard let visit = visitIndices[assignment.visit], let shift = shiftIndices[shiftKey],
            let role = scenario.roles(of: scenario.visits[visit])
                .firstIndex(where: { $0.id == assignment.role })
        else { return nil }
        let team = scenario.teams[scenario.shifts[shift].teamIndex]
        let stop = PlannedStop(
            visit: visit,
            role: role,
            startMinute: assignment.startMinute,
            endMinute: assignment.endMinute,
            place: scenario.placeIndex(of: scenario.visits[visit], servedBy: team)
        )
        return (RouteKey(shift: shift, crew: assignment.crew), stop)
    }

    private mutating func finish() {
        for (key, stops) in routes {
            let sorted = stops.sorted { $0.startMinute < $1.startMinute }
            routes[key] = sorted
            let team = scenario.shifts[key.shift].teamIndex
            workMinutes[team] += minutes(of: sorted, team: scenario.teams[team])
        }
        idleCrews = scenario.shifts.enumerated().map { index, shift in
            (1...shift.crews).first { routes[RouteKey(shift: index, crew: $0)] == nil }
        }
    }

    /// Service and travel minutes of a route.
    private func minutes(of stops: [PlannedStop], team: Team) -> Int {
        stops.reduce(travelMinutes(of: stops, team: team)) {
            $0 + $1.endMinute - $1.startMinute
        }
    }

    /// Travel minutes of a route from the base and back.
    func travelMinutes(of stops: [PlannedStop], team: Team) -> Int {
        var here = team.baseSiteIndex
        var total = 0
        for stop in stops {
            total += scenario.travelMinutes(from: here, to: stop.place, team: team)
            here = stop.place
        }
        return total + scenario.travelMinutes(from: here, to: team.baseSiteIndex, team: team)
    }

    /// The teams that could take an assignment over, each once.
    ///
    /// Those that come at about the time planned stand first, and among equals those of most points.
    /// - Parameters:
    ///   - assignment: A row of the plan.
    ///   - count: Most teams listed.
    /// - Returns: fewer than `count` where no more could; empty for a row that is not of the plan.
    public func substitutes(for assignment: Assignment, count: Int = 2) -> [Substitute] {
        guard let (key, stop) = stop(of: assignment),
            let present = Handover(self, from: key, stop)
        else { return [] }
        var found: [Substitute] = []
        for team in scenario.teams.indices where present.mayServe(team) {
            if let best = present.best(ofTeam: team) { found.append(best) }
        }
        return Array(
            found.sorted {
                ($0.keepsTime ? 0 : 1, -$0.points, $0.team)
                    < ($1.keepsTime ? 0 : 1, -$1.points, $1.team)
            }
            .prefix(count)
        )
    }
}
