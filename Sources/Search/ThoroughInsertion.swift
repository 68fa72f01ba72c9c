/// Tries insertions that only fit, or only gain, where other visits' starts shift in several routes.
struct ThoroughInsertion {
    private let tables: SearchTables
    private let nodeLimit: Int
    private var workLeft: Int
    /// [slot] Whether its starts depend on nothing but the route.
    private var isPlain: [Bool] = []
    /// [slot] Points that its stops could gain by other starts at the very most; and of all slots.
    private var potential: [Int] = []
    private var allPotential = 0
    private var options: [[CoupledOption]] = []

    init(_ tables: SearchTables, nodeLimit: Int, workLimit: Int) {
        self.tables = tables
        self.nodeLimit = nodeLimit
        workLeft = workLimit
    }

    /// Inserts one visit left out where that gains; false where none does (or the work is used up).
    mutating func insertOne(_ plan: inout WorkingPlan, shouldStop: () -> Bool) -> Bool {
        let times = RelaxedTimes(plan)
        survey(plan, times)
        for rank in 0..<tables.visitCount {
            let visit = tables.visitAtRank[rank]
            if plan.isServed(visit) { continue }
            if workLeft <= 0 || shouldStop() { return false }
            if insert(visit, &plan, times) { return true }
        }
        return false
    }

    private mutating func survey(_ plan: borrowing WorkingPlan, _ times: RelaxedTimes) {
        isPlain = [Bool](repeating: true, count: tables.slotCount)
        potential = [Int](repeating: 0, count: tables.slotCount)
        for slot in 0..<Int32(tables.slotCount) {
            var node = plan.nodes[plan.depot(slot)].next
            while plan.isTask(node) {
                let visit = tables.visitOfTask[node]
                let facts = tables.visits.pointer(visit)
                if facts.pointee.isCoupled { isPlain[Int(slot)] = false }
                if facts.pointee.firstTask == node {
                    potential[Int(slot)] +=
                        tables.lateness(facts, start: plan.nodes[node].start)
                        - tables.lateness(facts, start: times.earliestStart(visit))
                }
                if tables.publishedTeam[node] == tables.slots[slot].team {
                    isPlain[Int(slot)] = false
                    if !plan.keepsPromise(node, slot: slot) {
                        potential[Int(slot)] += tables.weightChange
                    }
                }
                node = plan.nodes[node].next
            }
        }
        allPotential = potential.reduce(0, +)
    }

    private mutating func insert(
        _ visit: Int32,
        _ plan: inout WorkingPlan,
        _ times: RelaxedTimes
    ) -> Bool {
        let facts = tables.visits[visit]
        options = []
        for task in facts.firstTask..<(facts.firstTask + facts.taskCount) {
            options.append(
                positions(of: task, tables.visits.pointer(visit), &plan, times)
                    .sorted { $0.gain > $1.gain }
            )
        }
        return choose(visit, picked: [], gain: tables.value[visit], &plan)
    }

    /// All positions of a role that relaxed times allow, with points that need no times.
    private func positions(
        of task: Int32,
        _ visit: UnsafeMutablePointer<VisitFacts>,
        _ plan: inout WorkingPlan,
        _ times: RelaxedTimes
    ) -> [CoupledOption] {
        var found: [CoupledOption] = []
        var emptyShift: Int32 = -1
        var empties: Int32 = 0
        for pair in tables.firstPair[task]..<tables.firstPair[task + 1] {
            let slot = tables.pairSlot[pair]
            guard plan.hasRoom(slot, task: task) else { continue }
            if plan.states[slot].visits == 0 {
                let first = tables.slots[slot].firstSlot
                empties = emptyShift == first ? empties + 1 : 1
                emptyShift = first
                if empties > visit.pointee.taskCount { continue }
            }
            let facts = tables.slots[slot]
            let place = Int(tables.place(visit, base: facts.base))
            var node = plan.depot(slot)
            repeat {
                let next = plan.nodes[node].next
                let way = Int32(
                    facts.travel[Int(plan.nodes[node].place) * tables.placeCount + place]
                )
                let leg = Int32(
                    facts.travel[place * tables.placeCount + Int(plan.nodes[next].place)]
                )
                let earliest = tables.start(visit, notBefore: times.end[Int(node)] + way)
                let latest = min(
                    times.late[Int(next)] - leg - visit.pointee.minutes,
                    visit.pointee.lastLatest
                )
                let extra = way + leg - plan.nodes[node].toNext
                if earliest <= latest {
                    let crew = plan.states[slot].visits == 0 ? tables.weightCrew : 0
                    let promise =
                        tables.publishedTeam[task] == facts.team ? tables.weightChange : 0
                    var option = CoupledOption(pair: pair, slot: slot, after: node)
                    (option.earliest, option.latest) = (earliest, latest)
                    (option.minutes, option.leg) = (extra, leg)
                    if plan.rate(&option, visit, fixed: promise - crew) { found.append(option) }
                }
                node = next
            } while node != plan.depot(slot)
        }
        return found
    }

