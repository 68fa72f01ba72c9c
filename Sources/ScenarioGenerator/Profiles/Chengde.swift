import Scheduling

extension GeneratorOptions {
    /// Chengde County's week: 600 teams, Saturday activities, study help, films for the villages.
    func chengdeBlueprint() -> Blueprint {
        let town = TownPlan.county(
            "承德县",
            latitude: 4_076_800,
            longitude: 11_815_700,
            longitudePerMille: 757,
            radiusMetres: 46_000,
            institutes: 23,
            stations: 378,
            venues: 12
        )
        let film = ServiceKind("film", "送电影下乡", .site, 110, role: "operator", skill: "driving")
            .at(daily("18:00-20:30"))
        let activity = ServiceKind("activity", "周六志愿活动", .site, 120, role: "volunteer", people: 2)
        var blueprint = Blueprint.district(
            scenarioName,
            days: 7,
            town: town,
            teams: 600,
            requests: RequestPlan.nightServices,
            count: 2494
        )
        blueprint.speed = 600
        blueprint.teams.slowSpeed = 200
        blueprint.teams.patterns = [
            Weighted(.oneDate, 450), Weighted(.weekends, 220), Weighted(.oneWeekday, 180),
            Weighted(.twoWeekdays, 150),
        ]
        blueprint.requests.untilPerMille = 450
        blueprint.teams.loadPerMille = 400
        blueprint.programs = [
            fixedProgram(
                "周六志愿活动",
                activity,
                count: 110,
                at: [Weighted(.station, 1)],
                startMinute: 9 * 60,
                days: [.saturday]
            ),
            ProgramPlan(
                name: "一对一助学",
                service: .tutoring,
                count: 120,
                places: [Weighted(.home, 1)],
                timing: .free(
                    times: [Weighted(1, 60), Weighted(2, 30), Weighted(3, 10)],
                    gaps: [Weighted(2, 1)],
                    hours: [
                        Weighted(daily("16:00-18:30"), 1), Weighted(daily("14:00-17:30"), 1),
                        Weighted([], 1),
                    ]
                ),
                maxTeams: [Weighted(1, 1)]
            ),
            freeProgram(
                "电影下乡",
                film,
                count: 60,
                at: [Weighted(.station, 1)],
                times: 1...2,
                gap: 2,
                hours: [daily("18:00-20:30")]
            ),
            ProgramPlan.afterSchool(count: 30, days: 7),
        ]
        blueprint.tableWays = 10
        return blueprint
    }
}
