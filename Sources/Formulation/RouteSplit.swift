import RouteColumns

/// Parts plans by which classes of crews serve a demand.
///
/// Either one of some classes serves it, if any, or none of them does.
struct RouteSplit: Hashable {
    /// The demand.
    var demand: Int32
    /// The classes, ascending.
    var classes: [Int]

    /// Whether a route is possible on a side.
    ///
    /// - Parameters:
    ///   - column: the route.
    ///   - isInside: the side on which none but the classes serve the demand.
    ///   - space: what the route belongs to.
    /// - Returns: whether it is.
    func allows(_ column: RouteColumn, _ isInside: Bool, in space: ColumnSpace) -> Bool {
        let hits = column.nodes.contains { space.nodes[Int($0)].demand == demand }
        let isOwn = classes.contains(column.crewClass)
        guard isInside else { return !(isOwn && hits) }
        // A single class with one crew has no route but the one that serves the demand.
        let isForced = classes.count == 1 && space.classes[column.crewClass].crews.count == 1
        return isOwn ? hits || !isForced : !hits
    }

    /// Ways to part the plans that a relaxation mixes, the most even first.
    ///
    /// - Parameters:
    ///   - chosen: what the relaxation chose, and how much of it.
    ///   - space: what the routes belong to.
    ///   - decided: ways that are used up.
    ///   - most: most of each kind.
    /// - Returns: ways that name one class, then ways that name several.
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
        var single: [(split: RouteSplit, distance: Double)] = []
        var halves: [(split: RouteSplit, distance: Double)] = []
        for (demand, ofClass) in flows.sorted(by: { $0.key < $1.key }) {
            let ordered = ofClass.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            for (crewClass, flow) in ordered where flow > 0.01 && flow < 0.99 {
                let split = RouteSplit(demand: demand, classes: [crewClass])
                single.append((split, abs(flow - 0.5)))
            }
            guard ordered.count > 2 else { continue }
            var (classes, sum): ([Int], Double) = ([], 0)
            for (crewClass, flow) in ordered where sum + flow <= 0.6 {
                classes.append(crewClass)
                sum += flow
            }
            guard classes.count > 1 else { continue }
            let split = RouteSplit(demand: demand, classes: classes.sorted())
            halves.append((split, abs(sum - 0.5)))
        }
        let kinds = [single, halves].map { kind in
            kind.enumerated().filter { !decided.contains($0.element.split) }
                .sorted { ($0.element.distance, $0.offset) < ($1.element.distance, $1.offset) }
                .prefix(most).map(\.element.split)
        }
        return kinds[0] + kinds[1]
    }
}
