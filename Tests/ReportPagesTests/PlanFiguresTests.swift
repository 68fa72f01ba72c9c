import PaidanTestSupport
import Reports
import ScenarioFiles
import Scheduling
import Testing

@testable import ReportPages

@Suite("What pages work out of a plan")
struct PlanFiguresTests {
    /// The sample folder's scenario, a site with one room among its sites.
    private func sample() throws -> Scenario {
        let files = sampleFiles.mapValues { Array($0.utf8) }
        return try ScenarioText(files: files).read().scenario
    }

    private func row(
        _ visit: VisitID,
        _ role: RoleID,
        _ team: TeamID,
        shift: Int,
        crew: Int = 1,
        start: Int,
        minutes: Int
    ) -> Assignment {
        Assignment(
            visit: visit,
            role: role,
            team: team,
            shiftStartMinute: shift,
            crew: crew,
            startMinute: start,
            endMinute: start + minutes
        )
    }

    @Test("A crew leaves in time for its first visit, waits at later ones, and comes home")
    func route() throws {
        let scenario = try sample()
        // Team B starts at S, where R1 is; R4 is a call, served from S too; R5 lies 1112 m north of
        // R1 (0.01 degrees): 2 + ⌈1112 × 130 ÷ 25000⌉ = 8 minutes.
        let plan = Plan(assignments: [
            row("R4", "c", "B", shift: 480, start: 600, minutes: 15),
            row("R5", "n", "B", shift: 480, start: 640, minutes: 45),
            row("R1", "h", "B", shift: 480, start: 510, minutes: 30),
        ])
        let routes = TimedRoute.all(of: plan, in: scenario, ScenarioIndex(scenario))
        #expect(routes.count == 1)
        let route = try #require(routes.first)
        #expect(route.stops.map(\.startMinute) == [510, 600, 640])
        #expect(route.stops.map(\.departureMinute) == [510, 540, 615])
        #expect(route.stops.map(\.arrivalMinute) == [510, 540, 623])
        #expect(route.departureMinute == 510)
        #expect(route.returnMinute == 685 + 8)
        #expect(route.serviceMinutes == 30 + 15 + 45)
        #expect(route.travelMinutes == 16)
    }

    @Test("Rows that name something unknown are left out")
    func unknown() throws {
        let scenario = try sample()
        let plan = Plan(assignments: [
            row("X", "h", "B", shift: 480, start: 510, minutes: 30),
            row("R1", "x", "B", shift: 480, start: 510, minutes: 30),
            row("R1", "h", "X", shift: 480, start: 510, minutes: 30),
            row("R1", "h", "B", shift: 481, start: 510, minutes: 30),
        ])
        #expect(TimedRoute.all(of: plan, in: scenario, ScenarioIndex(scenario)).isEmpty)
    }

    @Test("Visits get the lowest room that is free, and leave it at their end")
    func rooms() throws {
        var scenario = try sample()
        // R1 (30 minutes) and sessions of 20 minutes, all at S.
        let sessions = scenario.visits.filter { $0.programIndex != nil }.map(\.id)
        scenario.sites[1].rooms = 2
        let plan = Plan(assignments: [
            row("R1", "h", "B", shift: 480, start: 510, minutes: 30),
            row(sessions[0], "t", "A", shift: 510, start: 530, minutes: 20),
            row(sessions[2], "t", "A", shift: 510, start: 540, minutes: 20),
        ])
        let context = ReportContext(
            PlanReport(scenario: scenario, plan: plan, audience: .station, language: .english)
        )
        let stays = RoomOccupancy(context, site: 1, day: 0).stays
        #expect(stays.map(\.startMinute) == [510, 530, 540])
        #expect(stays.map(\.room) == [1, 2, 1])
        #expect(RoomOccupancy(context, site: 1, day: 1).stays.isEmpty)
        // S is the base of B and hosts visits; C is the base of A; nobody goes to V.
        #expect(context.stations == [0, 1])
    }

    @Test("Each kind of change from an earlier plan is told apart")
    func changes() throws {
        let scenario = try sample()
        let old = row("R1", "h", "B", shift: 480, start: 510, minutes: 30)
        func change(_ edit: (inout Assignment) -> Void) -> VisitChange? {
            var new = old
            edit(&new)
            return PlanComparison(
                before: Plan(assignments: [old]),
                after: Plan(assignments: [new]),
                scenario: scenario
            ).entries.first?.change
        }
        #expect(change { _ in } == .unchanged)
        #expect(change { $0.startMinute += 5 } == .otherTime)
        #expect(change { $0.team = "A" } == .otherTeam)
        #expect(change { $0.crew = 2 } == .otherCrew)
        let gone = PlanComparison(
            before: Plan(assignments: [old]),
            after: Plan(),
            scenario: scenario
        )
        #expect(gone.count(.noLongerServed) == 1)
        let unknown = row("Z9", "h", "B", shift: 480, start: 510, minutes: 30)
        let both = PlanComparison(
            before: Plan(assignments: [unknown]),
            after: Plan(assignments: [old]),
            scenario: scenario
        )
        // Visits that the scenario doesn't have come last.
        #expect(both.entries.map(\.visit) == ["R1", "Z9"])
        #expect(both.entries.map(\.change) == [.newlyServed, .noLongerServed])
    }

