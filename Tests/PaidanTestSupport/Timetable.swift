import Scheduling

/// A visit and role on a route whose crew and order are settled, but not its start.
struct OrderedStop: Hashable {
    var visitIndex: Int
    var roleIndex: Int
}

/// A crew and the order of its stops.
struct OrderedRoute: Hashable {
    var shiftIndex: Int
    var crew: Int
    var stops: [OrderedStop]
}

/// Finds the best starts for routes whose crews and orders are settled; exact.
///
/// Lower bounds on starts are raised to a fixpoint: along routes, over the roles of a visit, into its
/// windows. Where the least starts crowd a room or fall short of a published start, the search
/// branches on raising one more bound; every way of mending the conflict is one of the branches, so
/// that nothing is missed. The days between sessions are left to the audit: a shift lies in one date,
/// so that no other start mends them.
struct Timetable {
    let scenario: Scenario
    let routes: [OrderedRoute]
    /// Travel minutes to each stop of each route, and home.
    private let legs: [[Int]]
    private let visitIndices: [Int]
    private let promises: [Promise]
    private(set) var best: (points: Int, starts: [Int])?
    private var nodesLeft: Int

    /// A published row whose role stands on a route of its team.
    private struct Promise {
        var visitIndex: Int
        var startMinutes: ClosedRange<Int>
    }

    /// Lower bounds, and what has been decided on the way.
    private struct Node {
        var earliest: [Int]
        var precedences: [(before: Int, after: Int)] = []
        var givenUp: Set<Int> = []
    }

    init(_ scenario: Scenario, routes: [OrderedRoute], nodeLimit: Int) {
        self.scenario = scenario
        self.routes = routes
        nodesLeft = nodeLimit
        legs = routes.map { route in
            let team = scenario.teams[scenario.shifts[route.shiftIndex].teamIndex]
            let stops = route.stops.map {
                scenario.placeIndex(of: scenario.visits[$0.visitIndex], servedBy: team)
            }
            let base = team.baseSiteIndex
            return zip([base] + stops, stops + [base]).map {
                scenario.travelMinutes(from: $0, to: $1, team: team)
            }
        }
        visitIndices = Set(routes.flatMap { $0.stops.map(\.visitIndex) }).sorted()
        let tolerance = scenario.weights.changeToleranceMinutes
        promises = scenario.commitments.compactMap { row in
            let isOnRoute = routes.contains { route in
                scenario.shifts[route.shiftIndex].teamIndex == row.teamIndex
                    && route.stops.contains {
                        $0.visitIndex == row.visitIndex && $0.roleIndex == row.roleIndex
                    }
            }
            guard row.kind == .published, isOnRoute, let visit = row.visitIndex else { return nil }
            return Promise(
                visitIndex: visit,
                startMinutes: row.startMinute - tolerance...row.startMinute + tolerance
            )
        }
    }

    /// The starts with the most points for lateness and kept promises; nil where there are none.
    ///
    /// - Returns: a start for each visit of the scenario, of use for those on a route only.
    mutating func bestStarts() -> [Int]? {
        var root = Node(earliest: Array(repeating: Int.min / 4, count: scenario.visits.count))
        for row in scenario.commitments where row.kind == .pinned {
            if let visit = row.visitIndex { root.earliest[visit] = row.startMinute }
        }
        explore(root)
        return best?.starts
    }

    /// Whether windows and shifts leave room for the routes, rooms aside.
    func canSettle() -> Bool {
        var node = Node(earliest: Array(repeating: Int.min / 4, count: scenario.visits.count))
        return settle(&node)
    }

