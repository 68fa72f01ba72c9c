import DenseProblem
import Evaluation
import Scheduling

/// The cheapest change that was found for a visit, and whether a cheaper one is ruled out.
public struct SmallestChange: Hashable, Sendable {
    /// The change; nil where none was found.
    public var change: VerifiedChange?
    /// Whether every change and pair of changes on the menu that costs less (all of them, where none
    /// was found) was ruled out by exact solutions.
    public var isProven: Bool
}

/// Looks through the whole menu of changes, single ones and pairs, in order of price.
///
/// A *box* is a choice of one or two things to change, each by a range of steps. Its price is that of
/// the least steps. With the greatest steps made, the problem that forces the visit is solved exactly:
/// where no plan is worth as much as the one that stands, the whole box is ruled out, as fewer steps
/// allow no more. Where there is one, it shows which steps it needs, and the box is split. The
/// cheapest box comes first, so the search ends once none is left below the best change found.
struct CompleteChangeSearch {
    private let standing: JudgedPlan
    private let visit: Int
    private let prices: ChangePrices
    private let axes: [ChangeAxis]
    private var best: VerifiedChange?
    /// Dearest first.
    private var pending: [Box] = []
    private var solutions = 0
    private var hardSolutions = 0

    /// More visits are not tried.
    private static let mostVisits = 40
    /// Most exact solutions for one visit, and what each may cost.
    private static let mostSolutions = 600
    private static let solutionEffort = Effort(workUnits: 50)
    /// The same for those that this does not settle.
    private static let mostHardSolutions = 10
    private static let hardSolutionEffort = Effort(workUnits: 1_000)

    init(_ standing: JudgedPlan, visit: Int, prices: ChangePrices, found: VerifiedChange?) {
        self.standing = standing
        self.visit = visit
        self.prices = prices
        best = found
        axes = ChangeAxis.menu(for: visit, in: standing.scenario, prices: prices)
    }

    /// The cheapest change, as far as the limits allow to say.
    mutating func run() async -> SmallestChange {
        let known = best
        guard standing.scenario.visits.count <= Self.mostVisits else {
            return SmallestChange(change: known, isProven: false)
        }
        // Where the visit could be served as it is, there is no change to be had.
        guard case .ruledOut = await answer([]) else {
            return SmallestChange(change: known, isProven: false)
        }
        openBoxes()
        while let cheapest = pending.popLast(), cheapest.price < best?.price ?? .max {
            let box = affordable(cheapest)
            switch await answer(box.greatest.map(change)) {
            case .ruledOut: continue
            case .open: return SmallestChange(change: best, isProven: false)
            case .plan(let plan):
                note(plan, box)
                split(box)
            }
        }
        return SmallestChange(change: best, isProven: true)
    }

    // MARK: Boxes

    /// A step of one axis.
    private struct Step {
        var axis: Int
        var step: Int
    }

    private struct Part {
        var axis: Int
        var steps: ClosedRange<Int>
    }

    private struct Box {
        var parts: [Part]
        /// What its least steps cost.
        let price: Int
        /// Boxes of one price stand in an order of their own, single changes first.
        let order: [Int]

        init(_ parts: [Part], price: Int) {
            self.parts = parts
            self.price = price
            order = [price, parts.count] + parts.flatMap { [$0.axis, $0.steps.lowerBound] }
        }

        var greatest: [Step] { parts.map { Step(axis: $0.axis, step: $0.steps.upperBound) } }

        func isCheaper(than other: Box) -> Bool { order.lexicographicallyPrecedes(other.order) }
    }

    private mutating func openBoxes() {
        let parts = axes.indices.map { Part(axis: $0, steps: 0...(axes[$0].steps.count - 1)) }
        for first in parts.indices {
            pending.append(boxed([parts[first]]))
            for second in parts[(first + 1)...] { pending.append(boxed([parts[first], second])) }
        }
        pending.sort { $1.isCheaper(than: $0) }
    }

    private func boxed(_ parts: [Part]) -> Box {
        Box(parts, price: parts.reduce(0) { $0 + axes[$1.axis].prices[$1.steps.lowerBound] })
    }

    /// The box without steps that cost as much as the best change found.
    private func affordable(_ box: Box) -> Box {
        guard let limit = best?.price else { return box }
        var box = box
        for (number, part) in box.parts.enumerated() {
            let prices = axes[part.axis].prices
            let others = box.price - prices[part.steps.lowerBound]
            let last = part.steps.last { prices[$0] + others < limit } ?? part.steps.lowerBound
            box.parts[number].steps = part.steps.lowerBound...last
        }
        return box
    }

    /// Halves the range of most steps; nothing is left of a box of single steps.
    private mutating func split(_ box: Box) {
        let longest = box.parts.indices.max {
            box.parts[$0].steps.count < box.parts[$1].steps.count
        }
        guard let longest, box.parts[longest].steps.count > 1 else { return }
        let steps = box.parts[longest].steps
        let middle = (steps.lowerBound + steps.upperBound) / 2
        for half in [steps.lowerBound...middle, (middle + 1)...steps.upperBound] {
            var parts = box.parts
            parts[longest].steps = half
            insert(boxed(parts))
        }
    }

