/// Where steps begin for a while, in large scenarios.
///
/// What a step looks at of some thousand visits, each with a hundred crews that could serve it, fits into no
/// cache, so steps that begin anywhere wait for the memory most of the time. Steps that begin near each
/// other find there what the last ones read. The visits are parted around centres drawn at random, each part
/// has as many steps as its visits are due, and then they are parted anew, with other neighbours for each. In
/// a round each visit may expect as many steps as any other, wherever it lies; the first rounds are short, so
/// that short runs get everywhere too. Only steps that take out whole programs or visits of several roles
/// still begin anywhere.
struct Focus: ~Copyable {
    private let tables: SearchTables
    private let seeds: Buffer<Int32>
    private let arena = Arena()
    /// The seeds, part by part.
    private let members: Buffer<Int32>
    /// [seed] Its part, and how far off that part's centre is.
    private let partOfSeed: Buffer<Int32>
    private let distances: Buffer<Int32>
    /// [part] Where it ends in ``members``.
    private let ends: Buffer<Int32>
    private var part: Int
    private var stepsLeft = 0
    /// Steps for each visit in this round.
    private var stepsPerVisit = 0
    /// The part whose turn it is, as positions of its members.
    private(set) var range: Range<Int>

    /// From how many pairs of tasks and crews on a scenario is large, and how many visits a part has.
    struct Sizes {
        var leastPairs = 250_000
        /// Measured with 6,245 visits: 40 to 120 do as well, 500 and more end lower.
        var visitsOfPart = 100
    }

    /// Steps for each visit in a round: one in the first, twice as many in each that follows, up to these.
    ///
    /// Measured there: 20 to 60 do as well.
    private static let mostStepsPerVisit = 20

    /// Where steps begin among some visits.
    init(_ tables: SearchTables, seeds: Buffer<Int32>, sizes: Sizes = Sizes()) {
        self.tables = tables
        self.seeds = seeds
        let isLarge = tables.pairSlot.count >= sizes.leastPairs
        let parts = isLarge ? max(1, seeds.count / sizes.visitsOfPart) : 1
        members = arena.buffer(seeds.array)
        partOfSeed = arena.buffer(count: seeds.count, of: 0)
        distances = arena.buffer(count: seeds.count, of: 0)
        ends = arena.buffer(count: parts, of: Int32(seeds.count))
        part = parts
        range = 0..<seeds.count
    }

    /// Whether steps begin in a part of the scenario.
    var isNarrow: Bool { ends.count > 1 }

    /// A visit that may be served, of the part whose turn it is.
    @inline(__always)
    func seed(_ random: inout RandomSource) -> Int32 {
        member(at: range.lowerBound + random.next(below: range.count))
    }

    /// The visit at a position of ``range``.
    @inline(__always)
    func member(at position: Int) -> Int32 { members[position] }

    /// Goes on to the next part when this one has had its steps.
    ///
    /// - Parameters:
    ///   - random: draws the centres.
    ///   - work: what that takes is added to it.
    @inline(__always)
    mutating func advance(_ random: inout RandomSource, work: inout Int) {
        guard isNarrow else { return }
        stepsLeft -= 1
        while stepsLeft < 0 { moveOn(&random, &work) }
    }

    private mutating func moveOn(_ random: inout RandomSource, _ work: inout Int) {
        part += 1
        if part >= ends.count {
            draw(&random)
            work += seeds.count * ends.count / 4
            part = 0
            stepsPerVisit = min(Self.mostStepsPerVisit, max(1, 2 * stepsPerVisit))
        }
        range = (part == 0 ? 0 : Int(ends[part - 1]))..<Int(ends[part])
        stepsLeft = stepsPerVisit * range.count - 1
    }

    /// Draws centres and gives each visit to the nearest one; such as lie nowhere are dealt out.
    private func draw(_ random: inout RandomSource) {
        distances.fill(Int32.max)
        for part in 0..<ends.count { gather(around: centre(&random), part: Int32(part)) }
        ends.fill(0)
        for index in 0..<seeds.count {
            if tables.visits.pointer(seeds[index]).pointee.place < 0 {
                partOfSeed[index] = Int32(random.next(below: ends.count))
            }
            ends[partOfSeed[index]] += 1
        }
        ends.turnCountsIntoBegins()
        for index in 0..<seeds.count {
            let part = partOfSeed[index]
            members[ends[part]] = seeds[index]
            ends[part] += 1
        }
    }

    /// Some visit, one that has a place if that is soon found.
    private func centre(_ random: inout RandomSource) -> Int32 {
        var centre = seeds[random.next(below: seeds.count)]
        for _ in 0..<8 where tables.visits.pointer(centre).pointee.place < 0 {
            centre = seeds[random.next(below: seeds.count)]
        }
        return centre
    }

    /// Gives a part the visits to which its centre is nearer than those before.
    private func gather(around centre: Int32, part: Int32) {
        for index in 0..<seeds.count {
            let distance = tables.distance(centre, seeds[index])
            guard distance < distances[index] else { continue }
            distances[index] = distance
            partOfSeed[index] = part
        }
    }
}

extension SearchEngine {
    /// A visit that may be served, of the part of the scenario where steps begin now.
    @inline(__always)
    mutating func randomSeed() -> Int32 { focus.seed(&random) }

    /// A visit left out, of that part if one is soon found; some visit has to be left out.
    mutating func randomUnserved() -> Int32 {
        for _ in 0..<(focus.isNarrow ? Self.attempts : 0) {
            let visit = randomSeed()
            if !plan.isServed(visit) { return visit }
        }
        return plan.unserved[random.next(below: plan.unserved.count)]
    }

    private static let attempts = 12
}
