import Scheduling

extension Audit {
    /// Rule 3: crews of teams that qualify, are not refused, and reach the visit within `radius`.
    func qualification(_ reading: PlanReading) -> [Violation] {
        reading.fillings.joined().flatMap { filling in
            let given = FillingCase(filling, in: scenario)
            return lackingSkills(given) + refusal(given) + excessDistance(given)
                + missingPeople(given)
        }
    }

    private func lackingSkills(_ given: FillingCase) -> [Violation] {
        given.role.skills.compactMap { asked in
            let held = given.team.level(of: asked.skill)
            guard held < asked.level else { return nil }
            return Violation(
                .lacksSkill,
                given.subject,
                english: "\(given.english): lacks \(asked.skill):\(asked.level)",
                chinese: "\(given.chinese)：缺少技能 \(asked.skill):\(asked.level)"
            )
        }
    }

    private func refusal(_ given: FillingCase) -> [Violation] {
        guard given.visit.refusedTeams.contains(given.shift.teamIndex) else { return [] }
        return [
            Violation(
                .refused,
                given.subject,
                english: "\(given.english): is refused",
                chinese: "\(given.chinese)：该队被拒绝"
            )
        ]
    }

    private func excessDistance(_ given: FillingCase) -> [Violation] {
        guard let radius = given.team.radiusMinutes else { return [] }
        let place = scenario.placeIndex(of: given.visit, servedBy: given.team)
        let minutes = scenario.travelMinutes(
            from: given.team.baseSiteIndex,
            to: place,
            team: given.team
        )
        guard minutes > radius else { return [] }
        return [
            Violation(
                .beyondRadius,
                given.subject,
                english: "\(given.english): \(minutes) minutes from its base, at most \(radius)",
                chinese: "\(given.chinese)：距驻地 \(minutes) 分钟，服务半径为 \(radius) 分钟"
            )
        ]
    }

    private func missingPeople(_ given: FillingCase) -> [Violation] {
        guard given.shift.people < given.role.people else { return [] }
        return [
            Violation(
                .tooFewPeople,
                given.subject,
                english: "\(given.english): its crews have \(given.shift.people) people, "
                    + "the role needs \(given.role.people)",
                chinese: "\(given.chinese)：每组 \(given.shift.people) 人，该角色需 \(given.role.people) 人"
            )
        ]
    }
}

/// A filled role with the things that its indices mean, and its name in both languages.
private struct FillingCase {
    let visit: Visit
    let role: Role
    let shift: Shift
    let team: Team
    let crew: Int

    init(_ filling: Filling, in scenario: Scenario) {
        visit = scenario.visits[filling.visitIndex]
        role = scenario.roles(of: visit)[filling.roleIndex]
        shift = scenario.shifts[filling.shiftIndex]
        team = scenario.teams[shift.teamIndex]
        crew = filling.crew
    }

    var english: String { "visit \(visit.id) role \(role.id) team \(team.id)" }

    var chinese: String { "服务 \(visit.id) 角色 \(role.id) 队伍 \(team.id)" }

    var subject: Violation.Subject {
        .init(
            visits: [visit.id],
            role: role.id,
            team: team.id,
            shiftStartMinute: shift.startMinute,
            crew: crew
        )
    }
}
