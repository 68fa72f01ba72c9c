/// A slot as it was before the first change of a step; its stops end at `end` in the list of stops.
struct SavedSlot: BitwiseCopyable {
    var slot: Int32
    var version: UInt32
    var end: Int32
}

/// A stop as it was before the first change of a step.
struct SavedStop: BitwiseCopyable {
    var task: Int32
    var pair: Int32
    var floor: Int32
    var ceiling: Int32
}

extension WorkingPlan {
    /// Opens a step; changes from here on can be taken back together.
    @inline(__always)
    mutating func beginStep() {
        step &+= 1
        isBroken = false
        savedSlots.removeAll()
        savedStops.removeAll()
    }

    /// Keeps a slot's content for undoing, once per step.
    @inline(__always)
    mutating func save(_ slot: Int32) {
        let state = states.pointer(slot)
        guard state.pointee.savedIn != step else { return }
        state.pointee.savedIn = step
        var node = nodes[depot(slot)].next
        while isTask(node) {
            savedStops.push(
                SavedStop(
                    task: node,
                    pair: pairOfTask[node],
                    floor: floor[node],
                    ceiling: ceiling[node]
                )
            )
            node = nodes[node].next
        }
        savedSlots.push(
            SavedSlot(
                slot: slot,
                version: state.pointee.version,
                end: Int32(truncatingIfNeeded: savedStops.count)
            )
        )
    }

    /// Takes back all changes of the step.
    mutating func undoStep() {
        dirty.removeAll()
        for index in 0..<savedSlots.count { clear(savedSlots[index].slot) }
        var begin = 0
        for index in 0..<savedSlots.count {
            let saved = savedSlots[index]
            var after = depot(saved.slot)
            for stop in begin..<Int(saved.end) {
                let entry = savedStops[stop]
                link(
                    entry.task,
                    pair: entry.pair,
                    after: after,
                    floor: entry.floor,
                    ceiling: entry.ceiling
                )
                after = entry.task
            }
            begin = Int(saved.end)
            refreshNow(saved.slot)
            states.pointer(saved.slot).pointee.version = saved.version
        }
        beginStep()
    }

    /// Takes all stops out of a slot, without refreshing it.
    private mutating func clear(_ slot: Int32) {
        var node = nodes[depot(slot)].next
        while isTask(node) {
            let next = nodes[node].next
            unlink(node)
            node = next
        }
    }

    /// Takes a visit with all its roles out of the plan; the slots are refreshed later.
    mutating func remove(_ visit: Int32) {
        let first = tables.visits[visit].firstTask
        for task in first..<(first + tables.visits[visit].taskCount) {
            let slot = slot(ofTask: task)
            save(slot)
            unlink(task)
            markDirty(slot)
        }
    }

    @inline(__always)
    mutating func markDirty(_ slot: Int32) {
        let state = states.pointer(slot)
        guard !state.pointee.isDirty else { return }
        state.pointee.isDirty = true
        dirty.push(slot)
    }

    /// Brings times and sums of all changed slots up to date.
    mutating func refreshDirty() {
        for index in 0..<dirty.count { refresh(dirty[index]) }
        dirty.removeAll()
    }

    /// Puts a task into a route after a node; times and sums of the slot are brought up later.
    @inline(__always)
    mutating func link(
        _ task: Int32,
        pair: Int32,
        after: Int32,
        floor least: Int32,
        ceiling most: Int32
    ) {
        let facts = tables.visits.pointer(tables.visitOfTask[task])
        let slot = tables.pairSlot[pair]
        let next = nodes[after].next
        let node = nodes.pointer(task)
        node.pointee.previous = after
        node.pointee.next = next
        node.pointee.place = tables.place(facts, base: tables.slots[slot].base)
        nodes.pointer(after).pointee.next = task
        nodes.pointer(next).pointee.previous = task
        floor[task] = least
        ceiling[task] = most
        pairOfTask[task] = pair
        slotOfTask[task] = slot
        if facts.pointee.program >= 0 { countTeam(tables.pairCounter[pair], by: 1) }
        if facts.pointee.firstTask == task { enter(tables.visitOfTask[task], slot: slot) }
    }

    /// Takes a task out of its route; times and sums of the slot are brought up later.
    @inline(__always)
    mutating func unlink(_ task: Int32) {
        let visit = tables.visitOfTask[task]
        let facts = tables.visits.pointer(visit)
        let pair = pairOfTask[task]
        let node = nodes[task]
        nodes.pointer(node.previous).pointee.next = node.next
        nodes.pointer(node.next).pointee.previous = node.previous
        if facts.pointee.program >= 0 { countTeam(tables.pairCounter[pair], by: -1) }
        if facts.pointee.firstTask == task { leave(visit, slot: slotOfTask[task]) }
        pairOfTask[task] = -1
    }

    @inline(__always)
    private mutating func countTeam(_ counter: Int32, by change: Int32) {
        let role = tables.roleOfCounter[counter]
        let teams = teamsOfRole[role]
        let before = counters[counter]
        let after = before + change
        counters[counter] = after
        if (before == 0) == (after == 0) { return }
        teamsOfRole[role] = teams + change
        // The first team of a role is free.
        if max(teams, teams + change) > 1 { total -= Int(change) * tables.weightContinuity }
    }

    /// Notes that a visit is served now: value, rooms and program days.
    @inline(__always)
    private mutating func enter(_ visit: Int32, slot: Int32) {
        let facts = tables.visits.pointer(visit)
        total += tables.value[visit]
        let position = Int(unservedPosition[visit])
        unserved.removeBySwap(at: position)
        if position < unserved.count { unservedPosition[unserved[position]] = Int32(position) }
        unservedPosition[visit] = -1
        slotOfVisit[visit] = facts.pointee.taskCount == 1 ? slot : Self.manySlots
        if facts.pointee.program >= 0 { countSession(facts, slot: slot, by: 1) }
        guard facts.pointee.roomSite >= 0 else { return }
        let day = ceiling[facts.pointee.firstTask] / Int32(minutesOfDay)
        let list = facts.pointee.roomSite * Int32(tables.dayCount) + day
        let next = firstHosted[list]
        nextHosted[visit] = next
        previousHosted[visit] = -1 - list
        if next >= 0 { previousHosted[next] = visit }
        firstHosted[list] = visit
    }

    /// Notes that a visit is no longer served.
    @inline(__always)
    private mutating func leave(_ visit: Int32, slot: Int32) {
        let facts = tables.visits.pointer(visit)
        total -= tables.value[visit]
        unservedPosition[visit] = Int32(truncatingIfNeeded: unserved.count)
        unserved.push(visit)
        slotOfVisit[visit] = Self.notServed
        if facts.pointee.program >= 0 { countSession(facts, slot: slot, by: -1) }
        guard facts.pointee.roomSite >= 0 else { return }
        let next = nextHosted[visit]
        let previous = previousHosted[visit]
        if next >= 0 { previousHosted[next] = previous }
        if previous >= 0 { nextHosted[previous] = next } else { firstHosted[-1 - previous] = next }
    }

    @inline(__always)
    private mutating func countSession(
        _ facts: UnsafeMutablePointer<VisitFacts>,
        slot: Int32,
        by change: Int32
    ) {
        let day = facts.pointee.program * Int32(tables.dayCount) + tables.slots[slot].day
        sessionsOnDay[day] += change
    }
}

/// Minutes in a day, for the lists per day.
let minutesOfDay = 1440
