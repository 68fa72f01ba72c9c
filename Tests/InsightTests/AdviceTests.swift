import Insight
import PaidanTestSupport
import Scheduling
import Testing

@Suite("Advice")
struct AdviceTests {
    @Test("Other ways are worth what they say, and never more than the best plan")
    func waysAreTrue() async throws {
        var ways = 0
        var asked = 0
        var best = 0
        try await withEverySeed(0..<200) { seed in
            let scenario = tinyScenario(seed: seed)
            guard let plan = somePlan(of: scenario, seed: seed),
                let judged = JudgedPlan(scenario, plan)
            else { return }
            let advisor = Advisor(judged)
            for visit in scenario.visits.indices {
                let truth = bestTotal(serving: visit, scenario)
                let found: [WayRecord]
                if judged.isServed(visit) {
                    let record = advisor.assignment(of: visit, most: 4)
                    if record.isPinned, !record.alternatives.isEmpty {
                        throw PropertyFailure("another way for a pinned visit")
                    }
                    found = record.alternatives
                    if found.contains(where: { $0.crews == record.crews }) {
                        throw PropertyFailure("the same way again")
                    }
                } else {
                    found = advisor.suggestion(for: visit, most: 4).ways
                }
                for way in found {
                    guard let truth, way.total <= truth else {
                        throw PropertyFailure("\(visit): \(way.total), best \(truth as Int?)")
                    }
                    guard way.difference == way.total - judged.total else {
                        throw PropertyFailure("\(visit): a wrong difference")
                    }
                }
                guard found.map(\.difference) == found.map(\.difference).sorted(by: >) else {
                    throw PropertyFailure("\(visit): not in order")
                }
                ways += found.count
                guard !judged.isServed(visit), let truth else { continue }
                asked += 1
                best += found.first?.total == truth ? 1 : 0
            }
        }
        #expect(ways > 300)
        // What comes in milliseconds is mostly as good as the best plan that serves the visit.
        #expect(best * 10 >= asked * 8, "\(best) of \(asked)")
    }

    @Test("A team that can't serve a visit is told why, and one that can, at what price")
    func whyNot() throws {
        // R1 wants a hairdresser: only T1 has the skill; T3 is a doctor.
        let scenario = try shippedScenario("tiny")
        let plan = try #require(bruteForceOptimum(of: scenario)).plan
        let judged = try #require(JudgedPlan(scenario, plan))
        let visit = try #require(judged.visitIndex("R1"))
        let advisor = Advisor(judged)
        let doctor = advisor.whyNot(2, visit)
        #expect(doctor.obstacles.first?.obstacles.first?.code == "skill")
        #expect(doctor.way == nil)
        let hairdresser = advisor.whyNot(0, visit)
        #expect(hairdresser.obstacles.isEmpty)
        #expect(hairdresser.way?.difference == 0)
    }

    @Test("One more request comes last and keeps all others' numbers")
    func addsRequest() throws {
        let scenario = try shippedScenario("tiny")
        var alone = scenario
        alone.visits = [scenario.visits[0]]
        #expect(scenario.adding(firstVisitOf: alone) == nil)
        alone.visits[0].id = "NEW"
        let extended = try #require(scenario.adding(firstVisitOf: alone))
        #expect(Array(extended.visits.dropLast()) == scenario.visits)
        let added = try #require(extended.visits.last)
        let place = try #require(added.placeIndex)
        #expect(place == scenario.places.count)
        let own = try #require(scenario.visits[0].placeIndex)
        #expect(extended.places[place] == scenario.places[own])
    }
}
