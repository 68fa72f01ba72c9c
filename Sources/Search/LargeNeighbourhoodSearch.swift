import DenseProblem

/// Improves a plan step by step for as long as it is let: ruin and recreate.
///
/// Each step takes a few related visits out and puts them, and visits left out so far, back where
/// they bring most (slack induction by string removals: Christiaens & Vanden Berghe 2020,
/// doi 10.1287/trsc.2019.0914), with operators that know programs, crews that meet, and visits left
/// out. Simulated annealing accepts; all hard rules hold after every step.
///
/// One owner uses a search, on one thread at a time. The same seed and the same calls give the same plans.
public final class LargeNeighbourhoodSearch {
    private var engine: SearchEngine

    /// What a run did.
    public struct Progress: Sendable, Hashable {
        /// Steps made.
        public var steps = 0
        /// Steps that were kept.
        public var accepted = 0
        /// Times that a new best plan was found.
        public var improvements = 0
    }

    /// Prepares to improve a plan; nil where that breaks a rule.
    ///
    /// - Parameters:
    ///   - context: the compiled scenario with its tables.
    ///   - start: a plan that obeys all hard rules and holds all pinned visits.
    ///   - seed: of all random choices.
    public init?(_ context: SearchContext, start: DensePlan, seed: UInt64) {
        guard let engine = SearchEngine(context, start: start, seed: seed) else { return nil }
        self.engine = engine
    }

    /// Prepares to improve a plan of a problem; see ``init(_:start:seed:)``.
    public convenience init?(problem: DenseProblem, start: DensePlan, seed: UInt64) {
        self.init(SearchContext(problem), start: start, seed: seed)
    }

    /// Makes a number of steps; asks every 256 steps whether to stop.
    @discardableResult
    public func run(steps: Int, shouldStop: () -> Bool = { false }) -> Progress {
        let before = progress
        engine.run(steps: steps, shouldStop: shouldStop)
        let after = progress
        return Progress(
            steps: after.steps - before.steps,
            accepted: after.accepted - before.accepted,
            improvements: after.improvements - before.improvements
        )
    }

    /// Cools for the last time, to be cold after so many steps; told again as that gets clearer.
    ///
    /// - Parameter steps: steps left, 1 at the least.
    public func coolDown(within steps: Int) { engine.cooling.end(in: steps) }

    /// What has been done since the beginning.
    public var progress: Progress {
        Progress(
            steps: engine.steps,
            accepted: engine.accepted,
            improvements: engine.improvements
        )
    }

    /// The total of the best plan, as the scenario counts points.
    public var bestTotal: Int { engine.bestPoints }

    /// The best plan so far.
    public var best: DensePlan { engine.bestPlan() }

    /// Points that a step may lose now with a chance of 1 in e.
    public var temperature: Double { engine.cooling.temperature }

    /// Elementary work done so far, in units of very roughly 10 nanoseconds: stops looked at.
    public var work: Int { engine.plan.work }

    /// The weight by which each operator is chosen now, for reports.
    public var operatorWeights: [Double] { engine.operators.weights }

    /// Goes on from another plan; false, changing nothing, where that breaks a rule.
    @discardableResult
    public func adopt(_ plan: DensePlan) -> Bool { engine.adopt(plan) }

    /// The routes of kept plans since the last call, each offered once, for a pool of columns.
    public func drainRoutes() -> [CandidateRoute] { engine.pool.drain() }
}

extension SearchEngine {
    /// The best total as the scenario counts points.
    var bestPoints: Int {
        var pinned = 0
        for visit in 0..<tables.visitCount where tables.visits[visit].isPinned { pinned += 1 }
        return bestTotal - pinned * tables.pinBonus
    }
}
