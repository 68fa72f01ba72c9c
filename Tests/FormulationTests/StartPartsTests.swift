import DenseProblem
import GLPKSolver
import LinearModel
import PaidanTestSupport
import RouteColumns
import Scheduling
import Testing

@testable import Formulation

/// Starts cut into parts: bounds that know more of the rules that couple starts, and stay bounds.
@Suite struct StartPartsTests {
    private let coupled = TinyScenarioOptions(
        features: [
            .severalRoles, .rooms, .narrowWindows, .due, .published, .pinned, .severalCrews,
            .skills,
        ],
        days: 1...2,
        sites: 1...2,
        teams: 2...3,
        shifts: 2...4
    )

    /// Starts of all stops cut at random minutes, also where nothing couples them.
    private func randomCuts(_ space: ColumnSpace, _ random: inout SplitMix64) -> [Int: [Int]] {
        var cuts: [Int: [Int]] = [:]
        for (number, stop) in space.stops.enumerated() where random.chance(70) {
            guard let first = stop.intervals.first?.lowerBound,
                let last = stop.intervals.last?.upperBound, first < last
            else { continue }
            let minutes = (0..<random.within(1...3)).map { _ in random.within(first + 1...last) }
            cuts[number] = Set(minutes).sorted()
        }
        return cuts
    }

    /// Column generation to its end in a space; the relaxation's value and the bound.
    private func converge(
        _ space: ColumnSpace,
        _ pins: DensePlan
    ) throws -> (relaxation: Double, bound: Int) {
        try withGeneration(space, from: pins) { generation in
            let end = try generation.run(.unlimited, untilConverged: true)
            guard end == .converged else { throw PropertyFailure("\(end)") }
            return (generation.master.objective, generation.bound)
        }
    }

    /// Whatever the parts, no plan is worth more than the bound; and parts only take away.
    @Test(arguments: [true, false]) func anyPartsGiveABound(isCoupled: Bool) throws {
        var tighter = 0
        try withEvery("seed", in: UInt64(0)..<200) { seed in
            let scenario =
                isCoupled ? tinyScenario(seed: seed, options: coupled) : tinyScenario(seed: seed)
            let problem = DenseProblem(scenario)
            guard let optimum = bruteForceOptimum(of: scenario), let pins = pinnedPlan(problem)
            else { return }
            var random = SplitMix64(seed: seed)
            let whole = ColumnSpace(problem)
            let parts = ColumnSpace(problem, cuts: randomCuts(whole, &random))
            let before = try converge(whole, pins)
            let after = try converge(parts, pins)
            guard after.bound >= optimum.total else {
                throw PropertyFailure("\(after.bound) < \(optimum.total)")
            }
            guard after.relaxation <= before.relaxation + 0.1 else {
                throw PropertyFailure("\(after.relaxation) > \(before.relaxation)")
            }
            tighter += after.relaxation < before.relaxation - 0.5 ? 1 : 0
        }
        #expect(tighter > 0 || !isCoupled)
    }

    /// All routes at hand, programs with ever finer parts end at the optimum and prove it.
    @Test func listedRoutesEndAtTheOptimum() throws {
        var finer = 0
        try withEvery("seed", in: UInt64(0)..<300) { seed in
            let scenario = tinyScenario(seed: seed, options: coupled)
            let problem = DenseProblem(scenario)
            guard let optimum = bruteForceOptimum(of: scenario) else { return }
            let space = ColumnSpace(problem)
            guard let columns = RouteEnumeration.list(space, limit: 20_000).columns else {
                throw PropertyFailure("too many routes")
            }
            var routes = ListedRoutes(space, columns: columns, cuts: [])
            var best: DensePlan?
            try routes.solve(
                engine: GLPKEngine(),
                limits: SolveLimits(),
                mostColumns: 100_000,
                mustStop: { false },
                spend: { _ in }
            ) { chosen, space in
                // A plan that has lost visits on the way is none that the routes chosen describe.
                if let plan = FeasiblePlan.plan(of: chosen, in: space),
                    verdict(plan, problem).isValid,
                    problem.score(of: plan).total > best.map({ problem.score(of: $0).total })
                        ?? .min
                {
                    best = plan
                }
                return best.map { problem.score(of: $0).total } ?? .min
            }
            finer += routes.isFiner ? 1 : 0
            // Where the best is to serve nobody there are no routes to choose.
            let total =
                best.map { problem.score(of: $0).total } ?? problem.score(of: DensePlan()).total
            guard routes.bound == optimum.total, total == optimum.total else {
                throw PropertyFailure("\(total) ≤ \(routes.bound ?? .max), is \(optimum.total)")
            }
        }
        #expect(finer > 5, "\(finer)")
    }

