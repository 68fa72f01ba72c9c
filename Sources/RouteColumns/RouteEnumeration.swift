import DenseProblem

/// Lists all feasible routes, where they are few.
///
/// Of the orders of the same nodes only those are kept that no other beats: by points, and by work
/// minutes where the team's minutes count. Orders of a start-coupled stop are all kept, since what
/// its start may be is settled between routes.
public struct RouteEnumeration {
    private let space: ColumnSpace
    private let limit: Int
    private var columns: [RouteColumn] = []
    private var steps = 0

    // The class under way.
    private var crewClass = 0
    private var path: [Int32] = []
    private var isOnPath: [Bool]
    /// Positions in ``columns`` of those with the same set of nodes.
    private var bySet: [[Int32]: [Int]] = [:]

    /// All routes of all classes; nil where there are more than the limit.
    ///
    /// - Parameters:
    ///   - space: what the classes can serve.
    ///   - limit: most columns; a hundred times as many steps are taken at the most.
    /// - Returns: the columns, class by class; nil where there are too many.
    /// - Complexity: O(routes · nodes of the class).
    public static func allColumns(of space: ColumnSpace, limit: Int) -> [RouteColumn]? {
        var enumeration = RouteEnumeration(space, limit: limit)
        for crewClass in space.classes.indices {
            guard enumeration.enumerate(crewClass) else { return nil }
        }
        return enumeration.columns
    }

    private init(_ space: ColumnSpace, limit: Int) {
        self.space = space
        self.limit = limit
        isOnPath = [Bool](repeating: false, count: space.stops.count)
    }

    private mutating func enumerate(_ number: Int) -> Bool {
        crewClass = number
        bySet.removeAll(keepingCapacity: true)
        let shift = space.classes[number].shift
        return extend(
            from: Int(space.problem.shifts.basePlace[shift]),
            free: Int(space.problem.shifts.start[shift]),
            load: 0
        )
    }

    /// Tries every node after the present path; false once there are too many routes.
    private mutating func extend(from here: Int, free: Int, load: Int) -> Bool {
        let problem = space.problem
        let shift = space.classes[crewClass].shift
        guard path.count < Int(problem.shifts.maxVisits[shift]) else { return true }
        for position in space.classes[crewClass].nodes {
            let node = space.nodes[position]
            guard !isOnPath[Int(node.stop)] else { continue }
            let leg = problem.travelMinutes(shift: shift, from: here, to: Int(node.place))
            let start = space.start(of: node, notBefore: free + leg)
            let total = load + Int(node.load)
            guard start >= 0, total <= Int(problem.shifts.capacity[shift]) else { continue }
            steps += 1
            guard steps <= limit * 100 else { return false }
            path.append(Int32(position))
            isOnPath[Int(node.stop)] = true
            if let column = space.column(crewClass: crewClass, nodes: path) { keep(column) }
            let goesOn = extend(
                from: Int(node.place),
                free: start + Int(node.minutes),
                load: total
            )
            isOnPath[Int(node.stop)] = false
            path.removeLast()
            guard goesOn, columns.count <= limit else { return false }
        }
        return true
    }

    private mutating func keep(_ column: RouteColumn) {
        let isCoupled = column.nodes.contains {
            space.isStartCoupled(stop: Int(space.nodes[Int($0)].stop))
        }
        guard !isCoupled else {
            columns.append(column)
            return
        }
        let key = column.nodes.sorted()
        let team = Int(space.problem.shifts.team[space.classes[crewClass].shift])
        let countsMinutes = space.problem.shifts.countsMinutes(ofTeam: team)
        for position in bySet[key] ?? [] {
            let other = columns[position]
            let isNoWorse = other.points >= column.points
            if isNoWorse && (!countsMinutes || other.workMinutes <= column.workMinutes) { return }
            if !countsMinutes
                || (column.points >= other.points && column.workMinutes <= other.workMinutes)
            {
                columns[position] = column
                return
            }
        }
        bySet[key, default: []].append(columns.count)
        columns.append(column)
    }
}
