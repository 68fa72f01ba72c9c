import Scheduling

/// A rule that couples routes or limits them, and how to lift it.
///
/// Rows, search and judge are each held to every rule of this list by itself, so that none hides behind
/// another.
public struct CoupledRule: Sendable, CustomStringConvertible {
    /// The rule's name in reports of tests.
    public let description: String
    private let features: Set<ScenarioFeature>
    private let days: ClosedRange<Int>
    /// Whether further teams in a program cost nothing here.
    private let isContinuityFree: Bool
    private let lift: @Sendable (inout Scenario) -> Void

    private init(
        _ name: String,
        _ features: Set<ScenarioFeature>,
        days: ClosedRange<Int> = 1...2,
        isContinuityFree: Bool = false,
        _ lift: @escaping @Sendable (inout Scenario) -> Void
    ) {
        description = name
        self.features = features
        self.days = days
        self.isContinuityFree = isContinuityFree
        self.lift = lift
    }

    /// A tiny scenario with the rule, and the same without; equal where the rule says nothing there.
    public func pair(seed: UInt64) -> (with: Scenario, without: Scenario) {
        let options = TinyScenarioOptions(
            features: features,
            days: days,
            teams: 2...3,
            shifts: 2...4
        )
        var scenario = tinyScenario(seed: seed, options: options)
        if isContinuityFree { scenario.weights.continuity = 0 }
        var without = scenario
        lift(&without)
        return (scenario, without)
    }

    /// All rules.
    public static let all: [CoupledRule] = [
        CoupledRule("roles that start together", [.severalRoles, .skills]) { scenario in
            // With its first role alone a visit waits for nobody.
            for service in scenario.services.indices {
                scenario.services[service].roles.removeLast(
                    scenario.services[service].roles.count - 1
                )
            }
        },
        CoupledRule("rooms", [.rooms, .narrowWindows]) { scenario in
            for site in scenario.sites.indices { scenario.sites[site].rooms = nil }
        },
        CoupledRule("maxMinutes", [.maxMinutes]) { scenario in
            for team in scenario.teams.indices { scenario.teams[team].maxMinutes = nil }
        },
        CoupledRule("fairMinutes", [.fairMinutes, .weights]) { scenario in
            for team in scenario.teams.indices { scenario.teams[team].fairMinutes = nil }
        },
        CoupledRule("times", [.freePrograms], days: 3...3) { scenario in
            for number in scenario.programs.indices
            where !scenario.programs[number].hasFixedStarts {
                guard let first = scenario.programs[number].visitIndices.first else { continue }
                var session = scenario.visits[first]
                session.id = VisitID("\(scenario.programs[number].id.text)#more")
                scenario.programs[number].visitIndices.append(scenario.visits.count)
                scenario.visits.append(session)
            }
        },
        CoupledRule("gap", [.freePrograms]) { scenario in
            for number in scenario.programs.indices { scenario.programs[number].gapDays = 0 }
        },
        CoupledRule("hours and days", [.freePrograms, .narrowWindows]) { scenario in
            for visit in scenario.visits.indices where scenario.visits[visit].programIndex != nil {
                scenario.visits[visit].windows = (0..<scenario.days).map { day in
                    TimeWindow(
                        startMinute: day * minutesPerDay,
                        endMinute: (day + 1) * minutesPerDay
                    )
                }
            }
        },
        CoupledRule("continuity", [.freePrograms, .fixedPrograms, .prefer]) { scenario in
            scenario.weights.continuity = 0
        },
        CoupledRule(
            "maxTeams",
            [.freePrograms, .fixedPrograms, .maxTeams],
            isContinuityFree: true
        ) { scenario in
            for number in scenario.programs.indices { scenario.programs[number].maxTeams = nil }
        },
        CoupledRule("preferences", [.prefer, .severalRoles]) { scenario in
            scenario.weights.prefer = 0
        },
        CoupledRule("several crews", [.severalCrews]) { scenario in
            for shift in scenario.shifts.indices { scenario.shifts[shift].crews = 1 }
        },
        CoupledRule("maxVisits", [.maxVisits]) { scenario in
            for team in scenario.teams.indices { scenario.teams[team].maxVisits = nil }
        },
        CoupledRule("goods", [.goods]) { scenario in
            for shift in scenario.shifts.indices { scenario.shifts[shift].capacityUnits = nil }
        },
        CoupledRule("lateness", [.due]) { scenario in scenario.weights.late = 0 },
        CoupledRule("published", [.published]) { scenario in
            scenario.commitments.removeAll { $0.kind == .published }
        },
        CoupledRule("pinned", [.pinned, .severalCrews]) { scenario in
            scenario.commitments.removeAll { $0.kind == .pinned }
        },
        CoupledRule("travel table", [.travelTable]) { scenario in
            scenario.siteTravelMinutes = [:]
        },
    ]
}
