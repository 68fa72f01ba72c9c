import DenseProblem

/// What a search over crews for pinned tasks found.
enum PinnedOutcome {
    /// For each task, in order of start, the position of its crew.
    case placed([Int32])
    /// No choice of crews keeps all tasks.
    case impossible
    /// The limit ran out.
    case unsettled
}

/// Finds crews for pinned tasks by depth-first search in order of their starts.
///
/// As every start is fixed, a route is its tasks in order of time, and what the past means for the
/// future is little: where each crew was last, when it left, how many visits and goods it has, the
/// team's minutes, the programs' teams. States already seen to fail are kept and not entered again;
/// crews of one shift that no row names are interchangeable. A crew is passed over where it could
/// not reach the next task that only it can take.
struct PinnedSearch {
    private let problem: DenseProblem
    /// The tasks to place, in order of start, with domains as positions in `slots`.
    private let tasks: [PinnedTask]
    /// The crews that any of them may go to, and what each position is in ``PinnedCrews/slots``.
    private let slots: [PinnedSlot]
    private let original: [Int32]
    /// Teams of these crews, ascending.
    private let teams: [Int]
    /// [depth] The task's position in ``PinnedCrews/tasks``.
    private let positions: [Int]
    private var states: [SlotProgress]
    private var teamMinutes: [Int]
    private var teamsOfRole: [Int: [Int: Int]] = [:]
    private var assignment: [Int32]
    /// [slot] Tasks that only this slot can take, in order of start.
    private var forced: [[Int]]
    private var failed: Set<[Int32]> = []
    /// Crews tried so far.
    private(set) var steps = 0
    /// [depth] Position in ``PinnedCrews/tasks`` of the task placed there.
    var order: [Int] { positions }

    /// How far a crew's route has come.
    private struct SlotProgress: Hashable {
        var place: Int32
        var free: Int32
        var visits: Int32 = 0
        var load: Int32 = 0
        /// Travel and service minutes so far, and the way home.
        var minutes: Int32 = 0
        var home: Int32 = 0
    }

    /// Where the search stands at one depth: crews still to try, and what to restore on return.
    private struct Frame {
        var candidates: [Int32]
        var next = 0
        var before: SlotProgress?
        var key: [Int32]
    }

    /// Prepares to place the tasks given by position in ``PinnedCrews/tasks``.
    init(_ crews: PinnedCrews, tasks positions: [Int]) {
        let problem = crews.problem
        self.problem = problem
        let ordered = positions.sorted {
            (crews.tasks[$0].start, $0) < (crews.tasks[$1].start, $1)
        }
        self.positions = ordered
        let original = Set(ordered.flatMap { crews.tasks[$0].domain }).sorted()
        self.original = original
        var own: [Int32: Int32] = [:]
        for (index, slot) in original.enumerated() { own[slot] = Int32(index) }
        let tasks = ordered.map { position in
            var task = crews.tasks[position]
            task.domain = task.domain.compactMap { own[$0] }
            return task
        }
        self.tasks = tasks
        let slots = original.map { crews.slots[Int($0)] }
        self.slots = slots
        teams = Set(slots.map(\.team)).sorted()
        states = slots.map { slot in
            SlotProgress(
                place: problem.shifts.basePlace[slot.shift],
                free: problem.shifts.start[slot.shift]
            )
        }
        teamMinutes = [Int](repeating: 0, count: problem.scenario.teams.count)
        assignment = [Int32](repeating: -1, count: tasks.count)
        forced = [[Int]](repeating: [], count: slots.count)
        for (depth, task) in tasks.enumerated() where task.domain.count == 1 {
            forced[Int(task.domain[0])].append(depth)
        }
    }

