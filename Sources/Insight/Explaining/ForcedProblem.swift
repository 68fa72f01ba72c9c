import Evaluation
import Paidan
import Scheduling

/// How much may be spent on one question.
public struct Effort: Sendable, Hashable {
    /// Work units for the planner, about a thousandth of a core second each; 0 for none.
    public var workUnits: Int
    /// Wall-clock seconds for the planner; nil = no limit by the clock.
    public var seconds: Double?
    /// Threads that may run side by side.
    public var threads: Int

    /// An effort from its limits.
    public init(workUnits: Int, seconds: Double? = nil, threads: Int = 1) {
        self.workUnits = workUnits
        self.seconds = seconds
        self.threads = threads
    }

    /// Half of it, for one of two parts of a question.
    var half: Effort {
        Effort(
            workUnits: (workUnits + 1) / 2,
            seconds: seconds.map { $0 / 2 },
            threads: threads
        )
    }
}

/// A scenario in which one visit is worth so much more that the best plan serves it if any plan can.
///
/// A plan is the same in both scenarios but for the bonus: a plan that serves the visit and is worth
/// *t* is worth *t* + bonus here. So a bound here, less the bonus, bounds every plan that serves it.
struct ForcedProblem {
    /// With the raised value.
    let scenario: Scenario
    /// The visit's index.
    let visit: Int
    /// By how much its value is raised.
    let bonus: Int
    /// No plan is worth less, in the scenario as it is.
    let least: Int

    /// More makes the linear programs' arithmetic worse, and, where it outweighs all other visits
    /// together, the search blind to them; with less a proof that nobody can serve the visit may not
    /// come about, but none is wrong.
    private static func mostBonus(_ scenario: Scenario) -> Int {
        guard scenario.visits.count > 200 else { return 2_000_000 }
        let largest = scenario.visits.map(\.value).max() ?? 0
        return min(2_000_000, max(20_000, 4 * min(largest, 1_000_000)))
    }

    init(_ scenario: Scenario, visit: Int) {
        let range = TotalRange(scenario)
        bonus = min(ForcedProblem.mostBonus(scenario), range.most - range.least + 1)
        least = range.least
        self.visit = visit
        var raised = scenario
        raised.visits[visit].value += bonus
        self.scenario = raised
    }

    /// What the planner found.
    struct Outcome {
        /// A plan that serves the visit; nil where none was found.
        var plan: Plan?
        /// No plan that serves the visit is worth more; nil where nothing was proven.
        var bound: Int?
        /// Whether it is proven that no plan serves the visit.
        var isImpossible: Bool
    }

    /// Plans the raised scenario, beginning with a plan.
    func solve(
        from start: Plan?,
        _ effort: Effort,
        method: PlanningMethod = .auto
    ) async -> Outcome {
        var options = PlanningOptions(
            workLimit: effort.workUnits,
            timeLimitSeconds: effort.seconds,
            threads: effort.threads,
            from: start
        )
        options.method = method
        var outcome = Outcome(plan: nil, bound: nil, isImpossible: false)
        do throws(PlanningFailure) {
            let result = try await Planner(options: options).plan(scenario)
            let id = scenario.visits[visit].id
            if result.plan.assignments.contains(where: { $0.visit == id }) {
                outcome.plan = result.plan
            }
            outcome.bound = result.bound.map { $0 - bonus }
            // A plan that serves it would be worth at least `least`.
            outcome.isImpossible = outcome.plan == nil && outcome.bound.map { $0 < least } ?? false
        } catch {
            // Pins that can't be kept together: there is no plan at all, and nothing to explain.
        }
        return outcome
    }
}

extension Scenario {
    /// The scenario with some of its visits only, in the same order.
    func keeping(_ kept: Set<Int>) -> (scenario: Scenario, visitNumbers: [Int: Int]) {
        let order = visits.indices.filter(kept.contains)
        let numbers = Dictionary(uniqueKeysWithValues: zip(order, order.indices))
        var part = self
        part.visits = order.map { visits[$0] }
        for program in programs.indices {
            part.programs[program].visitIndices = programs[program].visitIndices.compactMap {
                numbers[$0]
            }
        }
        part.commitments = commitments.compactMap { row in
            guard let visit = row.visitIndex, let number = numbers[visit] else { return nil }
            var row = row
            row.visitIndex = number
            return row
        }
        return (part, numbers)
    }
}
