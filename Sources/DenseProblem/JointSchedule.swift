import Scheduling

/// Earliest starts for a set of routes whose orders are fixed, synchronised roles and rooms included.
///
/// For fixed orders every rule that binds starts, but for rooms, has the form "this start is at least
/// that start plus so much", or "these starts are equal", or "within these windows". Such systems
/// have a least solution, found by raising starts until nothing moves; it is the best one too, as
/// waiting is free and no visit's worth grows with time. Rooms are disjunctive: where more visits
/// overlap than a site has rooms, the one with the later start (ties: the higher index) is moved to
/// the next end; that keeps the order of starts, is exact where this order is, and else a heuristic.
public struct JointSchedule {
    private let problem: DenseProblem
    /// [visit] The least start so far; −1 where the visit is not in any of the routes.
    private var start: [Int32]
    /// Starts demanded from outside by visit, such as published promises; empty for none.
    private let limits: [Int: ClosedRange<Int>]

    /// Starts for the routes given as (shift, tasks); nil where no starts fit the orders.
    ///
    /// - Parameters:
    ///   - routes: the tours; a visit's roles must all be among them for its start to be right.
    ///   - problem: the compiled scenario.
    ///   - limits: allowed starts by visit, where some are asked.
    /// - Returns: for each route the starts of its tasks, or nil.
    /// - Complexity: O(rounds · tasks); rounds stay few as long as few routes are coupled.
    public static func earliestStarts(
        of routes: [(shift: Int, tasks: [Int32])],
        in problem: DenseProblem,
        limits: [Int: ClosedRange<Int>] = [:]
    ) -> [[Int32]]? {
        var schedule = JointSchedule(problem, limits: limits)
        guard schedule.settle(routes) else { return nil }
        return routes.map { route in
            route.tasks.map { schedule.start[Int(problem.visits.visitOfTask[Int($0)])] }
        }
    }

    private init(_ problem: DenseProblem, limits: [Int: ClosedRange<Int>]) {
        self.problem = problem
        self.limits = limits
        start = [Int32](repeating: -1, count: problem.visits.count)
    }

    private mutating func settle(_ routes: [(shift: Int, tasks: [Int32])]) -> Bool {
        for route in routes {
            for task in route.tasks {
                let visit = Int(problem.visits.visitOfTask[Int(task)])
                guard let first = earliest(visit, notBefore: 0) else { return false }
                start[visit] = Int32(first)
            }
        }
        repeat {
            var moved = true
            while moved {
                moved = false
                for route in routes {
                    guard let changed = propagate(route.shift, route.tasks) else { return false }
                    moved = moved || changed
                }
            }
            guard let shifted = separateRooms() else { return false }
            if !shifted { return true }
        } while true
    }

    /// The earliest start at or after a minute that windows and limits allow.
    private func earliest(_ visit: Int, notBefore minute: Int) -> Int? {
        guard let limit = limits[visit] else {
            return problem.visits.start(of: visit, notBefore: minute)
        }
        let least = max(minute, limit.lowerBound)
        guard let start = problem.visits.start(of: visit, notBefore: least),
            start <= limit.upperBound
        else { return nil }
        return start
    }

    /// Raises the starts along one route; true where one moved, nil where the route no longer fits.
    private mutating func propagate(_ shift: Int, _ tasks: [Int32]) -> Bool? {
        let base = Int(problem.shifts.basePlace[shift])
        var here = base
        var free = Int(problem.shifts.start[shift])
        var moved = false
        for task in tasks {
            let visit = Int(problem.visits.visitOfTask[Int(task)])
            let place = problem.place(ofVisit: visit, shift: shift)
            free += problem.travelMinutes(shift: shift, from: here, to: place)
            if free > Int(start[visit]) {
                guard let next = earliest(visit, notBefore: free) else { return nil }
                start[visit] = Int32(next)
                moved = true
            }
            free = Int(start[visit]) + Int(problem.visits.minutes[visit])
            here = place
        }
        free += problem.travelMinutes(shift: shift, from: here, to: base)
        return free <= Int(problem.shifts.end[shift]) ? moved : nil
    }

    /// Moves one visit where a site hosts more than it has rooms; nil where it can't move.
    private mutating func separateRooms() -> Bool? {
        let visits = problem.visits
        var present: [[Int]] = Array(repeating: [], count: visits.roomLimits.count)
        for visit in 0..<visits.count where start[visit] >= 0 && visits.roomSite[visit] >= 0 {
            present[Int(visits.roomSite[visit])].append(visit)
        }
        for (site, hosted) in present.enumerated() {
            let ordered = hosted.sorted { (start[$0], $0) < (start[$1], $1) }
            for (position, visit) in ordered.enumerated() {
                let ends = ordered[..<position].map { start[$0] + visits.minutes[$0] }
                    .filter { $0 > start[visit] }.sorted()
                guard ends.count >= visits.roomLimits[site] else { continue }
                guard visits.roomLimits[site] > 0 else { return nil }
                // A room is free again once all but `limit − 1` of those inside have gone.
                let free = Int(ends[ends.count - visits.roomLimits[site]])
                guard let next = earliest(visit, notBefore: free) else { return nil }
                start[visit] = Int32(next)
                return true
            }
        }
        return false
    }
}
