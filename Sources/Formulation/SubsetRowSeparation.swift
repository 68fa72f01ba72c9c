import RouteColumns

/// Finds subset-row cuts that the last relaxation violates.
enum SubsetRowSeparation {
    /// A row that a cut can stand on: a demand, or a class with a single crew.
    private struct Column {
        var items: [Int32]
        var value: Double
    }

    /// The most violated cuts, few per row so that they spread.
    ///
    /// - Parameters:
    ///   - master: the relaxation.
    ///   - most: most cuts.
    ///   - perItem: most cuts that one demand or class takes part in.
    /// - Returns: the cuts, the most violated first.
    static func violated(
        in master: RestrictedMaster,
        most: Int,
        perItem: Int
    ) -> [RankOneCut] {
        let space = master.space
        let demands = Int32(space.demandCount)
        var columns: [Column] = []
        for (number, route) in master.columns.enumerated() {
            let value = master.value(ofRoute: number)
            guard value > 1e-4, value < 1 - 1e-4 else { continue }
            var items = route.nodes.map { space.nodes[Int($0)].demand }
            if space.classes[route.crewClass].crews.count == 1 {
                items.append(demands + Int32(route.crewClass))
            }
            columns.append(Column(items: items.sorted(), value: value))
        }
        let found = violations(of: columns)
        let existing = Set(master.cuts.map(\.cut))
        var uses: [Int32: Int] = [:]
        var chosen: [RankOneCut] = []
        for (items, _) in found {
            guard chosen.count < most else { break }
            guard items.allSatisfy({ uses[$0, default: 0] < perItem }) else { continue }
            let classes = items.filter { $0 >= demands }
            guard classes.count <= 1 else { continue }
            let cut = RankOneCut(
                demands: items.filter { $0 < demands },
                crewClass: classes.first.map { Int($0 - demands) } ?? -1
            )
            guard !existing.contains(cut) else { continue }
            for item in items { uses[item, default: 0] += 1 }
            chosen.append(cut)
        }
        return chosen
    }

    private struct Pair: Hashable {
        var first: Int32
        var second: Int32
    }

    /// Triples of items and how far the columns that hit two or three of them sum above 1.
    private static func violations(of columns: [Column]) -> [(items: [Int32], excess: Double)] {
        var pairs: [Pair: Double] = [:]
        var triples: [[Int32]: Double] = [:]
        for column in columns {
            let items = column.items
            for i in items.indices {
                for j in items.indices where j > i {
                    pairs[Pair(first: items[i], second: items[j]), default: 0] += column.value
                    for k in items.indices where k > j {
                        triples[[items[i], items[j], items[k]], default: 0] += column.value
                    }
                }
            }
        }
        var neighbours: [Int32: [Int32]] = [:]
        for pair in pairs.keys.sorted(by: { ($0.first, $0.second) < ($1.first, $1.second) }) {
            neighbours[pair.first, default: []].append(pair.second)
            neighbours[pair.second, default: []].append(pair.first)
        }
        var found: [(items: [Int32], excess: Double)] = []
        func weight(_ a: Int32, _ b: Int32) -> Double {
            pairs[Pair(first: min(a, b), second: max(a, b))] ?? 0
        }
        var seen = Set<[Int32]>()
        for centre in neighbours.keys.sorted() {
            let around = neighbours[centre] ?? []
            for i in around.indices {
                for j in around.indices where j > i {
                    let sum = weight(centre, around[i]) + weight(centre, around[j])
                    let third = weight(around[i], around[j])
                    guard sum + third > 1.02 else { continue }
                    let items = [centre, around[i], around[j]].sorted()
                    guard seen.insert(items).inserted else { continue }
                    let excess = sum + third - 2 * (triples[items] ?? 0) - 1
                    if excess > 0.02 { found.append((items, excess)) }
                }
            }
        }
        return found.sorted {
            $0.excess != $1.excess
                ? $0.excess > $1.excess : $0.items.lexicographicallyPrecedes($1.items)
        }
    }
}
