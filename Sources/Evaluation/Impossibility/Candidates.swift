import Scheduling

/// The starts at which the crews of a shift can fill a role, inside one window, ends inclusive.
struct Opening {
    var shiftIndex: Int
    var startMinutes: ClosedRange<Int>
}

/// Who can fill a role, and how many were left after each cause.
struct Candidates {
    var openings: [Opening]
    var steps: [CandidateCounts.Step]

    /// The first cause that leaves nobody; nil where somebody is left.
    var lackingReason: ImpossibilityReason? {
        steps.first { $0.count == 0 && $0.reason != nil }?.reason
    }
}

extension Possibilities {
    /// Holds one cause after the other against the teams, then against their shifts.
    func candidates(_ visit: Visit, roleIndex: Int) -> Candidates {
        var steps = [CandidateCounts.Step(reason: nil, count: scenario.teams.count)]
        func note(_ reason: ImpossibilityReason, _ count: Int) {
            if steps.last?.count != 0 || steps.count == 1 {
                steps.append(.init(reason: reason, count: count))
            }
        }
        var teams = skilledTeams[visit.serviceIndex][roleIndex]
        note(.noTeam, teams.count)
        teams.removeAll { visit.refusedTeams.contains($0) }
        note(.refused, teams.count)
        teams.removeAll { isTooFar(visit, scenario.teams[$0]) }
        note(.tooFar, teams.count)
        teams.removeAll { (scenario.teams[$0].maxVisits ?? 1) < 1 }
        note(.visitLimit, teams.count)
        teams.removeAll { crewLimit(visit, team: $0) < 1 }
        note(.workLimit, teams.count)
        var shifts = teams.flatMap { shiftsByTeam[$0] }.sorted()
        note(.noShift, shifts.count)
        let people = scenario.roles(of: visit)[roleIndex].people
        shifts.removeAll { scenario.shifts[$0].people < people }
        note(.tooFewPeople, shifts.count)
        let load = scenario.loadUnits(of: visit, roleIndex: roleIndex)
        shifts.removeAll { load > scenario.shifts[$0].capacityUnits ?? load }
        note(.overCapacity, shifts.count)
        let openings = shifts.flatMap { self.openings(visit, shiftIndex: $0) }
        note(.noTime, Set(openings.map(\.shiftIndex)).count)
        return Candidates(openings: openings, steps: steps)
    }

    private func isTooFar(_ visit: Visit, _ team: Team) -> Bool {
        guard let radius = team.radiusMinutes else { return false }
        // The rule is about the direct way, whatever way a crew takes.
        let place = scenario.placeIndex(of: visit, servedBy: team)
        return scenario.travelMinutes(from: team.baseSiteIndex, to: place, team: team) > radius
    }

    /// How many crews of a team may serve the visit at once before its work minutes are used up.
    func crewLimit(_ visit: Visit, team teamIndex: Int) -> Int {
        let team = scenario.teams[teamIndex]
        guard let limit = team.maxMinutes else { return .max }
        let way = ways(visit, team)
        return limit / max(1, visit.minutes + way.out + way.back)
    }

    private func openings(_ visit: Visit, shiftIndex: Int) -> [Opening] {
        let shift = scenario.shifts[shiftIndex]
        let way = ways(visit, scenario.teams[shift.teamIndex])
        return visit.windows.compactMap { window in
            let first = max(window.startMinute, shift.startMinute + way.out)
            let last = min(window.endMinute, shift.endMinute - way.back) - visit.minutes
            return first <= last ? Opening(shiftIndex: shiftIndex, startMinutes: first...last) : nil
        }
    }
}
