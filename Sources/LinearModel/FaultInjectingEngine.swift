/// A call of a program, as a fault sees it.
public enum LinearCall: Sendable, Hashable {
    /// Rows, columns, bounds or costs are to be added, changed or deleted.
    case change
    /// A relaxation is to be solved, by simplex or interior point.
    case relaxation
    /// An integer program is to be solved.
    case integer
    /// A solution is to be read.
    case read
}

/// What goes wrong in a call.
public enum LinearFault: Sendable, Hashable {
    /// It throws.
    case error(LinearProgramError)
    /// It comes back for that reason with nothing; elsewhere than in solutions it goes well.
    case emptyHanded(StopReason)
}

/// An engine that fails on demand, for tests of what planners do then.
public struct FaultInjectingEngine: LinearEngine {
    private let base: any LinearEngine
    private let fault: @Sendable (LinearCall) -> LinearFault?

    /// An engine that asks before every call whether it shall fail.
    ///
    /// - Parameters:
    ///   - base: The engine that does the work.
    ///   - fault: Asked once a call, on the thread of the program; nothing lets the call pass.
    public init(base: any LinearEngine, fault: @escaping @Sendable (LinearCall) -> LinearFault?) {
        self.base = base
        self.fault = fault
    }

    /// Opens a program of the base engine behind the fault.
    ///
    /// - Throws: What the body throws.
    public func withProgram<Output, Failure: Error>(
        _ sense: ObjectiveSense,
        _ body: (any LinearProgram) throws(Failure) -> Output
    ) throws(Failure) -> Output {
        try base.withProgram(sense) { program throws(Failure) in
            try body(FaultInjectingProgram(base: program, fault: fault))
        }
    }
}

private final class FaultInjectingProgram: LinearProgram {
    private let base: any LinearProgram
    private let fault: @Sendable (LinearCall) -> LinearFault?

    init(base: any LinearProgram, fault: @escaping @Sendable (LinearCall) -> LinearFault?) {
        self.base = base
        self.fault = fault
    }

    /// Throws if the call is to fail so; returns why it is to come back empty-handed, if it is.
    @discardableResult
    private func pass(_ call: LinearCall) throws(LinearProgramError) -> StopReason? {
        switch fault(call) {
        case .error(let error): throw error
        case .emptyHanded(let stop): stop
        case nil: nil
        }
    }

    var sense: ObjectiveSense { base.sense }
    var rowCount: Int { base.rowCount }
    var columnCount: Int { base.columnCount }

    func addRows(_ rows: RowBatch) throws(LinearProgramError) -> Range<Int> {
        try pass(.change)
        return try base.addRows(rows)
    }

    func addColumns(_ columns: ColumnBatch) throws(LinearProgramError) -> Range<Int> {
        try pass(.change)
        return try base.addColumns(columns)
    }

    func deleteRows(_ rows: [Int]) throws(LinearProgramError) -> Renumbering {
        try pass(.change)
        return try base.deleteRows(rows)
    }

    func deleteColumns(_ columns: [Int]) throws(LinearProgramError) -> Renumbering {
        try pass(.change)
        return try base.deleteColumns(columns)
    }

    func setRowBounds(_ row: Int, lower: Double, upper: Double) throws(LinearProgramError) {
        try pass(.change)
        try base.setRowBounds(row, lower: lower, upper: upper)
    }

    func setColumnBounds(_ column: Int, lower: Double, upper: Double) throws(LinearProgramError) {
        try pass(.change)
        try base.setColumnBounds(column, lower: lower, upper: upper)
    }

    func setObjective(_ column: Int, _ coefficient: Double) throws(LinearProgramError) {
        try pass(.change)
        try base.setObjective(column, coefficient)
    }

    func setInteger(_ column: Int, _ isInteger: Bool) throws(LinearProgramError) {
        try pass(.change)
        try base.setInteger(column, isInteger)
    }

    func startFromSlackBasis() throws(LinearProgramError) {
        try pass(.change)
        try base.startFromSlackBasis()
    }

    func startFromBasis(
        rows: [BasisStatus],
        columns: [BasisStatus]
    ) throws(LinearProgramError) {
        try pass(.change)
        try base.startFromBasis(rows: rows, columns: columns)
    }

    func solveRelaxation(
        _ limits: SolveLimits,
        method: SimplexMethod
    ) throws(LinearProgramError) -> LinearOutcome {
        if let stop = try pass(.relaxation) {
            return LinearOutcome(stop: stop, kind: .nothing, detail: "injected fault")
        }
        return try base.solveRelaxation(limits, method: method)
    }

    func solveInteger(
        _ limits: SolveLimits,
        options: IntegerOptions,
        incumbent: [Double]?,
        progress: ((IntegerProgress) -> Void)?
    ) throws(LinearProgramError) -> IntegerOutcome {
        if let stop = try pass(.integer) {
            return IntegerOutcome(stop: stop, kind: .nothing, detail: "injected fault")
        }
        return try base.solveInteger(
            limits,
            options: options,
            incumbent: incumbent,
            progress: progress
        )
    }

    func solveInterior() throws(LinearProgramError) -> InteriorOutcome {
        if let stop = try pass(.relaxation) {
            return InteriorOutcome(stop: stop, kind: .nothing, detail: "injected fault")
        }
        return try base.solveInterior()
    }

    func readColumnValues(into values: inout [Double]) throws(LinearProgramError) {
        try pass(.read)
        try base.readColumnValues(into: &values)
    }

    func readRowActivities(into activities: inout [Double]) throws(LinearProgramError) {
        try pass(.read)
        try base.readRowActivities(into: &activities)
    }

    func readRowDuals(into duals: inout [Double]) throws(LinearProgramError) {
        try pass(.read)
        try base.readRowDuals(into: &duals)
    }

    func readReducedCosts(into reducedCosts: inout [Double]) throws(LinearProgramError) {
        try pass(.read)
        try base.readReducedCosts(into: &reducedCosts)
    }

    func rowStatuses() throws(LinearProgramError) -> [BasisStatus] {
        try pass(.read)
        return try base.rowStatuses()
    }

    func columnStatuses() throws(LinearProgramError) -> [BasisStatus] {
        try pass(.read)
        return try base.columnStatuses()
    }
}
