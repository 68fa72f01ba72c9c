import DenseProblem
import Evaluation
import Foundation
import ScenarioFiles
import Scheduling
import Search

/// A scenario that the repository ships, in every form that the parts under test take.
struct Fixture: Sendable {
    let folder: ScenarioFolder
    let scenario: Scenario
    let problem: DenseProblem
    /// The greedy plan, dense and in the scenario's terms.
    let densePlan: DensePlan
    let plan: Plan

    init(_ name: String) {
        let scenarios = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../../scenarios").standardizedFileURL
        folder = ScenarioFolder(
            path: scenarios.appending(path: name).path(percentEncoded: false)
        )
        do {
            scenario = try folder.read().scenario
        } catch {
            fatalError("\(name) can't be read: \(error)")
        }
        problem = DenseProblem(scenario)
        densePlan = Construction(problem).plan()
        plan = problem.plan(from: densePlan) { _ in ("left-out", "") }
    }

    /// One night of a district with all that format 1 has.
    static let night = Fixture("erqi-night")
    /// One day of single visits.
    static let core = Fixture("core-900")
}

/// A generator of numbers that is the same everywhere (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64 = 1

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
