import Scheduling

extension ScenarioMaker {
    /// Skills that some role asks for, with the highest level asked.
    var skillsAsked: [SkillLevel] {
        var levels: [SkillLevel] = []
        for skill in services.flatMap({ $0.roles.flatMap(\.skills) }) {
            if let known = levels.firstIndex(where: { $0.skill == skill.skill }) {
                levels[known].level = max(levels[known].level, skill.level)
            } else {
                levels.append(skill)
            }
        }
        return levels
    }

    /// The teams with their skills, speeds and bases.
    mutating func makeTeams() {
        let plan = blueprint.teams
        var random = streamOfTown("teams")
        let asked = Set(skillsAsked.map(\.skill))
        let useful = plan.kinds.filter { kind in kind.item.skill.map(asked.contains) ?? true }
        let kinds = random.apportioned(useful, count: plan.count)
        let levels = plan.bases.filter { !(sitesByKind[$0.item] ?? []).isEmpty }
        let bases = random.apportioned(levels, count: plan.count)
        for (index, kind) in kinds.enumerated() {
            let base =
                plan.hasBasesInTurn
                ? site(of: bases[index], inTurn: bases[..<index].count { $0 == bases[index] })
                : site(of: [Weighted(bases[index], 1)], &random)
            var skills: [SkillLevel] = []
            if let main = kind.skill {
                skills.append(SkillLevel(skill: main, level: random.pick(kind.levels)))
            }
            for extra in kind.extras where random.chance(extra.perMille) {
                let level = random.pick(extra.levels)
                if asked.contains(extra.skill) {
                    skills.append(SkillLevel(skill: extra.skill, level: level))
                }
            }
            let speed = random.pick(kind.speeds)
            let circle = random.chance(plan.radiusPerMille)
            let visitLimit = random.chance(plan.visitLimitPerMille) ? random.within(3...6) : nil
            draft.teams.append(
                TeamRecord(
                    id: identifier("T", index + 1, of: plan.count, atLeast: 2),
                    name: random.pick(Names.brands) + kind.name + "\(index + 1)队",
                    base: draft.sites[base].id,
                    skills: skills,
                    radius: circle ? 15 : nil,
                    speed: speed == 80 ? plan.slowSpeed : speed,
                    maxVisits: visitLimit
                )
            )
            teamBases.append(base)
            teamKinds.append(kind)
        }
    }

    /// Gives rows of shifts.csv to teams: one to each, then more until the crews' minutes suffice.
    mutating func makeShifts() {
        let plan = blueprint.teams
        var random = streamOfTown("shifts")
        var missing = minutesWanted * 1000 / max(1, plan.loadPerMille)
        var taken: [[ShiftRecord]] = Array(repeating: [], count: plan.count)
        for team in 0..<plan.count {
            missing -= addShift(toTeam: team, &taken, &random)
        }
        var failures = 0
        while missing > 0, failures < 200 {
            let gained = addShift(toTeam: random.below(plan.count), &taken, &random)
            failures = gained == 0 ? failures + 1 : 0
            missing -= gained
        }
        draft.shifts = taken.flatMap { $0 }
    }

    /// Minutes of all visits wanted, each role counted.
    private var minutesWanted: Int {
        var sum = 0
        for (request, service) in zip(draft.requests, requestServices) {
            let kind = services[service]
            sum += (request.minutes ?? kind.minutes) * kind.roles.count
        }
        for program in draft.programs {
            guard let kind = services.first(where: { $0.id == program.service }) else { continue }
            sum += sessions(of: program) * (program.minutes ?? kind.minutes) * kind.roles.count
        }
        return sum
    }

