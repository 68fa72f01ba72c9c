/// A route seen by the search, offered as a candidate column.
public struct CandidateRoute: Sendable, Hashable {
    /// The shift.
    public var shift: Int
    /// Tasks in the order served.
    public var tasks: [Int32]

    /// A route from its parts.
    public init(shift: Int, tasks: [Int32]) {
        self.shift = shift
        self.tasks = tasks
    }
}

/// Collects routes, each once, up to a number; flat memory, no allocation while collecting.
struct RoutePool: ~Copyable {
    private let arena = Arena()
    /// Open addressing over hashes; 0 marks a free place.
    private let seen: Buffer<UInt64>
    private let stops: Buffer<Int32>
    private let ends: Buffer<Int32>
    private let shifts: Buffer<Int32>
    private var seenCount = 0
    private var count = 0

    /// Room for a number of routes between two drains; at most four times as many are told apart.
    init(capacity: Int) {
        var places = 1024
        while places < 8 * capacity { places *= 2 }
        seen = arena.buffer(count: places, of: 0)
        stops = arena.buffer(count: 6 * capacity, of: 0)
        ends = arena.buffer(count: capacity, of: 0)
        shifts = arena.buffer(count: capacity, of: 0)
    }

    /// Takes up the route of a slot unless it is known or there is no room.
    @inline(__always)
    mutating func offer(_ slot: Int32, of plan: borrowing WorkingPlan) {
        let begin = count == 0 ? 0 : Int(ends[count - 1])
        let length = Int(plan.states[slot].visits)
        guard length > 0, count < ends.count, begin + length <= stops.count else { return }
        var hash = UInt64(truncatingIfNeeded: plan.tables.slots[slot].shift) &+ 0x1234_5678_9ABC
        var node = plan.nodes[plan.depot(slot)].next
        var end = begin
        while plan.isTask(node) {
            stops[end] = node
            end += 1
            hash = (hash ^ UInt64(truncatingIfNeeded: node)) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
            node = plan.nodes[node].next
        }
        guard isNew(hash | 1) else { return }
        shifts[count] = plan.tables.slots[slot].shift
        ends[count] = Int32(truncatingIfNeeded: end)
        count += 1
    }

    private mutating func isNew(_ hash: UInt64) -> Bool {
        let mask = seen.count - 1
        var place = Int(truncatingIfNeeded: hash >> 1) & mask
        while seen[place] != 0 {
            if seen[place] == hash { return false }
            place = (place + 1) & mask
        }
        if seenCount * 2 >= seen.count {
            // Half full: start anew, at the price of offering some routes twice.
            seen.fill(0)
            seenCount = 0
            place = Int(truncatingIfNeeded: hash >> 1) & mask
        }
        seen[place] = hash
        seenCount += 1
        return true
    }

    /// Hands out the routes collected since the last time.
    mutating func drain() -> [CandidateRoute] {
        var routes: [CandidateRoute] = []
        routes.reserveCapacity(count)
        var begin = 0
        for index in 0..<count {
            let end = Int(ends[index])
            routes.append(
                CandidateRoute(
                    shift: Int(shifts[index]),
                    tasks: (begin..<end).map { stops[$0] }
                )
            )
            begin = end
        }
        count = 0
        return routes
    }
}
