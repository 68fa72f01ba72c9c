/// A misuse of a linear program, or the breakdown of its engine.
public enum LinearProgramError: Error, Sendable, Hashable {
    /// A number that must be finite (or, for bounds, at most infinite) is not, or is absurdly
    /// large.
    case badNumber(place: String)
    /// A row or column that doesn't exist.
    case indexOutOfRange(place: String, index: Int, count: Int)
    /// A row or column named twice where it may be named once.
    case duplicate(place: String, index: Int)
    /// A lower bound above the upper one.
    case crossedBounds(place: String, lower: Double, upper: Double)
    /// A fractional bound of an integer column.
    case fractionalBound(column: Int)
    /// More rows, columns or entries than the engine can number.
    case tooLarge(place: String)
    /// An incumbent that breaks a row, a bound or integrality, or has the wrong length.
    case badIncumbent(reason: String)
    /// Options that contradict each other or are out of range.
    case badOption(reason: String)
    /// A reading without a solution of the present program.
    case nothingToRead
    /// A program used after its scope.
    case closed
    /// A program used on a thread that isn't its own.
    case foreignThread
    /// A program used from inside a running solution's callback.
    case busy
    /// The engine broke down; its own words. The program can still be used.
    case engineFailure(message: String)
}

extension LinearProgramError: CustomStringConvertible {
    /// The error in a sentence.
    public var description: String {
        switch self {
        case .badNumber(let place):
            "\(place): the number is not finite or absurdly large"
        case .indexOutOfRange(let place, let index, let count):
            "\(place): \(index) does not exist, there are \(count)"
        case .duplicate(let place, let index):
            "\(place): \(index) is named twice"
        case .crossedBounds(let place, let lower, let upper):
            "\(place): the lower bound \(lower) is above the upper bound \(upper)"
        case .fractionalBound(let column):
            "column \(column): an integer column needs whole bounds"
        case .tooLarge(let place):
            "\(place): more than the engine can number"
        case .badIncumbent(let reason):
            "the incumbent is not feasible: \(reason)"
        case .badOption(let reason):
            "\(reason)"
        case .nothingToRead:
            "there is no solution of the present program to read"
        case .closed:
            "the program was used after its scope had ended"
        case .foreignThread:
            "the program was used on a thread that is not its own"
        case .busy:
            "a program was used from inside a running solution"
        case .engineFailure(let message):
            "the engine broke down: \(message)"
        }
    }
}
