/// Least and greatest starts of a plan's stops where only routes, roles and windows bind.
///
/// Rooms and published promises are left out, so that no true schedule lies outside: what does not
/// fit between these does not fit at all.
struct RelaxedTimes {
    private let tables: SearchTables
    /// [node] Earliest end of a stop, or departure from a base.
    private(set) var end: [Int32]
    /// [node] Latest start of a stop, or return to a base.
    private(set) var late: [Int32]
    /// [visit] Earliest and latest start of those in the plan.
    private var earliest: [Int32]
    private var latest: [Int32]

    init(_ plan: borrowing WorkingPlan) {
        tables = plan.tables
        let nodes = tables.taskCount + tables.slotCount
        end = [Int32](repeating: 0, count: nodes)
        late = [Int32](repeating: 0, count: nodes)
        earliest = (0..<tables.visitCount).map { plan.tables.visits[$0].firstEarliest }
        latest = (0..<tables.visitCount).map { plan.tables.visits[$0].lastLatest }
        let slots = (0..<Int32(tables.slotCount))
        var moved = true
        while moved {
            moved = false
            for slot in slots where raise(slot, plan) { moved = true }
        }
        moved = true
        while moved {
            moved = false
            for slot in slots where lower(slot, plan) { moved = true }
        }
    }

    /// Earliest start of a visit in the plan.
    func earliestStart(_ visit: Int32) -> Int32 { earliest[Int(visit)] }

    private mutating func raise(_ slot: Int32, _ plan: borrowing WorkingPlan) -> Bool {
        var moved = false
        let depot = plan.depot(slot)
        end[Int(depot)] = tables.slots[slot].start
        var free = tables.slots[slot].start + plan.nodes[depot].toNext
        var node = plan.nodes[depot].next
        while plan.isTask(node) {
            let visit = tables.visitOfTask[node]
            let facts = tables.visits.pointer(visit)
            let least = max(free, earliest[Int(visit)])
            let start = min(tables.start(facts, notBefore: least), facts.pointee.lastLatest)
            if start > earliest[Int(visit)] {
                earliest[Int(visit)] = start
                moved = true
            }
            end[Int(node)] = start + facts.pointee.minutes
            free = end[Int(node)] + plan.nodes[node].toNext
            node = plan.nodes[node].next
        }
        return moved
    }

    private mutating func lower(_ slot: Int32, _ plan: borrowing WorkingPlan) -> Bool {
        var moved = false
        let depot = plan.depot(slot)
        late[Int(depot)] = tables.slots[slot].end
        var limit = tables.slots[slot].end
        var node = plan.nodes[depot].previous
        while plan.isTask(node) {
            let visit = tables.visitOfTask[node]
            let facts = tables.visits.pointer(visit)
            let most = min(
                limit - plan.nodes[node].toNext - facts.pointee.minutes,
                latest[Int(visit)]
            )
            let start = max(tables.start(facts, notAfter: most), facts.pointee.firstEarliest)
            if start < latest[Int(visit)] {
                latest[Int(visit)] = start
                moved = true
            }
            late[Int(node)] = start
            limit = start
            node = plan.nodes[node].previous
        }
        return moved
    }
}
