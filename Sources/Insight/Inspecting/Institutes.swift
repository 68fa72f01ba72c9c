import Scheduling

/// Which institute's area things lie in.
struct Institutes {
    private let scenario: Scenario
    /// For each site the institute at or above it.
    private let ofSite: [Int?]
    /// Sites that are institutes.
    private let all: [Int]

    init(_ scenario: Scenario) {
        self.scenario = scenario
        all = scenario.sites.indices.filter { scenario.sites[$0].kind == .institute }
        ofSite = scenario.sites.indices.map { site in
            var current: Int? = site
            while let index = current, scenario.sites[index].kind != .institute {
                current = scenario.sites[index].parentIndex
            }
            return current
        }
    }

    /// The institute of a team's base; nil where it belongs to none.
    func institute(ofTeam team: Int) -> Int? { ofSite[scenario.teams[team].baseSiteIndex] }

    /// The institute of a visit: that of its site, else the nearest; nil where there is none, or
    /// where it has no place.
    func institute(ofVisit index: Int) -> Int? {
        let visit = scenario.visits[index]
        if let site = visit.siteIndex { return ofSite[site] }
        guard let place = visit.placeIndex else { return nil }
        let here = scenario.places[place].coordinate
        return all.map { (scenario.sites[$0].coordinate.metres(to: here), $0) }
            .min { $0 < $1 }?.1
    }
}
