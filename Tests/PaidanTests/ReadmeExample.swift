import Paidan
import ScenarioFiles

func planTonight(folder: String) async throws -> PlanningResult {
    let scenario = try ScenarioFolder(path: folder).read().scenario
    var options = PlanningOptions()
    options.timeLimitSeconds = 30
    let run = Planner(options: options).start(scenario)
    for await moment in run.progress where moment.incumbent != nil {
        print(moment.phase, "served", moment.servedVisits ?? 0, "score", moment.total ?? 0)
    }
    return try await run.result()
}
