import DenseProblem
import GLPKSolver
import LinearModel
import PaidanTestSupport
import RouteColumns
import Testing

@testable import Formulation

/// Blocks of a plan, and the search of all their routes, held against trying all plans.
@Suite struct BlockTests {
    /// Few features, so that nothing but visits and crews couples routes, and enough to do.
    private static let plain = TinyScenarioOptions(
        days: 1...1,
        teams: 2...3,
        shifts: 2...4,
        visits: 4...6
    )

    /// What freeing classes of the pinned plan leads to.
    private struct Found {
        var plan: DensePlan
        var total: Int
        var isListed: Bool
        var isOver: Bool
    }

    private func freed(
        _ problem: DenseProblem,
        from pins: DensePlan,
        where isFree: (Int) -> Bool
    ) throws -> Found? {
        try withGeneration(ColumnSpace(problem), from: pins) { generation -> Found? in
            let master = generation.master
            let space = master.space
            guard master.model.sideColumns.isEmpty else { return nil }
            let lookup = ColumnLookup(space)
            let routes = pins.routes.compactMap { space.column(of: $0, lookup: lookup) }
            guard routes.count == pins.routes.count else { return nil }
            let block = BlockProgram(
                master,
                round: generation.round,
                control: .unlimited,
                standing: routes.filter { !isFree($0.crewClass) },
                free: space.classes.indices.filter(isFree)
            )
            let outcome = try block.improve(
                engine: GLPKEngine(),
                present: routes.filter { isFree($0.crewClass) },
                isListed: true
            )
            var found = Found(
                plan: pins,
                total: problem.score(of: pins).total,
                isListed: outcome.listed != nil,
                isOver: outcome.isSettled
            )
            guard let listed = outcome.listed else { return found }
            let strangers = listed.columns.count { !isFree($0.crewClass) }
            guard strangers == 0 else { throw PropertyFailure("\(strangers) routes of others") }
            var search = ListedSearch(
                RowLayout(space),
                columns: listed.columns + routes.filter { !listed.columns.contains($0) },
                cuts: [],
                start: routes + listed.start,
                goal: found.total,
                bound: found.total + Int(listed.slack.rounded(.up))
            )
            try search.run(
                bestTotal: found.total,
                engine: GLPKEngine(),
                control: .unlimited,
                mustStop: { false },
                offer: { plan in
                    let total = problem.score(of: plan).total
                    if total > found.total { (found.plan, found.total) = (plan, total) }
                    return found.total
                },
                noteBound: { _ in }
            )
            found.isOver = search.isOver
            return found
        }
    }

    /// With all classes free the routes listed hold an optimum, and the search finds it.
    @Test func aBlockOfAllIsTheWhole() throws {
        var (cases, optimal) = (0, 0)
        try withEvery("seed", in: UInt64(0)..<600) { seed in
            let scenario = tinyScenario(seed: seed, options: Self.plain)
            let problem = DenseProblem(scenario)
            guard let optimum = bruteForceOptimum(of: scenario), let pins = pinnedPlan(problem),
                let found = try freed(problem, from: pins, where: { _ in true })
            else { return }
            guard found.total <= optimum.total else { throw PropertyFailure("too good") }
            guard found.isListed || found.isOver else { throw PropertyFailure("not listed") }
            cases += 1
            if found.total == optimum.total { optimal += 1 }
        }
        #expect(cases > 60, "\(cases)")
        // Routes come from heuristic pricing, which may miss a kind of them.
        #expect(optimal * 100 >= cases * 95, "\(optimal) of \(cases)")
    }

    /// Other classes keep their routes, and plans with what a block gains keep the rules.
    @Test func theRestOfThePlanStands() throws {
        var gains = 0
        try withEvery("seed", in: UInt64(0)..<600) { seed in
            let problem = DenseProblem(tinyScenario(seed: seed, options: Self.plain))
            guard let pins = pinnedPlan(problem),
                let found = try freed(problem, from: pins, where: { $0 % 2 == 0 }),
                found.plan != pins
            else { return }
            try requireValid(found.plan, worth: found.total, problem)
            let space = ColumnSpace(problem)
            let lookup = ColumnLookup(space)
            func standing(_ plan: DensePlan) -> Set<RouteColumn> {
                Set(plan.routes.compactMap { space.column(of: $0, lookup: lookup) })
                    .filter { $0.crewClass % 2 == 1 }
            }
            // A route that stands can be given up, but never changed.
            guard standing(found.plan).isSubset(of: standing(pins)) else {
                throw PropertyFailure("changed")
            }
            gains += 1
        }
        #expect(gains > 40, "\(gains)")
    }
}
