import Scheduling

/// A scenario compiled to dense indices and flat arrays, as solvers want it.
///
/// Visits keep their index in ``Scenario/visits`` and teams theirs in ``Scenario/teams``. A *task* is
/// one role of one visit; the tasks of a visit are consecutive. A *shift* here is a shift of the
/// scenario, same index. Times are minutes since the first midnight of the horizon.
///
/// Compilation restricts pinned visits to what their pins allow, joins start intervals, drops limits
/// that can never bind, and lists per shift the tasks that it can hold at all.
public struct DenseProblem: Sendable {
    /// The scenario that was compiled.
    public let scenario: Scenario
    /// Visits, their tasks, windows and couplings.
    public let visits: VisitTable
    /// Shifts and their teams.
    public let shifts: ShiftTable
    /// Travel minutes between places, one matrix per distinct speed.
    public let travel: TravelMatrices
    /// Lower bounds on ways from and to the bases.
    public let leastWays: LeastWays
    /// For each task, the shifts that can hold it, ascending.
    public let shiftsOfTask: SparseRows
    /// For each shift, the tasks it can hold, ascending.
    public let tasksOfShift: SparseRows
    /// Points lost before any published commitment is kept: −`weights.change` each.
    public let changesBase: Int
    /// Most roles that any service has; the stride of ``programRole(task:)``.
    public let roleStride: Int

    /// Compiles a scenario.
    ///
    /// - Complexity: O(places² · speeds + tasks · teams + eligible pairs).
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        let visits = VisitTable(scenario)
        let shifts = ShiftTable(scenario)
        let travel = TravelMatrices(scenario, visits: visits, shifts: shifts)
        let ways = LeastWays(scenario, shifts: shifts, travel: travel)
        let eligibility = Eligibility(
            scenario: scenario,
            visits: visits,
            shifts: shifts,
            travel: travel,
            ways: ways
        )
        leastWays = ways
        self.visits = visits
        self.shifts = shifts
        self.travel = travel
        shiftsOfTask = eligibility.shiftsOfTask()
        tasksOfShift = shiftsOfTask.transposed(columns: shifts.count)
        roleStride = scenario.services.reduce(1) { max($0, $1.roles.count) }
        let published = scenario.commitments.count { $0.kind == .published }
        changesBase = -scenario.weights.change * published
    }

    /// Number of tasks.
    public var taskCount: Int { visits.visitOfTask.count }

    /// The place at which a shift's crew serves a visit.
    @inlinable
    public func place(ofVisit visit: Int, shift: Int) -> Int {
        let own = Int(visits.place[visit])
        return own >= 0 ? own : Int(shifts.basePlace[shift])
    }

    /// Travel minutes between two places for a shift's team.
    @inlinable
    public func travelMinutes(shift: Int, from: Int, to: Int) -> Int {
        travel.minutes(speedClass: Int(shifts.speedClass[shift]), from: from, to: to)
    }

    /// Points that a task earns in a shift beyond the visit's own value: the preference.
    @inlinable
    public func preferencePoints(task: Int, team: Int) -> Int {
        visits.prefers(visit: Int(visits.visitOfTask[task]), team: team)
            ? scenario.weights.prefer : 0
    }

    /// Points lost by starting a visit at a minute.
    @inlinable
    public func latenessPoints(visit: Int, start: Int) -> Int {
        let due = Int(visits.due[visit])
        return start > due ? (start - due) * scenario.weights.late : 0
    }

    /// Whether other visits, or several teams at once, bear on who may serve a visit and when.
    public func isCoupled(_ visit: Int) -> Bool {
        visits.isStartCoupled(visit) || visits.program[visit] >= 0
    }

    /// Whether a published commitment of the task is kept by a team at a start.
    @inlinable
    public func keepsPublished(task: Int, team: Int, start: Int) -> Bool {
        Int(visits.publishedTeam[task]) == team
            && abs(start - Int(visits.publishedStart[task]))
                <= scenario.weights.changeToleranceMinutes
    }
}

/// Rows of ascending indices, stored end to end.
public struct SparseRows: Sendable {
    /// Where each row begins in ``indices``; one more entry than there are rows.
    public let offsets: [Int32]
    /// All rows, one after the other.
    public let indices: [Int32]

    /// Stores the given rows.
    public init(rows: [[Int32]]) {
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(rows.count + 1)
        var indices: [Int32] = []
        indices.reserveCapacity(rows.reduce(0) { $0 + $1.count })
        for row in rows {
            indices.append(contentsOf: row)
            offsets.append(Int32(indices.count))
        }
        self.offsets = offsets
        self.indices = indices
    }

    /// Number of rows.
    public var count: Int { offsets.count - 1 }

    /// Positions in ``indices`` of a row.
    @inlinable
    public func range(_ row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

    /// A row's indices.
    @inlinable
    public subscript(row: Int) -> ArraySlice<Int32> { indices[range(row)] }

    /// The position in ``indices`` of an index within a row; nil where it is not there.
    ///
    /// - Complexity: O(log row length).
    public func position(of index: Int, inRow row: Int) -> Int? {
        var low = Int(offsets[row])
        var high = Int(offsets[row + 1])
        while low < high {
            let middle = (low + high) / 2
            if Int(indices[middle]) < index { low = middle + 1 } else { high = middle }
        }
        return low < Int(offsets[row + 1]) && Int(indices[low]) == index ? low : nil
    }

    /// The same pairs seen from the other side.
    public func transposed(columns: Int) -> SparseRows {
        var rows = [[Int32]](repeating: [], count: columns)
        for row in 0..<count {
            for index in self[row] { rows[Int(index)].append(Int32(row)) }
        }
        return SparseRows(rows: rows)
    }
}

extension DenseProblem {
    /// Pairs of visits that one shift could serve, over all shifts: what a round of pricing costs grows
    /// with it.
    public var pairsInShifts: Int {
        (0..<shifts.count).reduce(0) { $0 + tasksOfShift[$1].count * tasksOfShift[$1].count }
    }
}
