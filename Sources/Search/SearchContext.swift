import DenseProblem
import Scheduling

/// A compiled problem with the flat tables that all parts of the search share.
///
/// Made once per problem; may be used by many searches on many threads at once. (`@unchecked
/// Sendable`: nothing is written after `init`, and memory is freed by `deinit` alone.)
public final class SearchContext: @unchecked Sendable {
    /// The compiled scenario.
    public let problem: DenseProblem
    let tables: SearchTables
    private let arena: Arena
    /// Keeps the travel matrices, whose storage the tables point into, from being freed.
    private let matrices: [[UInt16]]

    /// Lays a problem out in flat memory.
    ///
    /// - Complexity: O(eligible pairs of tasks and crews).
    public init(_ problem: DenseProblem) {
        let builder = SearchTablesBuilder(problem)
        self.problem = problem
        arena = builder.arena
        matrices = builder.matrices
        tables = builder.tables()
    }
}

/// Carries what the parts of the tables share while they are built.
private struct SearchTablesBuilder {
    let problem: DenseProblem
    let arena = Arena()
    let matrices: [[UInt16]]
    let visitOrder: [Int32]
    let slots: [SlotFacts]
    let firstSlotOfShift: [Int32]

    init(_ problem: DenseProblem) {
        self.problem = problem
        let matrices = problem.shifts.speeds.indices.map { problem.travel.matrix(speedClass: $0) }
        self.matrices = matrices
        // Arrays keep their elements in one block that stays put while they are neither changed
        // nor freed; `matrices` is a constant and outlives the pointers.
        let nothing = UnsafePointer(arena.buffer(count: 1, of: UInt16(0)).base)
        let pointers = matrices.map { matrix in
            matrix.withUnsafeBufferPointer { $0.baseAddress ?? nothing }
        }
        visitOrder = Self.order(problem.scenario.visits.map(\.id.text))
        (slots, firstSlotOfShift) = Self.slots(problem, travel: pointers)
    }

    /// Indices in ascending order of their texts; equal texts keep their order.
    private static func order(_ texts: [String]) -> [Int32] {
        texts.indices.sorted { (texts[$0], $0) < (texts[$1], $1) }.map(Int32.init)
    }

    private static func slots(
        _ problem: DenseProblem,
        travel: [UnsafePointer<UInt16>]
    ) -> ([SlotFacts], [Int32]) {
        let shifts = problem.shifts
        let teamOrder = order(problem.scenario.teams.map(\.id.text))
        let pinnedCrews = pinnedCrewsByTeam(problem)
        var slots: [SlotFacts] = []
        var first = [Int32](repeating: 0, count: shifts.count)
        for team in teamOrder.map(Int.init) {
            let ofTeam = shifts.shiftsOfTeam[team].map(Int.init)
            for shift in ofTeam.sorted(by: { shifts.start[$0] < shifts.start[$1] }) {
                first[shift] = Int32(slots.count)
                let crews = crewNumbers(problem, shift: shift, pinned: pinnedCrews[team] ?? [])
                for crew in crews {
                    slots.append(
                        SlotFacts(
                            travel: travel[Int(shifts.speedClass[shift])],
                            shift: Int32(shift),
                            team: Int32(team),
                            day: shifts.day[shift],
                            crew: crew,
                            base: shifts.basePlace[shift],
                            start: shifts.start[shift],
                            end: shifts.end[shift],
                            maxVisits: shifts.maxVisits[shift],
                            capacity: shifts.capacity[shift],
                            firstSlot: first[shift],
                            slotCount: Int32(crews.count)
                        )
                    )
                }
            }
        }
        return (slots, first)
    }

    private static func pinnedCrewsByTeam(_ problem: DenseProblem) -> [Int: Set<Int32>] {
        var crews: [Int: Set<Int32>] = [:]
        for (task, crew) in problem.visits.pinnedCrew.enumerated() where crew > 0 {
            crews[Int(problem.visits.pinnedTeam[task]), default: []].insert(crew)
        }
        return crews
    }

    /// Crew numbers that a plan may need: never more crews than tasks, but all that pins name.
    private static func crewNumbers(
        _ problem: DenseProblem,
        shift: Int,
        pinned: Set<Int32>
    ) -> [Int32] {
        let crews = problem.shifts.crews[shift]
        let needed = Int32(clamping: max(1, problem.tasksOfShift.range(shift).count))
        return (Array(1...min(crews, needed)) + pinned.filter { $0 > needed && $0 <= crews })
            .sorted()
    }

