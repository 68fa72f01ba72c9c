import Paidan
import Scheduling

/// How many more crews targets take at least; proven by bounds on how many of their visits are served.
///
/// For that, nothing but visits of a target is worth anything, and nothing costs.
struct LeastCrews {
    private let recruiter: Recruiter
    private let targets: [CoverageTarget]
    private let scenario: Scenario
    private let reach: ShiftReach

    /// Points of a visit where visits are counted.
    private static let unit = 1000
    /// Most ways to add crews that are gone through one by one.
    private static let mostWays = 40

    init(
        _ recruiter: Recruiter,
        _ targets: [CoverageTarget],
        _ scenario: Scenario,
        _ reach: ShiftReach
    ) {
        self.recruiter = recruiter
        self.targets = targets
        self.scenario = scenario
        self.reach = reach
    }

    /// It takes so many crews at least.
    ///
    /// First by what each further crew can serve at most; then, as long as there are few ways to add
    /// so many crews as that leaves possible, by ruling out each of them.
    /// - Parameters:
    ///   - plan: A plan of the present crews, made for the targets.
    ///   - enough: So many crews are known to suffice; 0 where none are.
    /// - Returns: the number proven.
    /// - Throws: `PlanningFailure`, where pinned rows could not be settled.
    func count(from plan: Plan, upTo enough: Int) async throws(PlanningFailure) -> Int {
        var least = try await countByCrew(from: plan)
        var ways = least < enough ? additions(of: least) : []
        while least < enough, !ways.isEmpty, !Task.isCancelled {
            for crews in ways where try await !isTooFew(crews, from: plan) { return least }
            least += 1
            ways = additions(of: least)
        }
        return least
    }

    // MARK: By what a crew can serve

    /// The visits that the present crews can't serve, over the most that one crew can.
    ///
    /// Without pinned rows: further crews might take those over, and what is left to the present crews
    /// would not keep them.
    private func countByCrew(from plan: Plan) async throws(PlanningFailure) -> Int {
        var free = scenario
        free.commitments.removeAll { $0.kind == .pinned }
        var least = 0
        for target in targets {
            let visits = target.visits(of: scenario)
            let needed = target.needed(of: scenario)
            guard target.served(by: plan, of: scenario) < needed else { continue }
            let most = scenario.shifts.indices.map { reach.mostVisits(of: visits, shift: $0) }.max()
            let work = recruiter.options.baseWork
            guard let served = try await mostServed(target, in: free, work: work, from: plan),
                let most, most > 0
            else { continue }
            if needed > served { least = max(least, (needed - served + most - 1) / most) }
        }
        return least
    }

    // MARK: One by one

    /// All ways to add so many crews to shifts that matter; none where there are too many to try.
    private func additions(of count: Int) -> [[Int]] {
        let hasPins = scenario.commitments.contains { $0.kind == .pinned }
        let meant = Set(targets.flatMap { $0.visits(of: scenario) })
        let shifts = scenario.shifts.indices.filter { shift in
            // A crew that reaches no such visit could still take pinned work off one that does.
            hasPins || meant.contains { reach.canServe($0, shift: shift) }
        }
        var ways: [[Int]] = [[]]
        for _ in 0..<count {
            ways = ways.flatMap { crews in
                shifts.filter { $0 >= crews.last ?? 0 }.map { crews + [$0] }
            }
            if ways.count > LeastCrews.mostWays { return [] }
        }
        return ways
    }

    /// Whether it is proven that some target is not reached with these crews.
    private func isTooFew(
        _ crews: [Int],
        from plan: Plan
    ) async throws(PlanningFailure) -> Bool {
        var larger = scenario
        for shift in crews { larger.shifts[shift].crews += 1 }
        let work = recruiter.options.trialWork
        for target in targets {
            let served = try await mostServed(target, in: larger, work: work, from: plan)
            if let served, served < target.needed(of: scenario) { return true }
        }
        return false
    }

    // MARK: Counting

    /// No plan of a scenario serves more visits of a target; nil where nothing was proven.
    private func mostServed(
        _ target: CoverageTarget,
        in scenario: Scenario,
        work: Int,
        from plan: Plan
    ) async throws(PlanningFailure) -> Int? {
        var counting = scenario
        let counted = Set(target.visits(of: scenario))
        for index in counting.visits.indices {
            counting.visits[index].value = counted.contains(index) ? LeastCrews.unit : 0
            counting.visits[index].dueMinute = nil
            counting.visits[index].preferredTeams = []
        }
        counting.weights.travel = 0
        counting.weights.crew = 0
        counting.weights.continuity = 0
        counting.weights.fair = 0
        counting.weights.change = 0
        let found = try await recruiter.plan(counting, work: work, from: plan)
        return found.bound.map { $0 / LeastCrews.unit }
    }
}
