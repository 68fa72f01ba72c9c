import RouteColumns

/// Finds subset-row cuts that the last relaxation violates.
enum SubsetRowSeparation {
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
        let demands = Int32(master.space.demandCount)
        var choice = CutChoice(master, most: most, perItem: perItem)
        for items in violations(of: master.fractionalRoutes) where !choice.isFull {
            let classes = items.filter { $0 >= demands }
            guard classes.count <= 1 else { continue }
            choice.offer(
                RankOneCut(
                    demands: items.filter { $0 < demands },
                    crewClass: classes.first.map { Int($0 - demands) } ?? -1
                ),
                on: items
            )
        }
        return choice.cuts
    }

    private struct Pair: Hashable {
        var first: Int32
        var second: Int32
    }

    /// Triples of items of which the routes that hit two or three sum above 1, the most first.
    private static func violations(of routes: [FractionalRoute]) -> [[Int32]] {
        var pairs: [Pair: Double] = [:]
        var triples: [[Int32]: Double] = [:]
        for route in routes {
            let items = route.items.sorted()
            for i in items.indices {
                for j in items.indices where j > i {
                    pairs[Pair(first: items[i], second: items[j]), default: 0] += route.value
                    for k in items.indices where k > j {
                        triples[[items[i], items[j], items[k]], default: 0] += route.value
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
        found.sort {
            $0.excess != $1.excess
                ? $0.excess > $1.excess : $0.items.lexicographicallyPrecedes($1.items)
        }
        return found.map(\.items)
    }
}
