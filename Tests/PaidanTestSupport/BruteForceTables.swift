import Scheduling

extension BruteForce {
    /// Works out what does not change during the search.
    init(_ scenario: Scenario) {
        self.scenario = scenario
        let rows = scenario.commitments
        publishedRows = scenario.visits.indices.map { index in
            rows.filter { $0.kind == .published && $0.visitIndex == index }
        }
        pinnedRows = scenario.visits.indices.map { index in
            rows.filter { $0.kind == .pinned && $0.visitIndex == index }
        }
        hasNamedCrews = scenario.shifts.map { shift in
            rows.contains {
                $0.kind == .pinned && $0.crew != nil && $0.teamIndex == shift.teamIndex
            }
        }
        let routes = PartialPlan(scenario).routes
        let allowedRoutes = scenario.visits.map { visit in
            scenario.roles(of: visit).map { role in
                routes.indices.filter {
                    mayServe(visit, role, scenario.shifts[routes[$0].shiftIndex], scenario)
                }
            }
        }
        self.allowedRoutes = allowedRoutes
        let tolerance = scenario.weights.changeToleranceMinutes
        ownStarts = scenario.visits.indices.map { index in
            scenario.visits[index].windows.map(\.startMinute)
                + rows.filter { $0.visitIndex == index }.map {
                    $0.kind == .pinned ? $0.startMinute : $0.startMinute - tolerance
                }
        }
        potentials = zip(scenario.visits, allowedRoutes).map { visit, roles in
            let preferred = roles.count { allowed in
                allowed.contains {
                    let shift = scenario.shifts[routes[$0].shiftIndex]
                    return visit.preferredTeams.contains(shift.teamIndex)
                }
            }
            let published = rows.count { $0.kind == .published && $0.visit == visit.id }
            return visit.value + preferred * scenario.weights.prefer
                + published * scenario.weights.change
        }
    }
}

/// Whether a shift's crews qualify for a role: skills, people, refusal, radius.
private func mayServe(_ visit: Visit, _ role: Role, _ shift: Shift, _ scenario: Scenario) -> Bool {
    let team = scenario.teams[shift.teamIndex]
    for needed in role.skills {
        let held = team.skills.filter { $0.skill == needed.skill }.map(\.level).max() ?? 0
        if held < needed.level { return false }
    }
    if shift.people < role.people { return false }
    if visit.refusedTeams.contains(shift.teamIndex) { return false }
    guard let radius = team.radiusMinutes else { return true }
    let place = scenario.placeIndex(of: visit, servedBy: team)
    return scenario.travelMinutes(from: team.baseSiteIndex, to: place, team: team) <= radius
}