    /// Searches until done or a number of steps is used up.
    mutating func run(limit: Int, shouldStop: () -> Bool) -> PinnedOutcome {
        if tasks.isEmpty { return .placed([]) }
        var frames = [Frame(candidates: candidates(at: 0), key: [])]
        while let depth = frames.indices.last {
            steps += 1
            if steps > limit || steps % 1024 == 0 && shouldStop() { return .unsettled }
            if let before = frames[depth].before {
                takeBack(depth, before)
                frames[depth].before = nil
            }
            guard frames[depth].next < frames[depth].candidates.count else {
                if depth > 0 { failed.insert(frames[depth].key) }
                frames.removeLast()
                continue
            }
            let slot = frames[depth].candidates[frames[depth].next]
            frames[depth].next += 1
            guard let before = assign(depth, to: slot) else { continue }
            frames[depth].before = before
            if depth + 1 == tasks.count {
                if minutesAreKept { return .placed(assignment.map { original[Int($0)] }) }
                continue
            }
            let key = stateKey(depth: depth + 1)
            if failed.contains(key) { continue }
            frames.append(Frame(candidates: candidates(at: depth + 1), key: key))
        }
        return .impossible
    }

    /// Crews worth trying, the most promising first: busy ones that are free latest, for a row that
    /// names the team; crews of teams that no forced task needs, for the rest.
    private func candidates(at depth: Int) -> [Int32] {
        let task = tasks[depth]
        var seen: Set<SlotProgress> = []
        var shift: Int32 = -1
        var found: [Int32] = []
        for slot in task.domain {
            let entry = slots[Int(slot)]
            if entry.firstOfShift != shift {
                shift = entry.firstOfShift
                seen.removeAll(keepingCapacity: true)
            }
            if !entry.isNamed, !seen.insert(states[Int(slot)]).inserted { continue }
            if reaches(depth, slot) { found.append(slot) }
        }
        return found.sorted { left, right in
            let a = rating(left, isNamed: task.isNamed)
            let b = rating(right, isNamed: task.isNamed)
            return (a, left) < (b, right)
        }
    }

    private func rating(_ slot: Int32, isNamed: Bool) -> Int {
        let state = states[Int(slot)]
        if isNamed { return state.visits > 0 ? -Int(state.free) : 1 }
        return forced[Int(slot)].count * 2 + (state.visits > 0 ? 0 : 1)
    }

    /// Whether a crew can take a task next: time there and home, visits, goods, forced successors.
    private func reaches(_ index: Int, _ slot: Int32) -> Bool {
        let task = tasks[index]
        let state = states[Int(slot)]
        let shift = slots[Int(slot)].shift
        let place = problem.place(ofVisit: task.visit, shift: shift)
        let way = problem.travelMinutes(shift: shift, from: Int(state.place), to: place)
        guard Int(state.free) + way <= Int(task.start),
            state.visits < problem.shifts.maxVisits[shift],
            state.load + load(task) <= problem.shifts.capacity[shift]
        else { return false }
        guard problem.travel.obeysTriangle else { return true }
        let home = problem.travelMinutes(
            shift: shift,
            from: place,
            to: Int(problem.shifts.basePlace[shift])
        )
        guard Int(task.end) + home <= Int(problem.shifts.end[shift]) else { return false }
        for later in forced[Int(slot)] where later != index && tasks[later].start >= task.start {
            let next = tasks[later]
            let there = problem.place(ofVisit: next.visit, shift: shift)
            let leg = problem.travelMinutes(shift: shift, from: place, to: there)
            return Int(task.end) + leg <= Int(next.start)
        }
        return true
    }

    private func load(_ task: PinnedTask) -> Int32 {
        problem.visits.roleOfTask[task.task] == 0 ? problem.visits.load[task.visit] : 0
    }

