import DenseProblem

/// What the inner loops need to know of a visit, in one cache line.
struct VisitFacts: BitwiseCopyable {
    /// Length in minutes.
    var minutes: Int32
    /// First start of the first interval.
    var firstEarliest: Int32
    /// Last start of the first interval; −1 where there is no interval.
    var firstLatest: Int32
    /// First start of the last interval.
    var lastEarliest: Int32
    /// Last start of the last interval; −1 where there is no interval.
    var lastLatest: Int32
    /// Minute after which starts are late.
    var due: Int32
    /// Place, or −1 where it is the serving team's base.
    var place: Int32
    /// First task and number of tasks.
    var firstTask: Int32
    var taskCount: Int32
    /// Program, or −1.
    var program: Int32
    /// Site whose rooms can bind, or −1.
    var roomSite: Int32
    /// First interval and number of intervals.
    var firstInterval: Int32
    var intervalCount: Int32
    /// Whether the start is coupled with other roles or rooms, so that it is fixed on insertion.
    var isCoupled: Bool
    /// Whether some task has a published commitment that can be kept.
    var isPublished: Bool
    /// Whether a pin demands the visit.
    var isPinned: Bool
    /// Whether lateness is possible at all.
    var canBeLate: Bool
}

/// What the inner loops need to know of a crew of a shift.
struct SlotFacts: BitwiseCopyable {
    /// Travel minutes of the crew's speed, row by row.
    var travel: UnsafePointer<UInt16>
    var shift: Int32
    var team: Int32
    var day: Int32
    var crew: Int32
    var base: Int32
    var start: Int32
    var end: Int32
    var maxVisits: Int32
    var capacity: Int32
    /// First slot of the same shift and their number; crews of a shift differ in number only.
    var firstSlot: Int32
    var slotCount: Int32
}

/// A task that a shift can hold, and where its pairs with the shift's crews begin.
struct ShiftTask: BitwiseCopyable {
    var task: Int32
    var firstPair: Int32
    var pairCount: Int32
}

/// The scenario as flat memory, in an order that does not depend on the order of the files.
///
/// A *slot* is one crew of one shift; slots are ordered by team id, shift start and crew number. A
/// *pair* is a task and a slot that may hold it; the pairs of a task are consecutive, ascending by
/// slot. All fields are plain; ``SearchContext`` keeps the memory.
struct SearchTables: BitwiseCopyable {
    var visitCount = 0
    var taskCount = 0
    var slotCount = 0
    var shiftCount = 0
    var teamCount = 0
    var dayCount = 0
    var placeCount = 0
    /// Whether all ways take the same time in both directions.
    var isSymmetric = false
    var roleStride = 0
    /// Added to the value of each pinned visit, so that leaving one out never pays.
    var pinBonus = 0
    var weightTravel = 0
    var weightCrew = 0
    var weightLate = 0
    var weightContinuity = 0
    var weightFair = 0
    var weightChange = 0
    var tolerance: Int32 = 0
    var changesBase = 0
    let visits: Buffer<VisitFacts>
    /// [visit] Points for serving it, with ``pinBonus`` where it is pinned.
    let value: Buffer<Int>
    /// [visit] Position in the order of visit ids.
    let rankOfVisit: Buffer<Int32>
    /// [rank] The visit there.
    let visitAtRank: Buffer<Int32>
    let intervalEarliest: Buffer<Int32>
    let intervalLatest: Buffer<Int32>
    let visitOfTask: Buffer<Int32>
    /// [task] Units of goods its crew brings.
    let load: Buffer<Int32>
    let publishedTeam: Buffer<Int32>
    let publishedStart: Buffer<Int32>
    let slots: Buffer<SlotFacts>
    /// [shift] Its first slot; slots of a shift are consecutive.
    let firstSlotOfShift: Buffer<Int32>
    /// [team] Hard and fair limits of work minutes.
    let maxMinutes: Buffer<Int>
    let fairMinutes: Buffer<Int>
    let countsMinutes: Buffer<Bool>
    /// [task + 1] Where a task's pairs begin.
    let firstPair: Buffer<Int32>
    /// [pair] The slot.
    let pairSlot: Buffer<Int32>
    /// [task] Its row in ``pairNumbers``; −1 where it has none.
    let pairRow: Buffer<Int32>
    /// [row × slots + slot] Which of the task's pairs names the slot, counted from 1; 0 where none does.
    let pairNumbers: Buffer<UInt16>
    /// [pair] Preference points.
    let pairBonus: Buffer<Int32>
    /// [pair] Counter of (program, role, team); −1 outside programs.
    let pairCounter: Buffer<Int32>
    /// Number of counters.
    var counterCount = 0
    /// [counter] The program and role.
    let roleOfCounter: Buffer<Int32>
    /// [program and role] Most teams.
    let maxTeams: Buffer<Int32>
    /// [program] Days that served sessions lie apart at least; 0 and 1 differ.
    let gapDays: Buffer<Int32>
    /// [program + 1] Where its sessions begin in ``sessions``.
    let firstSession: Buffer<Int32>
    let sessions: Buffer<Int32>
    /// [room site] Visits hosted at the same minute.
    let roomLimit: Buffer<Int32>
    /// [shift + 1] Where its tasks begin in ``shiftTasks``.
    let firstShiftTask: Buffer<Int32>
    let shiftTasks: Buffer<ShiftTask>
    /// [place] Whether no travel table names it and rounding never makes a detour pay, so that its
    /// ways are the same in both directions and no stop there shortens one.
    let isUntabled: Buffer<Bool>
}

