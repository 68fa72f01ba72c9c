import DenseProblem

/// Crews that nothing tells apart, and what they could serve if they were asked one by one.
struct CrewGroup {
    /// The shift.
    var shift: Int
    /// The crews' numbers, ascending.
    var crews: [Int]
    /// Stops and tasks, in the order in which they become nodes.
    var pairs: [(stop: Int, task: Int)]
}

/// Starts at which a stop with several roles finds a crew for each of them at once.
///
/// At a minute each group of crews fills no more roles than it has crews there. By Hall's theorem the
/// roles can all be filled exactly where any set of them is within reach of as many crews as it has
/// roles; where it is just as many, these crews are needed for that set and can fill no role outside.
/// What no plan can do so is left out of the starts.
struct JointStarts {
    /// A role of a stop that a group could fill at some starts.
    private struct Entry {
        var group: Int
        var role: Int
        var starts: [ClosedRange<Int>]
    }

    private struct Key: Hashable {
        var group: Int
        var demand: Int
    }

    private let problem: DenseProblem
    /// Stops, those with several roles with starts at which all can be filled.
    private(set) var stops: [Stop]
    /// Whether some start was left out that a crew by itself could keep.
    private(set) var hasLeftOut = false
    private var starts: [Key: [ClosedRange<Int>]] = [:]

    /// Most roles of a stop that is looked at; the work doubles with each.
    private static let mostRoles = 8

    /// Looks at all stops with several roles.
    init(_ problem: DenseProblem, stops: [Stop], groups: [CrewGroup]) {
        self.problem = problem
        self.stops = stops
        var entries = [[Entry]](repeating: [], count: stops.count)
        for (number, group) in groups.enumerated() {
            for (stop, task) in group.pairs
            where (2...JointStarts.mostRoles).contains(stops[stop].roleCount) {
                let found = lone(stops[stop], shift: group.shift)
                guard !found.isEmpty else { continue }
                let role = Int(problem.visits.roleOfTask[task])
                entries[stop].append(Entry(group: number, role: role, starts: found))
            }
        }
        for stop in stops.indices
        where (2...JointStarts.mostRoles).contains(stops[stop].roleCount) {
            reduce(stop, entries[stop], groups)
        }
    }

    /// The starts of a group's role at a stop; nil where the stop was not looked at.
    func starts(group: Int, role: Int, ofStop number: Int) -> [ClosedRange<Int>]? {
        guard (2...JointStarts.mostRoles).contains(stops[number].roleCount) else { return nil }
        return starts[Key(group: group, demand: stops[number].firstDemand + role)] ?? []
    }

    /// Starts at which a crew of a shift that does nothing else could serve a stop.
    private func lone(_ stop: Stop, shift: Int) -> [ClosedRange<Int>] {
        let place = problem.place(ofVisit: stop.visit, shift: shift)
        let out = problem.leastWays.minutesOut(shift: shift, place: place)
        let back = problem.leastWays.minutesBack(shift: shift, place: place)
        let from = Int(problem.shifts.start[shift]) + out
        let to = Int(problem.shifts.end[shift]) - back - Int(problem.visits.minutes[stop.visit])
        return from <= to ? cut(stop.intervals, to: from...to) : []
    }

