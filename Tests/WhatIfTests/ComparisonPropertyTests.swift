import Evaluation
import Paidan
import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

@testable import WhatIf

/// What is said of two scenarios, against the best plans of both, found by trying all plans.
@Suite("Comparing random scenarios")
struct ComparisonPropertyTests {
    /// One of each kind of change; the last three make points mean something else.
    private static let comparable = [
        "add:\n  teams:\n    N: A\n", "add:\n  crews:\n    A: 1\n", "add:\n  minutes:\n    B: 45\n",
        "add:\n  skills:\n    B: care\n", "remove:\n  teams: A\n",
        "remove:\n  minutes:\n    A: 30\n",
        "remove:\n  crews:\n    A: 1\n", "remove:\n  skills:\n    A: care\n",
        "close:\n  T: daily\n",
        "remove:\n  teams: B\nadd:\n  crews:\n    A: 1\n", "name: nothing changes\n",
    ]
    private static let incomparable = [
        "flood: yes\n", "weights:\n  blue: 700\n", "requests:\n  factor: 150\n",
    ]

    @Test("what is said of two scenarios holds of their best plans")
    func verdicts() async throws {
        var counts: [String: Int] = [:]
        try await withEverySeed(0..<400) { seed in
            var random = SplitMix64(seed: seed + 1000)
            let base = try reading(randomTables(seed: seed))
            let isComparable = random.chance(90)
            let text = random.pick(isComparable ? Self.comparable : Self.incomparable)
            var options = PlanningOptions.question
            options.workLimit = 100
            // A quick plan leaves gaps: then less may be said, but nothing wrong.
            options.method = random.chance(40) ? .greedy : .auto
            let runner = TrialRunner(options: options)
            let first = try await runner.run(OverlaidScenario(base: base, name: "now"))
            let second = try await runner.run(try OverlaidScenario(base, overlay(text)))
            try check(first)
            try check(second)
            let verdict = Comparison(first, second).verdict
            guard isComparable == (verdict != .notComparable) else {
                throw PropertyFailure("\(text): \(verdict)")
            }
            let best = try [first, second].map {
                try #require(bruteForceOptimum(of: $0.subject.scenario)).total
            }
            if let fault = fault(of: verdict, difference: best[1] - best[0]) {
                throw PropertyFailure("\(text): \(verdict), but \(best): \(fault)")
            }
            counts[name(of: verdict), default: 0] += 1
        }
        for name in ["better", "worse", "equal", "not told apart", "not comparable"] {
            #expect(counts[name, default: 0] > 10, "\(counts)")
        }
    }

    /// Fails where a trial says what its plan is not.
    private func check(_ trial: Trial) throws {
        let scenario = trial.subject.scenario
        let verdict = Audit(scenario).judge(trial.planning.plan)
        guard verdict.isValid, verdict.score == trial.planning.score else {
            throw PropertyFailure("\(verdict.violations)")
        }
        let best = try #require(bruteForceOptimum(of: scenario)).total
        guard trial.interval.least <= best, trial.interval.most ?? best >= best else {
            throw PropertyFailure("\(trial.interval) without \(best)")
        }
        let served = Set(trial.planning.plan.assignments.map(\.visit)).count
        guard trial.institutes.reduce(0, { $0 + $1.visits.total }) == scenario.visits.count,
            trial.institutes.reduce(0, { $0 + $1.visits.served }) == served
        else { throw PropertyFailure("\(trial.institutes)") }
    }

    /// What is wrong with a verdict, given by how much the second is really better; nil where nothing.
    private func fault(of verdict: ComparisonVerdict, difference: Int) -> String? {
        switch verdict {
        case .better(let points):
            return difference > 0 && holds(points, difference) ? nil : "not so much better"
        case .worse(let points):
            return difference < 0 && holds(points, -difference) ? nil : "not so much worse"
        case .equal: return difference == 0 ? nil : "not the same"
        case .notToldApart, .notComparable: return nil
        }
    }

    private func holds(_ interval: PointInterval, _ points: Int) -> Bool {
        interval.least <= points && points <= interval.most ?? points
    }

    private func name(of verdict: ComparisonVerdict) -> String {
        switch verdict {
        case .better: "better"
        case .worse: "worse"
        case .equal: "equal"
        case .notToldApart: "not told apart"
        case .notComparable: "not comparable"
        }
    }
}
