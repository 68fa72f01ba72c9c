#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Simulated annealing in cycles: each cools from hot to cold and is twice as long as the last.
///
/// As long as nothing is known of the time that a run will get, cycles double, so that at least a
/// quarter of it is one whole cycle. A last cycle ends with the run.
struct Cooling {
    /// Points that a step may lose with a chance of 1 in e.
    private(set) var temperature: Double
    private var factor: Double
    private let hot: Double
    private let cold: Double
    private let lastCold: Double
    /// Steps of a last cycle that is worth beginning hot.
    private let wholeCycle: Int
    private var cycle: Int
    private var left: Int
    private var isLast = false

    /// Temperatures by the usual worth of a visit and the length of routes; first cycle by the
    /// number of visits.
    init(_ tables: SearchTables, meanLength: Double) {
        var sum = 0.0
        for visit in 0..<tables.visitCount {
            let isPinned = tables.visits[visit].isPinned
            sum += Double(tables.value[visit] - (isPinned ? tables.pinBonus : 0))
        }
        let worth = max(1, sum / Double(max(1, tables.visitCount)))
        let heat = Cooling.heat(tables, meanLength: meanLength)
        func mix(_ ends: (Double, Double)) -> Double { ends.0 + heat * (ends.1 - ends.0) }
        hot = worth * mix(Cooling.hotShares)
        cold = max(0.05, worth * mix(Cooling.coldShares))
        lastCold = max(0.05, worth * mix(Cooling.lastColdShares))
        wholeCycle = max(10_000, Cooling.stepsPerVisit * tables.visitCount)
        cycle = max(10_000, 50 * tables.visitCount)
        left = cycle
        temperature = worth * mix(Cooling.firstShares)
        factor = pow(cold / temperature, 1 / Double(cycle))
    }

    /// How far to go from the first to the second of each two shares.
    ///
    /// A route of many stops changes for the better only through plans that are worse by whole
    /// visits, and so does any plan whose ways cost nothing.
    private static func heat(_ tables: SearchTables, meanLength: Double) -> Double {
        tables.weightTravel == 0 ? 1 : max(0, min(1, (meanLength - 6) / 10))
    }

    /// Temperature at the start of a cycle, as a share of a visit's usual worth; with short routes
    /// and with long ones.
    ///
    /// Measured with short routes at 900 visits: 0.06 ends 0.1 % lower, 0.25 lower yet. With 10 to 50
    /// stops a route (team orienteering), 0.12 ends 1 to 9 % lower than 1. The first cycle begins
    /// from a good plan, which more heat only spoils where there is time for one cycle at most.
    private static let hotShares = (0.12, 1.0)
    private static let firstShares = (0.03, 0.5)
    private static let coldShares = (0.001, 0.02)
    /// The same at the end of the last cycle, and its steps for each visit that make it worth beginning hot.
    ///
    /// Measured with 7 stops a route, 2,400 steps a visit: from 0.12 down to 0.001 ends 0.12 % lower, from 0.06
    /// 0.3 %, from 0.25 0.06 %; down to 0.01 is as good.
    private static let lastColdShares = (0.004, 0.02)
    private static let stepsPerVisit = 500

    /// The least change (negative or zero) that is accepted now.
    @inline(__always)
    func threshold(_ random: inout RandomSource) -> Double {
        temperature * log(max(1e-12, random.nextUnit()))
    }

    /// A step cooler; at the end of a cycle, hot again.
    @inline(__always)
    mutating func advance() {
        temperature *= factor
        left -= 1
        if left == 0 { restart() }
    }

    /// Begins the last cycle, or goes on with it, now that so many steps are left.
    mutating func end(in steps: Int) {
        if !isLast {
            isLast = true
            temperature = max(lastCold, hot * min(1, Double(steps) / Double(wholeCycle)))
        }
        left = max(1, steps)
        factor = pow(min(1, lastCold / temperature), 1 / Double(left))
    }

    /// Hot again after a cycle; after the last one as cold as it ended.
    private mutating func restart() {
        guard !isLast else {
            factor = 1
            return
        }
        cycle *= 2
        left = cycle
        temperature = hot
        factor = pow(cold / hot, 1 / Double(cycle))
    }
}
