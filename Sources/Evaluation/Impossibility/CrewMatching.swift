import Scheduling

extension Possibilities {
    /// Gives each role a crew of its own at one start; nil where that can't be done.
    ///
    /// The openings that hold at some start also hold at the latest of their beginnings, so that the
    /// beginnings are the only starts to try.
    func assignments(_ visit: Visit, _ openings: [[Opening]]) -> [Assignment]? {
        for start in beginnings(openings) {
            let shifts = openings.map { shiftsOpen(at: start, $0) }
            if shifts.contains(where: \.isEmpty) { continue }
            var matching = CrewMatching(self, visit, shifts)
            if matching.match() { return matching.assignments(startMinute: start) }
        }
        return nil
    }

    /// Whether there is a start at which every role has at least one crew.
    func hasCommonTime(_ openings: [[Opening]]) -> Bool {
        beginnings(openings).contains { start in
            openings.allSatisfy { !shiftsOpen(at: start, $0).isEmpty }
        }
    }

    private func beginnings(_ openings: [[Opening]]) -> [Int] {
        Set(openings.joined().map(\.startMinutes.lowerBound)).sorted()
    }

    private func shiftsOpen(at start: Int, _ openings: [Opening]) -> [Int] {
        Set(openings.filter { $0.startMinutes.contains(start) }.map(\.shiftIndex)).sorted()
    }
}

/// Finds different crews for the roles of a visit, within the crews of each shift and the work minutes
/// of each team.
private struct CrewMatching {
    let scenario: Scenario
    let visit: Visit
    /// For each role the shifts that may fill it.
    let choices: [[Int]]
    /// Roles with the fewest choices first.
    let order: [Int]
    /// For each team how many crews it may send.
    let teamLimits: [Int: Int]
    var chosenShift: [Int?]

    init(_ possibilities: Possibilities, _ visit: Visit, _ shifts: [[Int]]) {
        let scenario = possibilities.scenario
        self.scenario = scenario
        self.visit = visit
        let choices = shifts.map { CrewMatching.enough($0, roles: shifts.count, scenario) }
        self.choices = choices
        order = choices.indices.sorted { (choices[$0].count, $0) < (choices[$1].count, $1) }
        let teams = Set(choices.joined().map { scenario.shifts[$0].teamIndex })
        teamLimits = Dictionary(
            uniqueKeysWithValues: teams.map { ($0, possibilities.crewLimit(visit, team: $0)) }
        )
        chosenShift = Array(repeating: nil, count: shifts.count)
    }

    /// As many shifts as can ever matter: as many teams as roles, and of each as many shifts as roles.
    ///
    /// The other roles use up at most one team or crew each, so that one of these is always left.
    private static func enough(_ shifts: [Int], roles: Int, _ scenario: Scenario) -> [Int] {
        var kept: [Int] = []
        var shiftsOfTeam: [Int: Int] = [:]
        for shift in shifts {
            let team = scenario.shifts[shift].teamIndex
            let known = shiftsOfTeam[team] ?? 0
            if known >= roles || (known == 0 && shiftsOfTeam.count >= roles) { continue }
            shiftsOfTeam[team] = known + 1
            kept.append(shift)
        }
        return kept
    }

    mutating func match(_ position: Int = 0) -> Bool {
        guard position < order.count else { return true }
        let role = order[position]
        for shift in choices[role] where isFree(shift) {
            chosenShift[role] = shift
            if match(position + 1) { return true }
            chosenShift[role] = nil
        }
        return false
    }

    private func isFree(_ shiftIndex: Int) -> Bool {
        let shift = scenario.shifts[shiftIndex]
        let taken = chosenShift.compactMap { $0 }
        let takenOfTeam = taken.count { scenario.shifts[$0].teamIndex == shift.teamIndex }
        return taken.count { $0 == shiftIndex } < shift.crews
            && takenOfTeam < teamLimits[shift.teamIndex] ?? 0
    }

    /// The assignments of a complete matching.
    func assignments(startMinute: Int) -> [Assignment] {
        var crewsSent: [Int: Int] = [:]
        return zip(scenario.roles(of: visit), chosenShift.compactMap { $0 }).map { role, index in
            let shift = scenario.shifts[index]
            let crew = (crewsSent[index] ?? 0) + 1
            crewsSent[index] = crew
            return Assignment(
                visit: visit.id,
                role: role.id,
                team: scenario.teams[shift.teamIndex].id,
                shiftStartMinute: shift.startMinute,
                crew: crew,
                startMinute: startMinute,
                endMinute: startMinute + visit.minutes
            )
        }
    }
}
