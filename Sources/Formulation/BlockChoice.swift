import RouteColumns

/// Chooses which classes of crews to free together: those on which relaxation and plan disagree.
///
/// A seed is drawn where routes of the plan are least present in the relaxation; the block grows by
/// the classes that, by the relaxation's routes, want what the block's routes serve, or the other way
/// round. Taillard and Voss (2002), "POPMUSIC: partial optimization metaheuristic under special
/// intensification conditions".
struct BlockChoice {
    private let space: ColumnSpace
    /// Routes of the relaxation: class, demands, value.
    private var support: [(crewClass: Int, demands: [Int32], value: Double)] = []
    /// [class] How often it was freed in vain since its last success.
    private var failures: [Int]
    private var random: UInt64

    init(_ space: ColumnSpace) {
        self.space = space
        failures = [Int](repeating: 0, count: space.classes.count)
        random = 0x9E37_79B9_7F4A_7C15
    }

    /// Takes the relaxation as it stands.
    mutating func note(_ master: RestrictedMaster) {
        support = master.columns.indices.compactMap { number in
            let value = master.value(ofRoute: number)
            guard value > 1e-4 else { return nil }
            let column = master.columns[number]
            return (column.crewClass, column.nodes.map { space.nodes[Int($0)].demand }, value)
        }
    }

    /// Remembers what became of a block.
    mutating func note(_ block: [Int], isBetter: Bool) {
        for number in block { failures[number] = isBetter ? 0 : failures[number] + 1 }
    }

    /// A block of a plan.
    ///
    /// - Parameters:
    ///   - plan: the plan's routes.
    ///   - size: how many classes.
    /// - Returns: the classes, ascending.
    mutating func block(of plan: [RouteColumn], size: Int) -> [Int] {
        var owner: [Int32: Int] = [:]
        for column in plan {
            for node in column.nodes { owner[space.nodes[Int(node)].demand] = column.crewClass }
        }
        var affinity = [Double](repeating: 0, count: space.classes.count)
        let unrest = unrest(owner)
        guard let seed = draw(unrest) else { return [] }
        var isIn = [Bool](repeating: false, count: space.classes.count)
        var block: [Int] = []
        var next = seed
        let wanted = demandsWanted()
        while block.count < size {
            isIn[next] = true
            block.append(next)
            // What others' routes in the relaxation take from this class's, and what it wants.
            for (crewClass, demands, value) in support {
                for demand in demands {
                    let holder = owner[demand] ?? -1
                    if crewClass == next, holder >= 0 {
                        affinity[holder] += value
                    } else if holder == next {
                        affinity[crewClass] += value
                    } else if crewClass == next, holder < 0 {
                        for (other, share) in wanted[demand] ?? [] {
                            affinity[other] += value * share / 2
                        }
                    }
                }
            }
            var best = -1
            var most = 0.0
            for number in affinity.indices where !isIn[number] && affinity[number] > 0 {
                let weight = affinity[number] * (0.6 + 0.8 * nextRandom())
                if weight > most { (best, most) = (number, weight) }
            }
            if best < 0 {
                best = draw(unrest.indices.map { isIn[$0] ? 0 : unrest[$0] + 0.01 }) ?? -1
            }
            guard best >= 0 else { break }
            next = best
        }
        return block.sorted()
    }

    /// [demand] Classes that want it in the relaxation.
    private func demandsWanted() -> [Int32: [(Int, Double)]] {
        var wanted: [Int32: [(Int, Double)]] = [:]
        for (crewClass, demands, value) in support {
            for demand in demands { wanted[demand, default: []].append((crewClass, value)) }
        }
        return wanted
    }

    /// [class] How much relaxation and plan differ there.
    private func unrest(_ owner: [Int32: Int]) -> [Double] {
        var unrest = [Double](repeating: 0, count: space.classes.count)
        for (crewClass, demands, value) in support {
            let strange = demands.count { owner[$0] != crewClass }
            unrest[crewClass] += value * Double(strange)
        }
        for number in unrest.indices { unrest[number] /= Double(1 + 2 * failures[number]) }
        return unrest
    }

    private mutating func draw(_ weights: [Double]) -> Int? {
        let sum = weights.reduce(0, +)
        guard sum > 1e-9 else { return nil }
        var point = nextRandom() * sum
        for (number, weight) in weights.enumerated() where weight > 0 {
            point -= weight
            if point <= 0 { return number }
        }
        return weights.lastIndex { $0 > 0 }
    }

    private mutating func nextRandom() -> Double {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return Double(random >> 11) / Double(1 << 53)
    }
}
