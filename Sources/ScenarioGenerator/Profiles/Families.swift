import Scheduling

/// The families `core` and `night`, of any size; other profiles start from their parts.
extension GeneratorOptions {
    /// Requests of one role in one night, or a few days; nothing else.
    func coreBlueprint() -> Blueprint {
        var blueprint = familyBlueprint(RequestPlan(services: RequestPlan.coreServices)) {
            TeamPlan(count: $0, kinds: TeamPlan.coreKinds)
        }
        blueprint.town.hasRooms = false
        return blueprint
    }

    /// The full model: programs, several roles, rooms, promises, lateness, telephone visits, goods.
    func nightBlueprint() -> Blueprint {
        var blueprint = familyBlueprint(RequestPlan.night()) { TeamPlan.night(count: $0) }
        blueprint.commitmentsPerMille = 55
        blueprint.tableWays = max(1, blueprint.visits / 56)
        blueprint.programs = ProgramPlan.night(visits: blueprint.visits, days: blueprint.days)
        blueprint.teams.goods = (
            byCar: [Weighted(nil, 30), Weighted(12, 70)],
            others: [Weighted(nil, 20), Weighted(4, 80)]
        )
        return blueprint
    }

    /// What the families share: a city that grows with the visits, a team for every five of them.
    private func familyBlueprint(
        _ requests: RequestPlan,
        teamPlan: (Int) -> TeamPlan
    ) -> Blueprint {
        let count = visits ?? defaultVisits
        var blueprint = Blueprint(
            name: scenarioName,
            start: Blueprint.usualStart,
            days: days ?? 1,
            visits: count,
            town: TownPlan.city(visits: count),
            teams: teamPlan(teams ?? max(1, count / 5)),
            requests: requests,
            density: density
        )
        blueprint.spreadOverDays()
        blueprint.allowForDensity()
        return blueprint
    }
}

extension Blueprint {
    /// The Monday on which most scenarios begin.
    static let usualStart = CalendarDate(daysSince1970: 20_780)

    /// Where there are several days: rows for some of them, and requests that can't wait for all.
    mutating func spreadOverDays() {
        guard days > 1 else { return }
        // Fewer shifts fall on the days that a visit can be served on.
        teams.loadPerMille = teams.loadPerMille * 3 / 4
        teams.patterns = [
            Weighted(.oneDate, 480), Weighted(.weekends, 120), Weighted(.oneWeekday, 200),
            Weighted(.twoWeekdays, 200),
        ]
        requests.fromPerMille = 390
        requests.untilPerMille = 540
        requests.weekdaysPerMille = 52
    }
}

extension Blueprint {
    /// The more teams a visit can choose among, the more of the crews' time can be used.
    mutating func allowForDensity() {
        teams.loadPerMille += min(60, max(0, (density ?? 0) - 20))
    }
}

extension TownPlan {
    /// A city district whose area grows with the number of visits.
    static func city(visits: Int) -> TownPlan {
        TownPlan(
            centre: GridPoint(latitude: 3_472_800, longitude: 11_364_000),
            longitudePerMille: 822,
            // 7 km at 900 visits.
            radiusMetres: 70 * Int(Double(visits * 100 / 9).squareRoot()),
            institutes: max(2, visits / 50),
            stations: max(2, visits * 195 / 1000),
            venues: max(1, visits * 16 / 1000)
        )
    }
}

extension TeamPlan {
    static let coreKinds: [Weighted<TeamKind>] = [
        Weighted(.elders, 230), Weighted(.nurses, 120), Weighted(.fixers, 110),
        Weighted(.barbers, 90), Weighted(.drivers, 100), Weighted(.teachers, 80),
        Weighted(.lawyers, 60), Weighted(.digital, 70), Weighted(.plumbers, 70),
        Weighted(.lecturers, 60),
    ]

    static let nightKinds: [Weighted<TeamKind>] = [
        Weighted(.elders, 245), Weighted(.teachers, 160), Weighted(.drivers, 92),
        Weighted(.nurses, 86), Weighted(.fixers, 86), Weighted(.barbers, 60),
        Weighted(.lawyers, 48), Weighted(.members, 54), Weighted(.lecturers, 46),
        Weighted(.plumbers, 31), Weighted(.digital, 30), Weighted(.artists, 26),
        Weighted(.doctors, 20), Weighted(.counsellors, 16),
    ]

    /// Teams with the limits that real teams have.
    static func night(count: Int) -> TeamPlan {
        TeamPlan(
            count: count,
            kinds: nightKinds,
            radiusPerMille: 390,
            visitLimitPerMille: 190,
            minuteLimitPerMille: 130,
            fairPerMille: 100,
            loadPerMille: 830
        )
    }
}

extension RequestPlan {
    static let coreServices: [Weighted<ServiceKind>] = [
        Weighted(.delivery, 158), Weighted(.haircut, 118), Weighted(.elderVisit, 98),
        Weighted(.nursing, 93), Weighted(.cleaning, 78), Weighted(.repair, 82),
        Weighted(.plumbing, 68), Weighted(.phoneHelp, 66), Weighted(.tutoring, 60),
        Weighted(.lecture, 50), Weighted(.dressing, 38), Weighted(.appliance, 45),
        Weighted(.legal, 34), Weighted(.mediation, 22),
    ]

