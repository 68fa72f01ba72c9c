import Evaluation
import Paidan
import Scheduling

/// Visits of one institute and those around it.
public struct InstituteCoverage: Hashable, Sendable {
    /// The institute; nil for visits that belong to none.
    public var institute: SiteID?
    /// Its name; empty where it has none.
    public var name: String
    /// Its visits.
    public var visits: PlanStatistics.Coverage
}

/// A scenario with the best plan found for it.
public struct Trial: Sendable {
    /// The scenario.
    public var subject: OverlaidScenario
    /// The plan, with its bound.
    public var planning: PlanningResult
    /// Figures of the plan.
    public var statistics: PlanStatistics
    /// Coverage by institute, in the scenario's order.
    public var institutes: [InstituteCoverage]

    /// A plan made for a scenario.
    public init(_ subject: OverlaidScenario, _ planning: PlanningResult) {
        self.subject = subject
        self.planning = planning
        statistics = Audit(subject.scenario).statistics(of: planning.plan)
        institutes = subject.scenario.institutes(servedBy: planning.plan)
    }

    /// Points that the best plan is worth, as far as is known: from the plan's to the bound.
    public var interval: PointInterval {
        PointInterval(planning.score.total, planning.bound)
    }

    /// Minutes that the busiest team works.
    public var busiestMinutes: Int { statistics.teams.map(\.workMinutes).max() ?? 0 }
}

/// Where a figure lies.
public struct PointInterval: Hashable, Sendable {
    /// It is no less.
    public var least: Int
    /// It is no more; nil where nothing is proven.
    public var most: Int?

    /// An interval from its ends.
    public init(_ least: Int, _ most: Int?) {
        self.least = least
        self.most = most
    }
}

/// Plans scenarios side by side with the same effort.
public struct TrialRunner: Sendable {
    /// How each plan is made; the same for all.
    public var options: PlanningOptions

    /// A runner with the given options.
    public init(options: PlanningOptions = .question) { self.options = options }

    /// The best plan found for a scenario.
    ///
    /// - Throws: `PlanningFailure`, where its pinned rows could not be settled.
    public func run(
        _ subject: OverlaidScenario,
        from start: Plan? = nil
    ) async throws(PlanningFailure) -> Trial {
        var planning = options
        planning.startingPlan = start
        planning.dropsConflictingPins = true
        let result = try await Planner(options: planning).plan(subject.scenario)
        return Trial(subject, result)
    }
}

extension Scenario {
    /// Coverage by institute: that above the visit's site, or else the one nearest to it.
    public func institutes(servedBy plan: Plan) -> [InstituteCoverage] {
        let served = Set(plan.assignments.map(\.visit))
        let institutes = sites.indices.filter { sites[$0].kind == .institute }
        var found = institutes.map {
            InstituteCoverage(
                institute: sites[$0].id,
                name: sites[$0].name,
                visits: PlanStatistics.Coverage()
            )
        }
        var others = InstituteCoverage(
            institute: nil,
            name: "",
            visits: PlanStatistics.Coverage()
        )
        for visit in visits {
            let isServed = served.contains(visit.id)
            if let site = institute(of: visit, among: institutes),
                let number = institutes.firstIndex(of: site)
            {
                found[number].visits.count(isServed: isServed)
            } else {
                others.visits.count(isServed: isServed)
            }
        }
        return found + (others.visits.total > 0 ? [others] : [])
    }

    /// The institute that a visit belongs to, as an index in ``sites``.
    func institute(of visit: Visit, among institutes: [Int]) -> Int? {
        if let site = visit.siteIndex, let above = institute(above: site) { return above }
        guard let place = visit.placeIndex else { return nil }
        let here = places[place].coordinate
        return institutes.min { left, right in
            let distances = (
                here.metres(to: sites[left].coordinate), here.metres(to: sites[right].coordinate)
            )
            return (distances.0, left) < (distances.1, right)
        }
    }

    /// The institute that a site is or belongs to; nil where there is none above it.
    public func institute(above site: Int) -> Int? {
        var current: Int? = site
        var steps = 0
        while let here = current, steps <= sites.count {
            if sites[here].kind == .institute { return here }
            current = sites[here].parentIndex
            steps += 1
        }
        return nil
    }
}
