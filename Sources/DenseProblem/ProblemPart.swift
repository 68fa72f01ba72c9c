import Scheduling

/// Part of a scenario as one of its own: some teams, and the visits that they serve in a plan or that
/// nobody serves.
///
/// All else of the plan stands. A plan of the part takes the place of these teams' routes in the
/// whole, and loses or gains there what it does here: teams are in it with all their shifts, so that
/// limits and costs of their minutes are told whole. What couples a visit with other visits or teams
/// (several roles, rooms, programs) is not told in a part: such visits stay with the crew and at the
/// start that they have, as pinned visits of one role, and those not served stay out.
public struct ProblemPart: Sendable {
    /// The part.
    public let scenario: Scenario
    /// What of the plan lies in it, in its own terms.
    public let plan: Plan
    /// [visit of the part] Its task in the whole; a visit of the part has one role.
    private let tasks: [Int32]
    /// [shift of the part] The shift of the whole.
    private let shifts: [Int]

    /// The part of a plan around some teams.
    ///
    /// - Parameters:
    ///   - problem: the whole.
    ///   - teams: the teams, each once.
    ///   - plan: a plan of the whole that obeys all rules.
    ///   - unserved: visits that the plan does not serve and the part may, each once; coupled ones among
    ///     them stay out.
    /// - Complexity: O(sites + services + shifts + commitments + stops of the plan).
    public init(
        of problem: DenseProblem,
        teams: [Int],
        in plan: DensePlan,
        unserved: [Int]
    ) {
        var builder = PartBuilder(problem, teams: teams)
        for route in plan.routes { builder.add(route) }
        for visit in unserved where !problem.isCoupled(visit) { builder.add(visit: visit) }
        builder.addCommitments()
        scenario = builder.part
        self.plan = builder.plan
        tasks = builder.tasks
        shifts = builder.shifts
    }

    /// The whole plan with what a plan of the part has instead of the routes of the part's teams.
    ///
    /// - Parameters:
    ///   - plan: a plan of ``scenario``.
    ///   - whole: the plan that the part was taken from.
    ///   - problem: the whole.
    /// - Returns: the whole plan.
    /// - Complexity: O(visits and teams of the whole).
    public func merge(_ plan: Plan, into whole: DensePlan, of problem: DenseProblem) -> DensePlan {
        var positions: [VisitID: Int] = [:]
        for (position, visit) in scenario.visits.enumerated() { positions[visit.id] = position }
        let rows = plan.assignments.compactMap { row -> Assignment? in
            guard let position = positions[row.visit] else { return nil }
            let task = Int(tasks[position])
            let visit = problem.scenario.visits[Int(problem.visits.visitOfTask[task])]
            let role = Int(problem.visits.roleOfTask[task])
            var own = row
            own.visit = visit.id
            own.role = problem.scenario.roles(of: visit)[role].id
            return own
        }
        let routes = problem.densePlan(from: Plan(assignments: rows)).routes
        let own = Set(shifts)
        return DensePlan(routes: whole.routes.filter { !own.contains($0.shift) } + routes)
    }
}

/// Collects what makes up a part.
private struct PartBuilder {
    let problem: DenseProblem
    var part: Scenario
    /// [shift of the whole] The shift of the part.
    private var partShift: [Int: Int] = [:]
    var shifts: [Int] = []
    var tasks: [Int32] = []
    var plan = Plan()
    /// [team of the whole] The team of the part.
    private var partTeam: [Int: Int] = [:]
    /// [visit of the whole] The visit of the part, for those that are in it as they are.
    private var partVisit: [Int: Int] = [:]
    /// The services of the part for roles that stay as they are.
    private var standingService: [ServiceRole: Int] = [:]

    /// A role of a service of the whole.
    private struct ServiceRole: Hashable {
        var service: Int
        var role: Int
    }

    init(_ problem: DenseProblem, teams: [Int]) {
        self.problem = problem
        let whole = problem.scenario
        part = whole
        part.programs = []
        part.visits = []
        part.commitments = []
        part.places = Array(whole.places.prefix(whole.sites.count))
        for site in part.sites.indices { part.sites[site].rooms = nil }
        part.teams = teams.map { whole.teams[$0] }
        for (number, team) in teams.enumerated() { partTeam[team] = number }
        part.shifts = []
        for (number, shift) in whole.shifts.enumerated() {
            guard let team = partTeam[shift.teamIndex] else { continue }
            partShift[number] = shifts.count
            shifts.append(number)
            var shift = shift
            shift.teamIndex = team
            part.shifts.append(shift)
        }
    }

