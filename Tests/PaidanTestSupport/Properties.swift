/// What a property test found wrong, with the case that shows it.
public struct PropertyFailure: Error, CustomStringConvertible {
    /// The case and the cause.
    public let description: String

    /// A failure in words.
    public init(_ description: String) { self.description = description }
}

/// Runs the body for every value and names the value where it throws.
///
/// - Throws: ``PropertyFailure`` for the first value whose body throws.
public func withEvery<Values: Sequence>(
    _ name: String,
    in values: Values,
    _ body: (Values.Element) throws -> Void
) throws(PropertyFailure) {
    for value in values {
        do {
            try body(value)
        } catch {
            throw PropertyFailure("\(name) \(value): \(error)")
        }
    }
}

/// Runs an asynchronous body for every seed and names the seed where it throws.
///
/// - Throws: `PropertyFailure` for the first seed whose body throws.
public func withEverySeed(
    _ seeds: Range<UInt64>,
    _ body: (UInt64) async throws -> Void
) async throws(PropertyFailure) {
    for seed in seeds {
        do {
            try await body(seed)
        } catch {
            throw PropertyFailure("seed \(seed): \(error)")
        }
    }
}
