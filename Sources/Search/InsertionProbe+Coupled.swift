// Visits with several roles, or in rooms that can bind: their start hangs on other routes.

extension InsertionProbe {
    func insertCoupled(_ visit: Int32, base: Int, _ found: inout ProbedPlans) {
        forEachShift(of: visit) { role, slots in
            attempt(visit, making: [], base: base, &found) {
                self.insertCoupled(visit, role: role, in: slots)
            }
        }
        for other in obstacles(toCoupled: visit) {
            attempt(visit, making: [other], base: base, &found) { self.insertAnywhere(visit) }
        }
        for clearing in clearings(for: visit) {
            attempt(visit, making: clearing.removed, base: base, &found) {
                self.insertCoupled(visit, at: clearing.start)
            }
        }
    }

    private func insertCoupled(_ visit: Int32, at start: Int32) -> Bool {
        let placement = plan.bestCoupledPlacement(visit, starts: 1, only: start)
        guard placement.gain > Spot.impossible else { return false }
        plan.insertChosen(visit, start: placement.start)
        return true
    }

    func insertCoupled(_ visit: Int32, role: Int32, in slots: Range<Int32>) -> Bool {
        let placement = plan.coupledPlacement(
            of: visit,
            role: role,
            in: slots,
            starts: Self.startsToTry
        )
        guard placement.gain > Spot.impossible else { return false }
        plan.insertChosen(visit, start: placement.start)
        return true
    }

    static let startsToTry = 24

    /// Every shift that may fill a role of the visit, with its crews.
    func forEachShift(of visit: Int32, _ body: (Int32, Range<Int32>) -> Void) {
        let facts = tables.visits[visit]
        for role in 0..<facts.taskCount {
            let task = facts.firstTask + role
            var last: Int32 = -1
            for pair in tables.firstPair[task]..<tables.firstPair[task + 1] {
                let first = tables.slots[tables.pairSlot[pair]].firstSlot
                if first == last { continue }
                last = first
                body(role, first..<(first + tables.slots[first].slotCount))
            }
        }
    }

    /// Visits that may stand in the way of one with several roles or in rooms: those of the crews
    /// that could serve it, those in its rooms and those of its program.
    private func obstacles(toCoupled visit: Int32) -> [Int32] {
        let facts = tables.visits[visit]
        var others = Set<Int32>(rivalSessions(of: visit))
        for task in facts.firstTask..<(facts.firstTask + facts.taskCount) {
            for pair in tables.firstPair[task]..<tables.firstPair[task + 1] {
                for stop in plan.tasks(ofSlot: tables.pairSlot[pair]) {
                    others.insert(tables.visitOfTask[stop])
                }
            }
        }
        if facts.roomSite >= 0 {
            for other in 0..<Int32(tables.visitCount)
            where tables.visits[other].roomSite == facts.roomSite && plan.isServed(other) {
                others.insert(other)
            }
        }
        return others.filter { mayMakeWay($0) && overlaps($0, facts) }.sorted()
    }

    /// Whether a visit is served within the times in which another may lie.
    private func overlaps(_ other: Int32, _ facts: VisitFacts) -> Bool {
        if facts.program >= 0, tables.visits[other].program == facts.program { return true }
        let start = plan.start(ofVisit: other)
        let slack: Int32 = 120
        return start <= facts.lastLatest + facts.minutes + slack
            && start + tables.visits[other].minutes + slack >= facts.firstEarliest
    }
}

// MARK: Clearing the way for all roles at one start

/// A start of a visit with several roles, and the visits in its way at that start.
struct Clearing {
    var start: Int32
    var removed: [Int32]
    /// Points of those visits.
    var loss: Int
}

extension InsertionProbe {
    private static let mostStarts = 48
    private static let mostClearings = 16
    private static let slotsPerRole = 3

    /// The starts at which the visits in the way are worth least, for the crews that suit best.
    private func clearings(for visit: Int32) -> [Clearing] {
        let facts = tables.visits[visit]
        var found: [Clearing] = []
        for start in startsToClear(facts) {
            let roles = (facts.firstTask..<(facts.firstTask + facts.taskCount)).map { task in
                cheapestSlots(for: task, visit, start: start)
            }
            let guests = guestsInTheWay(facts, start: start)
            guard !roles.contains(where: \.isEmpty), let guests else { continue }
            choose(roles, start: start, taken: [], removed: guests, &found)
        }
        return Array(
            found.enumerated().sorted {
                ($0.element.loss, $0.offset) < ($1.element.loss, $1.offset)
            }
            .map(\.element).prefix(Self.mostClearings)
        )
    }

