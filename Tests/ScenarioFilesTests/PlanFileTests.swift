import Foundation
import ScenarioFiles
import Scheduling
import Testing

/// plan.json, written and read.
@Suite struct PlanFileTests {
    /// A record with one assignment, one visit left out and a bound ten points above the total.
    private func record() -> PlanRecord {
        var score = Score()
        score.served = 150
        score.travel = -16
        score.crews = -10
        let assignment = Assignment(
            visit: "R2",
            role: "n",
            team: "A",
            shiftStartMinute: 510,
            crew: 1,
            startMinute: 540,
            endMinute: 570
        )
        let left = UnservedVisit(visit: "R5", reason: "no-team", detail: "无人 \"合格\"\n")
        return PlanRecord(
            plan: Plan(assignments: [assignment], unserved: [left]),
            scenarioName: "样例",
            method: "greedy",
            stop: "work",
            score: score,
            bound: 134.5
        )
    }

    @Test func theFileHasTheFormOfTheSpecification() throws {
        let scenario = try SampleFiles.valid.scenario()
        let expected = """
            {
              "format": 1,
              "scenario": "样例",
              "status": "feasible",
              "method": "greedy",
              "stop": "work",
              "score": {"total": 124, "served": 150, "preference": 0, "travel": -16, "crews": -10, \
            "lateness": 0, "continuity": 0, "fairness": 0, "changes": 0},
              "bound": 134.5,
              "gap": 0.084677,
              "assignments": [
                {"visit": "R2", "role": "n", "team": "A", "shift": "2026-11-23T08:30", "crew": 1, \
            "start": "2026-11-23T09:00", "end": "2026-11-23T09:30"}
              ],
              "unserved": [
                {"visit": "R5", "reason": "no-team", "detail": "无人 \\"合格\\"\\n"}
              ]
            }

            """
        let bytes = PlanFile.encode(record(), for: scenario)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let scenario = try SampleFiles.valid.scenario()
        let reading = try PlanFile.decode(PlanFile.encode(record(), for: scenario), for: scenario)
        #expect(reading.faults.isEmpty)
        #expect(reading.assignmentIndices == [0])
        var expected = record()
        expected.gap = 0.084677
        #expect(reading.record == expected)
    }

    @Test func othersReadItTheSame() throws {
        let bytes = PlanFile.encode(record(), for: try SampleFiles.valid.scenario())
        struct Row: Decodable {
            var visit: String
            var crew: Int?
            var detail: String?
        }
        struct File: Decodable {
            var bound: Double
            var assignments: [Row]
            var unserved: [Row]
        }
        let file = try JSONDecoder().decode(File.self, from: Data(bytes))
        #expect(file.bound == 134.5)
        #expect(file.assignments.first?.crew == 1)
        #expect(file.unserved.first?.detail == "无人 \"合格\"\n")
    }

    @Test(
        arguments: [
            (nil, PlanStatus.feasible, nil), (134.5, .feasible, 10.5 / 124),
            (124.5, .optimal, 0.5 / 124),
            (125.0, .feasible, 1.0 / 124), (124.0, .optimal, 0.0),
        ] as [(Double?, PlanStatus, Double?)]
    )
    func statusAndGapFollowFromTheBound(bound: Double?, status: PlanStatus, gap: Double?) {
        var score = Score()
        score.served = 124
        let record = PlanRecord(
            plan: Plan(),
            scenarioName: "",
            method: "",
            stop: nil,
            score: score,
            bound: bound
        )
        #expect(record.status == status)
        #expect(record.gap == gap)
    }

    @Test func anEmptyPlanWithoutABoundHasNulls() throws {
        let scenario = try SampleFiles.valid.scenario()
        let record = PlanRecord(
            plan: Plan(),
            scenarioName: "",
            method: "",
            stop: nil,
            score: Score(),
            bound: nil
        )
        let text = String(decoding: PlanFile.encode(record, for: scenario), as: UTF8.self)
        #expect(text.contains("\"bound\": null,\n  \"gap\": null,\n  \"assignments\": [],"))
        #expect(!text.contains("stop"))
    }

    /// A plan file with the given rows of assignments.
    private func file(_ rows: String, unserved: String = "[]") -> [UInt8] {
        Array(
            """
            {"format": 1, "status": "optimal", "score": {"total": 1.0, "served": "x", "crews": 2.5},
             "bound": "high", "extra": [1, {"a": null}], "assignments": [\(rows)],
             "unserved": \(unserved)}
            """.utf8
        )
    }

    private static let row =
        #"{"visit": "R2", "role": "n", "team": "A", "shift": "2026-11-23T8:30", "crew": 1, "#
        + #""start": "2026-11-23T23:30", "end": "2026-11-23T24:00", "more": true}"#