    /// Gives a task to a crew; nil, changing nothing, where minutes or a program's teams forbid it.
    private mutating func assign(_ index: Int, to slot: Int32) -> SlotProgress? {
        let task = tasks[index]
        let entry = slots[Int(slot)]
        let before = states[Int(slot)]
        let place = problem.place(ofVisit: task.visit, shift: entry.shift)
        let way = problem.travelMinutes(shift: entry.shift, from: Int(before.place), to: place)
        var after = before
        after.place = Int32(place)
        after.free = task.end
        after.visits += 1
        after.load += load(task)
        after.minutes += Int32(way) + task.end - task.start
        after.home = Int32(
            problem.travelMinutes(
                shift: entry.shift,
                from: place,
                to: Int(problem.shifts.basePlace[entry.shift])
            )
        )
        let more = Int(after.minutes + after.home - before.minutes - before.home)
        if problem.travel.obeysTriangle,
            teamMinutes[entry.team] + more > problem.shifts.maxMinutes[entry.team]
        {
            return nil
        }
        guard countTeam(task, entry.team, by: 1) else { return nil }
        teamMinutes[entry.team] += more
        states[Int(slot)] = after
        assignment[index] = slot
        return before
    }

    private mutating func takeBack(_ index: Int, _ before: SlotProgress) {
        let slot = Int(assignment[index])
        let team = slots[slot].team
        let after = states[slot]
        teamMinutes[team] -= Int(after.minutes + after.home - before.minutes - before.home)
        _ = countTeam(tasks[index], team, by: -1)
        states[slot] = before
        assignment[index] = -1
    }

    /// Counts a team in the program's role; false, changing nothing, where that is one too many.
    private mutating func countTeam(_ task: PinnedTask, _ team: Int, by change: Int) -> Bool {
        let program = Int(problem.visits.program[task.visit])
        guard program >= 0, let most = problem.scenario.programs[program].maxTeams else {
            return true
        }
        let role = problem.programRole(task: task.task)
        var teams = teamsOfRole[role] ?? [:]
        let count = (teams[team] ?? 0) + change
        teams[team] = count == 0 ? nil : count
        guard change < 0 || teams.count <= most else { return false }
        teamsOfRole[role] = teams
        return true
    }

    /// Whether all routes get home in time and all teams keep their minutes, looked at as a whole.
    private var minutesAreKept: Bool {
        for (slot, state) in zip(slots, states) where state.visits > 0 {
            guard state.free + state.home <= problem.shifts.end[slot.shift] else { return false }
        }
        return teams.allSatisfy { teamMinutes[$0] <= problem.shifts.maxMinutes[$0] }
    }

    /// All of the past that matters from a depth on.
    private func stateKey(depth: Int) -> [Int32] {
        let now = tasks[depth].start
        var key: [Int32] = [Int32(depth)]
        var slot = 0
        while slot < slots.count {
            let first = slot
            var group: [[Int32]] = []
            while slot < slots.count, slots[slot].firstOfShift == slots[first].firstOfShift {
                let state = states[slot]
                let entry = slots[slot]
                if state.visits > 0,
                    problem.shifts.end[entry.shift] > now || !problem.travel.obeysTriangle
                {
                    group.append([
                        Int32(first), entry.isNamed ? entry.crew : 0, state.place, state.free,
                        problem.shifts.maxVisits[entry.shift] == ShiftTableLimit.none
                            ? 0 : state.visits,
                        problem.shifts.capacity[entry.shift] == ShiftTableLimit.none
                            ? 0 : state.load,
                    ])
                }
                slot += 1
            }
            for entry in group.sorted(by: { $0.lexicographicallyPrecedes($1) }) { key += entry }
        }
        for team in teams
        where teamMinutes[team] > 0 && problem.shifts.maxMinutes[team] < Int(ShiftTableLimit.none) {
            key += [-1, Int32(team), Int32(teamMinutes[team])]
        }
        for role in teamsOfRole.keys.sorted() {
            key += [-2, Int32(role)] + (teamsOfRole[role] ?? [:]).keys.sorted().map(Int32.init)
        }
        return key
    }
}

/// The mark of a limit that never binds.
enum ShiftTableLimit {
    static let none = ShiftTable.unlimited
}