    /// Routes told in finer parts are the same routes: together they hold every start.
    @Test func translationKeepsRoutes() throws {
        try withEvery("seed", in: UInt64(0)..<200) { seed in
            // A promise that only some parts keep would make two forms of one route worth unlike points.
            let options = coupled.without(.published)
            let problem = DenseProblem(tinyScenario(seed: seed, options: options))
            let whole = ColumnSpace(problem)
            var random = SplitMix64(seed: seed)
            let parts = ColumnSpace(problem, cuts: randomCuts(whole, &random))
            guard let columns = RouteEnumeration.list(whole, limit: 20_000).columns else {
                throw PropertyFailure("too many routes")
            }
            let translation = SpaceTranslation(from: whole, to: parts)
            for column in columns {
                guard let forms = translation.everyForm(of: column, most: 100_000) else {
                    throw PropertyFailure("too many forms")
                }
                let demands = column.nodes.map { whole.nodes[Int($0)].demand }
                for form in forms {
                    guard form.nodes.map({ parts.nodes[Int($0)].demand }) == demands,
                        form.workMinutes == column.workMinutes, form.points <= column.points
                    else { throw PropertyFailure("another route") }
                }
                let extremes = translation.extremes(of: column)
                guard extremes.first?.points == column.points,
                    extremes.allSatisfy(forms.contains)
                else { throw PropertyFailure("the earliest starts are lost") }
            }
        }
    }

    private static let base = Coordinate(latitude: 34.7, longitude: 113.6)

    /// What a role asks for; where there are several, each team can fill the one of its number.
    private func skill(_ number: Int) -> SkillLevel { SkillLevel(skill: "s\(number)", level: 1) }

    /// Visits worth 100 points each at the base of all teams; crews cost nothing.
    private func atTheBase(
        shifts: [ClosedRange<Int>],
        roles: Int,
        rooms: Int?,
        visits: Int,
        minutes: Int,
        window: ClosedRange<Int>
    ) -> DenseProblem {
        var weights = Weights()
        weights.crew = 0
        var site = Site(id: "s", coordinate: StartPartsTests.base)
        site.rooms = rooms
        return DenseProblem(
            Scenario(
                name: "base",
                start: CalendarDate(daysSince1970: 20000),
                days: 1,
                weights: weights,
                sites: [site],
                places: [Place(coordinate: StartPartsTests.base, siteIndex: 0)],
                teams: shifts.indices.map { team in
                    Team(
                        id: TeamID("t\(team)"),
                        baseSiteIndex: 0,
                        skills: [skill(roles == 1 ? 0 : team)]
                    )
                },
                shifts: shifts.enumerated().map {
                    Shift(
                        teamIndex: $0.offset,
                        startMinute: $0.element.lowerBound,
                        endMinute: $0.element.upperBound
                    )
                },
                services: [
                    Service(
                        id: "v",
                        mode: .site,
                        minutes: minutes,
                        roles: (0..<roles).map { role in
                            Role(id: RoleID("r\(role)"), skills: [skill(role)])
                        }
                    )
                ],
                visits: (0..<visits).map {
                    Visit(
                        id: VisitID("v\($0)"),
                        serviceIndex: 0,
                        placeIndex: 0,
                        siteIndex: 0,
                        minutes: minutes,
                        windows: [
                            TimeWindow(
                                startMinute: window.lowerBound,
                                endMinute: window.upperBound
                            )
                        ],
                        value: 100
                    )
                }
            )
        )
    }

    /// The last bound of an engine that is given no plan and no search.
    private func bound(of problem: DenseProblem) throws -> Int? {
        final class Notes { var bounds: [Int] = [] }
        let notes = Notes()
        let owner = ColumnEngineOwner.idle { notes.bounds.append($0) }
        _ = try ColumnEngine.run(
            problem,
            engine: GLPKEngine(),
            threads: 1,
            incumbent: DensePlan(),
            owner: owner
        )
        return notes.bounds.min()
    }

    /// One crew is there from 8 to 9, the other from 9 to 10.
    ///
    /// A visit of half an hour that needs both would start by 8:30 and from 9 on. Routes alone would
    /// serve it for 100 points.
    @Test func crewsThatNeverMeetServeNothingTogether() throws {
        let problem = atTheBase(
            shifts: [480...540, 540...600],
            roles: 2,
            rooms: nil,
            visits: 1,
            minutes: 30,
            window: 480...600
        )
        #expect(try bound(of: problem) == 0)
    }

    /// Three crews, three visits of an hour between 8 and 10, and one room: two visits fit.
    ///
    /// No minute is taken whatever the start, so that without parts all three would do.
    @Test func oneRoomHoldsTwoHoursInTwo() throws {
        let problem = atTheBase(
            shifts: [480...600, 480...600, 480...600],
            roles: 1,
            rooms: 1,
            visits: 3,
            minutes: 60,
            window: 480...600
        )
        #expect(try bound(of: problem) == 200)
    }
}
