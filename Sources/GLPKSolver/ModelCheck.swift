import LinearModel

/// Everything GLPK would answer with an abort or, worse, with a wrong optimum.
///
/// GLPK 5.0 takes NaN for a number and calls the result optimal, and bounds near the largest
/// number for bounds; so nothing reaches it unchecked.
struct ModelCheck {
    /// Larger numbers drown the arithmetic (tolerances are 1e-7 of the data).
    static let largestNumber = 1e12
    static let largestCount = 10_000_000
    static let largestEntryCount = 500_000_000

    /// When each index was last seen, so that duplicates are found without clearing.
    private var stamps: [Int] = []
    private var stamp = 0

    static func bounds(
        _ place: @autoclosure () -> String,
        lower: Double,
        upper: Double
    ) throws(LinearProgramError) {
        let isLowerGood = lower == -.infinity || abs(lower) <= largestNumber
        let isUpperGood = upper == .infinity || abs(upper) <= largestNumber
        guard isLowerGood, isUpperGood else { throw .badNumber(place: place()) }
        guard lower <= upper else {
            throw .crossedBounds(place: place(), lower: lower, upper: upper)
        }
    }

    static func finite(
        _ place: @autoclosure () -> String,
        _ number: Double
    ) throws(LinearProgramError) {
        guard abs(number) <= largestNumber else { throw .badNumber(place: place()) }
    }

    static func wholeBounds(
        column: Int,
        lower: Double,
        upper: Double
    ) throws(LinearProgramError) {
        guard lower.rounded() == lower, upper.rounded() == upper else {
            throw .fractionalBound(column: column)
        }
    }

    static func index(
        _ place: @autoclosure () -> String,
        _ index: Int,
        count: Int
    ) throws(LinearProgramError) {
        guard index >= 0, index < count else {
            throw .indexOutOfRange(place: place(), index: index, count: count)
        }
    }

    /// The numbers marked in a list for deletion.
    static func marks(
        _ place: String,
        _ list: [Int],
        count: Int
    ) throws(LinearProgramError) -> [Bool] {
        var marks = Array(repeating: false, count: count)
        for number in list {
            try index(place, number, count: count)
            guard !marks[number] else { throw .duplicate(place: place, index: number) }
            marks[number] = true
        }
        return marks
    }

    /// Checks rows about to be added, and narrows their column numbers.
    mutating func narrow(
        _ rows: RowBatch,
        addedTo model: ModelCopy
    ) throws(LinearProgramError) -> [Int32] {
        let base = model.rowCount
        for row in 0..<rows.count {
            try Self.bounds("row \(base + row)", lower: rows.lower[row], upper: rows.upper[row])
        }
        try checkSizes("rows", base + rows.count, model.entryCount + rows.entries.entryCount)
        return try narrow(rows.entries, count: model.columnCount) { "row \(base + $0), column" }
    }

    /// Checks columns about to be added, and narrows their row numbers.
    mutating func narrow(
        _ columns: ColumnBatch,
        addedTo model: ModelCopy
    ) throws(LinearProgramError) -> [Int32] {
        let base = model.columnCount
        for column in 0..<columns.count {
            let lower = columns.lower[column]
            let upper = columns.upper[column]
            try Self.bounds("column \(base + column)", lower: lower, upper: upper)
            if columns.isInteger[column] {
                try Self.wholeBounds(column: base + column, lower: lower, upper: upper)
            }
            try Self.finite("objective of column \(base + column)", columns.objective[column])
        }
        let entryCount = model.entryCount + columns.entries.entryCount
        try checkSizes("columns", base + columns.count, entryCount)
        return try narrow(columns.entries, count: model.rowCount) { "column \(base + $0), row" }
    }

    private func checkSizes(
        _ place: String,
        _ count: Int,
        _ entryCount: Int
    ) throws(LinearProgramError) {
        guard count <= Self.largestCount else { throw .tooLarge(place: place) }
        guard entryCount <= Self.largestEntryCount else { throw .tooLarge(place: "entries") }
    }

    private mutating func narrow(
        _ vectors: SparseVectors,
        count: Int,
        place: (Int) -> String
    ) throws(LinearProgramError) -> [Int32] {
        if stamps.count < count {
            stamps.append(contentsOf: repeatElement(0, count: count - stamps.count))
        }
        var narrowed: [Int32] = []
        narrowed.reserveCapacity(vectors.entryCount)
        for vector in 0..<vectors.count {
            stamp += 1
            for entry in vectors.starts[vector]..<vectors.starts[vector + 1] {
                let index = vectors.indices[entry]
                try Self.index(place(vector), index, count: count)
                guard stamps[index] != stamp else {
                    throw .duplicate(place: place(vector), index: index)
                }
                stamps[index] = stamp
                try Self.finite(place(vector), vectors.coefficients[entry])
                narrowed.append(Int32(truncatingIfNeeded: index))
            }
        }
        return narrowed
    }
}