    /// Picks a position for one role after the other and tries each complete choice that may gain.
    private mutating func choose(
        _ visit: Int32,
        picked: [CoupledOption],
        gain: Int,
        _ plan: inout WorkingPlan
    ) -> Bool {
        let role = picked.count
        if role == options.count { return attempt(visit, picked, &plan) }
        let hope =
            gain + allPotential + options[(role + 1)...].reduce(0) { $0 + ($1.first?.gain ?? 0) }
        for option in options[role] {
            workLeft -= 1
            if hope + option.gain <= 0 || workLeft <= 0 { return false }
            guard !picked.contains(where: { $0.slot == option.slot }) else { continue }
            let least = picked.reduce(option.earliest) { max($0, $1.earliest) }
            let most = picked.reduce(option.latest) { min($0, $1.latest) }
            let facts = tables.visits.pointer(visit)
            let start = tables.start(facts, notBefore: least)
            guard start <= most else { continue }
            let next = picked + [option]
            let points = gain + option.gain
            guard points + reserve(next) - tables.lateness(facts, start: start) > 0 else {
                continue
            }
            if choose(visit, picked: next, gain: points, &plan) { return true }
        }
        return false
    }

    /// What other starts could add to an insertion into these slots.
    private func reserve(_ picked: [CoupledOption]) -> Int {
        guard picked.count == 1, options.count == 1, isPlain[Int(picked[0].slot)] else {
            return allPotential
        }
        return potential[Int(picked[0].slot)]
    }

    /// Settles the starts of a complete choice exactly and keeps it where the total rises.
    private mutating func attempt(
        _ visit: Int32,
        _ picked: [CoupledOption],
        _ plan: inout WorkingPlan
    ) -> Bool {
        let facts = tables.visits[visit]
        if wasSettledQuickly(facts, picked) { return false }
        let slots = plan.coupledSlots(
            of: picked.map(\.slot),
            joining: facts.isCoupled ? visit : nil
        )
        var routes = slots.map { (slot: $0, tasks: plan.tasks(ofSlot: $0)) }
        var stops = 1
        for index in routes.indices {
            for (role, option) in picked.enumerated() where option.slot == routes[index].slot {
                let task = facts.firstTask + Int32(role)
                let place = routes[index].tasks.firstIndex(of: option.after).map { $0 + 1 } ?? 0
                routes[index].tasks.insert(task, at: place)
            }
            stops += routes[index].tasks.count
        }
        var exact = ExactStarts(tables, routes: routes, nodeLimit: nodeLimit)
        let starts = exact.find()
        workLeft -= stops * (exact.nodes + 1)
        guard let starts else { return false }
        return plan.replaceIfBetter(routes, starts: starts)
    }

    /// Whether the quick insertion has looked at this choice exactly: no other starts hang on it, and
    /// the minutes of its team don't count.
    private func wasSettledQuickly(_ facts: VisitFacts, _ picked: [CoupledOption]) -> Bool {
        facts.roomSite < 0
            && picked.allSatisfy {
                isPlain[Int($0.slot)] && !tables.countsMinutes[tables.slots[$0.slot].team]
            }
    }
}
