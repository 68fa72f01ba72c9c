import DenseProblem

/// A plan that serves one visit, made from another plan by few changes.
public struct ProbedPlan: Sendable, Hashable {
    /// Points by which the total changes.
    public var gain: Int
    /// The plan.
    public var plan: DensePlan
    /// Visits that the other plan serves and this one doesn't, ascending.
    public var dropped: [Int]
}

/// Tries ways of serving one visit in a plan that stands, whatever it costs.
///
/// The others keep their crews and their order, but for those that make way: stops of one route in a
/// row, or one visit that stands in the way otherwise; these go wherever they still gain, else they
/// are dropped. Pinned visits never move. Not exhaustive: what is found is feasible, what is not
/// found may exist all the same.
///
/// One owner on one thread uses a probe; the plan it holds is the same after every call.
public final class InsertionProbe {
    let tables: SearchTables
    var plan: WorkingPlan

    /// Prepares to try changes of a plan; nil where that breaks a rule.
    ///
    /// - Parameters:
    ///   - context: the compiled scenario with its tables.
    ///   - plan: a plan that obeys all hard rules.
    public init?(_ context: SearchContext, plan: DensePlan) {
        var working = WorkingPlan(context)
        guard working.load(plan) else { return nil }
        tables = context.tables
        self.plan = working
    }

    /// The plan as it is held: routes as given, starts as early as may be.
    public var densePlan: DensePlan { plan.densePlan() }

    /// The best ways of serving a visit that is left out, at most one for each choice of crews.
    ///
    /// - Parameters:
    ///   - visit: the visit's index in the scenario.
    ///   - count: most ways to return.
    ///   - maxDropped: most stops in a row that make way; a whole route may do so in any case.
    /// - Returns: best first; empty where none was found, or where the visit is served.
    public func insertions(of visit: Int, most count: Int, maxDropped: Int = 3) -> [ProbedPlan] {
        let visit = Int32(visit)
        guard !plan.isServed(visit) else { return [] }
        var found = ProbedPlans(most: count)
        let base = plan.total
        if tables.visits[visit].isCoupled {
            insertCoupled(visit, base: base, &found)
        } else {
            insertSingle(visit, base: base, maxDropped: maxDropped, &found)
        }
        return found.best
    }

    /// The best other ways of serving a visit, with nobody else making way.
    ///
    /// - Parameters:
    ///   - visit: the visit's index in the scenario.
    ///   - count: most ways to return.
    /// - Returns: best first, the way it is served now (if that is still among the best) included;
    ///   empty where the visit is not served, or pinned.
    public func alternatives(to visit: Int, most count: Int) -> [ProbedPlan] {
        let visit = Int32(visit)
        guard plan.isServed(visit), !tables.visits[visit].isPinned else { return [] }
        var found = ProbedPlans(most: count)
        let base = plan.total
        if tables.visits[visit].isCoupled {
            forEachShift(of: visit) { role, slots in
                attempt(visit, making: [visit], base: base, &found) {
                    self.insertCoupled(visit, role: role, in: slots)
                }
            }
        } else {
            let task = tables.visits[visit].firstTask
            for pair in distinctPairs(of: task, freeing: plan.slot(ofTask: task)) {
                attempt(visit, making: [visit], base: base, &found) {
                    self.insertSingle(visit, pair: pair)
                }
            }
        }
        return found.best
    }

    // MARK: Visits with a start of their own

    private func insertSingle(
        _ visit: Int32,
        base: Int,
        maxDropped: Int,
        _ found: inout ProbedPlans
    ) {
        let task = tables.visits[visit].firstTask
        for pair in distinctPairs(of: task, freeing: -1) {
            let slot = tables.pairSlot[pair]
            for removed in [[]] + runs(inSlot: slot, longest: maxDropped) + teamMates(of: slot) {
                attempt(visit, making: removed, base: base, &found) {
                    self.insertSingle(visit, pair: pair)
                }
            }
        }
        for session in rivalSessions(of: visit) {
            attempt(visit, making: [session], base: base, &found) { self.insertAnywhere(visit) }
        }
    }

    private func insertSingle(_ visit: Int32, pair: Int32) -> Bool {
        let facts = tables.visits.pointer(visit)
        var best = Placement.none
        plan.consider(
            facts.pointee.firstTask,
            facts,
            pair: pair,
            slot: tables.pairSlot[pair],
            best: &best
        )
        guard best.pair >= 0 else { return false }
        plan.insert(visit, best)
        return true
    }

    /// The pairs of a task, with one of the idle crews of each shift standing for all.
    private func distinctPairs(of task: Int32, freeing freed: Int32) -> [Int32] {
        var emptyShift: Int32 = -1
        return (tables.firstPair[task]..<tables.firstPair[task + 1]).filter { pair in
            let slot = tables.pairSlot[pair]
            let visits = plan.states[slot].visits
            guard visits == 0 || (slot == freed && visits == 1) else { return true }
            let first = tables.slots[slot].firstSlot
            defer { emptyShift = first }
            return emptyShift != first
        }
    }

