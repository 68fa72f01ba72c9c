import Scheduling

/// A random scenario of a handful of visits that mixes the rules of the format.
///
/// The seed alone determines it. It is consistent as if read from files: windows follow the format's
/// rule, shift keys differ, indices ascend, and every pinned row is right by itself (though perhaps
/// not together with the others).
public func tinyScenario(
    seed: UInt64,
    options: TinyScenarioOptions = TinyScenarioOptions()
) -> Scenario {
    var maker = TinyScenarioMaker(seed: seed, options: options)
    return maker.make()
}

/// Builds one random scenario, part by part in the order of the files.
struct TinyScenarioMaker {
    let options: TinyScenarioOptions
    var random: SplitMix64
    var scenario: Scenario

    init(seed: UInt64, options: TinyScenarioOptions) {
        self.options = options
        random = SplitMix64(seed: seed)
        scenario = Scenario(
            name: "tiny-\(seed)",
            start: CalendarDate(daysSince1970: 20_780),
            days: 1,
            sites: [],
            places: [],
            teams: [],
            shifts: [],
            services: [],
            visits: []
        )
    }

    mutating func make() -> Scenario {
        let days = random.within(options.days)
        scenario.days = random.chance(40) ? options.days.lowerBound : days
        makeWeights()
        makeSites()
        makeTeams()
        makeShifts()
        makeServices()
        makeVisits()
        makeCommitments()
        return scenario
    }

    /// Whether a feature is in use here: where it is allowed, in the given share of cases.
    mutating func uses(_ feature: ScenarioFeature, percent: Int) -> Bool {
        let isDrawn = random.chance(percent)
        return isDrawn && options.features.contains(feature)
    }

    private mutating func makeWeights() {
        guard uses(.weights, percent: 60) else { return }
        scenario.weights.red = random.pick([1000, 400, 0])
        scenario.weights.yellow = random.pick([300, 60])
        scenario.weights.blue = random.pick([100, 40, 0])
        scenario.weights.session = random.pick([200, 80])
        scenario.weights.prefer = random.pick([20, 0, 45])
        scenario.weights.travel = random.pick([1, 0, 3])
        scenario.weights.crew = random.pick([10, 0, 40])
        scenario.weights.late = random.pick([1, 0, 4])
        scenario.weights.continuity = random.pick([30, 0, 90])
        scenario.weights.fair = random.pick([1, 0, 5])
        scenario.weights.change = random.pick([50, 0, 150])
        scenario.weights.changeToleranceMinutes = random.pick([30, 0, 5, 12])
    }

    /// A position within about a kilometre of the others: 2 to 14 minutes on the way.
    mutating func coordinate() -> Coordinate {
        Coordinate(
            latitude: 34.75 + Double(random.within(0...80)) / 10_000,
            longitude: 113.65 + Double(random.within(0...80)) / 10_000
        )
    }

    private mutating func makeSites() {
        for number in 1...random.within(options.sites) {
            let rooms = uses(.rooms, percent: 50) ? random.pick([1, 1, 1, 1, 1, 2, 2, 0]) : nil
            let site = Site(id: SiteID("S\(number)"), coordinate: coordinate(), rooms: rooms)
            scenario.sites.append(site)
            scenario.places.append(
                Place(coordinate: site.coordinate, siteIndex: scenario.sites.count - 1)
            )
        }
        guard uses(.travelTable, percent: 50) else { return }
        for from in scenario.sites.indices {
            for to in scenario.sites.indices where from != to && random.chance(50) {
                scenario.siteTravelMinutes[SitePair(from: from, to: to)] = random.within(0...25)
            }
        }
        // A figure given one way only holds for the other way too.
        let given = scenario.siteTravelMinutes
        for (pair, minutes) in given {
            let back = SitePair(from: pair.to, to: pair.from)
            if given[back] == nil { scenario.siteTravelMinutes[back] = minutes }
        }
    }

    /// Skills with levels 1 or 2, each name once.
    private mutating func skillLevels(percent: Int) -> [SkillLevel] {
        guard uses(.skills, percent: percent) else { return [] }
        return ["aid", "wash"].compactMap { name in
            random.chance(60) ? SkillLevel(skill: name, level: random.pick([1, 1, 2])) : nil
        }
    }

    private mutating func makeTeams() {
        for number in 1...random.within(options.teams) {
            let base = random.within(0...scenario.sites.count - 1)
            var team = Team(id: TeamID("T\(number)"), baseSiteIndex: base)
            team.skills = skillLevels(percent: 90)
            team.metresPerMinute = uses(.speeds, percent: 25) ? random.pick([80, 400]) : 250
            team.radiusMinutes = uses(.radius, percent: 25) ? random.within(5...14) : nil
            team.maxMinutes = uses(.maxMinutes, percent: 25) ? random.within(20...140) : nil
            team.fairMinutes = uses(.fairMinutes, percent: 25) ? random.within(0...100) : nil
            team.maxVisits = uses(.maxVisits, percent: 25) ? random.pick([1, 2, 2, 2, 3, 0]) : nil
            scenario.teams.append(team)
        }
    }

    private mutating func makeShifts() {
        for _ in 1...random.within(options.shifts) {
            let day = random.within(0...scenario.days - 1)
            let start = day * minutesPerDay + 480 + random.within(0...20) * 5
            var shift = Shift(
                teamIndex: random.within(0...scenario.teams.count - 1),
                startMinute: start,
                endMinute: start + random.within(14...44) * 5
            )
            let crews = scenario.shifts.reduce(0) { $0 + $1.crews }
            let mayDouble = uses(.severalCrews, percent: 50)
            shift.crews = mayDouble && crews < 3 ? 2 : 1
            shift.people = uses(.people, percent: 40) ? random.within(1...3) : 1
            shift.capacityUnits = uses(.goods, percent: 40) ? random.within(0...5) : nil
            let isTaken = scenario.shifts.contains {
                $0.teamIndex == shift.teamIndex && $0.startMinute == start
            }
            if !isTaken { scenario.shifts.append(shift) }
        }
    }

    private mutating func makeServices() {
        for number in 1...random.within(2...4) {
            let local: [VisitMode] = [.home, .site, .site]
            let mode = uses(.remoteModes, percent: 25) ? .phone : random.pick(local)
            let mayHaveSeveral = number > 1 && uses(.severalRoles, percent: 45)
            let roleCount = mayHaveSeveral ? random.pick([2, 2, 2, 3]) : 1
            let roles = (1...roleCount).map { roleNumber in
                Role(
                    id: RoleID("r\(roleNumber)"),
                    skills: skillLevels(percent: 25),
                    people: uses(.people, percent: 20) ? 2 : 1
                )
            }
            scenario.services.append(
                Service(
                    id: ServiceID("V\(number)"),
                    mode: mode,
                    minutes: random.within(5...40),
                    roles: roles
                )
            )
        }
    }
}
