import Evaluation
import PaidanTestSupport
import Replanning
import ScenarioFiles
import Scheduling
import Testing

/// Events as files have them: what is read, what is refused, and what becomes of the day.
@Suite("Events of a day under way")
struct EventTests {
    private func faults(_ rows: String, now: Int = 545) throws -> [InputFault] {
        let reading = try twoTeams()
        do throws(InvalidScenario) {
            _ = try ChangedDay(
                reading,
                plan: planOfA(reading.scenario),
                events: events(rows),
                nowMinute: now
            )
            return []
        } catch {
            return error.faults
        }
    }

    private func day(_ rows: String, now: Int = 545) throws -> ChangedDay {
        let reading = try twoTeams()
        return try ChangedDay(
            reading,
            plan: planOfA(reading.scenario),
            events: events(rows),
            nowMinute: now
        )
    }

    @Test("all faults are found at once, each with its line and column")
    func allFaults() throws {
        let found = try faults(
            """
            event,visit,team,shift,service,minutes
            gone,H1,,,,
            done,H9,,,,
            done,H3,,,,
            declined,H1,X,,,
            accepted,H1,B,,,
            out,A,,,,
            out,,A,2026-11-23T09:00,,
            new,H2,,,help,
            new,,,,help,x
            new,N1,,,nothing,x
            out,X,Y,noon,,
            """
        )
        // H3 starts at 10:30, after 09:05; B serves nothing; A's shift starts at 08:00; H2 exists. Whether N1
        // needs a place is for its service to say, which there is none.
        #expect(
            found.map { "\($0.place) \($0.code.rawValue)" } == [
                "events.csv:2: event E310", "events.csv:3: visit E402",
                "events.csv:4: visit E703", "events.csv:5: team E402",
                "events.csv:6: team E701", "events.csv:7: team E301",
                "events.csv:8: shift E402", "events.csv:9: visit E401",
                "events.csv:9: site E323", "events.csv:10: minutes E302",
                "events.csv:10: visit E301", "events.csv:10: site E323",
                "events.csv:11: minutes E302", "events.csv:11: service E402",
                "events.csv:12: shift E305", "events.csv:12: team E402",
            ]
        )
    }

    @Test("a fault reads well in both languages")
    func languages() throws {
        let found = try faults("event,visit\ndone,H3\n")
        #expect(
            found.map { $0.text(in: .english) } == [
                "events.csv:2: visit: the plan starts it only later, found '2026-11-23T10:30', "
                    + "expected a visit started by 2026-11-23T09:05"
            ]
        )
        #expect(
            found.map { $0.text(in: .chinese) } == [
                "events.csv:2: visit: 方案中该服务尚未开始（2026-11-23T10:30），应为 2026-11-23T09:05 之前开始的服务"
            ]
        )
    }

    @Test("what has begun can't be called off")
    func contradiction() throws {
        let found = try faults("event,visit\ndone,H1\ncancelled,H1\n")
        #expect(found.map(\.code) == [.eventsContradict])
        #expect(found.map(\.line) == [3])
    }

    @Test("what the plan started before now is taken as begun unless an event says otherwise")
    func presumed() throws {
        // At 09:05 H1 (08:10) and H2 (09:00) have begun by the plan; an event names H1 alone.
        let day = try day("event,visit\ndone,H1\n")
        #expect(day.begun == ["H1", "H2"])
        #expect(day.presumed == ["H2"])
        #expect(
            day.scenario.commitments.map { "\($0.visit) \($0.kind) \($0.crew ?? 0)" } == [
                "H1 pinned 1", "H2 pinned 1", "H3 published 0",
            ]
        )
        // H3 may start from 09:05 on; H1 and H2 keep their windows.
        #expect(day.scenario.visits.map { $0.windows[0].startMinute } == [0, 0, 545])
    }

    @Test("a crew at its base can leave it from now on only")
    func shifts() throws {
        // A's crew is out since 08:00. B's has not left: its shift now begins at 09:05.
        let day = try day("event,visit\ndone,H1\n")
        #expect(day.scenario.shifts.map(\.startMinute) == [480, 545])
        #expect(day.scenario.shifts.map(\.endMinute) == [720, 720])
    }

    @Test("a declined visit goes to the other team, as soon as that can be there")
    func declined() async throws {
        let day = try day("event,visit,reason\ndone,H1,\nunder-way,H2,\ndeclined,H3,ill\n")
        #expect(day.lost.map(\.reason) == [.declined])
        #expect(day.lost.map(\.words) == ["ill"])
        let result = try await Replanner().replan(day)
        let h3 = try #require(result.planning.plan.assignments.first { $0.visit == "H3" })
        // B leaves at 09:05 at the earliest and is there ten minutes later.
        #expect(h3.team == "B")
        #expect(h3.startMinute >= 555)
        // The promise was lost by the event: nothing that the planner changed.
        #expect(result.difference.changes.isEmpty)
        #expect(result.difference.gained.map(\.visit) == ["H3"])
    }

    @Test("a crew that is out is not sent where it could only be had it left before now")
    func leavesInTime() async throws {
        // At 09:35 A has been idle at S since 09:30, B at the base. A new visit at the base, ten
        // minutes from S, ends by 10:10: A would have to have left S at 09:30. B is there.
        let day = try day(
            "event,visit,service,site,until\nnew,N1,help,C,2026-11-23T10:10\ndeclined,H3,,,\n",
            now: 575
        )
        let result = try await Replanner().replan(day)
        #expect(result.tooEarly.isEmpty)
        let new = try #require(result.planning.plan.assignments.first { $0.visit == "N1" })
        #expect(new.team == "B")
    }

    @Test("a team that goes home finishes what it has begun and starts nothing more")
    func teamOut() async throws {
        let day = try day("event,visit,team,reason\naccepted,H3,A,\nout,,A,flat tyre\n")
        // H2 lasts until 09:30 and the way back ten minutes: A's shift now ends at 09:40.
        #expect(day.scenario.shifts.map(\.endMinute) == [580, 720])
        #expect(day.lost.map(\.assignment.visit) == ["H3"])
        #expect(day.released.map(\.reason) == [.shiftGone])
        let result = try await Replanner().replan(day)
        #expect(result.planning.plan.assignments.first { $0.visit == "H3" }?.team == "B")
    }

    @Test("a team out before it began anything has no shift left")
    func teamOutEarly() throws {
        let day = try day("event,team\nout,A\n", now: 470)
        #expect(day.scenario.shifts.map { day.scenario.teams[$0.teamIndex].id } == ["B"])
        #expect(day.lost.count == 3)
    }

    @Test("a new request is served, and a cancelled visit is not")
    func newAndCancelled() async throws {
        let day = try day("event,visit,service,site,tier\nnew,N1,help,S,red\ncancelled,H3,,,\n")
        #expect(day.added == ["N1"])
        let result = try await Replanner().replan(day)
        let served = Set(result.planning.plan.assignments.map(\.visit))
        #expect(served == ["H1", "H2", "N1"])
        #expect(result.difference.changes.isEmpty)
    }

    @Test("who declines first and accepts later comes after all")
    func secondThoughts() throws {
        let day = try day("event,visit\ndeclined,H3\naccepted,H3\n")
        #expect(day.declined.isEmpty)
        #expect(day.pinned == [VisitRole(visit: "H3", role: "helper")])
    }

    @Test("the changed scenario can be written and read, and the new plan is valid for it")
    func written() async throws {
        let reading = try twoTeams()
        let happened = events(
            "event,visit,service,site\ndone,H1,,\ndeclined,H3,,\nnew,N1,help,S\ncancelled,H2,,\n"
        )
        let day = try ChangedDay(
            reading,
            plan: planOfA(reading.scenario),
            events: happened,
            nowMinute: 530
        )
        let result = try await Replanner().replan(day)
        let draft = result.day.draft(
            from: reading.draft,
            added: happened.events.compactMap(\.request)
        )
        let again = try ScenarioText(draft: draft, folderName: "two").read().scenario
        let verdict = Audit(again).judge(result.planning.plan)
        #expect(verdict.violations.isEmpty)
        #expect(verdict.score == result.planning.score)
    }
}
