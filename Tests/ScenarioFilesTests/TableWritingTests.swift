import Foundation
import ScenarioFiles
import Scheduling
import Testing

/// The tables made from plans and drafts.
@Suite struct TableWritingTests {
    private let plan = Plan(assignments: [
        Assignment(
            visit: "R4",
            role: "c",
            team: "B",
            shiftStartMinute: 480,
            crew: 2,
            startMinute: 660,
            endMinute: 675
        ),
        Assignment(
            visit: "R1",
            role: "h",
            team: "B",
            shiftStartMinute: 480,
            crew: 1,
            startMinute: 525,
            endMinute: 555
        ),
        Assignment(
            visit: "R2",
            role: "n",
            team: "A",
            shiftStartMinute: 510,
            crew: 1,
            startMinute: 540,
            endMinute: 570
        ),
    ])

    @Test func assignmentsAreATableForSpreadsheets() throws {
        let scenario = try SampleFiles.valid.scenario()
        let bytes = AssignmentsTable.encode(plan, for: scenario, fingerprint: "f00d")
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let day = "2026-11-23"
        let expected = [
            "visit,service,role,team,team_name,shift,crew,start,end,place,resident,plan",
            "R2,护理,n,A,甲队,\(day)T08:30,1,\(day)T09:00,\(day)T09:30,34.76 113.65,李四,f00d",
            "R1,理发,h,B,乙队,\(day)T08:00,1,\(day)T08:45,\(day)T09:15,站,张三,f00d",
            "R4,电话,c,B,乙队,\(day)T08:00,2,\(day)T11:00,\(day)T11:15,phone,,f00d", "",
        ]
        #expect(
            String(decoding: bytes.dropFirst(3), as: UTF8.self)
                == expected.joined(separator: "\r\n")
        )
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@a", "＝1", "\"\n=1\""])
    func formulasAreDisarmed(name: String) throws {
        let scenario = try SampleFiles.valid.replacing("requests.csv", "张三", name).scenario()
        let bytes = AssignmentsTable.encode(plan, for: scenario, fingerprint: "f")
        let text = String(decoding: bytes, as: UTF8.self)
        let resident = scenario.visits[0].resident
        #expect(text.contains(",'\(resident),f") || text.contains("'\(resident)\","))
    }

    @Test func aPublishedPlanIsReadAsCommitments() throws {
        var text = SampleFiles.valid.text
        let scenario = try text.read().scenario
        text.files["commitments.csv"] = CommitmentsTable.encode(plan, for: scenario)
        let commitments = try text.read().scenario.commitments
        #expect(commitments.map(\.visit) == plan.assignments.map(\.visit))
        #expect(commitments.map(\.startMinute) == plan.assignments.map(\.startMinute))
        #expect(commitments.allSatisfy { $0.kind == .published && $0.teamIndex != nil })
        #expect(commitments.map(\.crew) == [2, 1, 1])
        #expect(commitments.map(\.line) == [2, 3, 4])
    }

    @Test func aDraftWrittenAndReadIsTheSame() throws {
        let reading = try SampleFiles.valid.text.read()
        let again = try ScenarioText(draft: reading.draft).read()
        #expect(again.draft == reading.draft)
        var scenario = again.scenario
        #expect(scenario.name == "sample: three days")
        scenario.commitments = reading.scenario.commitments
        #expect(scenario == reading.scenario)
    }

    @Test func awkwardValuesAreWrittenSoThatTheyCanBeRead() throws {
        var draft = ScenarioDraft(
            name: "a \"b\"\\ # c: 中",
            start: try #require(day(2026, 12, 31)),
            days: 2
        )
        draft.weights.changeTolerance = 0
        draft.sites = [
            SiteRecord(
                id: "S,1",
                name: "a\"b\nc",
                latitude: -0.000012,
                longitude: 180,
                parent: "#2"
            ),
            SiteRecord(id: "#2", latitude: 1e-7, longitude: -179.123456789),
        ]
        draft.teams = [
            TeamRecord(
                id: "T",
                base: "#2",
                skills: [SkillLevel(skill: "护理", level: 3), SkillLevel(skill: "b c")]
            )
        ]
        draft.shifts = [
            ShiftRecord(
                team: "T",
                dates: .days([.sunday, .monday]),
                startMinute: 5,
                endMinute: 1440
            ),
            ShiftRecord(team: "T", dates: .days([]), startMinute: 5, endMinute: 1440),
            ShiftRecord(team: "T", dates: .weekends, startMinute: 0, endMinute: 1),
        ]
        draft.services = [ServiceRecord(id: "s", mode: .online, minutes: 1)]
        draft.roles = [RoleRecord(service: "s", role: "r")]
        draft.requests = [
            RequestRecord(
                id: "R",
                service: "s",
                from: .minute(draft.start, minuteOfDay: 1440),
                hours: [DayInterval(startMinute: 0, endMinute: 1440)],
                days: [.friday]
            )
        ]
        #expect(try ScenarioText(draft: draft).read().draft == draft)
        // What has no effect on plans is written only where there is some of it.
        let header = { (draft: ScenarioDraft) throws in
            String(
                decoding: try #require(ScenarioText(draft: draft).files["requests.csv"]),
                as: UTF8.self
            )
            .split(separator: "\n").first
        }
        #expect(try header(draft)?.hasSuffix(",load") == true)
        draft.requests[0].phone = "0371 1234"
        #expect(try header(draft)?.hasSuffix(",load,address,phone,notes") == true)
        draft.requests[0].notes = "two, and \"more\""
        #expect(try ScenarioText(draft: draft).read().draft == draft)
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
        CalendarDate(year: year, month: month, day: day)
    }

    @Test func faultsHaveAFormForMachines() throws {
        let faults = try SampleFiles.valid.replacing("teams.csv", "乙队,S", "乙队,\"Z\"\"\"").faults()
        let bytes = FaultReport.encode(faults)
        struct Row: Decodable, Equatable {
            var severity: String
            var code: String
            var file: String
            var line: Int
            var column: String?
            var message: String
            var found: String?
            var expected: String?
        }
        struct File: Decodable {
            var format: Int
            var valid: Bool
            var errors: [Row]
            var warnings: [Row]
        }
        let file = try JSONDecoder().decode(File.self, from: Data(bytes))
        #expect(!file.valid)
        let row = Row(
            severity: "error",
            code: "E402",
            file: "teams.csv",
            line: 3,
            column: "base",
            message: "no such site",
            found: "Z\"",
            expected: "an id of sites.csv"
        )
        #expect(file.errors == [row])
        #expect(file.warnings.isEmpty)
        let chinese = FaultReport.encode(faults, in: .chinese)
        let other = try JSONDecoder().decode(File.self, from: Data(chinese)).errors
        #expect(other.map(\.code) == ["E402"])
        #expect(other.map(\.message) == ["没有这个站点"])
        #expect(other.map(\.found) == ["Z\""])
        #expect(other.map(\.expected) == ["应为 sites.csv 中已有的编号"])
    }
}
