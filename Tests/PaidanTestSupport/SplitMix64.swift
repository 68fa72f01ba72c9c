/// A small seeded generator with the same stream on every machine.
///
/// Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A stream that the seed alone determines.
    public init(seed: UInt64) { state = seed }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number of the range; own arithmetic, so that the standard library can't change the stream.
    public mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.count))
    }

    /// Whether an event of the given percentage happens.
    public mutating func chance(_ percent: Int) -> Bool { within(1...100) <= percent }

    /// One of the values, which may not be empty.
    public mutating func pick<Value>(_ values: [Value]) -> Value {
        values[within(0...values.count - 1)]
    }

    /// The values in a random order.
    public mutating func shuffled<Value>(_ values: [Value]) -> [Value] {
        var result = values
        for index in result.indices.dropFirst().reversed() {
            result.swapAt(index, within(0...index))
        }
        return result
    }
}