    /// Visits of the part are numbered, since several may stand for one of the whole.
    private var nextID: VisitID { VisitID("\(part.visits.count)") }

    /// Adds a visit that is free in the part.
    mutating func add(visit number: Int) {
        var visit = problem.scenario.visits[number]
        visit.id = nextID
        visit.placeIndex = visit.placeIndex.map { placed($0) }
        visit.preferredTeams = visit.preferredTeams.compactMap { partTeam[$0] }.sorted()
        visit.refusedTeams = visit.refusedTeams.compactMap { partTeam[$0] }.sorted()
        partVisit[number] = part.visits.count
        append(visit, task: Int(problem.visits.firstTask[number]))
    }

    private mutating func append(_ visit: Visit, task: Int) {
        part.visits.append(visit)
        tasks.append(Int32(task))
    }

    /// A place's index in the part.
    private mutating func placed(_ place: Int) -> Int {
        guard place >= part.sites.count else { return place }
        part.places.append(problem.scenario.places[place])
        return part.places.count - 1
    }

    /// Adds a route of the plan, unless it is of another part.
    mutating func add(_ route: DenseRoute) {
        guard let number = partShift[route.shift] else { return }
        for (task, start) in zip(route.tasks, route.starts) {
            add(task: Int(task), start: Int(start), crew: route.crew, of: part.shifts[number])
        }
    }

    private mutating func add(task: Int, start: Int, crew: Int, of shift: Shift) {
        let number = Int(problem.visits.visitOfTask[task])
        if problem.isCoupled(number) {
            addStanding(task: task, start: start, crew: crew, team: shift.teamIndex)
        } else {
            add(visit: number)
        }
        let visit = part.visits[part.visits.count - 1]
        plan.assignments.append(
            Assignment(
                visit: visit.id,
                role: part.roles(of: visit)[0].id,
                team: part.teams[shift.teamIndex].id,
                shiftStartMinute: shift.startMinute,
                crew: crew,
                startMinute: start,
                endMinute: start + visit.minutes
            )
        )
    }

    /// Adds a role of a coupled visit, which stays with its crew at its start.
    private mutating func addStanding(task: Int, start: Int, crew: Int, team: Int) {
        let whole = problem.scenario
        let number = Int(problem.visits.visitOfTask[task])
        let role = Int(problem.visits.roleOfTask[task])
        var visit = whole.visits[number]
        let load = whole.loadUnits(of: visit, roleIndex: role)
        visit = Visit(
            id: nextID,
            serviceIndex: service(
                standingFor: ServiceRole(service: visit.serviceIndex, role: role)
            ),
            placeIndex: visit.placeIndex.map { placed($0) },
            siteIndex: visit.siteIndex,
            minutes: visit.minutes,
            windows: [TimeWindow(startMinute: start, endMinute: start + visit.minutes)],
            value: 0,
            loadUnits: load
        )
        part.commitments.append(
            Commitment(
                visit: visit.id,
                role: PartBuilder.standingRole,
                team: part.teams[team].id,
                startMinute: start,
                kind: .pinned,
                crew: crew,
                visitIndex: part.visits.count,
                roleIndex: 0,
                teamIndex: team
            )
        )
        append(visit, task: task)
    }

    /// The one role of what stays as it is.
    private static var standingRole: RoleID { "standing" }

    /// A service of one role, served in the way of another; its team is known, and has the skills.
    private mutating func service(standingFor known: ServiceRole) -> Int {
        if let index = standingService[known] { return index }
        let index = part.services.count
        var service = problem.scenario.services[known.service]
        let people = service.roles[known.role].people
        service.id = ServiceID("\(service.id)#\(service.roles[known.role].id)")
        service.roles = [Role(id: PartBuilder.standingRole, people: people)]
        part.services.append(service)
        standingService[known] = index
        return index
    }

    /// Adds the commitments of visits that are in the part as they are.
    mutating func addCommitments() {
        for commitment in problem.scenario.commitments {
            guard let visit = commitment.visitIndex, let number = partVisit[visit] else { continue }
            var own = commitment
            own.visit = part.visits[number].id
            own.visitIndex = number
            own.teamIndex = commitment.teamIndex.flatMap { partTeam[$0] }
            part.commitments.append(own)
        }
    }
}
