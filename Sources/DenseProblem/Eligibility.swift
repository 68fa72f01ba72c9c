import Scheduling

/// Which shifts can hold which tasks at all: qualification, radius, people, goods, windows, pins.
struct Eligibility {
    let scenario: Scenario
    let visits: VisitTable
    let shifts: ShiftTable
    let travel: TravelMatrices
    let ways: LeastWays

    /// For each task the shifts that can hold it, ascending.
    ///
    /// A task is dropped from a shift only where no route of that shift could ever hold it, whatever
    /// its way there.
    func shiftsOfTask() -> SparseRows {
        let teamsByNeed = qualifiedTeams()
        var rows: [[Int32]] = []
        rows.reserveCapacity(visits.visitOfTask.count)
        for (task, owner) in visits.visitOfTask.enumerated() {
            let visit = Int(owner)
            if visits.roomSite[visit] >= 0, visits.roomLimits[Int(visits.roomSite[visit])] == 0 {
                rows.append([])
                continue
            }
            let need = Need(
                service: scenario.visits[visit].serviceIndex,
                role: Int(visits.roleOfTask[task])
            )
            let people = scenario.services[need.service].roles[need.role].people
            var row: [Int32] = []
            for team in teamsByNeed[need] ?? [] where mayServe(visit: visit, task: task, team: team)
            {
                for shift in shifts.shiftsOfTeam[team]
                where fits(task: task, people: people, shift: Int(shift)) {
                    row.append(shift)
                }
            }
            rows.append(row.sorted())
        }
        return SparseRows(rows: rows)
    }

    private struct Need: Hashable {
        var service: Int
        var role: Int
    }

    /// Teams that have the skills of each role, ascending.
    private func qualifiedTeams() -> [Need: [Int]] {
        var found: [Need: [Int]] = [:]
        for (service, entry) in scenario.services.enumerated() {
            for (role, needed) in entry.roles.enumerated() {
                found[Need(service: service, role: role)] = scenario.teams.indices.filter { team in
                    needed.skills.allSatisfy {
                        scenario.teams[team].level(of: $0.skill) >= $0.level
                    }
                }
            }
        }
        return found
    }

    private func mayServe(visit: Int, task: Int, team: Int) -> Bool {
        if visits.pinnedTeam[task] >= 0, Int(visits.pinnedTeam[task]) != team { return false }
        if scenario.visits[visit].refusedTeams.contains(team) { return false }
        guard let radius = scenario.teams[team].radiusMinutes, visits.place[visit] >= 0 else {
            return true
        }
        guard let shift = shifts.shiftsOfTeam[team].first else { return false }
        let minutes = travel.minutes(
            speedClass: Int(shifts.speedClass[Int(shift)]),
            from: scenario.teams[team].baseSiteIndex,
            to: Int(visits.place[visit])
        )
        return minutes <= radius
    }

    private func fits(task: Int, people: Int, shift: Int) -> Bool {
        let visit = Int(visits.visitOfTask[task])
        let entry = scenario.shifts[shift]
        guard entry.people >= people, shifts.maxVisits[shift] >= 1,
            visits.pinnedCrew[task] <= shifts.crews[shift]
        else { return false }
        if visits.roleOfTask[task] == 0, visits.load[visit] > shifts.capacity[shift] {
            return false
        }
        let base = Int(shifts.basePlace[shift])
        let place = visits.place[visit] >= 0 ? Int(visits.place[visit]) : base
        let out = ways.minutesOut(shift: shift, place: place)
        let back = ways.minutesBack(shift: shift, place: place)
        let work = Int(visits.minutes[visit])
        guard out + work + back <= shifts.maxMinutes[Int(shifts.team[shift])] else { return false }
        guard let start = visits.start(of: visit, notBefore: entry.startMinute + out) else {
            return false
        }
        return start + work + back <= entry.endMinute
    }
}
