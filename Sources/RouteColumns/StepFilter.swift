/// Passes over the nodes that a label can't go on to with any hope, eight at a time.
///
/// Figures are of 32 bits, rounded so that no node that matters is passed over; what is left is looked
/// at in full.
struct StepFilter {
    /// Eight figures side by side.
    typealias Lanes = SIMD8<Int32>

    /// [node] Last start.
    private var latest = Buffer<Int32>(capacity: 64)
    /// [node] What must have been earned, the way there paid, for the route to be worth enough; scaled.
    private var needed = Buffer<Int32>(capacity: 64)
    /// Price of a travel minute, scaled and rounded down.
    private var price: Int32 = 0
    /// Units are shifted right by this much, so that the worth of every way fits.
    private var shift = 0

    private static let bits = Lanes(1, 2, 4, 8, 16, 32, 64, 128)

    /// Takes over a network and the bounds on what follows each of its nodes.
    mutating func load(_ network: PricingNetwork, bounds: some CompletionBounds, threshold: Int) {
        let padded = (network.count + 7) / 8 * 8
        latest.reserve(padded, keeping: 0)
        needed.reserve(padded, keeping: 0)
        latest.fill(-1, count: padded)
        needed.fill(.max, count: padded)
        var most = abs(threshold) + abs(network.relaxedFixed) + network.travelPrice * 1440
        for node in 0..<network.count {
            most = max(most, abs(network.relaxedGain[node]))
        }
        let sum = Double(most) * Double(network.shiftEnd - network.shiftStart + 2)
        shift = 0
        while sum / Double(1 << shift) > Double(1 << 28) { shift += 1 }
        price = Int32(clamping: network.travelPrice >> shift)
        for node in 0..<network.count {
            latest[node] = Int32(network.segmentEnd[network.firstSegment[node + 1] - 1])
            let follows = bounds.mostWorth(from: node)
            // One that nothing can follow in time is never worth a step.
            guard follows > BackwardBounds.nothing else { continue }
            needed[node] = Int32(clamping: (threshold - network.relaxedFixed - follows) >> shift)
        }
    }

    /// Raises what must have been earned before a node, the way there paid.
    @inline(__always)
    func raise(to units: Int, at node: Int) {
        needed[node] = max(needed[node], Int32(clamping: units >> shift))
    }

    /// What a label has earned in the scale of the filter, rounded up.
    @inline(__always)
    func scaled(_ units: Int) -> Int32 {
        Int32(clamping: (units + (1 << shift) - 1) >> shift)
    }

    /// Which of eight nodes a label may go on to, as bits.
    ///
    /// - Parameters:
    ///   - first: the first of the eight nodes, a multiple of 8.
    ///   - travel: ways; what lies behind the last row is read, but does not count.
    ///   - row: where the label's row begins.
    ///   - free: the minute from which on the crew is free.
    ///   - earned: the label's ``scaled(_:)`` worth.
    /// - Returns: bit by bit, whether it may.
    @inline(__always)
    func mask(
        from first: Int,
        travel: Buffer<Int32>,
        row: Int,
        free: Lanes,
        earned: Lanes
    ) -> Int32 {
        assert(row + first + 7 < travel.capacity && first + 7 < needed.capacity)
        let legs = UnsafeRawPointer(travel.base + row + first).loadUnaligned(as: Lanes.self)
        let least = UnsafeRawPointer(needed.base + first).loadUnaligned(as: Lanes.self)
        let last = UnsafeRawPointer(latest.base + first).loadUnaligned(as: Lanes.self)
        let passes = (free &+ legs .<= last) .& (earned &- legs &* price .>= least)
        guard any(passes) else { return 0 }
        return Lanes.zero.replacing(with: StepFilter.bits, where: passes).wrappedSum()
    }

    /// Gives all memory back.
    func free() {
        latest.free()
        needed.free()
    }
}
