/// Ways to choose what is taken out.
enum RuinOperator: Int, CaseIterable {
    /// Strings of adjacent stops in routes near a visit (SISR).
    case strings
    /// Single visits near each other in place and time.
    case band
    /// Whole routes near a visit.
    case routes
    /// A string in a route that could hold a visit left out, which then goes first.
    case ejection
    /// A visit with coupled start, the stops around it, and others like it nearby.
    case coupled
    /// All sessions of a program, to go to one team.
    case program
    /// All routes of a team.
    case team

    static let all = RuinOperator.allCases

    /// Share of the steps that each begins with, in the order of the cases.
    static func shares(hasCoupled: Bool, hasPrograms: Bool, days: Int) -> [Double] {
        [
            0.55, 0.12, 0.08, 0.15, hasCoupled ? 0.06 : 0, hasPrograms ? 0.05 : 0,
            days > 1 ? 0.03 : 0.01,
        ]
    }
}

extension SearchEngine {
    /// Takes visits out of the plan; they become candidates.
    mutating func ruin(_ way: RuinOperator) {
        switch way {
        case .strings: ruinStrings(around: randomSeed())
        case .band: ruinBand()
        case .routes: ruinRoutes()
        case .ejection: ruinForUnserved()
        case .coupled: ruinCoupled()
        case .program: ruinProgram()
        case .team: ruinTeam()
        }
    }

    /// Takes a served visit out and makes it a candidate.
    @inline(__always)
    mutating func takeOut(_ visit: Int32) {
        guard plan.isServed(visit), candidateIn[visit] != plan.step else { return }
        plan.remove(visit)
        candidateIn[visit] = plan.step
        candidates.push(Candidate(visit: visit))
    }

    /// Strings of adjacent stops in routes near a visit (Christiaens and Vanden Berghe 2020, 5.2).
    mutating func ruinStrings(around seed: Int32) {
        let usedSlots = max(1, tables.slotCount)
        let served = tables.visitCount - plan.unserved.count
        let length = (served + usedSlots - 1) / usedSlots + 1
        let mean = max(1, min(Self.longestString(length: length), length))
        let most = max(1, 4 * Self.meanRemoved / (1 + mean))
        var strings = 1 + random.next(below: most)
        var day: Int32 = -1
        let staysInDay = tables.dayCount > 1 && random.next(below: 8) != 0
        if plan.isServed(seed), ruinString(through: seed, day: &day, staysInDay: staysInDay) {
            strings -= 1
        }
        let list = neighbours.list(seed)
        var index = 0
        while strings > 0, index < neighbours.width {
            let visit = list[index]
            index += 1
            guard plan.isServed(visit) else { continue }
            if ruinString(through: visit, day: &day, staysInDay: staysInDay) { strings -= 1 }
        }
    }

    private static let meanRemoved = 7
    /// Stops of a route that may lose more than one string in a step.
    private static let longRoute = 12

    /// Most stops of a string: three, in long routes up to ten.
    @inline(__always)
    private static func longestString(length: Int) -> Int { max(3, min(10, length / 4)) }

    /// Takes out a random string that holds a visit, unless its route is short and was ruined before.
    ///
    /// In long routes half of the strings leave some stops in their middle where they are.
    private mutating func ruinString(
        through visit: Int32,
        day: inout Int32,
        staysInDay: Bool
    ) -> Bool {
        let facts = tables.visits.pointer(visit)
        var task = facts.pointee.firstTask
        if facts.pointee.taskCount > 1 {
            task += Int32(random.next(below: Int(facts.pointee.taskCount)))
        }
        let slot = plan.slot(ofTask: task)
        let length = Int(plan.states[slot].visits)
        if ruinedIn[slot] == plan.step, length < Self.longRoute { return false }
        let slotDay = tables.slots.pointer(slot).pointee.day
        if staysInDay, day >= 0, slotDay != day { return false }
        day = slotDay
        ruinedIn[slot] = plan.step
        let longest = min(length, Self.longestString(length: length))
        let count = 1 + random.next(below: longest)
        let isSplit = longest > 3 && random.next(below: 2) == 0
        takeOutString(
            from: task,
            count: count,
            keeping: isSplit ? 1 + random.next(below: longest) : 0
        )
        return true
    }

