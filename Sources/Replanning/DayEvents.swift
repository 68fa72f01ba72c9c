import ScenarioFiles
import Scheduling

/// One role of one visit.
public struct VisitRole: Hashable, Comparable, Sendable {
    /// The visit.
    public var visit: VisitID
    /// The role.
    public var role: RoleID

    /// A role of a visit.
    public init(visit: VisitID, role: RoleID) {
        self.visit = visit
        self.role = role
    }

    /// The role that an assignment fills.
    public init(_ assignment: Assignment) {
        self.init(visit: assignment.visit, role: assignment.role)
    }

    /// Orders by visit, then by role.
    public static func < (left: VisitRole, right: VisitRole) -> Bool {
        (left.visit, left.role) < (right.visit, right.role)
    }
}

/// A team that won't serve a visit, and why.
public struct DeclinedPair: Hashable, Sendable {
    /// The visit.
    public var visit: VisitID
    /// The team.
    public var team: TeamID
    /// Its reason, in its own words; empty where it gave none.
    public var reason: String

    /// A team that won't serve a visit.
    public init(visit: VisitID, team: TeamID, reason: String = "") {
        self.visit = visit
        self.team = team
        self.reason = reason
    }
}

/// A team that can't go on, wholly or for one shift.
public struct Outage: Hashable, Sendable {
    /// The team.
    public var team: TeamID
    /// The start of the shift that is out; nil = all shifts that have not ended.
    public var shiftStartMinute: Int?
    /// Why; empty where nobody said.
    public var reason: String

    /// A team, or one of its shifts, that is out.
    public init(team: TeamID, shiftStartMinute: Int? = nil, reason: String = "") {
        self.team = team
        self.shiftStartMinute = shiftStartMinute
        self.reason = reason
    }
}

/// What the events of a day come to, names resolved and without contradictions.
public struct DayEvents: Hashable, Sendable {
    /// Visits that are over or under way.
    public var begun: Set<VisitID> = []
    /// Visits called off, with the reason.
    public var cancelled: [VisitID: String] = [:]
    /// Roles of visits that their teams have promised to fill.
    public var accepted: Set<VisitRole> = []
    /// Pairs of visit and team that may not come together, in the order of the events.
    public var declined: [DeclinedPair] = []
    /// Teams and shifts that are out, in the order of the events.
    public var outages: [Outage] = []
    /// Requests that came in.
    public var requests: [RequestRecord] = []

    /// No events.
    public init() {}
}

/// Checks the rows of an events file against a scenario and the plan in hand.
struct EventCheck {
    private let scenario: Scenario
    private let nowMinute: Int
    private let file: String
    private let visits: [VisitID: Int]
    private let teams: [TeamID: Int]
    private let assignments: [VisitID: [Assignment]]
    private(set) var result = DayEvents()
    private(set) var faults: [InputFault] = []
    /// The line of each request that came in.
    private(set) var requestLines: [Int] = []
    /// By line, the columns whose cells can't be read; nil stands for the whole row.
    private var unreadable: [Int: Set<String?>] = [:]
    /// The line of the event that last said so of a visit.
    private var begunLines: [VisitID: Int] = [:]
    private var cancelledLines: [VisitID: Int] = [:]
    private var declinedLines: [DeclinedKey: Int] = [:]

    private struct DeclinedKey: Hashable {
        var visit: VisitID
        var team: TeamID
    }

    init(_ scenario: Scenario, plan: Plan, nowMinute: Int, reading: EventsReading) {
        self.scenario = scenario
        self.nowMinute = nowMinute
        file = reading.file
        visits = scenario.visits.map(\.id).positions
        teams = scenario.teams.map(\.id).positions
        assignments = Dictionary(grouping: plan.assignments, by: \.visit)
        faults = reading.faults
        for fault in reading.faults where fault.severity == .error {
            unreadable[fault.line, default: []].insert(fault.column)
        }
        // Of a row with a cell that can't be read the others are judged all the same.
        for event in reading.events where !isUnreadable(event) { take(event) }
        checkAgreement()
    }

    private func isUnreadable(_ event: EventRecord) -> Bool {
        event.line != 0 && unreadable[event.line]?.contains(nil) ?? false
    }

    /// The columns of each request that came in that must not be judged.
    var unreadableCells: [Set<String>] {
        zip(requestLines, result.requests).map { line, request in
            let columns = Set((line == 0 ? [] : unreadable[line] ?? []).compactMap { $0 })
            return request.id.isEmpty ? columns.union(["visit"]) : columns
        }
    }

    private mutating func take(_ event: EventRecord) {
        switch event.kind {
        case .accepted: accept(event)
        case .declined: decline(event)
        case .done, .underWay: begin(event)
        case .cancelled: cancel(event)
        case .new: add(event)
        case .out: takeOut(event)
        }
    }

    // MARK: Kinds of events

    private mutating func accept(_ event: EventRecord) {
        guard let filled = filledRoles(event) else { return }
        result.accepted.formUnion(filled.map { VisitRole($0) })
        // Who first declined and then accepted comes after all.
        for assignment in filled {
            declinedLines[DeclinedKey(visit: assignment.visit, team: assignment.team)] = nil
            result.declined.removeAll {
                $0.visit == assignment.visit && $0.team == assignment.team
            }
        }
    }

