import Scheduling

/// commitments.csv made from a plan, for the next night's scenario.
public enum CommitmentsTable {
    /// The rows that a plan commits to, in the order of its assignments.
    public static func records(
        of plan: Plan,
        for scenario: Scenario,
        kind: CommitmentKind = .published
    ) -> [CommitmentRecord] {
        plan.assignments.map { assignment in
            CommitmentRecord(
                visit: assignment.visit.text,
                role: assignment.role.text,
                team: assignment.team.text,
                start: scenario.moment(assignment.startMinute),
                kind: kind,
                crew: assignment.crew
            )
        }
    }

    /// The bytes of commitments.csv with all of a plan's assignments.
    public static func encode(
        _ plan: Plan,
        for scenario: Scenario,
        kind: CommitmentKind = .published
    ) -> [UInt8] {
        encode(records(of: plan, for: scenario, kind: kind))
    }

    /// The bytes of commitments.csv with the given rows.
    public static func encode(_ rows: [CommitmentRecord]) -> [UInt8] { DraftText.commitments(rows) }
}

extension Scenario {
    /// A minute of the horizon as a date and a minute of it.
    func moment(_ minute: Int) -> DraftMoment {
        let ofDay = (minute % minutesPerDay + minutesPerDay) % minutesPerDay
        let date = start.advanced(byDays: (minute - ofDay) / minutesPerDay)
        return .minute(date, minuteOfDay: ofDay)
    }
}
