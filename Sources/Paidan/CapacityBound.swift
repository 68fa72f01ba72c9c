import DenseProblem
import Scheduling

/// A bound from crew minutes alone, which needs no program and is quick on cases of any size.
///
/// Let a minute of any crew cost ρ(d) on day d. Then no shift earns more than its minutes cost, and a
/// visit earns at most its points less what its minutes cost on the cheapest day that can hold each
/// role; for every ρ ≥ 0, the sum of both bounds all plans (the dual of a knapsack of crew minutes by
/// day). A visit's minutes are its length and the shortest way into its place. All in whole numbers,
/// so the bound is exact.
struct CapacityBound {
    /// [day] Minutes and number of crews, shift by shift.
    private var shifts: [[(minutes: Int, crews: Int)]]
    private var visits: [Part] = []
    private let crewUnits: Int

    /// A visit with what it can earn and what it takes.
    private struct Part {
        /// Its number.
        var visit: Int
        /// Most points, in units.
        var worth: Int
        /// Minutes of each role.
        var minutes: Int
        /// Days on which each role can be met, as bits.
        var days: [UInt32]
    }

    /// Units per point.
    private static let unit = 1024
    /// Rounds over all days.
    private static let sweeps = 2

    /// What the bound says.
    struct Outcome {
        /// No plan is worth more than this many points.
        var points: Int
        /// [visit] Points that it earns beyond its minutes at the best prices; a start for others.
        var visitPrices: [Double]
    }

    /// The bound of a problem.
    static func solve(_ problem: DenseProblem) -> Outcome {
        var bound = CapacityBound(problem)
        let prices = bound.least()
        let units = bound.units(prices)
        let points = units >= 0 ? units / unit : -((-units + unit - 1) / unit)
        var visitPrices = [Double](repeating: 0, count: problem.visits.count)
        for part in bound.visits {
            visitPrices[part.visit] = Double(bound.rest(of: part, prices)) / Double(unit)
        }
        return Outcome(points: problem.changesBase + points, visitPrices: visitPrices)
    }

    private init(_ problem: DenseProblem) {
        crewUnits = problem.scenario.weights.crew * CapacityBound.unit
        shifts = [[(minutes: Int, crews: Int)]](repeating: [], count: problem.scenario.days)
        for shift in 0..<problem.shifts.count where !problem.tasksOfShift[shift].isEmpty {
            let minutes = Int(problem.shifts.end[shift] - problem.shifts.start[shift])
            shifts[Int(problem.shifts.day[shift])].append(
                (minutes, Int(problem.shifts.crews[shift]))
            )
        }
        let ways = WaysIn(problem)
        for visit in 0..<problem.visits.count {
            let tasks = problem.visits.tasks(of: visit)
            guard tasks.allSatisfy({ !problem.shiftsOfTask[$0].isEmpty }) else { continue }
            let way = ways.minutes(into: visit, problem)
            let travel = problem.scenario.weights.travel * way * tasks.count
            visits.append(
                Part(
                    visit: visit,
                    worth: (TrivialBound.points(ofVisit: visit, problem) - travel)
                        * CapacityBound.unit,
                    minutes: Int(problem.visits.minutes[visit]) + way,
                    days: tasks.map { task in
                        problem.shiftsOfTask[task].reduce(0) {
                            $0 | 1 << UInt32(problem.shifts.day[Int($1)])
                        }
                    }
                )
            )
        }
    }

    /// The bound at some prices of a minute by day.
    private func units(_ prices: [Int]) -> Int {
        var sum = 0
        for (day, shifts) in shifts.enumerated() {
            for shift in shifts {
                sum += shift.crews * max(0, shift.minutes * prices[day] - crewUnits)
            }
        }
        for part in visits { sum += rest(of: part, prices) }
        return sum
    }

    /// What a visit earns beyond its minutes, each role on its cheapest day; at least 0.
    private func rest(of part: Part, _ prices: [Int]) -> Int {
        var rest = part.worth
        for mask in part.days {
            var days = mask
            var cheapest = Int.max
            while days != 0 {
                cheapest = min(cheapest, prices[days.trailingZeroBitCount])
                days &= days - 1
            }
            rest -= part.minutes * cheapest
        }
        return max(0, rest)
    }

    /// The prices of the least bound found: one price for all days first, then day by day.
    private mutating func least() -> [Int] {
        let highest = visits.map { $0.worth / max(1, $0.minutes * $0.days.count) }.max() ?? 0
        var prices = [Int](repeating: 0, count: shifts.count)
        prices = search(highest) { [Int](repeating: $0, count: prices.count) }
        guard prices.count > 1 else { return prices }
        for _ in 0..<CapacityBound.sweeps {
            for day in prices.indices where !shifts[day].isEmpty {
                let others = prices
                prices = search(highest) { price in
                    var changed = others
                    changed[day] = price
                    return changed
                }
            }
        }
        return prices
    }

    /// The best of prices that depend on one figure, by halving: the bound is convex in it.
    private func search(_ highest: Int, _ prices: (Int) -> [Int]) -> [Int] {
        var low = 0
        var high = max(0, highest)
        while high - low > 1 {
            let middle = (low + high) / 2
            if units(prices(middle)) <= units(prices(middle + 1)) {
                high = middle
            } else {
                low = middle + 1
            }
        }
        let (first, second) = (prices(low), prices(high))
        return units(first) <= units(second) ? first : second
    }
}

/// The shortest legs into places.
private struct WaysIn {
    /// [place] Least minutes of a leg into it.
    private var least: [Int32: Int] = [:]

    init(_ problem: DenseProblem) {
        var counts: [Int32: Int] = [:]
        for place in problem.visits.place where place >= 0 { counts[place, default: 0] += 1 }
        for base in Set(problem.shifts.basePlace) { counts[base, default: 0] += 1 }
        let places = counts.keys.sorted()
        let stride = problem.travel.placeCount
        var best = [UInt16](repeating: .max, count: stride)
        for speed in problem.shifts.speeds.indices {
            let matrix = problem.travel.matrix(speedClass: speed)
            // Ways lie side by side by where they begin.
            for from in places {
                let row = Int(from) * stride
                for to in places where to != from {
                    best[Int(to)] = min(best[Int(to)], matrix[row + Int(to)])
                }
            }
        }
        for place in places {
            // From another visit there, or from the base there, it takes no time at all.
            let isShared = counts[place, default: 0] > 1
            let hasWay = best[Int(place)] < .max
            least[place] = isShared || !hasWay ? 0 : Int(best[Int(place)])
        }
    }

    /// No crew gets to a visit in less, wherever it comes from; 0 for visits from afar.
    func minutes(into visit: Int, _ problem: DenseProblem) -> Int {
        least[problem.visits.place[visit]] ?? 0
    }
}
