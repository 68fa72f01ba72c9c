import DenseProblem
import Search

/// Where one linear program would be too large, plans get better region by region.
extension PlanningEngine {
    /// Elementary steps, by visits of the whole, of cutting a region out and putting it back.
    private static var stepsPerVisit: Int { 1000 }
    /// The part of a run that a region may take.
    private static var mostShareOfRegion: Double { 0.05 }

    /// Plans region after region anew, all else of the best plan standing, each by a run of its own.
    ///
    /// Where that is of no use there is search instead. It ends with the run.
    ///
    /// Regions know nothing of a limit on changes, so where there is one the search has all the time.
    ///
    /// - Parameters:
    ///   - regions: the regions, and what came of those before.
    ///   - bench: what the run works on.
    func improve(_ regions: RegionSeries, of bench: Workbench) {
        guard !limits.isWithinOther else { return }
        let most = Int(Double(limits.expectedSteps) * Self.mostShareOfRegion)
        while !limits.isOver, !bench.keeper.isProven {
            guard !regions.isGivenUp, options.mostChanges == nil, let best = bench.keeper.best,
                let region = regions.next(in: best)
            else {
                bench.keeper.phase = "search"
                bench.search.runOut(unless: { bench.keeper.isProven })
                bench.takeSearch()
                return
            }
            bench.keeper.phase = "regions"
            // So that even regions in which there is nothing to do come to an end.
            limits.spend(Self.stepsPerVisit * bench.problem.visits.count)
            let part = ProblemPart(
                of: bench.problem,
                teams: region.teams,
                in: best,
                unserved: region.unserved
            )
            let before = bench.keeper.total
            let found = plan(
                part,
                steps: min(regions.steps, most),
                seed: options.seed &+ region.number,
                bench.keeper
            )
            if let found { _ = bench.offer(part.merge(found.plan, into: best, of: bench.problem)) }
            if !limits.mustStop { regions.note(found, hasGained: bench.keeper.total > before) }
        }
    }

    /// The best plan of a part within so many steps; nil where there is none.
    private func plan(
        _ part: ProblemPart,
        steps: Int,
        seed: UInt64,
        _ keeper: IncumbentKeeper
    ) -> PlanningResult? {
        var own = options
        own.method = .auto
        own.startingPlan = part.plan
        own.seed = seed
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
        do throws(PlanningFailure) {
            let found = try run.run()
            if found.method.contains(IncumbentKeeper.rejectionNote) { keeper.noteRejection() }
            return found
        } catch {
            // A plan stands there, so only a defect leads here.
            keeper.noteRejection()
            return nil
        }
    }
}

/// Regions in turn, and whether they are worth it.
final class RegionSeries {
    private var choice: RegionChoice
    /// Regions without a gain in a row that are more than two rounds of all teams.
    private let mostInVain: Int
    private var failures = 0
    private var vainRegions = 0
    /// Elementary steps that the next one is worth: three seconds or so at first.
    private(set) var steps = 150_000_000
    /// Whether any was asked for.
    private(set) var haveBegun = false

    /// Most steps, where fewer did not lead to a near bound.
    private static let mostSteps = 350_000_000
    /// Regions in a row without a near bound after which there is better to do.
    private static let mostFailures = 3
    /// A bound is near where it lies no farther above the plan than this part of it.
    private static let nearGap = 0.005

    /// Regions of a problem.
    init(_ problem: DenseProblem, seed: UInt64) {
        let crews = problem.scenario.shifts.reduce(0) { $0 + $1.crews }
        mostInVain = 4 + 2 * crews / RegionChoice.crewCount
        choice = RegionChoice(problem, seed: seed)
    }

    /// Whether the linear programs of regions take too long as well, or there is nothing more to gain.
    var isGivenUp: Bool { failures >= RegionSeries.mostFailures || vainRegions > mostInVain }

    /// No region is planned from now on.
    func giveUp() { failures = RegionSeries.mostFailures }

    /// The next region of a plan; nil where no team works.
    func next(in plan: DensePlan) -> RegionChoice.Region? {
        haveBegun = true
        return choice.next(in: plan)
    }

    /// Takes account of a region's plan, which there may be none of, and of whether the whole gained.
    func note(_ result: PlanningResult?, hasGained: Bool) {
        vainRegions = hasGained ? 0 : vainRegions + 1
        if let gap = result?.gap, gap < RegionSeries.nearGap {
            failures = 0
        } else {
            failures += 1
            steps = min(RegionSeries.mostSteps, steps * 3 / 2)
        }
    }
}