    private mutating func reduce(_ number: Int, _ entries: [Entry], _ groups: [CrewGroup]) {
        var reach = RoleReach(roles: stops[number].roleCount)
        var joint: [ClosedRange<Int>] = []
        var barred = [[ClosedRange<Int>]](repeating: [], count: entries.count)
        var events: [(minute: Int, entry: Int, isBegin: Int)] = []
        for (index, entry) in entries.enumerated() {
            for range in entry.starts {
                events.append((range.lowerBound, index, 1))
                events.append((range.upperBound + 1, index, 0))
            }
        }
        // Where a window follows another at once, the role ends before it begins again.
        events.sort { ($0.minute, $0.entry, $0.isBegin) < ($1.minute, $1.entry, $1.isBegin) }
        var isThere = [Bool](repeating: false, count: entries.count)
        for (index, event) in events.enumerated() {
            let entry = entries[event.entry]
            isThere[event.entry] = event.isBegin == 1
            reach.toggle(
                role: entry.role,
                group: entry.group,
                crews: groups[entry.group].crews.count
            )
            guard index + 1 < events.count, events[index + 1].minute > event.minute,
                reach.fillsAll
            else { continue }
            let range = event.minute...(events[index + 1].minute - 1)
            extend(&joint, by: range)
            guard !reach.tight.isEmpty else { continue }
            for (other, entry) in entries.enumerated()
            where isThere[other] && !reach.isFree(group: entry.group, forRole: entry.role) {
                extend(&barred[other], by: range)
            }
        }
        let before = stops[number].intervals
        stops[number].intervals = common(before, joint)
        hasLeftOut = hasLeftOut || stops[number].intervals != before
        let first = stops[number].firstDemand
        for (index, entry) in entries.enumerated() {
            hasLeftOut = hasLeftOut || !barred[index].isEmpty
            starts[Key(group: entry.group, demand: first + entry.role)] =
                without(common(entry.starts, joint), barred[index])
        }
    }

    /// Appends a range to ascending ones, as part of the last where it follows that directly.
    private func extend(_ ranges: inout [ClosedRange<Int>], by range: ClosedRange<Int>) {
        if let last = ranges.last, last.upperBound + 1 == range.lowerBound {
            ranges[ranges.count - 1] = last.lowerBound...range.upperBound
        } else {
            ranges.append(range)
        }
    }

    /// What lies in both of two ascending lists of ranges.
    private func common(
        _ one: [ClosedRange<Int>],
        _ other: [ClosedRange<Int>]
    ) -> [ClosedRange<Int>] {
        one.flatMap { cut(other, to: $0) }
    }

    /// What lies in ranges but in none of others, all ascending.
    private func without(
        _ ranges: [ClosedRange<Int>],
        _ others: [ClosedRange<Int>]
    ) -> [ClosedRange<Int>] {
        var left: [ClosedRange<Int>] = []
        for range in ranges {
            var from = range.lowerBound
            for other in others where other.overlaps(range) {
                if from < other.lowerBound { left.append(from...(other.lowerBound - 1)) }
                from = other.upperBound + 1
            }
            if from <= range.upperBound { left.append(from...range.upperBound) }
        }
        return left
    }
}

/// How many crews are within reach of each set of a stop's roles at a minute.
private struct RoleReach {
    private let all: Int
    /// [set of roles] Crews that can fill one of them.
    private var crews: [Int]
    /// [group] The roles that it can fill.
    private var roles: [Int: Int] = [:]

    init(roles: Int) {
        all = 1 << roles
        crews = [Int](repeating: 0, count: all)
    }

    /// Lets a group begin to be there for a role, or end.
    mutating func toggle(role: Int, group: Int, crews count: Int) {
        let before = roles[group] ?? 0
        let after = before ^ (1 << role)
        roles[group] = after
        for set in 1..<all {
            crews[set] += ((after & set) != 0 ? count : 0) - ((before & set) != 0 ? count : 0)
        }
    }

    /// Whether all roles can be filled at once.
    var fillsAll: Bool { (1..<all).allSatisfy { crews[$0] >= $0.nonzeroBitCount } }

    /// Sets of roles, but that of all, that need every crew within their reach.
    var tight: [Int] { (1..<(all - 1)).filter { crews[$0] == $0.nonzeroBitCount } }

    /// Whether a crew of a group can fill a role with the others still filled.
    func isFree(group: Int, forRole role: Int) -> Bool {
        let own = roles[group] ?? 0
        return tight.allSatisfy { $0 & (1 << role) != 0 || $0 & own == 0 }
    }
}
