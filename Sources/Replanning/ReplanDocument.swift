import Evaluation
import Paidan
import Scheduling

/// A re-planned day as JSON; texts for people are left to those who show it.
public struct ReplanDocument: Encodable, Sendable {
    /// One role of a visit at a time.
    public struct Row: Encodable, Sendable {
        let visit: String
        let role: String
        let team: String
        let start: String

        init(_ assignment: Assignment, in scenario: Scenario) {
            visit = assignment.visit.text
            role = assignment.role.text
            team = assignment.team.text
            start = scenario.stamp(assignment.startMinute)
        }
    }

    /// A promise that was not kept to the minute.
    public struct Change: Encodable, Sendable {
        let kind: String
        let before: Row
        let after: Row?

        init(_ change: PlanChange, in scenario: Scenario) {
            kind = change.kind.rawValue
            before = Row(change.before, in: scenario)
            after = change.after.map { Row($0, in: scenario) }
        }
    }

    /// An assignment with a reason.
    public struct Reasoned: Encodable, Sendable {
        let assignment: Row
        let reason: String
        let words: String?
    }

    /// A point of the curve.
    public struct Point: Encodable, Sendable {
        let mostChanges: Int
        let changes: Int
        let points: Int
        let bound: Int?

        private enum CodingKeys: String, CodingKey {
            case mostChanges = "most_changes"
            case changes, points, bound
        }
    }

    let format = 1
    let outcome = "replanned"
    /// How the command ends.
    public var exitStatus: Int32 = 0
    let scenario: String
    let now: String
    let begun: [String]
    let presumed: [String]
    let added: [String]
    let lost: [Reasoned]
    let released: [Reasoned]
    let changes: [Change]
    let shifted: [Change]
    let gained: [Row]
    let tooEarly: [Row]
    let total: Int
    let standingTotal: Int
    let bound: Int?
    let served: Int
    let curve: [Point]

    private enum CodingKeys: String, CodingKey {
        case format, outcome
        case exitStatus = "exit_status"
        case scenario, now, begun, presumed, added, lost, released, changes, shifted, gained
        case tooEarly = "too_early"
        case total
        case standingTotal = "standing_total"
        case bound, served, curve
    }

    /// The document of a report.
    public init(_ report: ReplanReport) {
        let result = report.result
        let day = result.day
        let scenario = day.scenario
        self.scenario = scenario.name
        now = scenario.stamp(day.nowMinute)
        begun = day.begun.map(\.text)
        presumed = day.begun.filter { day.presumed.contains($0) }.map(\.text)
        added = day.added.map(\.text)
        lost = day.lost.map {
            Reasoned(
                assignment: Row($0.assignment, in: scenario),
                reason: $0.reason.rawValue,
                words: $0.words.isEmpty ? nil : $0.words
            )
        }
        released = day.released.map {
            Reasoned(
                assignment: Row($0.assignment, in: scenario),
                reason: $0.reason.rawValue,
                words: nil
            )
        }
        changes = result.difference.changes.map { Change($0, in: scenario) }
        shifted = result.difference.shifted.map { Change($0, in: scenario) }
        gained = result.difference.gained.map { Row($0, in: scenario) }
        tooEarly = result.tooEarly.map { Row($0, in: scenario) }
        total = result.planning.score.total
        standingTotal = result.standingScore.total
        bound = result.planning.bound
        served = Audit(scenario).statistics(of: result.planning.plan).visits.served
        curve = report.curve.map {
            Point(
                mostChanges: $0.mostChanges,
                changes: $0.changes,
                points: $0.points,
                bound: $0.bound
            )
        }
    }
}
