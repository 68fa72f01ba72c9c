import Evaluation
import Paidan
import Scheduling

/// How recruitments are looked for.
public struct RecruitOptions: Sendable, Hashable {
    /// Work units of the plan that prices come from.
    public var baseWork = 10_000
    /// Work units of each plan with more crews.
    public var trialWork = 1_000
    /// Wall-clock seconds of each plan; nil = no limit by the clock.
    public var timeLimitSeconds: Double?
    /// Threads that may run side by side.
    public var threads = 1
    /// Seed of every random choice.
    public var seed: UInt64 = 1
    /// Most recruitments listed.
    public var count = 10
    /// Most crews added to reach a target.
    public var mostCrews = 60

    /// The defaults: ten recruitments, each tried with a second's work.
    public init() {}
}

/// One more crew in a shift.
public struct Recruitment: Sendable, Hashable {
    /// The shift, as an index in ``Scenario/shifts``.
    public var shift: Int
    /// What the prices of the relaxation say it is worth at most; nil where there are none.
    public var price: Int?
    /// Points that a plan with the crew was found to be worth more.
    public var gain: Int
    /// Visits that this plan serves more (fewer where negative).
    public var visits: Int
    /// The crew is worth no more than this: from the bound with it and the plan without; nil = unknown.
    public var gainAtMost: Int?
}

/// What one more crew-hour of a kind is worth, from the prices of the relaxation.
public struct HourWorth: Sendable, Hashable {
    /// A skill of the crew's team; nil for teams without any.
    public var skill: String?
    /// The day of the horizon, 0 for the first.
    public var day: Int
    /// The institute of the team's base, as an index in ``Scenario/sites``; nil where there is none.
    public var institute: Int?
    /// Points per hour of the best shift of the kind.
    public var pointsPerHour: Int
    /// About so many tenths of a visit: the points over the mean value of the visits left out.
    public var visitTenths: Int
}

/// What more crews would be worth.
public struct RecruitResult: Sendable {
    /// The scenario.
    public var scenario: Scenario
    /// The plan that prices and gains refer to.
    public var base: PlanningResult
    /// The worth of a crew-hour by skill, day and institute, best first; empty without prices.
    public var hours: [HourWorth]
    /// The recruitments that gain most, best first.
    public var recruitments: [Recruitment]
}

/// Finds out what more crews would be worth, and how few reach a target.
public struct Recruiter: Sendable {
    /// How.
    public var options: RecruitOptions

    /// A recruiter with the given options.
    public init(options: RecruitOptions = RecruitOptions()) { self.options = options }

    /// The format knows no shift with more.
    static let mostCrewsInShift = 1000

    /// The best plan found for a scenario.
    func plan(
        _ scenario: Scenario,
        work: Int,
        from start: Plan?,
        boundsMoreCrews: Bool = false
    ) async throws(PlanningFailure) -> PlanningResult {
        var planning = PlanningOptions(
            workLimit: work,
            timeLimitSeconds: options.timeLimitSeconds,
            threads: options.threads,
            seed: options.seed,
            from: start
        )
        planning.dropsConflictingPins = true
        planning.boundsMoreCrews = boundsMoreCrews
        return try await Planner(options: planning).plan(scenario)
    }

    /// The worth of crew-hours and of single crews, each of those confirmed by planning with it.
    ///
    /// Each plan with one more crew starts from the same plan and gets the same work as a plan
    /// without, so that gains are not those of planning longer.
    /// - Throws: `PlanningFailure`, where pinned rows could not be settled.
    public func recruit(_ scenario: Scenario) async throws(PlanningFailure) -> RecruitResult {
        let priced = try await plan(
            scenario,
            work: options.baseWork,
            from: nil,
            boundsMoreCrews: true
        )
        var base = priced
        if !base.isProvenOptimal {
            base = better(base, try await plan(scenario, work: options.trialWork, from: base.plan))
        }
        var found: [Recruitment] = []
        let reach = ShiftReach(scenario)
        let prices = prices(of: priced)
        for shift in candidates(scenario, prices, base.plan, reach)
        where !Task.isCancelled {
            var larger = scenario
            larger.shifts[shift].crews += 1
            let trial = try await plan(larger, work: options.trialWork, from: base.plan)
            found.append(
                Recruitment(
                    shift: shift,
                    price: prices?[shift],
                    gain: trial.score.total - base.score.total,
                    visits: served(trial.plan) - served(base.plan),
                    gainAtMost: [trial.bound, priced.shiftBounds?[shift]].compactMap { $0 }.min()
                        .map { $0 - base.score.total }
                )
            )
        }
        let best = found.filter { $0.gain > 0 }
            .sorted { (-$0.gain, $0.shift) < (-$1.gain, $1.shift) }
        return RecruitResult(
            scenario: scenario,
            base: base,
            hours: prices.map { hours(scenario, $0, meanValue: meanValue(scenario, base.plan)) }
                ?? [],
            recruitments: Array(best.prefix(options.count))
        )
    }

