import DenseProblem
import RouteColumns

/// Turns chosen columns into a plan: crews get numbers, sessions identities, visits starts.
public struct PlanExtraction {
    private let space: ColumnSpace
    /// [stop] The visit that a chosen stop stands for.
    private var visitOfStop: [Int]

    /// The plan that chosen columns describe, with the earliest joint starts.
    ///
    /// - Parameters:
    ///   - chosen: columns that obey the rows of the model.
    ///   - space: what they are columns of.
    /// - Returns: the plan, or nil where the orders chosen have no joint schedule.
    public static func plan(of chosen: [RouteColumn], in space: ColumnSpace) -> DensePlan? {
        var extraction = PlanExtraction(space)
        extraction.nameSessions(chosen)
        return extraction.schedule(chosen)
    }

    private init(_ space: ColumnSpace) {
        self.space = space
        visitOfStop = space.stops.map(\.visit)
    }

    /// Gives the served days of a program to its sessions in order.
    private mutating func nameSessions(_ chosen: [RouteColumn]) {
        var served = Set<Int>()
        for column in chosen {
            for position in column.nodes {
                let stop = Int(space.nodes[Int(position)].stop)
                if space.stops[stop].day >= 0 { served.insert(stop) }
            }
        }
        var taken: [Int: Int] = [:]
        for stop in served.sorted() {
            let program = Int(space.problem.visits.program[space.stops[stop].visit])
            let sessions = space.problem.scenario.programs[program].visitIndices
            let number = taken[program, default: 0]
            taken[program] = number + 1
            if number < sessions.count { visitOfStop[stop] = sessions[number] }
        }
    }

    private func schedule(_ chosen: [RouteColumn]) -> DensePlan? {
        var limits: [Int: ClosedRange<Int>] = [:]
        var routes: [(shift: Int, tasks: [Int32])] = []
        for column in chosen {
            var tasks: [Int32] = []
            for position in column.nodes {
                let node = space.nodes[Int(position)]
                let visit = visitOfStop[Int(node.stop)]
                let role = Int(node.demand) - space.stops[Int(node.stop)].firstDemand
                tasks.append(space.problem.visits.firstTask[visit] + Int32(role))
                let range = startRange(of: node)
                let known = limits[visit] ?? range
                let from = max(known.lowerBound, range.lowerBound)
                let to = min(known.upperBound, range.upperBound)
                guard from <= to else { return nil }
                limits[visit] = from...to
            }
            routes.append((space.classes[column.crewClass].shift, tasks))
        }
        guard
            let starts = JointSchedule.earliestStarts(
                of: routes,
                in: space.problem,
                limits: limits
            )
        else { return nil }
        var used = [Int](repeating: 0, count: space.classes.count)
        var result: [DenseRoute] = []
        for (number, column) in chosen.enumerated() {
            let crews = space.classes[column.crewClass].crews
            guard used[column.crewClass] < crews.count else { return nil }
            result.append(
                DenseRoute(
                    shift: routes[number].shift,
                    crew: crews[used[column.crewClass]],
                    tasks: routes[number].tasks,
                    starts: starts[number]
                )
            )
            used[column.crewClass] += 1
        }
        return DensePlan(routes: result)
    }

    private func startRange(of node: RouteNode) -> ClosedRange<Int> {
        let first = Int(node.firstInterval)
        let last = first + Int(node.intervalCount) - 1
        return Int(space.earliest[first])...Int(space.latest[last])
    }
}
