import Evaluation
import Foundation
import Paidan
import PaidanTestSupport
import ScenarioFiles
import Scheduling

/// A scenario shipped in the repository.
func shippedScenario(_ name: String) throws -> Scenario {
    try ScenarioFolder(path: shippedFolder(name).path()).read().scenario
}

/// The files of a scenario shipped in the repository.
func shippedText(_ name: String) throws -> ScenarioText {
    let folder = shippedFolder(name)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path())
    let files = try names.filter { $0 != "README.md" }.map {
        ($0, Array(try Data(contentsOf: folder.appending(path: $0))))
    }
    return ScenarioText(files: Dictionary(uniqueKeysWithValues: files), folderName: name)
}

private func shippedFolder(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../scenarios/\(name)")
}

/// Options without any clock: the same run on every machine.
func options(_ method: PlanningMethod, work: Int?, threads: Int = 1) -> PlanningOptions {
    var options = PlanningOptions()
    options.method = method
    options.timeLimitSeconds = nil
    options.workLimit = work
    options.threads = threads
    return options
}

/// Plans and waits; nil where pins conflict.
func plan(_ scenario: Scenario, _ options: PlanningOptions) async throws -> PlanningResult? {
    do {
        return try await Planner(options: options).plan(scenario)
    } catch PlanningFailure.conflictingPins {
        return nil
    }
}

/// Throws unless the plan keeps all rules, is worth what the result says, no method
/// ever made one that does not, and the result's claims about bound and proof hold together.
func requireTrue(
    _ result: PlanningResult,
    _ scenario: Scenario
) throws(PropertyFailure) {
    let verdict = Audit(scenario).judge(result.plan)
    guard verdict.isValid else {
        throw PropertyFailure("\(verdict.violations.map { $0.message(in: .english) })")
    }
    guard !result.method.contains("rejected") else {
        throw PropertyFailure("the run made a plan that breaks rules: \(result.method)")
    }
    guard verdict.score == result.score else {
        throw PropertyFailure("claims \(result.score), judged \(verdict.score)")
    }
    if let bound = result.bound, bound < result.score.total {
        throw PropertyFailure("bound \(bound) below the total \(result.score.total)")
    }
    guard (result.stop == .proven) == (result.bound == result.score.total) else {
        throw PropertyFailure("\(result.stop) with bound \(String(describing: result.bound))")
    }
}

/// The plan file's bytes.
func bytes(of result: PlanningResult, _ scenario: Scenario) -> [UInt8] {
    let record = PlanRecord(
        plan: result.plan,
        scenarioName: scenario.name,
        method: result.method,
        stop: result.stop.rawValue,
        score: result.score,
        bound: result.bound.map(Double.init)
    )
    return PlanFile.encode(record, for: scenario)
}