    /// Adds a row that overlaps none of the team's; its crews' minutes, 0 where there is no room.
    private func addShift(
        toTeam team: Int,
        _ taken: inout [[ShiftRecord]],
        _ random: inout RandomStream
    ) -> Int {
        let plan = blueprint.teams
        let kind = teamKinds[team]
        for _ in 0..<20 {
            let together = taken[team].isEmpty ? plan.together : nil
            let hours = together?.hours ?? random.pick(plan.times)
            let goods = plan.goods.map { goods in
                random.pick(kind.skill == "driving" ? goods.byCar : goods.others)
            }
            let row = ShiftRecord(
                team: draft.teams[team].id,
                dates: together?.dates ?? shiftDates(random.pick(plan.patterns), &random),
                startMinute: hours.startMinute,
                endMinute: hours.endMinute,
                crews: random.pick(plan.crews),
                people: random.pick(kind.people),
                capacity: goods ?? nil
            )
            let days = (0..<blueprint.days).filter { row.dates.contains(date($0)) }
            let clashes = taken[team].contains { other in
                other.startMinute < row.endMinute && row.startMinute < other.endMinute
                    && days.contains { other.dates.contains(date($0)) }
            }
            if clashes || days.isEmpty { continue }
            taken[team].append(row)
            return (row.endMinute - row.startMinute) * (row.crews ?? 1) * days.count
        }
        return 0
    }

    private func shiftDates(
        _ pattern: TeamPlan.Pattern,
        _ random: inout RandomStream
    ) -> ShiftDates {
        let day = date(random.below(blueprint.days))
        switch pattern {
        case .oneDate: return .date(day)
        case .oneWeekday: return .days([day.weekday])
        case .twoWeekdays:
            let other = random.pick(Weekday.allCases)
            let both = Weekday.allCases.filter { $0 == day.weekday || $0 == other }
            return .days(both)
        case .weekdays: return .weekdays
        case .weekends: return .weekends
        case .daily: return .daily
        }
    }

    /// Sees to it that every role has a team with its skills and a crew with its people.
    mutating func qualifySomeone() {
        var random = stream("qualify")
        for role in services.flatMap(\.roles) {
            var able = draft.teams.indices.filter { holds($0, role.skills) }
            if able.isEmpty {
                let main = role.skills.first?.skill
                let near = draft.teams.indices.filter { teamKinds[$0].skill == main }
                let chosen = random.pick(near.isEmpty ? Array(draft.teams.indices) : near)
                for skill in role.skills { teach(skill, toTeam: chosen) }
                able = [chosen]
            }
            guard let people = role.people else { continue }
            let ids = Set(able.map { draft.teams[$0].id })
            let rows = draft.shifts.indices.filter { ids.contains(draft.shifts[$0].team) }
            if !rows.contains(where: { draft.shifts[$0].people ?? 1 >= people }) {
                draft.shifts[random.pick(rows)].people = people
            }
        }
    }

    /// Gives a team a skill at a level, or raises it to that.
    mutating func teach(_ skill: SkillLevel, toTeam team: Int) {
        let known = draft.teams[team].skills.firstIndex { $0.skill == skill.skill }
        if let known {
            let level = draft.teams[team].skills[known].level
            draft.teams[team].skills[known].level = max(level, skill.level)
        } else {
            draft.teams[team].skills.append(skill)
        }
    }

    /// Whether a team has all the skills.
    func holds(_ team: Int, _ skills: [SkillLevel]) -> Bool {
        skills.allSatisfy { asked in
            draft.teams[team].skills.contains {
                $0.skill == asked.skill && $0.level >= asked.level
            }
        }
    }

    /// Limits of work, measured by the shifts that a team has.
    mutating func limitTeams() {
        let plan = blueprint.teams
        var random = stream("limits")
        let offered = minutesOffered
        for team in draft.teams.indices {
            if random.chance(plan.minuteLimitPerMille) {
                let share = random.within(600...1000)
                draft.teams[team].maxMinutes = max(120, offered[team] * share / 10_000 * 10)
            }
            if random.chance(plan.fairPerMille) {
                let share = random.within(plan.fairShares)
                draft.teams[team].fairMinutes = max(60, offered[team] * share / 10_000 * 10)
            }
        }
    }

    /// Crew minutes of each team's shifts.
    private var minutesOffered: [Int] {
        let teamIndex = Dictionary(
            uniqueKeysWithValues: draft.teams.enumerated().map { ($1.id, $0) }
        )
        var minutes = Array(repeating: 0, count: draft.teams.count)
        for row in draft.shifts {
            guard let team = teamIndex[row.team] else { continue }
            let dates = (0..<blueprint.days).count { row.dates.contains(date($0)) }
            minutes[team] += (row.endMinute - row.startMinute) * (row.crews ?? 1) * dates
        }
        return minutes
    }
}
