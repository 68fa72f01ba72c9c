import ScenarioFiles
import Scheduling

/// Why a promise of the plan in hand can't stand any more.
public enum LossReason: String, CaseIterable, Sendable, Hashable {
    /// The visit was called off.
    case cancelled
    /// Its team declined.
    case declined
    /// Its team or shift is out.
    case out
}

/// An assignment of the plan in hand that events made impossible.
public struct LostAssignment: Hashable, Sendable {
    /// The assignment.
    public var assignment: Assignment
    /// What made it impossible.
    public var reason: LossReason
    /// The reason given with the event; empty where there is none.
    public var words: String
}

/// Why a pinned or accepted assignment is pinned no more.
public enum ReleaseReason: String, CaseIterable, Sendable, Hashable {
    /// Its shift is gone.
    case shiftGone = "shift-gone"
    /// Another role of the visit lost its team, so that its start is open again.
    case partnerLost = "partner-lost"
    /// It can't be kept together with what has happened.
    case conflict
}

/// A pinned or accepted assignment that binds no more.
public struct ReleasedPin: Hashable, Sendable {
    /// The assignment.
    public var assignment: Assignment
    /// Why.
    public var reason: ReleaseReason
}

/// A day under way: the scenario as events have changed it, and what still stands of the plan.
public struct ChangedDay: Sendable {
    /// What is to be planned from now on; what has begun is pinned, what was promised is published.
    public var scenario: Scenario
    /// The plan in hand without what events made impossible, in terms of ``scenario``.
    public var standing: Plan
    /// The moment, in minutes since the first midnight of the horizon.
    public var nowMinute: Int
    /// Visits that are over or under way, in the scenario's order.
    public var begun: [VisitID]
    /// Those of them that no event names: the plan started them before now.
    public var presumed: Set<VisitID>
    /// Roles of visits that are pinned because their teams accepted, or were before.
    public var pinned: [VisitRole]
    /// Requests that came in.
    public var added: [VisitID]
    /// Assignments that events made impossible, in the plan's order.
    public var lost: [LostAssignment]
    /// Pinned or accepted assignments that bind no more, in the plan's order.
    public var released: [ReleasedPin]
    /// Pairs of visit and team that are excluded.
    public var declined: [DeclinedPair]
    /// What is odd about the events but allowed.
    public var warnings: [InputFault] = []

    /// Applies events to a scenario and the plan in hand.
    ///
    /// - Parameters:
    ///   - reading: The scenario as it was read.
    ///   - plan: The plan in hand; it must be valid for the scenario.
    ///   - events: What happened, as it was read.
    ///   - nowMinute: The moment, in minutes since the first midnight of the horizon.
    /// - Throws: `InvalidScenario` with all that is wrong with the events.
    public init(
        _ reading: ScenarioReading,
        plan: Plan,
        events: EventsReading,
        nowMinute: Int
    ) throws(InvalidScenario) {
        let check = EventCheck(reading.scenario, plan: plan, nowMinute: nowMinute, reading: events)
        let (scenario, faults) = reading.withRequests(
            check.result.requests,
            lines: check.requestLines,
            unreadable: check.unreadableCells,
            file: events.file
        )
        let all = (check.faults + faults).enumerated()
            .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
            .map(\.element)
        guard let scenario, !all.contains(where: { $0.severity == .error }) else {
            throw InvalidScenario(faults: all)
        }
        self.init(scenario, plan: plan, events: check.result, nowMinute: nowMinute)
        warnings = all
    }

    /// Applies events that were checked; requests that came in must be in the scenario already.
    public init(_ scenario: Scenario, plan: Plan, events: DayEvents, nowMinute: Int) {
        var change = DayChange(scenario, plan: plan, events: events, nowMinute: nowMinute)
        self = change.run()
    }

    init(_ scenario: Scenario, nowMinute: Int, events: DayEvents) {
        self.scenario = scenario
        self.nowMinute = nowMinute
        standing = Plan()
        begun = []
        presumed = []
        pinned = []
        added = events.requests.map { VisitID($0.id) }
        lost = []
        released = []
        declined = events.declined
    }
}

extension ScenarioReading {
    /// The scenario with further requests, or what is wrong with them.
    fileprivate func withRequests(
        _ requests: [RequestRecord],
        lines: [Int],
        unreadable: [Set<String>],
        file: String
    ) -> (Scenario?, [InputFault]) {
        if requests.isEmpty { return (scenario, []) }
        var extended = draft
        extended.requests += requests
        var notes = DraftNotes()
        notes.fallbackName = scenario.name
        for (number, columns) in unreadable.enumerated() {
            let record = draft.requests.count + number
            notes.unreadable.formUnion(
                columns.map { RecordLocation(table: .requests, record: record, column: $0) }
            )
        }
        let verdict = extended.judged(with: notes)
        let faults = verdict.faults.compactMap { fault -> InputFault? in
            guard fault.location.table == .requests, let record = fault.location.record,
                record >= draft.requests.count
            else { return nil }
            let number = record - draft.requests.count
            let column = fault.location.column == "id" ? "visit" : fault.location.column
            let isKnown = number < unreadable.count && unreadable[number].contains(column ?? "")
            if isKnown { return nil }
            return InputFault(
                code: fault.code,
                file: file,
                line: number < lines.count ? lines[number] : 0,
                column: column,
                message: fault.message,
                found: fault.found,
                expected: fault.expected
            )
        }
        return (verdict.scenario, faults)
    }
}
