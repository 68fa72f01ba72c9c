import Foundation
import Testing

@testable import PaidanCommand

@Suite("paidan publish")
struct PublishTests {
    /// A valid plan of `tiny` with nothing but its pinned visit and one call.
    private func plan(in folder: TestFolder) throws -> [String] {
        // R4 (value 300 + 5 days × 5 = 325) at 09:20 by T1; R3 (100 + 5 = 105) by T2 at its base.
        // Two crews cost 20. T1's way to R4: 2 + ⌈860 m × 130 ÷ 25000⌉ minutes there and back.
        try folder.write(
            """
            {"format": 1, "assignments": [
              {"visit": "R4", "role": "nurse", "team": "T1", "shift": "2026-11-23T08:30",
               "crew": 1, "start": "2026-11-23T09:20", "end": "2026-11-23T10:10"},
              {"visit": "R3", "role": "caller", "team": "T2", "shift": "2026-11-23T08:30",
               "crew": 2, "start": "2026-11-23T09:00", "end": "2026-11-23T09:15"}],
             "unserved": [{"visit": "R1"}, {"visit": "R2"}, {"visit": "R5"},
               {"visit": "P1#2026-11-23"}],
             "score": SCORE, "bound": null, "gap": null, "status": "feasible"}
            """,
            to: "plan.json"
        )
        return [shippedScenario("tiny"), folder("plan.json")]
    }

    /// Puts the score that the audit finds into the plan.
    private func complete(_ folder: TestFolder) async throws -> [String] {
        let arguments = try plan(in: folder)
        let text = try folder.text("plan.json")
        try folder.write(text.replacingOccurrences(of: "SCORE", with: "{}"), to: "plan.json")
        let check = await paidan("check", arguments[0], arguments[1], "--format", "json")
        guard case .object(let parts)? = try check.document()["score"] else { return arguments }
        let score = parts.keys.sorted().map { name in
            guard case .number(let points)? = parts[name] else { return "" }
            return "\"\(name)\": \(Int(points))"
        }
        let object = "{" + score.joined(separator: ", ") + "}"
        try folder.write(text.replacingOccurrences(of: "SCORE", with: object), to: "plan.json")
        return arguments
    }

    @Test("refuses an empty name of a file")
    func unnamed() async throws {
        let outcome = await paidan("publish", shippedScenario("tiny"), "x", "--out", "")
        #expect(outcome.status == .usage)
        #expect(outcome.errors.contains("--out must name a file"))
    }

    @Test("turns assignments into rows; what was pinned stays so")
    func rows() async throws {
        let folder = try TestFolder()
        let arguments = try await complete(folder)
        let outcome = await paidan("publish", arguments[0], arguments[1])
        #expect(outcome.status == .success)
        #expect(
            outcome.output.split(whereSeparator: \.isNewline).map(String.init) == [
                "visit,role,team,start,kind,crew",
                "R3,caller,T2,2026-11-23T09:00,published,",
                "R4,nurse,T1,2026-11-23T09:20,pinned,",
            ]
        )
        let pinned = await paidan("publish", arguments[0], arguments[1], "--kind", "pinned")
        #expect(pinned.output.contains("R3,caller,T2,2026-11-23T09:00,pinned,"))
    }

    @Test("writes a file that the next night's scenario reads")
    func nextNight() async throws {
        let folder = try TestFolder()
        let arguments = try await complete(folder)
        let next = try folder.scenario()
        let outcome = await paidan(
            "publish",
            arguments[0],
            arguments[1],
            "--out",
            next + "/commitments.csv"
        )
        #expect(outcome.status == .success)
        #expect(outcome.output.isEmpty)
        let check = await paidan("check", next)
        #expect(check.status == .success)
    }

    @Test("leaves out what lies before a date")
    func since() async throws {
        let folder = try TestFolder()
        let arguments = try await complete(folder)
        for (date, rows) in [("2026-11-23", 2), ("2026-11-24", 0)] {
            let outcome = await paidan("publish", arguments[0], arguments[1], "--since", date)
            #expect(outcome.output.split(whereSeparator: \.isNewline).count == 1 + rows)
        }
    }

    @Test("refuses a plan with violations, and leaves the old file")
    func violations() async throws {
        let folder = try TestFolder()
        let arguments = try await complete(folder)
        let text = try folder.text("plan.json")
        // The pinned visit, a minute late.
        let late = text.replacingOccurrences(of: "T09:20", with: "T09:21")
            .replacingOccurrences(of: "T10:10", with: "T10:11")
        try folder.write(late, to: "plan.json")
        try folder.write("old", to: "commitments.csv")
        let outcome = await paidan(
            "publish",
            arguments[0],
            arguments[1],
            "--out",
            folder("commitments.csv")
        )
        #expect(outcome.status == .violations)
        #expect(outcome.errors.contains("V901"))
        #expect(try folder.text("commitments.csv") == "old")
    }

    @Test("says so where the rows could not be written")
    func unwritable() async throws {
        let folder = try TestFolder()
        let arguments = try await complete(folder)
        let nowhere = await paidan(
            "publish",
            arguments[0],
            arguments[1],
            "--out",
            folder("no/such/folder.csv")
        )
        #expect(nowhere.status == .outputNotWritten)
        let broken = await paidan(
            "publish",
            arguments[0],
            arguments[1],
            output: CollectingSink(answer: .lost)
        )
        #expect(broken.status == .outputNotWritten)
    }
}
