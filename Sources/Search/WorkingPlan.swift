import DenseProblem

/// A stop of a route, or the base of a slot (both its departure and its return).
struct Node: BitwiseCopyable {
    var next: Int32
    var previous: Int32
    var place: Int32
    /// Start of the visit.
    var start: Int32 = 0
    /// End of the visit; at the base, the minute of departure.
    var end: Int32 = 0
    /// Latest start that leaves the rest of the route feasible; at the base, the end of the shift.
    var late: Int32 = 0
    /// Travel minutes to the next node.
    var toNext: Int32 = 0
    /// Whether a later arrival here may change points: lateness or a published start from here on.
    var sensitive: Int32 = 0
}

/// What is kept per slot beside its nodes.
struct SlotState: BitwiseCopyable {
    /// Names this very content; equal versions mean equal content.
    var version: UInt32 = 0
    var visits: Int32 = 0
    var load: Int32 = 0
    /// Travel minutes, and these plus service minutes.
    var travel: Int32 = 0
    var work: Int32 = 0
    /// The step that last saved this slot for undoing.
    var savedIn: UInt32 = 0
    var isDirty = false
    /// Points of the route by itself: travel, crew, preference, lateness, published.
    var points = 0
}

/// The best place for a task in one slot, as last computed.
struct Spot: BitwiseCopyable {
    /// A gain that means "does not fit".
    static let impossible = Int.min / 4

    /// Points of the route with the task less those without.
    var gain: Int
    /// The node to insert after.
    var after: Int32 = -1
    /// Added travel minutes.
    var minutes: Int32 = 0
    /// Least start asked, 0 for none; above the arrival where a published start is worth a wait.
    var floor: Int32 = 0
    /// The slot's version for which this holds.
    var version: UInt32 = 0

    static var none: Spot { Spot(gain: impossible) }
}

/// A plan under change: routes as linked lists with forward and backward times, all sums kept.
///
/// Every change keeps the hard rules. Visits with coupled starts (several roles, or rooms that can
/// bind) have a fixed start while they are in the plan, so that routes stay independent of each
/// other; all others start as early as their route allows, or at their `floor`.
///
/// Changes are made by ``insert(_:_:)`` and ``remove(_:)``; between ``beginStep()`` and the next one,
/// ``undoStep()`` takes all of them back.
struct WorkingPlan: ~Copyable {
    let context: SearchContext
    let tables: SearchTables
    private let arena = Arena()
    let nodes: Buffer<Node>
    /// [task] Least and most start allowed beyond the windows; equal where the start is fixed.
    let floor: Buffer<Int32>
    let ceiling: Buffer<Int32>
    /// [task] The pair by which it is in the plan; −1 where it is not.
    let pairOfTask: Buffer<Int32>
    /// [task] That pair's slot, as long as the task is in the plan.
    let slotOfTask: Buffer<Int32>
    let states: Buffer<SlotState>
    /// [pair] The best spot for a version of the slot.
    let spots: Buffer<Spot>
    let teamWork: Buffer<Int>
    /// [counter] Tasks of a program's role that a team serves.
    let counters: Buffer<Int32>
    /// [program and role] Teams with a counter above 0.
    let teamsOfRole: Buffer<Int32>
    /// [program × days + day] Sessions served.
    let sessionsOnDay: Buffer<Int32>
    /// [room site × days + day] First visit hosted, −1 for none; then [visit] the next and previous.
    let firstHosted: Buffer<Int32>
    let nextHosted: Buffer<Int32>
    let previousHosted: Buffer<Int32>
    /// [visit] Position in ``unserved``; −1 where it is served.
    let unservedPosition: Buffer<Int32>
    /// [visit] The slot that serves it; ``notServed``, or ``manySlots`` where it has several roles.
    let slotOfVisit: Buffer<Int32>
    /// Visits left out, in no particular order.
    var unserved: Stack<Int32>
    /// Points of the plan, with ``SearchTables/pinBonus`` per pinned visit.
    var total: Int
    /// Counts elementary work: stops looked at.
    var work = 0
    /// Whether a change of this step broke a limit of time, which only taking visits out can do, and
    /// only where a travel table breaks the triangle inequality.
    var isBroken = false
    var lastVersion: UInt32 = 1
    var step: UInt32 = 0
    var dirty: Stack<Int32>
    var savedSlots: Stack<SavedSlot>
    var savedStops: Stack<SavedStop>
    /// Room for the placement of a coupled visit; see `WorkingPlan+Coupled`.
    var options: Stack<CoupledOption>
    var startCandidates: Stack<Int32>
    let shortlist: Buffer<RatedOption>
    let shortlistCounts: Buffer<Int32>
    let chosen: Buffer<CoupledOption>
    /// [role] Where the role's options end; the option picked while choosing crews.
    let trial: Buffer<Int32>
    let picks: Buffer<Int32>

