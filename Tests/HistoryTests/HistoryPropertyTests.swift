import Evaluation
import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

@testable import History

/// What holds of every ledger, and what one does to the next plan.
@Suite("History, on random ledgers and in plans")
struct HistoryPropertyTests {
    private func date(_ daysBefore: Int) throws -> CalendarDate {
        let start = try #require(CalendarDate(year: 2026, month: 11, day: 23))
        return start.advanced(byDays: -daysBefore)
    }

    /// A ledger of some past plans of one day each; every team and resident at most once a day.
    private func randomLedger(_ random: inout SplitMix64) throws -> [LedgerRow] {
        var rows: [LedgerRow] = []
        for daysBefore in random.shuffled(Array(1...40)).prefix(random.within(1...6)) {
            let entry = "\(random.within(0...9)),\"\(daysBefore)\" 号"
            for team in ["A", "B", "C", "队, 1"] where random.chance(70) {
                rows.append(
                    LedgerRow(
                        entry: entry,
                        start: try date(daysBefore),
                        days: 1,
                        kind: .team,
                        id: team,
                        minutes: random.within(0...600)
                    )
                )
            }
            for resident in ["Wang", "R2", "李\"四\""] where random.chance(60) {
                let served = random.within(0...1)
                rows.append(
                    LedgerRow(
                        entry: entry,
                        start: try date(daysBefore),
                        days: 1,
                        kind: .resident,
                        id: resident,
                        served: served,
                        unserved: served == 0 ? 1 : random.within(0...1)
                    )
                )
            }
        }
        return rows
    }

    /// Three visits of an hour and teams A, B and C with four hours each, all at one base.
    private func draft(
        _ requests: String = "R1,help,S,Wang,\nR2,help,S,,\nR3,help,S,,\n"
    ) throws
        -> ScenarioDraft
    {
        try ScenarioText(
            files: [
                "scenario.yaml": "format: 1\nname: three\nstart: 2026-11-23\n",
                "sites.csv": "id,lat,lon\nS,34.70,113.60\n",
                "teams.csv": "id,base,fair_minutes\nA,S,200\nB,S,200\nC,S,\n",
                "shifts.csv": "team,date,start,end\nA,daily,08:00,12:00\nB,daily,08:00,12:00\n",
                "services.csv": "id,mode,minutes\nhelp,site,60\n",
                "roles.csv": "service,role\nhelp,helper\n",
                "requests.csv": "id,service,site,resident,submitted\n" + requests,
            ].mapValues { Array($0.utf8) },
            folderName: "three"
        ).read().draft
    }

    @Test("a ledger is read as it was written, whatever names stand in it")
    func roundTrip() throws {
        try withEvery("seed", in: UInt64(0)..<200) { seed in
            var random = SplitMix64(seed: seed)
            let rows = try randomLedger(&random)
            let bytes = LedgerFile.encode(rows)
            let read = try LedgerFile.read(bytes, file: "ledger.csv").get()
            guard read == rows, LedgerFile.encode(read) == bytes else {
                throw PropertyFailure("\(read) is not \(rows)")
            }
        }
    }

    @Test("debts move fair minutes as the formula says, by half at the most, in any order of rows")
    func debts() throws {
        var moved = 0
        try withEvery("seed", in: UInt64(0)..<200) { seed in
            var random = SplitMix64(seed: seed)
            let ledger = try randomLedger(&random)
            let draft = try draft()
            let change = HistoryStart().apply(to: draft, ledger: ledger)
            let again = HistoryStart().apply(to: draft, ledger: random.shuffled(ledger))
            guard again.draft == change.draft else { throw PropertyFailure("order matters") }
            let first = try date(28)
            let past = ledger.filter { $0.kind == .team && $0.start >= first }
            let days = Set(past.map(\.start)).count
            let work = ["A", "B", "C"].map { team in
                past.filter { $0.id == team }.map(\.minutes).reduce(nil) { ($0 ?? 0) + $1 }
            }
            let known = work.compactMap(\.self)
            let average = known.reduce(0, +) / max(1, known.count)
            for team in 0...1 {
                var expected = 200
                if let work = work[team] {
                    expected -= max(-100, min(100, (work - average) / days))
                }
                guard change.draft.teams[team].fairMinutes == expected else {
                    throw PropertyFailure("team \(team): not \(expected)")
                }
                moved += expected == 200 ? 0 : 1
            }
            guard change.draft.teams[2].fairMinutes == nil else {
                throw PropertyFailure("fair minutes for a team that had none")
            }
            for (before, after) in zip(draft.requests, change.draft.requests) {
                try checkWaiting(before, after, ledger)
            }
        }
        #expect(moved > 200, "\(moved)")
    }