    private mutating func explore(_ unsettled: Node) {
        nodesLeft -= 1
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

    /// Raises all bounds to their fixpoint; false where a window, pin or shift is overrun.
    private func settle(_ node: inout Node) -> Bool {
        var before: [Int] = []
        while before != node.earliest {
            before = node.earliest
            for (route, legs) in zip(routes, legs) {
                guard settle(route, legs, &node) else { return false }
            }
            for (first, second) in node.precedences {
                let end = node.earliest[first] + scenario.visits[first].minutes
                node.earliest[second] = max(node.earliest[second], end)
                guard enterWindow(second, &node) else { return false }
            }
        }
        return keepsPins(node)
    }

    private func settle(_ route: OrderedRoute, _ legs: [Int], _ node: inout Node) -> Bool {
        let shift = scenario.shifts[route.shiftIndex]
        var freeMinute = shift.startMinute
        for (stop, leg) in zip(route.stops, legs) {
            let visit = stop.visitIndex
            node.earliest[visit] = max(node.earliest[visit], freeMinute + leg)
            guard enterWindow(visit, &node) else { return false }
            freeMinute = node.earliest[visit] + scenario.visits[visit].minutes
        }
        return freeMinute + (legs.last ?? 0) <= shift.endMinute
    }

    /// Raises a bound to the next minute at which the visit may start.
    private func enterWindow(_ visitIndex: Int, _ node: inout Node) -> Bool {
        let visit = scenario.visits[visitIndex]
        let starts = visit.windows.compactMap { window in
            let start = max(window.startMinute, node.earliest[visitIndex])
            return start + visit.minutes <= window.endMinute ? start : nil
        }
        guard let first = starts.min() else { return false }
        node.earliest[visitIndex] = first
        return true
    }

    private func keepsPins(_ node: Node) -> Bool {
        scenario.commitments.allSatisfy { row in
            guard row.kind == .pinned, let visit = row.visitIndex else { return true }
            return node.earliest[visit] == row.startMinute
        }
    }

    /// Points for lateness and promises if starts rise no further: a bound on all that follows.
    private func points(_ node: Node) -> Int {
        var points = 0
        for visitIndex in visitIndices {
            guard let due = scenario.visits[visitIndex].dueMinute else { continue }
            points -= scenario.weights.late * max(0, node.earliest[visitIndex] - due)
        }
        for (index, promise) in promises.enumerated() {
            let start = node.earliest[promise.visitIndex]
            let isEarly = start < promise.startMinutes.lowerBound
            let isLost = start > promise.startMinutes.upperBound
            if isLost || isEarly && node.givenUp.contains(index) {
                points -= scenario.weights.change
            }
        }
        return points
    }

    /// Where too many visits share a room, one of them must end before another starts.
    private func roomBranches(_ node: Node) -> [Node]? {
        for visitIndex in visitIndices {
            guard let site = roomedSite(visitIndex), let rooms = scenario.sites[site].rooms else {
                continue
            }
            let minute = node.earliest[visitIndex]
            let present = visitIndices.filter { other in
                let start = node.earliest[other]
                return roomedSite(other) == site && start <= minute
                    && minute < start + scenario.visits[other].minutes
            }
            guard present.count > rooms else { continue }
            return present.flatMap { before in
                present.filter { $0 != before }.map { after in
                    var branch = node
                    branch.precedences.append((before, after))
                    return branch
                }
            }
        }
        return nil
    }

    private func roomedSite(_ visitIndex: Int) -> Int? {
        let visit = scenario.visits[visitIndex]
        return scenario.service(of: visit).mode == .site ? visit.siteIndex : nil
    }

    /// Where a visit could start before its promised time, it waits for it or gives it up.
    private func promiseBranches(_ node: Node) -> [Node]? {
        for (index, promise) in promises.enumerated() where !node.givenUp.contains(index) {
            guard node.earliest[promise.visitIndex] < promise.startMinutes.lowerBound else {
                continue
            }
            var waiting = node
            waiting.earliest[promise.visitIndex] = promise.startMinutes.lowerBound
            var hasty = node
            hasty.givenUp.insert(index)
            return [waiting, hasty]
        }
        return nil
    }
}
