/// Whether an objective is to be small or large.
public enum ObjectiveSense: Sendable, Hashable {
    /// The smaller, the better.
    case minimise
    /// The larger, the better.
    case maximise
}

/// A coefficient of the matrix, seen from its row (`index` is a column) or its column (a row).
public struct Entry: Sendable, Hashable {
    /// The number of the row or column.
    public var index: Int
    /// The coefficient there.
    public var coefficient: Double

    /// An entry.
    public init(_ index: Int, _ coefficient: Double = 1) {
        self.index = index
        self.coefficient = coefficient
    }
}

/// A row `lower ≤ Σ coefficient × column ≤ upper`.
public struct RowSpec: Sendable, Hashable {
    /// The lower bound, `-infinity` for none.
    public var lower: Double
    /// The upper bound, `infinity` for none.
    public var upper: Double
    /// Coefficients at columns that exist.
    public var entries: [Entry]

    /// A row; without entries it waits for columns.
    public init(
        lower: Double = -.infinity,
        upper: Double = .infinity,
        entries: [Entry] = []
    ) {
        self.lower = lower
        self.upper = upper
        self.entries = entries
    }
}

/// A column with its objective coefficient, bounds and coefficients in rows.
public struct ColumnSpec: Sendable, Hashable {
    /// The coefficient in the objective.
    public var objective: Double
    /// The lower bound, `-infinity` for none.
    public var lower: Double
    /// The upper bound, `infinity` for none.
    public var upper: Double
    /// Whether the integer program wants whole numbers here.
    public var isInteger: Bool
    /// Coefficients in rows that exist.
    public var entries: [Entry]

    /// A column.
    public init(
        objective: Double,
        lower: Double = 0,
        upper: Double = .infinity,
        isInteger: Bool = false,
        entries: [Entry] = []
    ) {
        self.objective = objective
        self.lower = lower
        self.upper = upper
        self.isInteger = isInteger
        self.entries = entries
    }
}

/// Sparse vectors one after the other in flat arrays.
public struct SparseVectors: Sendable {
    /// Where each vector starts, and at last where the last one ends.
    public private(set) var starts: [Int] = [0]
    /// The index of each entry.
    public private(set) var indices: [Int] = []
    /// The coefficient of each entry.
    public private(set) var coefficients: [Double] = []

    /// No vectors.
    public init() {}

    /// How many vectors there are.
    public var count: Int { starts.count - 1 }

    /// How many entries they have together.
    public var entryCount: Int { indices.count }

    /// Starts a new vector, empty so far.
    public mutating func appendVector() {
        starts.append(indices.count)
    }

    /// Adds an entry to the last vector, of which there must be one.
    public mutating func appendEntry(_ index: Int, _ coefficient: Double) {
        precondition(count > 0, "an entry needs a vector to belong to")
        indices.append(index)
        coefficients.append(coefficient)
        starts[starts.count - 1] += 1
    }

    /// Forgets all vectors but keeps the memory for new ones.
    public mutating func removeAll() {
        starts.removeAll(keepingCapacity: true)
        starts.append(0)
        indices.removeAll(keepingCapacity: true)
        coefficients.removeAll(keepingCapacity: true)
    }
}

/// Rows to be added at once, in flat arrays that can be used again.
public struct RowBatch: Sendable {
    /// The lower bound of each row.
    public private(set) var lower: [Double] = []
    /// The upper bound of each row.
    public private(set) var upper: [Double] = []
    /// The coefficients of each row, by column.
    public private(set) var entries = SparseVectors()

    /// No rows.
    public init() {}

    /// How many rows there are.
    public var count: Int { lower.count }

    /// Adds a row without entries.
    public mutating func append(lower: Double, upper: Double) {
        self.lower.append(lower)
        self.upper.append(upper)
        entries.appendVector()
    }

    /// Adds a coefficient to the last row, of which there must be one.
    public mutating func appendEntry(column: Int, coefficient: Double) {
        entries.appendEntry(column, coefficient)
    }

    /// Adds a row.
    public mutating func append(_ row: RowSpec) {
        append(lower: row.lower, upper: row.upper)
        for entry in row.entries {
            appendEntry(column: entry.index, coefficient: entry.coefficient)
        }
    }

    /// Forgets all rows but keeps the memory for new ones.
    public mutating func removeAll() {
        lower.removeAll(keepingCapacity: true)
        upper.removeAll(keepingCapacity: true)
        entries.removeAll()
    }
}

/// Columns to be added at once, in flat arrays that can be used again.
public struct ColumnBatch: Sendable {
    /// The objective coefficient of each column.
    public private(set) var objective: [Double] = []
    /// The lower bound of each column.
    public private(set) var lower: [Double] = []
    /// The upper bound of each column.
    public private(set) var upper: [Double] = []
    /// Whether each column is integer.
    public private(set) var isInteger: [Bool] = []
    /// The coefficients of each column, by row.
    public private(set) var entries = SparseVectors()

    /// No columns.
    public init() {}

    /// How many columns there are.
    public var count: Int { objective.count }

    /// Adds a column without entries.
    public mutating func append(
        objective: Double,
        lower: Double = 0,
        upper: Double = .infinity,
        isInteger: Bool = false
    ) {
        self.objective.append(objective)
        self.lower.append(lower)
        self.upper.append(upper)
        self.isInteger.append(isInteger)
        entries.appendVector()
    }

    /// Adds a coefficient to the last column, of which there must be one.
    public mutating func appendEntry(row: Int, coefficient: Double) {
        entries.appendEntry(row, coefficient)
    }

    /// Adds a column.
    public mutating func append(_ column: ColumnSpec) {
        append(
            objective: column.objective,
            lower: column.lower,
            upper: column.upper,
            isInteger: column.isInteger
        )
        for entry in column.entries {
            appendEntry(row: entry.index, coefficient: entry.coefficient)
        }
    }

    /// Forgets all columns but keeps the memory for new ones.
    public mutating func removeAll() {
        objective.removeAll(keepingCapacity: true)
        lower.removeAll(keepingCapacity: true)
        upper.removeAll(keepingCapacity: true)
        isInteger.removeAll(keepingCapacity: true)
        entries.removeAll()
    }
}
