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
    private let forms = Form.all
    /// Room for the routes of a set.
    private var hits: [Hit] = []

    /// A route that hits rows of a set.
    private struct Hit {
        /// The rows, a bit for each place in the set.
        var rows: Int
        var value: Float
    }

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
        let around = Surroundings(items: [centre] + beside, of: self)
        let count = around.items.count
        for first in 1..<count {
            for second in (first + 1)..<count {
                for third in (second + 1)..<count {
                    var places = Places()
                    (places[1], places[2], places[3]) = (Int32(first), Int32(second), Int32(third))
                    test(places, count: 4, around)
                    for fourth in (third + 1)..<count {
                        places[4] = Int32(fourth)
                        test(places, count: 5, around)
                    }
                }
            }
        }
    }

    /// Places of four or five of the rows around one, that one first.
    private typealias Places = SIMD8<Int32>

    /// Notes the violated cuts over a set of rows.
    private mutating func test(_ places: Places, count: Int, _ around: Surroundings) {
        guard around.fill(&hits, places, count: count) else { return }
        for form in forms[count - 4] {
            var sum: Float = 0
            for hit in hits { sum += hit.value * form.coefficients[hit.rows] }
            guard sum > form.limit + Float(RankOneSeparation.leastExcess) else { continue }
            let items = form.order.map { around.items[Int(places[$0])] }
            // Of rows with equal fractions the first one finds the cut, if it shares routes with the rest.
            guard form.equals.allSatisfy({ items[0] < items[$0] }) else { continue }
            let excess = Double(sum) - Double(form.limit)
            found.append(Found(items: items, fractions: form.fractions, excess: excess))
        }
    }

    /// A vector of fractions given to the rows of a set in some order.
    private struct Form {
        /// The vector's number.
        let fractions: Int
        /// [fraction] The row that has it, by its place in the set.
        let order: [Int]
        /// Rows by their places in the order, before which the first one must come, since their
        /// fractions are the same.
        let equals: [Int]
        /// [rows hit, a bit for each place in the set] The coefficient of a route.
        let coefficients: [Float]
        /// The right-hand side.
        let limit: Float

        init(_ fractions: Int, _ order: [Int], equals: [Int] = []) {
            (self.fractions, self.order, self.equals) = (fractions, order, equals)
            let vector = RankOneSeparation.vectors[fractions]
            coefficients = (0..<1 << order.count).map { hits in
                var weight = 0
                for (place, numerator) in zip(order, vector.weights) where hits >> place & 1 != 0 {
                    weight += numerator
                }
                return Float(weight / vector.denominator)
            }
            limit = Float(vector.limit)
        }

        /// [rows less four] All forms in which the row around which sets are tried has the first fraction.
        static let all: [[Form]] = {
            let plain = [0, 1, 2, 3, 4]
            var five = [
                Form(1, plain, equals: [1, 2, 3, 4]), Form(2, plain, equals: [1, 2, 3, 4]),
                Form(3, plain),
            ]
            for second in 1..<5 {
                var order = plain
                order.swapAt(1, second)
                five.append(Form(4, order, equals: [1]))
                five.append(Form(5, order, equals: [1]))
                for third in 2..<5 {
                    var inner = order
                    inner.swapAt(2, third)
                    if inner[1] < inner[2] { five.append(Form(6, inner)) }
                }
            }
            return [[Form(0, [0, 1, 2, 3])], five]
        }()
    }

    /// A few rows, and the routes that hit two of them and more.
    private struct Surroundings {
        let items: [Int32]
        /// [route] The rows it hits, a bit each.
        private var masks: [UInt32] = []
        private var values: [Float] = []

        init(items: [Int32], of separation: RankOneSeparation) {
            self.items = items
            var hits: [Int: UInt32] = [:]
            for (place, item) in items.enumerated() {
                for route in separation.routesOfItem[item] ?? [] {
                    hits[route, default: 0] |= 1 << UInt32(place)
                }
            }
            for route in hits.keys.sorted() {
                guard let mask = hits[route], mask.nonzeroBitCount >= 2 else { continue }
                masks.append(mask)
                values.append(Float(separation.routes[route].value))
            }
        }

        /// Fills in the routes that hit two rows of a set and more.
        ///
        /// - Returns: whether these sum above 1, without which no fractions make a violated cut.
        func fill(_ hits: inout [Hit], _ places: Places, count: Int) -> Bool {
            hits.removeAll(keepingCapacity: true)
            var sum: Float = 0
            for number in masks.indices {
                var rows = 0
                for place in 0..<count {
                    rows |= Int(masks[number] >> UInt32(places[place]) & 1) << place
                }
                guard rows & (rows - 1) != 0 else { continue }
                hits.append(Hit(rows: rows, value: values[number]))
                sum += values[number]
            }
            return sum > 1 + Float(RankOneSeparation.leastExcess)
        }
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
