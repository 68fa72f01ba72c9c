import DenseProblem

/// Builds a whole plan from nothing, or around what is there: value density with regret over teams.
///
/// Time is scarcer in some shifts than in others: where a team is one of few that can serve many
/// valuable visits, its minutes have a price, estimated from the demand that competes for them
/// (``ShiftPrices``). A visit goes where its points less the price of the minutes are highest, and
/// the visits that would lose most by not getting their best team go first. Equal choices are settled
/// by ids, so the order of the files changes nothing.
public struct Construction: Sendable {
    private let context: SearchContext

    /// Prepares to build plans.
    public init(_ context: SearchContext) {
        self.context = context
    }

    /// Prepares to build plans of a problem.
    public init(_ problem: DenseProblem) {
        self.init(SearchContext(problem))
    }

    /// Adds to a plan all visits that it can.
    ///
    /// - Parameters:
    ///   - start: what stays as it is, such as the pinned visits; must obey the hard rules.
    ///   - shouldStop: ends the construction early with what there is.
    /// - Returns: the plan; the one given, unchanged, where that breaks a rule.
    public func plan(
        from start: DensePlan = DensePlan(),
        shouldStop: () -> Bool = { false }
    ) -> DensePlan {
        var plan = WorkingPlan(context)
        guard plan.load(start) else { return start }
        fill(&plan, shouldStop: shouldStop)
        return plan.densePlan()
    }

    /// Adds to a working plan all visits that it can.
    func fill(_ plan: inout WorkingPlan, shouldStop: () -> Bool) {
        var offers = Offers(plan.tables, prices: ShiftPrices(plan.tables).perSlot)
        offers.rateAll(&plan)
        var count = 0
        while let visit = offers.top(&plan) {
            offers.insert(visit, &plan)
            count += 1
            if count % 64 == 0, shouldStop() { return }
        }
    }
}

/// Estimated points that a minute of a shift is worth, by the demand that competes for it.
///
/// Every visit spreads its minutes evenly over the shifts that can hold it; a shift's price is the
/// value density at which the demand of denser visits fills the crews' time.
struct ShiftPrices {
    /// [slot] Points per minute.
    private(set) var perSlot: [Double]

    init(_ tables: SearchTables) {
        perSlot = [Double](repeating: 0, count: tables.slotCount)
        let demands = ShiftPrices.demands(tables)
        for shift in 0..<tables.shiftCount {
            let first = tables.firstSlotOfShift[shift]
            let facts = tables.slots[first]
            var entries: [(density: Double, minutes: Double)] = []
            for index in tables.firstShiftTask[shift]..<tables.firstShiftTask[shift + 1] {
                entries.append(demands[Int(tables.shiftTasks[index].task)])
            }
            entries.sort { ($0.density, $0.minutes) > ($1.density, $1.minutes) }
            var capacity = Double((facts.end - facts.start) * facts.slotCount)
            var price = 0.0
            for entry in entries {
                capacity -= entry.minutes
                if capacity < 0 {
                    price = entry.density
                    break
                }
            }
            for slot in first..<(first + facts.slotCount) { perSlot[Int(slot)] = price }
        }
    }

    /// [task] Value per minute, and minutes per shift that could hold the task.
    private static func demands(_ tables: SearchTables) -> [(density: Double, minutes: Double)] {
        (0..<tables.taskCount).map { task in
            let visit = tables.visitOfTask[task]
            let facts = tables.visits[visit]
            let pairs = tables.firstPair[task]..<tables.firstPair[task + 1]
            var shifts = 0
            var previous: Int32 = -1
            for pair in pairs {
                let shift = tables.slots[tables.pairSlot[pair]].shift
                if shift != previous { shifts += 1 }
                previous = shift
            }
            let value = tables.value[visit] - (facts.isPinned ? tables.pinBonus : 0)
            // Ways to a visit and waiting take about as long again as a quarter of an hour.
            let minutes = Double(facts.minutes) + 15
            return (
                Double(value) / Double(facts.taskCount) / minutes, minutes / Double(max(1, shifts))
            )
        }
    }
}
