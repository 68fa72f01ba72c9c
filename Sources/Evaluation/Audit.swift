import Scheduling

/// The one judge of plans: recomputes every hard rule and every part of the score.
///
/// It shares nothing with the solvers but the domain model, so that a mistake in one of them cannot
/// hide in its own check. Any plan may be judged, however nonsensical.
public struct Audit: Sendable {
    /// What plans are judged against.
    public let scenario: Scenario
    let visitIndices: [VisitID: Int]
    let teamIndices: [TeamID: Int]
    let shiftIndices: [ShiftKey: Int]

    /// Prepares to judge plans of a scenario.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        visitIndices = scenario.visits.map(\.id).positions
        teamIndices = scenario.teams.map(\.id).positions
        let keys = scenario.shifts.map {
            ShiftKey(teamIndex: $0.teamIndex, startMinute: $0.startMinute)
        }
        shiftIndices = keys.positions
    }

    /// Judges a plan.
    ///
    /// - Complexity: O(rows × log rows) but for the search of a visit's windows, skills and rooms.
    public func judge(_ plan: Plan) -> Verdict {
        let reading = read(plan)
        return Verdict(
            violations: reading.violations + ruleViolations(reading),
            score: score(reading),
            servedVisits: reading.servedVisitIndices.count,
            routes: reading.routes.count
        )
    }

    private func ruleViolations(_ reading: PlanReading) -> [Violation] {
        wholeVisits(reading)
            + timeWindows(reading)
            + qualification(reading)
            + routes(reading)
            + routeLimits(reading)
            + workLimits(reading)
            + rooms(reading)
            + programs(reading)
            + pins(reading)
    }
}

/// What names a shift: its team and its start.
struct ShiftKey: Hashable, Sendable {
    var teamIndex: Int
    var startMinute: Int
}

extension Scenario {
    /// A minute of the horizon as date and time, `2026-11-23 08:30`.
    func stamp(_ minute: Int) -> String {
        let day =
            minute >= 0 ? minute / minutesPerDay : (minute - minutesPerDay + 1) / minutesPerDay
        let time = minute - day * minutesPerDay
        return "\(start.advanced(byDays: day)) \(twoDigits(time / 60)):\(twoDigits(time % 60))"
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
