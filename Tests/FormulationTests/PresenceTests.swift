import DenseProblem
import GLPKSolver
import LinearModel
import PaidanTestSupport
import RouteColumns
import Scheduling
import Testing

@testable import Formulation

/// Rows that know what a crew or a team can do at most, by relaxations worked out by hand.
@Suite struct PresenceTests {
    private static let base = Coordinate(latitude: 34.7, longitude: 113.6)

    /// A team's skills and its shift's day.
    private struct Crew {
        var team: Int
        var skills: [String]
        var day = 0
    }

    /// Crews that are at one base from 8 to 9 and cost nothing; the visits are worth 100 points each.
    private func scenario(
        _ crews: [Crew],
        days: Int = 1,
        roles: [String],
        windows: [[TimeWindow]],
        program: Program? = nil
    ) -> Scenario {
        var weights = Weights()
        (weights.crew, weights.continuity) = (0, 0)
        let teams = crews.map(\.team).max() ?? 0
        return Scenario(
            name: "presence",
            start: CalendarDate(daysSince1970: 20000),
            days: days,
            weights: weights,
            sites: [Site(id: "s", coordinate: PresenceTests.base)],
            places: [Place(coordinate: PresenceTests.base, siteIndex: 0)],
            teams: (0...teams).map { team in
                Team(
                    id: TeamID("t\(team)"),
                    baseSiteIndex: 0,
                    skills: (crews.first { $0.team == team }?.skills ?? []).map {
                        SkillLevel(skill: $0, level: 1)
                    }
                )
            },
            shifts: crews.map {
                Shift(
                    teamIndex: $0.team,
                    startMinute: $0.day * minutesPerDay + 480,
                    endMinute: $0.day * minutesPerDay + 540
                )
            },
            services: [
                Service(
                    id: "v",
                    mode: .site,
                    minutes: 30,
                    roles: roles.map {
                        Role(id: RoleID($0), skills: [SkillLevel(skill: $0, level: 1)])
                    }
                )
            ],
            programs: program.map { [$0] } ?? [],
            visits: windows.enumerated().map {
                Visit(
                    id: VisitID("v\($0.offset)"),
                    serviceIndex: 0,
                    placeIndex: 0,
                    siteIndex: 0,
                    minutes: 30,
                    windows: $0.element,
                    value: 100,
                    programIndex: program == nil ? nil : 0
                )
            }
        )
    }

    /// The relaxation's value once no column pays and no row is violated.
    private func relaxation(_ space: ColumnSpace) throws -> Double {
        try withGeneration(space) { generation in
            let end = try generation.run(.unlimited, untilConverged: true)
            guard end == .converged else { throw PropertyFailure("\(end)") }
            return generation.master.objective
        }
    }

    private let morning = TimeWindow(startMinute: 480, endMinute: 540)

    /// A crew that is both doctor and nurse, and a visit that needs one of each.
    ///
    /// Half of a route as doctor and half of one as nurse would serve half of the visit. Where starts
    /// that only more crews could keep have to stay, the row alone says that one crew fills one role.
    @Test func oneCrewFillsOneRole() throws {
        let problem = DenseProblem(
            scenario(
                [Crew(team: 0, skills: ["doctor", "nurse"])],
                roles: ["doctor", "nurse"],
                windows: [[morning]]
            )
        )
        let space = ColumnSpace(problem, holdsForMoreCrews: true)
        #expect(!space.dependsOnCrews)
        #expect(abs(try relaxation(space)) < 1e-6)
        try withGeneration(space) { generation in
            _ = try generation.run(.unlimited, untilConverged: true)
            #expect(generation.master.model.presenceRow.count == 1)
        }
    }

    /// The same crew twice in its shift serves the visit, so that the row has to allow two routes.
    @Test func twoCrewsFillTwoRoles() throws {
        var scenario = scenario(
            [Crew(team: 0, skills: ["doctor", "nurse"])],
            roles: ["doctor", "nurse"],
            windows: [[morning]]
        )
        scenario.shifts[0].crews = 2
        for holds in [true, false] {
            let space = ColumnSpace(DenseProblem(scenario), holdsForMoreCrews: holds)
            #expect(abs(try relaxation(space) - 100) < 1e-6)
        }
    }

    /// Two sessions on three days, two days apart, by one team: one team works on the first two days,
    /// the other on the last two, so that neither can hold both.
    ///
    /// Half of each team, counted day by day, would hold half a session on each of the three days.
    @Test func aTeamHoldsOneSessionWithinTheGap() throws {
        let windows = (0..<3).map { day in
            TimeWindow(
                startMinute: day * minutesPerDay + 480,
                endMinute: day * minutesPerDay + 540
            )
        }
        let problem = DenseProblem(
            scenario(
                [
                    Crew(team: 0, skills: ["helper"], day: 0),
                    Crew(team: 0, skills: ["helper"], day: 1),
                    Crew(team: 1, skills: ["helper"], day: 1),
                    Crew(team: 1, skills: ["helper"], day: 2),
                ],
                days: 3,
                roles: ["helper"],
                windows: [windows, windows],
                program: Program(
                    id: "P",
                    serviceIndex: 0,
                    visitIndices: [0, 1],
                    gapDays: 2,
                    maxTeams: 1,
                    hasFixedStarts: false
                )
            )
        )
        #expect(abs(try relaxation(ColumnSpace(problem)) - 100) < 1e-6)
    }

    /// What the prices say of one more crew holds for the plans that have it.
    ///
    /// The one crew can't fill both roles; a second one makes the visit possible.
    @Test func pricesKnowWhatOneMoreCrewMakesPossible() throws {
        let problem = DenseProblem(
            scenario(
                [Crew(team: 0, skills: ["doctor", "nurse"])],
                roles: ["doctor", "nurse"],
                windows: [[morning]]
            )
        )
        final class Notes { var bounds: [Int] = [] }
        for asks in [true, false] {
            let notes = Notes()
            var owner = ColumnEngineOwner.idle()
            owner.asksForShiftBounds = asks
            owner.noteShiftBounds = { notes.bounds = $0 }
            _ = try ColumnEngine.run(
                problem,
                engine: GLPKEngine(),
                threads: 1,
                incumbent: DensePlan(),
                owner: owner
            )
            // Without being asked, the visit is left out from the start and nothing is said.
            #expect(asks ? notes.bounds.first ?? 0 >= 100 : notes.bounds.isEmpty)
        }
    }
}