extension SearchTables {
    /// A start that does not exist.
    static let never = Int32.max / 2

    /// The earliest start of a visit at or after a minute; ``never`` where there is none.
    @inline(__always)
    func start(_ visit: UnsafeMutablePointer<VisitFacts>, notBefore minute: Int32) -> Int32 {
        if minute <= visit.pointee.firstLatest { return max(minute, visit.pointee.firstEarliest) }
        if visit.pointee.intervalCount <= 1 { return Self.never }
        return laterStart(visit, notBefore: minute)
    }

    private func laterStart(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        notBefore minute: Int32
    ) -> Int32 {
        let first = visit.pointee.firstInterval
        for interval in (first + 1)..<(first + visit.pointee.intervalCount)
        where minute <= intervalLatest[interval] {
            return max(minute, intervalEarliest[interval])
        }
        return Self.never
    }

    /// The latest start of a visit at or before a minute; −1 where there is none.
    @inline(__always)
    func start(_ visit: UnsafeMutablePointer<VisitFacts>, notAfter minute: Int32) -> Int32 {
        if minute >= visit.pointee.lastEarliest { return min(minute, visit.pointee.lastLatest) }
        if visit.pointee.intervalCount <= 1 { return -1 }
        return earlierStart(visit, notAfter: minute)
    }

    private func earlierStart(
        _ visit: UnsafeMutablePointer<VisitFacts>,
        notAfter minute: Int32
    ) -> Int32 {
        let first = visit.pointee.firstInterval
        var interval = first + visit.pointee.intervalCount - 2
        while interval >= first {
            if minute >= intervalEarliest[interval] { return min(minute, intervalLatest[interval]) }
            interval -= 1
        }
        return -1
    }

    /// Above so many crews that could serve a visit, not all are looked at each time.
    static let manyPairs = 60

    /// Whether so many crews could fill one of a visit's roles.
    @inline(__always)
    func hasManyPairs(_ visit: Int32) -> Bool {
        let facts = visits.pointer(visit)
        for task in facts.pointee.firstTask..<(facts.pointee.firstTask + facts.pointee.taskCount)
        where Int(firstPair[task + 1] - firstPair[task]) > Self.manyPairs { return true }
        return false
    }

    /// Which of a task's pairs names a slot; −1 where none does.
    ///
    /// - Complexity: O(1) where the task has a row of numbers, else O(log pairs).
    @inline(__always)
    func pair(of slot: Int32, task: Int32) -> Int32 {
        let row = pairRow[task]
        guard row >= 0 else { return soughtPair(of: slot, task: task) }
        let number = pairNumbers[Int(row) * slotCount + Int(slot)]
        return number == 0 ? -1 : firstPair[task] + Int32(number) - 1
    }

    private func soughtPair(of slot: Int32, task: Int32) -> Int32 {
        let pairs = firstPair[task]..<firstPair[task + 1]
        var low = pairs.lowerBound
        var high = pairs.upperBound
        while low < high {
            let middle = (low + high) / 2
            if pairSlot[middle] < slot { low = middle + 1 } else { high = middle }
        }
        return low < pairs.upperBound && pairSlot[low] == slot ? low : -1
    }

    /// The place where a slot's crew serves a visit.
    @inline(__always)
    func place(_ visit: UnsafeMutablePointer<VisitFacts>, base: Int32) -> Int32 {
        visit.pointee.place >= 0 ? visit.pointee.place : base
    }

    /// Points lost by a start.
    @inline(__always)
    func lateness(_ visit: UnsafeMutablePointer<VisitFacts>, start: Int32) -> Int {
        start > visit.pointee.due ? Int(start - visit.pointee.due) * weightLate : 0
    }

    /// Whether a start keeps the task's published commitment, for the team that it names.
    @inline(__always)
    func isWithinTolerance(task: Int32, start: Int32) -> Bool {
        abs(Int(start) - Int(publishedStart[task])) <= Int(tolerance)
    }
}
