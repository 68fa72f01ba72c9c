import DenseProblem

/// Takes over an earlier plan as far as it still fits.
public struct StartingPlan: Sendable {
    private let context: SearchContext

    /// Prepares to take over plans.
    public init(_ context: SearchContext) {
        self.context = context
    }

    /// Takes over an arbitrary plan of a problem; see ``adapt(_:pins:)``.
    public static func adapt(
        _ problem: DenseProblem,
        _ plan: DensePlan,
        pins: DensePlan = DensePlan()
    ) -> DensePlan {
        StartingPlan(SearchContext(problem)).adapt(plan, pins: pins)
    }

    /// A valid plan with the pinned visits and as many of an earlier plan's as still fit.
    ///
    /// A plan that obeys all rules is taken over whole. Else its visits come in order of time, each
    /// at the end of the crew's route that it had, or as near to that as still fits; what then
    /// costs more than it brings is left out.
    /// - Parameters:
    ///   - plan: the earlier plan; anything in it may have become wrong.
    ///   - pins: a valid plan of the pinned visits, as ``PinnedPlacement`` makes it.
    /// - Returns: a plan that obeys all rules as long as `pins` does.
    public func adapt(_ plan: DensePlan, pins: DensePlan = DensePlan()) -> DensePlan {
        var working = WorkingPlan(context)
        let known = withinProblem(plan)
        if working.load(known), working.keepsAllRules { return working.densePlan() }
        guard working.load(pins) else { return pins }
        for entry in entries(of: known, working.tables) where !working.isServed(entry.visit) {
            working.beginStep()
            let before = working.total
            let isIn = keep(entry, &working)
            if !isIn || working.total <= before { working.undoStep() }
        }
        return working.densePlan()
    }

    /// A visit of the earlier plan: when it started, and the slots it stood in.
    private struct Entry {
        var visit: Int32
        var start: Int32
        var slots: [Int32]
    }

    /// Leaves out what names shifts or tasks that don't exist, and tasks named twice.
    private func withinProblem(_ plan: DensePlan) -> DensePlan {
        let tables = context.tables
        var seen = [Bool](repeating: false, count: tables.taskCount)
        var routes: [DenseRoute] = []
        for route in plan.routes where (0..<tables.shiftCount).contains(route.shift) {
            var kept = DenseRoute(shift: route.shift, crew: route.crew, tasks: [], starts: [])
            for (task, start) in zip(route.tasks, route.starts)
            where (0..<Int32(tables.taskCount)).contains(task) && !seen[Int(task)] {
                seen[Int(task)] = true
                kept.tasks.append(task)
                kept.starts.append(start)
            }
            routes.append(kept)
        }
        return DensePlan(routes: routes)
    }

    /// The earlier plan's visits in order of start, ties by id.
    private func entries(of plan: DensePlan, _ tables: SearchTables) -> [Entry] {
        var found: [Int32: Entry] = [:]
        for route in plan.routes {
            let first = tables.firstSlotOfShift[route.shift]
            let slots = first..<(first + tables.slots[first].slotCount)
            let slot = slots.first { Int(tables.slots[$0].crew) == route.crew } ?? first
            for (task, start) in zip(route.tasks, route.starts) {
                let visit = tables.visitOfTask[task]
                found[visit, default: Entry(visit: visit, start: start, slots: [])]
                    .slots.append(slot)
            }
        }
        return found.values.sorted {
            ($0.start, tables.rankOfVisit[$0.visit]) < ($1.start, tables.rankOfVisit[$1.visit])
        }
    }

    /// Puts a visit where it stood, else where it fits best; false where it fits nowhere.
    private func keep(_ entry: Entry, _ plan: inout WorkingPlan) -> Bool {
        let tables = plan.tables
        let facts = tables.visits.pointer(entry.visit)
        if facts.pointee.isCoupled { return keepCoupled(entry, &plan) }
        var best = Placement.none
        for slot in entry.slots {
            guard let pair = plan.pair(task: facts.pointee.firstTask, slot: slot) else { continue }
            plan.consider(facts.pointee.firstTask, facts, pair: pair, slot: slot, best: &best)
        }
        if best.pair < 0 { best = plan.bestPlacement(entry.visit) }
        guard best.pair >= 0 else { return false }
        plan.insert(entry.visit, best)
        return true
    }

    private func keepCoupled(_ entry: Entry, _ plan: inout WorkingPlan) -> Bool {
        let wanted = plan.bestCoupledPlacement(
            entry.visit,
            starts: Int.max / 2,
            only: entry.start
        )
        if wanted.gain > Spot.impossible {
            plan.insertChosen(entry.visit, start: wanted.start)
            return true
        }
        let other = plan.bestCoupledPlacement(entry.visit, starts: Int.max / 2)
        guard other.gain > Spot.impossible else { return false }
        plan.insertChosen(entry.visit, start: other.start)
        return true
    }
}
