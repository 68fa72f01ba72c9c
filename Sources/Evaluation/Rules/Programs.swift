import Scheduling

extension Audit {
    /// Rule 8: `gap` days between a program's sessions, at most `max_teams` teams per role.
    func programs(_ reading: PlanReading) -> [Violation] {
        scenario.programs.flatMap { program in
            closeSessions(program, reading) + excessTeams(program, reading)
        }
    }

    private func closeSessions(_ program: Program, _ reading: PlanReading) -> [Violation] {
        let sessions = program.visitIndices.compactMap { index in
            reading.startMinute(ofVisit: index).map { (day: dayNumber($0), visitIndex: index) }
        }
        .sorted { ($0.day, $0.visitIndex) < ($1.day, $1.visitIndex) }
        return zip(sessions, sessions.dropFirst()).compactMap { earlier, later in
            let days = later.day - earlier.day
            guard days < program.gapDays else { return nil }
            let (one, two) = (
                scenario.visits[earlier.visitIndex].id, scenario.visits[later.visitIndex].id
            )
            return Violation(
                .sessionsTooClose,
                .init(visits: [one, two], program: program.id),
                english:
                    "visits \(one) and \(two): \(days) days apart, at least \(program.gapDays)",
                chinese: "服务 \(one) 与 \(two)：相隔 \(days) 天，至少应隔 \(program.gapDays) 天"
            )
        }
    }

    private func dayNumber(_ minute: Int) -> Int {
        minute >= 0 ? minute / minutesPerDay : (minute - minutesPerDay + 1) / minutesPerDay
    }

    private func excessTeams(_ program: Program, _ reading: PlanReading) -> [Violation] {
        guard let limit = program.maxTeams else { return [] }
        let roles = scenario.services[program.serviceIndex].roles
        return zip(roles, teamCounts(program, reading)).compactMap { role, count in
            guard count > limit else { return nil }
            return Violation(
                .tooManyTeams,
                .init(role: role.id, program: program.id),
                english: "program \(program.id) role \(role.id): \(count) teams, at most \(limit)",
                chinese: "项目 \(program.id) 角色 \(role.id)：用了 \(count) 支队伍，最多 \(limit) 支"
            )
        }
    }

    /// For each role of a program, how many different teams serve it.
    func teamCounts(_ program: Program, _ reading: PlanReading) -> [Int] {
        scenario.services[program.serviceIndex].roles.indices.map { roleIndex in
            let teams = program.visitIndices.compactMap { visitIndex in
                reading.filling(visitIndex: visitIndex, roleIndex: roleIndex)
                    .map { scenario.shifts[$0.shiftIndex].teamIndex }
            }
            return Set(teams).count
        }
    }
}
