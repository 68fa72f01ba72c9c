import Scheduling

/// All that a profile decides about a scenario before anything is drawn.
struct Blueprint: Sendable {
    var name: String
    var start: CalendarDate
    var days = 1
    /// Requests and sessions together.
    var visits: Int
    /// The seed of sites, teams and shifts, where scenarios of several seeds share them; nil = the
    /// scenario's own.
    var seedOfTown: UInt64?
    /// Metres per minute of teams without a speed of their own.
    var speed = 250
    var weights = WeightsRecord()
    var town: TownPlan
    var teams: TeamPlan
    var requests: RequestPlan
    var programs: [ProgramPlan] = []
    /// Promises of the night before, in thousandths of the requests.
    var commitmentsPerMille = 0
    /// Ways with minutes of their own in travel.csv.
    var tableWays = 0
    /// Shifts on average that could serve a visit; nil = as it comes.
    var density: Int?
}

/// The lie of the land: who runs which sites, and how far apart they are.
struct TownPlan: Sendable {
    /// The district's name, which its centre bears; nil = an invented one.
    var district: String?
    var centre: GridPoint
    /// Length of a degree of longitude there, in thousandths of a degree of latitude.
    var longitudePerMille: Int
    /// Institutes lie within this distance of the centre.
    var radiusMetres: Int
    var institutes: Int
    var stations: Int
    var venues: Int
    /// How far homes spread around stations.
    var homeSpreadMetres = 480
    /// What an institute's area is called.
    var instituteArea = "街道"
    /// What a station's area is called.
    var stationArea = "社区"
    var venueNames = ["公园", "广场", "农家书屋", "小微书吧", "学校", "敬老院"]
    /// Whether sites have a limited number of rooms.
    var hasRooms = true
    /// Rooms of the centre, where rooms are limited.
    var centreRooms = 6
    /// Rooms of every venue, where rooms are limited; nil = as it comes.
    var venueRooms: Int?
}

/// The teams and when they work.
struct TeamPlan: Sendable {
    /// When shifts of a row fall.
    enum Pattern: Sendable {
        case oneDate
        case oneWeekday
        case twoWeekdays
        case weekdays
        case weekends
        case daily
    }

    var count: Int
    var kinds: [Weighted<TeamKind>]
    /// Teams in a thousand with the fifteen-minute circle.
    var radiusPerMille = 0
    /// Teams in a thousand with a limit on visits per crew.
    var visitLimitPerMille = 0
    /// Teams in a thousand with a hard limit on minutes.
    var minuteLimitPerMille = 0
    /// Teams in a thousand with fair minutes.
    var fairPerMille = 0
    /// Speed of those on foot or bicycle: 80 on foot in a city, 200 by bicycle in the country.
    var slowSpeed = 80
    /// Minutes of visits wanted, in thousandths of the crews' minutes.
    var loadPerMille = 785
    var patterns: [Weighted<Pattern>] = [
        Weighted(.oneDate, 33), Weighted(.oneWeekday, 34), Weighted(.daily, 33),
    ]
    var times: [Weighted<DayInterval>] = TeamPlan.usualTimes
    var crews: [Weighted<Int?>] = [Weighted(nil, 745), Weighted(2, 200), Weighted(3, 55)]
    /// Goods that a crew can bring, for teams by car and for others; empty = no limit.
    var goods: (byCar: [Weighted<Int?>], others: [Weighted<Int?>])?
    /// Kinds of sites that teams are based at, where there are any.
    var bases: [Weighted<SiteKind>] = [
        Weighted(.station, 690), Weighted(.institute, 250), Weighted(.venue, 40),
        Weighted(.centre, 20),
    ]
    /// What every team's first row is, where all are on duty together at some time of the week.
    var together: (dates: ShiftDates, hours: DayInterval)?
    /// Whether teams are based at the sites of a kind in turn, so that none goes without.
    var hasBasesInTurn = false
    /// Fair minutes, in thousandths of the minutes that a team's shifts have.
    var fairShares = 350...850