    // MARK: What makes way

    func insertAnywhere(_ visit: Int32) -> Bool {
        if tables.visits[visit].isCoupled {
            let placement = plan.bestCoupledPlacement(visit, starts: Self.startsToTry)
            guard placement.gain > Spot.impossible else { return false }
            plan.insertChosen(visit, start: placement.start)
        } else {
            let placement = plan.bestPlacement(visit)
            guard placement.gain > Spot.impossible else { return false }
            plan.insert(visit, placement)
        }
        return true
    }

    func mayMakeWay(_ visit: Int32) -> Bool { !tables.visits[visit].isPinned }

    /// Stops in a row of a route, up to a length, and the whole route; each visit once.
    private func runs(inSlot slot: Int32, longest: Int) -> [[Int32]] {
        let visits = plan.tasks(ofSlot: slot).map { tables.visitOfTask[$0] }
        var runs: [[Int32]] = []
        for begin in visits.indices {
            for end in (begin + 1)...visits.count {
                let isWhole = begin == 0 && end == visits.count
                guard isWhole || end - begin <= longest else { continue }
                let run = Array(visits[begin..<end])
                if run.allSatisfy(mayMakeWay) { runs.append(run) }
            }
        }
        return runs
    }

    /// Single visits of the team's other routes, where the team's minutes are limited.
    private func teamMates(of slot: Int32) -> [[Int32]] {
        let team = tables.slots[slot].team
        guard tables.maxMinutes[team] < Int(Int32.max / 2) else { return [] }
        return (0..<Int32(tables.slotCount))
            .filter { $0 != slot && tables.slots[$0].team == team }
            .flatMap { plan.tasks(ofSlot: $0).map { tables.visitOfTask[$0] } }
            .filter(mayMakeWay).map { [$0] }
    }

    /// Served sessions of the same program that may make way.
    func rivalSessions(of visit: Int32) -> [Int32] {
        let program = tables.visits[visit].program
        guard program >= 0 else { return [] }
        return (tables.firstSession[program]..<tables.firstSession[program + 1])
            .map { tables.sessions[$0] }
            .filter { $0 != visit && plan.isServed($0) && mayMakeWay($0) }
    }

    /// Takes visits out, puts the visit in, puts the others back where they gain; notes the outcome
    /// and takes everything back.
    func attempt(
        _ visit: Int32,
        making way: [Int32],
        base: Int,
        _ found: inout ProbedPlans,
        insert: () -> Bool
    ) {
        plan.beginStep()
        for other in way { plan.remove(other) }
        plan.refreshDirty()
        if !plan.isBroken, insert() {
            let others = way.filter { $0 != visit }
            for other in byValue(others) { putBack(other) }
            let facts = tables.visits[visit]
            let crews = (facts.firstTask..<(facts.firstTask + facts.taskCount))
                .map { plan.slot(ofTask: $0) }
            let gain = plan.total - base
            if found.isWorthwhile(gain, crews) {
                let dropped = others.filter { !plan.isServed($0) }.map(Int.init).sorted()
                let probed = ProbedPlan(gain: gain, plan: plan.densePlan(), dropped: dropped)
                found.note(probed, crews)
            }
        }
        plan.undoStep()
    }

    private func byValue(_ visits: [Int32]) -> [Int32] {
        visits.sorted {
            (-tables.value[$0], tables.rankOfVisit[$0])
                < (-tables.value[$1], tables.rankOfVisit[$1])
        }
    }

    private func putBack(_ visit: Int32) {
        if tables.visits[visit].isCoupled {
            let placement = plan.bestCoupledPlacement(visit, starts: Self.startsToTry)
            if placement.gain > 0 { plan.insertChosen(visit, start: placement.start) }
        } else {
            let placement = plan.bestPlacement(visit)
            if placement.gain > 0 { plan.insert(visit, placement) }
        }
    }
}

/// The best plans found so far, one for each choice of crews.
struct ProbedPlans {
    let most: Int
    private var entries: [(crews: [Int32], plan: ProbedPlan)] = []

    init(most: Int) { self.most = max(0, most) }

    /// Best first.
    var best: [ProbedPlan] { entries.map(\.plan) }

    func isWorthwhile(_ gain: Int, _ crews: [Int32]) -> Bool {
        if let known = entries.first(where: { $0.crews == crews }) { return gain > known.plan.gain }
        return entries.count < most || gain > entries[entries.count - 1].plan.gain
    }

    mutating func note(_ plan: ProbedPlan, _ crews: [Int32]) {
        entries.removeAll { $0.crews == crews }
        let place = entries.firstIndex { $0.plan.gain < plan.gain } ?? entries.count
        entries.insert((crews, plan), at: place)
        if entries.count > most { entries.removeLast() }
    }
}
