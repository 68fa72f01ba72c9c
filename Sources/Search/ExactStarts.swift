/// The best starts for routes whose crews and orders are settled, as long as a limit lasts.
///
/// Starts are raised to the least ones that routes, roles and windows allow; where these crowd a room
/// or fall short of a published start, the search branches: one visit ends before another starts, or
/// a promise is waited for or given up. Every way of mending a conflict is a branch, and raising a
/// start never gains but for promises, so the best leaf is the best of all.
struct ExactStarts {
    private let tables: SearchTables
    private let routes: [Route]
    /// [own number] The visit.
    private let visits: [Int32]
    private let promises: [Promise]
    /// Numbers of the visits per room site.
    private let hosted: [(limit: Int, visits: [Int])]
    private var nodesLeft: Int
    private var best: (points: Int, starts: [Int32])?
    /// Branches looked at.
    private(set) var nodes = 0

    private struct Route {
        var start: Int32
        var end: Int32
        var stops: [Int]
        /// Travel minutes to each stop, and home.
        var legs: [Int32]
    }

    private struct Promise {
        var visit: Int
        var least: Int32
        var most: Int32
    }

    private struct Node {
        var earliest: [Int32]
        var precedences: [(before: Int, after: Int)] = []
        var givenUp: [Bool]
    }

    init(_ tables: SearchTables, routes given: [(slot: Int32, tasks: [Int32])], nodeLimit: Int) {
        self.tables = tables
        nodesLeft = nodeLimit
        var number: [Int32: Int] = [:]
        var visits: [Int32] = []
        var routes: [Route] = []
        var promises: [Promise] = []
        for (slot, tasks) in given {
            let facts = tables.slots[slot]
            var here = Int(facts.base)
            var route = Route(start: facts.start, end: facts.end, stops: [], legs: [])
            for task in tasks {
                let visit = tables.visitOfTask[task]
                let own = number[visit] ?? visits.count
                if own == visits.count {
                    number[visit] = own
                    visits.append(visit)
                }
                let place = Int(tables.place(tables.visits.pointer(visit), base: facts.base))
                route.stops.append(own)
                route.legs.append(Int32(facts.travel[here * tables.placeCount + place]))
                here = place
                if tables.publishedTeam[task] == facts.team {
                    promises.append(
                        Promise(
                            visit: own,
                            least: tables.publishedStart[task] - tables.tolerance,
                            most: tables.publishedStart[task] + tables.tolerance
                        )
                    )
                }
            }
            route.legs.append(Int32(facts.travel[here * tables.placeCount + Int(facts.base)]))
            routes.append(route)
        }
        self.routes = routes
        self.visits = visits
        self.promises = promises
        var rooms: [Int32: [Int]] = [:]
        for (own, visit) in visits.enumerated() where tables.visits[visit].roomSite >= 0 {
            rooms[tables.visits[visit].roomSite, default: []].append(own)
        }
        hosted = rooms.sorted { $0.key < $1.key }.map { (Int(tables.roomLimit[$0.key]), $0.value) }
    }

    /// The starts by visit with the most points for lateness and promises; nil where none was found.
    mutating func find() -> [(visit: Int32, start: Int32)]? {
        let root = Node(
            earliest: [Int32](repeating: 0, count: visits.count),
            givenUp: [Bool](repeating: false, count: promises.count)
        )
        explore(root)
        return best.map { best in zip(visits, best.starts).map { ($0, $1) } }
    }

    private mutating func explore(_ unsettled: Node) {
        nodesLeft -= 1
        nodes += 1
        var node = unsettled
        guard nodesLeft >= 0, settle(&node) else { return }
        let points = points(node)
        guard points > best?.points ?? .min else { return }
        if let branches = roomBranches(node) ?? promiseBranches(node) {
            for branch in branches { explore(branch) }
        } else {
            best = (points, node.earliest)
        }
    }

    /// Raises all starts to their least common values; false where a window or shift is overrun.
    private func settle(_ node: inout Node) -> Bool {
        for own in visits.indices {
            guard raise(own, to: node.earliest[own], &node) else { return false }
        }
        var moved = true
        while moved {
            moved = false
            for route in routes {
                var free = route.start
                for (own, leg) in zip(route.stops, route.legs) {
                    if free + leg > node.earliest[own] {
                        moved = true
                        guard raise(own, to: free + leg, &node) else { return false }
                    }
                    free = node.earliest[own] + tables.visits[visits[own]].minutes
                }
                if free + (route.legs.last ?? 0) > route.end { return false }
            }
            for (before, after) in node.precedences {
                let end = node.earliest[before] + tables.visits[visits[before]].minutes
                if end > node.earliest[after] {
                    moved = true
                    guard raise(after, to: end, &node) else { return false }
                }
            }
        }
        return true
    }

    private func raise(_ own: Int, to minute: Int32, _ node: inout Node) -> Bool {
        let start = tables.start(tables.visits.pointer(visits[own]), notBefore: max(0, minute))
        node.earliest[own] = start
        return start < SearchTables.never
    }

    private func points(_ node: Node) -> Int {
        var points = 0
        for (own, visit) in visits.enumerated() {
            points -= tables.lateness(tables.visits.pointer(visit), start: node.earliest[own])
        }
        for (index, promise) in promises.enumerated() {
            let start = node.earliest[promise.visit]
            if start > promise.most || start < promise.least && node.givenUp[index] {
                points -= tables.weightChange
            }
        }
        return points
    }

    private func roomBranches(_ node: Node) -> [Node]? {
        for (limit, hosted) in hosted {
            for own in hosted {
                let minute = node.earliest[own]
                let present = hosted.filter { other in
                    let start = node.earliest[other]
                    return start <= minute && minute < start + tables.visits[visits[other]].minutes
                }
                guard present.count > limit else { continue }
                return present.flatMap { before in
                    present.filter { $0 != before }.map { after in
                        var branch = node
                        branch.precedences.append((before, after))
                        return branch
                    }
                }
            }
        }
        return nil
    }

    private func promiseBranches(_ node: Node) -> [Node]? {
        for (index, promise) in promises.enumerated()
        where !node.givenUp[index] && node.earliest[promise.visit] < promise.least {
            var waiting = node
            waiting.earliest[promise.visit] = promise.least
            var hasty = node
            hasty.givenUp[index] = true
            return [waiting, hasty]
        }
        return nil
    }
}
