import Evaluation
import Reports
import Scheduling

/// Puts things of a scenario into records.
struct RecordMaker {
    let scenario: Scenario

    /// A span; the end of a day is written as its 24:00.
    func span(_ window: TimeWindow) -> SpanRecord {
        let day = (window.endMinute - 1) / minutesPerDay
        let isWhole = window.endMinute > 0 && window.endMinute % minutesPerDay == 0
        return SpanRecord(
            from: scenario.dateTime(window.startMinute),
            until: isWhole
                ? "\(scenario.start.advanced(byDays: day))T24:00"
                : scenario.dateTime(window.endMinute)
        )
    }

    func visit(_ index: Int) -> VisitRecord {
        let visit = scenario.visits[index]
        let service = scenario.service(of: visit)
        return VisitRecord(
            id: visit.id.text,
            service: service.id.text,
            name: service.name,
            tier: visit.tier?.rawValue,
            value: visit.value,
            minutes: visit.minutes,
            windows: visit.windows.map(span),
            program: visit.programIndex.map { scenario.programs[$0].id.text }
        )
    }

    func cause(_ impossibility: Impossibility) -> CauseRecord {
        CauseRecord(
            code: impossibility.reason.rawValue,
            role: impossibility.role?.text,
            steps: impossibility.counts.steps.map {
                CauseRecord.Step(cause: $0.reason?.rawValue, left: $0.count)
            }
        )
    }

    func nearMiss(_ miss: NearMiss, visit: Int) -> NearMissRecord {
        let team = scenario.teams[miss.team]
        return NearMissRecord(
            team: team.id.text,
            name: team.name,
            role: scenario.roles(of: scenario.visits[visit])[miss.role].id.text,
            obstacles: miss.obstacles.map(obstacle)
        )
    }

    private func obstacle(_ obstacle: Obstacle) -> NearMissRecord.ObstacleRecord {
        var record = NearMissRecord.ObstacleRecord(code: obstacle.code)
        switch obstacle {
        case .skill(let asked, let held):
            (record.skill, record.needed, record.available) = (asked.skill, asked.level, held)
        case .radius(let minutes, let limit), .workLimit(let minutes, let limit):
            (record.needed, record.available) = (minutes, limit)
        case .people(let needed, let most), .capacity(let needed, let most):
            (record.needed, record.available) = (needed, most)
        case .time(let short, let works):
            (record.short, record.works) = (short, works.map(span))
        case .refused, .visitLimit, .noShift: break
        }
        return record
    }

    /// The crews that serve a visit in a plan, in the order of its roles.
    func crews(_ visit: VisitID, in plan: Plan) -> [CrewRecord] {
        plan.assignments.filter { $0.visit == visit }.map(crew).sorted { $0.role < $1.role }
    }

    func crew(_ row: Assignment) -> CrewRecord {
        CrewRecord(
            role: row.role.text,
            team: row.team.text,
            name: scenario.teams.first { $0.id == row.team }?.name ?? "",
            shift: scenario.dateTime(row.shiftStartMinute),
            crew: row.crew,
            start: scenario.dateTime(row.startMinute),
            end: scenario.dateTime(row.endMinute)
        )
    }

    func item(_ change: Change) -> ChangeRecord.Item {
        var item = ChangeRecord.Item(code: change.code.rawValue)
        func name(_ team: Int) {
            item.team = scenario.teams[team].id.text
            item.name = scenario.teams[team].name
        }
        func name(shift index: Int, extendedBy minutes: Int) {
            let shift = scenario.shifts[index]
            name(shift.teamIndex)
            item.shift = scenario.dateTime(shift.startMinute)
            let end = shift.endMinute + minutes
            item.becomes = span(TimeWindow(startMinute: shift.startMinute, endMinute: end))
        }
        switch change {
        case .openEarlier(let visit, let window, let minutes),
            .closeLater(let visit, let window, let minutes):
            var changed = scenario
            change.apply(to: &changed)
            item.amount = minutes
            item.becomes = span(changed.visits[visit].windows[window])
        case .allowAlso(_, let window): item.becomes = span(window)
        case .extendShift(let shift, let minutes):
            name(shift: shift, extendedBy: minutes)
            item.amount = minutes
        case .addCrew(let shift): name(shift: shift, extendedBy: 0)
        case .addPeople(let shift, let people):
            name(shift: shift, extendedBy: 0)
            item.amount = people
        case .widenRadius(let team, let minutes):
            name(team)
            item.amount = minutes
        case .addSkill(let team, let skill):
            name(team)
            item.skill = skill.skill
            item.amount = skill.level
        case .liftRefusal(_, let team): name(team)
        }
        return item
    }

    func change(_ verified: VerifiedChange, visit: Int, standing: JudgedPlan) -> ChangeRecord {
        let id = scenario.visits[visit].id
        let difference = PlanComparison(
            from: standing.plan,
            to: verified.plan,
            in: scenario,
            about: id
        )
        let gain = verified.total - standing.total
        return ChangeRecord(
            items: verified.changes.map(item),
            price: verified.price,
            total: verified.total,
            gain: gain,
            costToOthers: scenario.visits[visit].value - gain,
            crews: crews(id, in: verified.plan),
            dropped: difference.dropped.map(\.text),
            moved: difference.moved.map(\.text)
        )
    }
}

extension Obstacle {
    /// A stable word for it.
    var code: String {
        switch self {
        case .skill: "skill"
        case .refused: "refused"
        case .radius: "radius"
        case .visitLimit: "visit-limit"
        case .workLimit: "work-limit"
        case .noShift: "no-shift"
        case .people: "people"
        case .capacity: "capacity"
        case .time: "time"
        }
    }
}
