import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

@testable import History

/// What is kept of past plans, and what the next one makes of it.
@Suite("History")
struct HistoryTests {
    /// Teams A and B at one base; R1 of a named resident, R2 of none.
    private func reading() throws -> ScenarioReading {
        try ScenarioText(
            files: [
                "scenario.yaml": "format: 1\nname: two\nstart: 2026-11-23\n",
                "sites.csv": "id,lat,lon\nS,34.70,113.60\n",
                "teams.csv": "id,base,fair_minutes\nA,S,200\nB,S,200\nC,S,200\n",
                "shifts.csv": "team,date,start,end\nA,daily,08:00,12:00\nB,daily,08:00,12:00\n",
                "services.csv": "id,mode,minutes\nhelp,site,60\n",
                "roles.csv": "service,role\nhelp,helper\n",
                "requests.csv": "id,service,site,resident,submitted\nR1,help,S,Wang,\n"
                    + "R2,help,S,,2026-11-21\n",
            ].mapValues { Array($0.utf8) },
            folderName: "two"
        ).read()
    }

    /// R1 by A at 08:00.
    private let plan = Plan(
        assignments: [
            Assignment(
                visit: "R1",
                role: "helper",
                team: "A",
                shiftStartMinute: 480,
                crew: 1,
                startMinute: 480,
                endMinute: 540
            )
        ]
    )

    private func team(_ id: String, _ minutes: Int, _ date: String = "2026-11-20") -> LedgerRow {
        LedgerRow(entry: date, start: day(date), days: 1, kind: .team, id: id, minutes: minutes)
    }

    private func resident(
        _ id: String,
        _ date: String,
        served: Int = 0,
        unserved: Int = 0
    ) -> LedgerRow {
        LedgerRow(
            entry: date,
            start: day(date),
            days: 1,
            kind: .resident,
            id: id,
            served: served,
            unserved: unserved
        )
    }

    private func day(_ text: String) -> CalendarDate {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return CalendarDate(year: parts[0], month: parts[1], day: parts[2])
            ?? CalendarDate(daysSince1970: 0)
    }