    /// Takes out up to `count` adjacent stops, one of them the given one, or as many around some
    /// that stay.
    mutating func takeOutString(from task: Int32, count: Int, keeping kept: Int = 0) {
        var kept = kept
        var beforeKept = kept == 0 ? 0 : 1 + random.next(below: count)
        var first = task
        var back = random.next(below: count)
        while back > 0, plan.isTask(plan.nodes[first].previous) {
            first = plan.nodes[first].previous
            back -= 1
        }
        var node = first
        var left = count
        while left > 0, plan.isTask(node) {
            let next = plan.nodes[node].next
            if beforeKept == 0, kept > 0 {
                kept -= 1
                node = next
                continue
            }
            beforeKept -= 1
            let visit = tables.visitOfTask[node]
            // A multi-role visit may hold two stops here only if its crews were one, which they
            // are not; so the next stop stays in place when this one goes.
            takeOut(visit)
            node = next
            left -= 1
        }
    }

    /// Visits near a seed that start at about the same time.
    private mutating func ruinBand() {
        let seed = randomSeed()
        var left = 2 + random.next(below: 2 * Self.meanRemoved - 2)
        let list = neighbours.list(seed)
        let middle =
            plan.isServed(seed)
            ? plan.start(ofVisit: seed)
            : tables.visits[seed].firstEarliest
                + Int32(
                    random.next(
                        below: Int(
                            max(
                                1,
                                tables.visits[seed].firstLatest - tables.visits[seed].firstEarliest
                                    + 1
                            )
                        )
                    )
                )
        let width = Int32(20 + random.next(below: 120))
        if plan.isServed(seed) { takeOut(seed) }
        var index = 0
        while left > 0, index < neighbours.width {
            let visit = list[index]
            index += 1
            guard plan.isServed(visit), candidateIn[visit] != plan.step,
                abs(plan.start(ofVisit: visit) - middle) <= width
            else { continue }
            takeOut(visit)
            left -= 1
        }
    }

    /// One to three whole routes near a seed.
    private mutating func ruinRoutes() {
        let seed = randomSeed()
        var left = 1 + random.next(below: 3)
        let list = neighbours.list(seed)
        var index = -1
        var day: Int32 = -1
        while left > 0, index < neighbours.width {
            let visit = index < 0 ? seed : list[index]
            index += 1
            guard plan.isServed(visit) else { continue }
            let slot = plan.slot(ofTask: tables.visits[visit].firstTask)
            let slotDay = tables.slots.pointer(slot).pointee.day
            guard ruinedIn[slot] != plan.step, day < 0 || day == slotDay else { continue }
            day = slotDay
            takeOutRoute(slot)
            left -= 1
        }
    }

    mutating func takeOutRoute(_ slot: Int32) {
        ruinedIn[slot] = plan.step
        var node = plan.nodes[plan.depot(slot)].next
        while plan.isTask(node) {
            let next = plan.nodes[node].next
            takeOut(tables.visitOfTask[node])
            node = next
        }
    }

    /// Makes room in a route for a visit left out, which then goes first.
    private mutating func ruinForUnserved() {
        guard plan.unserved.count > 0 else {
            ruinStrings(around: randomSeed())
            return
        }
        let visit = randomUnserved()
        let facts = tables.visits.pointer(visit)
        let task = facts.pointee.firstTask + Int32(random.next(below: Int(facts.pointee.taskCount)))
        let pairs = Int(tables.firstPair[task + 1] - tables.firstPair[task])
        guard pairs > 0 else {
            ruinStrings(around: randomSeed())
            return
        }
        let slots = 1 + random.next(below: 2)
        for _ in 0..<slots {
            let pair = tables.firstPair[task] + Int32(random.next(below: pairs))
            let slot = tables.pairSlot[pair]
            let length = Int(plan.states[slot].visits)
            if length > 0, ruinedIn[slot] != plan.step {
                ruinedIn[slot] = plan.step
                var node = plan.nodes[plan.depot(slot)].next
                for _ in 0..<random.next(below: length) { node = plan.nodes[node].next }
                takeOutString(from: node, count: 1 + random.next(below: min(3, length)))
            }
        }
        candidateIn[visit] = plan.step
        candidates.push(Candidate(visit: visit, key: .infinity))
    }

