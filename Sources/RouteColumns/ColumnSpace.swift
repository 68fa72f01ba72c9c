import DenseProblem
import Scheduling

/// All routes that the integer program may use, given by what each class of crews can serve.
public struct ColumnSpace: Sendable {
    /// The compiled scenario.
    public let problem: DenseProblem
    /// What can be served.
    public let stops: [Stop]
    /// Crews that nothing tells apart, shift by shift.
    public let classes: [CrewClass]
    /// Nodes of all classes, class by class.
    public let nodes: [RouteNode]
    /// [interval] Earliest starts of the nodes.
    public let earliest: [Int32]
    /// [interval] Latest starts of the nodes, inclusive.
    public let latest: [Int32]
    /// Number of demands: the roles of all stops.
    public let demandCount: Int
    /// [demand] The stop.
    public let stopOfDemand: [Int32]
    /// Whether starts were left out at which a visit's roles can't all be filled with the crews there
    /// are; with more crews they might.
    public let dependsOnCrews: Bool

    /// Lays out the columns of a problem.
    ///
    /// - Parameters:
    ///   - problem: the compiled scenario.
    ///   - restrictions: allowed starts by stop, as branching on time windows asks; none for all.
    ///   - cuts: first minutes of further parts of starts by stop, ascending; none for one part.
    ///   - holdsForMoreCrews: whether starts have to stay that only more crews could keep.
    public init(
        _ problem: DenseProblem,
        restrictions: [Int: ClosedRange<Int>] = [:],
        cuts: [Int: [Int]] = [:],
        holdsForMoreCrews: Bool = false
    ) {
        self.problem = problem
        var stops = StopBuilder(problem).stops(restrictions: restrictions)
        for number in stops.indices { stops[number].cuts = cuts[number] ?? [] }
        var stopOfDemand: [Int32] = []
        for (number, stop) in stops.enumerated() {
            stopOfDemand.append(
                contentsOf: repeatElement(Int32(number), count: stop.roleCount)
            )
        }
        var builder = NodeBuilder(problem, stops: stops)
        builder.build(holdsForMoreCrews: holdsForMoreCrews)
        self.stops = builder.stops
        dependsOnCrews = builder.dependsOnCrews
        self.stopOfDemand = stopOfDemand
        demandCount = stopOfDemand.count
        classes = builder.classes
        nodes = builder.nodes
        earliest = builder.earliest
        latest = builder.latest
    }

    /// The earliest start of a node at or after a minute; −1 where there is none.
    @inlinable
    public func start(of node: RouteNode, notBefore minute: Int) -> Int {
        var interval = Int(node.firstInterval)
        let end = interval + Int(node.intervalCount)
        while interval < end {
            if minute <= Int(latest[interval]) { return max(minute, Int(earliest[interval])) }
            interval += 1
        }
        return -1
    }

    /// First minutes of further parts of starts by stop, for stops that have several parts.
    public var cuts: [Int: [Int]] {
        Dictionary(
            uniqueKeysWithValues: stops.enumerated().filter { !$0.element.cuts.isEmpty }
                .map { ($0.offset, $0.element.cuts) }
        )
    }

    /// Whether some node of a class stands for a part of its stop's starts.
    public func hasParts(crewClass: Int) -> Bool {
        classes[crewClass].nodes.contains { !stops[Int(nodes[$0].stop)].cuts.isEmpty }
    }

    /// Whether the start of a stop is coupled with anything outside one route.
    public func isStartCoupled(stop: Int) -> Bool {
        problem.visits.isStartCoupled(stops[stop].visit)
    }
}

/// Makes stops of visits.
private struct StopBuilder {
    let problem: DenseProblem

    init(_ problem: DenseProblem) { self.problem = problem }

