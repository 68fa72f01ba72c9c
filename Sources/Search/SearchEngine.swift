import DenseProblem

/// A visit waiting to be put back, with the key by which it takes its turn.
struct Candidate: BitwiseCopyable {
    var visit: Int32
    /// The pair to try for a visit that was left out before; −1, all pairs, for one taken out.
    var pair: Int32 = -1
    var key = 0.0
}

/// Ruin and recreate on a working plan; see ``LargeNeighbourhoodSearch``.
struct SearchEngine: ~Copyable {
    var plan: WorkingPlan
    var random: RandomSource
    let tables: SearchTables
    let arena = Arena()
    let neighbours: Neighbours
    var pool: RoutePool
    var operators: OperatorWeights
    /// Visits taken out or tried in this step.
    var candidates: Stack<Candidate>
    /// [visit] The last step in which it became a candidate.
    let candidateIn: Buffer<UInt32>
    /// [slot] The last step in which it was ruined.
    let ruinedIn: Buffer<UInt32>
    /// [slot] The last choice among a visit's slots in which it was tried; and the present one.
    let triedIn: Buffer<UInt32>
    var choice: UInt32 = 0
    /// Slots changed or near a visit, while a place for it is sought.
    var nearbySlots: Stack<Int32>
    /// Their pairs, −1 for none.
    let nearbyPairs: Buffer<Int32>
    /// The sum of what was read of these ahead; of no use, but without it nothing would be read.
    var versionsRead: UInt32 = 0
    /// [visit] Points per minute, for the order of insertion.
    let density: Buffer<Double>
    var cooling: Cooling
    /// Slots until the next one is passed over on purpose.
    var blinkCountdown = 50
    /// The team that sessions taken out together should go to, or −1.
    var wantedTeam: Int32 = -1
    /// Visits that may be chosen as seeds.
    let seeds: Buffer<Int32>
    var focus: Focus
    /// Visits with several roles or in rooms; sessions of programs of more than one.
    let coupledVisits: Buffer<Int32>
    let programs: Buffer<Int32>
    /// The best plan so far; not yet copied while the current one is the best.
    private(set) var bestTotal: Int
    private var isCurrentBest = true
    private var bestStops: Stack<BestStop>
    private(set) var improvements = 0
    private(set) var accepted = 0
    private(set) var steps = 0

    init?(_ context: SearchContext, start: DensePlan, seed: UInt64) {
        var plan = WorkingPlan(context)
        guard plan.load(start) else { return nil }
        tables = context.tables
        random = RandomSource(seed: seed)
        let visits = tables.visitCount
        let facts = tables.visits.array
        neighbours = Neighbours(tables, width: 150)
        pool = RoutePool(capacity: 20_000)
        candidates = Stack(arena.buffer(count: visits, of: Candidate(visit: 0)))
        candidateIn = arena.buffer(count: visits, of: 0)
        ruinedIn = arena.buffer(count: tables.slotCount, of: 0)
        triedIn = arena.buffer(count: tables.slotCount, of: 0)
        nearbySlots = Stack(arena.buffer(count: tables.slotCount, of: 0))
        nearbyPairs = arena.buffer(count: tables.slotCount, of: -1)
        let tables = tables
        density = arena.buffer(
            (0..<visits).map { visit in
                let value = tables.value[visit] - (facts[visit].isPinned ? tables.pinBonus : 0)
                return Double(value) / Double((facts[visit].minutes + 12) * facts[visit].taskCount)
            }
        )
        let canServe = tables.visitAtRank.array.filter { visit in
            let first = facts[Int(visit)].firstTask
            return (first..<(first + facts[Int(visit)].taskCount)).allSatisfy {
                tables.firstPair[$0] < tables.firstPair[$0 + 1]
            }
        }
        seeds = arena.buffer(canServe)
        focus = Focus(tables, seeds: seeds)
        coupledVisits = arena.buffer(canServe.filter { facts[Int($0)].isCoupled })
        programs = arena.buffer(
            (0..<Int32(tables.gapDays.count)).filter {
                tables.firstSession[$0 + 1] - tables.firstSession[$0] > 1
            }
        )
        operators = OperatorWeights(
            shares: RuinOperator.shares(
                hasCoupled: coupledVisits.count > 0,
                hasPrograms: programs.count > 0,
                days: tables.dayCount
            )
        )
        let lengths = plan.states.array.map { Double($0.visits) }.filter { $0 > 0 }
        cooling = Cooling(
            tables,
            meanLength: lengths.reduce(0, +) / Double(max(1, lengths.count))
        )
        bestStops = Stack(
            arena.buffer(count: tables.taskCount, of: BestStop(task: 0, slot: 0, start: 0))
        )
        bestTotal = plan.total
        self.plan = plan
        offerAllRoutes()
    }

