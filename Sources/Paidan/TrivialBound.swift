import DenseProblem

/// A bound that needs no program: everything served, by preferred teams, all promises kept, for free.
enum TrivialBound {
    /// No plan is worth more than this many points.
    static func points(_ problem: DenseProblem) -> Int {
        var sum = problem.changesBase
        for visit in 0..<problem.visits.count { sum += points(ofVisit: visit, problem) }
        return sum
    }

    /// No visit adds more than this; 0 where some role fits no shift.
    static func points(ofVisit visit: Int, _ problem: DenseProblem) -> Int {
        let weights = problem.scenario.weights
        let tasks = problem.visits.tasks(of: visit)
        guard tasks.allSatisfy({ !problem.shiftsOfTask[$0].isEmpty }) else { return 0 }
        var sum = problem.visits.value[visit]
        for task in tasks {
            let teams = Set(problem.shiftsOfTask[task].map { problem.shifts.team[Int($0)] })
            if teams.contains(where: { problem.preferencePoints(task: task, team: Int($0)) > 0 }) {
                sum += weights.prefer
            }
            if teams.contains(problem.visits.publishedTeam[task]) { sum += weights.change }
        }
        return sum
    }
}