    @Test("a plan is added once; another of the same dates only in its place")
    func addsOnce() throws {
        let scenario = try reading().scenario
        guard case .added(let rows) = History.add(plan, of: scenario, entry: "x", to: []) else {
            Issue.record("not added")
            return
        }
        // A worked its hour, B none; C has no shift. Wang was served, R2 was not.
        #expect(
            String(decoding: LedgerFile.encode(rows), as: UTF8.self) == """
                plan,start,days,kind,id,minutes,served,unserved
                x,2026-11-23,1,team,A,60,,
                x,2026-11-23,1,team,B,0,,
                x,2026-11-23,1,resident,R2,,0,1
                x,2026-11-23,1,resident,Wang,,1,0

                """
        )
        #expect(History.add(plan, of: scenario, entry: "x", to: rows) == .known)
        #expect(History.add(plan, of: scenario, entry: "y", to: rows) == .datesTaken("x"))
        guard
            case .added(let replaced) = History.add(
                plan,
                of: scenario,
                entry: "y",
                to: rows,
                replaces: true
            )
        else {
            Issue.record("not replaced")
            return
        }
        #expect(replaced.count == rows.count)
        #expect(replaced.allSatisfy { $0.entry == "y" })
    }

    @Test("a ledger is read as it was written, and its faults are found")
    func readsLedger() throws {
        let rows = [team("A", 60), resident("Wang", "2026-11-20", served: 1)]
        let read = LedgerFile.read(LedgerFile.encode(rows), file: "ledger.csv")
        #expect(try read.get() == rows)
        let bad = LedgerFile.read(
            Array(
                """
                plan,start,days,kind,id,minutes
                x,2026-11-20,1,team,A,60
                x,2026-11-20,1,team,A,60
                x,yesterday,0,crew,,-1
                """.utf8
            ),
            file: "ledger.csv"
        )
        #expect(
            bad.faults.map { "\($0.place) \($0.code.rawValue)" } == [
                "ledger.csv:3: id E401", "ledger.csv:4: start E305", "ledger.csv:4: kind E310",
                "ledger.csv:4: id E301", "ledger.csv:4: days E303", "ledger.csv:4: minutes E303",
            ]
        )
    }

    @Test("who worked more than the others gets fewer fair minutes, within bounds")
    func fairMinutes() throws {
        // Average of A, B and C: (150 + 60 + 0) ÷ 3 = 70, over one day. Debts: 80, −10, −70.
        let ledger = [team("A", 150), team("B", 60), team("C", 0), team("Z", 999)]
        let change = HistoryStart().apply(to: try reading().draft, ledger: ledger)
        #expect(change.draft.teams.map(\.fairMinutes) == [120, 210, 270])
        // A debt of 930 moves 200 minutes by half of them at the most.
        let heavy = [team("A", 1395), team("B", 0), team("C", 0)]
        let bounded = HistoryStart().apply(to: try reading().draft, ledger: heavy)
        #expect(bounded.draft.teams.map(\.fairMinutes) == [100, 300, 300])
        // Built over two days, worked off over two: half of it today.
        let slow = [
            team("A", 90), team("B", 30), team("A", 30, "2026-11-21"), team("B", 30, "2026-11-21"),
        ]
        let half = HistoryStart().apply(to: try reading().draft, ledger: slow)
        #expect(half.draft.teams.map(\.fairMinutes) == [185, 215, 200])
        // Of the day itself, or of long ago, nothing counts.
        let none = [team("A", 500, "2026-11-23"), team("A", 500, "2026-09-01")]
        #expect(HistoryStart().apply(to: try reading().draft, ledger: none).teams.isEmpty)
    }

    @Test("who was left out has waited since then, unless served in between")
    func waiting() throws {
        let ledger = [
            resident("Wang", "2026-11-10", unserved: 1), resident("Wang", "2026-11-12", served: 1),
            resident("Wang", "2026-11-18", unserved: 1), resident("R2", "2026-11-22", unserved: 1),
        ]
        let change = HistoryStart().apply(to: try reading().draft, ledger: ledger)
        // R2 was submitted on the 21st already.
        #expect(change.agedRequests == ["R1"])
        #expect(change.draft.requests[0].submitted == .date(day("2026-11-18")))
        let scenario = try Scenario(validating: change.draft)
        // Five days at five points each, and two days.
        #expect(scenario.visits.map(\.value) == [125, 110])
    }

    @Test("few ratings are hardly believed, many are; a new team is preferred")
    func ratings() {
        let few = ShrunkRatings([
            RatingRow(team: "A", service: "help", rating: 5),
            RatingRow(team: "B", service: "help", rating: 1),
        ])
        // One rating each says nothing of the variance within teams: k = 10, 3 + 1 ÷ 11 · 2.
        #expect(abs(few.rating(of: "A") - (3 + 2.0 / 11)) < 1e-9)
        #expect(few.rating(of: "new") == 3)
        var rows: [RatingRow] = []
        for _ in 0..<20 {
            rows.append(RatingRow(team: "A", service: "help", rating: 5))
            rows.append(RatingRow(team: "B", service: "help", rating: 2))
        }
        let many = ShrunkRatings(rows)
        // No variance within teams: k at its least, 2; A's 20 ratings of 5 count for 20 ÷ 22.
        #expect(abs(many.rating(of: "A") - (3.5 + 1.5 * 20 / 22)) < 1e-9)
        #expect(many.isPreferred("A"))
        #expect(!many.isPreferred("B"))
        #expect(many.isPreferred("new"))
    }

    @Test("a shrunk rating lies between the team's own and the common mean", arguments: 0..<100)
    func shrinks(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        let rows = (0..<random.within(1...40)).map { _ in
            RatingRow(
                team: random.pick(["A", "B", "C"]),
                service: "help",
                rating: random.within(1...5)
            )
        }
        let shrunk = ShrunkRatings(rows)
        for team in ["A", "B", "C"] {
            let own = rows.filter { $0.team == team }.map { Double($0.rating) }
            guard !own.isEmpty else { continue }
            let mean = own.reduce(0, +) / Double(own.count)
            let ends = [mean, shrunk.mean].sorted()
            let rating = shrunk.rating(of: team)
            #expect(rating >= ends[0] - 1e-9 && rating <= ends[1] + 1e-9)
        }
    }

    @Test("ratings become preferences where a request names none")
    func preferences() throws {
        var ratings: [RatingRow] = []
        for _ in 0..<10 {
            ratings.append(RatingRow(team: "A", service: "help", rating: 5))
            ratings.append(RatingRow(team: "B", service: "help", rating: 2))
        }
        var draft = try reading().draft
        draft.requests[1].prefer = ["B"]
        let change = HistoryStart().apply(to: draft, ledger: [], ratings: ratings)
        // A is rated above B; C is new and gets its chance.
        #expect(change.draft.requests.map(\.prefer) == [["A", "C"], ["B"]])
        #expect(
            change.text(in: .english) == """
                teams whose fair minutes moved: 0
                requests that count as submitted earlier: 0
                services with teams preferred by ratings: 1

                """
        )
        #expect(change.text(in: .chinese).hasPrefix("公平工时有变的队伍：0\n"))
    }
}