    private mutating func decline(_ event: EventRecord) {
        guard let visit = visit(of: event) else { return }
        let team: TeamID
        if let name = event.team, event.role == nil {
            guard let known = self.team(name, event) else { return }
            team = known
        } else {
            guard let filled = filledRoles(event) else { return }
            guard filled.count == 1 || Set(filled.map(\.team)).count == 1 else {
                return fault(.roleAmbiguous, event, "team", .nothingGiven, nil, .text(.roleOrTeam))
            }
            team = filled[0].team
        }
        declinedLines[DeclinedKey(visit: visit, team: team)] = event.line
        result.declined.removeAll { $0.visit == visit && $0.team == team }
        result.declined.append(
            DeclinedPair(visit: visit, team: team, reason: event.reason ?? "")
        )
        for assignment in assignments[visit] ?? [] where assignment.team == team {
            result.accepted.remove(VisitRole(assignment))
        }
    }

    private mutating func begin(_ event: EventRecord) {
        guard let visit = visit(of: event) else { return }
        guard let filled = assignments[visit], let first = filled.first else {
            return notInPlan(event, visit)
        }
        guard first.startMinute <= nowMinute else {
            return fault(
                .eventNotBegun,
                event,
                "visit",
                .notBegun,
                scenario.stamp(first.startMinute),
                .text(.startedBy, .value(scenario.stamp(nowMinute)))
            )
        }
        result.begun.insert(visit)
        begunLines[visit] = event.line
    }

    private mutating func cancel(_ event: EventRecord) {
        guard let visit = visit(of: event) else { return }
        result.cancelled[visit] = event.reason ?? ""
        cancelledLines[visit] = event.line
    }

    private mutating func add(_ event: EventRecord) {
        guard let request = event.request else { return }
        if request.id.isEmpty { missing(event, "visit") }
        result.requests.append(request)
        requestLines.append(event.line)
    }

    private mutating func takeOut(_ event: EventRecord) {
        guard let name = event.team else { return missing(event, "team") }
        guard let team = team(name, event), let index = teams[team] else { return }
        var start: Int?
        if let moment = event.shift {
            let minute = moment.minutes(since: scenario.start)
            guard
                scenario.shifts.contains(where: {
                    $0.teamIndex == index && $0.startMinute == minute
                })
            else {
                return fault(
                    .idUnknown,
                    event,
                    "shift",
                    .noShift,
                    moment.description,
                    .text(.shiftOfTeam)
                )
            }
            start = minute
        }
        result.outages.append(
            Outage(team: team, shiftStartMinute: start, reason: event.reason ?? "")
        )
    }

    /// What has begun can be neither called off nor declined by those who do it.
    private mutating func checkAgreement() {
        for (visit, line) in begunLines.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            var others = assignments[visit, default: []].compactMap {
                declinedLines[DeclinedKey(visit: visit, team: $0.team)]
            }
            if let cancelled = cancelledLines[visit] { others.append(cancelled) }
            for other in others.sorted().prefix(1) {
                let event = EventRecord(.done, visit: visit.text, line: max(line, other))
                fault(
                    .eventsContradict,
                    event,
                    "event",
                    .eventsContradict,
                    visit.text,
                    .text(.eventOfLine, .init(min(line, other)))
                )
            }
        }
    }

    // MARK: Names

    private mutating func visit(of event: EventRecord) -> VisitID? {
        guard let name = event.visit else {
            missing(event, "visit")
            return nil
        }
        let visit = VisitID(name)
        if visits[visit] != nil { return visit }
        fault(.idUnknown, event, "visit", .noVisit, name, .text(.requestOrSession))
        return nil
    }

    private mutating func team(_ name: String, _ event: EventRecord) -> TeamID? {
        let team = TeamID(name)
        if teams[team] != nil { return team }
        let expected = FaultText.text(.idOf, .value(DraftTable.teams.fileName))
        fault(.idUnknown, event, "team", .noTeam, name, expected)
        return nil
    }

    /// The assignments that an event means; nil, with a fault, where there is none.
    private mutating func filledRoles(_ event: EventRecord) -> [Assignment]? {
        guard let visit = visit(of: event), let index = visits[visit] else { return nil }
        var filled = assignments[visit] ?? []
        if filled.isEmpty {
            notInPlan(event, visit)
            return nil
        }
        if let name = event.role {
            filled.removeAll { $0.role != RoleID(name) }
            let roles = scenario.roles(of: scenario.visits[index]).map(\.id.text)
            if filled.isEmpty {
                fault(.idUnknown, event, "role", .noRole, name, .choice(roles))
                return nil
            }
        }
        if let name = event.team {
            guard let team = team(name, event) else { return nil }
            filled.removeAll { $0.team != team }
            if filled.isEmpty {
                fault(
                    .eventNotInPlan,
                    event,
                    "team",
                    .teamNotInPlan,
                    name,
                    .text(.anAssignmentOfPlan)
                )
                return nil
            }
        }
        return filled
    }

    // MARK: Faults

    private mutating func notInPlan(_ event: EventRecord, _ visit: VisitID) {
        fault(
            .eventNotInPlan,
            event,
            "visit",
            .visitNotInPlan,
            visit.text,
            .text(.anAssignmentOfPlan)
        )
    }

    private mutating func missing(_ event: EventRecord, _ column: String) {
        fault(.valueMissing, event, column, .nothingGiven, nil, .text(.aValue))
    }

    private mutating func fault(
        _ code: FaultCode,
        _ event: EventRecord,
        _ column: String,
        _ message: FaultPhrase,
        _ found: String?,
        _ expected: FaultText
    ) {
        faults.append(
            InputFault(
                code: code,
                file: file,
                line: event.line,
                column: column,
                message: .text(message),
                found: found.map { .value($0) },
                expected: expected
            )
        )
    }
}