    func stops(restrictions: [Int: ClosedRange<Int>]) -> [Stop] {
        var stops: [Stop] = []
        var demand = 0
        func add(_ visit: Int, day: Int, _ intervals: [ClosedRange<Int>]) {
            let allowed = restrictions[stops.count]
            let roles = problem.visits.tasks(of: visit).count
            stops.append(
                Stop(
                    visit: visit,
                    day: day,
                    firstDemand: demand,
                    roleCount: roles,
                    isPinned: problem.visits.isPinned(visit),
                    intervals: allowed.map { cut(intervals, to: $0) } ?? intervals
                )
            )
            demand += roles
        }
        for visit in 0..<problem.visits.count {
            let program = Int(problem.visits.program[visit])
            let intervals = intervals(of: visit)
            guard program >= 0, isInterchangeable(program) else {
                add(visit, day: -1, intervals)
                continue
            }
            guard visit == problem.scenario.programs[program].visitIndices.first else { continue }
            for day in 0..<problem.scenario.days {
                let start = day * minutesPerDay
                let onDay = cut(intervals, to: start...(start + minutesPerDay - 1))
                if !onDay.isEmpty { add(visit, day: day, onDay) }
            }
        }
        return stops
    }

    private func intervals(of visit: Int) -> [ClosedRange<Int>] {
        problem.visits.intervals(of: visit).map {
            Int(problem.visits.earliestStart[$0])...Int(problem.visits.latestStart[$0])
        }
    }

    private func isInterchangeable(_ number: Int) -> Bool {
        let program = problem.scenario.programs[number]
        guard program.gapDays >= 1, !program.hasFixedStarts, program.visitIndices.count > 1 else {
            return false
        }
        // Sessions read from files are alike; those of a scenario built in code may differ.
        let visits = problem.scenario.visits
        guard
            program.visitIndices.allSatisfy({ visits[$0].isAlike(visits[program.visitIndices[0]]) })
        else { return false }
        return program.visitIndices.allSatisfy { visit in
            !problem.visits.isPinned(visit)
                && problem.visits.tasks(of: visit).allSatisfy {
                    problem.visits.publishedTeam[$0] < 0
                }
        }
    }
}

extension Visit {
    /// Whether two visits differ in nothing but whose they are.
    fileprivate func isAlike(_ other: Visit) -> Bool {
        var copy = self
        (copy.id, copy.resident) = (other.id, other.resident)
        return copy == other
    }
}

/// The parts of intervals that lie in a range.
func cut(_ intervals: [ClosedRange<Int>], to range: ClosedRange<Int>) -> [ClosedRange<Int>] {
    intervals.compactMap { interval in
        let from = max(interval.lowerBound, range.lowerBound)
        let to = min(interval.upperBound, range.upperBound)
        return from <= to ? from...to : nil
    }
}

/// Makes classes of crews and their nodes.
private struct NodeBuilder {
    let problem: DenseProblem
    private(set) var stops: [Stop]
    private(set) var dependsOnCrews = false
    private var joint: JointStarts?
    var classes: [CrewClass] = []
    var nodes: [RouteNode] = []
    var earliest: [Int32] = []
    var latest: [Int32] = []
    /// [visit] The stops whose visit it is.
    private var stopsOfVisit: [[Int]]

    init(_ problem: DenseProblem, stops: [Stop]) {
        self.problem = problem
        self.stops = stops
        stopsOfVisit = [[Int]](repeating: [], count: problem.visits.count)
        for (number, stop) in stops.enumerated() { stopsOfVisit[stop.visit].append(number) }
    }

    mutating func build(holdsForMoreCrews: Bool) {
        let groups = groups()
        if !holdsForMoreCrews, stops.contains(where: { $0.roleCount > 1 }) {
            let found = JointStarts(problem, stops: stops, groups: groups)
            stops = found.stops
            dependsOnCrews = found.hasLeftOut
            joint = found
        }
        for (number, group) in groups.enumerated() {
            let first = nodes.count
            for (stop, task) in group.pairs {
                add(stop: stop, task: task, shift: group.shift, group: number)
            }
            guard nodes.count > first else { continue }
            classes.append(
                CrewClass(shift: group.shift, crews: group.crews, nodes: first..<nodes.count)
            )
        }
    }

