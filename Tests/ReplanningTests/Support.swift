import Evaluation
import Paidan
import PaidanTestSupport
import Replanning
import ScenarioFiles
import Scheduling

/// Two teams side by side and three calls at homes, by which most rules can be seen.
///
/// Base C; home visits H1, H2 and H3 of 30 minutes at one place 10 minutes away (travel.csv can't say
/// it for a home, so the visits are at site S). Both teams qualify; shifts 08:00–12:00.
func twoTeams() throws -> ScenarioReading {
    try ScenarioText(
        files: [
            "scenario.yaml": "format: 1\nname: two\nstart: 2026-11-23\n",
            "sites.csv": "id,lat,lon\nC,34.70,113.60\nS,34.71,113.60\n",
            "travel.csv": "from,to,minutes\nC,S,10\n",
            "teams.csv": "id,base\nA,C\nB,C\n",
            "shifts.csv": "team,date,start,end\nA,daily,08:00,12:00\nB,daily,08:00,12:00\n",
            "services.csv": "id,mode,minutes\nhelp,site,30\n",
            "roles.csv": "service,role\nhelp,helper\n",
            "requests.csv": "id,service,site\nH1,help,S\nH2,help,S\nH3,help,S\n",
        ].mapValues { Array($0.utf8) },
        folderName: "two"
    ).read()
}

/// Team A serves H1 at 08:10, H2 at 09:00 and H3 at 10:30; B stays at its base.
func planOfA(_ scenario: Scenario) -> Plan {
    helperPlan([("H1", 490), ("H2", 540), ("H3", 630)], minutes: 30)
}

/// Events as a file has them.
func events(_ rows: String) -> EventsReading {
    EventsFile.read(Array(rows.utf8), file: "events.csv")
}

/// The best plan of a scenario, by the exact method.
func bestPlan(of scenario: Scenario) async throws -> PlanningResult {
    var options = PlanningOptions()
    options.timeLimitSeconds = nil
    options.workLimit = 400
    options.dropsConflictingPins = true
    return try await Planner(options: options).plan(scenario)
}

/// A random case: a tiny scenario without commitments of its own, its best plan, and events.
struct RandomDay {
    var scenario: Scenario
    var plan: Plan
    var events: DayEvents
    var nowMinute: Int

    /// A case; with a table of travel minutes that break the triangle inequality, a visit may be late
    /// without the one before it.
    init(seed: UInt64, hasTravelTable: Bool = false) async throws {
        let options = TinyScenarioOptions(
            days: 1...2,
            teams: 2...3,
            shifts: 3...4,
            visits: 4...6
        )
        scenario = tinyScenario(
            seed: seed,
            options: hasTravelTable
                ? options.without(.pinned, .radius)
                : options.without(.pinned, .radius, .travelTable)
        )
        scenario.commitments = []
        plan = try await bestPlan(of: scenario).plan
        var random = SplitMix64(seed: seed &+ 77)
        nowMinute = 480 + random.within(0...200)
        events = DayEvents()
        for assignment in plan.assignments {
            if random.chance(30), assignment.startMinute <= nowMinute {
                events.begun.insert(assignment.visit)
            } else if random.chance(25) {
                events.accepted.insert(VisitRole(assignment))
            } else if random.chance(20), !events.begun.contains(assignment.visit) {
                events.declined.append(
                    DeclinedPair(visit: assignment.visit, team: assignment.team, reason: "")
                )
            } else if random.chance(10) {
                events.cancelled[assignment.visit] = "away"
            }
        }
        agree()
        if random.chance(30), let shift = scenario.shifts.last {
            events.outages = [
                Outage(
                    team: scenario.teams[shift.teamIndex].id,
                    shiftStartMinute: random.chance(50) ? shift.startMinute : nil,
                    reason: ""
                )
            ]
        }
    }

    /// What has begun was neither called off nor declined; what was declined is not accepted.
    private mutating func agree() {
        events.declined.removeAll { events.begun.contains($0.visit) }
        for visit in events.begun { events.cancelled[visit] = nil }
        let declined = Set(events.declined.map(\.visit))
        events.accepted = events.accepted.filter { !declined.contains($0.visit) }
    }

    var day: ChangedDay {
        ChangedDay(scenario, plan: plan, events: events, nowMinute: nowMinute)
    }
}
