import Scheduling

extension GeneratorOptions {
    /// Erqi on a flood day: three times the home requests, a third of the teams out, red first.
    func erqiFloodBlueprint() -> Blueprint {
        var town = TownPlan.erqi()
        // 28 stations are under water: they host nothing and no team starts there.
        town.stations = 147
        let relief = ServiceKind(
            "relief",
            "送水送粮",
            .home,
            15,
            role: "driver",
            skill: "driving",
            loads: [Weighted(2, 50), Weighted(4, 35), Weighted(6, 15)]
        )
        let evacuation = ServiceKind(
            "evacuate",
            "转移安置",
            .home,
            60,
            [
                ServiceKind.Role(name: "driver", skills: [SkillLevel(skill: "driving")]),
                ServiceKind.Role(name: "bearer", people: 2),
            ]
        )
        var blueprint = Blueprint.district(
            scenarioName,
            days: 1,
            town: town,
            teams: 120,
            // 1,770 at home, three times those of a usual night, and 200 by telephone.
            requests: [
                Weighted(relief, 660), Weighted(evacuation.ranked(.red), 120),
                Weighted(.plumbing, 260), Weighted(.repair, 180), Weighted(.nursing, 180),
                Weighted(.elderVisit, 185), Weighted(.cleaning, 185), Weighted(.call, 120),
                Weighted(.counselling, 80),
            ],
            count: 1970
        )
        blueprint.weights.red = 3000
        blueprint.requests.tiers = [
            Weighted(.red, 300), Weighted(.yellow, 400), Weighted(.blue, 300),
        ]
        blueprint.requests.valuePerMille = 0
        blueprint.requests.duePerMille = 400
        blueprint.requests.hours = [
            Weighted([], 700), Weighted(daily("08:00-12:00"), 150),
            Weighted(daily("14:00-20:30"), 150),
        ]
        blueprint.teams.kinds = [
            Weighted(.members, 250), Weighted(.drivers, 250), Weighted(.plumbers, 130),
            Weighted(.fixers, 90), Weighted(.nurses, 130), Weighted(.elders, 120),
            Weighted(.counsellors, 30),
        ]
        blueprint.teams.radiusPerMille = 0
        blueprint.teams.visitLimitPerMille = 0
        blueprint.teams.minuteLimitPerMille = 0
        blueprint.teams.goods = (
            byCar: [Weighted(20, 60), Weighted(40, 40)], others: [Weighted(6, 1)]
        )
        blueprint.teams.times = [
            Weighted(interval("08:00-12:00"), 1), Weighted(interval("13:00-17:30"), 1),
            Weighted(interval("18:00-21:00"), 1),
        ]
        blueprint.teams.loadPerMille = 1000
        blueprint.tableWays = 24
        return blueprint
    }
}
