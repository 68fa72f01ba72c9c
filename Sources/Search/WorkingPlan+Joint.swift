import DenseProblem

extension WorkingPlan {
    /// The tasks of a slot in order.
    func tasks(ofSlot slot: Int32) -> [Int32] {
        var tasks: [Int32] = []
        var node = nodes[depot(slot)].next
        while isTask(node) {
            tasks.append(node)
            node = nodes[node].next
        }
        return tasks
    }

    /// The slots whose starts can depend on those of the given ones, through roles and rooms.
    ///
    /// - Parameters:
    ///   - first: the slots to begin with.
    ///   - visit: a visit about to join, whose rooms count too.
    /// - Returns: the slots, ascending.
    func coupledSlots(of first: [Int32], joining visit: Int32? = nil) -> [Int32] {
        var isIn = Set(first)
        var open = first
        var sites: Set<Int32> = []
        func enter(_ visit: Int32) {
            let facts = tables.visits[visit]
            for task in facts.firstTask..<(facts.firstTask + facts.taskCount)
            where pairOfTask[task] >= 0 {
                if isIn.insert(slot(ofTask: task)).inserted { open.append(slot(ofTask: task)) }
            }
            guard facts.roomSite >= 0, sites.insert(facts.roomSite).inserted else { return }
            let lists = facts.roomSite * Int32(tables.dayCount)
            for list in lists..<(lists + Int32(tables.dayCount)) {
                var hosted = firstHosted[list]
                while hosted >= 0 {
                    let other = tables.visits[hosted]
                    for task in other.firstTask..<(other.firstTask + other.taskCount)
                    where pairOfTask[task] >= 0 {
                        if isIn.insert(slot(ofTask: task)).inserted {
                            open.append(slot(ofTask: task))
                        }
                    }
                    hosted = nextHosted[hosted]
                }
            }
        }
        if let visit { enter(visit) }
        while let slot = open.popLast() {
            for task in tasks(ofSlot: slot) where tables.visits[tables.visitOfTask[task]].isCoupled
            {
                enter(tables.visitOfTask[task])
            }
        }
        return isIn.sorted()
    }

    /// Gives slots new stops and starts as one step, kept only where the total rises.
    ///
    /// - Returns: whether the change was kept; else the plan is as before.
    mutating func replaceIfBetter(
        _ routes: [(slot: Int32, tasks: [Int32])],
        starts: [(visit: Int32, start: Int32)]
    ) -> Bool {
        let before = total
        beginStep()
        let isValid = replace(routes, starts: starts)
        if isValid, total > before {
            beginStep()
            return true
        }
        undoStep()
        return false
    }

    private mutating func replace(
        _ routes: [(slot: Int32, tasks: [Int32])],
        starts: [(visit: Int32, start: Int32)]
    ) -> Bool {
        var startOfVisit: [Int32: Int32] = [:]
        for (visit, start) in starts { startOfVisit[visit] = start }
        for (slot, _) in routes {
            save(slot)
            for task in tasks(ofSlot: slot) { unlink(task) }
        }
        for (slot, tasks) in routes {
            var after = depot(slot)
            for task in tasks {
                guard let pair = pair(task: task, slot: slot),
                    let start = startOfVisit[tables.visitOfTask[task]]
                else {
                    refreshNow(slot)
                    return false
                }
                let (least, most) = bounds(task: task, slot: slot, start: start)
                link(task, pair: pair, after: after, floor: least, ceiling: most)
                after = task
            }
        }
        var fits = true
        for (slot, _) in routes where !refresh(slot) { fits = false }
        return fits && routes.allSatisfy { keepsLimits($0.slot) }
    }

    /// Whether a slot keeps its limits of visits, goods and minutes, and its programs their teams.
    private func keepsLimits(_ slot: Int32) -> Bool {
        let facts = tables.slots[slot]
        let state = states[slot]
        guard state.visits <= facts.maxVisits, state.load <= facts.capacity,
            teamWork[facts.team] <= tables.maxMinutes[facts.team]
                || !tables.countsMinutes[facts.team]
        else { return false }
        return tasks(ofSlot: slot).allSatisfy { task in
            guard tables.visits[tables.visitOfTask[task]].program >= 0 else { return true }
            let role = tables.roleOfCounter[tables.pairCounter[pairOfTask[task]]]
            return teamsOfRole[role] <= tables.maxTeams[role]
        }
    }

