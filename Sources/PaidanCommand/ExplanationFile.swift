import Evaluation
import Foundation
import ReportPages
import Reports
import ScenarioFiles
import Scheduling

/// What a report takes from an explanation.json.
struct ExplanationFile: Decodable {
    private struct Entry: Decodable {
        struct Visit: Decodable { var id: String }
        struct Price: Decodable {
            var lower: Int?
            var upper: Int?
        }
        var visit: Visit
        var reason: String
        var price: Price?
    }

    /// The largest file that is read, in bytes.
    private static let limit = 64 << 20

    private var format: Int
    private var scenario: String
    private var total: Int
    private var explanations: [Entry]

    /// What a file says of the visits that a plan doesn't serve.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - plan: The plan that the explanations must be of.
    ///   - scenario: What the plan was made for.
    /// - Returns: the proofs, by visit.
    /// - Throws: a failure where the file can't be read, or tells of another plan.
    static func proofs(
        at path: String,
        of plan: Plan,
        for scenario: Scenario
    ) throws(CommandFailure) -> [VisitID: UnservedProof] {
        let bytes = try readBytes(path, limit: limit)
        guard
            let file = try? JSONDecoder().decode(ExplanationFile.self, from: Data(bytes)),
            file.format == 1
        else { throw .unanswerable(.explanationsUnreadable, [path.printable]) }
        let unserved = Set(plan.unserved.map(\.visit))
        let total = Audit(scenario).judge(plan).score.total
        guard file.scenario == scenario.name, file.total == total,
            file.explanations.allSatisfy({ unserved.contains(VisitID($0.visit.id)) })
        else { throw .unanswerable(.explanationsOfOther, [path.printable]) }
        var proofs: [VisitID: UnservedProof] = [:]
        for entry in file.explanations {
            guard let reason = UnservedProof.Reason(rawValue: entry.reason) else {
                throw .unanswerable(.explanationsUnreadable, [path.printable])
            }
            proofs[VisitID(entry.visit.id)] = UnservedProof(
                reason: reason,
                lowestPrice: entry.price?.lower,
                highestPrice: entry.price?.upper
            )
        }
        return proofs
    }
}
