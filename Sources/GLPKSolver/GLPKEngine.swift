import GLPKGuard
import LinearModel

/// GLPK (the GNU Linear Programming Kit) as the engine of linear and integer programs.
///
/// GLPK's memory belongs to the thread that allocated it; it is freed when the last program of
/// a thread closes. A thread that hands its work to this engine must therefore not hold GLPK
/// problems of its own made elsewhere.
public struct GLPKEngine: LinearEngine {
    /// How long one uninterruptible piece of work may take before it counts as an endless loop.
    ///
    /// GLPK 5.0 has inputs on which simplex never ends. The guard is far beyond honest work; its
    /// firing is reported as ``StopReason/timeGuard``.
    public var timeGuard: Duration

    /// An engine; the guard is at least a second.
    public init(timeGuard: Duration = .seconds(600)) {
        self.timeGuard = max(timeGuard, .seconds(1))
    }

    /// Opens an empty program, hands it to the body on the calling thread, and closes it.
    ///
    /// - Throws: What the body throws.
    public func withProgram<Output, Failure: Error>(
        _ sense: ObjectiveSense,
        _ body: (any LinearProgram) throws(Failure) -> Output
    ) throws(Failure) -> Output {
        let program = GLPKProgram(sense: sense, timeGuard: timeGuard)
        defer { program.close() }
        return try body(program)
    }
}

extension GLPKEngine {
    /// Blocks of memory GLPK holds on the calling thread, for tests of leaks.
    package static var blocksOnThisThread: Int { Int(gg_block_count()) }
}
