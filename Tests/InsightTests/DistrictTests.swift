import Evaluation
import Insight
import Paidan
import PaidanTestSupport
import Scheduling
import Testing

/// A look at a whole district, where no exact solution is at hand.
@Suite("Explanations of a district's plan")
struct DistrictTests {
    /// A quick plan of the district, the same on every machine.
    private func judged() async throws -> JudgedPlan {
        var options = PlanningOptions()
        options.method = .greedy
        options.timeLimitSeconds = nil
        options.workLimit = 100
        let scenario = try shippedScenario("erqi-night")
        let result = try await Planner(options: options).plan(scenario)
        return try #require(JudgedPlan(scenario, result.plan))
    }

    @Test("Changes are proven by plans, prices hold each other, causes are those of the audit")
    func explains() async throws {
        let judged = try await judged()
        let explainer = Explainer(judged)
        let possibilities = Possibilities(judged.scenario)
        var changes = 0
        var reasons: Set<ReasonClass> = []
        for visit in judged.unserved.prefix(12) {
            let quick = await explainer.explain(visit, Effort(workUnits: 0))
            reasons.insert(quick.reason)
            // The district has a travel table: some causes hold by direct ways only.
            let alone = possibilities.impossibilityAlone(ofVisit: visit)
            #expect(quick.cause?.code == alone?.reason.rawValue)
            #expect((quick.reason == .impossibleAlone) == (alone?.isCertain == true))
            if let upper = quick.price?.upper {
                #expect(quick.forced?.total == judged.total - upper)
            }
            guard let change = explainer.verifiedChange(for: visit) else { continue }
            changes += 1
            let verdict = Audit(change.scenario).judge(change.plan)
            #expect(verdict.isValid)
            #expect(verdict.score.total >= judged.total)
            let id = judged.scenario.visits[visit].id
            #expect(change.plan.assignments.contains { $0.visit == id })
        }
        #expect(changes > 3)
        #expect(reasons.count > 1)
    }

    @Test("The same question has the same answer, and more work makes no proof weaker")
    func repeats() async throws {
        let judged = try await judged()
        let explainer = Explainer(judged)
        let possible = judged.unserved.filter {
            Possibilities(judged.scenario).impossibilityAlone(ofVisit: $0) == nil
        }
        let visit = try #require(possible.first)
        let effort = Effort(workUnits: 600)
        let once = await explainer.explain(visit, effort)
        let again = await Explainer(judged).explain(visit, effort)
        #expect(once == again)
        let smallest = await explainer.smallestChange(for: visit)
        #expect(await explainer.smallestChange(for: visit) == smallest)
        // So large a case is not searched through.
        #expect(!smallest.isProven)
        if let lower = once.localPrice?.lower, let upper = once.localPrice?.upper {
            #expect(lower <= upper)
        }
        if let lower = once.price?.lower, let upper = once.price?.upper { #expect(lower <= upper) }
    }

    @Test("The district's inspection finds what the audit calls impossible")
    func inspects() throws {
        let scenario = try shippedScenario("erqi-night")
        let inspection = Inspector(scenario).inspection()
        let impossible = Possibilities(scenario).impossibilities().map(\.visit.text)
        #expect(inspection.impossibleVisits.map(\.visit.id) == impossible)
        let inAreas = inspection.areas.flatMap { $0.impossible.values }.reduce(0, +)
        #expect(inAreas == impossible.count)
        #expect(inspection.impossible.flatMap(\.visits).sorted() == impossible.sorted())
    }
}
