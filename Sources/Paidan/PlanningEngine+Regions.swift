import DenseProblem
import Search

/// Where one linear program would be too large, plans get better region by region.
extension PlanningEngine {
    /// Elementary steps of planning a region anew, where the run is long enough: five seconds or so.
    private static var stepsOfRegion: Int { 250_000_000 }
    /// The part of a run that a region may take.
    private static var mostShareOfRegion: Double { 0.05 }

    /// Plans region after region anew, all else of the best plan standing, each by a run of its own;
    /// searches instead where that is of no use.
    ///
    /// - Parameters:
    ///   - regions: the regions, and what came of those before.
    ///   - bench: what the run works on.
    ///   - share: share of the run by which to end.
    func improve(_ regions: RegionSeries, of bench: Workbench, until share: Double) {
        guard !limits.isWithinOther else { return }
        let most = Double(limits.expectedSteps) * Self.mostShareOfRegion
        let steps = min(Self.stepsOfRegion, Int(most))
        while !limits.mustStop, !bench.keeper.isProven, limits.spentShare < share {
            guard !regions.isGivenUp, let best = bench.keeper.best,
                let region = regions.next(in: best)
            else {
                bench.keeper.phase = "search"
                bench.search.run(share: 0.01)
                bench.keeper.offer(bench.search.best)
                continue
            }
            bench.keeper.phase = "regions"
            let part = ProblemPart(
                of: bench.problem,
                teams: region.teams,
                in: best,
                unserved: region.unserved
            )
            let found = plan(part, steps: steps, seed: options.seed &+ region.number)
            if !limits.mustStop { regions.note(found) }
            if let found { _ = bench.offer(part.merge(found.plan, into: best, of: bench.problem)) }
        }
    }

    /// The best plan of a part within so many steps; nil where there is none.
    private func plan(_ part: ProblemPart, steps: Int, seed: UInt64) -> PlanningResult? {
        var own = options
        own.method = .auto
        own.startingPlan = part.plan
        own.seed = seed
        own.mostChanges = nil
        own.boundsMoreCrews = false
        own.dropsConflictingPins = false
        let run = PlanningEngine(
            scenario: part.scenario,
            options: own,
            limits: RunLimits(within: limits, steps: steps),
            engine: engine,
            start: .now,
            tell: { _ in }
        )
        return try? run.run()
    }
}

/// Regions in turn, and whether they are worth it.
final class RegionSeries {
    private var choice: RegionChoice
    private var failures = 0
    private var successes = 0

    /// Regions in a row without a near bound after which there is better to do.
    private static let mostFailures = 3
    /// A bound is near where it lies no farther above the plan than this part of it.
    private static let nearGap = 0.005

    /// Regions of a problem.
    init(_ problem: DenseProblem, seed: UInt64) {
        choice = RegionChoice(problem, seed: seed)
    }

    /// Whether the linear programs of regions take too long as well.
    var isGivenUp: Bool { failures >= RegionSeries.mostFailures }

    /// Whether regions were planned, and still are.
    var isUseful: Bool { successes > 0 && !isGivenUp }

    /// The next region of a plan; nil where no team works.
    func next(in plan: DensePlan) -> RegionChoice.Region? { choice.next(in: plan) }

    /// Takes account of a region's plan, which there may be none of.
    func note(_ result: PlanningResult?) {
        if let gap = result?.gap, gap < RegionSeries.nearGap {
            successes += 1
            failures = 0
        } else {
            failures += 1
        }
    }
}
