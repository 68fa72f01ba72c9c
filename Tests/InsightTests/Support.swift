import Evaluation
import Foundation
import Insight
import Paidan
import PaidanTestSupport
import ScenarioFiles
import Scheduling

/// A scenario shipped in the repository.
func shippedScenario(_ name: String) throws -> Scenario {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../scenarios/\(name)")
    return try ScenarioFolder(path: folder.path()).read().scenario
}

/// Runs the body for every visit that the plans of random tiny scenarios leave out.
///
/// - Throws: `PropertyFailure` for the first seed whose body throws.
func withEveryUnserved(
    _ seeds: Range<UInt64>,
    _ options: TinyScenarioOptions = TinyScenarioOptions(),
    _ body: (Explainer, JudgedPlan, Int) async throws -> Void
) async throws {
    try await withEverySeed(seeds) { seed in
        let scenario = tinyScenario(seed: seed, options: options)
        guard let plan = somePlan(of: scenario, seed: seed),
            let judged = JudgedPlan(scenario, plan)
        else { return }
        let explainer = Explainer(judged)
        for visit in judged.unserved { try await body(explainer, judged, visit) }
    }
}

/// The total of the best plan that serves a visit, by trying all plans; nil where none serves it.
///
/// The visit's value is raised beyond anything that the others could bring or cost.
func bestTotal(serving visit: Int, _ scenario: Scenario) -> Int? {
    let bonus = 50_000_000
    var raised = scenario
    raised.visits[visit].value += bonus
    guard let best = bruteForceOptimum(of: raised) else { return nil }
    let id = scenario.visits[visit].id
    return best.plan.assignments.contains { $0.visit == id } ? best.total - bonus : nil
}

/// The scenario without its pinned rows.
func unpinned(_ scenario: Scenario) -> Scenario {
    var free = scenario
    free.commitments.removeAll { $0.kind == .pinned }
    return free
}

/// A valid plan of a tiny scenario: the best one, or every other time one with a visit left out.
func somePlan(of scenario: Scenario, seed: UInt64) -> Plan? {
    guard let best = bruteForceOptimum(of: scenario) else { return nil }
    var random = SplitMix64(seed: seed)
    let pinned = Set(scenario.commitments.filter { $0.kind == .pinned }.map(\.visit))
    let served = Set(best.plan.assignments.map(\.visit)).subtracting(pinned).sorted()
    guard random.chance(50), !served.isEmpty else { return best.plan }
    let out = random.pick(served)
    var plan = best.plan
    plan.assignments.removeAll { $0.visit == out }
    plan.unserved.append(UnservedVisit(visit: out, reason: "left-out"))
    // Where a travel table makes detours quicker, leaving a visit out can break a route.
    return Audit(scenario).judge(plan).isValid ? plan : best.plan
}
