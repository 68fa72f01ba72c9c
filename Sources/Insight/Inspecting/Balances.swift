import Scheduling

/// Sets what is asked for against what there is, by day, by skill and by institute.
struct Balances {
    private let scenario: Scenario
    private let institutes: Institutes

    init(_ scenario: Scenario, _ institutes: Institutes) {
        self.scenario = scenario
        self.institutes = institutes
    }

    func all() -> [Inspection.Balance] { byDay() + bySkill() + byInstitute() }

    /// Roles and minutes of a visit.
    private func demand(_ visit: Visit) -> (roles: Int, minutes: Int) {
        let roles = scenario.roles(of: visit).count
        return (roles, roles * visit.minutes)
    }

    private func minutes(_ shift: Shift) -> Int {
        shift.crews * (shift.endMinute - shift.startMinute)
    }

    /// Visits that can lie on one day only, against the crews of that day.
    private func byDay() -> [Inspection.Balance] {
        var balances = (0..<scenario.days).map { day in
            Inspection.Balance(
                kind: "day",
                key: "\(scenario.start.advanced(byDays: day))",
                name: "",
                roles: 0,
                demandMinutes: 0,
                capacityMinutes: 0
            )
        }
        for visit in scenario.visits {
            let days = Set(visit.windows.map { $0.startMinute / minutesPerDay })
            guard days.count == 1, let day = days.first, balances.indices.contains(day) else {
                continue
            }
            balances[day].roles += demand(visit).roles
            balances[day].demandMinutes += demand(visit).minutes
        }
        for shift in scenario.shifts where balances.indices.contains(shift.day) {
            balances[shift.day].capacityMinutes += minutes(shift)
        }
        return balances
    }

    /// Roles that ask a skill, against the crews of all teams that have it at the least level asked.
    private func bySkill() -> [Inspection.Balance] {
        var demand: [String: (roles: Int, minutes: Int)] = [:]
        var levels: [String: Int] = [:]
        for visit in scenario.visits {
            for role in scenario.roles(of: visit) {
                for asked in role.skills {
                    demand[asked.skill, default: (0, 0)].roles += 1
                    demand[asked.skill, default: (0, 0)].minutes += visit.minutes
                    levels[asked.skill] = min(levels[asked.skill] ?? .max, asked.level)
                }
            }
        }
        return demand.keys.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
            .map { skill in
                let crews = scenario.shifts.filter {
                    scenario.teams[$0.teamIndex].level(of: skill) >= levels[skill] ?? 1
                }
                return Inspection.Balance(
                    kind: "skill",
                    key: skill,
                    name: "",
                    roles: demand[skill]?.roles ?? 0,
                    demandMinutes: demand[skill]?.minutes ?? 0,
                    capacityMinutes: crews.reduce(0) { $0 + minutes($1) }
                )
            }
    }

    /// Visits of each institute's area, against the crews of the teams at home there.
    private func byInstitute() -> [Inspection.Balance] {
        var balances: [Int: Inspection.Balance] = [:]
        for (index, site) in scenario.sites.enumerated() where site.kind == .institute {
            balances[index] = Inspection.Balance(
                kind: "institute",
                key: site.id.text,
                name: site.name,
                roles: 0,
                demandMinutes: 0,
                capacityMinutes: 0
            )
        }
        for (index, visit) in scenario.visits.enumerated() {
            guard let site = institutes.institute(ofVisit: index) else { continue }
            balances[site]?.roles += demand(visit).roles
            balances[site]?.demandMinutes += demand(visit).minutes
        }
        for shift in scenario.shifts {
            guard let site = institutes.institute(ofTeam: shift.teamIndex) else { continue }
            balances[site]?.capacityMinutes += minutes(shift)
        }
        return balances.sorted { $0.key < $1.key }.map(\.value)
    }
}
