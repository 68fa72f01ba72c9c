import Scheduling

extension GeneratorOptions {
    /// Ji'an: a month of one art troupe's tour; half a year is six months, 30 and more shows.
    ///
    /// Seeds 1 to 6 are March to August of one troupe among the same places; seeds 7 to 12 are these months
    /// with places laid out anew, and so on.
    func jianBlueprint() -> Blueprint {
        let month = Int((max(1, seed) - 1) % UInt64(GeneratorOptions.tourMonths.count))
        let (start, days) = GeneratorOptions.tourMonths[month]
        var town = TownPlan.county(
            "吉安市",
            latitude: 2_711_300,
            longitude: 11_499_000,
            longitudePerMille: 890,
            radiusMetres: 26_000,
            institutes: 6,
            stations: 6,
            venues: 24
        )
        town.hasRooms = false
        town.venueNames = ["文化广场", "祠堂戏台", "农家书屋", "敬老院", "校园"]
        let show = ServiceKind(
            "show",
            "巡演",
            .site,
            100,
            role: "troupe",
            skill: "performance",
            people: 12
        ).at(daily("09:00-11:30", "14:30-17:00"))
        let rehearsal = ServiceKind(
            "rehearse",
            "排练",
            .site,
            120,
            role: "troupe",
            skill: "performance",
            people: 12
        )
        var blueprint = Blueprint.district(
            scenarioName,
            days: days,
            start: start,
            town: town,
            teams: 1,
            requests: [Weighted(show, 1)],
            count: 14
        )
        blueprint.seedOfTown = seed - UInt64(month)
        blueprint.speed = 500
        blueprint.weights.travel = 2
        blueprint.commitmentsPerMille = 120
        blueprint.requests.places = [Weighted(.venue, 1)]
        // The value is the audience expected.
        blueprint.requests.valuePerMille = 1000
        blueprint.requests.valuesNamed = [150, 200, 250, 300, 400, 500, 600]
        blueprint.requests.minutesPerMille = 0
        blueprint.requests.duePerMille = 0
        blueprint.requests.preferPerMille = 0
        blueprint.requests.weekdaysPerMille = 300
        blueprint.teams.kinds = [
            Weighted(
                TeamKind(
                    name: "老年大学艺术团",
                    skill: "performance",
                    levels: [Weighted(3, 1)],
                    people: [Weighted(16, 1)]
                ),
                1
            )
        ]
        blueprint.teams.bases = [Weighted(.centre, 1)]
        blueprint.teams.radiusPerMille = 0
        blueprint.teams.visitLimitPerMille = 0
        blueprint.teams.minuteLimitPerMille = 0
        blueprint.teams.fairPerMille = 0
        blueprint.teams.crews = [Weighted(nil, 1)]
        blueprint.teams.patterns = [Weighted(.oneWeekday, 1)]
        blueprint.teams.times = [Weighted(interval("08:00-12:30"), 1)]
        // A morning a week for shows beside the rehearsals.
        blueprint.teams.loadPerMille = 520
        blueprint.programs = [
            freeProgram(
                "每周排练",
                rehearsal,
                count: 1,
                at: [Weighted(.centre, 1)],
                times: 4...4,
                gap: 5,
                hours: [daily("08:30-11:30", "14:30-17:00")],
                value: 60
            )
        ]
        return blueprint
    }

    /// First days and lengths of the months from March to August 2026.
    private static let tourMonths: [(start: CalendarDate, days: Int)] = {
        var first = CalendarDate(daysSince1970: 20_513)
        return [31, 30, 31, 30, 31, 31].map { days in
            defer { first = first.advanced(byDays: days) }
            return (first, days)
        }
    }()
}
