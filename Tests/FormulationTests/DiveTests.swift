import DenseProblem
import GLPKSolver
import LinearModel
import PaidanTestSupport
import RouteColumns
import Scheduling
import Testing

@testable import Formulation

/// Dives leave plans that keep the rules, and the relaxation as it was.
@Suite struct DiveTests {
    /// Routes chosen together break no row; afterwards the relaxation is what it was, but for routes
    /// that the dive found.
    @Test(arguments: 0..<40)
    func dives(seed: Int) throws {
        let problem = DenseProblem(tinyScenario(seed: UInt64(7000 + seed)))
        guard let pins = pinnedPlan(problem) else { return }
        try withGeneration(ColumnSpace(problem), from: pins) { generation in
            let end = try generation.run(.unlimited)
            guard end == .converged || end == .closeEnough else { return }
            let master = generation.master
            let before = master.objective
            for near in [[], master.columns] {
                let chosen = try Dive.run(generation, .unlimited, seed: UInt64(seed), near: near)
                #expect(overfullRows(chosen, master).isEmpty)
                #expect(generation.isClosed == nil)
                #expect(master.objective == before)
                if !chosen.isEmpty {
                    let plan = FeasiblePlan.plan(of: chosen, in: master.space)
                    if let plan {
                        try requireValid(plan, worth: problem.score(of: plan).total, problem)
                    }
                }
            }
            #expect(try master.solve(SolveLimits(), method: .primal))
            #expect(master.objective >= before - 1e-6)
            #expect(master.objective < Double(generation.bound) + 1)
        }
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
