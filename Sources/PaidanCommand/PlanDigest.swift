import Evaluation
import Paidan
import Reports
import Scheduling

/// What a plan comes to, as JSON: the figures of the summary.
struct PlanDigest: Encodable {
    /// So many of so many.
    struct Share: Encodable {
        let served: Int
        let total: Int

        init(_ coverage: PlanStatistics.Coverage) {
            served = coverage.served
            total = coverage.total
        }
    }

    /// The sessions of one program.
    struct ProgramShare: Encodable {
        let id: String
        let served: Int
        let total: Int
    }

    /// Visits left out.
    struct Unserved: Encodable {
        /// How many nobody could serve even alone, by cause.
        let impossible: [String: Int]
        /// How many others.
        let notSettled: Int

        private enum CodingKeys: String, CodingKey {
            case impossible
            case notSettled = "not_settled"
        }
    }

    let scenario: String
    let status: String
    let stop: String
    let method: String
    let score: [String: Int]
    let bound: Int?
    let gap: Double?
    let visits: Share
    let requests: Share
    let tiers: [String: Share]
    let programs: [ProgramShare]
    let crewsSent: Int
    let crewsAvailable: Int
    let serviceMinutes: Int
    let travelMinutes: Int
    let unserved: Unserved
    let droppedPins: [OutcomeDocument.PinnedRow]
    let files: [String: String]

    private enum CodingKeys: String, CodingKey {
        case scenario
        case status
        case stop
        case method
        case score
        case bound
        case gap
        case visits
        case requests
        case tiers
        case programs
        case crewsSent = "crews_sent"
        case crewsAvailable = "crews_available"
        case serviceMinutes = "service_minutes"
        case travelMinutes = "travel_minutes"
        case unserved
        case droppedPins = "dropped_pins"
        case files
    }

    init(_ summary: PlanSummary, _ result: PlanningResult, _ folder: OutputFolder) {
        let figures = summary.statistics
        scenario = summary.scenario.name
        status = result.isProvenOptimal ? "optimal" : "feasible"
        stop = result.stop.rawValue
        method = result.method
        score = result.score.byName
        bound = result.bound
        gap = result.gap
        visits = Share(figures.visits)
        requests = Share(figures.requests)
        tiers = Dictionary(
            figures.tiers.map { ($0.tier?.rawValue ?? "none", Share($0.visits)) },
            uniquingKeysWith: { first, _ in first }
        )
        programs = figures.programs.map {
            ProgramShare(
                id: $0.program.text,
                served: $0.sessions.served,
                total: $0.sessions.total
            )
        }
        crewsSent = figures.routes
        crewsAvailable = figures.availableCrews
        serviceMinutes = figures.serviceMinutes
        travelMinutes = figures.travelMinutes
        unserved = Unserved(
            impossible: Dictionary(
                summary.impossible.map { ($0.reason.rawValue, $0.visits.count) },
                uniquingKeysWith: +
            ),
            notSettled: summary.notSettledCount
        )
        droppedPins = result.droppedPins.map { OutcomeDocument.PinnedRow($0, in: summary.scenario) }
        files = Dictionary(
            OutputFolder.File.allCases.map { ($0.rawValue, folder.path(of: $0)) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
