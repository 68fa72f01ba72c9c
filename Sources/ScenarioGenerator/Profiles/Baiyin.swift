import Scheduling

extension GeneratorOptions {
    /// Baiyintala's last week of a month: 1 institute, 13 stations, 73 teams, 29 villages.
    func baiyinBlueprint() -> Blueprint {
        var town = TownPlan.county(
            "白音塔拉",
            latitude: 4_306_000,
            longitude: 12_066_000,
            longitudePerMille: 731,
            radiusMetres: 9000,
            institutes: 1,
            stations: 13,
            venues: 29
        )
        town.venueNames = ["嘎查活动室", "村民小组活动点", "文化大院"]
        var blueprint = Blueprint.district(
            scenarioName,
            days: 7,
            town: town,
            teams: 73,
            requests: [
                Weighted(.elderVisit, 200), Weighted(.call, 130), Weighted(.lecture, 110),
                Weighted(.haircut, 90), Weighted(.nursing, 75), Weighted(.phoneHelp, 75),
                Weighted(.repair, 75), Weighted(.performance, 65), Weighted(.delivery, 65),
                Weighted(.mediation, 50), Weighted(.clinic, 45), Weighted(.legal, 20),
            ],
            count: 232
        )
        blueprint.speed = 500
        blueprint.teams.slowSpeed = 200
        blueprint.teams.radiusPerMille = 130
        // 8 teams of the institute, 65 of the villages.
        blueprint.teams.bases = [Weighted(.institute, 8), Weighted(.station, 65)]
        blueprint.requests.untilPerMille = 350
        blueprint.teams.loadPerMille = 540
        blueprint.requests.places = [Weighted(.station, 500), Weighted(.venue, 500)]
        // Double points: what is done in the last days of the month counts twice.
        let monthEnd = 5...6
        blueprint.programs = [
            ProgramPlan.pairing(
                count: 32,
                times: [Weighted(1, 5), Weighted(2, 2), Weighted(3, 3)],
                gaps: [Weighted(2, 1)]
            ),
            freeProgram(
                "月底有约集中活动",
                .performance,
                count: 6,
                at: [Weighted(.venue, 1)],
                hours: [daily("08:30-11:30", "14:00-17:30")],
                value: 400,
                span: monthEnd
            ),
            freeProgram(
                "月底理论宣讲",
                .lecture,
                count: 8,
                at: mostlyStations,
                hours: [daily("09:00-11:30", "15:00-17:30")],
                value: 400,
                span: monthEnd
            ),
        ]
        blueprint.tableWays = 3
        return blueprint
    }
}