    /// The crews of all shifts, those that a pinned row names by themselves.
    private func groups() -> [CrewGroup] {
        var groups: [CrewGroup] = []
        for shift in 0..<problem.shifts.count {
            let tasks = problem.tasksOfShift[shift].map(Int.init)
            let named = Set(tasks.map { Int(problem.visits.pinnedCrew[$0]) }.filter { $0 > 0 })
            let others = (1...Int(problem.shifts.crews[shift])).filter { !named.contains($0) }
            for crew in named.sorted() {
                groups.append(group(shift: shift, crews: [crew], tasks: tasks))
            }
            if !others.isEmpty { groups.append(group(shift: shift, crews: others, tasks: tasks)) }
        }
        return groups
    }

    private func group(shift: Int, crews: [Int], tasks: [Int]) -> CrewGroup {
        var group = CrewGroup(shift: shift, crews: crews, pairs: [])
        for task in tasks {
            let named = Int(problem.visits.pinnedCrew[task])
            guard named == 0 || named == crews[0] else { continue }
            let visit = Int(problem.visits.visitOfTask[task])
            for stop in stopsOfVisit[visit]
            where stops[stop].day < 0 || stops[stop].day == Int(problem.shifts.day[shift]) {
                group.pairs.append((stop, task))
            }
        }
        return group
    }

    /// Adds the node of a task, or its two forms where a published promise asks to wait.
    private mutating func add(stop: Int, task: Int, shift: Int, group: Int) {
        let visit = stops[stop].visit
        let minutes = Int(problem.visits.minutes[visit])
        let from = Int(problem.shifts.start[shift])
        let to = Int(problem.shifts.end[shift]) - minutes
        guard from <= to else { return }
        let role = Int(problem.visits.roleOfTask[task])
        let all =
            joint?.starts(group: group, role: role, ofStop: stop)
            ?? cut(stops[stop].intervals, to: from...to)
        for part in 0..<stops[stop].partCount {
            let inPart =
                part == 0 && stops[stop].cuts.isEmpty
                ? all : cut(all, to: stops[stop].minutes(ofPart: part))
            add(stop: stop, task: task, shift: shift, part: part, intervals: inPart)
        }
    }

    private mutating func add(
        stop: Int,
        task: Int,
        shift: Int,
        part: Int,
        intervals all: [ClosedRange<Int>]
    ) {
        guard Int(problem.visits.publishedTeam[task]) == Int(problem.shifts.team[shift]) else {
            append(stop, task, shift, part: part, intervals: all, kept: false)
            return
        }
        let tolerance = problem.scenario.weights.changeToleranceMinutes
        let promised = Int(problem.visits.publishedStart[task])
        let kept = cut(all, to: (promised - tolerance)...(promised + tolerance))
        append(stop, task, shift, part: part, intervals: kept, kept: true)
        if kept != all {
            append(stop, task, shift, part: part, intervals: all, kept: false)
        }
    }

    private mutating func append(
        _ stop: Int,
        _ task: Int,
        _ shift: Int,
        part: Int,
        intervals: [ClosedRange<Int>],
        kept: Bool
    ) {
        guard !intervals.isEmpty else { return }
        let visit = stops[stop].visit
        let role = Int(problem.visits.roleOfTask[task])
        var gain = problem.preferencePoints(task: task, team: Int(problem.shifts.team[shift]))
        if kept { gain += problem.scenario.weights.change }
        if stops[stop].roleCount == 1 { gain += problem.visits.value[visit] }
        nodes.append(
            RouteNode(
                stop: Int32(stop),
                demand: Int32(stops[stop].firstDemand + role),
                task: Int32(task),
                part: Int32(part),
                keepsPublished: kept,
                gain: gain,
                place: Int32(problem.place(ofVisit: visit, shift: shift)),
                minutes: problem.visits.minutes[visit],
                load: role == 0 ? problem.visits.load[visit] : 0,
                due: role == 0 ? problem.visits.due[visit] : VisitTable.neverDue,
                firstInterval: Int32(earliest.count),
                intervalCount: Int32(intervals.count)
            )
        )
        for interval in intervals {
            earliest.append(Int32(interval.lowerBound))
            latest.append(Int32(interval.upperBound))
        }
    }
}
