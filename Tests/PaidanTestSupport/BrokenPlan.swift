import Scheduling

/// A way of spoiling a plan, which may or may not break a rule.
public enum PlanDamage: CaseIterable, Sendable, Hashable {
    case moveStart
    case moveStartFar
    case stretchEnd
    case otherTeam
    case otherCrew
    case otherShift
    case dropRow
    case dropVisit
    case repeatRow
    case swapStarts
    case stackStarts
    case unknownVisit
    case unknownRole
    case unknownTeam
    case hugeTimes
    case forgetUnserved
    case repeatUnserved
    case addUnserved
    case serveUnserved
}

extension Plan {
    /// The plan with one kind of damage done to a random row; the same where it has no such row.
    public func damaged(
        by damage: PlanDamage,
        in scenario: Scenario,
        _ random: inout SplitMix64
    ) -> Plan {
        var plan = self
        plan.damageLists(damage, scenario, &random)
        guard !assignments.isEmpty else { return plan }
        let row = random.within(0...assignments.count - 1)
        plan.damageTimes(damage, row, scenario, &random)
        plan.damageNames(damage, row, scenario, &random)
        return plan
    }

    private mutating func damageTimes(
        _ damage: PlanDamage,
        _ row: Int,
        _ scenario: Scenario,
        _ random: inout SplitMix64
    ) {
        switch damage {
        case .moveStart: shift(row, by: random.within(-40...40))
        case .moveStartFar: shift(row, by: random.within(-6000...6000))
        case .stretchEnd: assignments[row].endMinute += random.pick([-1, 1, 30])
        case .swapStarts:
            let other = random.within(0...assignments.count - 1)
            let minutes = assignments[other].startMinute - assignments[row].startMinute
            shift(row, by: minutes)
            if other != row { shift(other, by: -minutes) }
        case .stackStarts:
            let other = random.within(0...assignments.count - 1)
            assignments[row].team = assignments[other].team
            assignments[row].shiftStartMinute = assignments[other].shiftStartMinute
            assignments[row].crew = assignments[other].crew
            shift(row, by: assignments[other].startMinute - assignments[row].startMinute)
        case .hugeTimes:
            let time = random.pick([Int.max, Int.min, 1 << 40])
            assignments[row].startMinute = time
            if random.chance(50) { assignments[row].endMinute = random.pick([Int.max, Int.min]) }
            if random.chance(30) { assignments[row].shiftStartMinute = Int.min }
            if random.chance(30) { assignments[row].crew = random.pick([Int.max, Int.min]) }
        default: break
        }
    }

    private mutating func shift(_ row: Int, by minutes: Int) {
        assignments[row].startMinute += minutes
        assignments[row].endMinute += minutes
    }

    private mutating func damageNames(
        _ damage: PlanDamage,
        _ row: Int,
        _ scenario: Scenario,
        _ random: inout SplitMix64
    ) {
        switch damage {
        case .otherTeam: assignments[row].team = random.pick(scenario.teams).id
        case .otherCrew: assignments[row].crew = random.within(-1...4)
        case .otherShift:
            let shift = random.pick(scenario.shifts)
            assignments[row].team = scenario.teams[shift.teamIndex].id
            assignments[row].shiftStartMinute = shift.startMinute
        case .dropRow: assignments.remove(at: row)
        case .dropVisit:
            let visit = assignments[row].visit
            assignments.removeAll { $0.visit == visit }
            unserved.append(UnservedVisit(visit: visit, reason: "damage"))
        case .repeatRow:
            assignments.append(assignments[row])
            if random.chance(50) { shift(assignments.count - 1, by: 15) }
        case .unknownVisit: assignments[row].visit = "nobody"
        case .unknownRole: assignments[row].role = "nothing"
        case .unknownTeam: assignments[row].team = "nowhere"
        default: break
        }
    }

    private mutating func damageLists(
        _ damage: PlanDamage,
        _ scenario: Scenario,
        _ random: inout SplitMix64
    ) {
        switch damage {
        case .forgetUnserved:
            if !unserved.isEmpty { unserved.remove(at: random.within(0...unserved.count - 1)) }
        case .repeatUnserved:
            if !unserved.isEmpty { unserved.append(random.pick(unserved)) }
        case .addUnserved:
            let visit = random.chance(30) ? "nobody" : random.pick(scenario.visits).id
            unserved.append(UnservedVisit(visit: visit, reason: "damage"))
        case .serveUnserved: serveOne(scenario, &random)
        default: break
        }
    }

    /// Sends random crews to an unserved visit, all roles at once, whatever the rules say.
    private mutating func serveOne(_ scenario: Scenario, _ random: inout SplitMix64) {
        guard !unserved.isEmpty else { return }
        let id = unserved.remove(at: random.within(0...unserved.count - 1)).visit
        guard let visit = scenario.visits.first(where: { $0.id == id }) else { return }
        let shift = random.pick(scenario.shifts)
        let start = random.within(shift.startMinute...shift.endMinute)
        for role in scenario.roles(of: visit) {
            assignments.append(
                Assignment(
                    visit: id,
                    role: role.id,
                    team: scenario.teams[shift.teamIndex].id,
                    shiftStartMinute: shift.startMinute,
                    crew: random.within(1...shift.crews),
                    startMinute: start,
                    endMinute: start + visit.minutes
                )
            )
        }
    }
}
