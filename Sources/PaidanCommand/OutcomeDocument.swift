import Evaluation
import Insight
import Reports
import ScenarioFiles
import Scheduling
import Simulation

/// The one JSON document that a command prints with `--format json`; see `docs/schemas`.
struct OutcomeDocument: Encodable {
    /// A row of commitments.csv.
    struct PinnedRow: Encodable {
        let line: Int
        let visit: String
        let role: String?
        let team: String
        let start: String

        init(_ row: Commitment, in scenario: Scenario) {
            line = row.line
            visit = row.visit.text
            role = row.role?.text
            team = row.team.text
            start = scenario.dateTime(row.startMinute)
        }
    }

    /// A violation in a plan.
    struct BrokenRule: Encodable {
        let code: String
        let rule: String
        let message: String
        let visits: [String]
        let role: String?
        let team: String?
        let shift: String?
        let crew: Int?
        let site: String?
        let program: String?

        init(_ violation: Violation, in scenario: Scenario, _ language: Language) {
            code = violation.code.rawValue
            rule = violation.rule.rawValue
            message = violation.message(in: language)
            visits = violation.subject.visits.map(\.text)
            role = violation.subject.role?.text
            team = violation.subject.team?.text
            shift = violation.subject.shiftStartMinute.map(scenario.dateTime)
            crew = violation.subject.crew
            site = violation.subject.site?.text
            program = violation.subject.program?.text
        }
    }

    let format = 1
    let outcome: String
    let exitStatus: Int32
    var message: String?
    var valid: Bool?
    var errors: [FaultRecord]?
    var warnings: [FaultRecord]?
    var violations: [BrokenRule]?
    var score: [String: Int]?
    var conflictingPins: [PinnedRow]?
    var droppedPins: [PinnedRow]?
    var findings: [String]?
    var plan: PlanDigest?
    var robust: RobustCost?
    var folder: String?
    var inspection: Inspection?
    var explanations: [Explanation]?
    var assignments: [AssignmentRecord]?
    var suggestion: SuggestionRecord?
    var files: [String]?

    private enum CodingKeys: String, CodingKey {
        case format
        case outcome
        case exitStatus = "exit_status"
        case message
        case valid
        case errors
        case warnings
        case violations
        case score
        case conflictingPins = "conflicting_pins"
        case droppedPins = "dropped_pins"
        case findings
        case plan
        case robust
        case folder
        case inspection
        case explanations
        case assignments
        case suggestion
        case files
    }

    /// A document that only says how it ended, to be filled by its maker.
    init(outcome: String, status: CommandStatus) {
        self.outcome = outcome
        exitStatus = status.rawValue
    }

    /// What there is to say of a failure.
    init(_ failure: CommandFailure, _ language: Language) {
        self.init(outcome: failure.outcome, status: failure.status)
        message = failure.message(in: language)
        if let faults = failure.faults(in: language) { add(faults) }
        findings = failure.auditFindings.isEmpty ? nil : failure.auditFindings
        if case .faultyPlan(let found, let scenario) = failure {
            violations = found.violations.map { BrokenRule($0, in: scenario, language) }
        }
        conflictingPins = failure.conflictingPins.map { rows, scenario in
            rows.map { PinnedRow($0, in: scenario) }
        }
    }
}

extension OutcomeDocument {
    /// Adds faults, errors and warnings apart, and whether there are no errors.
    mutating func add(_ faults: [FaultRecord]) {
        errors = faults.filter { $0.severity == .error }
        warnings = faults.filter { $0.severity == .warning }
        valid = errors?.isEmpty
    }
}

extension Score {
    /// The parts and the total by name.
    var byName: [String: Int] {
        Dictionary(
            namedParts.map { ($0.name, $0.points) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
