/// Chooses among operators by how well each has done per unit of work (Ropke and Pisinger 2006).
struct OperatorWeights {
    /// The weight of each operator.
    private(set) var weights: [Double]
    private var merits: [Double]
    private var work: [Double]
    private let base: [Double]
    private var untilUpdate = OperatorWeights.segment

    private static let segment = 2000
    /// How much of its base share an operator keeps however badly it does.
    private static let leastShare = 0.25

    /// Operators with the share of choices that each begins with.
    init(shares: [Double]) {
        base = shares
        weights = shares
        merits = [Double](repeating: 0, count: shares.count)
        work = [Double](repeating: 0, count: shares.count)
    }

    /// The operator at a point of 0..<1 along the weights.
    @inline(__always)
    func choose(_ point: Double) -> Int {
        var rest = point * total
        for index in 0..<weights.count {
            rest -= weights[index]
            if rest < 0 { return index }
        }
        return 0
    }

    private var total: Double {
        var sum = 0.0
        for weight in weights { sum += weight }
        return sum
    }

    /// Notes what a use of an operator brought, and from time to time shifts the weights.
    @inline(__always)
    mutating func note(_ index: Int, merit: Double, work used: Int) {
        merits[index] += merit
        work[index] += Double(used)
        untilUpdate -= 1
        if untilUpdate == 0 { update() }
    }

    private mutating func update() {
        untilUpdate = Self.segment
        let allMerit = merits.reduce(0, +)
        let allWork = work.reduce(0, +)
        guard allMerit > 0, allWork > 0 else { return }
        for index in weights.indices where work[index] > 0 {
            let relative = (merits[index] / work[index]) / (allMerit / allWork)
            let target = base[index] * min(4, max(Self.leastShare, relative))
            weights[index] = 0.8 * weights[index] + 0.2 * target
            merits[index] *= 0.5
            work[index] *= 0.5
        }
    }
}
