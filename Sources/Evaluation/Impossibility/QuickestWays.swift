import Scheduling

/// Minutes that no crew can beat between two places, whatever it passes on its way.
///
/// Without a travel table nothing beats the direct way. Entries of a table that are quicker than
/// distance and speed would have it are short cuts: a way through them may be quicker than the direct
/// one. So a way takes at least as long as the shorter of the distance's figure and the best way by
/// short cuts.
struct QuickestWays: Sendable {
    /// Most ends of short cuts that are dealt with; past it nothing is claimed.
    private static let mostEnds = 200

    private let scenario: Scenario
    /// The short cuts for each speed of a team.
    private let shortCuts: [Int: ShortCuts]
    /// Whether ways are known at all; otherwise they may take no time.
    private let isKnown: Bool

    /// Sites between which the table is quicker than distance and speed, and the ways among them.
    private struct ShortCuts: Sendable {
        /// Ascending.
        var ends: [Int]
        /// [end][end] Least minutes.
        var minutes: [[Int]]
    }

    init(_ scenario: Scenario) {
        self.scenario = scenario
        let speeds = Set(scenario.teams.map(\.metresPerMinute)).sorted()
        let ends = speeds.map { QuickestWays.ends(scenario, metresPerMinute: $0) }
        isKnown =
            QuickestWays.isRoundingSafe(scenario)
            && ends.allSatisfy { $0.count <= QuickestWays.mostEnds }
        var shortCuts: [Int: ShortCuts] = [:]
        for (speed, ends) in zip(speeds, ends) where isKnown {
            let minutes = QuickestWays.ways(among: ends, scenario, metresPerMinute: speed)
            shortCuts[speed] = ShortCuts(ends: ends, minutes: minutes)
        }
        self.shortCuts = shortCuts
    }

    /// Whether a scenario's direct ways are the quickest, so that there is nothing to reckon.
    static func areDirect(in scenario: Scenario) -> Bool {
        scenario.siteTravelMinutes.isEmpty && isRoundingSafe(scenario)
    }

    /// Whether a stop in between never shortens a way by distance: what the roundings of two parts
    /// may save, the fixed minutes of a further start take.
    private static func isRoundingSafe(_ scenario: Scenario) -> Bool {
        let slowest = scenario.teams.map(\.metresPerMinute).min() ?? .max / 100
        return scenario.travelRules.fixedMinutes >= 1
            && 100 * slowest >= 2 * scenario.travelRules.detourPercent
    }

    /// No crew of a team gets from one place to another in less.
    func minutes(from: Int, to: Int, team: Team) -> Int {
        guard isKnown, from != to else { return 0 }
        let speed = team.metresPerMinute
        let distance = scenario.minutesByDistance(from: from, to: to, metresPerMinute: speed)
        guard let cuts = shortCuts[speed] else { return distance }
        let out = cuts.ends.map {
            scenario.minutesByDistance(from: from, to: $0, metresPerMinute: speed)
        }
        var best = distance
        for (last, end) in cuts.ends.enumerated() {
            let rest = scenario.minutesByDistance(from: end, to: to, metresPerMinute: speed)
            for first in cuts.ends.indices where out[first] < best {
                best = min(best, out[first] + cuts.minutes[first][last] + rest)
            }
        }
        return best
    }

    private static func ends(_ scenario: Scenario, metresPerMinute speed: Int) -> [Int] {
        let cuts = scenario.siteTravelMinutes.filter { pair, minutes in
            minutes
                < scenario.minutesByDistance(from: pair.from, to: pair.to, metresPerMinute: speed)
        }
        return Set(cuts.keys.flatMap { [$0.from, $0.to] }).sorted()
    }

    /// The method of Floyd and Warshall over the ends of short cuts.
    private static func ways(
        among ends: [Int],
        _ scenario: Scenario,
        metresPerMinute speed: Int
    ) -> [[Int]] {
        var least = ends.map { from in
            ends.map { to in
                let given = scenario.siteTravelMinutes[SitePair(from: from, to: to)] ?? .max
                let distance = scenario.minutesByDistance(
                    from: from,
                    to: to,
                    metresPerMinute: speed
                )
                return min(given, distance)
            }
        }
        for via in ends.indices {
            for from in ends.indices {
                for to in ends.indices {
                    let way = least[from][via] + least[via][to]
                    least[from][to] = min(least[from][to], way)
                }
            }
        }
        return least
    }
}

extension Scenario {
    /// Minutes by distance and speed alone, whatever the travel table says.
    fileprivate func minutesByDistance(from: Int, to: Int, metresPerMinute: Int) -> Int {
        if from == to { return 0 }
        let metres = places[from].coordinate.metres(to: places[to].coordinate)
        return travelRules.minutes(metres: metres, metresPerMinute: metresPerMinute)
    }
}
