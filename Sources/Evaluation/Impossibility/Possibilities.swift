import Scheduling

/// Tells which visits no plan can serve, and why.
///
/// Exact for the hard rules 1 to 8 of a plan that serves one visit only; pinned rows don't count. Where
/// a travel table has short cuts, a crew may be quicker by way of other visits: then only that is
/// called impossible which is so by the quickest of all ways.
public struct Possibilities: Sendable {
    let scenario: Scenario
    /// For each team its shifts, as indices in the scenario.
    let shiftsByTeam: [[Int]]
    /// For each service and role the teams with the skills.
    let skilledTeams: [[[Int]]]
    /// Ways that no crew can beat; nil where the direct ways are such.
    private let quickestWays: QuickestWays?
    /// Whether crews are taken to go those ways, rather than the direct ones.
    private var isByQuickestWays = false

    /// Prepares to look at the visits of a scenario.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        quickestWays = QuickestWays.areDirect(in: scenario) ? nil : QuickestWays(scenario)
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

    /// All visits that no plan can serve, in the scenario's order.
    public func impossibilities() -> [Impossibility] {
        scenario.visits.indices.compactMap(impossibility)
    }

    /// Why no plan can serve a visit; nil where that is not proven.
    public func impossibility(ofVisit visitIndex: Int) -> Impossibility? {
        impossibilityAlone(ofVisit: visitIndex).flatMap { $0.isCertain ? $0 : nil }
    }

    /// Why a plan that serves nothing else can't serve a visit; nil where one can.
    ///
    /// That may be so for every plan or by direct ways only; see ``Impossibility/isCertain``.
    public func impossibilityAlone(ofVisit visitIndex: Int) -> Impossibility? {
        guard var found = cause(visitIndex) else { return nil }
        if quickestWays != nil {
            var atBest = self
            atBest.isByQuickestWays = true
            found.isCertain = atBest.cause(visitIndex) != nil
        }
        return found
    }

    /// Travel minutes from a team's base to a visit and back.
    func ways(_ visit: Visit, _ team: Team) -> (out: Int, back: Int) {
        let place = scenario.placeIndex(of: visit, servedBy: team)
        let base = team.baseSiteIndex
        guard isByQuickestWays, let quickestWays else {
            return (
                scenario.travelMinutes(from: base, to: place, team: team),
                scenario.travelMinutes(from: place, to: base, team: team)
            )
        }
        return (
            quickestWays.minutes(from: base, to: place, team: team),
            quickestWays.minutes(from: place, to: base, team: team)
        )
    }

    /// The first cause that leaves nobody who could serve a visit alone.
    private func cause(_ visitIndex: Int) -> Impossibility? {
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
