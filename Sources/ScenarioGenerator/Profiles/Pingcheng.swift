import Scheduling

extension GeneratorOptions {
    /// Pingcheng: vaccination days with five roles side by side, burst pipes, lecture series.
    func pingchengBlueprint() -> Blueprint {
        let town = TownPlan(
            district: "平城区",
            centre: GridPoint(latitude: 4_008_100, longitude: 11_329_900),
            longitudePerMille: 765,
            radiusMetres: 8000,
            institutes: 18,
            stations: 178,
            venues: 12
        )
        let vaccination = ServiceKind(
            "vaccinate",
            "疫苗接种日",
            .site,
            150,
            [
                ServiceKind.Role(name: "publicity", skills: [SkillLevel(skill: "lecture")]),
                ServiceKind.Role(name: "booking", skills: [SkillLevel(skill: "digital")]),
                ServiceKind.Role(name: "registration"),
                ServiceKind.Role(
                    name: "vaccination",
                    skills: [SkillLevel(skill: "nursing", level: 2)]
                ),
                ServiceKind.Role(name: "observation", skills: [SkillLevel(skill: "nursing")]),
            ]
        )
        let burst = ServiceKind(
            "burst",
            "水管爆裂抢修",
            .home,
            60,
            role: "plumber",
            skill: "plumbing",
            level: 2,
            people: 2
        ).ranked(.red).due(minutesAfterCall: 120)
        let usual = RequestPlan.nightServices.filter { $0.item.id != "clinic" }
        var blueprint = Blueprint.district(
            scenarioName,
            days: 3,
            town: town,
            teams: 178,
            requests: [Weighted(burst, 40)] + usual,
            count: 800
        )
        blueprint.teams.kinds =
            TeamPlan.nightKinds + [Weighted(.plumbers, 130), Weighted(.nurses, 60)]
        blueprint.teams.loadPerMille = 700
        let mornings = [daily("08:00-12:00"), daily("13:30-17:30")]
        blueprint.programs = [
            freeProgram(
                "社区疫苗接种日",
                vaccination,
                count: 24,
                at: [Weighted(.station, 1)],
                hours: mornings,
                value: 1500
            ),
            freeProgram(
                "道德讲堂系列",
                .lecture,
                count: 30,
                at: mostlyStations,
                times: 1...2,
                gap: 1,
                hours: [daily("09:00-11:30", "15:00-17:30", "18:30-20:30")]
            ),
            ProgramPlan.afterSchool(count: 15, days: 3),
        ]
        blueprint.tableWays = 12
        return blueprint
    }
}
