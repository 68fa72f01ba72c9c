/// A solver library that can open linear and integer programs.
///
/// An engine is a value without state: it may be shared between threads, and each thread may have
/// programs of its own at the same time.
public protocol LinearEngine: Sendable {
    /// Opens an empty program, hands it to the body on the calling thread, and closes it.
    ///
    /// The program lives as long as the body runs, on the thread that runs it, because solver
    /// libraries bind a problem's memory to the thread that made it. The body is synchronous, so
    /// it can't hop to another thread by awaiting. The program is a reference that isn't
    /// `Sendable`; one kept beyond its scope is an empty shell that answers every call with
    /// ``LinearProgramError/closed``, and one smuggled to another thread answers with
    /// ``LinearProgramError/foreignThread``. (A non-copyable program over `inout` would rule the
    /// first case out when compiling, but forces `inout some LinearProgram & ~Copyable` on every
    /// helper of every caller; the check at run time costs one comparison a call.)
    ///
    /// - Parameters:
    ///   - sense: Whether the objective is to be small or large.
    ///   - body: Builds and solves; may open further programs.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws.
    func withProgram<Output, Failure: Error>(
        _ sense: ObjectiveSense,
        _ body: (any LinearProgram) throws(Failure) -> Output
    ) throws(Failure) -> Output
}

/// A linear or integer program in the hands of an engine, open for change and repeated solution.
///
/// Rows and columns are numbered from 0 in the order of addition. A call that throws has changed
/// nothing. The basis of the last relaxation is kept across changes, and the next relaxation
/// starts from it.
///
/// **Signs.** With objective `c`, matrix `A` and row duals `y`, the reduced cost of column `j` is
/// `c[j] - Σ A[i, j] y[i]`, and `y[i]` is the change of the optimum per unit of row `i`'s binding
/// bound. So when maximising, the dual of a `≤` row is `≥ 0`, a column worth adding has a
/// reduced cost `> 0`; when minimising, the dual of a `≥` row is `≥ 0`, and a column worth adding
/// has a reduced cost `< 0`.
public protocol LinearProgram: AnyObject {
    /// Whether the objective is to be small or large.
    var sense: ObjectiveSense { get }
    /// How many rows there are.
    var rowCount: Int { get }
    /// How many columns there are.
    var columnCount: Int { get }

    /// Adds rows, whose entries name columns that exist.
    ///
    /// - Returns: The numbers of the new rows.
    /// - Throws: ``LinearProgramError`` for impossible rows.
    @discardableResult
    func addRows(_ rows: RowBatch) throws(LinearProgramError) -> Range<Int>

    /// Adds columns, whose entries name rows that exist.
    ///
    /// - Returns: The numbers of the new columns.
    /// - Throws: ``LinearProgramError`` for impossible columns.
    @discardableResult
    func addColumns(_ columns: ColumnBatch) throws(LinearProgramError) -> Range<Int>

    /// Deletes rows; the others close ranks in the same order.
    ///
    /// The basis survives if all of them were basic (slack), else it is rebuilt.
    ///
    /// - Parameter rows: The rows, in any order, each once.
    /// - Returns: The new numbers of the rows kept.
    /// - Throws: ``LinearProgramError`` for rows that don't exist or are named twice.
    @discardableResult
    func deleteRows(_ rows: [Int]) throws(LinearProgramError) -> Renumbering

    /// Deletes columns; the others close ranks in the same order.
    ///
    /// The basis survives if none of them was basic, else it is rebuilt.
    ///
    /// - Parameter columns: The columns, in any order, each once.
    /// - Returns: The new numbers of the columns kept.
    /// - Throws: ``LinearProgramError`` for columns that don't exist or are named twice.
    @discardableResult
    func deleteColumns(_ columns: [Int]) throws(LinearProgramError) -> Renumbering

    /// Changes the bounds of a row; infinities stand for none, equal bounds for an equation.
    ///
    /// - Throws: ``LinearProgramError`` for impossible bounds.
    func setRowBounds(_ row: Int, lower: Double, upper: Double) throws(LinearProgramError)

