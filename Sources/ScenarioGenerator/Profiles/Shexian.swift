import Scheduling

extension GeneratorOptions {
    /// Shexian's month: 80 activities in five function rooms; value is attendance.
    func shexianBlueprint() -> Blueprint {
        var town = TownPlan.county(
            "涉县",
            latitude: 3_658_500,
            longitude: 11_366_900,
            longitudePerMille: 803,
            radiusMetres: 4000,
            institutes: 4,
            stations: 16,
            venues: 5
        )
        town.stationArea = "社区"
        town.venueNames = ["理论宣讲室", "文化活动室", "健身活动室", "科普活动室", "教育活动室"]
        town.venueRooms = 1
        let hall = daily("08:30-11:30", "14:30-17:30", "18:30-20:30")
        let kinds: [(ServiceKind, Int)] = [
            (ServiceKind("talk", "理论宣讲", .site, 90, role: "speaker", skill: "lecture"), 20),
            (ServiceKind("dance", "文艺排练与演出", .site, 120, role: "troupe", skill: "performance"), 16),
            (ServiceKind("fitness", "健身指导", .site, 90, role: "coach", skill: "sport"), 14),
            (ServiceKind("science", "科普课", .site, 90, role: "teacher", skill: "teaching"), 16),
            (ServiceKind("class", "家庭教育课", .site, 90, role: "teacher", skill: "teaching"), 14),
        ]
        var blueprint = Blueprint.district(
            scenarioName,
            days: 30,
            start: CalendarDate(daysSince1970: 20_758),
            town: town,
            teams: 16,
            requests: kinds.map { Weighted($0.0, $0.1) },
            count: 80
        )
        let coaches = TeamKind(name: "健身队", skill: "sport", levels: [Weighted(1, 1)])
        blueprint.teams.kinds = [
            Weighted(.lecturers, 4), Weighted(.artists, 4), Weighted(coaches, 3),
            Weighted(.teachers, 5),
        ]
        blueprint.teams.radiusPerMille = 0
        blueprint.teams.patterns = [Weighted(.oneWeekday, 60), Weighted(.oneDate, 40)]
        blueprint.teams.crews = [Weighted(nil, 1)]
        blueprint.teams.times = [
            Weighted(interval("08:30-11:30"), 1), Weighted(interval("14:30-17:30"), 1),
            Weighted(interval("18:30-20:30"), 1),
        ]
        blueprint.teams.loadPerMille = 450
        blueprint.requests.places = [Weighted(.venue, 1)]
        blueprint.requests.hours = [
            Weighted(hall, 70), Weighted(daily("08:30-11:30"), 10),
            Weighted(daily("14:30-17:30"), 10), Weighted(daily("18:30-20:30"), 10),
        ]
        blueprint.requests.untilPerMille = 300
        // The value is the attendance expected, ten points a head.
        blueprint.requests.valuePerMille = 1000
        blueprint.requests.valuesNamed = [150, 200, 250, 300, 400, 500, 600, 800]
        blueprint.requests.duePerMille = 0
        return blueprint
    }
}
