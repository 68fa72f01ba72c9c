import DenseProblem

/// A column of the integer program: one feasible route of one class of crews.
public struct RouteColumn: Sendable, Hashable {
    /// The class of crews.
    public var crewClass: Int
    /// Positions in ``ColumnSpace/nodes``, in the order served.
    public var nodes: [Int32]
    /// Points of its own: gains less lateness, travel and the crew.
    public var points: Int
    /// Work minutes: service and travel, without waiting.
    public var workMinutes: Int
}

/// What a route is worth and takes.
public struct RouteFigures: Sendable, Hashable {
    /// Points of its own: gains less lateness, travel and the crew.
    public var points: Int
    /// Work minutes: service and travel, without waiting.
    public var workMinutes: Int
    /// Units of goods brought.
    public var load: Int
}

extension ColumnSpace {
    /// The column of a sequence of nodes, every start the earliest; nil where it is not feasible.
    public func column(crewClass: Int, nodes sequence: [Int32]) -> RouteColumn? {
        guard let figures = figures(crewClass: crewClass, nodes: sequence),
            keepsLimits(crewClass: crewClass, visits: sequence.count, figures)
        else { return nil }
        return RouteColumn(
            crewClass: crewClass,
            nodes: sequence,
            points: figures.points,
            workMinutes: figures.workMinutes
        )
    }

    /// Whether a crew may serve so many visits and bring so much.
    public func keepsLimits(crewClass: Int, visits: Int, _ figures: RouteFigures) -> Bool {
        let shift = classes[crewClass].shift
        return figures.load <= Int(problem.shifts.capacity[shift])
            && visits <= Int(problem.shifts.maxVisits[shift])
    }

    /// What a sequence of nodes is worth and takes, every start the earliest, whatever goods and visits it
    /// has; nil where there is no time for it.
    public func figures(crewClass: Int, nodes sequence: [Int32]) -> RouteFigures? {
        let shift = classes[crewClass].shift
        let weights = problem.scenario.weights
        let base = Int(problem.shifts.basePlace[shift])
        var here = base
        var free = Int(problem.shifts.start[shift])
        var travel = 0
        var service = 0
        var points = -weights.crew
        var load = 0
        for position in sequence {
            let node = nodes[Int(position)]
            let leg = problem.travelMinutes(shift: shift, from: here, to: Int(node.place))
            let start = start(of: node, notBefore: free + leg)
            guard start >= 0 else { return nil }
            travel += leg
            service += Int(node.minutes)
            load += Int(node.load)
            points += node.gain - max(0, start - Int(node.due)) * weights.late
            free = start + Int(node.minutes)
            here = Int(node.place)
        }
        let back = problem.travelMinutes(shift: shift, from: here, to: base)
        guard free + back <= Int(problem.shifts.end[shift]) else { return nil }
        travel += back
        return RouteFigures(
            points: points - weights.travel * travel,
            workMinutes: travel + service,
            load: load
        )
    }

    /// The column of a plan's route; its starts say in which parts they lie.
    ///
    /// Promises are taken as kept where keeping them gives a feasible column worth more.
    /// - Parameters:
    ///   - route: the route.
    ///   - lookup: the index of this space.
    /// - Returns: nil where it is no route of this space.
    public func column(of route: DenseRoute, lookup: ColumnLookup) -> RouteColumn? {
        lookup.crewClass(shift: route.shift, crew: route.crew, in: self).flatMap {
            column(crewClass: $0, tasks: route.tasks, starts: route.starts, lookup: lookup)
        }
    }

    /// The column of tasks served by some crew of a shift; crews that no pin names come first.
    public func column(shift: Int, tasks: [Int32], lookup: ColumnLookup) -> RouteColumn? {
        for crewClass in lookup.classes(ofShift: shift, in: self).reversed() {
            let column = column(
                crewClass: crewClass,
                tasks: tasks,
                starts: nil,
                lookup: lookup
            )
            if let column { return column }
        }
        return nil
    }