    /// Makes a number of steps, fewer where it is asked to stop.
    mutating func run(steps count: Int, shouldStop: () -> Bool) {
        guard seeds.count > 0 else { return }
        var left = count
        while left > 0 {
            step()
            left -= 1
            if steps % Self.stepsPerRetiming == 0, coupledVisits.count > 0 { retime() }
            if left & 255 == 0, shouldStop() { return }
        }
    }

    private static let stepsPerRetiming = 4096

    /// Moves visits with coupled starts to earlier ones where nothing is lost by it.
    private mutating func retime() {
        plan.retime()
        noteCurrent()
    }

    /// Takes some visits out, puts what fits back in, and keeps or undoes the change.
    private mutating func step() {
        steps += 1
        let before = plan.total
        plan.beginStep()
        candidates.removeAll()
        wantedTeam = -1
        focus.advance(&random, work: &plan.work)
        let workBefore = plan.work
        let chosen = operators.choose(random.nextUnit())
        ruin(RuinOperator.all[chosen])
        plan.refreshDirty()
        if plan.isBroken {
            plan.undoStep()
            cooling.advance()
            return
        }
        recreate()
        plan.work += 8
        let merit = decide(before: before)
        operators.note(chosen, merit: merit, work: plan.work - workBefore)
        cooling.advance()
    }

    /// Accepts or undoes the step; the merit of what it brought.
    private mutating func decide(before: Int) -> Double {
        let after = plan.total
        if after > bestTotal {
            bestTotal = after
            isCurrentBest = true
            improvements += 1
            offerRoutes()
            return 8
        }
        if after >= before || Double(after - before) > cooling.threshold(&random) {
            if isCurrentBest, after < bestTotal {
                // Leaving the best plan: go back to copy it, at the price of this one step.
                plan.undoStep()
                saveBest()
                return 0
            }
            accepted += 1
            if after != before { offerRoutes() }
            return after > before ? 2 : 0.25
        }
        plan.undoStep()
        return 0
    }

    private mutating func offerAllRoutes() {
        for slot in 0..<Int32(tables.slotCount) { pool.offer(slot, of: plan) }
    }

    private mutating func offerRoutes() {
        for index in 0..<plan.savedSlots.count { pool.offer(plan.savedSlots[index].slot, of: plan) }
    }

    /// Copies the current plan as the best one.
    mutating func saveBest() {
        guard isCurrentBest else { return }
        isCurrentBest = false
        bestStops.removeAll()
        for slot in 0..<Int32(tables.slotCount) where plan.states[slot].visits > 0 {
            var node = plan.nodes[plan.depot(slot)].next
            while plan.isTask(node) {
                bestStops.push(BestStop(task: node, slot: slot, start: plan.nodes[node].start))
                node = plan.nodes[node].next
            }
        }
    }

    /// The best plan so far; leaves the search as it is.
    func bestPlan() -> DensePlan {
        if isCurrentBest { return plan.densePlan() }
        var routes: [DenseRoute] = []
        var slot: Int32 = -1
        for index in 0..<bestStops.count {
            let stop = bestStops[index]
            if stop.slot != slot {
                slot = stop.slot
                let facts = tables.slots[slot]
                routes.append(
                    DenseRoute(
                        shift: Int(facts.shift),
                        crew: Int(facts.crew),
                        tasks: [],
                        starts: []
                    )
                )
            }
            routes[routes.count - 1].tasks.append(stop.task)
            routes[routes.count - 1].starts.append(stop.start)
        }
        return DensePlan(routes: routes)
    }

    /// Goes on from another plan; false, changing nothing, where that breaks a rule.
    mutating func adopt(_ other: DensePlan) -> Bool {
        saveBest()
        let current = plan.densePlan()
        guard plan.load(other) else {
            let isBack = plan.load(current)
            assert(isBack, "the current plan no longer loads")
            return false
        }
        noteCurrent()
        offerAllRoutes()
        return true
    }

    /// Takes note that the current plan was changed from outside the steps.
    mutating func noteCurrent() {
        if plan.total > bestTotal {
            bestTotal = plan.total
            isCurrentBest = true
        }
    }
}

/// A stop of the best plan.
struct BestStop: BitwiseCopyable {
    var task: Int32
    var slot: Int32
    var start: Int32
}
