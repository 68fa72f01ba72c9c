import Scheduling

/// Draws a scenario, table by table; each table has a stream of random numbers of its own.
struct ScenarioMaker {
    let blueprint: Blueprint
    let seed: UInt64
    let map: FlatMap
    var draft: ScenarioDraft
    /// Where each site lies.
    var sitePoints: [GridPoint] = []
    /// Indices of the sites of each kind.
    var sitesByKind: [SiteKind: [Int]] = [:]
    /// Index of each team's base.
    var teamBases: [Int] = []
    /// The sort of each team.
    var teamKinds: [TeamKind] = []
    /// Index of each request's service in ``services``.
    var requestServices: [Int] = []
    /// Where each request is to be served; nil where the crew serves from its base.
    var requestPoints: [GridPoint?] = []
    /// The services of the scenario.
    var services: [ServiceKind] = []

    init(blueprint: Blueprint, seed: UInt64) {
        self.blueprint = blueprint
        self.seed = seed
        map = FlatMap(
            centre: blueprint.town.centre,
            longitudePerMille: blueprint.town.longitudePerMille
        )
        draft = ScenarioDraft(name: blueprint.name, start: blueprint.start, days: blueprint.days)
        draft.travelRules.speed = blueprint.speed
        draft.travelRules.detour = ScenarioMaker.detour
        draft.travelRules.fixed = ScenarioMaker.fixedMinutes
        draft.weights = blueprint.weights
    }

    /// Road metres per 100 metres as the crow flies.
    static let detour = 130
    /// Minutes added to every move.
    static let fixedMinutes = 2

    /// Draws all tables.
    mutating func make() throws(GeneratorFailure) {
        makeServices()
        makeSites()
        makeTeams()
        makePrograms()
        makeRequests()
        makeShifts()
        qualifySomeone()
        try fitDensity()
        nameTeams()
        limitTeams()
        makeCommitments()
        makeTravelTable()
    }

    /// The stream of random numbers of a table.
    func stream(_ label: String) -> RandomStream { RandomStream(seed: seed, label: label) }

    /// The same for a table that scenarios of several seeds may share.
    func streamOfTown(_ label: String) -> RandomStream {
        RandomStream(seed: blueprint.seedOfTown ?? seed, label: label)
    }

    /// Minutes between two different places at a speed, as the format counts them.
    func travelMinutes(_ one: GridPoint, _ other: GridPoint, speed: Int) -> Int {
        let metres = map.metres(one, other) * ScenarioMaker.detour
        return ScenarioMaker.fixedMinutes + (metres + 100 * speed - 1) / (100 * speed)
    }

    /// Metres per minute of a team.
    func speed(ofTeam team: Int) -> Int { draft.teams[team].speed ?? blueprint.speed }

    /// The date of a day of the horizon.
    func date(_ day: Int) -> CalendarDate { blueprint.start.advanced(byDays: day) }

    private mutating func makeServices() {
        var known: Set<String> = []
        let wanted = blueprint.requests.services.map(\.item) + blueprint.programs.map(\.service)
        services = wanted.filter { known.insert($0.id).inserted }
        for service in services {
            draft.services.append(
                ServiceRecord(
                    id: service.id,
                    name: service.name,
                    mode: service.mode,
                    minutes: service.minutes
                )
            )
            for role in service.roles {
                draft.roles.append(
                    RoleRecord(
                        service: service.id,
                        role: role.name,
                        skills: role.skills,
                        people: role.people
                    )
                )
            }
        }
    }

    private mutating func makeTravelTable() {
        var random = stream("travel")
        let known = draft.sites.indices.filter { draft.sites[$0].kind != .home }
        var seen: Set<[Int]> = []
        while draft.travel.count < blueprint.tableWays, seen.count < known.count * known.count / 4 {
            let pair = [random.pick(known), random.pick(known)]
            guard pair[0] != pair[1], seen.insert(pair.sorted()).inserted else { continue }
            let usual = travelMinutes(
                sitePoints[pair[0]],
                sitePoints[pair[1]],
                speed: blueprint.speed
            )
            draft.travel.append(
                TravelRecord(
                    from: draft.sites[pair[0]].id,
                    to: draft.sites[pair[1]].id,
                    minutes: max(1, usual * random.within(60...160) / 100)
                )
            )
        }
    }
}
