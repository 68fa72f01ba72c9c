import Evaluation
import Foundation
import ScenarioFiles
import Scheduling

/// The plan of an earlier run that stands in an output folder.
struct StandingPlan: Sendable {
    /// The plan's total, recomputed.
    let total: Int

    /// Looks for a plan of the same input that keeps all rules and whose claims are true.
    ///
    /// - Parameters:
    ///   - folder: where runs leave their results.
    ///   - scenario: what the plan has to be valid for.
    ///   - inputHash: what `run.json` must say that its run read.
    init?(in folder: OutputFolder, for scenario: Scenario, inputHash: String) {
        guard let run = try? FileSystem.read(folder.path(of: .run), limit: 1 << 20),
            let said = try? JSONDecoder().decode(Run.self, from: Data(run)),
            said.inputSHA256 == inputHash,
            let reading = try? PlanFile.read(folder.path(of: .plan), for: scenario)
        else { return nil }
        let findings = PlanFindings(reading, path: folder.path(of: .plan), scenario: scenario)
        guard findings.count == 0 else { return nil }
        total = findings.score.total
    }

    /// What matters here of `run.json`.
    private struct Run: Decodable {
        let inputSHA256: String

        private enum CodingKeys: String, CodingKey {
            case inputSHA256 = "input_sha256"
        }
    }
}
