import Scheduling

extension TinyScenarioMaker {
    /// Pinned rows that are right one by one, and published rows of any sort; one per visit and role.
    mutating func makeCommitments() {
        if uses(.pinned, percent: 35) {
            for _ in 1...random.within(1...2) {
                if let row = pinnedRow() { add(row) }
            }
        }
        if uses(.published, percent: 45) {
            for _ in 1...random.within(1...3) {
                add(random.chance(15) ? unknownRow() : publishedRow())
            }
        }
    }

    private mutating func add(_ row: Commitment) {
        let isTaken = scenario.commitments.contains {
            $0.visit == row.visit && $0.role == row.role
        }
        guard !isTaken else { return }
        var numbered = row
        numbered.line = scenario.commitments.count + 2
        scenario.commitments.append(numbered)
    }

    private mutating func publishedRow() -> Commitment {
        let visitIndex = random.within(0...scenario.visits.count - 1)
        let visit = scenario.visits[visitIndex]
        let roles = scenario.roles(of: visit)
        let roleIndex = random.within(0...roles.count - 1)
        let teamIndex = random.within(0...scenario.teams.count - 1)
        var start = random.within(470...700)
        if let window = visit.windows.first {
            start = window.startMinute + random.within(0...60)
        }
        return Commitment(
            visit: visit.id,
            role: roles[roleIndex].id,
            team: scenario.teams[teamIndex].id,
            startMinute: start,
            kind: .published,
            visitIndex: visitIndex,
            roleIndex: roleIndex,
            teamIndex: teamIndex
        )
    }

    /// A published row that names something which the scenario lacks.
    private mutating func unknownRow() -> Commitment {
        var row = publishedRow()
        switch random.within(1...3) {
        case 1:
            row.visit = "gone"
            row.role = nil
            row.visitIndex = nil
            row.roleIndex = nil
        case 2:
            row.role = "gone"
            row.roleIndex = nil
        default:
            row.team = "gone"
            row.teamIndex = nil
        }
        return row
    }

    /// A random row that breaks no rule of its own; nil where a few draws find none.
    private mutating func pinnedRow() -> Commitment? {
        for _ in 1...20 {
            var row = publishedRow()
            let shift = random.pick(scenario.shifts)
            row.kind = .pinned
            row.teamIndex = shift.teamIndex
            row.team = scenario.teams[shift.teamIndex].id
            row.startMinute = random.within(shift.startMinute...shift.endMinute)
            row.crew = random.chance(30) ? random.within(1...shift.crews) : nil
            if isRight(row, in: shift) { return row }
        }
        return nil
    }

    private func isRight(_ row: Commitment, in shift: Shift) -> Bool {
        guard let visitIndex = row.visitIndex, let roleIndex = row.roleIndex else { return false }
        let visit = scenario.visits[visitIndex]
        let role = scenario.roles(of: visit)[roleIndex]
        let team = scenario.teams[shift.teamIndex]
        let base = team.baseSiteIndex
        let place = scenario.placeIndex(of: visit, servedBy: team)
        let out = scenario.travelMinutes(from: base, to: place, team: team)
        let back = scenario.travelMinutes(from: place, to: base, team: team)
        let end = row.startMinute + visit.minutes
        let agrees = scenario.commitments.allSatisfy {
            $0.kind == .published || $0.visit != row.visit || $0.startMinute == row.startMinute
        }
        return agrees
            && role.skills.allSatisfy { team.level(of: $0.skill) >= $0.level }
            && shift.people >= role.people
            && !visit.refusedTeams.contains(shift.teamIndex)
            && out <= team.radiusMinutes ?? out
            && scenario.loadUnits(of: visit, roleIndex: roleIndex) <= shift.capacityUnits ?? .max
            && visit.windows.contains { $0.startMinute <= row.startMinute && end <= $0.endMinute }
            && shift.startMinute + out <= row.startMinute
            && end + back <= shift.endMinute
    }
}
