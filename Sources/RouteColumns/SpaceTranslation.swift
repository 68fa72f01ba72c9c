/// Tells routes of one space in another that differs in the parts of starts alone.
public struct SpaceTranslation {
    private let old: ColumnSpace
    private let new: ColumnSpace
    /// [class] The new nodes of each demand, ascending.
    private let nodesOfDemand: [[Int32: [Int32]]]

    /// Prepares to tell the routes of one space in another.
    public init(from old: ColumnSpace, to new: ColumnSpace) {
        self.old = old
        self.new = new
        nodesOfDemand = new.classes.map { entry in
            Dictionary(grouping: entry.nodes.map(Int32.init)) { new.nodes[Int($0)].demand }
        }
    }

    /// Every route of the new space that can stand for a route of the old one: one for each choice of
    /// parts that its starts reach.
    ///
    /// - Parameters:
    ///   - column: the route.
    ///   - most: most choices looked at.
    /// - Returns: the routes; nil where there are more choices.
    public func everyForm(of column: RouteColumn, most: Int) -> [RouteColumn]? {
        guard let ranges = old.startRanges(of: column) else { return [] }
        var choices: [[Int32]] = [[]]
        for (position, range) in zip(column.nodes, ranges) {
            let forms = forms(of: old.nodes[Int(position)], column.crewClass, within: range)
            guard !forms.isEmpty else { return [] }
            choices = choices.flatMap { choice in forms.map { choice + [$0] } }
            guard choices.count <= most else { return nil }
        }
        return choices.compactMap { new.column(crewClass: column.crewClass, nodes: $0) }
    }

    /// The forms of a route with all starts as early as can be, and all as late as can be.
    public func extremes(of column: RouteColumn) -> [RouteColumn] {
        guard let ranges = old.startRanges(of: column) else { return [] }
        var found: [RouteColumn] = []
        for starts in [ranges.map(\.lowerBound), ranges.map(\.upperBound)] {
            var sequence: [Int32] = []
            for (position, start) in zip(column.nodes, starts) {
                let node = old.nodes[Int(position)]
                sequence += forms(of: node, column.crewClass, within: start...start).prefix(1)
            }
            guard sequence.count == column.nodes.count,
                let form = new.column(crewClass: column.crewClass, nodes: sequence),
                form != found.first
            else { continue }
            found.append(form)
        }
        return found
    }

    /// The new nodes that an old one may be at some of its starts, one per part.
    private func forms(
        of node: RouteNode,
        _ crewClass: Int,
        within range: ClosedRange<Int>
    ) -> [Int32] {
        var found: [Int32] = []
        for position in nodesOfDemand[crewClass][node.demand] ?? [] {
            let other = new.nodes[Int(position)]
            guard new.startHull(of: other).overlaps(range) else { continue }
            if let last = found.last, new.nodes[Int(last)].part == other.part {
                // The kept form of a part comes before the plain one.
                if !node.keepsPublished { found[found.count - 1] = position }
            } else if other.keepsPublished || !node.keepsPublished {
                found.append(position)
            }
        }
        return found
    }
}
