import Evaluation
import Reports
import Scheduling

/// A report's plan worked out for its pages.
struct ReportContext: Sendable {
    let report: PlanReport
    let index: ScenarioIndex
    /// In the order of teams, shifts and crews.
    let routes: [CrewRoute]
    let score: Score
    let statistics: PlanStatistics
    /// Of the visits not served, those that nobody could serve even alone.
    let impossibilities: [VisitID: Impossibility]
    /// For each visit where it stands in `routes`, in the order of roles.
    let stops: [[Place]]
    let words: Wording
    let fileNames: FileNames

    /// A stop's place in the routes.
    struct Place: Hashable, Sendable {
        var routeIndex: Int
        var stopIndex: Int
    }

    init(_ report: PlanReport) {
        self.report = report
        let scenario = report.scenario
        index = ScenarioIndex(scenario)
        routes = CrewRoute.all(of: report.plan, in: scenario, index)
        let audit = Audit(scenario)
        score = audit.judge(report.plan).score
        statistics = audit.statistics(of: report.plan)
        impossibilities = ReportContext.impossibilities(report, index)
        stops = ReportContext.stops(routes, visitCount: scenario.visits.count)
        words = Wording(scenario: scenario, language: report.language)
        fileNames = FileNames(scenario)
    }

    var scenario: Scenario { report.scenario }
    var plan: Plan { report.plan }
    var language: Language { report.language }
    var audience: Audience { report.audience }

    /// Teams that send a crew out, as indices, ascending.
    var workingTeams: [Int] {
        scenario.teams.indices.filter { statistics.teams[$0].routes > 0 }
    }

    /// Days of the horizon on which a crew is out, ascending.
    var workingDays: [Int] { Set(routes.map(\.day)).sorted() }

    /// Sites that teams start from or that host visits, as indices, ascending.
    var stations: [Int] {
        var sites = Set(workingTeams.map { scenario.teams[$0].baseSiteIndex })
        for (visit, places) in zip(scenario.visits, stops) where !places.isEmpty {
            if scenario.service(of: visit).mode == .site, let site = visit.siteIndex {
                sites.insert(site)
            }
        }
        return sites.sorted()
    }

    /// The routes of a team, in the order of shifts and crews.
    func routes(ofTeam team: Int) -> [CrewRoute] { routes.filter { $0.teamIndex == team } }

    /// When a visit starts; nil where it is not served.
    func startMinute(ofVisit visit: Int) -> Int? {
        stops[visit].first.map { routes[$0.routeIndex].stops[$0.stopIndex].startMinute }
    }

    /// The contact of a visit's resident.
    func contact(ofVisit visit: Int) -> ResidentContact {
        report.contacts[scenario.visits[visit].id] ?? ResidentContact()
    }

    /// Why a visit is not served, in a few words.
    func unservedTitle(_ visit: VisitID) -> String {
        impossibilities[visit]?.reason.title(in: language)
            ?? ReportPhrase.notChosen.text(language)
    }

    private static func impossibilities(
        _ report: PlanReport,
        _ index: ScenarioIndex
    ) -> [VisitID: Impossibility] {
        let possibilities = Possibilities(report.scenario)
        let found = report.plan.unserved.compactMap { entry in
            index.visits[entry.visit].flatMap { possibilities.impossibility(ofVisit: $0) }
        }
        return Dictionary(found.map { ($0.visit, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func stops(_ routes: [CrewRoute], visitCount: Int) -> [[Place]] {
        var stops = Array(repeating: [(role: Int, place: Place)](), count: visitCount)
        for (routeIndex, route) in routes.enumerated() {
            for (stopIndex, stop) in route.stops.enumerated() {
                let place = Place(routeIndex: routeIndex, stopIndex: stopIndex)
                stops[stop.visitIndex].append((stop.roleIndex, place))
            }
        }
        return stops.map { $0.sorted { $0.role < $1.role }.map(\.place) }
    }
}
