import Evaluation
import Paidan
import Scheduling

/// How few more crews reach a target, and what of that is proven.
public struct TargetResult: Sendable {
    /// How far a target is reached.
    public struct Reached: Sendable, Hashable {
        /// The target.
        public var target: CoverageTarget
        /// Visits meant.
        public var total: Int
        /// Visits that have to be served.
        public var needed: Int
        /// Visits served without more crews, planned for the target.
        public var before: Int
        /// Visits served with the crews added.
        public var after: Int
    }

    /// The scenario with the crews added.
    public var scenario: Scenario
    /// The plan with the crews added; valid, and scored by the scenario's own values.
    public var plan: Plan
    /// Its score.
    public var score: Score
    /// The crews added, by shift (index in ``Scenario/shifts``) and number.
    public var crews: [(shift: Int, count: Int)]
    /// Each target.
    public var reached: [Reached]
    /// It takes so many more crews in existing shifts at least; proven.
    public var leastCrews: Int
    /// Visits of the targets that no crew of any shift could serve, left out of the plan.
    public var outOfReach: [VisitID]
    /// Pinned rows given up because no plan keeps them all; ``scenario`` is without them.
    public var droppedPins: [Commitment]
    /// Whether so many visits of a target are out of reach that it can't be reached.
    public var isImpossible: Bool

    /// Whether all targets are reached.
    public var isReached: Bool { reached.allSatisfy { $0.after >= $0.needed } }
    /// How many crews are added.
    public var crewCount: Int { crews.reduce(0) { $0 + $1.count } }
}

extension Recruiter {
    /// Adds crews to existing shifts until the targets are reached, as few as it can.
    ///
    /// Crews are added one by one, each where most of the visits that are still missing lie in its
    /// reach, and confirmed by planning; where no single one helps, as with visits that take several
    /// crews, as many at once as a missing visit may take. Then each is taken away again where the
    /// targets hold without it. The result is an upper limit; ``TargetResult/leastCrews`` is a proven lower one.
    /// - Throws: `PlanningFailure`, where pinned rows could not be settled.
    public func reach(
        _ targets: [CoverageTarget],
        _ scenario: Scenario
    ) async throws(PlanningFailure) -> TargetResult {
        var search = TargetSearch(self, targets, scenario)
        try await search.run()
        return try await search.result()
    }
}

/// The search for crews that reach targets.
private struct TargetSearch {
    private let recruiter: Recruiter
    private let targets: [CoverageTarget]
    private var scenario: Scenario
    private let reach: ShiftReach
    private var droppedPins: [Commitment] = []
    private var added: [Int] = []
    private var current = Plan()
    private var firstPlan = Plan()

    init(_ recruiter: Recruiter, _ targets: [CoverageTarget], _ scenario: Scenario) {
        self.recruiter = recruiter
        self.targets = targets
        self.scenario = scenario
        reach = ShiftReach(scenario)
    }

    mutating func run() async throws(PlanningFailure) {
        let options = recruiter.options
        let first = try await recruiter.plan(wanting([]), work: options.baseWork, from: nil)
        // Pins that can't be kept as it is are given up for good, lest plans differ in their pins.
        droppedPins = first.droppedPins
        scenario.commitments.removeAll { first.droppedPins.contains($0) }
        current = first.plan
        firstPlan = current
        while !isReached(current), added.count < options.mostCrews, !Task.isCancelled {
            if let next = try await bestAddition() {
                added.append(next.shift)
                current = next.plan
            } else {
                guard try await addTogether() else { break }
            }
        }
        if isReached(current) { try await dropNeedless() }
    }

    /// The scenario with more crews, in which missing a target visit costs more than anything else.
    private func wanting(_ crews: [Int]) -> Scenario {
        var changed = enlarged(crews)
        for target in targets {
            // The narrower a target, the more its visits count.
            let boost = target.tier == nil ? 20_000 : 60_000
            for visit in target.visits(of: scenario) { changed.visits[visit].value += boost }
        }
        return changed
    }

    private func enlarged(_ crews: [Int]) -> Scenario {
        var changed = scenario
        for shift in crews { changed.shifts[shift].crews += 1 }
        return changed
    }

    private func isReached(_ plan: Plan) -> Bool { missing(plan) == 0 }

    /// Visits that are missing from the targets.
    private func missing(_ plan: Plan) -> Int {
        targets.reduce(0) {
            $0 + max(0, $1.needed(of: scenario) - $1.served(by: plan, of: scenario))
        }
    }

    /// Visits that would bring a target nearer.
    private func wanted(_ plan: Plan) -> [Int] {
        let served = Set(plan.assignments.map(\.visit))
        var wanted: Set<Int> = []
        for target in targets
        where target.served(by: plan, of: scenario) < target.needed(of: scenario) {
            wanted.formUnion(
                target.visits(of: scenario).filter { !served.contains(scenario.visits[$0].id) }
            )
        }
        return wanted.sorted()
    }

