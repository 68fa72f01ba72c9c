import LinearModel

extension ModelCopy {
    /// How far a point may be outside a row or bound, relative to the numbers involved.
    static let tolerance = 1e-6

    func objectiveValue(_ values: [Double]) -> Double {
        var sum = 0.0
        for (coefficient, value) in zip(objective, values) {
            sum += coefficient * value
        }
        return sum
    }

    /// The values with integer columns rounded.
    func rounded(_ values: [Double]) -> [Double] {
        var rounded = values
        for column in 0..<columnCount where isInteger[column] {
            // Adding zero turns -0 into 0.
            rounded[column] = values[column].rounded() + 0
        }
        return rounded
    }

    /// What is wrong with a point, or nothing if it keeps rows, bounds and (if asked) integrality.
    func fault(in values: [Double], wantsIntegers: Bool) -> String? {
        guard values.count == columnCount else {
            return "\(values.count) values for \(columnCount) columns"
        }
        for column in 0..<columnCount {
            let value = values[column]
            guard value.isFinite else { return "column \(column) is not finite" }
            let slack = Self.tolerance * max(1, abs(value))
            if value < columnLower[column] - slack || value > columnUpper[column] + slack {
                return "column \(column) is out of its bounds"
            }
            if wantsIntegers, isInteger[column], abs(value - value.rounded()) > Self.tolerance {
                return "column \(column) is not whole"
            }
        }
        return faultyRow(values).map { "row \($0) is out of its bounds" }
    }

    private func faultyRow(_ values: [Double]) -> Int? {
        var activities = Array(repeating: 0.0, count: rowCount)
        var magnitudes = Array(repeating: 1.0, count: rowCount)
        forEachEntry { row, column, coefficient in
            let term = coefficient * values[column]
            activities[row] += term
            magnitudes[row] += abs(term)
        }
        return (0..<rowCount).first { row in
            let slack = Self.tolerance * magnitudes[row]
            return activities[row] < rowLower[row] - slack
                || activities[row] > rowUpper[row] + slack
        }
    }

    /// Whether duals prove a feasible point optimal: no column or row would gain by moving into
    /// the room it has.
    ///
    /// GLPK judges scaled numbers, which can hide a reduced cost that matters.
    func isProvenOptimal(_ values: [Double], duals: [Double], sense: ObjectiveSense) -> Bool {
        var reduced = objective
        var activities = Array(repeating: 0.0, count: rowCount)
        var magnitudes = objective.map { max(1, abs($0)) }
        forEachEntry { row, column, coefficient in
            let price = coefficient * duals[row]
            reduced[column] -= price
            magnitudes[column] = max(magnitudes[column], abs(price))
            activities[row] += coefficient * values[column]
        }
        let sign = sense == .maximise ? 1.0 : -1.0
        let isColumnGood = (0..<columnCount).allSatisfy { column in
            let room = Room(values[column], columnLower[column], columnUpper[column])
            return !room.allowsGain(
                sign * reduced[column],
                tolerance: Self.tolerance * magnitudes[column]
            )
        }
        guard isColumnGood else { return false }
        return (0..<rowCount).allSatisfy { row in
            let room = Room(activities[row], rowLower[row], rowUpper[row])
            let tolerance = Self.tolerance * max(1, abs(duals[row]))
            return !room.allowsGain(sign * duals[row], tolerance: tolerance)
        }
    }
}

/// Which ways a value may move between its bounds.
private struct Room {
    let isAbove: Bool
    let isBelow: Bool

    init(_ value: Double, _ lower: Double, _ upper: Double) {
        let slack = ModelCopy.tolerance * max(1, abs(value))
        isAbove = value < upper - slack
        isBelow = value > lower + slack
    }

    /// Whether a move would gain that much per unit upwards, or lose it downwards.
    func allowsGain(_ gain: Double, tolerance: Double) -> Bool {
        (gain > tolerance && isAbove) || (gain < -tolerance && isBelow)
    }
}
