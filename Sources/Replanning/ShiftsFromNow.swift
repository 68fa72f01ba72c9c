import Scheduling

/// The shifts of a day under way: crews that are at their base leave it from now on, those that are
/// out go on, and what is out of service ends with the visits that have begun.
struct ShiftsFromNow {
    /// A team that may start nothing more up to a minute, though a shift of it lasts that long.
    struct Refusal {
        var team: Int
        var untilMinute: Int
    }

    /// A crew of a shift.
    private struct CrewKey: Hashable {
        var shift: Int
        var crew: Int
    }

    /// What the plan in hand has a crew do.
    private struct CrewState {
        /// When it leaves its base at the latest.
        var leavesMinute = Int.max
        /// When it can be back from the last visit that has begun; nil where none has.
        var backMinute: Int?
        /// The first visit's start, to find when it leaves.
        var firstStart = Int.max
    }

    private let scenario: Scenario
    private let nowMinute: Int
    private let shiftIndices: [ShiftKey: Int]
    private var states: [CrewKey: CrewState] = [:]
    private var isOut: [Bool]
    /// Where a crew of an old shift went: the start of its new shift, and its number there.
    private var moves: [CrewKey: (start: Int, crew: Int)] = [:]
    /// What teams that are out must not start any more; known once the shifts are changed.
    private(set) var refusals: [Refusal] = []

    private struct ShiftKey: Hashable {
        var team: TeamID
        var startMinute: Int
    }

    init(_ scenario: Scenario, nowMinute: Int) {
        self.scenario = scenario
        self.nowMinute = nowMinute
        isOut = [Bool](repeating: false, count: scenario.shifts.count)
        let keys = scenario.shifts.map {
            ShiftKey(team: scenario.teams[$0.teamIndex].id, startMinute: $0.startMinute)
        }
        shiftIndices = keys.positions
    }

    private func key(of assignment: Assignment) -> CrewKey? {
        shiftIndices[
            ShiftKey(team: assignment.team, startMinute: assignment.shiftStartMinute)
        ].map { CrewKey(shift: $0, crew: assignment.crew) }
    }

    /// Notes an assignment that has begun.
    mutating func noteBegun(_ assignment: Assignment, visit: Int) {
        noteOpen(assignment, visit: visit)
        guard let key = key(of: assignment) else { return }
        let back = assignment.endMinute + ways(key.shift, visit).back
        let known = states[key]?.backMinute ?? back
        states[key]?.backMinute = max(known, back)
    }

    /// Notes an assignment that still stands.
    mutating func noteOpen(_ assignment: Assignment, visit: Int) {
        guard let key = key(of: assignment) else { return }
        var state = states[key, default: CrewState()]
        if assignment.startMinute < state.firstStart {
            state.firstStart = assignment.startMinute
            state.leavesMinute = assignment.startMinute - ways(key.shift, visit).out
        }
        states[key] = state
    }

    /// Minutes from the base of a shift's team to a visit, and from there back.
    private func ways(_ shift: Int, _ visit: Int) -> (out: Int, back: Int) {
        let team = scenario.teams[scenario.shifts[shift].teamIndex]
        let place = scenario.placeIndex(of: scenario.visits[visit], servedBy: team)
        let base = team.baseSiteIndex
        return (
            scenario.travelMinutes(from: base, to: place, team: team),
            scenario.travelMinutes(from: place, to: base, team: team)
        )
    }

    /// Ends a team's shift, or all that have not ended.
    mutating func takeOut(team: Int, shiftStartMinute: Int?) {
        for (index, shift) in scenario.shifts.enumerated()
        where shift.teamIndex == team && shift.endMinute > nowMinute {
            if (shiftStartMinute ?? shift.startMinute) == shift.startMinute { isOut[index] = true }
        }
    }

    /// The shifts from now on; asked once all is noted.
    mutating func changed() -> [Shift] {
        var result: [Shift] = []
        var split: [(shift: Shift, index: Int, firstCrew: Int)] = []
        var taken: Set<Int> = []
        for (index, shift) in scenario.shifts.enumerated() {
            let hasBegun = shift.startMinute < nowMinute && nowMinute < shift.endMinute
            if isOut[index] {
                if let rest = rest(of: index) { result.append(rest) }
            } else if !hasBegun {
                result.append(shift)
            } else {
                let out = lastCrewOut(of: index)
                if out > 0 {
                    var staying = shift
                    staying.crews = min(out, shift.crews)
                    result.append(staying)
                }
                guard out < shift.crews else { continue }
                var waiting = shift
                waiting.crews = shift.crews - out
                split.append((waiting, index, out + 1))
            }
        }
        for shift in result { taken.insert(shift.teamIndex << 32 | shift.startMinute) }
        for entry in split {
            var shift = entry.shift
            shift.startMinute = nowMinute
            // Two shifts of a team can't have the same start.
            while taken.contains(shift.teamIndex << 32 | shift.startMinute) {
                shift.startMinute += 1
            }
            guard shift.startMinute < shift.endMinute else { continue }
            taken.insert(shift.teamIndex << 32 | shift.startMinute)
            result.append(shift)
            for crew in 0..<shift.crews {
                moves[CrewKey(shift: entry.index, crew: entry.firstCrew + crew)] =
                    (shift.startMinute, crew + 1)
            }
        }
        return result
    }

    /// What is left of a shift that is out: the time that its begun visits take.
    private mutating func rest(of index: Int) -> Shift? {
        var shift = scenario.shifts[index]
        let backs = (1...shift.crews).map { states[CrewKey(shift: index, crew: $0)]?.backMinute }
        guard let last = backs.compactMap({ $0 }).max() else { return nil }
        shift.endMinute = min(shift.endMinute, max(last, shift.startMinute + 1))
        shift.crews = (backs.lastIndex { $0 != nil } ?? 0) + 1
        if shift.endMinute > nowMinute {
            refusals.append(Refusal(team: shift.teamIndex, untilMinute: shift.endMinute))
        }
        return shift
    }

    /// The highest number of a crew that has left its base; 0 where none has.
    private func lastCrewOut(of index: Int) -> Int {
        (1...scenario.shifts[index].crews).last { crew in
            guard let state = states[CrewKey(shift: index, crew: crew)] else { return false }
            return state.backMinute != nil || state.leavesMinute < nowMinute
        } ?? 0
    }

    /// An assignment of the plan in hand in terms of the changed shifts.
    func moved(_ assignment: Assignment) -> Assignment {
        guard let key = key(of: assignment), let move = moves[key] else { return assignment }
        var moved = assignment
        moved.shiftStartMinute = move.start
        moved.crew = move.crew
        return moved
    }
}
