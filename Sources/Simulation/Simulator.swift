import Dispatch
import Scheduling
import Synchronization

/// What became of the visits of one tier over many days.
public struct TierService: Sendable, Hashable {
    /// The tier; nil for visits without one.
    public var tier: Tier?
    /// Visits of the tier.
    public var total: Int
    /// Visits that the plan serves.
    public var planned: Int
    /// Visits served, added up over all days.
    public var servedSum: Int
    /// In nine days of ten at least so many are served.
    public var worstDecile: Int
}

/// How often a visit of the plan is served.
public struct VisitChance: Sendable, Hashable {
    /// The visit.
    public var visit: VisitID
    /// Its tier.
    public var tier: Tier?
    /// Days on which it was served.
    public var servedRuns: Int
}

/// What replaying a plan came to.
public struct SimulationResult: Sendable, Hashable {
    /// Days played.
    public var runs: Int
    /// All visits.
    public var all: TierService
    /// Visits by tier, as far as the scenario has any.
    public var tiers: [TierService]
    /// Each visit of the plan, in order of the days on which it was served, fewest first.
    public var visits: [VisitChance]
    /// Minutes that visits started late, added up over all days.
    public var delaySum: Int

    /// Visits served on an average day, in tenths.
    public func expectedTenths(_ service: TierService) -> Int {
        (service.servedSum * 10 + runs / 2) / max(1, runs)
    }
}

/// Replays plans with crews that may not come and visits that take longer or shorter.
public enum Simulator {
    /// Plays a plan many times.
    ///
    /// Each day has draws of its own, and days are added up in their order: the same seed gives the
    /// same result with any number of threads.
    /// - Parameters:
    ///   - plan: A valid plan.
    ///   - scenario: What it was made for.
    ///   - backups: Crews that stand in for others that don't come; single-role visits only.
    ///   - options: How.
    /// - Returns: what became of the visits, added up over all days.
    public static func replay(
        _ plan: Plan,
        for scenario: Scenario,
        backups: [Backup] = [],
        options: SimulationOptions = SimulationOptions()
    ) -> SimulationResult {
        let replay = Replay(plan, for: scenario, backups: backups, options)
        let parts = max(1, min(options.threads, options.runs))
        let tallies = Mutex([Tally?](repeating: nil, count: parts))
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let first = options.runs * part / parts
            let end = options.runs * (part + 1) / parts
            var tally = Tally(scenario)
            for run in first..<end { tally.add(replay.play(run: run)) }
            let finished = tally
            tallies.withLock { $0[part] = finished }
        }
        var whole = Tally(scenario)
        for tally in tallies.withLock({ $0 }) {
            if let tally { whole.add(tally) }
        }
        return whole.result(plan, runs: options.runs)
    }
}

/// Adds up days.
private struct Tally: Sendable {
    private let scenario: Scenario
    /// Red, yellow, blue and none, as indices of visits.
    private let groups: [(tier: Tier?, visits: [Int])]
    /// [visit] Days on which it was served.
    private var servedRuns: [Int]
    /// [group][day] Visits served; all visits come last.
    private var counts: [[Int]]
    private var delaySum = 0

    init(_ scenario: Scenario) {
        self.scenario = scenario
        let tiers = Tier.allCases.map(Optional.some) + [nil]
        groups = tiers.compactMap { tier in
            let visits = scenario.visits.indices.filter { scenario.visits[$0].tier == tier }
            return visits.isEmpty ? nil : (tier, visits)
        }
        servedRuns = [Int](repeating: 0, count: scenario.visits.count)
        counts = [[Int]](repeating: [], count: groups.count + 1)
    }

    mutating func add(_ day: Replay.Day) {
        delaySum += day.delayMinutes
        var all = 0
        for (number, group) in groups.enumerated() {
            let served = group.visits.count { day.isServed[$0] }
            counts[number].append(served)
            all += served
        }
        counts[groups.count].append(all)
        for visit in day.isServed.indices where day.isServed[visit] { servedRuns[visit] += 1 }
    }

    mutating func add(_ other: Tally) {
        delaySum += other.delaySum
        for number in counts.indices { counts[number] += other.counts[number] }
        for visit in servedRuns.indices { servedRuns[visit] += other.servedRuns[visit] }
    }

    func result(_ plan: Plan, runs: Int) -> SimulationResult {
        let planned = Set(plan.assignments.map(\.visit))
        let chances = scenario.visits.indices.filter { planned.contains(scenario.visits[$0].id) }
            .sorted { (servedRuns[$0], $0) < (servedRuns[$1], $1) }
            .map { index in
                VisitChance(
                    visit: scenario.visits[index].id,
                    tier: scenario.visits[index].tier,
                    servedRuns: servedRuns[index]
                )
            }
        return SimulationResult(
            runs: runs,
            all: service(nil, Array(scenario.visits.indices), counts[groups.count], planned),
            tiers: groups.enumerated().map { number, group in
                service(group.tier, group.visits, counts[number], planned)
            },
            visits: chances,
            delaySum: delaySum
        )
    }

    private func service(
        _ tier: Tier?,
        _ visits: [Int],
        _ counts: [Int],
        _ planned: Set<VisitID>
    ) -> TierService {
        let sorted = counts.sorted()
        return TierService(
            tier: tier,
            total: visits.count,
            planned: visits.count { planned.contains(scenario.visits[$0].id) },
            servedSum: counts.reduce(0, +),
            worstDecile: sorted.isEmpty ? 0 : sorted[sorted.count / 10]
        )
    }
}
