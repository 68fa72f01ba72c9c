import DenseProblem

/// A crew that pinned visits may be given to.
struct PinnedSlot {
    var shift: Int
    var team: Int
    var crew: Int32
    /// Whether some row names this very crew, which makes it different from the others.
    var isNamed: Bool
    /// First position of the same shift in the list of crews.
    var firstOfShift: Int32
}

/// The tasks of a set of pinned rows and the crews that may take them.
struct PinnedCrews {
    let problem: DenseProblem
    private(set) var tasks: [PinnedTask] = []
    private(set) var slots: [PinnedSlot] = []

    /// Lays out the rows given as positions in ``PinnedVisits/rows``.
    init(_ pins: PinnedVisits, rows: [Int]) {
        problem = pins.problem
        var rowOfTask: [Int: PinnedRow] = [:]
        var startOfVisit: [Int: Int32] = [:]
        var namedCrews: [Int: Set<Int32>] = [:]
        for row in rows.map({ pins.rows[$0] }) {
            rowOfTask[Int(problem.visits.firstTask[row.visit]) + row.role] = row
            startOfVisit[row.visit] = row.start
            if row.crew > 0 { namedCrews[row.team, default: []].insert(row.crew) }
        }
        var shiftsOfTask: [(task: Int, shifts: [Int])] = []
        var demand = [Int32](repeating: 0, count: problem.shifts.count)
        for (visit, start) in startOfVisit.sorted(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
            for task in problem.visits.tasks(of: visit) {
                let shifts = problem.shiftsOfTask[task].map(Int.init).filter { shift in
                    let team = Int(problem.shifts.team[shift])
                    return (rowOfTask[task].map { $0.team == team } ?? true)
                        && PinnedCrews.covers(problem, shift: shift, visit: visit, start: start)
                }
                for shift in shifts { demand[shift] += 1 }
                shiftsOfTask.append((task, shifts))
            }
        }
        let first = layOutSlots(demand, named: namedCrews)
        for (task, shifts) in shiftsOfTask {
            let visit = Int(problem.visits.visitOfTask[task])
            let start = startOfVisit[visit] ?? 0
            let crew = rowOfTask[task]?.crew ?? 0
            var domain: [Int32] = []
            for shift in shifts {
                var slot = first[shift]
                while slot < slots.count, slots[slot].shift == shift {
                    if crew == 0 || crew == slots[slot].crew { domain.append(Int32(slot)) }
                    slot += 1
                }
            }
            tasks.append(
                PinnedTask(
                    visit: visit,
                    task: task,
                    start: start,
                    end: start + problem.visits.minutes[visit],
                    isNamed: rowOfTask[task] != nil,
                    domain: domain
                )
            )
        }
    }

    private static func covers(
        _ problem: DenseProblem,
        shift: Int,
        visit: Int,
        start: Int32
    ) -> Bool {
        start >= problem.shifts.start[shift]
            && start + problem.visits.minutes[visit] <= problem.shifts.end[shift]
    }

    /// As many crews per shift as there are tasks for it, and all crews that rows name.
    private mutating func layOutSlots(_ demand: [Int32], named: [Int: Set<Int32>]) -> [Int] {
        var first = [Int](repeating: 0, count: demand.count)
        for shift in demand.indices where demand[shift] > 0 {
            first[shift] = slots.count
            let team = Int(problem.shifts.team[shift])
            let crews = problem.shifts.crews[shift]
            let names = (named[team] ?? []).filter { $0 <= crews }
            // Numbers that rows name are passed over in counting, so that enough others remain.
            let needed = min(crews, demand[shift] + Int32(names.count))
            let numbers = Set(1...needed).union(names).sorted()
            for crew in numbers {
                slots.append(
                    PinnedSlot(
                        shift: shift,
                        team: team,
                        crew: crew,
                        isNamed: names.contains(crew),
                        firstOfShift: Int32(first[shift])
                    )
                )
            }
        }
        return first
    }

    /// Whether rooms and gaps between sessions, which no choice of crews changes, are kept.
    var keepsRoomsAndGaps: Bool {
        var startOfVisit: [Int: Int32] = [:]
        for task in tasks { startOfVisit[task.visit] = task.start }
        let visits = problem.visits
        var daysOfProgram: [Int32: [Int]] = [:]
        var hosted: [Int32: [(from: Int32, to: Int32)]] = [:]
        for (visit, start) in startOfVisit.sorted(by: { $0.key < $1.key }) {
            if visits.program[visit] >= 0 {
                daysOfProgram[visits.program[visit], default: []]
                    .append(Int(start) / minutesOfDay)
            }
            if visits.roomSite[visit] >= 0 {
                hosted[visits.roomSite[visit], default: []]
                    .append((start, start + visits.minutes[visit]))
            }
        }
        let gapsKept = daysOfProgram.allSatisfy { program, days in
            let entry = problem.scenario.programs[Int(program)]
            guard !entry.hasFixedStarts, entry.gapDays > 0 else { return true }
            let ordered = days.sorted()
            return zip(ordered, ordered.dropFirst()).allSatisfy { $1 - $0 >= entry.gapDays }
        }
        return gapsKept
            && hosted.allSatisfy { site, stays in
                stays.allSatisfy { stay in
                    stays.count { $0.from <= stay.from && $0.to > stay.from }
                        <= visits.roomLimits[Int(site)]
                }
            }
    }
}