    init(_ context: SearchContext) {
        self.context = context
        tables = context.tables
        let tasks = tables.taskCount
        let slots = tables.slotCount
        let visits = tables.visitCount
        let days = tables.dayCount
        let programs = tables.gapDays.count
        let roles = max(1, tables.roleStride)
        nodes = arena.buffer(count: tasks + slots, of: Node(next: -1, previous: -1, place: -1))
        floor = arena.buffer(count: tasks, of: 0)
        ceiling = arena.buffer(count: tasks, of: SearchTables.never)
        pairOfTask = arena.buffer(count: tasks, of: -1)
        slotOfTask = arena.buffer(count: tasks, of: -1)
        states = arena.buffer(count: slots, of: SlotState())
        spots = arena.buffer(count: tables.pairSlot.count, of: Spot.none)
        teamWork = arena.buffer(count: tables.teamCount, of: 0)
        counters = arena.buffer(count: tables.counterCount, of: 0)
        teamsOfRole = arena.buffer(count: programs * roles, of: 0)
        sessionsOnDay = arena.buffer(count: programs * days, of: 0)
        firstHosted = arena.buffer(count: tables.roomLimit.count * days, of: -1)
        nextHosted = arena.buffer(count: visits, of: -1)
        previousHosted = arena.buffer(count: visits, of: -1)
        unservedPosition = arena.buffer(count: visits, of: -1)
        slotOfVisit = arena.buffer(count: visits, of: Self.notServed)
        unserved = Stack(arena.buffer(count: visits, of: 0))
        dirty = Stack(arena.buffer(count: slots, of: 0))
        savedSlots = Stack(arena.buffer(count: slots, of: SavedSlot(slot: 0, version: 0, end: 0)))
        savedStops = Stack(
            arena.buffer(count: tasks, of: SavedStop(task: 0, pair: 0, floor: 0, ceiling: 0))
        )
        let positions = roles * (tasks + slots)
        options = Stack(arena.buffer(count: positions, of: CoupledOption()))
        startCandidates = Stack(arena.buffer(count: positions + 2 * roles + 1, of: 0))
        shortlist = arena.buffer(count: roles * roles, of: RatedOption())
        shortlistCounts = arena.buffer(count: roles, of: 0)
        chosen = arena.buffer(count: roles, of: CoupledOption())
        trial = arena.buffer(count: roles, of: 0)
        picks = arena.buffer(count: roles, of: 0)
        total = tables.changesBase
        for visit in 0..<visits {
            unservedPosition[visit] = Int32(visit)
            unserved.push(Int32(visit))
        }
        for slot in 0..<slots { resetNode(ofSlot: Int32(slot)) }
    }

    private func resetNode(ofSlot slot: Int32) {
        let facts = tables.slots.pointer(slot)
        let depot = self.depot(slot)
        nodes[depot] = Node(
            next: depot,
            previous: depot,
            place: facts.pointee.base,
            start: facts.pointee.start,
            end: facts.pointee.start,
            late: facts.pointee.end
        )
        states[slot].version = 1
    }

    /// The node of a slot's base.
    @inline(__always)
    func depot(_ slot: Int32) -> Int32 { Int32(truncatingIfNeeded: tables.taskCount) + slot }

    /// Whether a node is a task rather than a base.
    @inline(__always)
    func isTask(_ node: Int32) -> Bool { node < Int32(truncatingIfNeeded: tables.taskCount) }

    /// For no slot, and for one of each role, in ``slotOfVisit``.
    static let notServed: Int32 = -1
    static let manySlots: Int32 = -2

    /// Whether a visit is in the plan.
    @inline(__always)
    func isServed(_ visit: Int32) -> Bool { slotOfVisit[visit] != Self.notServed }

    /// Start of a served visit.
    @inline(__always)
    func start(ofVisit visit: Int32) -> Int32 { nodes[tables.visits[visit].firstTask].start }

    /// The slot of a task in the plan.
    @inline(__always)
    func slot(ofTask task: Int32) -> Int32 {
        assert(pairOfTask[task] >= 0, "the task is not in the plan")
        return slotOfTask[task]
    }

    /// Points as the scenario counts them.
    var totalPoints: Int {
        var pinned = 0
        for visit in 0..<tables.visitCount
        where tables.visits[visit].isPinned && isServed(Int32(visit)) {
            pinned += 1
        }
        return total - pinned * tables.pinBonus
    }
}
