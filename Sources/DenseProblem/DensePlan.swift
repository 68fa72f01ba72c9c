import Scheduling

/// One crew's tour in one shift: tasks in order with their starts.
public struct DenseRoute: Sendable, Hashable {
    /// The shift.
    public var shift: Int
    /// The crew's number within the shift, from 1.
    public var crew: Int
    /// Tasks in the order served.
    public var tasks: [Int32]
    /// Start of each task's visit.
    public var starts: [Int32]

    /// A tour from its parts.
    public init(shift: Int, crew: Int, tasks: [Int32], starts: [Int32]) {
        self.shift = shift
        self.crew = crew
        self.tasks = tasks
        self.starts = starts
    }
}

/// A plan in dense indices: the routes used, each with at least one task.
public struct DensePlan: Sendable, Hashable {
    /// Routes in ascending order of (shift, crew).
    public var routes: [DenseRoute]

    /// A plan from its routes, in any order; empty ones are dropped.
    public init(routes: [DenseRoute] = []) {
        self.routes = routes.filter { !$0.tasks.isEmpty }
            .sorted { ($0.shift, $0.crew) < ($1.shift, $1.crew) }
    }
}

extension DenseProblem {
    /// Travel minutes of a tour from the base through the tasks and back.
    public func travelMinutes(shift: Int, tasks: [Int32]) -> Int {
        let base = Int(shifts.basePlace[shift])
        var here = base
        var total = 0
        for task in tasks {
            let next = place(ofVisit: Int(visits.visitOfTask[Int(task)]), shift: shift)
            total += travelMinutes(shift: shift, from: here, to: next)
            here = next
        }
        return total + travelMinutes(shift: shift, from: here, to: base)
    }

    /// Service minutes of tasks.
    public func serviceMinutes(tasks: [Int32]) -> Int {
        tasks.reduce(0) { $0 + Int(visits.minutes[Int(visits.visitOfTask[Int($1)])]) }
    }

    /// The whole score of a plan, computed from scratch.
    ///
    /// Trusts that the plan obeys the hard rules; it serves as a check on incremental bookkeeping.
    /// - Complexity: O(tasks + visits + programs · roles).
    public func score(of plan: DensePlan) -> Score {
        let weights = scenario.weights
        var score = Score()
        score.changes = changesBase
        var work = [Int](repeating: 0, count: scenario.teams.count)
        var teamsOfRole: [Int: Set<Int>] = [:]
        for route in plan.routes {
            let team = Int(shifts.team[route.shift])
            let minutes = travelMinutes(shift: route.shift, tasks: route.tasks)
            score.travel -= weights.travel * minutes
            score.crews -= weights.crew
            work[team] += minutes + serviceMinutes(tasks: route.tasks)
            for (task, start) in zip(route.tasks.map(Int.init), route.starts.map(Int.init)) {
                let visit = Int(visits.visitOfTask[task])
                score.preference += preferencePoints(task: task, team: team)
                if keepsPublished(task: task, team: team, start: start) {
                    score.changes += weights.change
                }
                if visits.program[visit] >= 0 {
                    teamsOfRole[programRole(task: task), default: []].insert(team)
                }
                if task == Int(visits.firstTask[visit]) {
                    score.served += visits.value[visit]
                    score.lateness -= latenessPoints(visit: visit, start: start)
                }
            }
        }
        score.continuity =
            -weights.continuity * teamsOfRole.values.reduce(0) { $0 + $1.count - 1 }
        for team in work.indices {
            score.fairness -= weights.fair * max(0, work[team] - shifts.fairMinutes[team])
        }
        return score
    }

    /// How many published commitments a plan does not keep.
    public func unkeptPromises(in plan: DensePlan) -> Int {
        let published = scenario.commitments.count { $0.kind == .published }
        return plan.routes.reduce(published) { rest, route in
            let team = Int(shifts.team[route.shift])
            return rest
                - zip(route.tasks, route.starts).count {
                    keepsPublished(task: Int($0), team: team, start: Int($1))
                }
        }
    }

    /// A number for the (program, role) of a session's task, dense enough to index by.
    public func programRole(task: Int) -> Int {
        Int(visits.program[Int(visits.visitOfTask[task])]) * roleStride
            + Int(visits.roleOfTask[task])
    }

    /// The plan in the scenario's terms; every other visit is listed as unserved.
    ///
    /// - Parameters:
    ///   - dense: the plan in dense indices.
    ///   - reason: gives the stable word and sentence for a visit left out.
    /// - Returns: the plan with every visit either assigned or unserved.
    public func plan(
        from dense: DensePlan,
        reason: (Int) -> (code: String, detail: String)
    ) -> Plan {
        var assignments: [Assignment] = []
        var served = [Bool](repeating: false, count: visits.count)
        for route in dense.routes {
            for (task, start) in zip(route.tasks.map(Int.init), route.starts.map(Int.init)) {
                let visit = Int(visits.visitOfTask[task])
                served[visit] = true
                let entry = scenario.visits[visit]
                assignments.append(
                    Assignment(
                        visit: entry.id,
                        role: scenario.roles(of: entry)[Int(visits.roleOfTask[task])].id,
                        team: scenario.teams[Int(shifts.team[route.shift])].id,
                        shiftStartMinute: Int(shifts.start[route.shift]),
                        crew: route.crew,
                        startMinute: start,
                        endMinute: start + entry.minutes
                    )
                )
            }
        }
        let unserved = visits.value.indices.filter { !served[$0] }.map { visit in
            let (code, detail) = reason(visit)
            return UnservedVisit(visit: scenario.visits[visit].id, reason: code, detail: detail)
        }
        return Plan(assignments: assignments, unserved: unserved)
    }

    /// The routes of a plan given in the scenario's terms; rows that name nothing known are left out.
    public func densePlan(from plan: Plan) -> DensePlan {
        let visitNumber = index(scenario.visits.map(\.id))
        let teamNumber = index(scenario.teams.map(\.id))
        var stops: [RouteKey: [(start: Int, task: Int)]] = [:]
        for row in plan.assignments {
            guard let visit = visitNumber[row.visit], let team = teamNumber[row.team] else {
                continue
            }
            let roles = scenario.roles(of: scenario.visits[visit])
            guard let role = roles.firstIndex(where: { $0.id == row.role }),
                let shift = shifts.shiftsOfTeam[team].first(where: {
                    Int(shifts.start[Int($0)]) == row.shiftStartMinute
                })
            else { continue }
            let task = Int(visits.firstTask[visit]) + role
            stops[RouteKey(shift: Int(shift), crew: row.crew), default: []].append(
                (row.startMinute, task)
            )
        }
        return DensePlan(
            routes: stops.map { key, stops in
                let ordered = stops.sorted { ($0.start, $0.task) < ($1.start, $1.task) }
                return DenseRoute(
                    shift: key.shift,
                    crew: key.crew,
                    tasks: ordered.map { Int32($0.task) },
                    starts: ordered.map { Int32(clamping: $0.start) }
                )
            }
        )
    }

    private func index<ID: Hashable>(_ ids: [ID]) -> [ID: Int] {
        var numbers: [ID: Int] = [:]
        for (number, id) in ids.enumerated() where numbers[id] == nil { numbers[id] = number }
        return numbers
    }
}

private struct RouteKey: Hashable {
    var shift: Int
    var crew: Int
}
