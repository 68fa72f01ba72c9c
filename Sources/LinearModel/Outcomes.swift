/// Why a solver came back.
public enum StopReason: Sendable, Hashable {
    /// It settled the question.
    case completed
    /// The simplex iterations allowed are used up.
    case iterationLimit
    /// The branch-and-bound nodes allowed are used up.
    case nodeLimit
    /// The deadline has come.
    case timeLimit
    /// The guard against endless loops fired; nothing else makes a run without a deadline depend
    /// on the clock, so it is told apart.
    case timeGuard
    /// The caller asked for the end.
    case cancelled
    /// The gap asked for is reached.
    case gapReached
    /// The arithmetic broke down with every remedy tried.
    case numericalFailure
}

/// What a solver holds when it comes back.
public enum SolutionKind: Sendable, Hashable {
    /// A point proven optimal.
    case optimal
    /// A point that keeps all rows and bounds.
    case feasible
    /// A proof that there is no such point.
    case infeasible
    /// A proof that the objective of the relaxation knows no limit.
    case unbounded
    /// None of these.
    case nothing

    /// Whether there is a point to be read.
    public var hasPoint: Bool { self == .optimal || self == .feasible }
}

/// What came of solving a relaxation; the point is read from the program.
public struct LinearOutcome: Sendable, Hashable {
    /// Why the solver came back.
    public var stop: StopReason
    /// What it holds.
    public var kind: SolutionKind
    /// The objective of the point held.
    public var objective: Double?
    /// What no point is better than, up to rounding, where the dual simplex method came back early;
    /// nil where nothing is known.
    public var bound: Double?
    /// Simplex iterations used by this call; the same on every machine if no clock steered.
    public var iterations: Int
    /// The engine's own codes, for people.
    public var detail: String

    /// An outcome.
    public init(
        stop: StopReason,
        kind: SolutionKind,
        objective: Double? = nil,
        bound: Double? = nil,
        iterations: Int = 0,
        detail: String = ""
    ) {
        self.stop = stop
        self.kind = kind
        self.objective = objective
        self.bound = bound
        self.iterations = iterations
        self.detail = detail
    }
}

/// What came of an interior-point solution, with its point and duals.
public struct InteriorOutcome: Sendable, Hashable {
    /// Why the solver came back.
    public var stop: StopReason
    /// What it holds: `optimal` to working accuracy, or `nothing`.
    public var kind: SolutionKind
    /// The objective of the point.
    public var objective: Double?
    /// The value of each column; empty without a point.
    public var columnValues: [Double]
    /// The dual of each row; empty without a point.
    public var rowDuals: [Double]
    /// The reduced cost of each column; empty without a point.
    public var reducedCosts: [Double]
    /// The engine's own codes, for people.
    public var detail: String

    /// An outcome.
    public init(
        stop: StopReason,
        kind: SolutionKind,
        objective: Double? = nil,
        columnValues: [Double] = [],
        rowDuals: [Double] = [],
        reducedCosts: [Double] = [],
        detail: String = ""
    ) {
        self.stop = stop
        self.kind = kind
        self.objective = objective
        self.columnValues = columnValues
        self.rowDuals = rowDuals
        self.reducedCosts = reducedCosts
        self.detail = detail
    }
}

/// What came of solving an integer program.
public struct IntegerOutcome: Sendable, Hashable {
    /// Why the solver came back.
    public var stop: StopReason
    /// What it holds; a point has been checked against every row and bound.
    public var kind: SolutionKind
    /// The objective of the incumbent.
    public var objective: Double?
    /// The incumbent, one value per column, whole where integer; empty without one.
    public var values: [Double]
    /// A proven bound on every feasible point's objective, if there is one.
    public var bound: Double?
    /// Branch-and-bound nodes used by this call.
    public var nodes: Int
    /// Simplex iterations used by this call, including the root relaxation.
    public var iterations: Int
    /// The engine's own codes, for people.
    public var detail: String

    /// An outcome.
    public init(
        stop: StopReason,
        kind: SolutionKind,
        objective: Double? = nil,
        values: [Double] = [],
        bound: Double? = nil,
        nodes: Int = 0,
        iterations: Int = 0,
        detail: String = ""
    ) {
        self.stop = stop
        self.kind = kind
        self.objective = objective
        self.values = values
        self.bound = bound
        self.nodes = nodes
        self.iterations = iterations
        self.detail = detail
    }

    /// How far the bound lies from the incumbent, as a share of the incumbent's magnitude.
    public var gap: Double? {
        guard let objective, let bound else { return nil }
        return bound == objective ? 0 : abs(bound - objective) / max(abs(objective), 1e-9)
    }
}

/// How an integer search stands.
public struct IntegerProgress: Sendable, Hashable {
    /// The objective of the incumbent, if there is one.
    public var objective: Double?
    /// The bound proven so far, if there is one.
    public var bound: Double?
    /// Branch-and-bound nodes so far.
    public var nodes: Int
    /// Simplex iterations so far.
    public var iterations: Int

    /// A state of the search.
    public init(objective: Double?, bound: Double?, nodes: Int, iterations: Int) {
        self.objective = objective
        self.bound = bound
        self.nodes = nodes
        self.iterations = iterations
    }
}

/// Where a row's slack or a column stands in a basis.
public enum BasisStatus: Sendable, Hashable {
    /// In the basis.
    case basic
    /// Out of it, at the lower bound.
    case atLower
    /// Out of it, at the upper bound.
    case atUpper
    /// Out of it, at zero between no bounds.
    case free
    /// Out of it, at equal bounds.
    case fixed
}
