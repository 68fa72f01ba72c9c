import DenseProblem
import PaidanTestSupport
import RouteColumns
import Scheduling
import Testing

/// Starts at which all roles of a visit find crews, held against trying all choices of crews.
@Suite struct JointStartsTests {
    private let coupled = TinyScenarioOptions(
        features: [
            .severalRoles, .severalCrews, .skills, .narrowWindows, .pinned, .published, .people,
            .travelTable,
        ],
        days: 1...2,
        sites: 1...2,
        teams: 2...3,
        shifts: 2...4
    )

    /// A role and a class that can fill it.
    private struct Choice: Hashable {
        var role: Int
        var crewClass: Int
    }

    /// The classes whose crews by themselves could fill each role of a stop at a minute.
    private func choices(_ space: ColumnSpace, stop number: Int, at minute: Int) -> Set<Choice> {
        let problem = space.problem
        let stop = space.stops[number]
        var found = Set<Choice>()
        for (crewClass, entry) in space.classes.enumerated() {
            for position in entry.nodes where Int(space.nodes[position].stop) == number {
                let node = space.nodes[position]
                let place = Int(node.place)
                let from =
                    Int(problem.shifts.start[entry.shift])
                    + problem.leastWays.minutesOut(shift: entry.shift, place: place)
                let to =
                    Int(problem.shifts.end[entry.shift]) - Int(node.minutes)
                    - problem.leastWays.minutesBack(shift: entry.shift, place: place)
                guard space.start(of: node, notBefore: minute) == minute, from <= minute,
                    minute <= to
                else { continue }
                found.insert(
                    Choice(role: Int(node.demand) - stop.firstDemand, crewClass: crewClass)
                )
            }
        }
        return found
    }

    /// Those of the choices that some choice of different crews for all roles makes.
    private func supported(
        _ choices: Set<Choice>,
        roles: Int,
        crews: [Int]
    ) -> Set<Choice> {
        var found = Set<Choice>()
        var taken: [Choice] = []
        func fill(_ role: Int) {
            guard role < roles else {
                found.formUnion(taken)
                return
            }
            for choice in choices where choice.role == role {
                let busy = taken.count { $0.crewClass == choice.crewClass }
                guard busy < crews[choice.crewClass] else { continue }
                taken.append(choice)
                fill(role + 1)
                taken.removeLast()
            }
        }
        fill(0)
        return found
    }

    private func key(_ entry: CrewClass) -> [Int] { [entry.shift] + entry.crews }

    @Test func startsAreThoseThatSomeChoiceOfCrewsKeeps() throws {
        var leftOut = 0
        try withEvery("seed", in: UInt64(0)..<200) { seed in
            let problem = DenseProblem(tinyScenario(seed: seed, options: coupled))
            let whole = ColumnSpace(problem, holdsForMoreCrews: true)
            let joint = ColumnSpace(problem)
            let crews = whole.classes.map(\.crews.count)
            let numbers = Dictionary(
                uniqueKeysWithValues: whole.classes.enumerated().map { (key($1), $0) }
            )
            for (number, stop) in whole.stops.enumerated() where stop.roleCount > 1 {
                var last = Set<Choice>()
                var expected = Set<Choice>()
                for minute in stop.intervals.flatMap({ $0 }) {
                    let all = choices(whole, stop: number, at: minute)
                    if all != last {
                        last = all
                        expected = supported(all, roles: stop.roleCount, crews: crews)
                    }
                    let kept = Set(
                        choices(joint, stop: number, at: minute).map { choice in
                            let entry = joint.classes[choice.crewClass]
                            return Choice(role: choice.role, crewClass: numbers[key(entry)] ?? -1)
                        }
                    )
                    guard kept == expected else {
                        throw PropertyFailure("stop \(number) at \(minute): \(kept), \(expected)")
                    }
                    leftOut += all.count - kept.count
                }
            }
            guard joint.dependsOnCrews || joint.nodes.count == whole.nodes.count else {
                throw PropertyFailure("left out without a word")
            }
        }
        #expect(leftOut > 0)
    }
}
