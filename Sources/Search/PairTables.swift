import DenseProblem
import Scheduling

/// Which slot may hold which task, as arrays; see ``SearchTables`` for their shapes.
struct PairTables {
    private(set) var firstPair: [Int32] = [0]
    private(set) var slot: [Int32] = []
    private(set) var bonus: [Int32] = []
    private(set) var counter: [Int32] = []
    private(set) var roleOfCounter: [Int32] = []
    private(set) var firstShiftTask: [Int32] = [0]
    private(set) var shiftTasks: [ShiftTask] = []

    init(
        _ problem: DenseProblem,
        slots: [SlotFacts],
        firstSlotOfShift: [Int32],
        visitOrder: [Int32]
    ) {
        let visits = problem.visits
        var counters = [Int32](repeating: -1, count: problem.scenario.teams.count)
        var rows = [[ShiftTask]](repeating: [], count: problem.shifts.count)
        for task in 0..<problem.taskCount {
            let visit = Int(visits.visitOfTask[task])
            let shifts = problem.shiftsOfTask[task]
                .sorted { firstSlotOfShift[Int($0)] < firstSlotOfShift[Int($1)] }
            for shift in shifts.map(Int.init) {
                let first = firstSlotOfShift[shift]
                let begin = slot.count
                let team = Int(problem.shifts.team[shift])
                let points = Int32(problem.preferencePoints(task: task, team: team))
                for candidate in first..<(first + slots[Int(first)].slotCount) {
                    let pinnedCrew = visits.pinnedCrew[task]
                    guard pinnedCrew == 0 || pinnedCrew == slots[Int(candidate)].crew else {
                        continue
                    }
                    slot.append(candidate)
                    bonus.append(points)
                }
                rows[shift].append(
                    ShiftTask(
                        task: Int32(task),
                        firstPair: Int32(begin),
                        pairCount: Int32(slot.count - begin)
                    )
                )
            }
            firstPair.append(Int32(slot.count))
            if visits.program[visit] < 0 {
                counter.append(
                    contentsOf: repeatElement(-1, count: slot.count - counter.count)
                )
            }
            while counter.count < slot.count { counter.append(-2) }
        }
        number(problem, slots: slots, counters: &counters)
        collect(rows, problem: problem, visitOrder: visitOrder)
    }

    /// Numbers the (program, role, team) combinations that pairs can add to.
    private mutating func number(
        _ problem: DenseProblem,
        slots: [SlotFacts],
        counters: inout [Int32]
    ) {
        for program in problem.scenario.programs {
            let roles = problem.scenario.services[program.serviceIndex].roles.indices
            for role in roles {
                let begin = roleOfCounter.count
                for visit in program.visitIndices {
                    let task = Int(problem.visits.firstTask[visit]) + role
                    for pair in Int(firstPair[task])..<Int(firstPair[task + 1]) {
                        let team = Int(slots[Int(slot[pair])].team)
                        if counters[team] < begin {
                            counters[team] = Int32(roleOfCounter.count)
                            roleOfCounter.append(Int32(problem.programRole(task: task)))
                        }
                        counter[pair] = counters[team]
                    }
                }
            }
        }
    }

    /// The tasks of each shift in the order of their visits' ids.
    private mutating func collect(
        _ rows: [[ShiftTask]],
        problem: DenseProblem,
        visitOrder: [Int32]
    ) {
        var rank = [Int32](repeating: 0, count: visitOrder.count)
        for (position, visit) in visitOrder.enumerated() { rank[Int(visit)] = Int32(position) }
        for row in rows {
            shiftTasks.append(
                contentsOf: row.sorted {
                    let left = problem.visits.visitOfTask[Int($0.task)]
                    let right = problem.visits.visitOfTask[Int($1.task)]
                    return (rank[Int(left)], $0.task) < (rank[Int(right)], $1.task)
                }
            )
            firstShiftTask.append(Int32(shiftTasks.count))
        }
    }
}

/// Which pair of a task names a slot, to be looked up at once, for tasks that many crews could fill.
struct PairNumbers {
    /// [task] Its row in ``numbers``; −1 where it has none.
    private(set) var rowOfTask: [Int32] = []
    /// [row × slots + slot] Which of the task's pairs names the slot, counted from 1; 0 where none does.
    private(set) var numbers: [UInt16] = []

    /// Most numbers held, 64 MiB; tasks past it have no row.
    private static let most = 32 << 20

    init(_ pairs: PairTables, slotCount: Int) {
        for task in 0..<(pairs.firstPair.count - 1) {
            let range = Int(pairs.firstPair[task])..<Int(pairs.firstPair[task + 1])
            guard range.count > SearchTables.manyPairs, range.count < Int(UInt16.max),
                numbers.count + slotCount <= Self.most
            else {
                rowOfTask.append(-1)
                continue
            }
            let begin = numbers.count
            rowOfTask.append(Int32(begin / slotCount))
            numbers.append(contentsOf: repeatElement(0, count: slotCount))
            for pair in range {
                numbers[begin + Int(pairs.slot[pair])] = UInt16(pair - range.lowerBound + 1)
            }
        }
    }
}