    /// A visit with coupled start, strings around its stops, and others like it nearby.
    private mutating func ruinCoupled() {
        let seed = coupledVisits[random.next(below: coupledVisits.count)]
        if plan.isServed(seed) {
            let facts = tables.visits[seed]
            for task in facts.firstTask..<(facts.firstTask + facts.taskCount)
            where plan.pairOfTask[task] >= 0 {
                takeOutNeighbours(of: task)
            }
            takeOut(seed)
        } else {
            candidateIn[seed] = plan.step
            candidates.push(Candidate(visit: seed, key: .infinity))
        }
        let list = neighbours.list(seed)
        var left = random.next(below: 4)
        var index = 0
        while left > 0, index < neighbours.width {
            let visit = list[index]
            index += 1
            guard plan.isServed(visit), tables.visits.pointer(visit).pointee.isCoupled else {
                continue
            }
            takeOut(visit)
            left -= 1
        }
        ruinStrings(around: seed)
    }

    /// Takes out the stops just before and after one, at random.
    private mutating func takeOutNeighbours(of task: Int32) {
        let previous = plan.nodes[task].previous
        let next = plan.nodes[task].next
        if plan.isTask(previous), random.next(below: 2) == 0 {
            takeOut(tables.visitOfTask[previous])
        }
        if plan.isTask(next), random.next(below: 2) == 0 { takeOut(tables.visitOfTask[next]) }
    }

    /// All sessions of a program, those left out too, with a team wanted for all; and some room.
    private mutating func ruinProgram() {
        let program = programs[random.next(below: programs.count)]
        let sessions = tables.firstSession[program]..<tables.firstSession[program + 1]
        for index in sessions {
            let visit = tables.sessions[index]
            if plan.isServed(visit) {
                takeOut(visit)
            } else if candidates.count < 60 {
                candidateIn[visit] = plan.step
                candidates.push(Candidate(visit: visit))
            }
        }
        let some = tables.sessions[sessions.lowerBound + Int32(random.next(below: sessions.count))]
        let task = tables.visits[some].firstTask
        let pairs = Int(tables.firstPair[task + 1] - tables.firstPair[task])
        guard pairs > 0, random.next(below: 4) != 0 else { return }
        let slot = tables.pairSlot[tables.firstPair[task] + Int32(random.next(below: pairs))]
        wantedTeam = tables.slots[slot].team
        makeRoom(forTeam: wantedTeam)
    }

    /// Takes a stop or two out of each of a team's routes.
    private mutating func makeRoom(forTeam team: Int32) {
        for shift in plan.context.problem.shifts.shiftsOfTeam[Int(team)] {
            let first = tables.firstSlotOfShift[Int(shift)]
            let slot = first + Int32(random.next(below: Int(tables.slots[first].slotCount)))
            let length = Int(plan.states[slot].visits)
            guard length > 0, random.next(below: 2) == 0 else { continue }
            var node = plan.nodes[plan.depot(slot)].next
            for _ in 0..<random.next(below: length) { node = plan.nodes[node].next }
            takeOutString(from: node, count: min(length, 1 + random.next(below: 2)))
        }
    }

    /// All routes of a team, or of one of its days.
    private mutating func ruinTeam() {
        let seed = randomSeed()
        let task = tables.visits[seed].firstTask
        let pairs = Int(tables.firstPair[task + 1] - tables.firstPair[task])
        let slot = tables.pairSlot[tables.firstPair[task] + Int32(random.next(below: pairs))]
        let team = tables.slots[slot].team
        var left = 24
        for shift in plan.context.problem.shifts.shiftsOfTeam[Int(team)] {
            let first = tables.firstSlotOfShift[Int(shift)]
            for crew in first..<(first + tables.slots[first].slotCount) where left > 0 {
                left -= Int(plan.states[crew].visits)
                takeOutRoute(crew)
            }
        }
    }
}
