import Evaluation
import Paidan
import Scheduling

/// How a day under way is planned again.
public struct ReplanOptions: Sendable, Hashable {
    /// Deterministic limit of each run in work units.
    public var workLimit = 300
    /// Wall-clock seconds for each run; nil = no limit by the clock.
    public var timeLimitSeconds: Double?
    /// Threads that may run side by side; they never change the result.
    public var threads = 1
    /// Seed of every random choice.
    public var seed: UInt64 = 1
    /// Most promises that may be changed; nil = as many as pay at `weights.change`.
    public var mostChanges: Int?

    /// The defaults: a second's work, changes at their price.
    public init() {}
}

/// A day under way, planned again.
public struct ReplanResult: Sendable {
    /// The day as events have changed it; pins that could not be kept are released in it.
    public var day: ChangedDay
    /// The new plan, audited against the day's scenario.
    public var planning: PlanningResult
    /// What is worth of the plan in hand what still stands of it.
    public var standingScore: Score
    /// How the new plan differs from the promises of the plan in hand.
    public var difference: PlanDifference
    /// Visits that a crew is in time for only if it has left for them before now; rarely any.
    public var tooEarly: [Assignment]
}

/// What the best plan found with at most so many changes is worth.
public struct CurvePoint: Sendable, Hashable {
    /// Most promises that might be changed.
    public var mostChanges: Int
    /// Promises that the plan changes.
    public var changes: Int
    /// The plan's points without the price of changes.
    public var points: Int
    /// No plan with at most so many changes has more points without their price; nil = not proven.
    public var bound: Int?
}

/// Plans a day under way again, starting from what stands of the plan in hand.
public struct Replanner: Sendable {
    /// How.
    public var options: ReplanOptions

    /// A replanner with the given options.
    public init(options: ReplanOptions = ReplanOptions()) { self.options = options }

    /// The best plan found for a day, with its changes at their price or within the budget.
    ///
    /// - Throws: `PlanningFailure`, where what has happened can't be kept together.
    public func replan(_ day: ChangedDay) async throws(PlanningFailure) -> ReplanResult {
        var day = day
        var planning = try await plan(&day, mostChanges: options.mostChanges)
        for _ in 0..<Replanner.mostRepairs where !Task.isCancelled {
            let departures = Departures(day)
            guard let later = departures.excluding(departures.tooEarly(in: planning.plan)) else {
                break
            }
            day = later
            planning = try await plan(&day, mostChanges: options.mostChanges)
        }
        let calm = RestoredRoutes.in(planning.plan, of: day)
        let verdict = Audit(day.scenario).judge(calm)
        if verdict.isValid, verdict.score.total >= planning.score.total {
            planning.plan = calm
            planning.score = verdict.score
        }
        return ReplanResult(
            day: day,
            planning: planning,
            standingScore: Audit(day.scenario).judge(day.standing).score,
            difference: PlanDifference(planning.plan, of: day),
            tooEarly: Departures(day).tooEarly(in: planning.plan)
        )
    }

    /// What more changes would bring: the best plan found for each budget from none on.
    ///
    /// - Parameters:
    ///   - result: The day, planned again; the curve ends with its number of changes.
    ///   - mostPoints: Most budgets tried, the last of them included.
    /// - Returns: a point for each budget that a plan was found for, in ascending order of changes and
    ///   of points.
    /// - Throws: `PlanningFailure`, where what has happened can't be kept together.
    public func curve(
        _ result: ReplanResult,
        mostPoints: Int = 9
    ) async throws(PlanningFailure) -> [CurvePoint] {
        var day = result.day
        let last = result.difference.changes.count
        var points: [CurvePoint] = []
        var start = day.standing
        for budget in 0..<min(last, mostPoints - 1) {
            day.standing = start
            let found: PlanningResult
            do throws(PlanningFailure) {
                found = try await plan(&day, mostChanges: budget)
            } catch .tooManyChanges {
                continue
            }
            points.append(point(found, budget: budget, day))
            start = found.plan
        }
        points.append(point(result.planning, budget: last, result.day))
        return points
    }

    private func point(_ result: PlanningResult, budget: Int, _ day: ChangedDay) -> CurvePoint {
        let changes = PlanDifference(result.plan, of: day).changes.count
        // A bound of points with changes at their price: with fewer changes the price is less.
        let price = day.scenario.weights.change * budget
        return CurvePoint(
            mostChanges: budget,
            changes: changes,
            points: result.score.total - result.score.changes,
            bound: result.bound.map { $0 + price }
        )
    }

    /// How often a day is planned again because crews would have had to leave before now.
    private static let mostRepairs = 3

    // MARK: Runs

    /// Plans a day, within a budget of changes where there is one.
    private func plan(
        _ day: inout ChangedDay,
        mostChanges: Int?
    ) async throws(PlanningFailure) -> PlanningResult {
        let free = try await plan(&day, price: day.scenario.weights.change, mostChanges: nil)
        guard let mostChanges else { return free }
        let changes = PlanDifference(free.plan, of: day).changes
        if changes.count <= mostChanges { return free }
        return try await plan(&day, within: mostChanges, of: changes)
    }

