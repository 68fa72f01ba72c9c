import GLPKGuard
import LinearModel

extension GLPKProgram {
    @discardableResult
    package func addRows(_ rows: RowBatch) throws(LinearProgramError) -> Range<Int> {
        try requireUsable()
        let narrowed = try check.narrow(rows, addedTo: model)
        let first = rowCount
        guard rows.count > 0 else { return first..<first }
        try run { problem in
            gg_add_rows(
                problem,
                Int32(rows.count),
                rows.lower,
                rows.upper,
                rows.entries.starts,
                narrowed,
                rows.entries.coefficients
            )
        }
        model.append(rows, narrowed: narrowed)
        noteChange(bounds: true)
        return first..<rowCount
    }

    @discardableResult
    package func addColumns(_ columns: ColumnBatch) throws(LinearProgramError) -> Range<Int> {
        try requireUsable()
        let narrowed = try check.narrow(columns, addedTo: model)
        let first = columnCount
        guard columns.count > 0 else { return first..<first }
        try run { problem in
            gg_add_columns(
                problem,
                Int32(columns.count),
                columns.objective,
                columns.lower,
                columns.upper,
                columns.isInteger,
                columns.entries.starts,
                narrowed,
                columns.entries.coefficients
            )
        }
        model.append(columns, narrowed: narrowed)
        noteChange(costs: true)
        return first..<columnCount
    }

    @discardableResult
    package func deleteRows(_ rows: [Int]) throws(LinearProgramError) -> Renumbering {
        try requireUsable()
        let marks = try ModelCheck.marks("row", rows, count: rowCount)
        let kept = Renumbering(deleted: marks)
        guard !rows.isEmpty else { return kept }
        var statuses = Array(repeating: Int32(0), count: rowCount)
        let list = rows.map { Int32($0) }
        try run { problem in
            gg_read_rows(problem, nil, nil, &statuses)
            return gg_delete_rows(problem, Int32(list.count), list)
        }
        model.deleteRows(kept)
        noteChange()
        if rows.contains(where: { statuses[$0] != GLPKCode.basic }) {
            try startFromSlackBasis()
        }
        return kept
    }

    @discardableResult
    package func deleteColumns(_ columns: [Int]) throws(LinearProgramError) -> Renumbering {
        try requireUsable()
        let marks = try ModelCheck.marks("column", columns, count: columnCount)
        let kept = Renumbering(deleted: marks)
        guard !columns.isEmpty else { return kept }
        var statuses = Array(repeating: Int32(0), count: columnCount)
        let list = columns.map { Int32($0) }
        try run { problem in
            gg_read_columns(problem, nil, nil, &statuses)
            return gg_delete_columns(problem, Int32(list.count), list)
        }
        model.deleteColumns(kept)
        noteChange()
        if columns.contains(where: { statuses[$0] == GLPKCode.basic }) {
            try startFromSlackBasis()
        }
        return kept
    }

    package func setRowBounds(
        _ row: Int,
        lower: Double,
        upper: Double
    ) throws(LinearProgramError) {
        try requireUsable()
        try ModelCheck.index("row", row, count: rowCount)
        try ModelCheck.bounds("row \(row)", lower: lower, upper: upper)
        try run { gg_set_row_bounds($0, Int32(row), lower, upper) }
        model.rowLower[row] = lower
        model.rowUpper[row] = upper
        noteChange(bounds: true)
    }

    package func setColumnBounds(
        _ column: Int,
        lower: Double,
        upper: Double
    ) throws(LinearProgramError) {
        try requireUsable()
        try ModelCheck.index("column", column, count: columnCount)
        try ModelCheck.bounds("column \(column)", lower: lower, upper: upper)
        if model.isInteger[column] {
            try ModelCheck.wholeBounds(column: column, lower: lower, upper: upper)
        }
        try run { gg_set_column_bounds($0, Int32(column), lower, upper) }
        model.columnLower[column] = lower
        model.columnUpper[column] = upper
        noteChange(bounds: true)
    }

    package func setObjective(
        _ column: Int,
        _ coefficient: Double
    ) throws(LinearProgramError) {
        try requireUsable()
        try ModelCheck.index("column", column, count: columnCount)
        try ModelCheck.finite("objective of column \(column)", coefficient)
        try run { gg_set_objective($0, Int32(column), coefficient) }
        model.objective[column] = coefficient
        noteChange(costs: true)
    }

    package func setInteger(_ column: Int, _ isInteger: Bool) throws(LinearProgramError) {
        try requireUsable()
        try ModelCheck.index("column", column, count: columnCount)
        if isInteger {
            let lower = model.columnLower[column]
            let upper = model.columnUpper[column]
            try ModelCheck.wholeBounds(column: column, lower: lower, upper: upper)
        }
        try run { gg_set_integer($0, Int32(column), isInteger) }
        model.isInteger[column] = isInteger
    }

    package func startFromSlackBasis() throws(LinearProgramError) {
        try run { gg_slack_basis($0) }
        staleness = Staleness()
        isReadable = false
    }

    package func startFromBasis(
        rows: [BasisStatus],
        columns: [BasisStatus]
    ) throws(LinearProgramError) {
        try requireUsable()
        if rows.count > rowCount {
            try ModelCheck.index("row", rows.count - 1, count: rowCount)
        }
        if columns.count > columnCount {
            try ModelCheck.index("column", columns.count - 1, count: columnCount)
        }
        var rowStatuses = Array(repeating: GLPKCode.basic, count: rowCount)
        var columnStatuses = Array(repeating: GLPKCode.atLower, count: columnCount)
        for (row, status) in rows.enumerated() { rowStatuses[row] = status.glpk }
        for (column, status) in columns.enumerated() { columnStatuses[column] = status.glpk }
        try run {
            gg_set_basis($0, Int32(rowCount), rowStatuses, Int32(columnCount), columnStatuses)
        }
        staleness = Staleness()
        isReadable = false
    }

    private func noteChange(costs: Bool = false, bounds: Bool = false) {
        isReadable = false
        staleness.costs = staleness.costs || costs
        staleness.bounds = staleness.bounds || bounds
    }
}