    /// The crew after which least is missing, of the three that have most within reach.
    private func bestAddition() async throws(PlanningFailure) -> (shift: Int, plan: Plan)? {
        let wanted = wanted(current)
        let counts = scenario.shifts.indices.map { reach.mostVisits(of: wanted, shift: $0) }
        let ranked = counts.indices.filter { counts[$0] > 0 && mayGrow($0) }
            .sorted { (-counts[$0], $0) < (-counts[$1], $1) }
        let first = spread(ranked)
        let others = ranked.filter { !first.contains($0) }.prefix(TargetSearch.mostOthers)
        let now = missing(current)
        var best: (shift: Int, plan: Plan, missing: Int)?
        for (number, shift) in (first + others).enumerated() where !Task.isCancelled {
            // The others are for when none of the first brings the targets nearer.
            if number >= first.count, best?.missing ?? .max < now { break }
            let plan = try await planned(with: added + [shift])
            let missing = missing(plan)
            if missing < best?.missing ?? .max { best = (shift, plan, missing) }
            if missing == 0 { break }
        }
        guard let best, best.missing < now else { return nil }
        return (best.shift, best.plan)
    }

    /// Shifts tried after the first three.
    private static let mostOthers = 9
    /// Visits for which several crews at once are tried.
    private static let mostTogether = 8
    /// Shifts that get crews at once.
    private static let mostShiftsTogether = 4

    private func mayGrow(_ shift: Int) -> Bool {
        scenario.shifts[shift].crews + added.count < Recruiter.mostCrewsInShift
    }

    private func planned(with crews: [Int]) async throws(PlanningFailure) -> Plan {
        try await recruiter.plan(
            wanting(crews),
            work: recruiter.options.trialWork,
            from: current
        ).plan
    }

    /// Adds, for one of the visits that are missing, as many crews as its roles take to each shift that
    /// reaches it, and takes away again what it does without; false where that brings nothing nearer.
    private mutating func addTogether() async throws(PlanningFailure) -> Bool {
        let before = missing(current)
        for visit in wanted(current).prefix(TargetSearch.mostTogether) where !Task.isCancelled {
            let shifts = scenario.shifts.indices.filter {
                reach.canServe(visit, shift: $0) && mayGrow($0)
            }.prefix(TargetSearch.mostShiftsTogether)
            let roles = scenario.roles(of: scenario.visits[visit]).count
            let crews = shifts.flatMap { [Int](repeating: $0, count: roles) }
            guard crews.count > 1, added.count + crews.count <= recruiter.options.mostCrews
            else { continue }
            let plan = try await planned(with: added + crews)
            guard missing(plan) < before else { continue }
            let kept = added.count
            added += crews
            current = plan
            try await dropNeedless(since: kept)
            return true
        }
        return false
    }

    /// The first shifts of three different teams.
    private func spread(_ ranked: [Int]) -> [Int] {
        var teams: Set<Int> = []
        return Array(
            ranked.filter { teams.insert(scenario.shifts[$0].teamIndex).inserted }.prefix(3)
        )
    }

    /// Takes away each crew without which no more is missing, the last added first.
    private mutating func dropNeedless(since first: Int = 0) async throws(PlanningFailure) {
        for position in added.indices.reversed() where position >= first && !Task.isCancelled {
            var fewer = added
            fewer.remove(at: position)
            let plan = try await planned(with: fewer)
            guard missing(plan) <= missing(current) else { continue }
            added = fewer
            current = plan
        }
    }

    func result() async throws(PlanningFailure) -> TargetResult {
        let larger = enlarged(added)
        let wanted = wanted(current)
        let isReachable = scenario.visits.indices.map { visit in
            scenario.shifts.indices.contains { reach.canServe(visit, shift: $0) }
        }
        let unreachable = wanted.filter { !isReachable[$0] }
        let isImpossible = targets.contains { target in
            target.visits(of: scenario).count { isReachable[$0] } < target.needed(of: scenario)
        }
        let counts = Dictionary(grouping: added, by: { $0 }).mapValues(\.count)
        return TargetResult(
            scenario: larger,
            plan: current,
            score: Audit(larger).judge(current).score,
            crews: counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            reached: targets.map { target in
                TargetResult.Reached(
                    target: target,
                    total: target.visits(of: scenario).count,
                    needed: target.needed(of: scenario),
                    before: target.served(by: firstPlan, of: scenario),
                    after: target.served(by: current, of: scenario)
                )
            },
            leastCrews: try await LeastCrews(recruiter, targets, scenario, reach)
                .count(from: firstPlan, upTo: isReached(current) ? added.count : 0),
            outOfReach: unreachable.map { scenario.visits[$0].id },
            droppedPins: droppedPins,
            isImpossible: isImpossible
        )
    }
}