    static let nightServices: [Weighted<ServiceKind>] = [
        Weighted(.delivery, 126), Weighted(.haircut, 90), Weighted(.nursing, 87),
        Weighted(.elderVisit, 80), Weighted(.cleaning, 71), Weighted(.repair, 70),
        Weighted(.tutoring, 61), Weighted(.call, 70), Weighted(.plumbing, 45),
        Weighted(.appliance, 39), Weighted(.counselling, 38), Weighted(.phoneHelp, 40),
        Weighted(.dressing, 30), Weighted(.legalOnline, 24), Weighted(.lecture, 37),
        Weighted(.legal, 30), Weighted(.mediation, 18), Weighted(.escort, 16),
        Weighted(.performance, 16), Weighted(.clinic, 13), Weighted(.gift, 30),
    ]

    /// Requests with due times, wishes and moments of their own.
    static func night() -> RequestPlan {
        RequestPlan(
            services: nightServices,
            fromPerMille: 76,
            duePerMille: 165,
            preferPerMille: 157,
            refusePerMille: 40
        )
    }
}

extension ProgramPlan {
    /// Programs whose sessions are about an eighth of the visits of one day.
    static func night(visits: Int, days: Int) -> [ProgramPlan] {
        let several = days > 2
        let times =
            several
            ? [Weighted(1, 60), Weighted(2, 25), Weighted(3, 15)] : [Weighted(1, 1)]
        let gaps: [Weighted<Int?>] =
            several ? [Weighted(2, 60), Weighted(3, 40)] : [Weighted(nil, 1)]
        // A week's class has three sessions or more.
        let scale = several ? 2 : 1
        return [
            pairing(count: visits * 54 / 1000 / scale, times: times, gaps: gaps),
            afterSchool(count: visits * 42 / 1000 / (scale * scale), days: days),
            lectureTour(count: visits * 19 / 1000 / scale, times: times, gaps: gaps),
            monthlyClinic(count: visits * 5 / 1000),
        ]
    }

    /// Visits of the same volunteers to the same elders.
    static func pairing(
        count: Int,
        times: [Weighted<Int>],
        gaps: [Weighted<Int?>]
    ) -> ProgramPlan {
        ProgramPlan(
            name: "结对探访",
            service: .elderVisit,
            count: count,
            places: [Weighted(.home, 1)],
            timing: .free(
                times: times,
                gaps: gaps,
                hours: [
                    Weighted([], 200), Weighted(daily("08:30-11:30"), 320),
                    Weighted(daily("08:30-11:30", "14:00-17:30"), 260),
                    Weighted(daily("14:00-17:30"), 220),
                ]
            ),
            tiers: [Weighted(nil, 530), Weighted(.yellow, 245), Weighted(.blue, 225)],
            maxTeams: [Weighted(nil, 330), Weighted(1, 300), Weighted(2, 370)]
        )
    }

    /// The class at half past four, on school days.
    static func afterSchool(count: Int, days: Int) -> ProgramPlan {
        let patterns: [Weighted<[Weekday]>] = [
            Weighted([.monday, .tuesday, .thursday], 35),
            Weighted([.monday, .tuesday, .wednesday, .thursday, .friday], 30),
            Weighted([.tuesday, .thursday], 15), Weighted([.monday, .wednesday, .friday], 20),
        ]
        return ProgramPlan(
            name: "四点半课堂",
            service: .afterSchool,
            count: count,
            places: [Weighted(.station, 950), Weighted(.venue, 50)],
            timing: .fixed(startMinute: 990, days: days < 7 ? [Weighted([], 1)] : patterns),
            maxTeams: [Weighted(nil, 270), Weighted(2, 350), Weighted(3, 380)]
        )
    }

    /// Lectures that go round the stations.
    static func lectureTour(
        count: Int,
        times: [Weighted<Int>],
        gaps: [Weighted<Int?>]
    ) -> ProgramPlan {
        ProgramPlan(
            name: "理论宣讲巡回",
            service: .lecture,
            count: count,
            places: [Weighted(.station, 880), Weighted(.venue, 120)],
            timing: .free(
                times: times,
                gaps: gaps,
                hours: [Weighted(daily("09:00-11:30", "15:00-17:30", "18:30-20:30"), 1)]
            ),
            preferPerMille: 300
        )
    }

    /// Doctors, nurses and registrars in the communities.
    static func monthlyClinic(count: Int) -> ProgramPlan {
        ProgramPlan(
            name: "月度义诊",
            service: .clinic,
            count: count,
            places: [Weighted(.station, 750), Weighted(.venue, 250)],
            timing: .free(
                times: [Weighted(1, 1)],
                gaps: [Weighted(nil, 1)],
                hours: [Weighted(daily("08:30-11:30"), 1)]
            ),
            values: [Weighted(400, 1)]
        )
    }
}
