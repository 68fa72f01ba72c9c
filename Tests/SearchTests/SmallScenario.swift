import Scheduling

/// Builds small scenarios by hand: one site, no travel, times in minutes of one day.
struct SmallScenario {
    private var teams: [Team] = []
    private var shifts: [Shift] = []
    private var services: [Service] = []
    private var visits: [Visit] = []
    private var commitments: [Commitment] = []
    var weights = Weights()

    /// Adds a team with one shift.
    mutating func team(
        _ id: TeamID,
        skills: [String] = [],
        from start: Int,
        to end: Int,
        crews: Int = 1,
        capacity: Int? = nil
    ) {
        teams.append(
            Team(id: id, baseSiteIndex: 0, skills: skills.map { SkillLevel(skill: $0) })
        )
        shifts.append(
            Shift(
                teamIndex: teams.count - 1,
                startMinute: start,
                endMinute: end,
                crews: crews,
                capacityUnits: capacity
            )
        )
    }

    /// Adds a service whose roles each ask for one skill, or for none where it is empty.
    mutating func service(_ id: ServiceID, minutes: Int, roles: [String] = [""]) {
        services.append(
            Service(
                id: id,
                mode: .home,
                minutes: minutes,
                roles: roles.enumerated().map { index, skill in
                    Role(
                        id: RoleID("r\(index)"),
                        skills: skill.isEmpty ? [] : [SkillLevel(skill: skill)]
                    )
                }
            )
        )
    }

    /// Adds a visit at the site; it lies inside the window as a whole.
    mutating func visit(
        _ id: VisitID,
        service: ServiceID,
        window: ClosedRange<Int>,
        value: Int,
        load: Int = 0
    ) {
        guard let index = services.firstIndex(where: { $0.id == service }) else { return }
        visits.append(
            Visit(
                id: id,
                serviceIndex: index,
                placeIndex: 0,
                siteIndex: 0,
                minutes: services[index].minutes,
                windows: [
                    TimeWindow(startMinute: window.lowerBound, endMinute: window.upperBound)
                ],
                value: value,
                loadUnits: load
            )
        )
    }

    /// Adds a pinned or published row for the first role of a visit.
    mutating func commit(
        _ visit: VisitID,
        team: TeamID,
        start: Int,
        kind: CommitmentKind = .pinned
    ) {
        commitments.append(
            Commitment(
                visit: visit,
                role: "r0",
                team: team,
                startMinute: start,
                kind: kind,
                visitIndex: visits.firstIndex { $0.id == visit },
                roleIndex: 0,
                teamIndex: teams.firstIndex { $0.id == team }
            )
        )
    }

    /// The scenario, its teams in the order added or the other way round.
    func scenario(reversingTeams isReversed: Bool = false) -> Scenario {
        let base = Coordinate(latitude: 34.7, longitude: 113.6)
        var scenario = Scenario(
            name: "small",
            start: CalendarDate(daysSince1970: 20_780),
            days: 1,
            weights: weights,
            sites: [Site(id: "S", coordinate: base)],
            places: [Place(coordinate: base, siteIndex: 0)],
            teams: teams,
            shifts: shifts,
            services: services,
            visits: visits,
            commitments: commitments
        )
        if isReversed { scenario.reverseTeams() }
        return scenario
    }
}

extension Scenario {
    /// Turns the order of the teams and of the shifts round.
    mutating func reverseTeams() {
        let last = teams.count - 1
        teams.reverse()
        shifts.reverse()
        for index in shifts.indices { shifts[index].teamIndex = last - shifts[index].teamIndex }
        for index in visits.indices {
            visits[index].preferredTeams = visits[index].preferredTeams.map { last - $0 }.sorted()
            visits[index].refusedTeams = visits[index].refusedTeams.map { last - $0 }.sorted()
        }
        for index in commitments.indices {
            commitments[index].teamIndex = commitments[index].teamIndex.map { last - $0 }
        }
    }

    /// Turns the order of the visits round.
    mutating func reverseVisits() {
        let last = visits.count - 1
        visits.reverse()
        for index in programs.indices {
            programs[index].visitIndices = programs[index].visitIndices.map { last - $0 }.sorted()
        }
        for index in commitments.indices {
            commitments[index].visitIndex = commitments[index].visitIndex.map { last - $0 }
        }
    }
}
