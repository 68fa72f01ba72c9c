import Evaluation
import Foundation
import Paidan
import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

/// Thousands of damaged folders: each gives an audited plan or errors, never a trap or a hang.
@Suite("Damaged folders", .timeLimit(.minutes(60)))
struct DamagedFolderTests {
    /// How many folders; `PAIDAN_MUTATIONS` sets another number.
    private static var count: Int {
        ProcessInfo.processInfo.environment["PAIDAN_MUTATIONS"].flatMap { Int($0) } ?? 1500
    }

    /// Folders that together use every file, column and rule of the format.
    private static func samples() throws -> [ScenarioText] {
        let sample = ScenarioText(files: sampleFiles.mapValues { Array($0.utf8) })
        let tiny = try shippedText("tiny")
        return [sample, tiny, sample, tiny, sample, try shippedText("baiyin-village")]
    }

    @Test("are planned or refused, by each method")
    func arePlannedOrRefused() async throws {
        let samples = try DamagedFolderTests.samples()
        var planned = 0
        var conflicts = 0
        for seed in 0..<DamagedFolderTests.count {
            var mutation = Mutation(seed: UInt64(seed))
            let text = mutation.apply(to: samples[seed % samples.count])
            guard let scenario = try? text.read().scenario else { continue }
            let method = PlanningMethod.allCases[seed % PlanningMethod.allCases.count]
            do {
                let result = try await Planner(options: options(method, work: 20)).plan(scenario)
                try requireTrue(result, scenario)
                planned += 1
            } catch PlanningFailure.conflictingPins(let rows) {
                #expect(!rows.isEmpty, "seed \(seed)")
                conflicts += 1
            } catch {
                throw PropertyFailure("seed \(seed): \(error)")
            }
        }
        // The damage is neither harmless nor always fatal.
        #expect(planned > DamagedFolderTests.count / 10)
        #expect(planned + conflicts < DamagedFolderTests.count * 9 / 10)
    }
}
