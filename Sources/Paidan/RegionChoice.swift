import DenseProblem
import Foundation
import Scheduling

/// Chooses teams that work near each other, and visits left out near them, to be planned anew together.
///
/// Teams come in turn: each region grows around one that was longest not in any. Taillard and Voss (2002),
/// "POPMUSIC: partial optimization metaheuristic under special intensification conditions".
struct RegionChoice {
    /// What to plan anew.
    struct Region {
        /// Its number, from 1.
        var number: UInt64
        /// The teams, ascending.
        var teams: [Int]
        /// Visits that nobody serves, ascending.
        var unserved: [Int]
    }

    /// A position on a plane, in units of a degree of latitude.
    private struct Position {
        var north: Double
        var east: Double

        func squaredDistance(to other: Position) -> Double {
            let (up, right) = (north - other.north, east - other.east)
            return up * up + right * right
        }
    }

    private let problem: DenseProblem
    /// Degrees of latitude in a degree of longitude.
    private let eastScale: Double
    /// [team] Crews over all its shifts.
    private let crews: [Int]
    /// [team] The last region that it was in.
    private var lastRegion: [Int]
    /// [team] Order among teams that were in none for equally long.
    private let order: [Int]
    private var regionCount = 0

    /// Crews of a region, where teams are not greater.
    static let crewCount = 50
    /// Visits left out for one crew of a region.
    static let unservedPerCrew = 3

    init(_ problem: DenseProblem, seed: UInt64) {
        self.problem = problem
        let scenario = problem.scenario
        let middle = scenario.sites.reduce(0) { $0 + $1.coordinate.latitude }
        eastScale = cos(middle / Double(max(1, scenario.sites.count)) * .pi / 180)
        var crews = [Int](repeating: 0, count: scenario.teams.count)
        for shift in scenario.shifts { crews[shift.teamIndex] += shift.crews }
        self.crews = crews
        lastRegion = [Int](repeating: 0, count: scenario.teams.count)
        var random = RandomBits(seed: seed)
        order = scenario.teams.indices.map { _ in Int(random.next() >> 33) }
    }

    /// The next region of a plan; nil where no team works.
    mutating func next(in plan: DensePlan) -> Region? {
        let centres = centres(of: plan)
        let working = crews.indices.filter { crews[$0] > 0 }
        guard
            let seed = working.min(by: {
                (lastRegion[$0], order[$0], $0) < (lastRegion[$1], order[$1], $1)
            })
        else { return nil }
        regionCount += 1
        let distance = centres.map { $0.squaredDistance(to: centres[seed]) }
        var teams: [Int] = []
        var count = 0
        // The seed comes first even where others lie at the same place, so that turns go round.
        func rank(_ team: Int) -> (Double, Int) { (team == seed ? -1 : distance[team], team) }
        for team in working.sorted(by: { rank($0) < rank($1) }) {
            if !teams.isEmpty, count + crews[team] > RegionChoice.crewCount { break }
            teams.append(team)
            count += crews[team]
            lastRegion[team] = regionCount
        }
        teams.sort()
        let unserved = unserved(
            in: plan,
            teams: teams,
            near: centres[seed],
            most: count * RegionChoice.unservedPerCrew
        )
        return Region(number: UInt64(regionCount), teams: teams, unserved: unserved)
    }

    /// The visits left out that the teams could serve, coupled ones aside, and that lie nearest to a
    /// position.
    private func unserved(
        in plan: DensePlan,
        teams: [Int],
        near centre: Position,
        most: Int
    ) -> [Int] {
        var isOut = [Bool](repeating: true, count: problem.visits.count)
        for route in plan.routes {
            for task in route.tasks { isOut[Int(problem.visits.visitOfTask[Int(task)])] = false }
        }
        var found: [(distance: Double, visit: Int)] = []
        for team in teams {
            for shift in problem.shifts.shiftsOfTeam[team] {
                for task in problem.tasksOfShift[Int(shift)] {
                    let visit = Int(problem.visits.visitOfTask[Int(task)])
                    guard isOut[visit], !problem.isCoupled(visit) else { continue }
                    isOut[visit] = false
                    let place = problem.place(ofVisit: visit, shift: Int(shift))
                    let distance = position(ofPlace: place).squaredDistance(to: centre)
                    found.append((distance, visit))
                }
            }
        }
        found.sort { ($0.distance, $0.visit) < ($1.distance, $1.visit) }
        return found.prefix(most).map(\.visit).sorted()
    }

    private func position(ofPlace place: Int) -> Position {
        let coordinate = problem.scenario.places[place].coordinate
        return Position(north: coordinate.latitude, east: coordinate.longitude * eastScale)
    }

    /// [team] The middle of what it serves; its base where it serves nothing.
    private func centres(of plan: DensePlan) -> [Position] {
        var sums = [Position](repeating: Position(north: 0, east: 0), count: crews.count)
        var counts = [Int](repeating: 0, count: crews.count)
        for route in plan.routes {
            let team = Int(problem.shifts.team[route.shift])
            for task in route.tasks {
                let visit = Int(problem.visits.visitOfTask[Int(task)])
                let here = position(ofPlace: problem.place(ofVisit: visit, shift: route.shift))
                sums[team].north += here.north
                sums[team].east += here.east
                counts[team] += 1
            }
        }
        return counts.indices.map { team in
            guard counts[team] > 0 else {
                return position(ofPlace: problem.scenario.teams[team].baseSiteIndex)
            }
            let count = Double(counts[team])
            return Position(north: sums[team].north / count, east: sums[team].east / count)
        }
    }
}
