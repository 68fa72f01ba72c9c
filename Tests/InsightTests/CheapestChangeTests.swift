import Insight
import PaidanTestSupport
import Scheduling
import Testing

/// Whether anything on the menu is cheaper than the smallest change that is told of.
///
/// The menu is listed here anew, and every question is answered by trying all plans. Only this is made
/// use of: that more of a change allows whatever less of it allows. So where nothing comes of the most
/// that a price pays for, nothing comes of less.
@Suite("How small the smallest changes are")
struct CheapestChangeTests {
    @Test("None on the menu, nor two together, is cheaper than one proven to be the smallest")
    func nothingCheaper() async throws {
        var proven = 0
        var asked = 0
        var without = 0
        var pairs = 0
        var codes: Set<ChangeCode> = []
        let options = TinyScenarioOptions(days: 1...2, teams: 1...2, shifts: 1...2, visits: 2...4)
        try await withEveryUnserved(0..<300, options) { explainer, judged, visit in
            // Where it could be served as it is, no change is needed.
            if let now = bestTotal(serving: visit, judged.scenario), now >= judged.total { return }
            let smallest = await explainer.smallestChange(for: visit)
            asked += 1
            guard smallest.isProven else { return }
            proven += 1
            without += smallest.change == nil ? 1 : 0
            pairs += smallest.change?.changes.count == 2 ? 1 : 0
            codes.formUnion(smallest.change?.changes.map(\.code) ?? [])
            if let other = cheaper(for: visit, judged, below: smallest.change?.price) {
                throw PropertyFailure(
                    "visit \(visit): \(other), not \(smallest.change?.changes ?? [])"
                )
            }
        }
        #expect(asked > 200, "\(asked)")
        #expect(proven * 100 >= asked * 95, "\(proven) of \(asked)")
        #expect(without > 0)
        #expect(pairs > 10)
        #expect(codes == Set(ChangeCode.allCases))
    }

    @Test("The quick search seldom misses the smallest change, and is never below it")
    func quickSearch() async throws {
        var asked = 0
        var missed = 0
        try await withEveryUnserved(0..<120) { explainer, judged, visit in
            let quick = explainer.verifiedChange(for: visit)?.price ?? .max
            let smallest = await explainer.smallestChange(for: visit)
            let price = smallest.change?.price ?? .max
            if price > quick { throw PropertyFailure("visit \(visit): dearer than at once") }
            asked += 1
            missed += price < quick ? 1 : 0
        }
        #expect(asked > 100)
        #expect(missed * 10 <= asked, "\(missed) of \(asked)")
    }

    // MARK: All changes below a price

    /// A change, or two, below a price that let the visit be served at no loss; nil where none does.
    private func cheaper(
        for visit: Int,
        _ judged: JudgedPlan,
        below price: Int?
    ) -> [Change]? {
        let ladders = menu(for: visit, judged.scenario)
        for (number, first) in ladders.enumerated() {
            if let found = cheapest(of: [first], visit, judged, below: price) { return found }
            for second in ladders[(number + 1)...] {
                if let found = cheapest(of: [first, second], visit, judged, below: price) {
                    return found
                }
            }
        }
        return nil
    }

    /// One step of each ladder, together below a price, that would do.
    private func cheapest(
        of ladders: [[Change]],
        _ visit: Int,
        _ judged: JudgedPlan,
        below price: Int?
    ) -> [Change]? {
        let scenario = judged.scenario
        func cost(_ changes: [Change]) -> Int {
            ChangePrices().price(of: changes, in: scenario) ?? .max
        }
        func wouldDo(_ changes: [Change]) -> Bool {
            var changed = scenario
            for change in changes { change.apply(to: &changed) }
            return bestTotal(serving: visit, changed).map { $0 >= judged.total } ?? false
        }
        let most = ladders.compactMap(\.last)
        guard wouldDo(most) else { return nil }
        guard let limit = price else { return most }
        for first in ladders[0] {
            // With the second ladder as far up as the price pays for.
            let second =
                ladders.count == 1
                ? [] : ladders[1].last { cost([first, $0]) < limit }.map { [$0] }
            guard let second, cost([first] + second) < limit else { continue }
            if wouldDo([first] + second) { return [first] + second }
        }
        return nil
    }

    /// What may be changed, each thing from the least to the most.
    private func menu(for index: Int, _ scenario: Scenario) -> [[Change]] {
        let visit = scenario.visits[index]
        var menu: [[Change]] = []
        for (number, window) in visit.windows.enumerated() {
            let early = window.startMinute % minutesPerDay
            let late = minutesPerDay - 1 - (window.endMinute - 1) % minutesPerDay
            menu.append(
                minutes(early).map { .openEarlier(visit: index, window: number, minutes: $0) }
            )
            menu.append(
                minutes(late).map { .closeLater(visit: index, window: number, minutes: $0) }
            )
        }
        for day in 0..<scenario.days {
            let span = day * minutesPerDay..<(day + 1) * minutesPerDay
            guard !visit.windows.contains(where: { span.contains($0.startMinute) }) else {
                continue
            }
            let whole = TimeWindow(startMinute: span.lowerBound, endMinute: span.upperBound)
            menu.append([.allowAlso(visit: index, window: whole)])
        }
        for (number, shift) in scenario.shifts.enumerated() {
            let rest = (shift.startMinute / minutesPerDay + 1) * minutesPerDay - shift.endMinute
            menu.append(minutes(rest).map { .extendShift(shift: number, minutes: $0) })
            menu.append([.addCrew(shift: number)])
            menu.append((1...4).map { .addPeople(shift: number, people: $0) })
        }
        for (team, entry) in scenario.teams.enumerated() {
            if visit.refusedTeams.contains(team) {
                menu.append([.liftRefusal(visit: index, team: team)])
            }
            if entry.radiusMinutes != nil {
                menu.append((1...90).map { .widenRadius(team: team, minutes: $0) })
            }
            let asked = scenario.roles(of: visit).flatMap(\.skills)
            for skill in Set(asked.map(\.skill)).sorted() {
                let levels = Set(asked.filter { $0.skill == skill }.map(\.level))
                menu.append(
                    levels.sorted().filter { $0 > entry.level(of: skill) }.map {
                        .addSkill(team: team, skill: SkillLevel(skill: skill, level: $0))
                    }
                )
            }
        }
        return menu.filter { !$0.isEmpty }
    }

    /// Steps of five minutes, and the last minute there is.
    private func minutes(_ most: Int) -> [Int] {
        most <= 0 ? [] : Array(stride(from: 5, to: most, by: 5)) + [most]
    }
}
