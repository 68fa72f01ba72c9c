import DenseProblem

extension WorkingPlan {
    /// Whether nothing is in the plan.
    var isEmpty: Bool { unserved.count == tables.visitCount }

    /// Replaces the plan by another one; false, leaving an unusable state, where that breaks a rule
    /// of time, crews or roles.
    ///
    /// Starts become the earliest possible, except that coupled visits keep theirs and a kept
    /// published promise stays kept.
    mutating func load(_ plan: DensePlan) -> Bool {
        removeAll()
        guard let slots = slotNumbers(plan) else { return false }
        var fits = true
        for (route, slot) in zip(plan.routes, slots) {
            var after = depot(slot)
            for (task, start) in zip(route.tasks, route.starts) {
                guard pairOfTask[task] < 0, let pair = pair(task: task, slot: slot) else {
                    return false
                }
                let (least, most) = bounds(task: task, slot: slot, start: start)
                link(task, pair: pair, after: after, floor: least, ceiling: most)
                after = task
            }
            if !refresh(slot) { fits = false }
        }
        beginStep()
        return fits && rolesAreTogether
    }

    /// Takes everything out.
    mutating func removeAll() {
        dirty.removeAll()
        for slot in 0..<Int32(tables.slotCount) where states[slot].visits > 0 {
            var node = nodes[depot(slot)].next
            while isTask(node) {
                let next = nodes[node].next
                unlink(node)
                node = next
            }
            refresh(slot)
        }
        beginStep()
    }

    /// Floor and ceiling of a task that is to start at a minute, or earlier where nothing is lost.
    func bounds(task: Int32, slot: Int32, start: Int32) -> (floor: Int32, ceiling: Int32) {
        if tables.visits[tables.visitOfTask[task]].isCoupled { return (start, start) }
        let isKept =
            tables.publishedTeam[task] == tables.slots[slot].team
            && tables.isWithinTolerance(task: task, start: start)
        let least = isKept ? max(0, tables.publishedStart[task] - tables.tolerance) : 0
        return (min(least, start), SearchTables.never)
    }

    /// The pair of a task and a slot; nil where the slot may not hold it.
    func pair(task: Int32, slot: Int32) -> Int32? {
        let pair = tables.pair(of: slot, task: task)
        return pair >= 0 ? pair : nil
    }

    /// A slot of its own for each route: the crew named where there is one, else a free one.
    private func slotNumbers(_ plan: DensePlan) -> [Int32]? {
        var isTaken = [Bool](repeating: false, count: tables.slotCount)
        var numbers = [Int32](repeating: -1, count: plan.routes.count)
        for (index, route) in plan.routes.enumerated() {
            let first = tables.firstSlotOfShift[route.shift]
            for slot in first..<(first + tables.slots[first].slotCount)
            where Int(tables.slots[slot].crew) == route.crew && !isTaken[Int(slot)] {
                numbers[index] = slot
                isTaken[Int(slot)] = true
                break
            }
        }
        for (index, route) in plan.routes.enumerated() where numbers[index] < 0 {
            let first = tables.firstSlotOfShift[route.shift]
            let slots = first..<(first + tables.slots[first].slotCount)
            guard let slot = slots.first(where: { !isTaken[Int($0)] }) else { return nil }
            numbers[index] = slot
            isTaken[Int(slot)] = true
        }
        return numbers
    }

    /// Whether every visit has all its roles at one start, or none.
    private var rolesAreTogether: Bool {
        for visit in 0..<Int32(tables.visitCount) {
            let first = tables.visits[visit].firstTask
            let isIn = pairOfTask[first] >= 0
            for task in first..<(first + tables.visits[visit].taskCount) {
                guard (pairOfTask[task] >= 0) == isIn else { return false }
                guard !isIn || nodes[task].start == nodes[first].start else { return false }
            }
        }
        return true
    }

    /// Whether what is noted of each task's and visit's slot is what its pairs say.
    private var slotsAreKept: Bool {
        for visit in 0..<Int32(tables.visitCount) {
            let facts = tables.visits[visit]
            let tasks = facts.firstTask..<(facts.firstTask + facts.taskCount)
            for task in tasks where pairOfTask[task] >= 0 {
                guard slotOfTask[task] == tables.pairSlot[pairOfTask[task]] else { return false }
            }
            let isIn = tasks.contains { pairOfTask[$0] >= 0 }
            let slot = tasks.count > 1 ? Self.manySlots : slotOfTask[facts.firstTask]
            guard slotOfVisit[visit] == (isIn ? slot : Self.notServed) else { return false }
            guard (unservedPosition[visit] < 0) == isIn else { return false }
        }
        return true
    }

    /// The plan as routes.
    func densePlan() -> DensePlan {
        var routes: [DenseRoute] = []
        for slot in 0..<Int32(tables.slotCount) where states[slot].visits > 0 {
            var tasks: [Int32] = []
            var starts: [Int32] = []
            var node = nodes[depot(slot)].next
            while isTask(node) {
                tasks.append(node)
                starts.append(nodes[node].start)
                node = nodes[node].next
            }
            let facts = tables.slots[slot]
            routes.append(
                DenseRoute(
                    shift: Int(facts.shift),
                    crew: Int(facts.crew),
                    tasks: tasks,
                    starts: starts
                )
            )
        }
        return DensePlan(routes: routes)
    }

    /// Compares all sums with a computation from scratch; for debug builds and tests.
    func checkInvariants() {
        let score = context.problem.score(of: densePlan())
        precondition(score.total == totalPoints, "the kept total is not the plan's score")
        precondition(rolesAreTogether, "a visit's roles are apart")
        precondition(slotsAreKept, "a visit is noted for a slot that does not serve it")
    }
}