    /// Changes the bounds of a column; infinities stand for none, equal bounds fix the column.
    ///
    /// - Throws: ``LinearProgramError`` for impossible bounds.
    func setColumnBounds(_ column: Int, lower: Double, upper: Double) throws(LinearProgramError)

    /// Changes the objective coefficient of a column.
    ///
    /// - Throws: ``LinearProgramError`` for a coefficient that isn't finite.
    func setObjective(_ column: Int, _ coefficient: Double) throws(LinearProgramError)

    /// Makes a column integer or continuous.
    ///
    /// - Throws: ``LinearProgramError`` if its bounds are fractional.
    func setInteger(_ column: Int, _ isInteger: Bool) throws(LinearProgramError)

    /// Forgets the basis: the next relaxation starts with every row's slack in the basis.
    ///
    /// - Throws: ``LinearProgramError`` if the engine breaks down.
    func startFromSlackBasis() throws(LinearProgramError)

    /// Takes up a basis read before: the next relaxation starts from there.
    ///
    /// Rows and columns added since may follow those named; a new row's slack is taken to be in the
    /// basis, a new column at a bound. A basis that does not fit costs time, not the solution.
    ///
    /// - Parameters:
    ///   - rows: where the slacks of the first rows stand.
    ///   - columns: where the first columns stand.
    /// - Throws: ``LinearProgramError`` if there are fewer rows or columns, or the engine breaks down.
    func startFromBasis(
        rows: [BasisStatus],
        columns: [BasisStatus]
    ) throws(LinearProgramError)

    /// Solves the program without regard to integrality, from the basis at hand.
    ///
    /// - Throws: ``LinearProgramError`` if the engine breaks down; limits and infeasibility are
    ///   outcomes.
    func solveRelaxation(
        _ limits: SolveLimits,
        method: SimplexMethod
    ) throws(LinearProgramError) -> LinearOutcome

    /// Solves the integer program.
    ///
    /// - Parameters:
    ///   - limits: When to stop.
    ///   - options: How to search.
    ///   - incumbent: A feasible point known beforehand, one value per column, checked here.
    ///   - progress: Called now and then during the search; must not use any program.
    /// - Returns: The best point found with the bound proven.
    /// - Throws: ``LinearProgramError`` for a bad incumbent or if the engine breaks down.
    func solveInteger(
        _ limits: SolveLimits,
        options: IntegerOptions,
        incumbent: [Double]?,
        progress: ((IntegerProgress) -> Void)?
    ) throws(LinearProgramError) -> IntegerOutcome

    /// Solves the relaxation by an interior-point method, aside from the simplex basis.
    ///
    /// Its duals lie amid the optimal face, which suits column generation. It can't be
    /// interrupted.
    ///
    /// - Throws: ``LinearProgramError`` if the engine breaks down.
    func solveInterior() throws(LinearProgramError) -> InteriorOutcome

    /// Reads the columns' values of the last relaxation, one per column.
    ///
    /// - Throws: ``LinearProgramError/nothingToRead`` without a solution of the present program.
    func readColumnValues(into values: inout [Double]) throws(LinearProgramError)

    /// Reads the rows' activities of the last relaxation, one per row.
    ///
    /// - Throws: ``LinearProgramError/nothingToRead`` without a solution of the present program.
    func readRowActivities(into activities: inout [Double]) throws(LinearProgramError)

    /// Reads the rows' duals of the last relaxation, one per row.
    ///
    /// - Throws: ``LinearProgramError/nothingToRead`` without a solution of the present program.
    func readRowDuals(into duals: inout [Double]) throws(LinearProgramError)

    /// Reads the columns' reduced costs of the last relaxation, one per column.
    ///
    /// - Throws: ``LinearProgramError/nothingToRead`` without a solution of the present program.
    func readReducedCosts(into reducedCosts: inout [Double]) throws(LinearProgramError)

    /// Where each row's slack stands in the last relaxation's basis.
    ///
    /// - Throws: ``LinearProgramError/nothingToRead`` without a solution of the present program.
    func rowStatuses() throws(LinearProgramError) -> [BasisStatus]

    /// Where each column stands in the last relaxation's basis.
    ///
    /// - Throws: ``LinearProgramError/nothingToRead`` without a solution of the present program.
    func columnStatuses() throws(LinearProgramError) -> [BasisStatus]
}
