import DenseProblem
import Evaluation
import Scheduling
import Search

/// A way of serving a visit, as the plan with it differs from the plan that stands.
public struct WayRecord: Sendable, Hashable, Encodable {
    /// Who would serve it, and when.
    public var crews: [CrewRecord]
    /// The total of the plan with it.
    public var total: Int
    /// That total less that of the plan that stands.
    public var difference: Int
    /// Visits that would no longer be served.
    public var dropped: [String]
    /// Visits that would be served by other crews.
    public var moved: [String]
    /// Visits that would be served at another time by the same crews.
    public var retimed: [String]
}

/// Why a visit is with the crews that it is with: what else there is.
public struct AssignmentRecord: Sendable, Hashable, Encodable {
    /// The visit.
    public var visit: VisitRecord
    /// Who serves it, and when.
    public var crews: [CrewRecord]
    /// Whether it is pinned, so that there is nothing else.
    public var isPinned: Bool
    /// The best other ways, best first.
    public var alternatives: [WayRecord]
    /// Why not the team that was asked about; nil where none was.
    public var whyNot: WhyNotRecord?

    private enum CodingKeys: String, CodingKey {
        case visit
        case crews
        case isPinned = "pinned"
        case alternatives
        case whyNot = "why_not"
    }
}

/// Why one team does not serve a visit.
public struct WhyNotRecord: Sendable, Hashable, Encodable {
    /// The team's id.
    public var team: String
    /// The team's name; empty where none is given.
    public var name: String
    /// What keeps it from serving the visit even by itself, by role; empty where nothing does.
    public var obstacles: [NearMissRecord]
    /// The best way found with that team; nil where none was found.
    public var way: WayRecord?
}

/// The best ways of serving one more visit: the content of `suggest`'s answer.
public struct SuggestionRecord: Sendable, Hashable, Encodable {
    /// The visit to be served.
    public var visit: VisitRecord
    /// The total of the plan that stands.
    public var total: Int
    /// The best ways found, best first.
    public var ways: [WayRecord]
    /// Why nobody can serve it; nil where somebody can.
    public var cause: CauseRecord?
    /// The teams that come nearest, where nobody can serve it.
    public var nearMisses: [NearMissRecord]

    private enum CodingKeys: String, CodingKey {
        case visit
        case total
        case ways
        case cause
        case nearMisses = "near_misses"
    }
}

/// Tells how else visits could be served in a plan, and how one more could.
public struct Advisor: Sendable {
    /// The plan that stands.
    public let standing: JudgedPlan
    private let records: RecordMaker

    /// Prepares to advise on a plan.
    public init(_ standing: JudgedPlan) {
        self.standing = standing
        records = RecordMaker(scenario: standing.scenario)
    }

    private var scenario: Scenario { standing.scenario }

    /// Who serves a visit, and the best other ways of serving it: first those that leave all others
    /// with their crews, then, where these are too few, those for which others make way.
    ///
    /// - Parameters:
    ///   - visit: index of a visit that the plan serves.
    ///   - count: most ways to tell of.
    ///   - team: index of a team to be asked about in particular.
    /// - Returns: the crews and the other ways; none of these for a pinned visit.
    public func assignment(of visit: Int, most count: Int, team: Int? = nil) -> AssignmentRecord {
        let id = scenario.visits[visit].id
        let now = records.crews(id, in: standing.plan)
        let isPinned = scenario.commitments.contains {
            $0.kind == .pinned && $0.visitIndex == visit
        }
        var found: [ProbedPlan] = []
        if !isPinned {
            found = standing.probe()?.alternatives(to: visit, most: count + 1) ?? []
            if found.count <= count {
                found += probe(without: visit)?.insertions(of: visit, most: count + 1) ?? []
            }
        }
        return AssignmentRecord(
            visit: records.visit(visit),
            crews: now,
            isPinned: isPinned,
            alternatives: bestWays(found, visit, besides: now, most: count),
            whyNot: team.map { whyNot($0, visit) }
        )
    }

