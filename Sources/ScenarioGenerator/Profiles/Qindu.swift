import Scheduling

extension GeneratorOptions {
    /// Qindu's week: 221 sites, 48 teams, 11 circles, workshops on duty, one free clinic.
    func qinduBlueprint() -> Blueprint {
        let town = TownPlan(
            district: "秦都区",
            centre: GridPoint(latitude: 3_433_000, longitude: 10_870_600),
            longitudePerMille: 826,
            radiusMetres: 7000,
            institutes: 11,
            stations: 181,
            venues: 28
        )
        let duty = ServiceKind(
            "duty",
            "小工坊坐班",
            .site,
            150,
            role: "fixer",
            skill: "repair"
        )
        var blueprint = Blueprint.district(
            scenarioName,
            days: 7,
            town: town,
            teams: 48,
            requests: RequestPlan.nightServices,
            count: 420
        )
        blueprint.teams.radiusPerMille = 690
        blueprint.requests.untilPerMille = 250
        blueprint.teams.loadPerMille = 340
        blueprint.programs = [
            // One workshop keeps open on four mornings of the week.
            fixedProgram(
                "小工坊坐班",
                duty,
                count: 3,
                at: [Weighted(.institute, 1)],
                startMinute: 8 * 60 + 30,
                days: [.monday, .wednesday, .friday, .saturday]
            ),
            freeProgram(
                "点单汇集义诊",
                .clinic,
                count: 1,
                at: [Weighted(.venue, 1)],
                hours: [daily("08:30-11:30")],
                value: 1200,
                span: 5...6
            ),
            ProgramPlan.pairing(
                count: 38,
                times: [Weighted(1, 6), Weighted(2, 2), Weighted(3, 2)],
                gaps: [Weighted(2, 1)]
            ),
            ProgramPlan.afterSchool(count: 20, days: 7),
            ProgramPlan.lectureTour(
                count: 14,
                times: [Weighted(1, 1), Weighted(2, 1)],
                gaps: [Weighted(3, 1)]
            ),
        ]
        blueprint.tableWays = 12
        return blueprint
    }
}
