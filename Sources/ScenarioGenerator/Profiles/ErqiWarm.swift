import Scheduling

extension GeneratorOptions {
    /// Warm Erqi, 2016: 60 teams, 17 of them youth, 159 liaison posts, lunches for the aged.
    func erqiWarmBlueprint() -> Blueprint {
        var town = TownPlan.erqi()
        town.institutes = 15
        town.stations = 159
        town.stationArea = "联络点"
        town.venues = 6
        town.venueNames = ["日间照料中心"]
        let lunch = ServiceKind(
            "lunch",
            "助餐送饭",
            .home,
            10,
            role: "carrier",
            loads: [Weighted(1, 60), Weighted(2, 40)]
        ).at(daily("10:50-12:40"))
        let homeCare = ServiceKind(
            "homecare",
            "居家照护",
            .home,
            50,
            role: "carer",
            skill: "eldercare"
        )
        let dayCare = ServiceKind(
            "daycare",
            "日间照料陪伴",
            .site,
            90,
            role: "companion",
            skill: "eldercare"
        )
        var blueprint = Blueprint.district(
            scenarioName,
            days: 1,
            town: town,
            teams: 60,
            requests: [
                Weighted(lunch, 90), Weighted(.nursing, 30), Weighted(.repair, 20),
                Weighted(.haircut, 20), Weighted(.call, 20),
            ],
            count: 180
        )
        let youth = TeamKind(
            name: "青年志愿队",
            skill: nil,
            extras: [
                TeamKind.Extra(skill: "driving", perMille: 300),
                TeamKind.Extra(skill: "eldercare", perMille: 500),
            ],
            people: [Weighted(2, 1), Weighted(3, 1)]
        )
        blueprint.teams.kinds = [
            Weighted(youth, 17), Weighted(.elders, 25), Weighted(.nurses, 8), Weighted(.fixers, 5),
            Weighted(.barbers, 5),
        ]
        blueprint.teams.radiusPerMille = 1000
        blueprint.teams.goods = (byCar: [Weighted(12, 1)], others: [Weighted(8, 1)])
        blueprint.teams.times = [
            Weighted(interval("08:30-11:30"), 25), Weighted(interval("10:30-13:30"), 35),
            Weighted(interval("14:00-17:30"), 40),
        ]
        // Fifteen minutes by bicycle.
        blueprint.teams.slowSpeed = 150
        blueprint.teams.loadPerMille = 740
        // 180 elders have home care; it is theirs to come to, at the same hours.
        blueprint.programs = [
            freeProgram(
                "居家养老",
                homeCare,
                count: 180,
                at: [Weighted(.home, 1)],
                hours: [daily("08:30-11:30"), daily("14:00-17:30")],
                tier: .yellow
            ),
            fixedProgram(
                "日间照料",
                dayCare,
                count: 6,
                at: [Weighted(.venue, 1)],
                startMinute: 14 * 60,
                days: []
            ),
        ]
        return blueprint
    }
}
