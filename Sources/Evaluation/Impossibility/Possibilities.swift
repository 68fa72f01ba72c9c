import Scheduling

/// Tells which visits could be served if there were nothing else to do, and why the others can't.
///
/// Exact for the hard rules 1 to 8 of a plan that serves this visit only; pinned rows don't count.
public struct Possibilities: Sendable {
    let scenario: Scenario
    /// For each team its shifts, as indices in the scenario.
    let shiftsByTeam: [[Int]]
    /// For each service and role the teams with the skills.
    let skilledTeams: [[[Int]]]

    /// Prepares to look at the visits of a scenario.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        var shifts = Array(repeating: [Int](), count: scenario.teams.count)
        for (index, shift) in scenario.shifts.enumerated() {
            shifts[shift.teamIndex].append(index)
        }
        shiftsByTeam = shifts
        skilledTeams = scenario.services.map { service in
            service.roles.map { role in
                scenario.teams.indices.filter { team in
                    role.skills.allSatisfy { asked in
                        scenario.teams[team].level(of: asked.skill) >= asked.level
                    }
                }
            }
        }
    }

    /// All visits that can't be served by themselves, in the scenario's order.
    public func impossibilities() -> [Impossibility] {
        scenario.visits.indices.compactMap(impossibility)
    }

    /// Why a visit can't be served by itself; nil where it can.
    public func impossibility(ofVisit visitIndex: Int) -> Impossibility? {
        let visit = scenario.visits[visitIndex]
        func because(
            _ reason: ImpossibilityReason,
            role: RoleID? = nil,
            _ steps: [CandidateCounts.Step] = []
        ) -> Impossibility {
            Impossibility(
                visit: visit.id,
                reason: reason,
                role: role,
                counts: CandidateCounts(steps: steps)
            )
        }
        if !visit.windows.contains(where: { visit.minutes <= $0.endMinute - $0.startMinute }) {
            return because(.noWindow)
        }
        if hasNoRoom(visit) { return because(.noRoom) }
        let roles = scenario.roles(of: visit)
        let candidates = roles.indices.map { self.candidates(visit, roleIndex: $0) }
        for (role, found) in zip(roles, candidates) {
            if let reason = found.lackingReason {
                return because(reason, role: role.id, found.steps)
            }
        }
        let openings = candidates.map(\.openings)
        if assignments(visit, openings) != nil { return nil }
        return because(hasCommonTime(openings) ? .tooFewCrews : .noCommonTime)
    }

    /// A way of serving the visit and nothing else, at the first start there is; nil where none is.
    public func assignments(ofVisit visitIndex: Int) -> [Assignment]? {
        let visit = scenario.visits[visitIndex]
        if hasNoRoom(visit) { return nil }
        let openings = scenario.roles(of: visit).indices.map {
            candidates(visit, roleIndex: $0).openings
        }
        return assignments(visit, openings)
    }

    private func hasNoRoom(_ visit: Visit) -> Bool {
        guard scenario.service(of: visit).mode == .site, let site = visit.siteIndex else {
            return false
        }
        return scenario.sites[site].rooms == 0
    }
}
