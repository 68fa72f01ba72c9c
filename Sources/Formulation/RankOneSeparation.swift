import RouteColumns

/// Finds rank-one cuts over four and five rows that the last relaxation violates.
///
/// For routes that are all at hand only: pricing by labels doesn't know these cuts. Around each row the
/// sets of rows that most share its routes are tried with each vector of fractions.
struct RankOneSeparation {
    /// Fractions of the rows of a cut, the first that of the row around which sets are tried.
    private struct Fractions {
        var weights: [Int]
        var denominator: Int
        var limit: Int { weights.reduce(0, +) / denominator }
    }

    /// The undominated vectors of four and five rows.
    private static let vectors = [
        Fractions(weights: [2, 1, 1, 1], denominator: 3),
        Fractions(weights: [1, 1, 1, 1, 1], denominator: 2),
        Fractions(weights: [1, 1, 1, 1, 1], denominator: 3),
        Fractions(weights: [3, 1, 1, 1, 1], denominator: 4),
        Fractions(weights: [2, 2, 1, 1, 1], denominator: 4),
        Fractions(weights: [2, 2, 1, 1, 1], denominator: 3),
        Fractions(weights: [3, 2, 2, 1, 1], denominator: 5),
    ]

    /// Rows tried beside each.
    private static let neighbourCount = 11
    /// Least violation of a cut.
    private static let leastExcess = 0.02

    private struct Found {
        var items: [Int32]
        var fractions: Int
        var excess: Double
    }

    private let master: RestrictedMaster
    private let routes: [FractionalRoute]
    /// [row] Routes that hit it.
    private var routesOfItem: [Int32: [Int]] = [:]
    private var found: [Found] = []

    /// The most violated cuts, few per row so that they spread.
    ///
    /// - Parameters:
    ///   - master: the relaxation.
    ///   - most: most cuts.
    ///   - perItem: most cuts that one row takes part in.
    /// - Returns: the cuts, the most violated first.
    static func violated(in master: RestrictedMaster, most: Int, perItem: Int) -> [RankOneCut] {
        var separation = RankOneSeparation(master)
        for item in separation.routesOfItem.keys.sorted() { separation.search(around: item) }
        return separation.chosen(most: most, perItem: perItem)
    }

    private init(_ master: RestrictedMaster) {
        self.master = master
        routes = master.fractionalRoutes
        for (number, route) in routes.enumerated() {
            for item in route.items { routesOfItem[item, default: []].append(number) }
        }
    }

    /// Tries sets of rows with the one given first.
    private mutating func search(around centre: Int32) {
        let beside = neighbours(of: centre)
        guard beside.count >= 3 else { return }
        let items = [centre] + beside
        let (masks, values) = masks(of: items)
        for first in 1..<items.count {
            for second in (first + 1)..<max(first + 1, items.count) {
                for third in (second + 1)..<max(second + 1, items.count) {
                    let set = [0, first, second, third]
                    test(set, fractions: 0, items, masks, values)
                    for fourth in (third + 1)..<max(third + 1, items.count) {
                        testFive(set + [fourth], items, masks, values)
                    }
                }
            }
        }
    }

    private mutating func testFive(
        _ set: [Int],
        _ items: [Int32],
        _ masks: [UInt16],
        _ values: [Double]
    ) {
        let isFirst = set.dropFirst().allSatisfy { items[0] < items[$0] }
        // Equal fractions need each set once only.
        if isFirst {
            test(set, fractions: 1, items, masks, values)
            test(set, fractions: 2, items, masks, values)
        }
        test(set, fractions: 3, items, masks, values)
        for second in 1..<5 {
            var order = set
            order.swapAt(1, second)
            if items[0] < items[order[1]] {
                test(order, fractions: 4, items, masks, values)
                test(order, fractions: 5, items, masks, values)
            }
            for third in 2..<5 {
                var inner = order
                inner.swapAt(2, third)
                if inner[1] < inner[2] { test(inner, fractions: 6, items, masks, values) }
            }
        }
    }

    /// Notes a cut if it is violated.
    private mutating func test(
        _ set: [Int],
        fractions number: Int,
        _ items: [Int32],
        _ masks: [UInt16],
        _ values: [Double]
    ) {
        let fractions = RankOneSeparation.vectors[number]
        var sum = 0.0
        masks.withUnsafeBufferPointer { masks in
            for (route, mask) in masks.enumerated() {
                var weight = 0
                for (place, weightThere) in zip(set, fractions.weights)
                where mask >> UInt16(place) & 1 != 0 {
                    weight += weightThere
                }
                if weight >= fractions.denominator {
                    sum += values[route] * Double(weight / fractions.denominator)
                }
            }
        }
        let excess = sum - Double(fractions.limit)
        guard excess > RankOneSeparation.leastExcess else { return }
        found.append(Found(items: set.map { items[$0] }, fractions: number, excess: excess))
    }

    /// The rows that share most with a row's routes.
    private func neighbours(of centre: Int32) -> [Int32] {
        var shared: [Int32: Double] = [:]
        for route in routesOfItem[centre] ?? [] {
            for item in routes[route].items where item != centre {
                shared[item, default: 0] += routes[route].value
            }
        }
        let ordered = shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        return ordered.prefix(RankOneSeparation.neighbourCount).map(\.key)
    }

    /// Which of the rows each route hits, and its value; routes that hit less than two are left out.
    private func masks(of items: [Int32]) -> (masks: [UInt16], values: [Double]) {
        var hits: [Int: UInt16] = [:]
        for (place, item) in items.enumerated() {
            for route in routesOfItem[item] ?? [] {
                hits[route, default: 0] |= 1 << UInt16(place)
            }
        }
        var masks: [UInt16] = []
        var values: [Double] = []
        for route in hits.keys.sorted() {
            guard let mask = hits[route], mask.nonzeroBitCount >= 2 else { continue }
            masks.append(mask)
            values.append(routes[route].value)
        }
        return (masks, values)
    }

    private func chosen(most: Int, perItem: Int) -> [RankOneCut] {
        let demands = Int32(master.space.demandCount)
        var choice = CutChoice(master, most: most, perItem: perItem)
        let ordered = found.enumerated().sorted {
            ($1.element.excess, $0.offset) < ($0.element.excess, $1.offset)
        }
        for (_, candidate) in ordered where !choice.isFull {
            let fractions = RankOneSeparation.vectors[candidate.fractions]
            let parts = zip(candidate.items, fractions.weights)
            let classes = parts.filter { $0.0 >= demands }
            choice.offer(
                RankOneCut(
                    demands: parts.filter { $0.0 < demands }.map { (number: $0.0, weight: $0.1) },
                    classes: classes.map { (number: Int($0.0 - demands), weight: $0.1) },
                    denominator: fractions.denominator
                ),
                on: candidate.items
            )
        }
        return choice.cuts
    }
}
