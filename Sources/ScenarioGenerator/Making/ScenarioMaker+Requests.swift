import Scheduling

extension ScenarioMaker {
    /// The requests, without the teams they name.
    mutating func makeRequests() {
        let plan = blueprint.requests
        var random = stream("requests")
        let sessions = draft.programs.reduce(0) { $0 + self.sessions(of: $1) }
        let count = plan.count ?? max(0, blueprint.visits - sessions)
        let kinds = random.apportioned(plan.services, count: count)
        for (index, kind) in kinds.enumerated() {
            var record = RequestRecord(
                id: identifier("R", index + 1, of: count, atLeast: 4),
                service: kind.id,
                resident: Names.person(&random)
            )
            let point = place(&record, of: kind, &random)
            if random.chance(plan.minutesPerMille) {
                record.minutes = minutes(around: kind.minutes, &random)
            }
            if kind.minutesToDue == nil { record.submitted = submitted(&random) }
            record.tier = kind.tier ?? random.pick(plan.tiers)
            if random.chance(plan.valuePerMille) { record.value = random.pick(plan.valuesNamed) }
            if !kind.loads.isEmpty { record.load = random.pick(kind.loads) }
            if let minutesToDue = kind.minutesToDue {
                call(&record, dueAfter: minutesToDue, &random)
            } else {
                chooseTimes(&record, of: kind, &random)
                chooseDue(&record, &random)
            }
            draft.requests.append(record)
            requestPoints.append(kind.mode.isRemote ? nil : point)
            requestServices.append(services.firstIndex { $0.id == kind.id } ?? 0)
        }
    }

    /// Fills in the place, or, for a visit by telephone, perhaps the home of who asks.
    private func place(
        _ record: inout RequestRecord,
        of kind: ServiceKind,
        _ random: inout RandomStream
    ) -> GridPoint {
        if kind.mode == .site {
            let earlier = draft.requests.count { $0.service == kind.id }
            let place =
                kind.sitesInTurn.map { site(of: $0, inTurn: earlier) }
                ?? site(of: blueprint.requests.places, &random)
            record.site = draft.sites[place].id
            return sitePoints[place]
        }
        let point = homePoint(&random)
        if kind.mode == .home || random.chance(500) {
            record.latitude = point.latitudeDegrees
            record.longitude = point.longitudeDegrees
        }
        return point
    }

    /// A length from two thirds to one and a half times the usual, in steps of five minutes.
    private func minutes(around usual: Int, _ random: inout RandomStream) -> Int {
        let steps = random.within(-(usual / 15)...max(1, usual / 10))
        return max(5, usual + 5 * steps)
    }

    /// When it was asked for: each day back is a seventh less likely than the one after it.
    private func submitted(_ random: inout RandomStream) -> DraftMoment? {
        guard random.chance(blueprint.requests.submittedPerMille) else { return nil }
        var daysAgo = 0
        while daysAgo < 30, random.chance(857) { daysAgo += 1 }
        let day = date(-daysAgo)
        guard random.chance(130) else { return .date(day) }
        return .minute(day, minuteOfDay: random.within(7 * 60...22 * 60 - 1))
    }

    /// Lets it be asked for in the day of one of the dates, and be due so soon after.
    private func call(
        _ record: inout RequestRecord,
        dueAfter minutesToDue: Int,
        _ random: inout RandomStream
    ) {
        let day = date(random.below(blueprint.days))
        let minute = 5 * random.within(8 * 12...16 * 12)
        record.from = .minute(day, minuteOfDay: minute)
        record.due = .minute(day, minuteOfDay: minute + minutesToDue)
    }

    /// Hours, first and last moment, days of the week; always such that a window is left.
    private func chooseTimes(
        _ record: inout RequestRecord,
        of kind: ServiceKind,
        _ random: inout RandomStream
    ) {
        let plan = blueprint.requests
        let minutes = record.minutes ?? kind.minutes
        for _ in 0..<8 {
            let hours = random.pick(plan.hours)
            record.hours = kind.hours ?? hours
            chooseDates(&record, &random)
            if !windows(of: record, minutes: minutes).isEmpty { return }
        }
        record.hours = kind.hours ?? []
        record.from = nil
        record.until = nil
        record.days = []
    }

