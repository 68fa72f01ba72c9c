import DenseProblem

/// Completes a plan so that no visit left out could still be inserted with a gain.
///
/// All roles of a visit together, at any positions of any routes or on idle crews; the other visits
/// keep their crews and their order, while starts may shift. Starts that hang together through roles
/// and rooms are settled exactly, as long as the branchings of one insertion stay within a limit.
/// Visits whose removal gains are dropped, and coupled visits start as early as they can.
public struct FinalInsertion: Sendable {
    private let context: SearchContext
    /// Most branchings over rooms and promises for one insertion.
    private let nodeLimit: Int
    /// Most stops times branchings over all insertions that need them.
    private let workLimit: Int

    /// Prepares to complete plans.
    public init(_ context: SearchContext, nodeLimit: Int = 500, workLimit: Int = 20_000_000) {
        self.context = context
        self.nodeLimit = nodeLimit
        self.workLimit = workLimit
    }

    /// Completes a plan of a problem.
    public static func complete(_ problem: DenseProblem, _ plan: DensePlan) -> DensePlan {
        FinalInsertion(SearchContext(problem)).complete(plan)
    }

    /// Completes a plan; the total never falls.
    ///
    /// - Returns: the completed plan; the given one unchanged where it breaks a rule.
    public func complete(
        _ plan: DensePlan,
        shouldStop: () -> Bool = { false }
    ) -> DensePlan {
        var working = WorkingPlan(context)
        guard working.load(plan) else { return plan }
        complete(&working, shouldStop: shouldStop)
        return working.densePlan()
    }

    func complete(_ plan: inout WorkingPlan, shouldStop: () -> Bool) {
        var thorough = ThoroughInsertion(plan.tables, nodeLimit: nodeLimit, workLimit: workLimit)
        while !shouldStop() {
            var changed = plan.retime()
            while insertQuickly(&plan) { changed = true }
            if dropLosing(&plan) { changed = true }
            if !changed { changed = thorough.insertOne(&plan, shouldStop: shouldStop) }
            if !changed { return }
        }
    }

    /// Inserts every visit left out that fits with a gain while other fixed starts stay.
    private func insertQuickly(_ plan: inout WorkingPlan) -> Bool {
        let tables = plan.tables
        var changed = false
        let waiting = (0..<Int32(tables.visitCount)).map { tables.visitAtRank[$0] }
            .filter { !plan.isServed($0) }
            .sorted {
                (-tables.value[$0], tables.rankOfVisit[$0]) < (
                    -tables.value[$1], tables.rankOfVisit[$1]
                )
            }
        for visit in waiting {
            plan.beginStep()
            if tables.visits[visit].isCoupled {
                let placement = plan.bestCoupledPlacement(visit, starts: Int.max / 2)
                guard placement.gain > 0 else { continue }
                plan.insertChosen(visit, start: placement.start)
            } else {
                let placement = plan.bestPlacement(visit)
                guard placement.gain > 0 else { continue }
                plan.insert(visit, placement)
            }
            changed = true
        }
        plan.beginStep()
        return changed
    }

    /// Drops visits, and whole routes, that cost more than they bring.
    private func dropLosing(_ plan: inout WorkingPlan) -> Bool {
        let tables = plan.tables
        var changed = false
        for rank in 0..<tables.visitCount {
            let visit = tables.visitAtRank[rank]
            if plan.isServed(visit), !tables.visits[visit].isPinned, dropped([visit], &plan) {
                changed = true
            }
        }
        for slot in 0..<Int32(tables.slotCount) where plan.states[slot].visits > 1 {
            let visits = plan.tasks(ofSlot: slot).map { tables.visitOfTask[$0] }
            if !visits.contains(where: { tables.visits[$0].isPinned }), dropped(visits, &plan) {
                changed = true
            }
        }
        return changed
    }

    private func dropped(_ visits: [Int32], _ plan: inout WorkingPlan) -> Bool {
        let before = plan.total
        plan.beginStep()
        for visit in visits { plan.remove(visit) }
        plan.refreshDirty()
        if plan.total > before, !plan.isBroken {
            plan.beginStep()
            return true
        }
        plan.undoStep()
        return false
    }
}
