import LinearModel

/// The program in Swift's own memory, from which GLPK's copy can be made again.
///
/// Each coefficient is kept where it was given: with its column, or with its row if the row came
/// later.
struct ModelCopy {
    var rowLower: [Double] = []
    var rowUpper: [Double] = []
    var objective: [Double] = []
    var columnLower: [Double] = []
    var columnUpper: [Double] = []
    var isInteger: [Bool] = []
    var columnEntries = SparseStore()
    var rowEntries = SparseStore()
    /// The smallest and largest magnitudes among all coefficients ever given.
    var smallestMagnitude = Double.infinity
    var largestMagnitude = 0.0

    var rowCount: Int { rowLower.count }
    var columnCount: Int { objective.count }
    var entryCount: Int { columnEntries.entryCount + rowEntries.entryCount }

    mutating func append(_ rows: RowBatch, narrowed: [Int32]) {
        rowLower.append(contentsOf: rows.lower)
        rowUpper.append(contentsOf: rows.upper)
        rowEntries.append(rows.entries, narrowed: narrowed)
        noteMagnitudes(rows.entries.coefficients)
    }

    mutating func append(_ columns: ColumnBatch, narrowed: [Int32]) {
        objective.append(contentsOf: columns.objective)
        columnLower.append(contentsOf: columns.lower)
        columnUpper.append(contentsOf: columns.upper)
        isInteger.append(contentsOf: columns.isInteger)
        columnEntries.append(columns.entries, narrowed: narrowed)
        noteMagnitudes(columns.entries.coefficients)
    }

    mutating func deleteRows(_ kept: Renumbering) {
        rowLower = rowLower.keeping(kept)
        rowUpper = rowUpper.keeping(kept)
        rowEntries.compact(vectors: kept, indices: nil)
        columnEntries.compact(vectors: nil, indices: kept)
    }

    mutating func deleteColumns(_ kept: Renumbering) {
        objective = objective.keeping(kept)
        columnLower = columnLower.keeping(kept)
        columnUpper = columnUpper.keeping(kept)
        isInteger = isInteger.keeping(kept)
        columnEntries.compact(vectors: kept, indices: nil)
        rowEntries.compact(vectors: nil, indices: kept)
    }

    /// All coefficients by column.
    func entriesByColumn() -> SparseStore {
        var lengths = (0..<columnCount).map { columnEntries[$0].count }
        for column in rowEntries.indices {
            lengths[Int(column)] += 1
        }
        var all = SparseStore()
        for length in lengths {
            all.starts.append(all.starts[all.starts.count - 1] + length)
        }
        all.indices = Array(repeating: 0, count: entryCount)
        all.coefficients = Array(repeating: 0, count: entryCount)
        var next = all.starts
        forEachEntry { row, column, coefficient in
            all.indices[next[column]] = Int32(truncatingIfNeeded: row)
            all.coefficients[next[column]] = coefficient
            next[column] += 1
        }
        return all
    }

    /// Visits every coefficient once, by column and then by row.
    func forEachEntry(_ visit: (_ row: Int, _ column: Int, _ coefficient: Double) -> Void) {
        for column in 0..<columnCount {
            for place in columnEntries[column] {
                let row = Int(columnEntries.indices[place])
                visit(row, column, columnEntries.coefficients[place])
            }
        }
        for row in 0..<rowCount {
            for place in rowEntries[row] {
                visit(row, Int(rowEntries.indices[place]), rowEntries.coefficients[place])
            }
        }
    }

    private mutating func noteMagnitudes(_ coefficients: [Double]) {
        for coefficient in coefficients where coefficient != 0 {
            smallestMagnitude = min(smallestMagnitude, abs(coefficient))
            largestMagnitude = max(largestMagnitude, abs(coefficient))
        }
    }
}

extension Array {
    /// The elements that survive a deletion.
    fileprivate func keeping(_ renumbering: Renumbering) -> [Element] {
        var kept: [Element] = []
        kept.reserveCapacity(renumbering.keptCount)
        for (index, element) in enumerated() where renumbering[index] != nil {
            kept.append(element)
        }
        return kept
    }
}
