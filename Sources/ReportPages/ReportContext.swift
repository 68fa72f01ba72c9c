import Evaluation
import Reports
import Scheduling

/// A report's plan worked out for its pages.
struct ReportContext: Sendable {
    let report: PlanReport
    let index: ScenarioIndex
    /// In the order of teams, shifts and crews.
    let routes: [TimedRoute]
    let score: Score
    let statistics: PlanStatistics
    /// Of the visits not served, those that no plan can serve, unless a proof says other.
    let impossibilities: [VisitID: Impossibility]
    /// Of the visits not served, those that nobody could serve alone by direct ways.
    private let hindrances: [VisitID: Impossibility]
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
        routes = TimedRoute.all(of: report.plan, in: scenario, index)
        let audit = Audit(scenario)
        score = audit.judge(report.plan).score
        statistics = audit.statistics(of: report.plan)
        hindrances = ReportContext.hindrances(report, index)
        impossibilities = hindrances.compactMapValues { found in
            var known = found
            if let proof = report.proofs[found.visit] {
                known.isCertain = proof.reason == .impossibleAlone
            }
            return known.isCertain ? known : nil
        }
        stops = ReportContext.stops(routes, visitCount: scenario.visits.count)
        words = Wording(scenario: scenario, language: report.language)
        fileNames = FileNames(scenario)
    }

    var scenario: Scenario { report.scenario }
    var plan: Plan { report.plan }
    var language: Language { report.language }
    var audience: ReportAudience { report.audience }

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
    func routes(ofTeam team: Int) -> [TimedRoute] { routes.filter { $0.teamIndex == team } }

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
        if let impossibility = impossibilities[visit] {
            return impossibility.reason.title(in: language)
        }
        return words(report.proofs[visit]?.reason.title ?? .notChosen)
    }

    /// Why a visit is not served, in a sentence.
    func unservedDetail(_ visit: VisitID) -> String {
        if let impossibility = impossibilities[visit] { return impossibility.message(in: language) }
        let proof = report.proofs[visit]
        if let hindrance = hindrances[visit], !hindrance.isCertain,
            proof == nil || proof?.reason == .notSettled
        {
            return hindrance.message(in: language)
        }
        guard let proof else { return words(.notChosenDetail) }
        let sentences = [words(proof.reason.detail)] + prices(proof)
        return sentences.joined(separator: words(.sentenceSpace))
    }

    /// Why a visit is not served, as a stable word.
    func unservedCode(_ visit: VisitID) -> String {
        impossibilities[visit]?.reason.rawValue ?? report.proofs[visit]?.reason.rawValue
            ?? "not-chosen"
    }

    /// What serving the visit would cost, as far as that says something.
    private func prices(_ proof: UnservedProof) -> [String] {
        var sentences: [String] = []
        if let lowest = proof.lowestPrice, lowest > 0 {
            sentences.append(words(.priceAtLeast, Figures.grouped(lowest)))
        }
        if let highest = proof.highestPrice, highest > 0 {
            sentences.append(words(.priceFound, Figures.grouped(highest)))
        }
        return sentences
    }

    /// What stands against the visits not served that nobody could serve alone by direct ways.
    private static func hindrances(
        _ report: PlanReport,
        _ index: ScenarioIndex
    ) -> [VisitID: Impossibility] {
        let possibilities = Possibilities(report.scenario)
        let found = report.plan.unserved.compactMap { entry -> Impossibility? in
            index.visits[entry.visit].flatMap { possibilities.impossibilityAlone(ofVisit: $0) }
        }
        return Dictionary(found.map { ($0.visit, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private static func stops(_ routes: [TimedRoute], visitCount: Int) -> [[Place]] {
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

extension UnservedProof.Reason {
    /// The reason in a few words.
    fileprivate var title: ReportPhrase {
        switch self {
        case .impossibleAlone: .provenImpossible
        case .impossibleWithPins: .provenPins
        case .crowdedOut: .provenCrowdedOut
        case .noWorse: .provenNoWorse
        case .notSettled: .provenNothing
        }
    }

    /// The reason in a sentence.
    fileprivate var detail: ReportPhrase {
        switch self {
        case .impossibleAlone: .provenImpossibleDetail
        case .impossibleWithPins: .provenPinsDetail
        case .crowdedOut: .provenCrowdedOutDetail
        case .noWorse: .provenNoWorseDetail
        case .notSettled: .provenNothingDetail
        }
    }
}
