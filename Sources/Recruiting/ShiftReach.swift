import Scheduling

/// What one more crew in a shift could do by itself.
struct ShiftReach {
    private let scenario: Scenario

    init(_ scenario: Scenario) { self.scenario = scenario }

    /// Whether a crew of a shift could fill a role of a visit, had it nothing else to do.
    func canServe(_ visitIndex: Int, shift index: Int) -> Bool {
        let shift = scenario.shifts[index]
        let team = scenario.teams[shift.teamIndex]
        let visit = scenario.visits[visitIndex]
        guard !visit.refusedTeams.contains(shift.teamIndex) else { return false }
        let canFill = scenario.roles(of: visit).enumerated().contains { number, role in
            role.skills.allSatisfy { team.level(of: $0.skill) >= $0.level }
                && shift.people >= role.people
                && scenario.loadUnits(of: visit, roleIndex: number)
                    <= shift.capacityUnits ?? .max
        }
        guard canFill, team.maxVisits ?? 1 > 0 else { return false }
        let place = scenario.placeIndex(of: visit, servedBy: team)
        let base = team.baseSiteIndex
        let out = scenario.travelMinutes(from: base, to: place, team: team)
        guard out <= team.radiusMinutes ?? .max else { return false }
        let back = scenario.travelMinutes(from: place, to: base, team: team)
        return visit.windows.contains { window in
            max(window.startMinute, shift.startMinute + out) + visit.minutes
                <= min(window.endMinute, shift.endMinute - back)
        }
    }

    /// No crew of a shift serves more of these visits: their shortest fill the shift without travel.
    func mostVisits(of visits: [Int], shift index: Int) -> Int {
        let shift = scenario.shifts[index]
        let lengths = visits.filter { canServe($0, shift: index) }
            .map { scenario.visits[$0].minutes }.sorted()
        var rest = shift.endMinute - shift.startMinute
        var count = 0
        for length in lengths where length <= rest {
            rest -= length
            count += 1
        }
        return min(count, scenario.teams[shift.teamIndex].maxVisits ?? .max)
    }
}