    /// Brings coupled visits to their earliest common starts where that loses nothing.
    ///
    /// - Returns: whether the total rose.
    @discardableResult
    mutating func retime() -> Bool {
        var slots: [Int32] = []
        var notBefore: [Int: Int] = [:]
        for slot in 0..<Int32(tables.slotCount) where states[slot].visits > 0 {
            let own = tasks(ofSlot: slot)
            guard own.contains(where: { tables.visits[tables.visitOfTask[$0]].isCoupled }) else {
                continue
            }
            slots.append(slot)
            for task in own where keepsPromise(task, slot: slot) {
                let least = max(0, Int(tables.publishedStart[task] - tables.tolerance))
                let visit = Int(tables.visitOfTask[task])
                notBefore[visit] = max(least, notBefore[visit] ?? 0)
            }
        }
        let routes = slots.map { ($0, tasks(ofSlot: $0)) }
        guard !routes.isEmpty,
            let starts = JointSchedule.earliestStarts(
                of: routes.map { (shift: Int(tables.slots[$0.0].shift), tasks: $0.1) },
                in: context.problem,
                limits: notBefore.mapValues { $0...Int(SearchTables.never) }
            )
        else { return false }
        var startOfVisit: [(visit: Int32, start: Int32)] = []
        for (route, starts) in zip(routes, starts) {
            for (task, start) in zip(route.1, starts) {
                startOfVisit.append((tables.visitOfTask[task], start))
            }
        }
        return takeStarts(routes.map { (slot: $0.0, tasks: $0.1) }, startOfVisit)
    }

    /// Takes over starts for slots unless the total falls.
    private mutating func takeStarts(
        _ routes: [(slot: Int32, tasks: [Int32])],
        _ starts: [(visit: Int32, start: Int32)]
    ) -> Bool {
        let before = total
        beginStep()
        guard replace(routes, starts: starts), total >= before else {
            undoStep()
            return false
        }
        beginStep()
        return total > before
    }

    /// Whether a task stands so that its published commitment is kept.
    func keepsPromise(_ task: Int32, slot: Int32) -> Bool {
        tables.publishedTeam[task] == tables.slots[slot].team
            && tables.isWithinTolerance(task: task, start: nodes[task].start)
    }

    /// Whether limits, rooms, gaps and pins are kept; times and roles are seen to by ``load(_:)``.
    var keepsAllRules: Bool {
        for slot in 0..<Int32(tables.slotCount) where states[slot].visits > 0 {
            guard keepsLimits(slot) else { return false }
        }
        for visit in 0..<Int32(tables.visitCount) {
            let facts = tables.visits.pointer(visit)
            guard isServed(visit) else {
                if facts.pointee.isPinned { return false }
                continue
            }
            guard keepsRooms(visit), keepsGap(visit) else { return false }
        }
        return true
    }

    /// Whether a served visit finds a room at its start, all others being there.
    private func keepsRooms(_ visit: Int32) -> Bool {
        let facts = tables.visits[visit]
        guard facts.roomSite >= 0 else { return true }
        let minute = start(ofVisit: visit)
        let list = facts.roomSite * Int32(tables.dayCount) + minute / Int32(minutesOfDay)
        var inside: Int32 = 0
        var other = firstHosted[list]
        while other >= 0 {
            let from = start(ofVisit: other)
            if from <= minute, minute < from + tables.visits[other].minutes { inside += 1 }
            other = nextHosted[other]
        }
        return inside <= tables.roomLimit[facts.roomSite]
    }

    private func keepsGap(_ visit: Int32) -> Bool {
        let facts = tables.visits[visit]
        guard facts.program >= 0, tables.gapDays[facts.program] > 0 else { return true }
        let days = Int32(tables.dayCount)
        let gap = tables.gapDays[facts.program]
        let day = start(ofVisit: visit) / Int32(minutesOfDay)
        var sessions: Int32 = 0
        for near in max(0, day - gap + 1)...min(days - 1, day + gap - 1) {
            sessions += sessionsOnDay[facts.program * days + near]
        }
        return sessions == 1
    }
}