    /// Plans a day within a budget smaller than the number of changes that pay.
    ///
    /// Small cases are solved exactly with the budget as a row. Others are planned at higher and
    /// higher prices of a change; and with each part of the changes that pay allowed, the rest of
    /// them pinned. Only plans within the budget count.
    private func plan(
        _ day: inout ChangedDay,
        within budget: Int,
        of changes: [PlanChange]
    ) async throws(PlanningFailure) -> PlanningResult {
        let price = day.scenario.weights.change
        var best: PlanningResult?
        for trial in [price, 6 * price + 50, 1_000_000] {
            do throws(PlanningFailure) {
                let found = try await plan(&day, price: trial, mostChanges: budget)
                guard keeps(found.plan, within: budget, in: day) else { continue }
                best = better(best, found)
                if found.isProvenOptimal { return found }
            } catch .tooManyChanges {
                // What stands breaks a promise of its own; a higher price may find a way.
                continue
            }
        }
        for part in Replanner.parts(of: changes, size: budget) where !Task.isCancelled {
            var strict = day
            strict.pin(changes.filter { !part.contains($0) })
            do throws(PlanningFailure) {
                var found = try await plan(&strict, price: price, mostChanges: budget)
                guard keeps(found.plan, within: budget, in: day) else { continue }
                found.score = Audit(day.scenario).judge(found.plan).score
                // What is proven with more pins says nothing of fewer.
                found.bound = nil
                best = better(best, found)
            } catch .tooManyChanges {
                continue
            }
        }
        guard let best else { throw .tooManyChanges }
        return best
    }

    /// Whether a plan keeps to a budget, also where pins were released for it.
    private func keeps(_ plan: Plan, within budget: Int, in day: ChangedDay) -> Bool {
        PlanDifference(plan, of: day).changes.count <= budget
    }

    /// Up to six parts of the changes, each as large as the budget.
    private static func parts(of changes: [PlanChange], size: Int) -> [[PlanChange]] {
        guard size > 0 else { return [] }
        return stride(from: 0, to: changes.count, by: size).prefix(6).map {
            Array(changes[$0..<min(changes.count, $0 + size)])
        }
    }

    /// Plans a day at a price of changes; the result is told at the true one.
    private func plan(
        _ day: inout ChangedDay,
        price: Int,
        mostChanges: Int?
    ) async throws(PlanningFailure) -> PlanningResult {
        var scenario = day.scenario
        scenario.weights.change = price
        var found = try await run(scenario, from: day.standing, mostChanges: mostChanges)
        release(found.droppedPins, in: &day)
        found.droppedPins = []
        found.score = Audit(day.scenario).judge(found.plan).score
        // Every plan within the budget is worth at most so much more at the true price.
        let rise = (price - day.scenario.weights.change) * (mostChanges ?? 0)
        found.bound = found.bound.map { $0 + rise }
        return found
    }

    private func run(
        _ scenario: Scenario,
        from start: Plan,
        mostChanges: Int?
    ) async throws(PlanningFailure) -> PlanningResult {
        var planning = PlanningOptions(
            workLimit: options.workLimit,
            timeLimitSeconds: options.timeLimitSeconds,
            threads: options.threads,
            seed: options.seed,
            from: start
        )
        planning.mostChanges = mostChanges
        planning.dropsConflictingPins = true
        return try await Planner(options: planning).plan(scenario)
    }

    /// The better of two plans of the same day, with the tighter of their bounds.
    private func better(_ first: PlanningResult?, _ second: PlanningResult) -> PlanningResult {
        guard let first else { return second }
        var best = second.score.total > first.score.total ? second : first
        best.bound = [first.bound, second.bound].compactMap { $0 }.min()
        if best.isProvenOptimal { best.stop = .proven }
        return best
    }

    /// Makes pinned rows that could not be kept together promises at a price.
    private func release(_ dropped: [Commitment], in day: inout ChangedDay) {
        for row in dropped {
            guard let index = day.scenario.commitments.firstIndex(of: row), let role = row.role
            else { continue }
            day.scenario.commitments[index].kind = .published
            day.scenario.commitments[index].crew = nil
            let key = VisitRole(visit: row.visit, role: role)
            day.pinned.removeAll { $0 == key }
            if let assignment = day.scenario.promises(of: .published)
                .first(where: { VisitRole($0) == key })
            {
                day.released.append(ReleasedPin(assignment: assignment, reason: .conflict))
            }
        }
    }
}

extension ChangedDay {
    /// Pins promises, so that they are not changed.
    fileprivate mutating func pin(_ changes: [PlanChange]) {
        let roles = Set(changes.map { VisitRole($0.before) })
        for index in scenario.commitments.indices {
            let row = scenario.commitments[index]
            guard let role = row.role, roles.contains(VisitRole(visit: row.visit, role: role))
            else { continue }
            scenario.commitments[index].kind = .pinned
        }
    }
}
