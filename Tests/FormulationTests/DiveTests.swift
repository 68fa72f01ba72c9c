import DenseProblem
import GLPKSolver
import LinearModel
import PaidanTestSupport
import RouteColumns
import Scheduling
import Testing

@testable import Formulation

extension MasterRow.Kind {
    /// Whether several routes take from the row, and nothing eases it.
    fileprivate var isShared: Bool {
        switch self {
        case .maxMinutes, .sessions, .gap, .rooms: true
        default: false
        }
    }
}

/// Dives leave plans that keep the rules, and the relaxation as it was.
@Suite struct DiveTests {
    /// Routes chosen together break no row; afterwards the relaxation is what it was, but for routes
    /// that the dive found.
    @Test func dives() throws {
        var plans = 0
        var limits = 0
        try withEvery("seed", in: UInt64(7000)..<7300) { seed in
            let problem = DenseProblem(tinyScenario(seed: seed))
            guard let pins = pinnedPlan(problem) else { return }
            try withGeneration(ColumnSpace(problem), from: pins) { generation in
                let end = try generation.run(.unlimited)
                guard end == .converged || end == .closeEnough else { return }
                let master = generation.master
                let before = master.objective
                for near in [[], master.columns] {
                    let chosen = try Dive.run(generation, .unlimited, seed: seed, near: near)
                    #expect(overfullRows(chosen, master).isEmpty)
                    #expect(generation.isClosed == nil)
                    #expect(master.objective == before)
                    if let plan = FeasiblePlan.plan(of: chosen, in: master.space) {
                        // What is missing at the end may be a pinned visit; the owner puts it back.
                        let found = verdict(plan, problem).violations
                        #expect(found.allSatisfy { $0.code == .pinNotKept }, "seed \(seed)")
                        plans += 1
                    }
                }
                limits += master.model.rows.count { $0.kind.isShared } > 0 ? 1 : 0
                #expect(try master.solve(SolveLimits(), method: .primal))
                #expect(master.objective >= before - 1e-6)
                #expect(master.objective < Double(generation.bound) + 1)
            }
        }
        // Dives that choose nothing would prove nothing, nor would scenarios without such limits.
        #expect(plans > 200)
        #expect(limits > 50)
    }

    /// The same of dives from a descent, whose plans come near the best; with two threads the same routes.
    @Test func divesFromDescents() throws {
        var (plans, points, best) = (0, 0, 0)
        try withEvery("seed", in: UInt64(7000)..<7150) { seed in
            var scenario = tinyScenario(seed: seed)
            scenario.lengthenVisits()
            let problem = DenseProblem(scenario)
            guard let optimum = bruteForceOptimum(of: scenario) else { return }
            var found: [[RouteColumn]] = []
            for threads in [1, 2] {
                try withGeneration(ColumnSpace(problem), threads: threads) { generation in
                    generation.spentShare = share(looks: 400)
                    guard
                        let bundle = generation.descend(.unlimited, until: 0.5, orElse: 0.8)?.bundle
                    else { throw PropertyFailure("broken off") }
                    #expect(generation.bound >= optimum.total)
                    let chosen = BundleDive.run(generation, .unlimited, bundle, until: 1)
                    #expect(overfullRows(chosen, generation.master).isEmpty)
                    found.append(chosen)
                    guard let plan = FeasiblePlan.plan(of: chosen, in: generation.master.space)
                    else { return }
                    let judged = verdict(plan, problem)
                    #expect(judged.violations.allSatisfy { $0.code == .pinNotKept }, "seed \(seed)")
                    guard judged.isValid else { return }
                    #expect(judged.score.total <= optimum.total)
                    points += judged.score.total
                    best += optimum.total
                    plans += 1
                }
            }
            #expect(found[0] == found[1])
        }
        #expect(plans > 100)
        #expect(points * 10 > best * 8)
    }

    /// "At most" rows that routes alone are in, and that they overfill.
    private func overfullRows(
        _ chosen: [RouteColumn],
        _ master: RestrictedMaster
    ) -> [MasterRow.Kind] {
        var sums = [Int](repeating: 0, count: master.model.rows.count)
        for route in chosen {
            for entry in master.coefficients(of: route) { sums[entry.row] += entry.value }
        }
        let isEased = Set(master.model.sideColumns.flatMap { $0.entries.map(\.row) })
        return master.model.rows.indices.compactMap { row in
            let entry = master.model.rows[row]
            guard !entry.isEquation, !isEased.contains(row), sums[row] > entry.limit else {
                return nil
            }
            return entry.kind
        }
    }
}