    @Test func datesMayEndTheDay() throws {
        let scenario = try SampleFiles.valid.scenario()
        let reading = try PlanFile.decode(file(PlanFileTests.row), for: scenario)
        let assignment = try #require(reading.record.plan.assignments.first)
        #expect(assignment.shiftStartMinute == 510)
        #expect(assignment.startMinute == 1410)
        #expect(assignment.endMinute == 1440)
    }

    @Test func claimsThatCannotBeReadAreListed() throws {
        let scenario = try SampleFiles.valid.scenario()
        let reading = try PlanFile.decode(file(""), for: scenario)
        #expect(reading.record.status == .optimal)
        #expect(reading.record.score.total == 1)
        #expect(reading.record.score.served == nil)
        #expect(reading.record.bound == nil)
        let keys = reading.faults.map { $0.key }
        #expect(
            keys == [
                "served", "preference", "travel", "crews", "lateness", "continuity", "fairness",
                "changes", "bound",
            ]
        )
        #expect(reading.faults.allSatisfy { $0.code == .planClaimUnreadable })
    }

    @Test(arguments: [
        ("\"crew\": 1", "\"crew\": 1.5", "crew"), ("\"crew\": 1", "\"crew\": 1.0", "crew"),
        ("\"crew\": 1", "\"crew\": \"1\"", "crew"), ("\"crew\": 1", "\"crew\": true", "crew"),
        ("\"crew\": 1", "\"crew\": 99999999999999999999", "crew"),
        ("\"crew\": 1", "\"men\": 1", "crew"), ("\"visit\": \"R2\"", "\"visit\": 2", "visit"),
        ("\"role\": \"n\"", "\"role\": null", "role"), ("\"team\": \"A\"", "\"team\": []", "team"),
        ("T8:30", "", "shift"), ("T23:30", "T24:30", "start"), ("T24:00", "T24:01", "end"),
        ("2026-11-23T24:00", "2026-11-31T10:00", "end"),
    ])
    func rowsThatCannotBeReadAreListed(old: String, new: String, key: String) throws {
        let scenario = try SampleFiles.valid.scenario()
        let bad = PlanFileTests.row.replacingOccurrences(of: old, with: new)
        let bytes = file("\(PlanFileTests.row), \(bad), 7, \(PlanFileTests.row)")
        let reading = try PlanFile.decode(bytes, for: scenario)
        #expect(reading.assignmentIndices == [0, 3])
        let faults = reading.faults.filter { $0.code == .planRowUnreadable }
        #expect(faults.map { $0.index } == [1, 2])
        #expect(faults.map { $0.key } == [key, nil])
    }

    @Test func unservedRowsNeedAVisit() throws {
        let scenario = try SampleFiles.valid.scenario()
        let rows = #"[{"visit": "R1", "reason": "cut"}, {"reason": "x"}, "R2", {"visit": 5}]"#
        let reading = try PlanFile.decode(file("", unserved: rows), for: scenario)
        #expect(reading.record.plan.unserved == [UnservedVisit(visit: "R1", reason: "cut")])
        let faults = reading.faults.filter { $0.section == .unserved }
        #expect(faults.map { $0.index } == [1, 2, 3])
    }

    @Test(arguments: [
        "", "{", "[]", "7", "{\"format\": 1}", "{\"assignments\": {}}", "{\"assignments\": []} x",
        "{\"assignments\": [],}", "{\"a\": 01, \"assignments\": []}", "{\"a\": NaN}",
        "{\"a\": \"\u{1}\"}",
        "{\"a\": \"\\x\"}", "{\"a\": \"\\u12\"}", "{\"a\": \"", "{\"a\": tru", "{\"a\": 1.}",
        "{\"a\": \"\\",
    ])
    func whatIsNoPlanIsRefused(text: String) throws {
        let scenario = try SampleFiles.valid.scenario()
        #expect(throws: InvalidPlan.self) { try PlanFile.decode(Array(text.utf8), for: scenario) }
    }

    @Test func nestingHasALimit() throws {
        let scenario = try SampleFiles.valid.scenario()
        let text = String(repeating: "[", count: 1_000_000)
        #expect(throws: InvalidPlan.self) { try PlanFile.decode(Array(text.utf8), for: scenario) }
    }

    @Test func missingFormatAndUnservedAreFaults() throws {
        let scenario = try SampleFiles.valid.scenario()
        let text = #"{"format": 2, "status": "good", "score": 1, "assignments": []}"#
        let reading = try PlanFile.decode(Array(text.utf8), for: scenario)
        #expect(reading.faults.map { $0.key } == ["format", "status", nil, nil])
    }

    @Test func escapesOfJSONAreRead() throws {
        let scenario = try SampleFiles.valid.scenario()
        let text = #"{"scenario": "\u4e2d\uD83D\uDE00\ud83d\n\/\"", "assignments": []}"#
        let reading = try PlanFile.decode(Array(text.utf8), for: scenario)
        #expect(reading.record.scenarioName == "中😀\u{FFFD}\n/\"")
    }
}
