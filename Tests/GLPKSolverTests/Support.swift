import GLPKSolver
import LinearModel

/// A seeded generator (SplitMix64), so that every run sees the same cases.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Opens a program of the engine under test.
func withProgram<Output>(
    _ sense: ObjectiveSense,
    _ body: (any LinearProgram) throws -> Output
) throws -> Output {
    try GLPKEngine().withProgram(sense, body)
}

func isClose(_ a: Double?, _ b: Double?, within tolerance: Double = 1e-6) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}

func areClose(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { isClose($0, $1) }
}

/// A program as data, so that it can be solved twice and judged by hand.
struct Instance {
    var sense: ObjectiveSense
    var rows: [RowSpec] = []
    var columns: [ColumnSpec] = []

    func load(into program: any LinearProgram) throws {
        try program.addRows(rows)
        try program.addColumns(columns)
    }

    func objective(_ values: [Double]) -> Double {
        zip(columns, values).reduce(0) { $0 + $1.0.objective * $1.1 }
    }

    func activities(_ values: [Double]) -> [Double] {
        var activities = Array(repeating: 0.0, count: rows.count)
        for (column, value) in zip(columns, values) {
            for entry in column.entries {
                activities[entry.index] += entry.coefficient * value
            }
        }
        return activities
    }

    func isFeasible(_ values: [Double], tolerance: Double = 1e-6) -> Bool {
        let isInBounds = zip(columns, values).allSatisfy { column, value in
            value >= column.lower - tolerance && value <= column.upper + tolerance
        }
        return isInBounds
            && zip(rows, activities(values)).allSatisfy { row, activity in
                activity >= row.lower - tolerance && activity <= row.upper + tolerance
            }
    }

    /// The best objective over all 0-1 points, by trying each; nothing if none is feasible.
    func bruteForceOptimum() -> Double? {
        var best: Double?
        for mask in 0..<(1 << columns.count) {
            let values = columns.indices.map { Double((mask >> $0) & 1) }
            guard isFeasible(values) else { continue }
            let value = objective(values)
            let isBetter = best.map { sense == .maximise ? value > $0 : value < $0 } ?? true
            if isBetter { best = value }
        }
        return best
    }

    /// A small program of whole numbers with rows of all kinds, some of them hard to satisfy.
    static func random(
        _ generator: inout SeededGenerator,
        columnCount: Int,
        rowCount: Int,
        isBinary: Bool
    ) -> Instance {
        var instance = Instance(sense: Bool.random(using: &generator) ? .maximise : .minimise)
        for _ in 0..<rowCount {
            let base = Double(Int.random(in: -2...6, using: &generator))
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: instance.rows.append(RowSpec(lower: base))
            case 1: instance.rows.append(RowSpec(lower: base - 4, upper: base))
            default: instance.rows.append(RowSpec(upper: base))
            }
        }
        for _ in 0..<columnCount {
            var column = ColumnSpec(
                objective: Double(Int.random(in: -9...9, using: &generator)),
                upper: isBinary ? 1 : Double(Int.random(in: 1...5, using: &generator)),
                isInteger: isBinary
            )
            for row in 0..<rowCount where Int.random(in: 0..<3, using: &generator) > 0 {
                let coefficient = Double(Int.random(in: -3...5, using: &generator))
                column.entries.append(Entry(row, coefficient))
            }
            instance.columns.append(column)
        }
        return instance
    }
}
