import DenseProblem
import Evaluation
import Scheduling

/// The part of a plan that the crews make who could serve one visit, with everything else as it is.
///
/// Of the scenario only those shifts are left, with the visits that their crews serve and the one
/// asked about. A visit that others have a part in (other crews with it, sessions of its program,
/// guests in its rooms) must stay as it is. What remains is a scenario of its own: a plan of it,
/// with the rest of the plan that stands, is a plan of the whole, and their totals differ by the same
/// amount for all plans.
struct LocalProblem {
    /// The part as a scenario; its visits are numbered anew.
    let scenario: Scenario
    /// The visit asked about, in that numbering.
    let visit: Int
    /// The plan that stands, as far as it is about this part, and its total there.
    let standing: AuditedPlan
    /// Rows of the plan that stands which the part leaves alone.
    private let others: [Assignment]

    /// The part for a visit that a plan leaves out.
    ///
    /// - Returns: nil where the visit is bound up with others in a way that reaches beyond its
    ///   crews, or where all crews could serve it.
    init?(_ judged: JudgedPlan, visit: Int) {
        let whole = judged.scenario
        let problem = judged.problem
        let asked = whole.visits[visit]
        let shifts = Set(problem.visits.tasks(of: visit).flatMap { problem.shiftsOfTask[$0] })
            .map(Int.init).sorted()
        let hasRooms = problem.visits.roomSite[visit] >= 0
        guard asked.programIndex == nil, !hasRooms, shifts.count < whole.shifts.count else {
            return nil
        }
        var builder = LocalBuilder(whole, judged.plan, shifts: shifts, problem: problem)
        builder.build(around: visit)
        scenario = builder.part
        self.visit = builder.numbers[visit] ?? 0
        others = builder.others
        var plan = Plan(assignments: builder.own)
        let served = Set(plan.assignments.map(\.visit))
        plan.unserved = scenario.visits.filter { !served.contains($0.id) }.map {
            UnservedVisit(visit: $0.id, reason: "left-out")
        }
        guard let audited = AuditedPlan(plan, Audit(scenario)) else { return nil }
        standing = audited
    }

    /// A plan of the part with all that it leaves alone, as a plan of the whole.
    func whole(_ plan: Plan, of scenario: Scenario) -> Plan {
        let assignments = others + plan.assignments
        let served = Set(assignments.map(\.visit))
        return Plan(
            assignments: assignments,
            unserved: scenario.visits.filter { !served.contains($0.id) }.map {
                UnservedVisit(visit: $0.id, reason: "left-out")
            }
        )
    }
}

/// Cuts a part out of a scenario.
private struct LocalBuilder {
    let whole: Scenario
    let problem: DenseProblem
    /// Indices of the shifts that are left, ascending.
    let shifts: [Int]
    var part: Scenario
    /// Rows of those shifts, and of all others.
    var own: [Assignment] = []
    var others: [Assignment] = []
    /// New numbers of the visits that are left.
    var numbers: [Int: Int] = [:]

    init(_ whole: Scenario, _ plan: Plan, shifts: [Int], problem: DenseProblem) {
        self.whole = whole
        self.problem = problem
        self.shifts = shifts
        part = whole
        let keys = Set(shifts.map { ShiftName(whole, $0) })
        for row in plan.assignments {
            let isOwn = keys.contains(ShiftName(team: row.team, start: row.shiftStartMinute))
            if isOwn { own.append(row) } else { others.append(row) }
        }
    }

    private struct ShiftName: Hashable {
        var team: TeamID
        var start: Int

        init(team: TeamID, start: Int) {
            self.team = team
            self.start = start
        }

        init(_ scenario: Scenario, _ shift: Int) {
            team = scenario.teams[scenario.shifts[shift].teamIndex].id
            start = scenario.shifts[shift].startMinute
        }
    }

    mutating func build(around visit: Int) {
        let numberOfID = whole.visits.map(\.id).positions
        var kept = Set(own.compactMap { numberOfID[$0.visit] })
        kept.insert(visit)
        let shared = Set(others.compactMap { numberOfID[$0.visit] })
        (part, numbers) = whole.keeping(kept)
        part.shifts = shifts.map { whole.shifts[$0] }
        // Sessions stay as they are, all of them, so that nothing of a program can change.
        part.programs = []
        for index in part.visits.indices { part.visits[index].programIndex = nil }
        for index in kept.sorted() where index != visit {
            let isBound =
                whole.visits[index].programIndex != nil || problem.visits.roomSite[index] >= 0
                || shared.contains(index)
            if isBound, let number = numbers[index] {
                fix(number, isShared: shared.contains(index))
            }
        }
        chargeOtherWork()
    }

    /// Makes a visit stay with its crews and at its time; roles that others fill are left out.
    private mutating func fix(_ number: Int, isShared: Bool) {
        let id = part.visits[number].id
        let rows = own.filter { $0.visit == id }
        let roles = part.roles(of: part.visits[number])
        part.commitments.removeAll { $0.kind == .pinned && $0.visitIndex == number }
        var kept = roles
        if isShared {
            kept = roles.filter { role in rows.contains { $0.role == role.id } }
            loadOnFirstRole(number, of: roles, kept)
            var service = part.service(of: part.visits[number])
            service.roles = kept
            part.visits[number].serviceIndex = part.services.count
            part.services.append(service)
            // Published rows count roles by their index.
            part.commitments = part.commitments.compactMap { row in
                guard row.visitIndex == number, let role = row.role else { return row }
                guard let index = kept.firstIndex(where: { $0.id == role }) else { return nil }
                var row = row
                row.roleIndex = index
                return row
            }
        }
        // No guest comes or goes.
        part.visits[number].siteIndex = nil
        for row in rows {
            part.commitments.append(
                Commitment(
                    visit: id,
                    role: row.role,
                    team: row.team,
                    startMinute: row.startMinute,
                    kind: .pinned,
                    visitIndex: number,
                    roleIndex: kept.firstIndex { $0.id == row.role },
                    teamIndex: part.teams.firstIndex { $0.id == row.team }
                )
            )
        }
    }

    /// Goods are brought by the crew of the first role; where that is another's, none are.
    private mutating func loadOnFirstRole(_ number: Int, of roles: [Role], _ kept: [Role]) {
        if kept.first?.id != roles.first?.id { part.visits[number].loadUnits = 0 }
    }

    /// Takes the minutes that teams work in other shifts off their limits.
    private mutating func chargeOtherWork() {
        let keys = Set(shifts.map { ShiftName(whole, $0) })
        for route in whole.crewRoutes(of: Plan(assignments: others)) {
            let shift = whole.shifts[route.shift]
            guard !keys.contains(ShiftName(whole, route.shift)) else { continue }
            let team = whole.teams[shift.teamIndex]
            var minutes = 0
            var here = team.baseSiteIndex
            for stop in route.stops {
                let there = whole.placeIndex(of: whole.visits[stop.visit], servedBy: team)
                minutes += whole.travelMinutes(from: here, to: there, team: team)
                minutes += whole.visits[stop.visit].minutes
                here = there
            }
            minutes += whole.travelMinutes(from: here, to: team.baseSiteIndex, team: team)
            let index = shift.teamIndex
            part.teams[index].maxMinutes = part.teams[index].maxMinutes.map { max(0, $0 - minutes) }
            part.teams[index].fairMinutes = part.teams[index].fairMinutes.map {
                max(0, $0 - minutes)
            }
        }
    }
}
