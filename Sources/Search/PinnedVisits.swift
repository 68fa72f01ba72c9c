import DenseProblem
import Scheduling

/// A pinned row as the search over pins sees it: who is to fill a role, with which crew.
struct PinnedRow: Hashable {
    /// Index in ``Scenario/commitments``.
    var commitment: Int
    /// Index of the visit among ``PinnedVisits/original``.
    var visit: Int
    var role: Int
    var team: Int
    /// The crew's number; 0 for any.
    var crew: Int32
    var start: Int32
}

/// The pinned visits alone, as a small problem without pins, and the rows that pin them.
///
/// The problem knows every crew that could fill each role, so that rows can be left out one by one
/// without compiling anew.
struct PinnedVisits {
    /// The pinned visits by themselves; no commitments.
    let problem: DenseProblem
    /// [visit of the small problem] The visit of the whole problem.
    let original: [Int]
    /// All pinned rows, in the order of the scenario.
    let rows: [PinnedRow]

    init(_ whole: DenseProblem) {
        let scenario = whole.scenario
        original = scenario.visits.indices.filter { whole.visits.isPinned($0) }
        var number: [Int: Int] = [:]
        for (index, visit) in original.enumerated() { number[visit] = index }
        rows = scenario.commitments.indices.compactMap { index in
            let row = scenario.commitments[index]
            guard row.kind == .pinned, let visit = row.visitIndex, let role = row.roleIndex,
                let team = row.teamIndex, let own = number[visit]
            else { return nil }
            return PinnedRow(
                commitment: index,
                visit: own,
                role: role,
                team: team,
                crew: Int32(clamping: row.crew ?? 0),
                start: Int32(clamping: row.startMinute)
            )
        }
        problem = DenseProblem(PinnedVisits.part(of: scenario, visits: original, number: number))
    }

    /// The scenario with the given visits only, their places, and no commitments.
    private static func part(of scenario: Scenario, visits: [Int], number: [Int: Int]) -> Scenario {
        var part = scenario
        part.commitments = []
        part.places = Array(scenario.places.prefix(scenario.sites.count))
        part.visits = visits.map { index in
            var visit = scenario.visits[index]
            if let place = visit.placeIndex, place >= scenario.sites.count {
                visit.placeIndex = part.places.count
                part.places.append(scenario.places[place])
            }
            return visit
        }
        for index in part.programs.indices {
            part.programs[index].visitIndices = part.programs[index].visitIndices.compactMap {
                number[$0]
            }
        }
        return part
    }
}

/// A role of a pinned visit that must find a crew.
struct PinnedTask {
    var visit: Int
    var task: Int
    var start: Int32
    var end: Int32
    /// Whether a row names the team.
    var isNamed: Bool
    /// Positions in ``PinnedCrews/slots`` of the crews that may take it.
    var domain: [Int32]
}