    /// [shift] What the prices say one more crew is worth; nil where there are none.
    private func prices(of result: PlanningResult) -> [Int]? {
        guard let bounds = result.shiftBounds, let least = bounds.min() else { return nil }
        // A crew that could do nothing adds nothing: where there is one, the least bound is that without
        // more crews; where all are wanted, prices are told of by how much they exceed the least.
        return bounds.map { $0 - least }
    }

    private func better(_ first: PlanningResult, _ second: PlanningResult) -> PlanningResult {
        var best = second.score.total > first.score.total ? second : first
        best.bound = [first.bound, second.bound].compactMap { $0 }.min()
        return best
    }

    private func served(_ plan: Plan) -> Int { Set(plan.assignments.map(\.visit)).count }

    /// Shifts worth trying: those of the highest prices, then those with most value left out in reach.
    ///
    /// A crew that reaches nothing of that may still be the nearer or the earlier one for what others
    /// serve, so such shifts come last instead of not at all.
    private func candidates(
        _ scenario: Scenario,
        _ prices: [Int]?,
        _ plan: Plan,
        _ reach: ShiftReach
    ) -> [Int] {
        let served = Set(plan.assignments.map(\.visit))
        let open = scenario.visits.indices.filter { !served.contains(scenario.visits[$0].id) }
        let values = scenario.shifts.indices.map { shift in
            open.reduce(0) {
                $0 + (reach.canServe($1, shift: shift) ? scenario.visits[$1].value : 0)
            }
        }
        let able = values.indices.filter { shift in
            scenario.shifts[shift].crews < Recruiter.mostCrewsInShift
                && scenario.visits.indices.contains { reach.canServe($0, shift: shift) }
        }
        let ranked = able.sorted {
            (-(prices?[$0] ?? 0), -values[$0], $0) < (-(prices?[$1] ?? 0), -values[$1], $1)
        }
        return Array(ranked.prefix(options.count * 3 / 2))
    }

    /// The mean value of the visits that a plan leaves out though they have a window; at least 1.
    private func meanValue(_ scenario: Scenario, _ plan: Plan) -> Int {
        let served = Set(plan.assignments.map(\.visit))
        let open = scenario.visits.filter { !served.contains($0.id) && !$0.windows.isEmpty }
        return max(1, open.reduce(0) { $0 + $1.value } / max(1, open.count))
    }

    /// The worth of an hour by skill, day and institute.
    private func hours(_ scenario: Scenario, _ prices: [Int], meanValue: Int) -> [HourWorth] {
        struct Kind: Hashable {
            var skill: String?
            var day: Int
            var institute: Int?
        }
        var best: [Kind: Int] = [:]
        for (index, shift) in scenario.shifts.enumerated() where prices[index] > 0 {
            let team = scenario.teams[shift.teamIndex]
            let minutes = shift.endMinute - shift.startMinute
            let perHour = prices[index] * 60 / max(1, minutes)
            let institute = scenario.instituteAbove(site: team.baseSiteIndex)
            let skills = team.skills.isEmpty ? [nil] : team.skills.map { Optional($0.skill) }
            for skill in skills {
                let kind = Kind(skill: skill, day: shift.day, institute: institute)
                best[kind] = max(best[kind] ?? 0, perHour)
            }
        }
        return best.map {
            HourWorth(
                skill: $0.key.skill,
                day: $0.key.day,
                institute: $0.key.institute,
                pointsPerHour: $0.value,
                visitTenths: ($0.value * 10 + meanValue / 2) / meanValue
            )
        }
        .sorted {
            ($1.pointsPerHour, $0.skill ?? "", $0.day, $0.institute ?? -1)
                < ($0.pointsPerHour, $1.skill ?? "", $1.day, $1.institute ?? -1)
        }
    }
}

extension Scenario {
    /// The institute that a site is or belongs to; nil where there is none above it.
    func instituteAbove(site: Int) -> Int? {
        var current: Int? = site
        for _ in sites {
            guard let here = current else { return nil }
            if sites[here].kind == .institute { return here }
            current = sites[here].parentIndex
        }
        return nil
    }
}
