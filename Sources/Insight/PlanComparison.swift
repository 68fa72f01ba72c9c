import Scheduling

/// What becomes of the visits of one plan in another.
struct PlanComparison: Hashable, Sendable {
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
            case (let left?, let right?) where left != right:
                if crews(left) != crews(right) {
                    moved.append(id)
                } else if left.first?.startMinute != right.first?.startMinute {
                    retimed.append(id)
                }
            default: break
            }
        }
    }

    /// Who fills each role.
    private func crews(_ rows: [Assignment]) -> [RoleID: CrewKey] {
        Dictionary(rows.map { ($0.role, CrewKey($0)) }, uniquingKeysWith: { first, _ in first })
    }
}
