import Scheduling

extension ScenarioMaker {
    /// The programs, in random order, and the homes that some of them go to.
    mutating func makePrograms() {
        var random = stream("programs")
        let plans = random.shuffled(
            blueprint.programs.flatMap { Array(repeating: $0, count: $0.count) }
        )
        let homes = plans.count { $0.places.contains { $0.item == .home } }
        for (index, plan) in plans.enumerated() {
            let record = program(plan, number: index + 1, homes: homes, &random)
            draft.programs.append(record)
        }
    }

    private mutating func program(
        _ plan: ProgramPlan,
        number: Int,
        homes: Int,
        _ random: inout RandomStream
    ) -> ProgramRecord {
        let place = place(of: plan, homes: homes, &random)
        var record = ProgramRecord(
            id: "P\(number)",
            name: plan.name,
            service: plan.service.id,
            site: draft.sites[place].id,
            tier: random.pick(plan.tiers),
            value: random.pick(plan.values),
            maxTeams: random.pick(plan.maxTeams)
        )
        if let span = plan.span {
            record.from = .date(date(span.lowerBound))
            record.until = .date(date(span.upperBound))
        }
        switch plan.timing {
        case .fixed(let startMinute, let days):
            record.startMinute = startMinute
            record.days = random.pick(days)
        case .free(let times, let gaps, let hours):
            record.times = random.pick(times)
            record.gap = record.times == 1 ? nil : random.pick(gaps)
            record.hours = random.pick(hours)
        }
        let teams = draft.teams.indices.filter { holds($0, plan.service.roles[0].skills) }
        if random.chance(plan.preferPerMille), !teams.isEmpty {
            let chosen = random.sample(random.within(1...2), of: teams)
            record.prefer = chosen.map { draft.teams[$0].id }
        }
        return record
    }

    /// Where a program is held.
    private mutating func place(
        of plan: ProgramPlan,
        homes: Int,
        _ random: inout RandomStream
    ) -> Int {
        if plan.places.contains(where: { $0.item == .home }) { return addHome(of: homes, &random) }
        guard plan.isInTurn, let kind = plan.places.first?.item else {
            return site(of: plan.places, &random)
        }
        return site(of: kind, inTurn: draft.programs.count { $0.name == plan.name })
    }

    /// The home of somebody who is visited again and again.
    private mutating func addHome(of count: Int, _ random: inout RandomStream) -> Int {
        let number = (sitesByKind[.home] ?? []).count + 1
        let point = homePoint(&random)
        addSite(
            SiteRecord(
                id: identifier("H", number, of: count, atLeast: 3),
                name: Names.person(&random) + "家",
                kind: .home,
                latitude: point.latitudeDegrees,
                longitude: point.longitudeDegrees,
                parent: draft.sites[random.pick(sitesByKind[.station] ?? [0])].id
            ),
            at: point
        )
        return draft.sites.count - 1
    }

    /// How many visits a program makes.
    func sessions(of program: ProgramRecord) -> Int {
        if let times = program.times { return times }
        return (0..<blueprint.days).count { day in
            let today = date(day)
            return (program.from.map { $0.date <= today } ?? true)
                && (program.until.map { today <= $0.date } ?? true)
                && (program.days.isEmpty || program.days.contains(today.weekday))
        }
    }
}
