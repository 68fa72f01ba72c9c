import Scheduling

/// A shift of the horizon, and where its crews start.
struct RosterShift {
    let row: Int
    let team: Int
    let start: Int
    let end: Int
    let people: Int
}

extension ScenarioMaker {
    /// The shifts of all rows, in the order of the rows.
    func rosterShifts() -> [RosterShift] {
        let teamIndex = Dictionary(
            uniqueKeysWithValues: draft.teams.enumerated().map { ($1.id, $0) }
        )
        var shifts: [RosterShift] = []
        for (index, row) in draft.shifts.enumerated() {
            guard let team = teamIndex[row.team] else { continue }
            for day in 0..<blueprint.days where row.dates.contains(date(day)) {
                shifts.append(
                    RosterShift(
                        row: index,
                        team: team,
                        start: day * minutesPerDay + row.startMinute,
                        end: day * minutesPerDay + row.endMinute,
                        people: row.people ?? 1
                    )
                )
            }
        }
        return shifts
    }

    /// Minutes from a team's base to a request; 0 where it is served from the base.
    func way(team: Int, request: Int) -> Int {
        guard let point = requestPoints[request] else { return 0 }
        // A visit at the base itself is no move.
        if let site = draft.requests[request].site, site == draft.teams[team].base { return 0 }
        return travelMinutes(sitePoints[teamBases[team]], point, speed: speed(ofTeam: team))
    }

    /// The earliest start at which a shift could serve a request alone, radius and skills apart.
    func earliestStart(
        of request: Int,
        windows: [DayInterval],
        in shift: RosterShift,
        way: Int
    ) -> Int? {
        let kind = services[requestServices[request]]
        let minutes = draft.requests[request].minutes ?? kind.minutes
        if shift.people < kind.roles[0].people ?? 1 { return nil }
        for window in windows {
            let start = max(window.startMinute, shift.start + way)
            if start + minutes <= min(window.endMinute, shift.end - way) { return start }
        }
        return nil
    }
}