    /// Fails unless a request counts as submitted when its resident began to wait, and never later than it was.
    private func checkWaiting(
        _ before: RequestRecord,
        _ after: RequestRecord,
        _ ledger: [LedgerRow]
    ) throws {
        let rows = ledger.filter { $0.kind == .resident && $0.id == before.resident ?? before.id }
        let lastServed = rows.filter { $0.served > 0 }.map(\.start).max()
        let since = rows.filter { row in
            row.served == 0 && lastServed.map { row.start > $0 } ?? true
        }.map(\.start).min()
        guard after.submitted?.date == since else {
            throw PropertyFailure("\(before.id): \(after.submitted as Any), not \(since as Any)")
        }
    }

    @Test("who worked more sits out the next day, and who waited is served first")
    func effect() throws {
        // One crew could serve all three visits; a minute past fair minutes costs a point.
        for (busy, idle) in [("A", "B"), ("B", "A")] {
            let ledger = [
                LedgerRow(
                    entry: "x",
                    start: try date(1),
                    days: 1,
                    kind: .team,
                    id: busy,
                    minutes: 600
                ),
                LedgerRow(
                    entry: "x",
                    start: try date(1),
                    days: 1,
                    kind: .team,
                    id: idle,
                    minutes: 0
                ),
            ]
            let change = HistoryStart().apply(to: try draft(), ledger: ledger)
            let plan = try #require(
                bruteForceOptimum(of: try Scenario(validating: change.draft))
            ).plan
            #expect(plan.assignments.count == 3)
            #expect(Set(plan.assignments.map(\.team.text)) == [idle])
        }
        // Ten visits of an hour for eight hours of crews: two are left out, and not the one that waited.
        let requests = (1...10).map { "R\($0),help,S,,\n" }.joined()
        for waiting in ["R1", "R10"] {
            let ledger = [
                LedgerRow(
                    entry: "x",
                    start: try date(1),
                    days: 1,
                    kind: .resident,
                    id: waiting,
                    unserved: 1
                )
            ]
            var tables = try draft(requests)
            // Two crews of an hour each hold two of the ten.
            for shift in tables.shifts.indices {
                tables.shifts[shift].endMinute = tables.shifts[shift].startMinute + 60
            }
            let change = HistoryStart().apply(to: tables, ledger: ledger)
            let scenario = try Scenario(validating: change.draft)
            let plan = try #require(bruteForceOptimum(of: scenario)).plan
            #expect(plan.assignments.contains { $0.visit.text == waiting })
        }
    }

    @Test("ratings never move the best plan by more than the preference of each visit")
    func boundedRatings() throws {
        var changed = 0
        try withEvery("seed", in: UInt64(0)..<100) { seed in
            var random = SplitMix64(seed: seed)
            let ratings = (0..<random.within(1...30)).map { _ in
                RatingRow(
                    team: random.pick(["A", "B", "C"]),
                    service: "help",
                    rating: random.within(1...5)
                )
            }
            let plain = try Scenario(validating: try draft())
            let change = HistoryStart().apply(to: try draft(), ledger: [], ratings: ratings)
            let rated = try Scenario(validating: change.draft)
            let before = try #require(bruteForceOptimum(of: plain))
            let after = try #require(bruteForceOptimum(of: rated))
            let most = plain.weights.prefer * plain.visits.count
            guard (0...most).contains(after.total - before.total) else {
                throw PropertyFailure("\(before.total) to \(after.total)")
            }
            guard after.plan.assignments.count == before.plan.assignments.count else {
                throw PropertyFailure("a rating keeps a visit from being served")
            }
            changed += change.preferredTeams.isEmpty ? 0 : 1
        }
        #expect(changed > 30, "\(changed)")
    }
}