    private mutating func insert(_ box: Box) {
        var (low, high) = (0, pending.count)
        while low < high {
            let middle = (low + high) / 2
            if box.isCheaper(than: pending[middle]) { low = middle + 1 } else { high = middle }
        }
        pending.insert(box, at: low)
    }

    // MARK: Plans

    private enum Answer {
        /// No plan serves the visit and is worth as much as the plan that stands.
        case ruledOut
        /// A plan that does.
        case plan(Plan)
        /// Neither was settled.
        case open
    }

    /// Whether some plan serves the visit at no loss, with some changes made.
    private mutating func answer(_ changes: [Change]) async -> Answer {
        let changed = scenario(with: changes)
        let problem = DenseProblem(changed)
        let isOutOfReach = problem.visits.tasks(of: visit).contains {
            problem.shiftsOfTask[$0].isEmpty
        }
        if isOutOfReach { return .ruledOut }
        guard solutions < Self.mostSolutions else { return .open }
        solutions += 1
        let answer = await solve(changed, Self.solutionEffort)
        guard case .open = answer, hardSolutions < Self.mostHardSolutions else { return answer }
        hardSolutions += 1
        return await solve(changed, Self.hardSolutionEffort)
    }

    /// The exact solution of the problem that forces the visit, as far as an effort goes.
    private func solve(_ changed: Scenario, _ effort: Effort) async -> Answer {
        let outcome = await ForcedProblem(changed, visit: visit)
            .solve(from: standing.plan, effort, method: .exact)
        let plan = outcome.plan.flatMap { AuditedPlan($0, Audit(changed)) }
        if let plan, plan.total >= standing.total { return .plan(plan.plan) }
        if outcome.isImpossible { return .ruledOut }
        return outcome.bound.map { $0 < standing.total } ?? false ? .ruledOut : .open
    }

    /// Keeps the least steps that a plan needs, where they are cheaper than what is known.
    private mutating func note(_ plan: Plan, _ box: Box) {
        let id = standing.scenario.visits[visit].id
        let start = plan.assignments.first { $0.visit == id }?.startMinute ?? 0
        var steps = box.greatest
        var changes = steps.map { change($0).narrowed(to: start, in: standing.scenario) }
        guard isValid(plan, changes) else { return }
        // The dearest steps are taken back first.
        let order = steps.indices.sorted { price(steps[$0]) > price(steps[$1]) }
        var isMade = Array(repeating: true, count: steps.count)
        for number in order {
            var without = changes
            without.remove(at: number)
            // Only one change is left out in all; a plan that needs none was ruled out before.
            if isMade.allSatisfy({ $0 }), isValid(plan, without) {
                isMade[number] = false
                continue
            }
            var (low, high) = (0, steps[number].step)
            while low < high {
                let middle = (low + high) / 2
                var fewer = changes
                fewer[number] = change(Step(axis: steps[number].axis, step: middle))
                    .narrowed(to: start, in: standing.scenario)
                let made = fewer.indices.filter { isMade[$0] }.map { fewer[$0] }
                if isValid(plan, made) { high = middle } else { low = middle + 1 }
            }
            steps[number].step = high
            changes[number] = change(steps[number]).narrowed(to: start, in: standing.scenario)
        }
        let made = changes.indices.filter { isMade[$0] }.map { changes[$0] }
        keep(plan, made)
    }

    private mutating func keep(_ plan: Plan, _ changes: [Change]) {
        let changed = scenario(with: changes)
        guard let price = prices.price(of: changes, in: standing.scenario),
            price < best?.price ?? .max, let audited = AuditedPlan(plan, Audit(changed))
        else { return }
        best = VerifiedChange(
            changes: changes,
            price: price,
            scenario: changed,
            plan: audited.plan,
            total: audited.total
        )
    }

    private func isValid(_ plan: Plan, _ changes: [Change]) -> Bool {
        Audit(scenario(with: changes)).judge(plan).isValid
    }

    private func scenario(with changes: [Change]) -> Scenario {
        var changed = standing.scenario
        for change in changes { change.apply(to: &changed) }
        return changed
    }

    private func change(_ step: Step) -> Change { axes[step.axis].steps[step.step] }

    private func price(_ step: Step) -> Int { axes[step.axis].prices[step.step] }
}

extension Change {
    /// Another day with no more hours than a start needs; other changes stay as they are.
    fileprivate func narrowed(to start: Int, in scenario: Scenario) -> Change {
        guard case .allowAlso(let visit, let window) = self else { return self }
        let day = window.startMinute..<window.endMinute
        guard day.contains(start) else { return self }
        let hours = scenario.visits[visit].hours(holding: start, onDay: day)
        return .allowAlso(visit: visit, window: hours)
    }
}
