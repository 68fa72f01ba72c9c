import Scheduling

/// Lower bounds on the minutes between a shift's base and a place, by whatever way.
///
/// Without a travel table the direct way is the shortest. Entries of a table that are quicker than
/// distance and speed would have it are short cuts, and a way through them, visiting what lies there,
/// may beat the direct one. Entries that are slower make no way quicker. So a way is at least the
/// shorter of the distance's figure and the best way by short cuts (Floyd and Warshall over their
/// ends).
public struct LeastWays: Sendable {
    /// Ends of short cuts, by class of speed.
    private let ends: [[Int]]
    /// [shift] Number of its base and speed among those that occur.
    private let groupOfShift: [Int32]
    /// [group][end] Least minutes from the base to the end, and back.
    private let toEnd: [[Int]]
    private let fromEnd: [[Int]]
    private let figures: DistanceFigures
    private let shifts: ShiftTable
    /// Whether nothing is known, so that every way may take no time at all.
    private let isBlind: Bool

    /// Most ends of short cuts that are dealt with; past it nothing is claimed.
    private static let mostEnds = 240

    init(_ scenario: Scenario, shifts: ShiftTable, travel: TravelMatrices) {
        let figures = DistanceFigures(scenario, shifts: shifts, travel: travel)
        let ends = shifts.speeds.indices.map { figures.endsOfShortCuts(speedClass: $0) }
        var groups: [Group: Int32] = [:]
        var groupOfShift: [Int32] = []
        var toEnd: [[Int]] = []
        var fromEnd: [[Int]] = []
        isBlind =
            !travel.isRoundingSafe || ends.contains { $0.count > LeastWays.mostEnds }
        let between = isBlind ? [] : shifts.speeds.indices.map { figures.ways($0, among: ends[$0]) }
        for shift in 0..<shifts.count {
            let speed = Int(shifts.speedClass[shift])
            let group = Group(base: Int(shifts.basePlace[shift]), speedClass: speed)
            if let known = groups[group] {
                groupOfShift.append(known)
                continue
            }
            groups[group] = Int32(toEnd.count)
            groupOfShift.append(Int32(toEnd.count))
            let count = isBlind ? 0 : ends[speed].count
            let direct = (0..<count).map { figures.minutes(speed, group.base, ends[speed][$0]) }
            toEnd.append(
                (0..<count).map { end in
                    (0..<count).map { direct[$0] + between[speed][$0 * count + end] }.min() ?? 0
                }
            )
            fromEnd.append(
                (0..<count).map { end in
                    (0..<count).map { direct[$0] + between[speed][end * count + $0] }.min() ?? 0
                }
            )
        }
        self.ends = ends
        self.groupOfShift = groupOfShift
        self.toEnd = toEnd
        self.fromEnd = fromEnd
        self.figures = figures
        self.shifts = shifts
    }

    private struct Group: Hashable {
        var base: Int
        var speedClass: Int
    }

    /// No crew of a shift gets from its base to a place in less.
    public func minutesOut(shift: Int, place: Int) -> Int { least(shift, place, toEnd) }

    /// No crew of a shift gets from a place to its base in less.
    public func minutesBack(shift: Int, place: Int) -> Int { least(shift, place, fromEnd) }

    private func least(_ shift: Int, _ place: Int, _ ways: [[Int]]) -> Int {
        let base = Int(shifts.basePlace[shift])
        guard !isBlind, place != base else { return 0 }
        let speed = Int(shifts.speedClass[shift])
        var best = figures.minutes(speed, base, place)
        let way = ways[Int(groupOfShift[shift])]
        for (number, end) in ends[speed].enumerated() where way[number] < best {
            best = min(best, way[number] + figures.minutes(speed, end, place))
        }
        return best
    }
}

/// Minutes by distance and speed alone, also where the travel table says otherwise.
private struct DistanceFigures: Sendable {
    private let scenario: Scenario
    private let speeds: [Int]
    private let travel: TravelMatrices
    /// [place] Whether the table names it.
    private let isNamed: [Bool]

    init(_ scenario: Scenario, shifts: ShiftTable, travel: TravelMatrices) {
        self.scenario = scenario
        self.travel = travel
        speeds = shifts.speeds
        var isNamed = [Bool](repeating: false, count: scenario.places.count)
        for pair in scenario.siteTravelMinutes.keys {
            isNamed[pair.from] = true
            isNamed[pair.to] = true
        }
        self.isNamed = isNamed
    }

    func minutes(_ speedClass: Int, _ from: Int, _ to: Int) -> Int {
        if from == to { return 0 }
        if isNamed[from], isNamed[to],
            scenario.siteTravelMinutes[SitePair(from: from, to: to)] != nil
        {
            return byDistance(speedClass, from, to)
        }
        // Places that no route touches are not in the matrix; ends of short cuts may be such.
        let held = travel.minutes(speedClass: speedClass, from: from, to: to)
        return held > 0 ? held : byDistance(speedClass, from, to)
    }

    private func byDistance(_ speedClass: Int, _ from: Int, _ to: Int) -> Int {
        let metres = scenario.places[from].coordinate.metres(to: scenario.places[to].coordinate)
        return scenario.travelRules.minutes(metres: metres, metresPerMinute: speeds[speedClass])
    }

    /// Places between which the table is quicker than distance and speed, ascending.
    func endsOfShortCuts(speedClass: Int) -> [Int] {
        var ends = Set<Int>()
        for (pair, minutes) in scenario.siteTravelMinutes
        where pair.from != pair.to && minutes < byDistance(speedClass, pair.from, pair.to) {
            ends.insert(pair.from)
            ends.insert(pair.to)
        }
        return ends.sorted()
    }

    /// Least minutes between ends of short cuts, row by row.
    func ways(_ speedClass: Int, among ends: [Int]) -> [Int] {
        let count = ends.count
        var least = [Int](repeating: 0, count: count * count)
        for from in 0..<count {
            for to in 0..<count where from != to {
                let given = scenario.siteTravelMinutes[SitePair(from: ends[from], to: ends[to])]
                let distance = byDistance(speedClass, ends[from], ends[to])
                least[from * count + to] = min(given ?? distance, distance)
            }
        }
        for via in 0..<count {
            for from in 0..<count {
                for to in 0..<count {
                    let way = least[from * count + via] + least[via * count + to]
                    least[from * count + to] = min(least[from * count + to], way)
                }
            }
        }
        return least
    }
}