    /// The best of some plans by the total that the audit counts, one for each choice of crews and start.
    private func bestWays(
        _ found: [ProbedPlan],
        _ visit: Int,
        besides now: [CrewRecord],
        most count: Int
    ) -> [WayRecord] {
        let id = scenario.visits[visit].id
        var ways: [WayRecord] = []
        for probed in found {
            let plan = standing.problem.plan(from: probed.plan) { _ in ("left-out", "") }
            let crews = records.crews(id, in: plan)
            // Auditing takes longest: only what is new is worth it.
            if crews == now || ways.contains(where: { $0.crews == crews }) { continue }
            if let way = way(plan, visit) { ways.append(way) }
        }
        return Array(ways.sorted(by: isBetter).prefix(count))
    }

    /// Why a team does not serve a visit.
    public func whyNot(_ team: Int, _ visit: Int) -> WhyNotRecord {
        let nearMisses = NearMisses(scenario)
        let roles = scenario.roles(of: scenario.visits[visit]).indices
        let misses = roles.map { role in
            NearMiss(
                team: team,
                role: role,
                obstacles: nearMisses.obstacles(visit, role, team: team)
            )
        }
        var record = WhyNotRecord(
            team: scenario.teams[team].id.text,
            name: scenario.teams[team].name,
            obstacles: misses.filter { !$0.obstacles.isEmpty }
                .map { records.nearMiss($0, visit: visit) },
            way: nil
        )
        if misses.contains(where: \.obstacles.isEmpty) { record.way = way(with: team, visit) }
        return record
    }

    /// The best ways of serving a visit that the plan leaves out, whoever has to make way.
    ///
    /// - Parameters:
    ///   - visit: index of a visit that the plan leaves out.
    ///   - count: most ways to tell of.
    /// - Returns: the ways found, or why there is none.
    public func suggestion(for visit: Int, most count: Int) -> SuggestionRecord {
        let ways = (standing.probe()?.insertions(of: visit, most: count) ?? [])
            .compactMap { way($0.plan, visit) }
        var record = SuggestionRecord(
            visit: records.visit(visit),
            total: standing.total,
            ways: ways.sorted(by: isBetter),
            cause: nil,
            nearMisses: []
        )
        guard ways.isEmpty,
            let impossibility = Possibilities(scenario).impossibilityAlone(ofVisit: visit)
        else { return record }
        record.cause = records.cause(impossibility)
        record.nearMisses = NearMisses(scenario).nearest(toVisit: visit, impossibility, most: 3)
            .map { records.nearMiss($0, visit: visit) }
        return record
    }

    private func isBetter(_ left: WayRecord, _ right: WayRecord) -> Bool {
        left.difference > right.difference
    }

    /// The best way found in which a team fills one of the roles.
    private func way(with team: Int, _ visit: Int) -> WayRecord? {
        let problem = standing.problem
        let tasks = Set(problem.visits.tasks(of: visit).map(Int32.init))
        for probed in probe(without: visit)?.insertions(of: visit, most: .max) ?? [] {
            let serves = probed.plan.routes.contains { route in
                Int(problem.shifts.team[route.shift]) == team
                    && route.tasks.contains(where: tasks.contains)
            }
            if serves, let way = way(probed.plan, visit) { return way }
        }
        return nil
    }

    /// A probe of the plan with a visit taken out.
    private func probe(without visit: Int) -> InsertionProbe? {
        let id = scenario.visits[visit].id
        var without = standing.plan
        without.assignments.removeAll { $0.visit == id }
        return InsertionProbe(
            standing.context,
            plan: standing.problem.densePlan(from: without)
        )
    }

    private func way(_ plan: DensePlan, _ visit: Int) -> WayRecord? {
        way(standing.problem.plan(from: plan) { _ in ("left-out", "") }, visit)
    }

    private func way(_ plan: Plan, _ visit: Int) -> WayRecord? {
        guard let found = AuditedPlan(plan, standing.audit) else { return nil }
        let id = scenario.visits[visit].id
        let difference = PlanComparison(
            from: standing.plan,
            to: found.plan,
            in: scenario,
            about: id
        )
        return WayRecord(
            crews: records.crews(id, in: found.plan),
            total: found.total,
            difference: found.total - standing.total,
            dropped: difference.dropped.map(\.text),
            moved: difference.moved.map(\.text),
            retimed: difference.retimed.map(\.text)
        )
    }
}
