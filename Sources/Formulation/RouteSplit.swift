import RouteColumns

/// Parts plans by which routes serve a demand.
enum RouteSplit: Hashable {
    /// Either a route of some classes (ascending) serves the demand, if any, or none of them does.
    case byClass(demand: Int32, classes: [Int])
    /// Either a single route serves both demands, or none does (Ryan and Foster 1981).
    case together(Int32, Int32)

    /// Whether a route is possible on a side.
    ///
    /// - Parameters:
    ///   - column: the route.
    ///   - isInside: the side on which the classes serve the demand, or a route serves both.
    ///   - space: what the route belongs to.
    /// - Returns: whether it is.
    func allows(_ column: RouteColumn, _ isInside: Bool, in space: ColumnSpace) -> Bool {
        func hits(_ demand: Int32) -> Bool {
            column.nodes.contains { space.nodes[Int($0)].demand == demand }
        }
        switch self {
        case .byClass(let demand, let classes):
            let isOwn = classes.contains(column.crewClass)
            guard isInside else { return !(isOwn && hits(demand)) }
            // A single class with one crew has no route but the one that serves the demand.
            let isForced = classes.count == 1 && space.classes[column.crewClass].crews.count == 1
            return isOwn ? !isForced || hits(demand) : !hits(demand)
        case .together(let first, let second):
            let (hitsFirst, hitsSecond) = (hits(first), hits(second))
            return isInside ? hitsFirst == hitsSecond : !(hitsFirst && hitsSecond)
        }
    }

    /// Ways to part the plans that a relaxation mixes, the most even first.
    ///
    /// - Parameters:
    ///   - chosen: what the relaxation chose, and how much of it.
    ///   - space: what the routes belong to.
    ///   - decided: ways that are used up.
    ///   - most: most of each kind.
    /// - Returns: ways that name one class, then ways that name several, then pairs of demands.
    static func candidates(
        _ chosen: [(column: RouteColumn, value: Double)],
        in space: ColumnSpace,
        decided: Set<RouteSplit>,
        most: Int
    ) -> [RouteSplit] {
        var flows: [Int32: [Int: Double]] = [:]
        for (column, value) in chosen {
            for position in column.nodes {
                let demand = space.nodes[Int(position)].demand
                flows[demand, default: [:]][column.crewClass, default: 0] += value
            }
        }
        var single: [Weighed] = []
        var halves: [Weighed] = []
        for (demand, ofClass) in flows.sorted(by: { $0.key < $1.key }) {
            let ordered = ofClass.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            for (crewClass, flow) in ordered where flow > 0.01 && flow < 0.99 {
                single.append((.byClass(demand: demand, classes: [crewClass]), abs(flow - 0.5)))
            }
            guard ordered.count > 2 else { continue }
            var (classes, sum): ([Int], Double) = ([], 0)
            for (crewClass, flow) in ordered where sum + flow <= 0.6 {
                classes.append(crewClass)
                sum += flow
            }
            guard classes.count > 1 else { continue }
            halves.append((.byClass(demand: demand, classes: classes.sorted()), abs(sum - 0.5)))
        }
        return [single, halves, pairs(chosen, in: space)].flatMap { kind in
            kind.enumerated().filter { !decided.contains($0.element.split) }
                .sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
                .prefix(most).map(\.element.split)
        }
    }

    /// A way, and how far it is from an even one.
    private typealias Weighed = (split: RouteSplit, distance: Double)

    /// Pairs of demands that the relaxation serves by one route in part.
    private static func pairs(
        _ chosen: [(column: RouteColumn, value: Double)],
        in space: ColumnSpace
    ) -> [Weighed] {
        struct Pair: Hashable {
            var first: Int32
            var second: Int32
        }
        var flows: [Pair: Double] = [:]
        for (column, value) in chosen {
            let demands = column.nodes.map { space.nodes[Int($0)].demand }.sorted()
            for (place, first) in demands.enumerated() {
                for second in demands[(place + 1)...] where first < second {
                    flows[Pair(first: first, second: second), default: 0] += value
                }
            }
        }
        let ordered = flows.sorted {
            ($0.key.first, $0.key.second) < ($1.key.first, $1.key.second)
        }
        return ordered.compactMap { pair, flow in
            flow > 0.01 && flow < 0.99
                ? (.together(pair.first, pair.second), abs(flow - 0.5)) : nil
        }
    }
}
