import GLPKGuard
import LinearModel

/// A program in GLPK's hands, with a copy in Swift from which it is made again after a breakdown.
package final class GLPKProgram: LinearProgram {
    /// What has changed since the basis at hand was optimal.
    struct Staleness {
        var hasOptimalBasis = false
        /// New columns, other costs: the basis is still primal feasible.
        var costs = false
        /// New rows, other bounds: the basis is still dual feasible.
        var bounds = false
    }

    package let sense: ObjectiveSense
    let timeGuard: Duration
    var model = ModelCopy()
    var check = ModelCheck()
    var staleness = Staleness()
    /// Whether GLPK holds a point of the present program.
    var isReadable = false
    /// How many columns there were when the matrix was last scaled.
    var scaledColumnCount: Int?

    private let thread = gg_thread()
    private var handle: OpaquePointer?
    private var epoch: UInt64 = 0
    private var isClosed = false

    init(sense: ObjectiveSense, timeGuard: Duration) {
        self.sense = sense
        self.timeGuard = timeGuard
        gg_retain_environment()
    }

    package var rowCount: Int { model.rowCount }
    package var columnCount: Int { model.columnCount }

    /// Ends the scope; on the thread that began it, because the engine calls it synchronously.
    func close() {
        if let handle, epoch == gg_epoch(), !gg_is_running() {
            _ = gg_delete(handle)
        }
        handle = nil
        isClosed = true
        gg_release_environment()
    }

    /// Refuses use outside the scope, on a foreign thread or inside a running solution.
    func requireUsable() throws(LinearProgramError) {
        guard !isClosed else { throw .closed }
        guard thread == gg_thread() else { throw .foreignThread }
        guard !gg_is_running() else { throw .busy }
    }

    /// GLPK's problem, made (again) from the Swift copy if there is none.
    func problem() throws(LinearProgramError) -> OpaquePointer {
        try requireUsable()
        if let handle, epoch == gg_epoch() {
            return handle
        }
        return try rebuild()
    }

    /// Makes a guarded call; after an error inside GLPK the problem is gone and will be made anew.
    func run(_ call: (OpaquePointer) -> Bool) throws(LinearProgramError) {
        let problem = try problem()
        guard call(problem) else {
            forget()
            throw .engineFailure(message: String(cString: gg_message()))
        }
    }

    /// Forgets a problem that GLPK has lost, with its basis.
    private func forget() {
        handle = nil
        staleness = Staleness()
        isReadable = false
        scaledColumnCount = nil
    }

    private func rebuild() throws(LinearProgramError) -> OpaquePointer {
        forget()
        var fresh: OpaquePointer?
        let isMade = gg_create(sense == .maximise, &fresh)
        guard isMade, let fresh, load(into: fresh) else {
            throw .engineFailure(message: String(cString: gg_message()))
        }
        handle = fresh
        epoch = gg_epoch()
        return fresh
    }

    private func load(into fresh: OpaquePointer) -> Bool {
        if rowCount > 0 {
            let noEntries = Array(repeating: 0, count: rowCount + 1)
            let isDone = gg_add_rows(
                fresh,
                Int32(rowCount),
                model.rowLower,
                model.rowUpper,
                noEntries,
                nil,
                nil
            )
            guard isDone else { return false }
        }
        guard columnCount > 0 else { return true }
        let entries = model.entriesByColumn()
        return gg_add_columns(
            fresh,
            Int32(columnCount),
            model.objective,
            model.columnLower,
            model.columnUpper,
            model.isInteger,
            entries.starts,
            entries.indices,
            entries.coefficients
        )
    }

    /// Breaks GLPK's environment of this thread as a failed assertion inside it would, for tests.
    ///
    /// - Throws: ``LinearProgramError/engineFailure(message:)``, always.
    package func provokeEngineError() throws(LinearProgramError) {
        try run { gg_provoke_error($0) }
    }

    /// Slips GLPK a bound that makes its simplex fail an assertion, for tests of the recovery.
    ///
    /// - Throws: ``LinearProgramError`` for a column that doesn't exist.
    package func provokeErrorInNextSolution(column: Int) throws(LinearProgramError) {
        try ModelCheck.index("column", column, count: columnCount)
        try run { gg_set_column_bounds($0, Int32(column), .nan, .nan) }
    }
}
