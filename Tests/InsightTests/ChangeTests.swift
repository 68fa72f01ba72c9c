import Evaluation
import Insight
import PaidanTestSupport
import Scheduling
import Testing

/// Each smallest change against an exact solution of the changed scenario.
@Suite("Smallest changes")
struct ChangeTests {
    @Test("let the visit be served at no loss, by an exact solution of the changed scenario")
    func changesAreTrue() async throws {
        var found = 0
        var pairs = 0
        var codes: Set<ChangeCode> = []
        try await withEveryUnserved(0..<250) { explainer, judged, visit in
            guard let change = explainer.verifiedChange(for: visit) else { return }
            try check(change, visit, judged)
            found += 1
            pairs += change.changes.count == 2 ? 1 : 0
            codes.formUnion(change.changes.map(\.code))
        }
        #expect(found > 200)
        #expect(pairs > 10)
        #expect(codes == Set(ChangeCode.allCases))
    }

    private func check(_ change: VerifiedChange, _ visit: Int, _ judged: JudgedPlan) throws {
        let scenario = judged.scenario
        let id = scenario.visits[visit].id
        var changed = scenario
        for item in change.changes { item.apply(to: &changed) }
        guard changed == change.scenario else { throw PropertyFailure("\(id): other changes") }
        guard ChangePrices().price(of: change.changes, in: scenario) == change.price else {
            throw PropertyFailure("\(id): wrong price")
        }
        let verdict = Audit(changed).judge(change.plan)
        guard verdict.isValid, verdict.score.total == change.total,
            change.plan.assignments.contains(where: { $0.visit == id })
        else { throw PropertyFailure("\(id): the plan does not prove it") }
        guard change.total >= judged.total, let best = bestTotal(serving: visit, changed),
            best >= change.total
        else { throw PropertyFailure("\(id): no plan with it is worth as much") }
        for left in change.changes.indices {
            var partly = scenario
            for (index, item) in change.changes.enumerated() where index != left {
                item.apply(to: &partly)
            }
            if Audit(partly).judge(change.plan).isValid {
                throw PropertyFailure("\(id): \(change.changes[left]) is not needed")
            }
        }
        for window in changed.visits[visit].windows
        where window.startMinute / minutesPerDay != (window.endMinute - 1) / minutesPerDay {
            throw PropertyFailure("\(id): a window over midnight")
        }
        for shift in changed.shifts where shift.endMinute > (shift.day + 1) * minutesPerDay {
            throw PropertyFailure("\(id): a shift over midnight")
        }
    }

    @Test("cost what the prices say, and nothing off the menu is proposed")
    func pricesDecide() throws {
        // R5 of the example lies an hour from everybody; only other radii or shifts would help.
        let scenario = try shippedScenario("tiny")
        let plan = try #require(bruteForceOptimum(of: scenario)).plan
        let judged = try #require(JudgedPlan(scenario, plan))
        let visit = try #require(judged.visitIndex("R5"))
        var explainer = Explainer(judged)
        let normal = try #require(explainer.verifiedChange(for: visit))
        explainer.prices.prices = [:]
        #expect(explainer.verifiedChange(for: visit) == nil)
        explainer.prices = ChangePrices()
        for code in Set(normal.changes.map(\.code)) { explainer.prices.prices[code] = nil }
        let other = explainer.verifiedChange(for: visit)
        #expect(other?.changes != normal.changes)
    }

    @Test("are proven in the example, where a crew that learns and a longer shift would not do")
    func exampleIsProven() async throws {
        let scenario = try shippedScenario("tiny")
        let plan = try #require(bruteForceOptimum(of: scenario)).plan
        let judged = try #require(JudgedPlan(scenario, plan))
        let visit = try #require(judged.visitIndex("R5"))
        let smallest = await Explainer(judged).smallestChange(for: visit)
        // One more crew of the team with a car (240), which learns to cut hair (100 + 200).
        #expect(smallest.isProven)
        #expect(smallest.change?.price == 540)
        #expect(smallest.change?.changes.count == 2)
    }

    @Test("Prices are read from JSON, by name; a mistake is named")
    func readsPrices() throws {
        let text = #"{"add_crew": {"once": 7}, "lift_refusal": null, "close_later": {"each": 3}}"#
        let prices = try ChangePrices(json: Array(text.utf8))
        #expect(prices.prices[.addCrew] == .init(once: 7))
        #expect(prices.prices[.liftRefusal] == nil)
        #expect(prices.prices[.closeLater] == .init(once: 0, each: 3))
        #expect(prices.prices[.addSkill] == ChangePrices().prices[.addSkill])
        #expect(throws: PricesFault.form) { try ChangePrices(json: Array("[]".utf8)) }
        #expect(throws: PricesFault.unknownChange("add_cat")) {
            try ChangePrices(json: Array(#"{"add_cat": {"once": 1}}"#.utf8))
        }
        #expect(throws: PricesFault.outOfRange("add_crew")) {
            try ChangePrices(json: Array(#"{"add_crew": {"once": -1}}"#.utf8))
        }
    }
}
