/// A small, fast generator of pseudo-random numbers: xoroshiro128++ (Blackman and Vigna 2019).
///
/// The same seed gives the same numbers on every machine.
struct RandomSource {
    private var low: UInt64
    private var high: UInt64

    /// A generator; the seed is spread over the state by SplitMix64.
    init(seed: UInt64) {
        var state = seed
        func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
        low = next()
        high = next() | 1
    }

    /// The next 64 random bits.
    @inline(__always)
    mutating func next() -> UInt64 {
        let a = low
        var b = high
        let sum = a &+ b
        let result = ((sum << 17) | (sum >> 47)) &+ a
        b ^= a
        low = ((a << 49) | (a >> 15)) ^ b ^ (b << 21)
        high = (b << 28) | (b >> 36)
        return result
    }

    /// A number from 0 up to but not including a limit of at least 1.
    ///
    /// The bias is below limit ÷ 2³².
    @inline(__always)
    mutating func next(below limit: Int) -> Int {
        Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: limit)) >> 32)
    }

    /// A number in 0..<1.
    @inline(__always)
    mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// True with the given probability.
    @inline(__always)
    mutating func chance(_ probability: Double) -> Bool { nextUnit() < probability }
}
