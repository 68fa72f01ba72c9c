import DenseProblem
import RouteColumns

/// Where to cut the starts of coupled stops into parts, so that routes which disagree on a start, or
/// overfill rooms, are no choice any more.
///
/// Within a part every route starts when it likes; between parts it has to agree with the others. So
/// any parts give a relaxation, finer ones a tighter one, and parts of single minutes the whole rule.
struct StartParts {
    /// A node of a route chosen, wholly or in part.
    private struct Entry {
        var role: Int
        /// Starts that the route allows.
        var range: ClosedRange<Int>
        var value: Double
    }

    /// A stop in a part of its starts.
    private struct Place: Hashable, Comparable {
        var stop: Int
        var part: Int

        static func < (one: Place, other: Place) -> Bool {
            (one.stop, one.part) < (other.stop, other.part)
        }
    }

    private let space: ColumnSpace
    private var entries: [Place: [Entry]] = [:]
    /// [site] Visits in its rooms: where they stand, and when they start by the routes' own.
    private var guests: [[(place: Place, start: Int, value: Double)]]

    /// Shares of a visit that count as none.
    private static let tolerance = 0.05

    /// Looks at routes and how much of each is chosen.
    init(_ chosen: [(column: RouteColumn, value: Double)], in space: ColumnSpace) {
        self.space = space
        let visits = space.problem.visits
        guests = [[(place: Place, start: Int, value: Double)]](
            repeating: [],
            count: visits.roomLimits.count
        )
        for (column, value) in chosen {
            guard
                column.nodes.contains(where: {
                    space.isStartCoupled(stop: Int(space.nodes[Int($0)].stop))
                }), let ranges = space.startRanges(of: column)
            else { continue }
            for (position, range) in zip(column.nodes, ranges) {
                let node = space.nodes[Int(position)]
                let stop = space.stops[Int(node.stop)]
                guard space.isStartCoupled(stop: Int(node.stop)) else { continue }
                let place = Place(stop: Int(node.stop), part: Int(node.part))
                let role = Int(node.demand) - stop.firstDemand
                entries[place, default: []].append(Entry(role: role, range: range, value: value))
                let site = Int(visits.roomSite[stop.visit])
                if site >= 0, role == 0 { guests[site].append((place, range.lowerBound, value)) }
            }
        }
    }

    /// The parts of a space cut further wherever the routes break a rule; nil where they break none.
    func finer() -> [Int: [Int]]? {
        var found = Cuts(space)
        for place in entries.keys.sorted() {
            if let minute = disagreement(at: place) { found.add(minute, toStop: place.stop) }
        }
        for site in guests.indices { separate(atSite: site, &found) }
        return found.hasGrown ? found.cuts : nil
    }

    /// Stops whose roles have no start in common, or that crowd a site.
    func stopsInTheWay() -> Set<Int> {
        var found = Set(entries.keys.filter { disagreement(at: $0) != nil }.map(\.stop))
        for site in guests.indices {
            if let minute = overfilled(atSite: site) {
                found.formUnion(inside(site, at: minute).map(\.place.stop))
            }
        }
        return found
    }

    /// The parts cut further where routes chosen wholly fit pair by pair but not all together: the stop
    /// whose roles' own starts differ most, else the one with most starts left.
    ///
    /// - Returns: nil where every coupled stop has a single start left.
    func finerAnyhow() -> [Int: [Int]]? {
        var best: (spread: Int, stop: Int, minute: Int)?
        for place in entries.keys.sorted() {
            let starts = (entries[place] ?? []).map(\.range.lowerBound)
            guard let first = starts.min(), let last = starts.max() else { continue }
            let spread = (last - first) * 10_000
            if spread > best?.spread ?? 0 { best = (spread, place.stop, last) }
            let hull = hull(of: place)
            let minute = min(first + 1, hull.upperBound)
            guard minute > hull.lowerBound, hull.count > best?.spread ?? 0 else { continue }
            best = (hull.count, place.stop, minute)
        }
        guard let best else { return nil }
        var found = Cuts(space)
        found.add(best.minute, toStop: best.stop)
        return found.hasGrown ? found.cuts : nil
    }