    @Test("What is not served is grouped by cause: not chosen first, then what nobody could serve")
    func causes() throws {
        var scenario = try sample()
        // Nobody has the skill that R1 asks any more; the others could be served.
        scenario.teams[1].skills = []
        let unserved = scenario.visits.map { UnservedVisit(visit: $0.id, reason: "not-settled") }
        let context = ReportContext(
            PlanReport(
                scenario: scenario,
                plan: Plan(unserved: unserved),
                audience: .centre,
                language: .english
            )
        )
        let groups = UnservedGroup.all(context)
        #expect(groups.first?.title == "not chosen in this plan")
        let skill = try #require(groups.first { $0.reason == .noTeam })
        #expect(skill.visits.contains(0))
        #expect(groups.map(\.visits.count).reduce(0, +) == scenario.visits.count)
        #expect(context.unservedDetail("R1").contains("no team with the skills"))
    }

    @Test("What was proven of a visit goes before what the report finds itself")
    func proofs() throws {
        var scenario = try sample()
        // Nobody has the skill that R1 asks: the report would call it impossible.
        scenario.teams[1].skills = []
        let unserved = scenario.visits.map { UnservedVisit(visit: $0.id, reason: "not-settled") }
        func context(_ proofs: [VisitID: UnservedProof]) -> ReportContext {
            ReportContext(
                PlanReport(
                    scenario: scenario,
                    plan: Plan(unserved: unserved),
                    proofs: proofs,
                    audience: .centre,
                    language: .english
                )
            )
        }
        let session = try #require(scenario.visits.first { $0.programIndex != nil }).id
        let agreed = context([
            "R1": UnservedProof(reason: .impossibleAlone),
            session: UnservedProof(reason: .crowdedOut, lowestPrice: 40, highestPrice: 1250),
        ])
        #expect(agreed.unservedCode("R1") == "no-team")
        #expect(agreed.unservedCode(session) == "crowded-out")
        #expect(agreed.unservedTitle(session) == "crowded out")
        #expect(
            agreed.unservedDetail(session)
                == "every plan that serves it scores less than this one; "
                + "at least 40 points less, proven; "
                + "the best plan found that serves it scores 1,250 less"
        )
        let doubted = context(["R1": UnservedProof(reason: .notSettled, lowestPrice: -5)])
        #expect(doubted.impossibilities["R1"] == nil)
        #expect(doubted.unservedTitle("R1") == "not settled")
        #expect(!doubted.unservedDetail("R1").contains("points"))
        #expect(doubted.impossibilities.count == agreed.impossibilities.count - 1)
        #expect(doubted.unservedCode(session) == context([:]).unservedCode(session))
        let table = try #require(agreed.report.files().text("tables/unserved.csv"))
        #expect(table.contains("crowded-out"))
    }

    @Test(
        "Of a visit that a short cut may reach, the report and the summary say that it is not settled",
        arguments: [(45, false), (44, true)]
    )
    func shortCuts(shiftMinutes: Int, isImpossible: Bool) throws {
        // Only A may serve R2: 8 + 30 + 8 minutes by the direct way, but 5 + 2 + 30 + 8 by way of S.
        var scenario = try sample()
        for index in scenario.shifts.indices where scenario.shifts[index].teamIndex == 0 {
            scenario.shifts[index].endMinute = scenario.shifts[index].startMinute + shiftMinutes
        }
        let plan = Plan(
            unserved: scenario.visits.map { UnservedVisit(visit: $0.id, reason: "not-settled") }
        )
        let report = PlanReport(
            scenario: scenario,
            plan: plan,
            audience: .centre,
            language: .english
        )
        let context = ReportContext(report)
        #expect(context.unservedCode("R2") == (isImpossible ? "no-time" : "not-chosen"))
        let start = isImpossible ? "visit R2" : "by direct ways, visit R2"
        #expect(context.unservedDetail("R2").hasPrefix(start + " role n: no shift fits"))
        let summary = PlanSummary(
            scenario: scenario,
            plan: plan,
            score: Score(),
            bound: nil,
            stop: nil
        )
        let named = summary.impossible.flatMap(\.visits)
        #expect(named.contains("R2") == isImpossible)
        #expect(Set(named) == Set(context.impossibilities.keys))
    }

    @Test("The pages work without scripts, and nothing is fetched from anywhere")
    func selfContained() throws {
        let files = SampleReport(seed: 2).report(.centre, .english).files()
        let page = try #require(files.text("index.html"))
        #expect(page.contains("default-src 'none'"))
        for file in files where file.path.hasSuffix(".html") {
            let text = String(decoding: file.bytes, as: UTF8.self)
            for outside in ["http://", "https://", " src=", "@import", "url(h"] {
                #expect(!text.contains(outside), "\(outside) in \(file.path)")
            }
        }
        // What only scripts make work is hidden until they do.
        #expect(page.count(of: "class=\"tools\" hidden=\"\"") == page.count(of: "class=\"tools\""))
    }

    @Test("Every link leads to a file or a part that is there")
    func links() throws {
        try withEvery("seed", in: 1...10) { seed in
            for audience in ReportAudience.allCases {
                let files = SampleReport(seed: UInt64(seed)).report(audience).files()
                let paths = Set(files.map(\.path))
                let page = files.text("index.html") ?? ""
                for range in page.ranges(of: "href=\"") {
                    let address = String(page[range.upperBound...].prefix { $0 != "\"" })
                    if address.hasPrefix("#") {
                        #expect(page.contains("id=\"\(address.dropFirst())\""), "\(address)")
                    } else {
                        #expect(paths.contains(address), "\(address)")
                    }
                }
            }
        }
    }
}
