/// When a solver has to come back.
///
/// Without a deadline no clock steers the solution: the same program gives the same path on every
/// machine.
public struct SolveLimits: Sendable {
    /// Simplex iterations allowed, unlimited if absent.
    public var iterations: Int?
    /// Branch-and-bound nodes allowed, unlimited if absent.
    public var nodes: Int?
    /// The instant at which to come back.
    public var deadline: ContinuousClock.Instant?
    /// Asked now and then; `true` ends the solution.
    public var isCancelled: (@Sendable () -> Bool)?

    /// Limits, none by default.
    public init(
        iterations: Int? = nil,
        nodes: Int? = nil,
        deadline: ContinuousClock.Instant? = nil,
        isCancelled: (@Sendable () -> Bool)? = nil
    ) {
        self.iterations = iterations
        self.nodes = nodes
        self.deadline = deadline
        self.isCancelled = isCancelled
    }
}

/// Which simplex method solves a relaxation.
public enum SimplexMethod: Sendable, Hashable {
    /// Primal after new columns and costs, dual after new rows and bounds.
    case automatic
    /// Primal.
    case primal
    /// Dual.
    case dual
}

/// How an integer search goes about.
public struct IntegerOptions: Sendable, Hashable {
    /// Whether the engine simplifies the program first; impossible together with an incumbent.
    ///
    /// Absent: exactly if no incumbent is given.
    public var presolve: Bool?
    /// Whether mixed-integer rounding cuts are added.
    public var roundingCuts: Bool
    /// The gap between bound and incumbent, as a share of the incumbent, that is good enough.
    public var relativeGap: Double

    /// Options; by default presolve unless an incumbent is given, cuts, and a proof to the end.
    public init(presolve: Bool? = nil, roundingCuts: Bool = true, relativeGap: Double = 0) {
        self.presolve = presolve
        self.roundingCuts = roundingCuts
        self.relativeGap = relativeGap
    }
}

/// The new numbers after a deletion.
public struct Renumbering: Sendable, Hashable {
    /// How many survive.
    public let keptCount: Int
    private let newIndices: [Int]

    /// The renumbering that deletes those marked and closes ranks.
    public init(deleted: [Bool]) {
        var next = 0
        var indices: [Int] = []
        indices.reserveCapacity(deleted.count)
        for isDeleted in deleted {
            indices.append(isDeleted ? -1 : next)
            next += isDeleted ? 0 : 1
        }
        newIndices = indices
        keptCount = next
    }

    /// The new number of an old one, or nothing if it was deleted.
    public subscript(old: Int) -> Int? {
        newIndices[old] < 0 ? nil : newIndices[old]
    }
}
