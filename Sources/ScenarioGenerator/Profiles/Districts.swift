import Scheduling

/// What all districts start from.
extension Blueprint {
    /// A district with the teams' limits and the residents' wishes of `night`, to be filled in.
    static func district(
        _ name: String,
        days: Int,
        start: CalendarDate = usualStart,
        town: TownPlan,
        teams: Int,
        requests: [Weighted<ServiceKind>],
        count: Int
    ) -> Blueprint {
        var blueprint = Blueprint(
            name: name,
            start: start,
            days: days,
            visits: count,
            town: town,
            teams: TeamPlan.night(count: teams),
            requests: RequestPlan.night(),
            commitmentsPerMille: 50
        )
        blueprint.requests.services = requests
        blueprint.requests.count = count
        blueprint.spreadOverDays()
        if days > 1 { blueprint.teams.fairPerMille = 500 }
        return blueprint
    }
}

extension TownPlan {
    /// Erqi, a district of Zhengzhou: 1 centre, 18 institutes, 175 stations.
    static func erqi() -> TownPlan {
        TownPlan(
            district: "二七区",
            centre: GridPoint(latitude: 3_472_800, longitude: 11_364_000),
            longitudePerMille: 822,
            radiusMetres: 7000,
            institutes: 18,
            stations: 175,
            venues: 14
        )
    }

    /// A county: villages kilometres apart, a flat map of its own scale.
    static func county(
        _ name: String,
        latitude: Int,
        longitude: Int,
        longitudePerMille: Int,
        radiusMetres: Int,
        institutes: Int,
        stations: Int,
        venues: Int
    ) -> TownPlan {
        TownPlan(
            district: name,
            centre: GridPoint(latitude: latitude, longitude: longitude),
            longitudePerMille: longitudePerMille,
            radiusMetres: radiusMetres,
            institutes: institutes,
            stations: stations,
            venues: venues,
            homeSpreadMetres: 1100,
            instituteArea: "乡镇",
            stationArea: "村"
        )
    }
}

/// A program with sessions on free dates.
func freeProgram(
    _ name: String,
    _ service: ServiceKind,
    count: Int,
    at places: [Weighted<SiteKind>],
    times: ClosedRange<Int> = 1...1,
    gap: Int? = nil,
    hours: [[DayInterval]] = [[]],
    value: Int? = nil,
    tier: Tier? = nil,
    span: ClosedRange<Int>? = nil
) -> ProgramPlan {
    ProgramPlan(
        name: name,
        service: service,
        count: count,
        places: places,
        timing: .free(
            times: times.map { Weighted($0, 1) },
            gaps: [Weighted(gap, 1)],
            hours: hours.map { Weighted($0, 1) }
        ),
        tiers: [Weighted(tier, 1)],
        values: [Weighted(value, 1)],
        span: span
    )
}

/// A program at one time of the day.
func fixedProgram(
    _ name: String,
    _ service: ServiceKind,
    count: Int,
    at places: [Weighted<SiteKind>],
    startMinute: Int,
    days: [Weekday],
    value: Int? = nil,
    tier: Tier? = nil,
    span: ClosedRange<Int>? = nil
) -> ProgramPlan {
    ProgramPlan(
        name: name,
        service: service,
        count: count,
        places: places,
        timing: .fixed(startMinute: startMinute, days: [Weighted(days, 1)]),
        tiers: [Weighted(tier, 1)],
        values: [Weighted(value, 1)],
        maxTeams: [Weighted(nil, 1), Weighted(2, 1)],
        span: span
    )
}

/// The two shares of places that most programs have.
let mostlyStations: [Weighted<SiteKind>] = [Weighted(.station, 850), Weighted(.venue, 150)]
