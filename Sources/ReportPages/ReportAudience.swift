/// Who a report is for, which decides what of residents it shows.
///
/// | | centre | station | team | public |
/// | --- | --- | --- | --- | --- |
/// | overview | with residents' names | without | a list of pages | sessions only |
/// | map | every visit | numbers by area | none | numbers by area |
/// | run sheets, calendars of teams | yes | yes | yes | none |
/// | rotas of stations | yes | yes | none | none |
public enum ReportAudience: String, CaseIterable, Sendable, Hashable {
    /// The dispatch centre: everything.
    case centre
    /// The stations: a folder for each, with its rota and the sheets of its teams.
    case station
    /// The teams: a page and a calendar for each, with its own visits only.
    case team
    /// Anyone at all: sums, sites and the sessions of programs.
    case anyone = "public"

    /// Whether there is an overview with figures and charts, rather than a list of pages.
    var hasOverview: Bool { self != .team }

    /// Whether residents are named in the overview and in tables, and their homes are on maps.
    var namesResidents: Bool { self == .centre }

    /// Whether requests are listed one by one, rather than the sessions of programs only.
    var listsRequests: Bool { self == .centre || self == .station }

    /// Whether there are run sheets and calendars of teams, with what a crew has to know.
    var hasTeamPages: Bool { self != .anyone }

    /// Whether there are rotas of stations.
    var hasStationPages: Bool { self == .centre || self == .station }
}