    static let usualTimes = [
        Weighted(interval("08:30-11:30"), 265), Weighted(interval("14:00-17:30"), 275),
        Weighted(interval("18:30-20:30"), 180), Weighted(interval("16:00-18:30"), 165),
        Weighted(interval("08:00-12:00"), 85), Weighted(interval("09:00-16:30"), 30),
    ]
}

/// What residents ask for.
struct RequestPlan: Sendable {
    var services: [Weighted<ServiceKind>]
    /// How many requests there are; nil = as many visits as are no sessions.
    var count: Int?
    /// The sites that visits of mode `site` are held at.
    var places: [Weighted<SiteKind>] = [Weighted(.station, 880), Weighted(.venue, 120)]
    var tiers: [Weighted<Tier?>] = [
        Weighted(nil, 370), Weighted(.blue, 300), Weighted(.yellow, 240), Weighted(.red, 90),
    ]
    var hours: [Weighted<[DayInterval]>] = RequestPlan.usualHours
    /// Requests in a thousand that name a value.
    var valuePerMille = 30
    var valuesNamed = [50, 150, 250, 400, 600]
    /// Requests in a thousand with a length of their own.
    var minutesPerMille = 400
    /// Requests in a thousand that say when they were made.
    var submittedPerMille = 800
    /// Requests in a thousand with an earliest start.
    var fromPerMille = 0
    /// Requests in a thousand with a last date; only where there are several days.
    var untilPerMille = 0
    /// Requests in a thousand for certain days of the week; only where there are several days.
    var weekdaysPerMille = 0
    /// Requests in a thousand with a due time.
    var duePerMille = 0
    /// Requests in a thousand that name teams they would like.
    var preferPerMille = 0
    /// Requests in a thousand that name teams they don't want.
    var refusePerMille = 0

    static let usualHours = [
        Weighted(daily("08:30-11:30", "14:00-17:00"), 195), Weighted(daily("14:00-17:30"), 142),
        Weighted(daily(), 135), Weighted(daily("08:30-11:30"), 128),
        Weighted(daily("18:00-20:30"), 95), Weighted(daily("15:00-16:30"), 90),
        Weighted(daily("09:00-10:30"), 92), Weighted(daily("16:00-18:30"), 45),
        Weighted(daily("08:00-12:00", "18:00-20:30"), 42), Weighted(daily("10:00-11:30"), 36),
    ]
}

/// Programs of one sort: the same service at several places.
struct ProgramPlan: Sendable {
    /// When sessions are held.
    enum Timing: Sendable {
        /// At one time of the day, on each date that the days of the week allow.
        case fixed(startMinute: Int, days: [Weighted<[Weekday]>])
        /// On dates to be chosen.
        case free(
            times: [Weighted<Int>],
            gaps: [Weighted<Int?>],
            hours: [Weighted<[DayInterval]>]
        )
    }

    var name: String
    var service: ServiceKind
    var count: Int
    /// The sites they are held at.
    var places: [Weighted<SiteKind>]
    /// Whether they are held at the sites of the first kind in turn.
    var isInTurn = false
    var timing: Timing
    var tiers: [Weighted<Tier?>] = [Weighted(nil, 1)]
    var values: [Weighted<Int?>] = [Weighted(nil, 1)]
    var maxTeams: [Weighted<Int?>] = [Weighted(nil, 1)]
    /// Programs in a thousand that name teams they would like.
    var preferPerMille = 150
    /// First and last day of the horizon on which sessions may fall, counted from 0.
    var span: ClosedRange<Int>?
}

/// Hours of the day written as `08:30-11:30`.
func daily(_ texts: String...) -> [DayInterval] { texts.map { interval($0) } }

/// An interval written as `08:30-11:30`; only for texts of this module.
func interval(_ text: String) -> DayInterval {
    let figures = text.split { $0 == "-" || $0 == ":" }.compactMap { Int($0) }
    precondition(figures.count == 4)
    return DayInterval(
        startMinute: figures[0] * 60 + figures[1],
        endMinute: figures[2] * 60 + figures[3]
    )
}
