import DenseProblem
import Scheduling

/// What becomes of the pinned visits.
public enum PinnedPlacementResult: Sendable {
    /// All of them stand in this plan, with all their roles, and nothing else.
    case placed(DensePlan)
    /// No plan keeps these rows together, but any all-but-one of them can be kept; indices in
    /// ``Scenario/commitments``, ascending.
    case conflict([Int])
    /// The limits ran out before it was settled.
    case unsettled
}

/// Places all pinned visits, or names a smallest set of rows that can't be kept together.
///
/// Starts are given, so only crews are to be chosen: of the team that a row names, or, for roles that
/// no row names, of any team that may fill them. The search is exact, but for one corner: routes
/// hold pinned visits only. Where a travel table makes a way through some other visit quicker than
/// the direct one, pins that need such a detour count as impossible.
public struct PinnedPlacement {
    private let whole: DenseProblem
    private let pins: PinnedVisits
    /// Steps left for all searches together.
    private var stepsLeft: Int

    /// Prepares to place the pinned visits of a problem.
    ///
    /// - Parameters:
    ///   - problem: the compiled scenario.
    ///   - stepLimit: most steps of search, about a microsecond each.
    public init(_ problem: DenseProblem, stepLimit: Int = 5_000_000) {
        whole = problem
        pins = PinnedVisits(problem)
        stepsLeft = stepLimit
    }

    /// Places the pinned visits.
    public mutating func place(shouldStop: () -> Bool = { false }) -> PinnedPlacementResult {
        let all = Array(pins.rows.indices)
        switch search(all, shouldStop: shouldStop) {
        case .placed(let plan): return .placed(plan)
        case .unsettled: return .unsettled
        case .impossible(let suspects):
            guard let conflict = conflict(among: suspects, shouldStop: shouldStop) else {
                return .unsettled
            }
            return .conflict(conflict.map { pins.rows[$0].commitment }.sorted())
        }
    }

    private enum SearchResult {
        case placed(DensePlan)
        /// These rows can't be kept together (perhaps not the fewest).
        case impossible([Int])
        case unsettled
    }

    /// Finds crews for the rows given.
    private mutating func search(_ rows: [Int], shouldStop: () -> Bool) -> SearchResult {
        let crews = PinnedCrews(pins, rows: rows)
        guard crews.keepsRoomsAndGaps else { return .impossible(rows) }
        if crews.tasks.contains(where: \.domain.isEmpty) { return .impossible(rows) }
        // First the tasks whose team is named, team by team, which needs no others to fail.
        let named = crews.tasks.indices.filter { crews.tasks[$0].isNamed }
        var assignment = [Int32](repeating: -1, count: crews.tasks.count)
        for group in components(crews, named) {
            switch run(crews, group, shouldStop: shouldStop) {
            case .placed(let part):
                for (task, slot) in part { assignment[task] = slot }
            case .impossible: return .impossible(self.rows(of: group, crews, among: rows))
            case .unsettled: return .unsettled
            }
        }
        if named.count == crews.tasks.count { return .placed(plan(crews, assignment)) }
        // Then all together, in parts that share no team and no program.
        for group in components(crews, Array(crews.tasks.indices)) {
            if group.allSatisfy({ crews.tasks[$0].isNamed }) { continue }
            switch run(crews, group, shouldStop: shouldStop) {
            case .placed(let part):
                for (task, slot) in part { assignment[task] = slot }
            case .impossible: return .impossible(self.rows(of: group, crews, among: rows))
            case .unsettled: return .unsettled
            }
        }
        return .placed(plan(crews, assignment))
    }

    private mutating func run(
        _ crews: PinnedCrews,
        _ group: [Int],
        shouldStop: () -> Bool
    ) -> GroupResult {
        var search = PinnedSearch(crews, tasks: group)
        let outcome = search.run(limit: stepsLeft, shouldStop: shouldStop)
        stepsLeft -= search.steps
        switch outcome {
        case .placed(let slots): return .placed(Array(zip(search.order, slots)))
        case .impossible: return .impossible
        case .unsettled: return .unsettled
        }
    }