    private func column(
        crewClass: Int,
        tasks: [Int32],
        starts: [Int32]?,
        lookup: ColumnLookup
    ) -> RouteColumn? {
        let shift = classes[crewClass].shift
        var plain: [Int32] = []
        var kept: [Int32] = []
        var here = Int(problem.shifts.basePlace[shift])
        var free = Int(problem.shifts.start[shift])
        for (index, task) in tasks.enumerated() {
            let all = lookup.nodes(of: Int(task), crewClass: crewClass, in: self)
            guard let first = all.first else { return nil }
            let place = Int(nodes[Int(first.plain)].place)
            free += problem.travelMinutes(shift: shift, from: here, to: place)
            let least = max(free, starts.map { Int($0[index]) } ?? free)
            let fitting = all.first { start(of: nodes[Int($0.plain)], notBefore: least) >= 0 }
            guard let forms = fitting else { return nil }
            plain.append(forms.plain)
            kept.append(forms.kept)
            let node = nodes[Int(forms.plain)]
            free = start(of: node, notBefore: least) + Int(node.minutes)
            here = place
        }
        var best = column(crewClass: crewClass, nodes: plain)
        // Promises in one route are few: take each in turn where it pays.
        var current = plain
        for position in plain.indices where plain[position] != kept[position] {
            var trial = current
            trial[position] = kept[position]
            if let column = column(crewClass: crewClass, nodes: trial),
                column.points > best?.points ?? .min
            {
                best = column
                current = trial
            }
        }
        return best
    }
}

/// Finds the classes and nodes of crews and tasks; made once per space.
public struct ColumnLookup: Sendable {
    /// A node without and with its promise kept; the same where there is but one form.
    struct Forms {
        var plain: Int32
        var kept: Int32
    }

    private var firstClassOfShift: [Int]
    /// [visit] The stop of a visit that stands for itself; −1 for an interchangeable session.
    private var stopOfVisit: [Int32]
    /// [program · days + day] The stop of interchangeable sessions; −1 where there is none.
    private var stopOfProgramDay: [Int32]
    /// [class] The forms of each demand, part by part of its stop's starts.
    private var formsOfDemand: [[Int32: [Forms]]]

    /// Indexes a space.
    public init(_ space: ColumnSpace) {
        let problem = space.problem
        let days = problem.scenario.days
        firstClassOfShift = [Int](repeating: -1, count: problem.shifts.count)
        stopOfVisit = [Int32](repeating: -1, count: problem.visits.count)
        stopOfProgramDay = [Int32](
            repeating: -1,
            count: problem.scenario.programs.count * days
        )
        formsOfDemand = []
        for (number, stop) in space.stops.enumerated() {
            if stop.day < 0 {
                stopOfVisit[stop.visit] = Int32(number)
            } else {
                let program = Int(problem.visits.program[stop.visit])
                stopOfProgramDay[program * days + stop.day] = Int32(number)
            }
        }
        for (number, entry) in space.classes.enumerated() {
            if firstClassOfShift[entry.shift] < 0 { firstClassOfShift[entry.shift] = number }
            var forms: [Int32: [Forms]] = [:]
            for position in entry.nodes.map(Int32.init) {
                let node = space.nodes[Int(position)]
                var known = forms[node.demand] ?? []
                // The kept form of a part comes first, the plain one right after it.
                if !node.keepsPublished, let last = known.last,
                    space.nodes[Int(last.kept)].part == node.part
                {
                    known[known.count - 1].plain = position
                } else {
                    known.append(Forms(plain: position, kept: position))
                }
                forms[node.demand] = known
            }
            formsOfDemand.append(forms)
        }
    }

    /// The class that a crew of a shift belongs to; nil where it can serve nothing.
    func crewClass(shift: Int, crew: Int, in space: ColumnSpace) -> Int? {
        classes(ofShift: shift, in: space).first { space.classes[$0].crews.contains(crew) }
    }

    /// The classes of a shift.
    func classes(ofShift shift: Int, in space: ColumnSpace) -> Range<Int> {
        let first = firstClassOfShift[shift]
        guard first >= 0 else { return 0..<0 }
        var end = first
        while end < space.classes.count, space.classes[end].shift == shift { end += 1 }
        return first..<end
    }

    /// The stop that a visit is, or stands for on a day; nil where there is none.
    public func stop(ofVisit visit: Int, day: Int, in space: ColumnSpace) -> Int? {
        if stopOfVisit[visit] >= 0 { return Int(stopOfVisit[visit]) }
        let program = Int(space.problem.visits.program[visit])
        guard program >= 0 else { return nil }
        let stop = stopOfProgramDay[program * space.problem.scenario.days + day]
        return stop >= 0 ? Int(stop) : nil
    }

    /// The nodes of a task in a class, part by part of its starts.
    func nodes(of task: Int, crewClass: Int, in space: ColumnSpace) -> [Forms] {
        let problem = space.problem
        let day = Int(problem.shifts.day[space.classes[crewClass].shift])
        let visit = Int(problem.visits.visitOfTask[task])
        guard let stop = stop(ofVisit: visit, day: day, in: space) else { return [] }
        let demand = space.stops[stop].firstDemand + Int(problem.visits.roleOfTask[task])
        return formsOfDemand[crewClass][Int32(demand)] ?? []
    }
}
