import Evaluation
import Paidan
import Replanning
import Scheduling

/// How a plan is made against bad days.
public struct RobustOptions: Sendable, Hashable {
    /// Minutes added to each visit while planning, per hundred of its length.
    public var slackPercent = 15
    /// Teams that come less often than this in a hundred times get no red visit that others can serve.
    public var leastShowUpPercent = 85
    /// How often in a hundred times a crew comes whose team names no figure of its own.
    public var showUpPercent = 100
    /// How the plan with slack is made.
    public var planning = PlanningOptions.question

    /// The defaults.
    public init() {}
}

/// A plan made against bad days.
public struct RobustPlan: Sendable {
    /// The plan; valid for the scenario as it is.
    public var plan: Plan
    /// Its score by the scenario as it is.
    public var score: Score
    /// Who stands in at red visits.
    public var backups: [Backup]
    /// Why planning ended; never with a proof, for slack and thresholds are rules of thumb.
    public var stop: StopReason
}

/// Makes plans that hold on bad days: slack in every visit, reliable teams and backups for red ones.
public struct RobustPlanner: Sendable {
    /// How.
    public var options: RobustOptions

    /// A planner with the given options.
    public init(options: RobustOptions = RobustOptions()) { self.options = options }

    /// Plans with slack, and names a backup for each red visit as far as crews allow.
    ///
    /// - Throws: `PlanningFailure`, where pinned rows could not be settled, or the plan fails its audit.
    public func plan(
        _ scenario: Scenario,
        from start: Plan? = nil
    ) async throws(PlanningFailure) -> RobustPlan {
        var planning = options.planning
        planning.startingPlan = start
        let found = try await Planner(options: planning).plan(stretched(scenario))
        var plan = found.plan
        let minutes = Dictionary(
            scenario.visits.map { ($0.id, $0.minutes) },
            uniquingKeysWith: { first, _ in first }
        )
        for index in plan.assignments.indices {
            let row = plan.assignments[index]
            plan.assignments[index].endMinute = row.startMinute + (minutes[row.visit] ?? 0)
        }
        plan.unserved = reasons(for: plan.unserved, scenario)
        let verdict = Audit(scenario).judge(plan)
        if !verdict.violations.isEmpty {
            throw .auditFailed(verdict.violations.map { $0.message(in: .english) })
        }
        return RobustPlan(
            plan: plan,
            score: verdict.score,
            backups: backups(for: plan, scenario),
            stop: found.stop == .proven ? .work : found.stop
        )
    }

    /// Why visits are not served, by the scenario as it is: what only slack keeps out is possible.
    private func reasons(
        for unserved: [UnservedVisit],
        _ scenario: Scenario
    ) -> [UnservedVisit] {
        let possibilities = Possibilities(scenario)
        let numbers = Dictionary(
            zip(scenario.visits.map(\.id), scenario.visits.indices),
            uniquingKeysWith: { first, _ in first }
        )
        return unserved.map { row in
            let alone = numbers[row.visit].flatMap {
                possibilities.impossibilityAlone(ofVisit: $0)
            }
            if let alone {
                return UnservedVisit(
                    visit: row.visit,
                    reason: alone.isCertain ? alone.reason.rawValue : "not-settled",
                    detail: alone.message(in: .english)
                )
            }
            return UnservedVisit(
                visit: row.visit,
                reason: "not-settled",
                detail: "Serving it was possible by itself; the plan with slack does without it."
            )
        }
    }

    /// The scenario with longer visits, and without unreliable teams at red ones.
    func stretched(_ scenario: Scenario) -> Scenario {
        var changed = scenario
        let pinned = Set(
            scenario.commitments.filter { $0.kind == .pinned }.compactMap(\.visitIndex)
        )
        for index in scenario.visits.indices where !pinned.contains(index) {
            let visit = scenario.visits[index]
            let longest = visit.windows.map { $0.endMinute - $0.startMinute }.max() ?? 0
            let wanted = visit.minutes + (visit.minutes * options.slackPercent + 99) / 100
            let minutes = max(visit.minutes, min(wanted, longest))
            changed.visits[index].minutes = minutes
            changed.visits[index].windows.removeAll { $0.endMinute - $0.startMinute < minutes }
            guard visit.tier == .red else { continue }
            let weak = unreliable(at: visit, scenario)
            changed.visits[index].refusedTeams = Set(visit.refusedTeams + weak).sorted()
        }
        return changed
    }

    /// Teams that too often don't come, where each role of the visit has another.
    private func unreliable(at visit: Visit, _ scenario: Scenario) -> [Int] {
        let open = scenario.teams.indices.filter { !visit.refusedTeams.contains($0) }
        let weak = open.filter {
            (scenario.teams[$0].showUpPercent ?? options.showUpPercent)
                < options.leastShowUpPercent
        }
        let strong = Set(open).subtracting(weak)
        let hasOthers = scenario.roles(of: visit).allSatisfy { role in
            strong.contains { team in canGo(team, visit, role, scenario) }
        }
        return hasOthers ? weak : []
    }

    private func canGo(_ team: Int, _ visit: Visit, _ role: Role, _ scenario: Scenario) -> Bool {
        let facts = scenario.teams[team]
        guard role.skills.allSatisfy({ facts.level(of: $0.skill) >= $0.level }) else {
            return false
        }
        let place = scenario.placeIndex(of: visit, servedBy: facts)
        let out = scenario.travelMinutes(from: facts.baseSiteIndex, to: place, team: facts)
        guard out <= facts.radiusMinutes ?? .max else { return false }
        return scenario.shifts.contains { shift in
            shift.teamIndex == team && shift.people >= role.people
                && visit.windows.contains {
                    max($0.startMinute, shift.startMinute + out) + visit.minutes
                        <= min($0.endMinute, shift.endMinute)
                }
        }
    }

    /// A stand-in for each red visit of one role, no crew for two of them.
    ///
    /// Stand-ins are those of the decline ladder: with any one of them called, the rest of the plan
    /// goes on as it is.
    public func backups(for plan: Plan, _ scenario: Scenario) -> [Backup] {
        let ladder = DeclineLadder(plan, for: scenario)
        let red = Dictionary(
            scenario.visits.filter { $0.tier == .red && scenario.roles(of: $0).count == 1 }
                .map { ($0.id, $0.windows) },
            uniquingKeysWith: { first, _ in first }
        )
        var used: Set<CrewKey> = []
        var backups: [Backup] = []
        let rows = plan.assignments.filter { red[$0.visit] != nil }
            .sorted { ($0.startMinute, $0.visit) < ($1.startMinute, $1.visit) }
        for row in rows {
            let next = ladder.substitutes(for: row, count: 8).first {
                !used.contains($0.crewKey)
            }
            guard let next else { continue }
            used.insert(next.crewKey)
            backups.append(
                Backup(
                    visit: row.visit,
                    role: row.role,
                    team: next.team,
                    shiftStartMinute: next.shiftStartMinute,
                    crew: next.crew,
                    startMinute: next.startMinute
                )
            )
        }
        return backups
    }
}

extension Substitute {
    /// The crew that would come.
    fileprivate var crewKey: CrewKey {
        CrewKey(team: team, shiftStartMinute: shiftStartMinute, crew: crew)
    }
}
