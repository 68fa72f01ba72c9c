import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

/// One team at one site, a shift from 8:00 to 12:00, and visits of half an hour at the base: no travel.
///
/// R1 is published for 10:00, with 30 minutes of tolerance; keeping it is worth 50, a crew costs 10.
@Suite("Waiting for a published start or a room")
struct WaitingTests {
    private static let site = Coordinate(latitude: 34.75, longitude: 113.65)

    private static func scenario(values: [Int]) -> Scenario {
        Scenario(
            name: "published",
            start: CalendarDate(daysSince1970: 20_780),
            days: 1,
            sites: [Site(id: "S", coordinate: site)],
            places: [Place(coordinate: site, siteIndex: 0)],
            teams: [Team(id: "T", baseSiteIndex: 0)],
            shifts: [Shift(teamIndex: 0, startMinute: 480, endMinute: 720)],
            services: [Service(id: "V", mode: .home, minutes: 30, roles: [Role(id: "r")])],
            visits: values.enumerated().map { index, value in
                Visit(
                    id: VisitID("R\(index + 1)"),
                    serviceIndex: 0,
                    placeIndex: 0,
                    siteIndex: 0,
                    minutes: 30,
                    windows: [TimeWindow(startMinute: 480, endMinute: 720)],
                    value: value
                )
            },
            commitments: [
                Commitment(
                    visit: "R1",
                    role: "r",
                    team: "T",
                    startMinute: 600,
                    kind: .published,
                    visitIndex: 0,
                    roleIndex: 0,
                    teamIndex: 0
                )
            ]
        )
    }

    private static func row(_ visit: VisitID, start: Int) -> Assignment {
        WorkedExample.row(visit, "r", "T", shift: 480, start: start, minutes: 30)
    }

    @Test("The brute force waits for the first minute of the tolerance, where that pays")
    func bruteForceWaits() throws {
        // At 9:30, half an hour after it is due: 100 − 10 − 30 = 60. At 8:00: 100 − 10 − 50 = 40.
        var scenario = Self.scenario(values: [100])
        scenario.visits[0].dueMinute = 540
        let patient = try #require(bruteForceOptimum(of: scenario))
        #expect(patient.total == 60)
        #expect(patient.plan.assignments.map(\.startMinute) == [570])
        // At two points a minute late the wait costs 60, more than the 50 that it saves.
        scenario.weights.late = 2
        #expect(try #require(bruteForceOptimum(of: scenario)).total == 40)
    }

    @Test("An insertion is found although the others must wait for it to gain")
    func insertionWaits() throws {
        // R1 at 9:30 keeps its promise: 100 − 10. R2 before it adds 40; were R1 to start at once
        // after R2, the lost 50 would outweigh them.
        let scenario = Self.scenario(values: [100, 40])
        let plan = Plan(
            assignments: [Self.row("R1", start: 570)],
            unserved: [UnservedVisit(visit: "R2", reason: "left-out")]
        )
        #expect(Audit(scenario).judge(plan).score.total == 90)
        let found = try #require(improvingInsertion(into: plan, of: scenario))
        #expect(found.gain == 40)
    }

    @Test("An insertion is found although the room must be left first")
    func insertionWaitsForRoom() throws {
        // Three crews of one visit each, and one room, which R1 has from 8:00 to 8:30. R2 has two roles.
        var scenario = Self.scenario(values: [100, 40])
        scenario.services[0].mode = .site
        scenario.services[0].roles.append(Role(id: "s"))
        scenario.services.append(
            Service(id: "W", mode: .site, minutes: 30, roles: [Role(id: "r")])
        )
        scenario.visits[0].serviceIndex = 1
        scenario.teams[0].maxVisits = 1
        scenario.shifts[0].crews = 3
        scenario.sites[0].rooms = 1
        scenario.commitments = []
        let plan = Plan(
            assignments: [Self.row("R1", start: 480)],
            unserved: [UnservedVisit(visit: "R2", reason: "left-out")]
        )
        // R2 by the two idle crews, at 8:30 when R1 leaves the room: 40 − 2 × 10.
        let found = try #require(improvingInsertion(into: plan, of: scenario))
        #expect(found.gain == 20)
        // Half an hour each from 8:00 on: a shift that ends at 8:59 is a minute too short.
        scenario.shifts[0].endMinute = 539
        #expect(improvingInsertion(into: plan, of: scenario) == nil)
    }

    @Test("A visit may break a promise to make room where that gains more")
    func insertionBreaksPromise() throws {
        // The shift ends at 10:00, R1 fills 9:30 to 10:00; R2, in the same half hour by its window,
        // goes there for 80, and R1 comes at 9:00 before it and loses its 50.
        var scenario = Self.scenario(values: [100, 80])
        scenario.shifts[0].endMinute = 600
        scenario.visits[1].windows = [TimeWindow(startMinute: 570, endMinute: 600)]
        let plan = Plan(
            assignments: [Self.row("R1", start: 570)],
            unserved: [UnservedVisit(visit: "R2", reason: "left-out")]
        )
        let found = try #require(improvingInsertion(into: plan, of: scenario))
        #expect(found.gain == 30)
        #expect(try #require(bruteForceOptimum(of: scenario)).total == 120)
    }
}
