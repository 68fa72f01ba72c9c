import Evaluation
import Paidan
import PaidanTestSupport
import Replanning
import Scheduling
import Testing

/// What holds of every day under way, on random tiny scenarios.
@Suite("Re-planning, on random days")
struct ReplanPropertyTests {
    /// Fails where a plan breaks one of the rules of re-planning.
    private func check(_ plan: Plan, _ random: RandomDay, _ day: ChangedDay) throws {
        let verdict = Audit(day.scenario).judge(plan)
        guard verdict.isValid else { throw PropertyFailure("\(verdict.violations)") }
        let begun = Set(day.begun)
        for row in random.plan.assignments where begun.contains(row.visit) {
            let isKept = plan.assignments.contains {
                VisitRole($0) == VisitRole(row) && $0.team == row.team && $0.crew == row.crew
                    && $0.startMinute == row.startMinute
            }
            guard isKept else { throw PropertyFailure("\(row.visit) has begun and was changed") }
        }
        for row in plan.assignments where !begun.contains(row.visit) {
            guard row.startMinute >= day.nowMinute else {
                throw PropertyFailure("\(row.visit) starts before now")
            }
            guard random.events.cancelled[row.visit] == nil else {
                throw PropertyFailure("\(row.visit) was cancelled")
            }
            let isDeclined = day.declined.contains { $0.visit == row.visit && $0.team == row.team }
            guard !isDeclined else { throw PropertyFailure("\(row.visit) was declined") }
            for outage in day.scenario.teams.indices where isOut(outage, random, row) {
                throw PropertyFailure("\(row.team) is out")
            }
        }
        for role in day.pinned {
            let promise = try #require(random.plan.assignments.first { VisitRole($0) == role })
            let kept = plan.assignments.first { VisitRole($0) == role }
            guard kept?.team == promise.team, kept?.startMinute == promise.startMinute else {
                throw PropertyFailure("\(role.visit) was accepted and changed")
            }
        }
    }

    /// Whether a row lies in a team's outage of all its shifts.
    private func isOut(_ team: Int, _ random: RandomDay, _ row: Assignment) -> Bool {
        random.scenario.teams[team].id == row.team
            && random.events.outages.contains { $0.team == row.team && $0.shiftStartMinute == nil }
            && !random.plan.assignments.contains {
                $0.visit == row.visit && $0.team == row.team && $0.startMinute < random.nowMinute
            }
    }

    @Test(
        "what has begun stays, what was declined or called off is gone, nothing starts before now"
    )
    func rules() async throws {
        var changed = 0
        var lost = 0
        try await withEverySeed(0..<200) { seed in
            let random = try await RandomDay(seed: seed)
            let result = try await Replanner().replan(random.day)
            try check(result.planning.plan, random, result.day)
            let standing = Audit(result.day.scenario).judge(result.day.standing)
            guard standing.isValid else {
                throw PropertyFailure("what stands is not valid: \(standing.violations)")
            }
            guard result.planning.score.total >= standing.score.total else {
                throw PropertyFailure("worse than what stood")
            }
            let price = result.day.scenario.weights.change
            guard result.planning.score.changes == -price * result.difference.changes.count else {
                throw PropertyFailure("changes miscounted")
            }
            changed += result.difference.changes.isEmpty ? 0 : 1
            lost += result.day.lost.isEmpty ? 0 : 1
        }
        // The cases must show what they are for.
        #expect(changed > 5)
        #expect(lost > 50)
    }

    @Test("a budget of changes holds, and its best plan is the brute force's", arguments: 0...2)
    func budget(mostChanges: Int) async throws {
        var proven = 0
        try await withEverySeed(0..<80) { seed in
            let random = try await RandomDay(seed: seed, hasTravelTable: true)
            let day = random.day
            var options = ReplanOptions()
            options.mostChanges = mostChanges
            let result: ReplanResult
            do {
                result = try await Replanner(options: options).replan(day)
            } catch PlanningFailure.tooManyChanges {
                let optimum = bruteForceOptimum(of: day.scenario, mostChanges: mostChanges)
                guard optimum == nil else { throw PropertyFailure("there is a plan") }
                return
            }
            try check(result.planning.plan, random, result.day)
            guard result.difference.changes.count <= mostChanges else {
                throw PropertyFailure("\(result.difference.changes.count) changes")
            }
            // Teams that could not be in time are excluded in the day of the result.
            let scenario = result.day.scenario
            let optimum = bruteForceOptimum(of: scenario, mostChanges: mostChanges)
            let best = try #require(optimum).total
            guard result.planning.score.total <= best, result.planning.bound ?? best >= best else {
                throw PropertyFailure("\(result.planning.score.total) or its bound against \(best)")
            }
            if result.planning.isProvenOptimal {
                proven += 1
            } else if result.planning.score.total != best {
                throw PropertyFailure("\(result.planning.score.total) below \(best)")
            }
        }
        #expect(proven >= 76)
    }

    @Test("the curve never falls, and each point keeps to its budget")
    func curve() async throws {
        try await withEverySeed(0..<25) { seed in
            let random = try await RandomDay(seed: seed)
            let replanner = Replanner()
            let result = try await replanner.replan(random.day)
            let points = try await replanner.curve(result)
            guard points.last?.mostChanges == result.difference.changes.count else {
                throw PropertyFailure("the curve ends elsewhere")
            }
            for point in points {
                guard point.changes <= point.mostChanges, point.bound ?? .max >= point.points else {
                    throw PropertyFailure("\(point)")
                }
            }
            for (left, right) in zip(points, points.dropFirst())
            where left.points > right.points {
                throw PropertyFailure("falls from \(left) to \(right)")
            }
        }
    }

    @Test("each substitute of the decline ladder gives a valid plan worth what it says")
    func ladder() async throws {
        var found = 0
        try await withEverySeed(0..<150) { seed in
            let random = try await RandomDay(seed: seed)
            let scenario = random.scenario
            let ladder = DeclineLadder(random.plan, for: scenario)
            let before = Audit(scenario).judge(random.plan).score.total
            for (index, row) in random.plan.assignments.enumerated() {
                let next = ladder.substitutes(for: row, count: 3)
                let near = next.filter(\.keepsTime).map(\.points)
                let far = next.filter { !$0.keepsTime }.map(\.points)
                guard near == near.sorted(by: >), far == far.sorted(by: >),
                    next.map(\.points) == near + far, Set(next.map(\.team)).count == next.count,
                    !next.contains(where: { $0.team == row.team })
                else { throw PropertyFailure("out of order: \(next)") }
                for substitute in next {
                    var plan = random.plan
                    plan.assignments[index] = Assignment(
                        visit: row.visit,
                        role: row.role,
                        team: substitute.team,
                        shiftStartMinute: substitute.shiftStartMinute,
                        crew: substitute.crew,
                        startMinute: substitute.startMinute,
                        endMinute: substitute.startMinute + row.endMinute - row.startMinute
                    )
                    let verdict = Audit(scenario).judge(plan)
                    guard verdict.isValid else {
                        throw PropertyFailure("\(substitute): \(verdict.violations)")
                    }
                    guard verdict.score.total - before == substitute.points else {
                        throw PropertyFailure(
                            "\(substitute): really \(verdict.score.total - before)"
                        )
                    }
                    found += 1
                }
            }
        }
        #expect(found > 100)
    }
}
