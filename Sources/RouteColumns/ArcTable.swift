/// All ways from one node of a network to the next, laid out for looking at many at once.
///
/// A label that is extended backwards meets every node, and most of these meetings lead nowhere: too
/// late, or worth no more than what is known there. Eight nodes at a time are therefore held against
/// figures of 32 bits, rounded so that no node that matters is passed over; what is left is looked at in
/// full.
struct ArcTable {
    /// Eight figures side by side.
    typealias Lanes = SIMD8<Int32>

    /// Length of a row: nodes, rounded up to whole lanes.
    private(set) var stride = 0
    /// [node · stride + node before] Minutes from the start before to the start here.
    private(set) var minutes = Buffer<Int32>(capacity: 4096)
    /// [node · stride + node before] Points that going there before adds at most, scaled.
    private var worth = Buffer<Int32>(capacity: 4096)
    /// [node] Earliest start.
    private var earliest = Buffer<Int32>(capacity: 64)
    /// [node] What a label must beat there, scaled.
    private var needed = Buffer<Int32>(capacity: 64)
    /// Units are shifted right by this much, so that the worth of every way fits.
    private var shift = 0

    private static let bits = Lanes(1, 2, 4, 8, 16, 32, 64, 128)
    /// Nothing is as little.
    private static let nothing = Int32.min / 2

    /// Lays out a network; every node takes whatever reaches it in time.
    mutating func load(_ network: PricingNetwork) {
        let count = network.count
        stride = (count + 7) / 8 * 8
        minutes.reserve(stride * count, keeping: 0)
        worth.reserve(stride * count, keeping: 0)
        earliest.reserve(stride, keeping: 0)
        needed.reserve(stride, keeping: 0)
        earliest.fill(.max, count: stride)
        needed.fill(ArcTable.nothing, count: stride)
        chooseShift(network)
        for node in 0..<count {
            earliest[node] = Int32(network.segmentStart[network.firstSegment[node]])
        }
        // Ways are stored by where they start, rows here by where they end: block by block both stay near.
        let block = 32
        for first in Swift.stride(from: 0, to: count, by: block) {
            let last = min(count, first + block)
            for before in 0..<stride {
                if before < count {
                    fill(network, before: before, nodes: first..<last)
                } else {
                    for node in first..<last {
                        minutes[node * stride + before] = 0
                        worth[node * stride + before] = ArcTable.nothing
                    }
                }
            }
        }
    }

    /// Routes have no more visits than the shift has minutes, and a visit lasts at least one.
    private mutating func chooseShift(_ network: PricingNetwork) {
        var most = 1
        for node in 0..<network.count { most = max(most, abs(network.relaxedGain[node])) }
        most += network.travelPrice * 1440
        let sum = Double(most) * Double(network.shiftEnd - network.shiftStart + 2)
        shift = 0
        while sum / Double(1 << shift) > Double(1 << 29) { shift += 1 }
    }

    @inline(__always)
    private func fill(_ network: PricingNetwork, before: Int, nodes: Range<Int>) {
        let row = before * (network.count + 1)
        let own = Int32(network.minutes[before])
        let gain = network.relaxedGain[before]
        let price = network.travelPrice
        let round = (1 << shift) - 1
        for node in nodes {
            let leg = network.travel[row + node]
            minutes[node * stride + before] = leg + own
            worth[node * stride + before] = Int32(
                truncatingIfNeeded: (gain - Int(leg) * price + round) >> shift
            )
        }
    }

    /// Sets what a label must beat at a node, in units.
    @inline(__always)
    func setNeeded(_ units: Int, at node: Int) {
        needed[node] =
            units <= BackwardBounds.nothing / 2
            ? ArcTable.nothing : Int32(clamping: units >> shift)
    }

    /// A label's worth in the scale of the table, rounded up.
    @inline(__always)
    func scaled(_ units: Int) -> Int32 {
        Int32(clamping: (units + (1 << shift) - 1) >> shift)
    }

    /// Which of eight nodes can come before a label, early enough and worth enough there, as bits.
    ///
    /// - Parameters:
    ///   - first: the first of the eight nodes, a multiple of 8.
    ///   - row: the label's node times ``stride``.
    ///   - start: the label's start.
    ///   - label: the label's ``scaled(_:)`` worth.
    /// - Returns: bit by bit, whether it can.
    @inline(__always)
    func mask(from first: Int, row: Int, start: Lanes, worth label: Lanes) -> Int32 {
        assert(row + first + 7 < minutes.capacity && first + 7 < stride)
        let times = UnsafeRawPointer(minutes.base + row + first).loadUnaligned(as: Lanes.self)
        let sums = UnsafeRawPointer(worth.base + row + first).loadUnaligned(as: Lanes.self)
        let least = UnsafeRawPointer(needed.base + first).loadUnaligned(as: Lanes.self)
        let from = UnsafeRawPointer(earliest.base + first).loadUnaligned(as: Lanes.self)
        let passes = (start &- times .>= from) .& (label &+ sums .>= least)
        guard any(passes) else { return 0 }
        return Lanes.zero.replacing(with: ArcTable.bits, where: passes).wrappedSum()
    }

    /// Gives all memory back.
    func free() {
        minutes.free()
        worth.free()
        earliest.free()
        needed.free()
    }
}
