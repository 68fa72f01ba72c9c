import Scheduling

/// Applies checked events to a scenario and the plan in hand.
struct DayChange {
    /// What becomes of an assignment of the plan in hand.
    private enum Standing {
        case begun
        case accepted
        case published
        case lost(LossReason, String)
    }

    private let events: DayEvents
    private let plan: Plan
    private let nowMinute: Int
    private let visits: [VisitID: Int]
    private let teams: [TeamID: Int]
    private var day: ChangedDay
    private var standings: [Standing] = []
    private var shifts: ShiftsFromNow

    init(_ scenario: Scenario, plan: Plan, events: DayEvents, nowMinute: Int) {
        self.events = events
        self.plan = plan
        self.nowMinute = nowMinute
        visits = scenario.visits.map(\.id).positions
        teams = scenario.teams.map(\.id).positions
        day = ChangedDay(scenario, nowMinute: nowMinute, events: events)
        shifts = ShiftsFromNow(scenario, nowMinute: nowMinute)
    }

    mutating func run() -> ChangedDay {
        judgeAssignments()
        changeShifts()
        changeVisits()
        writeCommitments()
        keepWhatStands()
        return day
    }

    // MARK: What becomes of the plan in hand

    private mutating func judgeAssignments() {
        let declined = Dictionary(
            events.declined.map { (Pair(visit: $0.visit, team: $0.team), $0.reason) },
            uniquingKeysWith: { first, _ in first }
        )
        let pins = Set(
            day.scenario.commitments.filter { $0.kind == .pinned }.compactMap { row in
                row.role.map { VisitRole(visit: row.visit, role: $0) }
            }
        )
        let open = Set(
            plan.assignments.filter {
                events.cancelled[$0.visit] != nil
                    || declined[Pair(visit: $0.visit, team: $0.team)] != nil
            }.map(\.visit)
        )
        for assignment in plan.assignments {
            let pair = Pair(visit: assignment.visit, team: assignment.team)
            let isPresumed = assignment.startMinute < nowMinute && !open.contains(assignment.visit)
            let standing: Standing
            if events.begun.contains(assignment.visit) || isPresumed {
                standing = .begun
            } else if let words = events.cancelled[assignment.visit] {
                standing = .lost(.cancelled, words)
            } else if let words = declined[pair] {
                standing = .lost(.declined, words)
            } else if let outage = outage(of: assignment) {
                standing = .lost(.out, outage.reason)
            } else if assignment.startMinute < nowMinute {
                // The start of a visit that lost another role has passed.
                standing = .published
            } else {
                let role = VisitRole(assignment)
                let isBound = events.accepted.contains(role) || pins.contains(role)
                standing = isBound ? .accepted : .published
            }
            standings.append(standing)
        }
        noteBegun()
    }

    private struct Pair: Hashable {
        var visit: VisitID
        var team: TeamID
    }

    private func outage(of assignment: Assignment) -> Outage? {
        events.outages.first {
            $0.team == assignment.team
                && ($0.shiftStartMinute ?? assignment.shiftStartMinute)
                    == assignment.shiftStartMinute
        }
    }

    private mutating func noteBegun() {
        let begun = Set(
            zip(plan.assignments, standings).compactMap { assignment, standing in
                if case .begun = standing { assignment.visit } else { nil }
            }
        )
        day.begun = day.scenario.visits.map(\.id).filter { begun.contains($0) }
        day.presumed = begun.subtracting(events.begun)
    }

    // MARK: Shifts

    private mutating func changeShifts() {
        for (assignment, standing) in zip(plan.assignments, standings) {
            guard let visit = visits[assignment.visit] else { continue }
            switch standing {
            case .begun: shifts.noteBegun(assignment, visit: visit)
            case .accepted, .published: shifts.noteOpen(assignment, visit: visit)
            case .lost: break
            }
        }
        for outage in events.outages {
            guard let team = teams[outage.team] else { continue }
            shifts.takeOut(team: team, shiftStartMinute: outage.shiftStartMinute)
        }
        day.scenario.shifts = shifts.changed()
    }

    // MARK: Visits