    /// Starts every quarter of an hour, fewer where there are very many.
    private func startsToClear(_ facts: VisitFacts) -> [Int32] {
        var starts: [Int32] = []
        for interval in facts.firstInterval..<(facts.firstInterval + facts.intervalCount) {
            let latest = tables.intervalLatest[interval]
            starts += Array(stride(from: tables.intervalEarliest[interval], to: latest, by: 15))
            starts.append(latest)
        }
        let step = max(1, (starts.count + Self.mostStarts - 1) / Self.mostStarts)
        return starts.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    }

    /// The crews that could fill a role at a start, once some of their stops are taken out: those
    /// with the least to lose.
    private func cheapestSlots(
        for task: Int32,
        _ visit: Int32,
        start: Int32
    ) -> [(slot: Int32, removed: [Int32], loss: Int)] {
        var best: [(slot: Int32, removed: [Int32], loss: Int)] = []
        for pair in tables.firstPair[task]..<tables.firstPair[task + 1] {
            let slot = tables.pairSlot[pair]
            guard let removed = stopsInTheWay(of: visit, slot: slot, start: start) else { continue }
            let loss = removed.reduce(0) { $0 + tables.value[$1] }
            let place = best.firstIndex { $0.loss > loss } ?? best.count
            if place >= Self.slotsPerRole { continue }
            best.insert((slot, removed, loss), at: place)
            if best.count > Self.slotsPerRole { best.removeLast() }
        }
        return best
    }

    /// Visits of a route that would have to leave for one that starts at a minute; nil where that
    /// would not be enough, or where a pinned one is among them.
    private func stopsInTheWay(of visit: Int32, slot: Int32, start: Int32) -> [Int32]? {
        let facts = tables.visits.pointer(visit)
        let slotFacts = tables.slots.pointer(slot)
        let side = tables.placeCount
        let place = Int(tables.place(facts, base: slotFacts.pointee.base))
        let travel = slotFacts.pointee.travel
        let depot = plan.depot(slot)
        func arrives(after node: Int32) -> Bool {
            let entry = plan.nodes[node]
            return entry.end + Int32(travel[Int(entry.place) * side + place]) <= start
        }
        func leaves(before node: Int32) -> Bool {
            let entry = plan.nodes[node]
            let reach = start + facts.pointee.minutes
            return reach + Int32(travel[place * side + Int(entry.place)]) <= entry.late
        }
        guard arrives(after: depot), leaves(before: depot) else { return nil }
        var node = plan.nodes[depot].next
        while plan.isTask(node), arrives(after: node) { node = plan.nodes[node].next }
        var removed: [Int32] = []
        while plan.isTask(node), !leaves(before: node) {
            let other = tables.visitOfTask[node]
            guard mayMakeWay(other) else { return nil }
            removed.append(other)
            node = plan.nodes[node].next
        }
        return removed
    }

    /// Visits that would have to leave the rooms of the site; nil where that would not be enough.
    private func guestsInTheWay(_ facts: VisitFacts, start: Int32) -> [Int32]? {
        guard facts.roomSite >= 0 else { return [] }
        let inside = (0..<Int32(tables.visitCount)).filter { other in
            guard tables.visits[other].roomSite == facts.roomSite, plan.isServed(other) else {
                return false
            }
            let begin = plan.start(ofVisit: other)
            return begin < start + facts.minutes && begin + tables.visits[other].minutes > start
        }
        let excess = inside.count - Int(tables.roomLimit[facts.roomSite]) + 1
        guard excess > 0 else { return [] }
        let movable = inside.filter(mayMakeWay).sorted {
            (tables.value[$0], $0) < (tables.value[$1], $1)
        }
        return movable.count >= excess ? Array(movable.prefix(excess)) : nil
    }

    /// Picks a crew for each role, all different, and notes what has to leave.
    private func choose(
        _ roles: [[(slot: Int32, removed: [Int32], loss: Int)]],
        start: Int32,
        taken: [Int32],
        removed: [Int32],
        _ found: inout [Clearing]
    ) {
        guard taken.count < roles.count else {
            var unique: [Int32] = []
            for visit in removed where !unique.contains(visit) { unique.append(visit) }
            let loss = unique.reduce(0) { $0 + tables.value[$1] }
            found.append(Clearing(start: start, removed: unique, loss: loss))
            return
        }
        for option in roles[taken.count] where !taken.contains(option.slot) {
            choose(
                roles,
                start: start,
                taken: taken + [option.slot],
                removed: removed + option.removed,
                &found
            )
        }
    }
}
