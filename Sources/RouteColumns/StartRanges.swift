import DenseProblem

extension ColumnSpace {
    /// The starts that each node of a route can have, the others of the route moving along.
    ///
    /// All nodes can start at their earliest together, and all at their latest.
    /// - Returns: one range per node; nil where the route is not feasible.
    public func startRanges(of column: RouteColumn) -> [ClosedRange<Int>]? {
        let shift = classes[column.crewClass].shift
        let base = Int(problem.shifts.basePlace[shift])
        let sequence = column.nodes.map { nodes[Int($0)] }
        var earliest: [Int] = []
        var here = base
        var free = Int(problem.shifts.start[shift])
        for node in sequence {
            free += problem.travelMinutes(shift: shift, from: here, to: Int(node.place))
            let start = start(of: node, notBefore: free)
            guard start >= 0 else { return nil }
            earliest.append(start)
            free = start + Int(node.minutes)
            here = Int(node.place)
        }
        var latest = earliest
        var next = base
        var limit = Int(problem.shifts.end[shift])
        for (index, node) in sequence.enumerated().reversed() {
            limit -= problem.travelMinutes(shift: shift, from: Int(node.place), to: next)
            let start = self.start(of: node, notAfter: limit - Int(node.minutes))
            guard start >= earliest[index] else { return nil }
            latest[index] = start
            limit = start
            next = Int(node.place)
        }
        return zip(earliest, latest).map { $0...$1 }
    }

    /// The latest start of a node at or before a minute; −1 where there is none.
    func start(of node: RouteNode, notAfter minute: Int) -> Int {
        let first = Int(node.firstInterval)
        for interval in (first..<(first + Int(node.intervalCount))).reversed()
        where minute >= Int(earliest[interval]) {
            return min(minute, Int(latest[interval]))
        }
        return -1
    }

    /// The first and the last start of a node.
    public func startHull(of node: RouteNode) -> ClosedRange<Int> {
        let first = Int(node.firstInterval)
        return Int(earliest[first])...Int(latest[first + Int(node.intervalCount) - 1])
    }
}