    private enum GroupResult {
        /// Positions of tasks and of their crews.
        case placed([(task: Int, slot: Int32)])
        case impossible
        case unsettled
    }

    /// The rows that pin any visit of a group of tasks.
    private func rows(of group: [Int], _ crews: PinnedCrews, among rows: [Int]) -> [Int] {
        let visits = Set(group.map { crews.tasks[$0].visit })
        return rows.filter { visits.contains(pins.rows[$0].visit) }
    }

    /// Groups of tasks that share neither teams nor a program's limit, in order of first task.
    private func components(_ crews: PinnedCrews, _ tasks: [Int]) -> [[Int]] {
        let teams = whole.scenario.teams.count
        var parent = Array(0..<(teams + whole.scenario.programs.count))
        func root(_ node: Int) -> Int {
            var node = node
            while parent[node] != node {
                parent[node] = parent[parent[node]]
                node = parent[node]
            }
            return node
        }
        func anchor(_ task: PinnedTask) -> Int {
            crews.slots[Int(task.domain[0])].team
        }
        for index in tasks {
            let task = crews.tasks[index]
            let first = root(anchor(task))
            for slot in task.domain {
                parent[root(crews.slots[Int(slot)].team)] = root(first)
            }
            let program = Int(pins.problem.visits.program[task.visit])
            if program >= 0, whole.scenario.programs[program].maxTeams != nil {
                parent[root(teams + program)] = root(first)
            }
        }
        var groups: [[Int]] = []
        var numberOfRoot: [Int: Int] = [:]
        for index in tasks {
            let key = root(anchor(crews.tasks[index]))
            if let number = numberOfRoot[key] {
                groups[number].append(index)
            } else {
                numberOfRoot[key] = groups.count
                groups.append([index])
            }
        }
        return groups
    }

    /// The pinned visits as a plan of the whole problem.
    private func plan(_ crews: PinnedCrews, _ assignment: [Int32]) -> DensePlan {
        var tasksOfSlot: [Int32: [PinnedTask]] = [:]
        for (index, slot) in assignment.enumerated() where slot >= 0 {
            tasksOfSlot[slot, default: []].append(crews.tasks[index])
        }
        return DensePlan(
            routes: tasksOfSlot.map { slot, tasks in
                let ordered = tasks.sorted { $0.start < $1.start }
                let entry = crews.slots[Int(slot)]
                return DenseRoute(
                    shift: entry.shift,
                    crew: Int(entry.crew),
                    tasks: ordered.map { task in
                        let visit = pins.original[task.visit]
                        let role = pins.problem.visits.roleOfTask[task.task]
                        return whole.visits.firstTask[visit] + role
                    },
                    starts: ordered.map(\.start)
                )
            }
        )
    }

    /// An irreducible conflict among rows that can't be kept together, by QuickXplain (Junker 2004);
    /// nil where a limit ran out.
    private mutating func conflict(among rows: [Int], shouldStop: () -> Bool) -> [Int]? {
        explain(background: [], hasNewBackground: false, candidates: rows, shouldStop: shouldStop)
    }

    private mutating func explain(
        background: [Int],
        hasNewBackground: Bool,
        candidates: [Int],
        shouldStop: () -> Bool
    ) -> [Int]? {
        if hasNewBackground {
            switch search(background.sorted(), shouldStop: shouldStop) {
            case .impossible: return []
            case .unsettled: return nil
            case .placed: break
            }
        }
        if candidates.count <= 1 { return candidates }
        let left = Array(candidates.prefix(candidates.count / 2))
        let right = Array(candidates.dropFirst(candidates.count / 2))
        guard
            let second = explain(
                background: background + left,
                hasNewBackground: !left.isEmpty,
                candidates: right,
                shouldStop: shouldStop
            ),
            let first = explain(
                background: background + second,
                hasNewBackground: !second.isEmpty,
                candidates: left,
                shouldStop: shouldStop
            )
        else { return nil }
        return first + second
    }
}
