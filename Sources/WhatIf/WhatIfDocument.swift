import Evaluation
import Scheduling

/// A comparison of scenarios as JSON.
public struct WhatIfDocument: Encodable, Sendable {
    /// So many of so many.
    struct Share: Encodable, Sendable {
        let served: Int
        let total: Int

        init(_ coverage: PlanStatistics.Coverage) {
            served = coverage.served
            total = coverage.total
        }
    }

    /// One scenario and its plan.
    struct Entry: Encodable, Sendable {
        let name: String
        let total: Int
        let bound: Int?
        let visits: Share
        let tiers: [String: Share]
        let institutes: [String: Share]
        let programs: [String: Share]
        let workMinutes: Int
        let travelMinutes: Int
        let busiestTeamMinutes: Int
        let fairness: Int
        let crewsSent: Int
        let releasedPins: Int

        private enum CodingKeys: String, CodingKey {
            case name, total, bound, visits, tiers, institutes, programs
            case workMinutes = "work_minutes"
            case travelMinutes = "travel_minutes"
            case busiestTeamMinutes = "busiest_team_minutes"
            case fairness
            case crewsSent = "crews_sent"
            case releasedPins = "released_pins"
        }

        init(_ trial: Trial) {
            let figures = trial.statistics
            name = trial.subject.name
            total = trial.planning.score.total
            bound = trial.planning.bound
            visits = Share(figures.visits)
            tiers = Dictionary(
                figures.tiers.map { ($0.tier?.rawValue ?? "none", Share($0.visits)) },
                uniquingKeysWith: { first, _ in first }
            )
            institutes = Dictionary(
                trial.institutes.map { ($0.institute?.text ?? "none", Share($0.visits)) },
                uniquingKeysWith: { first, _ in first }
            )
            programs = Dictionary(
                figures.programs.map { ($0.program.text, Share($0.sessions)) },
                uniquingKeysWith: { first, _ in first }
            )
            workMinutes = figures.workMinutes
            travelMinutes = figures.travelMinutes
            busiestTeamMinutes = trial.busiestMinutes
            fairness = trial.planning.score.fairness
            crewsSent = figures.routes
            releasedPins = trial.releasedPinCount
        }
    }

    /// What is proven of an overlay against the base.
    struct Finding: Encodable, Sendable {
        let name: String
        let verdict: String
        let differenceAtLeast: Int?
        let differenceAtMost: Int?

        private enum CodingKeys: String, CodingKey {
            case name, verdict
            case differenceAtLeast = "difference_at_least"
            case differenceAtMost = "difference_at_most"
        }

        init(_ comparison: Comparison) {
            name = comparison.other.subject.name
            let isComparable = comparison.verdict != .notComparable
            differenceAtLeast = isComparable ? comparison.difference.least : nil
            differenceAtMost = isComparable ? comparison.difference.most : nil
            switch comparison.verdict {
            case .better: verdict = "better"
            case .worse: verdict = "worse"
            case .equal: verdict = "equal"
            case .notToldApart: verdict = "not-told-apart"
            case .notComparable: verdict = "not-comparable"
            }
        }
    }

    let format = 1
    let outcome = "compared"
    /// How the command ends.
    public var exitStatus: Int32 = 0
    let scenarios: [Entry]
    let comparisons: [Finding]

    private enum CodingKeys: String, CodingKey {
        case format, outcome
        case exitStatus = "exit_status"
        case scenarios, comparisons
    }

    /// The document of a report.
    public init(_ report: WhatIfReport) {
        scenarios = report.trials.map { Entry($0) }
        comparisons = report.comparisons.map { Finding($0) }
    }
}
