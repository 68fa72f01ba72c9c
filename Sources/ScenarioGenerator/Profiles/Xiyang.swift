import Scheduling

extension GeneratorOptions {
    /// Xiyang's month: 15 paid staff with contract hours, 12 demonstration sites.
    func xiyangBlueprint() -> Blueprint {
        var town = TownPlan.county(
            "昔阳县",
            latitude: 3_961_100,
            longitude: 11_370_600,
            longitudePerMille: 770,
            radiusMetres: 22_000,
            institutes: 10,
            stations: 40,
            venues: 12
        )
        town.venueNames = ["示范点"]
        let inspection = ServiceKind("guide", "示范点指导", .site, 90, role: "staff", skill: "staff")
        let filing = ServiceKind("record", "台账辅导", .site, 60, role: "staff", skill: "staff")
        let household = ServiceKind("visit", "入户访谈", .home, 40, role: "staff", skill: "staff")
        let call = ServiceKind("survey", "电话回访", .phone, 20, role: "staff", skill: "staff")
        let training = ServiceKind(
            "train",
            "骨干培训",
            .site,
            120,
            [
                ServiceKind.Role(
                    name: "trainer",
                    skills: [SkillLevel(skill: "staff"), SkillLevel(skill: "training")]
                ),
                ServiceKind.Role(name: "assistant", skills: [SkillLevel(skill: "staff")]),
            ]
        )
        let meeting = ServiceKind(
            "meeting",
            "月度例会",
            .site,
            120,
            (1...8).map {
                ServiceKind.Role(name: "member\($0)", skills: [SkillLevel(skill: "staff")])
            }
        )
        var blueprint = Blueprint.district(
            scenarioName,
            days: 30,
            start: CalendarDate(daysSince1970: 20_758),
            town: town,
            teams: 15,
            requests: [
                Weighted(inspection, 25), Weighted(filing, 25), Weighted(household, 30),
                Weighted(call, 20),
            ],
            count: 330
        )
        blueprint.speed = 500
        let staff = TeamKind(
            name: "专职队员",
            skill: "staff",
            levels: [Weighted(1, 1)],
            extras: [TeamKind.Extra(skill: "training", perMille: 300)],
            speeds: [Weighted(nil, 60), Weighted(700, 40)],
            people: [Weighted(nil, 1)]
        )
        blueprint.teams.kinds = [Weighted(staff, 1)]
        // Each of the ten towns has one of the eleven, one has two.
        blueprint.teams.bases = [Weighted(.centre, 4), Weighted(.institute, 11)]
        blueprint.teams.hasBasesInTurn = true
        blueprint.teams.radiusPerMille = 0
        blueprint.teams.visitLimitPerMille = 0
        blueprint.teams.minuteLimitPerMille = 1000
        blueprint.teams.fairPerMille = 1000
        // Below every contract, which begins at 600 thousandths.
        blueprint.teams.fairShares = 350...590
        blueprint.teams.crews = [Weighted(nil, 1)]
        blueprint.teams.patterns = [Weighted(.twoWeekdays, 60), Weighted(.oneWeekday, 40)]
        blueprint.teams.times = [
            Weighted(interval("08:00-12:00"), 50), Weighted(interval("14:00-18:00"), 50),
        ]
        // All are on duty on Monday mornings, so that they can meet.
        blueprint.teams.together = (.days([.monday]), interval("08:00-12:00"))
        blueprint.teams.loadPerMille = 700
        blueprint.requests.duePerMille = 0
        blueprint.requests.hours = [
            Weighted([], 30), Weighted(daily("08:30-11:30", "14:30-17:30"), 50),
            Weighted(daily("08:30-11:30"), 20),
        ]
        blueprint.programs = [
            freeProgram(
                "月度例会",
                meeting,
                count: 1,
                at: [Weighted(.centre, 1)],
                hours: [daily("08:30-11:30", "14:30-17:30")],
                value: 2000
            ),
            freeProgram(
                "志愿骨干培训",
                training,
                count: 6,
                at: [Weighted(.institute, 1)],
                times: 1...2,
                gap: 7,
                hours: [daily("08:30-11:30", "14:30-17:30")],
                value: 500
            ),
        ]
        return blueprint
    }
}
