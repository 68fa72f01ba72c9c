import Scheduling

extension TinyScenarioMaker {
    /// Requests first, then the sessions of the programs, as if read from files.
    mutating func makeVisits() {
        let count = random.within(options.visits)
        let sessions = makeSessions(atMost: max(0, count - 1))
        for number in 1...max(1, count - sessions.count) {
            scenario.visits.append(makeRequest(number))
        }
        for session in sessions {
            guard let program = session.programIndex else { continue }
            scenario.programs[program].visitIndices.append(scenario.visits.count)
            scenario.visits.append(session)
        }
    }

    /// A random service; the first one, of one role, once the visits have roles enough to fill.
    private mutating func drawService() -> Int {
        let service = random.within(0...scenario.services.count - 1)
        let roles = scenario.visits.reduce(0) { $0 + scenario.roles(of: $1).count }
        return roles < 5 ? service : 0
    }

    private mutating func makeRequest(_ number: Int) -> Visit {
        let service = drawService()
        var visit = blankVisit(VisitID("R\(number)"), service: service)
        if random.chance(50) {
            visit.siteIndex = random.within(0...scenario.sites.count - 1)
            visit.placeIndex = visit.siteIndex
        } else if !scenario.services[service].mode.isRemote || random.chance(50) {
            visit.placeIndex = scenario.places.count
            scenario.places.append(Place(coordinate: coordinate()))
        }
        if random.chance(20) { visit.minutes = random.within(5...45) }
        visit.windows = windows(minutes: visit.minutes)
        let tier = random.pick(Tier.allCases)
        visit.tier = tier
        visit.value =
            random.chance(30)
            ? random.within(0...250)
            : scenario.weights.value(of: tier) + scenario.weights.age * random.within(0...4)
        if uses(.due, percent: 30) {
            visit.dueMinute = random.within(-60...scenario.days * minutesPerDay / 2)
        }
        visit.loadUnits = uses(.goods, percent: 50) ? random.within(0...4) : 0
        return visit
    }

    /// A visit with what requests and sessions have in common.
    private mutating func blankVisit(_ id: VisitID, service: Int) -> Visit {
        let teams = Array(scenario.teams.indices)
        let preferred = uses(.prefer, percent: 40) ? teams.filter { _ in random.chance(40) } : []
        let refused = uses(.refuse, percent: 20) ? teams.filter { _ in random.chance(30) } : []
        return Visit(
            id: id,
            serviceIndex: service,
            placeIndex: nil,
            minutes: scenario.services[service].minutes,
            windows: [],
            value: 0,
            preferredTeams: preferred,
            refusedTeams: refused
        )
    }

    /// Windows as the format derives them from `from`, `until`, `hours` and `days`.
    private mutating func windows(minutes: Int) -> [TimeWindow] {
        let horizon = scenario.horizonMinutes
        guard uses(.narrowWindows, percent: 55) else {
            return windows(minutes: minutes, from: 0, until: horizon, hours: [0...minutesPerDay])
        }
        var from = 0
        var until = horizon
        if random.chance(20) { from = random.within(0...horizon) }
        if random.chance(20) { until = random.within(0...horizon) }
        var hours = [0...minutesPerDay]
        if random.chance(70) {
            hours = (1...random.within(1...2)).map { _ in
                let start = 450 + random.within(0...170)
                return start...start + random.within(20...170)
            }
        }
        return windows(minutes: minutes, from: from, until: until, hours: hours)
    }

    private mutating func windows(
        minutes: Int,
        from: Int,
        until: Int,
        hours: [ClosedRange<Int>]
    ) -> [TimeWindow] {
        var found: [TimeWindow] = []
        for day in 0..<scenario.days
        where !options.features.contains(.narrowWindows) || random.chance(85) {
            for interval in hours {
                let start = max(from, day * minutesPerDay + interval.lowerBound)
                let end = min(until, day * minutesPerDay + interval.upperBound)
                if end - start >= minutes {
                    found.append(TimeWindow(startMinute: start, endMinute: end))
                }
            }
        }
        return found
    }

    /// The sessions of up to one program of each kind.
    private mutating func makeSessions(atMost limit: Int) -> [Visit] {
        var sessions: [Visit] = []
        if uses(.freePrograms, percent: 35) && limit >= 1 {
            sessions += freeSessions(count: random.within(1...min(3, limit)))
        }
        if uses(.fixedPrograms, percent: 35) && limit - sessions.count >= scenario.days {
            sessions += fixedSessions()
        }
        return sessions
    }

    private mutating func makeProgram(_ id: String, hasFixedStarts: Bool) -> Visit {
        let service = drawService()
        let gap = hasFixedStarts ? 0 : random.within(0...2)
        scenario.programs.append(
            Program(
                id: ProgramID(id),
                serviceIndex: service,
                visitIndices: [],
                gapDays: gap,
                maxTeams: uses(.maxTeams, percent: 40) ? random.within(1...2) : nil,
                hasFixedStarts: hasFixedStarts
            )
        )
        var session = blankVisit(VisitID(id), service: service)
        session.siteIndex = random.within(0...scenario.sites.count - 1)
        session.placeIndex = session.siteIndex
        session.programIndex = scenario.programs.count - 1
        session.tier = nil
        session.value = scenario.weights.session
        return session
    }

    private mutating func freeSessions(count: Int) -> [Visit] {
        var session = makeProgram("P1", hasFixedStarts: false)
        session.windows = windows(minutes: session.minutes)
        return (1...count).map { number in
            var copy = session
            copy.id = VisitID("P1#\(number)")
            return copy
        }
    }

    private mutating func fixedSessions() -> [Visit] {
        let session = makeProgram("P2", hasFixedStarts: true)
        let time = 480 + random.within(10...200)
        return (0..<scenario.days).map { day in
            var copy = session
            let start = day * minutesPerDay + time
            copy.id = VisitID("P2#\(scenario.start.advanced(byDays: day))")
            copy.windows = [TimeWindow(startMinute: start, endMinute: start + session.minutes)]
            return copy
        }
    }
}
