import Scheduling

/// A plan in which team A, on duty from 08:00, serves visits as helper.
///
/// - Parameters:
///   - visits: each visit with the minute of its start.
///   - minutes: how long each takes.
/// - Returns: the plan.
public func helperPlan(_ visits: [(id: String, startMinute: Int)], minutes: Int) -> Plan {
    Plan(
        assignments: visits.map { visit in
            Assignment(
                visit: VisitID(visit.id),
                role: "helper",
                team: "A",
                shiftStartMinute: 480,
                crew: 1,
                startMinute: visit.startMinute,
                endMinute: visit.startMinute + minutes
            )
        }
    )
}