    func tables() -> SearchTables {
        let visits = problem.visits
        let scenario = problem.scenario
        let pairs = PairTables(
            problem,
            slots: slots,
            firstSlotOfShift: firstSlotOfShift,
            visitOrder: visitOrder
        )
        let numbers = PairNumbers(
            firstPair: pairs.firstPair,
            slots: pairs.slot,
            slotCount: slots.count
        )
        let bonus = pinBonus()
        let programs = scenario.programs
        var tables = SearchTables(
            visits: arena.buffer(visitFacts()),
            value: arena.buffer(
                visits.value.indices.map { visits.value[$0] + (visits.isPinned($0) ? bonus : 0) }
            ),
            rankOfVisit: arena.buffer(inverse(visitOrder)),
            visitAtRank: arena.buffer(visitOrder),
            intervalEarliest: arena.buffer(visits.earliestStart),
            intervalLatest: arena.buffer(visits.latestStart),
            visitOfTask: arena.buffer(visits.visitOfTask),
            load: arena.buffer(taskLoads()),
            publishedTeam: arena.buffer(visits.publishedTeam),
            publishedStart: arena.buffer(visits.publishedStart),
            slots: arena.buffer(slots),
            firstSlotOfShift: arena.buffer(firstSlotOfShift),
            maxMinutes: arena.buffer(problem.shifts.maxMinutes),
            fairMinutes: arena.buffer(problem.shifts.fairMinutes),
            countsMinutes: arena.buffer(
                scenario.teams.indices.map { problem.shifts.countsMinutes(ofTeam: $0) }
            ),
            firstPair: arena.buffer(pairs.firstPair),
            pairSlot: arena.buffer(pairs.slot),
            pairRow: arena.buffer(numbers.rowOfTask),
            pairNumbers: arena.buffer(numbers.numbers),
            pairBonus: arena.buffer(pairs.bonus),
            pairCounter: arena.buffer(pairs.counter),
            roleOfCounter: arena.buffer(pairs.roleOfCounter),
            maxTeams: arena.buffer(
                programs.flatMap { program in
                    let most = program.maxTeams.map { Int32(clamping: $0) } ?? Int32.max
                    return [Int32](repeating: most, count: problem.roleStride)
                }
            ),
            gapDays: arena.buffer(programs.map { Int32($0.hasFixedStarts ? 0 : $0.gapDays) }),
            firstSession: arena.buffer(
                programs.reduce(into: [0]) {
                    $0.append($0[$0.count - 1] + Int32($1.visitIndices.count))
                }
            ),
            sessions: arena.buffer(programs.flatMap { $0.visitIndices.map(Int32.init) }),
            roomLimit: arena.buffer(visits.roomLimits.map { Int32($0) }),
            firstShiftTask: arena.buffer(pairs.firstShiftTask),
            shiftTasks: arena.buffer(pairs.shiftTasks),
            isUntabled: arena.buffer(untabledPlaces())
        )
        fillScalars(&tables, pinBonus: bonus, counters: pairs.roleOfCounter.count)
        return tables
    }

    private func untabledPlaces() -> [Bool] {
        let isSafe = problem.travel.isRoundingSafe
        var isUntabled = [Bool](repeating: isSafe, count: problem.travel.placeCount)
        for pair in problem.scenario.siteTravelMinutes.keys {
            isUntabled[pair.from] = false
            isUntabled[pair.to] = false
        }
        return isUntabled
    }

    private func fillScalars(_ tables: inout SearchTables, pinBonus: Int, counters: Int) {
        let weights = problem.scenario.weights
        tables.visitCount = problem.visits.count
        tables.taskCount = problem.taskCount
        tables.slotCount = slots.count
        tables.shiftCount = problem.shifts.count
        tables.teamCount = problem.scenario.teams.count
        tables.dayCount = problem.scenario.days
        tables.placeCount = problem.travel.placeCount
        let given = problem.scenario.siteTravelMinutes
        tables.isSymmetric = given.allSatisfy { pair, minutes in
            given[SitePair(from: pair.to, to: pair.from)] == minutes
        }
        tables.roleStride = problem.roleStride
        tables.pinBonus = pinBonus
        tables.counterCount = counters
        tables.weightTravel = weights.travel
        tables.weightCrew = weights.crew
        tables.weightLate = weights.late
        tables.weightContinuity = weights.continuity
        tables.weightFair = weights.fair
        tables.weightChange = weights.change
        tables.tolerance = Int32(weights.changeToleranceMinutes)
        tables.changesBase = problem.changesBase
    }

    /// More than all other points together can make up for, as long as that stays countable.
    private func pinBonus() -> Int {
        let weights = problem.scenario.weights
        let minutes = slots.reduce(0) { $0 + Int($1.end - $1.start) }
        let most =
            problem.visits.value.reduce(0, +) + minutes * (weights.travel + weights.fair)
            + slots.count * weights.crew - problem.changesBase
            + problem.taskCount * (weights.prefer + weights.continuity)
            + problem.visits.count * weights.late * problem.scenario.horizonMinutes
        return min(most, 10_000_000_000_000) + 1
    }

    private func inverse(_ order: [Int32]) -> [Int32] {
        var ranks = [Int32](repeating: 0, count: order.count)
        for (rank, visit) in order.enumerated() { ranks[Int(visit)] = Int32(rank) }
        return ranks
    }

    private func taskLoads() -> [Int32] {
        problem.visits.visitOfTask.indices.map { task in
            problem.visits.roleOfTask[task] == 0
                ? problem.visits.load[Int(problem.visits.visitOfTask[task])] : 0
        }
    }

    private func visitFacts() -> [VisitFacts] {
        let visits = problem.visits
        return (0..<visits.count).map { visit in
            let intervals = visits.intervals(of: visit)
            let first = intervals.first
            let last = intervals.last
            let tasks = visits.tasks(of: visit)
            let latest = last.map { visits.latestStart[$0] } ?? -1
            return VisitFacts(
                minutes: visits.minutes[visit],
                firstEarliest: first.map { visits.earliestStart[$0] } ?? 0,
                firstLatest: first.map { visits.latestStart[$0] } ?? -1,
                lastEarliest: last.map { visits.earliestStart[$0] } ?? 0,
                lastLatest: latest,
                due: visits.due[visit],
                place: visits.place[visit],
                firstTask: Int32(tasks.lowerBound),
                taskCount: Int32(tasks.count),
                program: visits.program[visit],
                roomSite: visits.roomSite[visit],
                firstInterval: Int32(intervals.lowerBound),
                intervalCount: Int32(intervals.count),
                isCoupled: visits.isStartCoupled(visit),
                isPublished: tasks.contains { visits.publishedTeam[$0] >= 0 },
                isPinned: visits.isPinned(visit),
                canBeLate: latest > visits.due[visit] && problem.scenario.weights.late > 0
            )
        }
    }
}
