import RouteColumns

/// A Chvátal-Gomory cut over a few rows with right-hand side 1: fractions of the rows are added up and
/// rounded down.
///
/// With three rows at a half it is a subset-row cut (Jepsen, Petersen, Spoorendonk and Pisinger 2008),
/// the only kind that pricing by labels knows; the others are for routes that are all at hand. Their
/// fractions are those of Pecin, Pessoa, Poggi, Uchoa and Santos (2017).
struct RankOneCut: Hashable {
    /// Demands, ascending.
    var demands: [Int32]
    /// [demand] Numerator of its fraction.
    var weights: [Int]
    /// Classes with a single crew whose rows take part, ascending.
    var classes: [Int]
    /// [class of the cut] Numerator of the fraction of its row.
    var classWeights: [Int]
    /// What the numerators are parts of.
    var denominator: Int

    /// Three rows at a half.
    ///
    /// - Parameters:
    ///   - demands: ascending; three, or two where a class is named.
    ///   - crewClass: the class; −1 for none.
    init(demands: [Int32], crewClass: Int) {
        self.demands = demands
        weights = [Int](repeating: 1, count: demands.count)
        classes = crewClass >= 0 ? [crewClass] : []
        classWeights = classes.map { _ in 1 }
        denominator = 2
    }

    /// Rows with their numerators, in any order.
    ///
    /// - Parameters:
    ///   - demands: demands with their numerators.
    ///   - classes: classes with a single crew, with their numerators.
    ///   - denominator: what the numerators are parts of.
    init(
        demands: [(number: Int32, weight: Int)],
        classes: [(number: Int, weight: Int)],
        denominator: Int
    ) {
        let orderedDemands = demands.sorted { $0.number < $1.number }
        let orderedClasses = classes.sorted { $0.number < $1.number }
        self.demands = orderedDemands.map(\.number)
        weights = orderedDemands.map(\.weight)
        self.classes = orderedClasses.map(\.number)
        classWeights = orderedClasses.map(\.weight)
        self.denominator = denominator
    }

    /// The right-hand side.
    var limit: Int { (weights.reduce(0, +) + classWeights.reduce(0, +)) / denominator }

    /// Whether pricing by labels can charge it.
    var isSubsetRow: Bool {
        denominator == 2 && demands.count + classes.count == 3 && classes.count <= 1
            && (weights + classWeights).allSatisfy { $0 == 1 }
    }

    /// The numerator of a class's row; 0 where it takes no part.
    func weight(ofClass number: Int) -> Int {
        classes.firstIndex(of: number).map { classWeights[$0] } ?? 0
    }

    /// The coefficient of a route.
    func coefficient(crewClass: Int, demands served: [Int32]) -> Int {
        var sum = weight(ofClass: crewClass)
        for (demand, weight) in zip(demands, weights) where served.contains(demand) {
            sum += weight
        }
        return sum / denominator
    }
}