    /// The minutes from the first to the last start of a part.
    private func hull(of place: Place) -> ClosedRange<Int> {
        let stop = space.stops[place.stop]
        let limits = stop.minutes(ofPart: place.part)
        let inside = stop.intervals.filter { $0.overlaps(limits) }
        guard let first = inside.first, let last = inside.last else { return 0...0 }
        return max(first.lowerBound, limits.lowerBound)...min(last.upperBound, limits.upperBound)
    }

    /// The minute at which to cut a part so that most of what disagrees falls apart: routes of one role
    /// that can only start from then on, and routes of another that can only start before.
    private func disagreement(at place: Place) -> Int? {
        guard let entries = entries[place], space.stops[place.stop].roleCount > 1 else {
            return nil
        }
        let roles = Set(entries.map(\.role)).sorted()
        let served =
            roles.map { role in entries.filter { $0.role == role }.reduce(0) { $0 + $1.value } }
            .max() ?? 0
        var best: (excess: Double, minute: Int)?
        for late in roles {
            for early in roles where early != late {
                for minute in Set(entries.filter { $0.role == early }.map(\.range.upperBound))
                    .sorted()
                {
                    let after = entries.filter { $0.role == late && $0.range.lowerBound > minute }
                    let before = entries.filter {
                        $0.role == early && $0.range.upperBound <= minute
                    }
                    let excess = (after + before).reduce(-served) { $0 + $1.value }
                    guard excess > max(StartParts.tolerance, (best?.excess ?? 0) + 1e-9),
                        let next = after.map(\.range.lowerBound).min()
                    else { continue }
                    best = (excess, (minute + next + 1) / 2)
                }
            }
        }
        return best?.minute
    }

    /// Cuts the starts of the visits inside a site at its fullest minute: those that start in the part
    /// between occupy it then, whatever their start, and have a `rooms` row.
    private func separate(atSite site: Int, _ found: inout Cuts) {
        guard let minute = overfilled(atSite: site) else { return }
        for guest in inside(site, at: minute) {
            let visit = space.stops[guest.place.stop].visit
            found.add(
                minute - Int(space.problem.visits.minutes[visit]) + 1,
                toStop: guest.place.stop
            )
            found.add(minute + 1, toStop: guest.place.stop)
        }
    }

    private func inside(
        _ site: Int,
        at minute: Int
    ) -> [(place: Place, start: Int, value: Double)] {
        guests[site].filter { guest in
            let visit = space.stops[guest.place.stop].visit
            return guest.start <= minute
                && minute < guest.start + Int(space.problem.visits.minutes[visit])
        }
    }

    /// The minute at which the routes' own starts overfill a site most, the last of those before a visit
    /// ends, so that the part of starts that fill it is long; nil where they never do.
    private func overfilled(atSite site: Int) -> Int? {
        let visits = space.problem.visits
        let rooms = Double(visits.roomLimits[site])
        let minutes = guests[site].map { guest in
            guest.start + Int(visits.minutes[space.stops[guest.place.stop].visit]) - 1
        }
        var best: (excess: Double, minute: Int)?
        for minute in Set(minutes).sorted() {
            let excess = inside(site, at: minute).reduce(-rooms) { $0 + $1.value }
            if excess > max(StartParts.tolerance, (best?.excess ?? 0) + 1e-9) {
                best = (excess, minute)
            }
        }
        return best?.minute
    }
}

/// Cuts of starts by stop, and whether any are new.
private struct Cuts {
    private(set) var cuts: [Int: [Int]]
    private(set) var hasGrown = false
    private let space: ColumnSpace

    init(_ space: ColumnSpace) {
        self.space = space
        cuts = space.cuts
    }

    /// Begins a part at a minute, where there are starts before and from then on.
    mutating func add(_ minute: Int, toStop stop: Int) {
        let known = cuts[stop] ?? []
        guard let first = space.stops[stop].intervals.first?.lowerBound,
            let last = space.stops[stop].intervals.last?.upperBound,
            first < minute, minute <= last, !known.contains(minute)
        else { return }
        cuts[stop] = (known + [minute]).sorted()
        hasGrown = true
    }
}
