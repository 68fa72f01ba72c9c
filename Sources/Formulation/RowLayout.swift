import RouteColumns

/// The rows that programs over a space begin with, told once for many of them.
struct RowLayout {
    /// The rows.
    let model: MasterModel
    /// Those that each node hits.
    let rowsOfNode: RowLists

    /// The rows of a space without `link` and `presence` rows, which are added where they are violated.
    init(_ space: ColumnSpace) {
        model = MasterModel(space, linksAll: false)
        rowsOfNode = RowLists(model)
    }
}

/// Rows hit by each node, end to end.
struct RowLists {
    private var offsets: [Int32] = [0]
    private var rows: [Int32] = []

    init(_ model: MasterModel) {
        offsets.reserveCapacity(model.space.nodes.count + 1)
        for (number, entry) in model.space.classes.enumerated() {
            for position in entry.nodes {
                rows.append(contentsOf: model.rows(ofNode: position, crewClass: number))
                offsets.append(Int32(rows.count))
            }
        }
    }

    subscript(node: Int) -> ArraySlice<Int32> {
        rows[Int(offsets[node])..<Int(offsets[node + 1])]
    }
}

extension RowLayout {
    /// Whether nothing but visits and crews couples routes.
    var hasVisitsAndCrewsOnly: Bool {
        model.sideColumns.isEmpty
            && model.rows.allSatisfy { row in
                switch row.kind {
                case .serve, .crews: true
                default: false
                }
            }
    }
}
