import Scheduling

/// What became of a promise of the plan in hand.
public struct PlanChange: Hashable, Sendable {
    /// What kind of change.
    public enum Kind: String, CaseIterable, Sendable, Hashable {
        /// Another team comes.
        case otherTeam = "other-team"
        /// The same team comes at another time, beyond the tolerance.
        case otherTime = "other-time"
        /// Nobody comes.
        case dropped
    }

    /// The promise.
    public var before: Assignment
    /// What stands in its place; nil where nothing does.
    public var after: Assignment?

    /// What kind of change.
    public var kind: Kind {
        guard let after else { return .dropped }
        return after.team == before.team ? .otherTime : .otherTeam
    }
}

/// How a new plan of a day under way differs from what stands of the plan in hand.
public struct PlanDifference: Hashable, Sendable {
    /// Promises not kept, in order of the time promised; each costs `weights.change`.
    public var changes: [PlanChange] = []
    /// Promises kept whose start moved within the tolerance, in order of the time promised.
    public var shifted: [PlanChange] = []
    /// Visits served that what stands of the plan in hand leaves out, in order of start.
    public var gained: [Assignment] = []

    /// Compares a new plan with the promises of a day.
    public init(_ plan: Plan, of day: ChangedDay) {
        let tolerance = day.scenario.weights.changeToleranceMinutes
        let found = Dictionary(
            plan.assignments.map { (VisitRole($0), $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let promised = day.scenario.promises(of: .published)
        for promise in promised {
            let after = found[VisitRole(promise)]
            let change = PlanChange(before: promise, after: after)
            let moved = after.map { abs($0.startMinute - promise.startMinute) }
            if after?.team == promise.team, let moved, moved <= tolerance {
                if moved > 0 { shifted.append(change) }
            } else {
                changes.append(change)
            }
        }
        let known = Set((promised + day.scenario.promises(of: .pinned)).map(\.visit))
        gained = plan.assignments.filter { !known.contains($0.visit) }
            .sorted { ($0.startMinute, $0.visit, $0.role) < ($1.startMinute, $1.visit, $1.role) }
    }
}

extension Scenario {
    /// The commitments of a kind as assignments, in order of time; they name no shift and crew.
    func promises(of kind: CommitmentKind) -> [Assignment] {
        commitments.filter { $0.kind == kind }.compactMap { row in
            guard let role = row.role, let visit = row.visitIndex else { return nil }
            return Assignment(
                visit: row.visit,
                role: role,
                team: row.team,
                shiftStartMinute: row.startMinute,
                crew: row.crew ?? 0,
                startMinute: row.startMinute,
                endMinute: row.startMinute + visits[visit].minutes
            )
        }
        .sorted { ($0.startMinute, $0.visit, $0.role) < ($1.startMinute, $1.visit, $1.role) }
    }
}
