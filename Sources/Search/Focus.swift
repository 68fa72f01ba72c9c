/// Where steps begin for a while, in large scenarios.
///
/// What a step looks at of some thousand visits, each with a hundred crews that could serve it, fits into no
/// cache, so steps that begin anywhere wait for the memory most of the time. Steps that begin near each
/// other find there what the last ones read. The visits are parted around centres drawn at random, each part
/// has as many steps as its visits are due, and then they are parted anew. So each visit has its turn as often
/// as any other, with other neighbours each time, and while the search cools this goes on hundreds of times.
struct Focus: ~Copyable {
    private let tables: SearchTables
    private let seeds: Buffer<Int32>
    private let arena = Arena()
    /// Visits that may be chosen as seeds, part by part.
    private let members: Buffer<Int32>
    /// [seed] Its part.
    private let partOfSeed: Buffer<Int32>
    private let centres: Buffer<Int32>
    /// [part] Where it ends in ``members``.
    private let ends: Buffer<Int32>
    private var part = 0
    private var stepsLeft = 0
    /// The part in whose turn it is, as positions in ``members``.
    private(set) var range: Range<Int>

    /// Pairs of tasks and crews from which on they don't fit into a cache.
    static let manyPairs = 250_000
    /// Measured with 6,245 visits: 40 to 120 visits and 20 to 60 steps do as well, 500 end lower.
    private static let visitsOfPart = 100
    private static let stepsPerVisit = 20

    init(_ tables: SearchTables, seeds: Buffer<Int32>, manyPairs: Int = Focus.manyPairs) {
        self.tables = tables
        self.seeds = seeds
        let isLarge = tables.pairSlot.count >= manyPairs
        let parts = isLarge ? max(1, seeds.count / Self.visitsOfPart) : 1
        members = arena.buffer(seeds.array)
        partOfSeed = arena.buffer(count: seeds.count, of: 0)
        centres = arena.buffer(count: parts, of: 0)
        ends = arena.buffer(count: parts, of: Int32(seeds.count))
        range = 0..<seeds.count
    }

    /// A visit that may be served, of the part whose turn it is.
    @inline(__always)
    func seed(_ random: inout RandomSource) -> Int32 {
        member(at: range.lowerBound + random.next(below: range.count))
    }

    /// The visit at a position of ``range``.
    @inline(__always)
    func member(at position: Int) -> Int32 { members[position] }

    /// Goes on to the next part when this one has had its steps.
    @inline(__always)
    mutating func advance(_ random: inout RandomSource) {
        guard ends.count > 1 else { return }
        stepsLeft -= 1
        while stepsLeft < 0 { moveOn(&random) }
    }

    private mutating func moveOn(_ random: inout RandomSource) {
        part += 1
        if part >= ends.count || range.count == seeds.count {
            draw(&random)
            part = 0
        }
        range = (part == 0 ? 0 : Int(ends[part - 1]))..<Int(ends[part])
        stepsLeft = Self.stepsPerVisit * range.count - 1
    }

    /// Draws centres and gives each visit to the nearest one.
    private func draw(_ random: inout RandomSource) {
        for part in 0..<centres.count { centres[part] = seeds[random.next(below: seeds.count)] }
        ends.fill(0)
        for index in 0..<seeds.count {
            var nearest = 0
            var least = Int32.max
            for part in 0..<centres.count {
                let distance = tables.distance(centres[part], seeds[index])
                if distance < least { (nearest, least) = (part, distance) }
            }
            partOfSeed[index] = Int32(nearest)
            ends[nearest] += 1
        }
        var begin: Int32 = 0
        for part in 0..<ends.count {
            let size = ends[part]
            ends[part] = begin
            begin += size
        }
        for index in 0..<seeds.count {
            let part = partOfSeed[index]
            members[Int(ends[part])] = seeds[index]
            ends[part] += 1
        }
    }
}

extension SearchEngine {
    /// A visit that may be served, of the part of the scenario where steps begin now.
    @inline(__always)
    mutating func randomSeed() -> Int32 { focus.seed(&random) }

    /// A visit left out, there if possible; some visit has to be left out.
    mutating func randomUnserved() -> Int32 {
        if focus.range.count < seeds.count {
            for _ in 0..<Self.attempts {
                let visit = randomSeed()
                if !plan.isServed(visit) { return visit }
            }
        }
        return plan.unserved[random.next(below: plan.unserved.count)]
    }

    private static let attempts = 12
}
