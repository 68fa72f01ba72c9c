import Evaluation
import Insight
import PaidanTestSupport
import Scheduling
import Testing

/// Each class of reason against an exact solution that forces the visit.
@Suite("Reasons of unserved visits")
struct ReasonTests {
    /// Enough to settle nearly all of these cases.
    private static let effort = Effort(workUnits: 400)

    @Test("are true, and settled but for a few")
    func classesAreTrue() async throws {
        var counts: [ReasonClass: Int] = [:]
        try await withEveryUnserved(0..<300) { explainer, judged, visit in
            let explanation = await explainer.explain(visit, ReasonTests.effort)
            try check(explanation, visit, judged)
            counts[explanation.reason, default: 0] += 1
        }
        // Every class occurs, or the test would say nothing of it.
        for reason in ReasonClass.allCases where reason != .notSettled {
            #expect(counts[reason, default: 0] > 0, "\(reason): \(counts)")
        }
        let all = counts.values.reduce(0, +)
        #expect(all > 200)
        #expect(counts[.notSettled, default: 0] * 20 <= all, "\(counts)")
    }

    @Test("are true where the sessions of a program are alike", arguments: [UInt64(10_628)])
    func sessionsAlike(seed: UInt64) async throws {
        // Three sessions on one day, one of them with room; raising the value of one must not make
        // the planner take the others for the same.
        let scenario = tinyScenario(seed: seed)
        let plan = try #require(somePlan(of: scenario, seed: seed))
        let judged = try #require(JudgedPlan(scenario, plan))
        let explainer = Explainer(judged)
        for visit in judged.unserved {
            try check(await explainer.explain(visit, ReasonTests.effort), visit, judged)
        }
        #expect(judged.unserved.count > 1)
    }

    @Test("are true without any effort too")
    func quickClassesAreTrue() async throws {
        var settled = 0
        try await withEveryUnserved(300..<420) { explainer, judged, visit in
            let explanation = await explainer.explain(visit, Effort(workUnits: 0))
            try check(explanation, visit, judged)
            settled += explanation.reason == .notSettled ? 0 : 1
        }
        #expect(settled > 0)
    }

    @Test("are true where pins bind much")
    func pinnedClassesAreTrue() async throws {
        var blocked = 0
        let options = TinyScenarioOptions(shifts: 1...2, visits: 2...5).without(.travelTable)
        try await withEveryUnserved(0..<400, options) { explainer, judged, visit in
            guard judged.scenario.commitments.contains(where: { $0.kind == .pinned }) else {
                return
            }
            let explanation = await explainer.explain(visit, ReasonTests.effort)
            try check(explanation, visit, judged)
            guard explanation.reason == .impossibleWithPins else { return }
            blocked += 1
            if explanation.pins.isEmpty { throw PropertyFailure("no pin is named") }
        }
        #expect(blocked > 5)
    }

    /// Throws where an explanation says what is not so.
    private func check(_ explanation: Explanation, _ visit: Int, _ judged: JudgedPlan) throws {
        let scenario = judged.scenario
        let truth = bestTotal(serving: visit, scenario)
        let name = "\(scenario.visits[visit].id) \(explanation.reason.rawValue)"
        func require(_ condition: Bool, _ words: String) throws {
            if !condition { throw PropertyFailure("\(name): \(words)") }
        }
        switch explanation.reason {
        case .impossibleAlone:
            try require(truth == nil, "a plan serves it")
            try require(
                bestTotal(serving: visit, unpinned(scenario)) == nil,
                "a plan without the pins serves it"
            )
            try require(explanation.cause != nil, "no cause")
        case .impossibleWithPins:
            try require(truth == nil, "a plan serves it")
            try require(
                bestTotal(serving: visit, unpinned(scenario)) != nil,
                "no plan serves it, pins or not"
            )
        case .crowdedOut:
            try require(truth.map { $0 < judged.total } ?? false, "best \(truth as Int?)")
            let isBounded =
                explanation.price?.lower.map { $0 > 0 } ?? false
                && explanation.price?.upper != nil
            try require(isBounded, "no price from both sides")
        case .noWorse:
            try require(truth.map { $0 >= judged.total } ?? false, "best \(truth as Int?)")
        case .notSettled: break
        }
        guard let truth else {
            try require(explanation.forced == nil, "a plan was found where there is none")
            return
        }
        let price = judged.total - truth
        if let lower = explanation.price?.lower {
            try require(lower <= price, "lower \(lower) above \(price)")
        }
        if let upper = explanation.price?.upper {
            try require(upper >= price, "upper \(upper) below \(price)")
        }
    }
}
