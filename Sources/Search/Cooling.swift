#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Simulated annealing in cycles: each cools from hot to cold and is twice as long as the last.
///
/// Nothing is known of the time that a run will get; with doubling cycles at least a quarter of it
/// is one whole cycle.
struct Cooling {
    private var temperature: Double
    private var factor: Double
    private let hot: Double
    private let cold: Double
    private var cycle: Int
    private var left: Int

    /// Temperatures by the usual worth of a visit; first cycle by the number of visits.
    init(_ tables: SearchTables) {
        var sum = 0.0
        for visit in 0..<tables.visitCount {
            let isPinned = tables.visits[visit].isPinned
            sum += Double(tables.value[visit] - (isPinned ? tables.pinBonus : 0))
        }
        let worth = max(1, sum / Double(max(1, tables.visitCount)))
        hot = worth * Cooling.hotShare
        cold = max(0.05, worth * Cooling.coldShare)
        cycle = max(10_000, 50 * tables.visitCount)
        left = cycle
        temperature = worth * Cooling.firstShare
        factor = pow(cold / temperature, 1 / Double(cycle))
    }

    /// Temperature at the start of a cycle, as a share of a visit's usual worth.
    ///
    /// Measured at 900 visits: 0.06 ends 0.1 % lower. The first cycle begins from a good plan, which
    /// more heat only spoils where there is time for one cycle at most.
    private static let hotShare = 0.12
    private static let firstShare = 0.03
    private static let coldShare = 0.001

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

    private mutating func restart() {
        cycle *= 2
        left = cycle
        temperature = hot
        factor = pow(cold / hot, 1 / Double(cycle))
    }
}
