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
    /// A task with fewer crews than one of so many slots has no row, which would be empty for the most part.
    private static let slotsPerPair = 16

    /// Numbers pairs.
    ///
    /// - Parameters:
    ///   - firstPair: [task + 1] where a task's pairs begin.
    ///   - slots: [pair] the slot.
    ///   - slotCount: number of slots.
    ///   - most: most numbers held.
    init(firstPair: [Int32], slots: [Int32], slotCount: Int, most: Int = PairNumbers.most) {
        let pairCounts = zip(firstPair, firstPair.dropFirst()).map { Int($1 - $0) }
        var rows = 0
        for count in pairCounts {
            let isWorthARow =
                count > SearchTables.manyPairs && count < Int(UInt16.max)
                && slotCount <= Self.slotsPerPair * count && (rows + 1) * slotCount <= most
            rowOfTask.append(isWorthARow ? Int32(rows) : -1)
            rows += isWorthARow ? 1 : 0
        }
        numbers = [UInt16](repeating: 0, count: rows * slotCount)
        for (task, row) in rowOfTask.enumerated() where row >= 0 {
            let begin = Int(row) * slotCount
            let first = Int(firstPair[task])
            for number in 0..<pairCounts[task] {
                numbers[begin + Int(slots[first + number])] = UInt16(number + 1)
            }
        }
    }
}