    private func chooseDates(_ record: inout RequestRecord, _ random: inout RandomStream) {
        let plan = blueprint.requests
        let last = blueprint.days - 1
        record.from = nil
        record.until = nil
        record.days = []
        if last == 0 {
            guard random.chance(plan.fromPerMille) else { return }
            let minute = random.pick([9 * 60, 10 * 60, 13 * 60])
            record.from = .minute(blueprint.start, minuteOfDay: minute)
            return
        }
        var first = 0
        if random.chance(plan.fromPerMille) {
            first = random.within(1...last)
            record.from = .date(date(first))
        }
        if random.chance(plan.untilPerMille) {
            if random.chance(120) {
                let minute = random.pick([12 * 60, 17 * 60, 18 * 60])
                record.until = .minute(date(last), minuteOfDay: minute)
            } else {
                record.until = .date(date(random.within(first...min(last, first + 3))))
            }
        }
        if random.chance(plan.weekdaysPerMille) {
            record.days = random.pick([
                [.monday, .wednesday, .friday], [.tuesday, .thursday], [.saturday, .sunday],
                [.monday, .tuesday, .wednesday, .thursday, .friday],
            ])
        }
    }

    /// A due time on the first or the last day that the visit may be served.
    private func chooseDue(_ record: inout RequestRecord, _ random: inout RandomStream) {
        guard random.chance(blueprint.requests.duePerMille) else { return }
        let ends = [
            record.from?.date ?? blueprint.start,
            record.until?.date ?? date(blueprint.days - 1),
        ]
        let minute = random.pick([10 * 60, 11 * 60, 12 * 60, 15 * 60, 16 * 60])
        record.due = .minute(random.pick(ends), minuteOfDay: minute)
    }

    /// Where a visit may lie, in minutes of the horizon, as the format says.
    func windows(of record: RequestRecord, minutes: Int) -> [DayInterval] {
        let day = minutesPerDay
        let from = max(0, record.from?.minutes(since: blueprint.start) ?? 0)
        let until = min(
            blueprint.days * day,
            record.until?.minutes(since: blueprint.start, atEnd: true) ?? Int.max
        )
        let hours =
            record.hours.isEmpty
            ? [DayInterval(startMinute: 0, endMinute: day)] : record.hours
        var windows: [DayInterval] = []
        for number in 0..<blueprint.days
        where record.days.isEmpty || record.days.contains(date(number).weekday) {
            for part in hours {
                let start = max(from, number * day + part.startMinute)
                let end = min(until, number * day + part.endMinute)
                if end - start >= minutes {
                    windows.append(DayInterval(startMinute: start, endMinute: end))
                }
            }
        }
        return windows
    }

    /// The teams that requests would like, and those that they don't want.
    mutating func nameTeams() {
        let plan = blueprint.requests
        var random = stream("wishes")
        let able = services.map { service in
            draft.teams.indices.filter { holds($0, service.roles[0].skills) }
        }
        for request in draft.requests.indices {
            let teams = able[requestServices[request]]
            let wishes = random.chance(plan.preferPerMille)
            let refuses = random.chance(plan.refusePerMille)
            let named = pick(upTo: 4, of: teams, &random)
            if wishes { draft.requests[request].prefer = Array(named.prefix(random.within(1...2))) }
            // Somebody must be left who may come.
            if refuses, teams.count > 4 {
                let count = random.within(1...2)
                draft.requests[request].refuse = Array(named.dropFirst(2).prefix(count))
            }
        }
    }

    /// Ids of some of the teams, all different.
    private func pick(
        upTo count: Int,
        of teams: [Int],
        _ random: inout RandomStream
    ) -> [String] {
        var chosen: [Int] = []
        for _ in 0..<count where !teams.isEmpty {
            let team = random.pick(teams)
            if !chosen.contains(team) { chosen.append(team) }
        }
        return chosen.map { draft.teams[$0].id }
    }
}
