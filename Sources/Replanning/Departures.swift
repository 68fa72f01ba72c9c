import Scheduling

/// Finds visits of a new plan that a crew could only be in time for had it left before now.
///
/// A crew that is out and idle stays where its last visit was until it is told to go elsewhere. Where
/// the plan in hand sent it to the same visit anyway, it is believed to be on its way.
struct Departures {
    private let day: ChangedDay
    private let visits: [VisitID: Int]
    private let teams: [TeamID: Int]
    private let formerNext: [CrewKey: VisitID]

    init(_ day: ChangedDay) {
        self.day = day
        visits = day.scenario.visits.map(\.id).positions
        teams = day.scenario.teams.map(\.id).positions
        let begun = Set(day.begun)
        let open = day.standing.assignments.filter { !begun.contains($0.visit) }
        formerNext = Dictionary(grouping: open) { CrewKey($0) }
            .compactMapValues { $0.min { $0.startMinute < $1.startMinute }?.visit }
    }

    /// The first visit still to come of each crew that would have had to leave for it before now, in
    /// order of start.
    func tooEarly(in plan: Plan) -> [Assignment] {
        let begun = Set(day.begun)
        let routes = Dictionary(grouping: plan.assignments) { CrewKey($0) }
        let found = routes.compactMap { key, rows -> Assignment? in
            let sorted = rows.sorted { $0.startMinute < $1.startMinute }
            guard let position = sorted.firstIndex(where: { !begun.contains($0.visit) }),
                formerNext[key] != sorted[position].visit,
                let leaves = leavesMinute(sorted, position), leaves < day.nowMinute
            else { return nil }
            return sorted[position]
        }
        return found.sorted { ($0.startMinute, $0.visit) < ($1.startMinute, $1.visit) }
    }

    /// When a crew has to leave for a stop of its route at the latest.
    private func leavesMinute(_ rows: [Assignment], _ position: Int) -> Int? {
        let row = rows[position]
        guard let index = teams[row.team] else { return nil }
        let team = day.scenario.teams[index]
        guard let to = place(row.visit, team) else { return nil }
        let from = position > 0 ? place(rows[position - 1].visit, team) : team.baseSiteIndex
        guard let from else { return nil }
        return row.startMinute - day.scenario.travelMinutes(from: from, to: to, team: team)
    }

    private func place(_ visit: VisitID, _ team: Team) -> Int? {
        visits[visit].map {
            day.scenario.placeIndex(of: day.scenario.visits[$0], servedBy: team)
        }
    }

    /// The day with the teams of such visits excluded from them, unless they have promised to come.
    ///
    /// - Returns: nil where nothing can be excluded.
    func excluding(_ rows: [Assignment]) -> ChangedDay? {
        var changed = day
        for row in rows {
            guard let visit = visits[row.visit], let team = teams[row.team],
                !day.standing.assignments.contains(where: {
                    $0.visit == row.visit && $0.team == row.team
                })
            else { continue }
            let refused = Set(changed.scenario.visits[visit].refusedTeams).union([team])
            changed.scenario.visits[visit].refusedTeams = refused.sorted()
        }
        return changed.scenario == day.scenario ? nil : changed
    }
}
