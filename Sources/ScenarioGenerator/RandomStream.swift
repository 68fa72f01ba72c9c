import Scheduling

/// A stream of pseudo-random numbers (SplitMix64, Steele, Lea and Flood 2014).
///
/// The same seed and label give the same numbers on every machine. Each table is drawn from a stream
/// of its own label, so that more rows of one table leave the others as they are.
struct RandomStream {
    private var bits: RandomBits

    /// The stream of a seed and a label.
    init(seed: UInt64, label: String) {
        // FNV-1a over the label's bytes keeps streams of one seed apart.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in label.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        var first = RandomBits(seed: seed)
        bits = RandomBits(seed: first.next() ^ hash)
    }

    /// The stream that goes on from a state.
    init(state: UInt64) { bits = RandomBits(seed: state) }

    /// The next 64 random bits.
    mutating func next() -> UInt64 { bits.next() }

    /// A number from 0 up to but not including a limit of at least 1.
    mutating func below(_ limit: Int) -> Int {
        precondition(limit >= 1)
        return Int(next().multipliedFullWidth(by: UInt64(limit)).high)
    }

    /// A number of a range, all equally likely.
    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// True so many times in a thousand.
    mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

    /// One of the items, all equally likely; there must be one.
    mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

    /// One of the items, as likely as its weight says; one weight at least must be above 0.
    mutating func pick<Item>(_ items: [Weighted<Item>]) -> Item {
        var rest = below(items.reduce(0) { $0 + $1.weight })
        for item in items {
            if rest < item.weight { return item.item }
            rest -= item.weight
        }
        return items[items.count - 1].item
    }

    /// The items in random order.
    mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
        var result = items
        for index in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(index, below(index + 1))
        }
        return result
    }

    /// Some of the items, none twice, in random order; all where there are no more.
    mutating func sample<Item>(_ count: Int, of items: [Item]) -> [Item] {
        Array(shuffled(items).prefix(count))
    }

    /// So many items in random order, each as often as its share of the weights, rounded.
    mutating func apportioned<Item>(_ items: [Weighted<Item>], count: Int) -> [Item] {
        let total = items.reduce(0) { $0 + $1.weight }
        var result: [Item] = []
        var sum = 0
        for item in items {
            sum += item.weight
            let until = (sum * count + total / 2) / total
            while result.count < until { result.append(item.item) }
        }
        return shuffled(result)
    }
}

/// Something to draw, and how likely it is against the others.
struct Weighted<Item> {
    let item: Item
    let weight: Int

    init(_ item: Item, _ weight: Int) {
        self.item = item
        self.weight = weight
    }
}

extension Weighted: Sendable where Item: Sendable {}