    private mutating func changeVisits() {
        let begun = Set(day.begun)
        for index in day.scenario.visits.indices {
            let visit = day.scenario.visits[index]
            if begun.contains(visit.id) { continue }
            let isCancelled = events.cancelled[visit.id] != nil
            let windows = isCancelled ? [] : windowsFromNow(of: visit)
            day.scenario.visits[index].windows = windows
            let unfit = shifts.refusals.filter { refusal in
                !standsWith(refusal.team, visit.id)
                    && windows.contains {
                        min($0.endMinute, refusal.untilMinute) - $0.startMinute >= visit.minutes
                    }
            }
            refuse(unfit.map(\.team), index)
        }
        for pair in events.declined {
            guard let visit = visits[pair.visit], let team = teams[pair.team],
                !begun.contains(pair.visit)
            else { continue }
            refuse([team], visit)
        }
    }

    /// Whether a promise of a team to serve a visit still stands.
    private func standsWith(_ team: Int, _ visit: VisitID) -> Bool {
        let id = day.scenario.teams[team].id
        return zip(plan.assignments, standings).contains { assignment, standing in
            guard assignment.visit == visit, assignment.team == id else { return false }
            if case .lost = standing { return false }
            return true
        }
    }

    private func windowsFromNow(of visit: Visit) -> [TimeWindow] {
        visit.windows.compactMap { window in
            let start = max(nowMinute, window.startMinute)
            guard window.endMinute - start >= visit.minutes else { return nil }
            return TimeWindow(startMinute: start, endMinute: window.endMinute)
        }
    }

    private mutating func refuse(_ teams: [Int], _ visit: Int) {
        guard !teams.isEmpty else { return }
        let refused = Set(day.scenario.visits[visit].refusedTeams).union(teams)
        day.scenario.visits[visit].refusedTeams = refused.sorted()
    }

    // MARK: Promises

    private mutating func writeCommitments() {
        var rows: [Commitment] = []
        let open = visitsThatLostARole
        for (assignment, standing) in zip(plan.assignments, standings) {
            switch standing {
            case .begun:
                rows.append(commitment(assignment, .pinned, crew: assignment.crew))
            case .accepted where !open.contains(assignment.visit):
                rows.append(commitment(assignment, .pinned, crew: nil))
                day.pinned.append(VisitRole(assignment))
            case .accepted:
                rows.append(commitment(assignment, .published, crew: nil))
                day.released.append(ReleasedPin(assignment: assignment, reason: .partnerLost))
            case .published:
                rows.append(commitment(assignment, .published, crew: nil))
            case .lost(let reason, let words):
                lose(assignment, reason, words)
            }
        }
        day.scenario.commitments = rows
    }

    /// Visits of which a role has lost its team; the other roles may need another start.
    private var visitsThatLostARole: Set<VisitID> {
        Set(
            zip(plan.assignments, standings).compactMap { assignment, standing in
                if case .lost = standing { assignment.visit } else { nil }
            }
        )
    }

    private mutating func lose(_ assignment: Assignment, _ reason: LossReason, _ words: String) {
        day.lost.append(LostAssignment(assignment: assignment, reason: reason, words: words))
        let role = VisitRole(assignment)
        let wasPinned = day.scenario.commitments.contains {
            $0.kind == .pinned && $0.visit == role.visit && $0.role == role.role
        }
        if reason == .out, wasPinned || events.accepted.contains(role) {
            day.released.append(ReleasedPin(assignment: assignment, reason: .shiftGone))
        }
    }

    private func commitment(
        _ assignment: Assignment,
        _ kind: CommitmentKind,
        crew: Int?
    ) -> Commitment {
        let visit = visits[assignment.visit]
        let roles = visit.map { day.scenario.roles(of: day.scenario.visits[$0]) } ?? []
        return Commitment(
            visit: assignment.visit,
            role: assignment.role,
            team: assignment.team,
            startMinute: assignment.startMinute,
            kind: kind,
            crew: crew,
            visitIndex: visit,
            roleIndex: roles.firstIndex { $0.id == assignment.role },
            teamIndex: teams[assignment.team]
        )
    }

    private mutating func keepWhatStands() {
        let open = visitsThatLostARole
        var served: Set<VisitID> = []
        for (assignment, standing) in zip(plan.assignments, standings) {
            if case .lost = standing { continue }
            let hasPassed: Bool
            if case .begun = standing {
                hasPassed = false
            } else {
                hasPassed = assignment.startMinute < nowMinute
            }
            if open.contains(assignment.visit) || hasPassed { continue }
            day.standing.assignments.append(shifts.moved(assignment))
            served.insert(assignment.visit)
        }
        day.standing.unserved = day.scenario.visits.map(\.id).filter { !served.contains($0) }
            .map { UnservedVisit(visit: $0, reason: "not-settled") }
    }
}
