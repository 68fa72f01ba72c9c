import Scheduling

extension GeneratorOptions {
    /// Shuangqing's Spring Breeze week: 6,245 household visits, goods for 315 of them and for three
    /// homes for the aged, pairing, mixed crews.
    func shuangqingBlueprint() -> Blueprint {
        let town = TownPlan(
            district: "双清区",
            centre: GridPoint(latitude: 2_723_300, longitude: 11_149_700),
            longitudePerMille: 889,
            radiusMetres: 8000,
            institutes: 12,
            stations: 145,
            venues: 3,
            homeSpreadMetres: 600,
            venueNames: ["敬老院"]
        )
        let household = ServiceKind("household", "入户走访", .home, 15, role: "visitor", people: 2)
        let mixed = ServiceKind(
            "mixed",
            "四方联合走访",
            .home,
            40,
            [
                ServiceKind.Role(name: "association"),
                ServiceKind.Role(name: "volunteer"),
                ServiceKind.Role(name: "social-worker", skills: [SkillLevel(skill: "counselling")]),
                ServiceKind.Role(name: "cadre", skills: [SkillLevel(skill: "cadre")]),
            ]
        )
        // More than a crew on foot brings: by car only.
        let homeGoods = ServiceKind(
            "homegoods",
            "敬老院送物资",
            .site,
            40,
            role: "carrier",
            skill: "driving",
            people: 2,
            loads: [Weighted(20, 1), Weighted(30, 1), Weighted(40, 1)]
        )
        var blueprint = Blueprint.district(
            scenarioName,
            days: 7,
            start: CalendarDate(daysSince1970: 20_850),
            town: town,
            teams: 150,
            requests: [
                Weighted(household, 5340), Weighted(.gift, 315), Weighted(mixed, 60),
                Weighted(.haircut, 150), Weighted(.nursing, 80), Weighted(.repair, 120),
                Weighted(.call, 180), Weighted(homeGoods.ranked(.yellow).inTurn(at: .venue), 3),
            ],
            count: 6248
        )
        let special: [TeamKind] = [.nurses, .artists, .barbers, .fixers]
        let workers = TeamKind(name: "社工队", skill: "counselling", people: [Weighted(2, 1)])
        let cadres = TeamKind(name: "下沉干部队", skill: "cadre", people: [Weighted(2, 1)])
        // Of 150 teams, so that there are eight special ones.
        blueprint.teams.kinds =
            [
                Weighted(.teachers, 12), Weighted(.members, 95), Weighted(workers, 13),
                Weighted(cadres, 14), Weighted(.drivers, 8),
            ] + special.map { Weighted($0, 2) }
        blueprint.teams.goods = (byCar: [Weighted(60, 1)], others: [Weighted(12, 1)])
        blueprint.teams.loadPerMille = 640
        let tutoring = ProgramPlan(
            name: "志愿者结对儿童",
            service: .tutoring,
            count: 60,
            places: [Weighted(.home, 1)],
            timing: .free(
                times: [Weighted(1, 1), Weighted(2, 1)],
                gaps: [Weighted(2, 1)],
                hours: [Weighted(daily("14:00-17:30"), 1)]
            ),
            maxTeams: [Weighted(1, 1)]
        )
        var show = freeProgram(
            "敬老院慰问",
            .performance,
            count: 3,
            at: [Weighted(.venue, 1)],
            hours: [daily("09:00-11:30", "14:30-17:00")],
            value: 600
        )
        show.isInTurn = true
        blueprint.programs = [tutoring, show]
        blueprint.tableWays = 12
        return blueprint
    }
}
