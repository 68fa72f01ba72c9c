extension DraftValidator {
    /// Notes what is allowed but hardly meant; called only where there is no error.
    mutating func warnOfOddities() {
        warnOfTeams()
        warnOfRoles()
        warnOfShifts()
        warnOfVisits()
        warnOfCommitments()
    }

    private mutating func warnOfTeams() {
        let working = Set(scenario.shifts.map(\.teamIndex))
        let rostered = Set(draft.shifts.compactMap { teamIndices[$0.team] })
        let asked = Set(draft.roles.flatMap { $0.skills.map(\.skill) })
        var named: Set<String> = []
        for (record, team) in scenario.teams.enumerated() {
            let row = RecordReference(.teams, record)
            if !working.contains(record) {
                let phrase: FaultPhrase =
                    rostered.contains(record) ? .teamWithoutShiftDate : .teamWithoutShift
                fault(.teamWithoutShift, row, "id", .text(phrase), found: team.id.text)
            }
            for skill in team.skills
            where !asked.contains(skill.skill) && named.insert(skill.skill).inserted {
                fault(
                    .skillAskedByNone,
                    row,
                    "skills",
                    .text(.skillAskedByNone),
                    found: skill.skill,
                    expected: .text(.skillOfRoles)
                )
            }
        }
    }

    private mutating func warnOfRoles() {
        for (record, role) in draft.roles.enumerated() {
            let skills = role.skills
            let isHeld = scenario.teams.contains { team in
                skills.allSatisfy { team.level(of: $0.skill) >= $0.level }
            }
            if isHeld || skills.isEmpty { continue }
            fault(
                .roleWithoutTeam,
                RecordReference(.roles, record),
                "skills",
                .text(skills.count == 1 ? .skillOfNoTeam : .skillsOfNoTeam),
                found: skills.map { "\($0.skill):\($0.level)" }.joined(separator: ";"),
                expected: .text(.skillsOfTeams)
            )
        }
    }

    private mutating func warnOfShifts() {
        for (record, shift) in draft.shifts.enumerated() {
            let days = 0..<scenario.days
            let matches = days.contains { day in
                shift.dates.contains(scenario.start.advanced(byDays: day))
            }
            if matches { continue }
            fault(
                .shiftOnNoDate,
                RecordReference(.shifts, record),
                "date",
                .text(.shiftOnNoDate),
                expected: .text(
                    .dateFromTo,
                    .value(scenario.start.description),
                    .value(scenario.start.advanced(byDays: scenario.days - 1).description)
                )
            )
        }
    }

    private mutating func warnOfVisits() {
        let qualified = teamsByRole()
        for (record, request) in draft.requests.enumerated() {
            let row = RecordReference(.requests, record)
            let visit = scenario.visits[record]
            if visit.windows.isEmpty {
                fault(
                    .visitWithoutWindow,
                    row,
                    nil,
                    .text(.noWindow),
                    found: request.id
                )
            }
            warnOfTeams(of: visit, row, qualified: qualified)
        }
        for (record, program) in scenario.programs.enumerated() {
            let row = RecordReference(.programs, record)
            guard let first = program.visitIndices.first else {
                fault(
                    .programWithoutSession,
                    row,
                    nil,
                    .text(.noSession),
                    found: program.id.text
                )
                continue
            }
            if scenario.visits[first].windows.isEmpty {
                fault(
                    .visitWithoutWindow,
                    row,
                    nil,
                    .text(.noWindowOfSessions),
                    found: program.id.text
                )
            }
            warnOfTeams(of: scenario.visits[first], row, qualified: qualified)
        }
    }

    /// For each service and role, the teams with all its skills.
    private func teamsByRole() -> [[[Int]]] {
        scenario.services.map { service in
            service.roles.map { role in
                scenario.teams.indices.filter { index in
                    let team = scenario.teams[index]
                    return role.skills.allSatisfy { team.level(of: $0.skill) >= $0.level }
                }
            }
        }
    }

    private mutating func warnOfTeams(
        of visit: Visit,
        _ row: RecordReference,
        qualified: [[[Int]]]
    ) {
        guard !visit.refusedTeams.isEmpty else { return }
        let refused = Set(visit.refusedTeams)
        for (role, teams) in qualified[visit.serviceIndex].enumerated()
        where !teams.isEmpty && refused.isSuperset(of: teams) {
            let name = scenario.roles(of: visit)[role].id.text
            fault(
                .visitWithoutTeam,
                row,
                "refuse",
                .text(.allRefused, .value(name))
            )
        }
        for team in visit.preferredTeams where refused.contains(team) {
            fault(
                .preferredAndRefused,
                row,
                "refuse",
                .text(.preferredAndRefused),
                found: scenario.teams[team].id.text
            )
        }
    }

    private mutating func warnOfCommitments() {
        for (record, commitment) in scenario.commitments.enumerated()
        where commitment.kind == .published {
            let row = RecordReference(.commitments, record)
            let (phrase, column, found): (FaultPhrase, String, String?)
            if commitment.visitIndex == nil {
                (phrase, column, found) = (.publishedNoVisit, "visit", commitment.visit.text)
            } else if commitment.roleIndex == nil {
                (phrase, column, found) = (.publishedNoRole, "role", commitment.role?.text)
            } else if commitment.teamIndex == nil {
                (phrase, column, found) = (.publishedNoTeam, "team", commitment.team.text)
            } else {
                continue
            }
            fault(.publishedUnknown, row, column, .text(phrase), found: found)
        }
    }
}
