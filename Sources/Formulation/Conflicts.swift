import DenseProblem
import RouteColumns

/// Where the routes chosen by an integer program disagree on starts.
enum Conflicts {
    /// A stop whose starts are to be split, and the two halves.
    struct Split {
        var stop: Int
        var before: Range<Int>
        var after: Range<Int>
    }

    /// Whether more visits overlap at a site than it has rooms.
    static func overfillsRooms(_ plan: DensePlan, in problem: DenseProblem) -> Bool {
        let visits = problem.visits
        var events = [[(minute: Int, change: Int)]](
            repeating: [],
            count: visits.roomLimits.count
        )
        for route in plan.routes {
            for (task, start) in zip(route.tasks.map(Int.init), route.starts.map(Int.init)) {
                let visit = Int(visits.visitOfTask[task])
                let site = Int(visits.roomSite[visit])
                guard site >= 0, task == Int(visits.firstTask[visit]) else { continue }
                events[site].append((start, 1))
                events[site].append((start + Int(visits.minutes[visit]), -1))
            }
        }
        for (site, events) in events.enumerated() {
            var inside = 0
            for event in events.sorted(by: { ($0.minute, $0.change) < ($1.minute, $1.change) }) {
                inside += event.change
                if inside > visits.roomLimits[site] { return true }
            }
        }
        return false
    }

    /// The stop to branch on: the one whose roles' own earliest starts differ most; else, where only
    /// rooms are in the way or nothing is, the coupled stop with most starts left.
    ///
    /// - Returns: nil where every coupled stop chosen has a single start left.
    static func split(of chosen: [RouteColumn], in space: ColumnSpace) -> Split? {
        var starts: [Int: [Int]] = [:]
        for column in chosen {
            for (stop, start) in ownStarts(of: column, in: space)
            where space.isStartCoupled(stop: stop) {
                starts[stop, default: []].append(start)
            }
        }
        var best: (stop: Int, at: Int, spread: Int)?
        for (stop, own) in starts.sorted(by: { $0.key < $1.key }) {
            guard let earliest = own.min(), let latest = own.max(), latest > earliest else {
                continue
            }
            if latest - earliest > best?.spread ?? 0 {
                best = (stop, latest, latest - earliest)
            }
        }
        if best == nil {
            for (stop, own) in starts.sorted(by: { $0.key < $1.key }) {
                let all = hull(space.stops[stop].intervals)
                guard let at = own.first, all.count > 1, all.count > best?.spread ?? 0 else {
                    continue
                }
                best = (stop, min(at + 1, all.upperBound), all.count)
            }
        }
        guard let best else { return nil }
        let all = hull(space.stops[best.stop].intervals)
        return Split(
            stop: best.stop,
            before: all.lowerBound..<best.at,
            after: best.at..<(all.upperBound + 1)
        )
    }

    private static func hull(_ intervals: [ClosedRange<Int>]) -> ClosedRange<Int> {
        guard let first = intervals.first, let last = intervals.last else { return 0...0 }
        return first.lowerBound...last.upperBound
    }

    /// The earliest start of each stop of a route by itself.
    private static func ownStarts(
        of column: RouteColumn,
        in space: ColumnSpace
    ) -> [(stop: Int, start: Int)] {
        let problem = space.problem
        let shift = space.classes[column.crewClass].shift
        var here = Int(problem.shifts.basePlace[shift])
        var free = Int(problem.shifts.start[shift])
        var found: [(stop: Int, start: Int)] = []
        for position in column.nodes {
            let node = space.nodes[Int(position)]
            free += problem.travelMinutes(shift: shift, from: here, to: Int(node.place))
            let start = max(free, space.start(of: node, notBefore: free))
            found.append((Int(node.stop), start))
            free = start + Int(node.minutes)
            here = Int(node.place)
        }
        return found
    }
}
