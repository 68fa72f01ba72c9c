import Scheduling

/// What becomes of the visits of one plan in another.
struct PlanDifference: Hashable, Sendable {
    /// Visits served before and not after, in the order of the scenario.
    var dropped: [VisitID] = []
    /// Visits served after and not before, without the one that it is about.
    var added: [VisitID] = []
    /// Visits served by other teams, shifts or crews than before.
    var moved: [VisitID] = []
    /// Visits with the same crews at another time.
    var retimed: [VisitID] = []

    init(
        from before: Plan,
        to after: Plan,
        in scenario: Scenario,
        about visit: VisitID?
    ) {
        let old = Dictionary(grouping: before.assignments, by: \.visit)
        let new = Dictionary(grouping: after.assignments, by: \.visit)
        for id in scenario.visits.map(\.id) where id != visit {
            switch (old[id], new[id]) {
            case (_?, nil): dropped.append(id)
            case (nil, _?): added.append(id)
            case (let left?, let right?):
                let crews = { (rows: [Assignment]) in
                    rows.map { Crew($0) }.sorted { $0.role < $1.role }
                }
                if crews(left) != crews(right) {
                    moved.append(id)
                } else if left.first?.startMinute != right.first?.startMinute {
                    retimed.append(id)
                }
            case (nil, nil): break
            }
        }
    }

    private struct Crew: Equatable {
        var role: RoleID
        var team: TeamID
        var shift: Int
        var crew: Int

        init(_ row: Assignment) {
            role = row.role
            team = row.team
            shift = row.shiftStartMinute
            crew = row.crew
        }
    }
}
