import Scheduling

/// A plan prepared to be played day after day.
///
/// A crew comes or does not. One that has come goes from visit to visit in the order planned, starts
/// none before its time, and skips one that it can no longer start in its window or that would keep it
/// past its shift's end. A visit of several roles waits for all of its crews.
struct Replay: Sendable {
    /// A crew that the plan sends out, or that stands in.
    struct Crew: Sendable {
        var shift: Int
        var team: Int
        var base: Int
        var startMinute: Int
        var endMinute: Int
        var showUpPercent: Int
    }

    /// A visit at the time planned, or its stand-in.
    struct Event: Sendable {
        var visit: Int
        var crews: [Int]
        var place: [Int]
        var startMinute: Int
        var latestMinute: Int
        var minutes: Int
        /// The crew whose absence calls for this stand-in; nil for the visit as planned.
        var standsInFor: Int?
    }

    /// How one day went.
    struct Day: Sendable {
        /// [visit] Whether it was served.
        var isServed: [Bool]
        /// Minutes that visits started after the time planned, added up.
        var delayMinutes: Int
    }

    let scenario: Scenario
    private(set) var crews: [Crew] = []
    private(set) var events: [Event] = []
    private let options: SimulationOptions

    private struct CrewKey: Hashable {
        var team: TeamID
        var start: Int
        var number: Int
    }

    /// Prepares a valid plan.
    init(_ plan: Plan, for scenario: Scenario, backups: [Backup], _ options: SimulationOptions) {
        self.scenario = scenario
        self.options = options
        var numbers: [CrewKey: Int] = [:]
        let visits = scenario.visits.map(\.id).positions
        let rows = plan.assignments.sorted {
            ($0.startMinute, $0.visit, $0.role) < ($1.startMinute, $1.visit, $1.role)
        }
        var eventOfVisit: [Int: Int] = [:]
        for row in rows {
            let key = CrewKey(team: row.team, start: row.shiftStartMinute, number: row.crew)
            guard let visit = visits[row.visit], let crew = crew(key, &numbers) else { continue }
            if let event = eventOfVisit[visit] {
                events[event].crews.append(crew)
                events[event].place.append(place(of: visit, crew))
            } else {
                eventOfVisit[visit] = events.count
                events.append(event(visit, crew, start: row.startMinute))
            }
        }
        for backup in backups {
            let key = CrewKey(
                team: backup.team,
                start: backup.shiftStartMinute,
                number: backup.crew
            )
            guard let visit = visits[backup.visit], let first = eventOfVisit[visit],
                events[first].crews.count == 1, let crew = crew(key, &numbers)
            else { continue }
            var standIn = event(visit, crew, start: backup.startMinute)
            standIn.standsInFor = events[first].crews[0]
            events.append(standIn)
        }
        events = events.enumerated()
            .sorted { ($0.element.startMinute, $0.offset) < ($1.element.startMinute, $1.offset) }
            .map(\.element)
    }

    /// The number of a crew among ``crews``; nil where the scenario has no such shift.
    private mutating func crew(_ key: CrewKey, _ numbers: inout [CrewKey: Int]) -> Int? {
        if let known = numbers[key] { return known }
        let shift = scenario.shifts.firstIndex {
            scenario.teams[$0.teamIndex].id == key.team && $0.startMinute == key.start
        }
        guard let shift else { return nil }
        let facts = scenario.shifts[shift]
        let team = scenario.teams[facts.teamIndex]
        numbers[key] = crews.count
        crews.append(
            Crew(
                shift: shift,
                team: facts.teamIndex,
                base: team.baseSiteIndex,
                startMinute: facts.startMinute,
                endMinute: facts.endMinute,
                showUpPercent: team.showUpPercent ?? options.showUpPercent
            )
        )
        return crews.count - 1
    }

    private func place(of visit: Int, _ crew: Int) -> Int {
        scenario.placeIndex(
            of: scenario.visits[visit],
            servedBy: scenario.teams[crews[crew].team]
        )
    }

    private func event(_ visit: Int, _ crew: Int, start: Int) -> Event {
        let facts = scenario.visits[visit]
        let window = facts.windows.first {
            $0.startMinute <= start && start + facts.minutes <= $0.endMinute
        }
        return Event(
            visit: visit,
            crews: [crew],
            place: [place(of: visit, crew)],
            startMinute: start,
            latestMinute: (window?.endMinute ?? start + facts.minutes) - facts.minutes,
            minutes: facts.minutes,
            standsInFor: nil
        )
    }

    /// Plays one day.
    func play(run: Int) -> Day {
        var random = DayRandom(seed: options.seed, run: run)
        let isHere = crews.map { random.chance($0.showUpPercent) }
        var free = crews.map(\.startMinute)
        var places = crews.map(\.base)
        var day = Day(
            isServed: [Bool](repeating: false, count: scenario.visits.count),
            delayMinutes: 0
        )
        for event in events {
            // Drawn for every event, so that one absence does not change all that comes after.
            let stretch = 1 + random.triangle() * Double(options.spreadPercent) / 100
            if let absent = event.standsInFor, isHere[absent] { continue }
            guard event.crews.allSatisfy({ isHere[$0] }) else { continue }
            var start = event.startMinute
            for (crew, place) in zip(event.crews, event.place) {
                let team = scenario.teams[crews[crew].team]
                let way = scenario.travelMinutes(from: places[crew], to: place, team: team)
                start = max(start, free[crew] + way)
            }
            guard start <= event.latestMinute, canReturn(event, from: start) else { continue }
            let minutes = max(1, Int((Double(event.minutes) * stretch).rounded()))
            for (crew, place) in zip(event.crews, event.place) {
                free[crew] = start + minutes
                places[crew] = place
            }
            day.isServed[event.visit] = true
            day.delayMinutes += start - event.startMinute
        }
        return day
    }

    /// Whether all crews would be back in time, did the visit take its usual length.
    private func canReturn(_ event: Event, from start: Int) -> Bool {
        zip(event.crews, event.place).allSatisfy { crew, place in
            let team = scenario.teams[crews[crew].team]
            let back = scenario.travelMinutes(from: place, to: crews[crew].base, team: team)
            return start + event.minutes + back <= crews[crew].endMinute
        }
    }
}
