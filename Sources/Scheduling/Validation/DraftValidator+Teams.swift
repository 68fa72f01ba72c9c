extension DraftValidator {
    mutating func checkTeams() {
        for (record, team) in draft.teams.enumerated() {
            let row = RecordReference(.teams, record)
            register(team.id, row, in: \.teamIndices)
            let base = resolve(team.base, row, "base", in: .sites)
            let skills = checkSkills(team.skills, row)
            checkFigure(team.radius, FigureRange.any, row, "radius")
            checkFigure(team.speed, FigureRange.positive, row, "speed")
            checkFigure(team.maxMinutes, FigureRange.any, row, "max_minutes")
            checkFigure(team.fairMinutes, FigureRange.any, row, "fair_minutes")
            checkFigure(team.maxVisits, FigureRange.any, row, "max_visits")
            checkFigure(team.showUp, FigureRange.percent, row, "show_up")
            scenario.teams.append(
                Team(
                    id: TeamID(team.id),
                    name: team.name ?? "",
                    baseSiteIndex: base ?? 0,
                    skills: skills,
                    radiusMinutes: team.radius,
                    metresPerMinute: max(1, team.speed ?? scenario.travelRules.metresPerMinute),
                    maxMinutes: team.maxMinutes,
                    fairMinutes: team.fairMinutes,
                    maxVisits: team.maxVisits,
                    showUpPercent: team.showUp
                )
            )
        }
    }

    mutating func checkShifts() {
        var keys: Set<ShiftKey> = []
        for (record, shift) in draft.shifts.enumerated() {
            let row = RecordReference(.shifts, record)
            let team = resolve(shift.team, row, "team", in: .teams)
            let hours = DayInterval(startMinute: shift.startMinute, endMinute: shift.endMinute)
            checkInterval(hours, row, startColumn: "start", endColumn: "end")
            checkFigure(shift.crews, FigureRange.count, row, "crews")
            checkFigure(shift.people, FigureRange.positive, row, "people")
            checkFigure(shift.capacity, FigureRange.any, row, "capacity")
            guard let team else { continue }
            if isTainted(.shifts, record) || !horizonIsKnown {
                teamsWithFaultyShifts.insert(team)
            } else {
                expand(shift, ofTeam: team, row, keys: &keys)
            }
        }
    }

    /// One shift per matching date of the horizon.
    private mutating func expand(
        _ shift: ShiftRecord,
        ofTeam team: Int,
        _ row: RecordReference,
        keys: inout Set<ShiftKey>
    ) {
        for day in 0..<scenario.days
        where shift.dates.contains(scenario.start.advanced(byDays: day)) {
            let midnight = day * minutesPerDay
            let key = ShiftKey(team: team, startMinute: midnight + shift.startMinute)
            guard keys.insert(key).inserted else {
                reportTwice(shift, day: day, row)
                teamsWithFaultyShifts.insert(team)
                return
            }
            guard scenario.shifts.count < notes.mostExpanded else {
                fault(.inputTooLarge, row, nil, .text(.tooManyShifts, .init(notes.mostExpanded)))
                return
            }
            scenario.shifts.append(
                Shift(
                    teamIndex: team,
                    startMinute: key.startMinute,
                    endMinute: midnight + shift.endMinute,
                    crews: shift.crews ?? 1,
                    people: shift.people ?? 1,
                    capacityUnits: shift.capacity
                )
            )
        }
    }

    private mutating func reportTwice(_ shift: ShiftRecord, day: Int, _ row: RecordReference) {
        let date = scenario.start.advanced(byDays: day)
        fault(
            .shiftTwice,
            row,
            "start",
            .text(.shiftTwice),
            found: "\(shift.team) \(date)T\(clockText(shift.startMinute))",
            expected: .text(.anotherStart)
        )
    }
}

/// What no two shifts may have in common.
struct ShiftKey: Hashable {
    var team: Int
    var startMinute: Int
}
