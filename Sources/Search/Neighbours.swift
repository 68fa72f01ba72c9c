/// For each visit the others nearest to it, found when first asked for.
struct Neighbours: ~Copyable {
    private let tables: SearchTables
    private let arena = Arena()
    /// [visit × width + n] The n-th nearest visit.
    private let lists: Buffer<Int32>
    private let isKnown: Buffer<Bool>
    private let distances: Buffer<Int32>
    private let bucketEnds: Buffer<Int32>
    /// Length of each list.
    let width: Int

    private static let buckets = 512

    init(_ tables: SearchTables, width most: Int) {
        self.tables = tables
        width = max(0, min(most, tables.visitCount - 1))
        lists = arena.buffer(count: tables.visitCount * width, of: 0)
        isKnown = arena.buffer(count: tables.visitCount, of: false)
        distances = arena.buffer(count: tables.visitCount, of: 0)
        bucketEnds = arena.buffer(count: Self.buckets, of: 0)
    }

    /// Where the list of a visit begins.
    @inline(__always)
    func list(_ visit: Int32) -> UnsafeMutablePointer<Int32> {
        if !isKnown[visit] { find(visit) }
        return lists.base + Int(visit) * width
    }

    /// Orders the other visits by distance, near ones first, ties by rank; keeps the nearest.
    private func find(_ visit: Int32) {
        bucketEnds.fill(0)
        for other in 0..<Int32(tables.visitCount) where other != visit {
            let distance = min(Int32(Self.buckets - 1), tables.distance(visit, other))
            distances[other] = distance
            bucketEnds[distance] += 1
        }
        bucketEnds.turnCountsIntoBegins()
        let row = lists.base + Int(visit) * width
        for rank in 0..<tables.visitCount {
            let other = tables.visitAtRank[rank]
            if other == visit { continue }
            let bucket = distances[other]
            let place = bucketEnds[bucket]
            bucketEnds[bucket] = place + 1
            if place < width { row[Int(place)] = other }
        }
        isKnown[visit] = true
    }
}

extension SearchTables {
    /// Travel minutes, and a part of the time that must lie between two visits in any case.
    @inline(__always)
    func distance(_ left: Int32, _ right: Int32) -> Int32 {
        let one = visits.pointer(left)
        let two = visits.pointer(right)
        var minutes = Self.remoteMinutes
        if one.pointee.place >= 0, two.pointee.place >= 0, slotCount > 0 {
            let row = Int(one.pointee.place) * placeCount
            minutes = Int32(slots[0].travel[row + Int(two.pointee.place)])
        }
        let apart = max(
            one.pointee.firstEarliest - two.pointee.lastLatest,
            two.pointee.firstEarliest - one.pointee.lastLatest
        )
        return minutes + max(0, apart) / 8
    }

    /// Visits at a team's own base have no place; they count as this far from everything.
    private static let remoteMinutes: Int32 = 12
}
