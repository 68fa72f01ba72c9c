extension LinearProgram {
    /// Adds rows given one by one.
    ///
    /// - Returns: The numbers of the new rows.
    /// - Throws: ``LinearProgramError`` for impossible rows.
    @discardableResult
    public func addRows(_ rows: [RowSpec]) throws(LinearProgramError) -> Range<Int> {
        var batch = RowBatch()
        for row in rows {
            batch.append(row)
        }
        return try addRows(batch)
    }

    /// Adds columns given one by one.
    ///
    /// - Returns: The numbers of the new columns.
    /// - Throws: ``LinearProgramError`` for impossible columns.
    @discardableResult
    public func addColumns(_ columns: [ColumnSpec]) throws(LinearProgramError) -> Range<Int> {
        var batch = ColumnBatch()
        for column in columns {
            batch.append(column)
        }
        return try addColumns(batch)
    }

    /// Solves the relaxation with the method that suits the changes since the last solution.
    ///
    /// - Throws: ``LinearProgramError`` if the engine breaks down.
    public func solveRelaxation(
        _ limits: SolveLimits = SolveLimits()
    ) throws(LinearProgramError) -> LinearOutcome {
        try solveRelaxation(limits, method: .automatic)
    }

    /// Solves the integer program with the usual options.
    ///
    /// - Throws: ``LinearProgramError`` for a bad incumbent or if the engine breaks down.
    public func solveInteger(
        _ limits: SolveLimits = SolveLimits(),
        options: IntegerOptions = IntegerOptions(),
        incumbent: [Double]? = nil
    ) throws(LinearProgramError) -> IntegerOutcome {
        try solveInteger(limits, options: options, incumbent: incumbent, progress: nil)
    }

    /// The columns' values of the last relaxation.
    ///
    /// - Throws: ``LinearProgramError/nothingToRead`` without a solution of the present program.
    public func columnValues() throws(LinearProgramError) -> [Double] {
        var values: [Double] = []
        try readColumnValues(into: &values)
        return values
    }

    /// The rows' activities of the last relaxation.
    ///
    /// - Throws: ``LinearProgramError/nothingToRead`` without a solution of the present program.
    public func rowActivities() throws(LinearProgramError) -> [Double] {
        var activities: [Double] = []
        try readRowActivities(into: &activities)
        return activities
    }

    /// The rows' duals of the last relaxation.
    ///
    /// - Throws: ``LinearProgramError/nothingToRead`` without a solution of the present program.
    public func rowDuals() throws(LinearProgramError) -> [Double] {
        var duals: [Double] = []
        try readRowDuals(into: &duals)
        return duals
    }

    /// The columns' reduced costs of the last relaxation.
    ///
    /// - Throws: ``LinearProgramError/nothingToRead`` without a solution of the present program.
    public func reducedCosts() throws(LinearProgramError) -> [Double] {
        var reducedCosts: [Double] = []
        try readReducedCosts(into: &reducedCosts)
        return reducedCosts
    }
}
