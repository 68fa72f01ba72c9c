import DenseProblem

/// Lists all feasible routes, where they are few.
///
/// Of the orders of the same nodes only those are kept that no other beats: by points, and by work
/// minutes where the team's minutes count. Orders of a start-coupled stop are all kept, since what
/// its start may be is settled between routes.
public struct RouteEnumeration {
    private let space: ColumnSpace
    private let limit: Int
    private let mustStop: (Int) -> Bool
    private var columns: [RouteColumn] = []
    private var steps = 0
    private var work = 0
    private var nextQuestion = 0
    private var isStopped = false

    // The class under way.
    private var crewClass = 0
    private var path: [Int32] = []
    private var isOnPath: [Bool]
    /// Positions in ``columns`` of those with the same set of nodes.
    private var bySet: [[Int32]: [Int]] = [:]

    /// What a listing came to.
    public struct Listing {
        /// All routes, class by class; nil where they are too many or the listing was stopped.
        public var columns: [RouteColumn]?
        /// Deterministic measure of the effort, in elementary steps; also of a listing in vain.
        public var work: Int
    }

    /// Elementary steps from one question whether to stop to the next: some milliseconds.
    static let workBetweenQuestions = 500_000

    /// Elementary steps of making a route, as against looking at a node.
    private static let workPerRoute = 100

    /// Lists all routes of all classes.
    ///
    /// - Parameters:
    ///   - space: what the classes can serve.
    ///   - limit: most columns; a hundred times as many steps are taken at the most.
    ///   - mustStop: asked now and then, with the work so far, whether to give up.
    /// - Returns: the columns, and the work that it took to list them or to give up.
    /// - Complexity: O(routes · nodes of the class).
    public static func list(
        _ space: ColumnSpace,
        limit: Int,
        mustStop: @escaping (Int) -> Bool = { _ in false }
    ) -> Listing {
        var enumeration = RouteEnumeration(space, limit: limit, mustStop: mustStop)
        for crewClass in space.classes.indices {
            guard enumeration.enumerate(crewClass) else {
                return Listing(columns: nil, work: enumeration.work)
            }
        }
        return Listing(columns: enumeration.columns, work: enumeration.work)
    }

    private init(_ space: ColumnSpace, limit: Int, mustStop: @escaping (Int) -> Bool) {
        self.space = space
        self.limit = limit
        self.mustStop = mustStop
        isOnPath = [Bool](repeating: false, count: space.stops.count)
    }

    /// Whether to give up, asked of the owner now and then.
    private mutating func shouldStop() -> Bool {
        guard work >= nextQuestion, !isStopped else { return isStopped }
        nextQuestion = work + RouteEnumeration.workBetweenQuestions
        isStopped = mustStop(work)
        return isStopped
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

    /// Tries every node after the present path; false once there are too many or it must stop.
    private mutating func extend(from here: Int, free: Int, load: Int) -> Bool {
        let problem = space.problem
        let shift = space.classes[crewClass].shift
        guard path.count < Int(problem.shifts.maxVisits[shift]) else { return true }
        // Steps in a row that lead nowhere count as well: there may be many.
        work += space.classes[crewClass].nodes.count
        if shouldStop() { return false }
        for position in space.classes[crewClass].nodes {
            let node = space.nodes[position]
            guard !isOnPath[Int(node.stop)] else { continue }
            let leg = problem.travelMinutes(shift: shift, from: here, to: Int(node.place))
            let start = space.start(of: node, notBefore: free + leg)
            let total = load + Int(node.load)
            guard start >= 0, total <= Int(problem.shifts.capacity[shift]) else { continue }
            steps += 1
            work += RouteEnumeration.workPerRoute
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
