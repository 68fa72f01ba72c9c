import Scheduling

/// Shifts and teams as flat arrays; see the fields for shapes.
public struct ShiftTable: Sendable {
    /// A limit that never binds.
    public static let unlimited = Int32.max / 2

    /// Number of shifts.
    public let count: Int
    /// [shift] Index in ``Scenario/teams``.
    public let team: [Int32]
    /// [shift] First minute.
    public let start: [Int32]
    /// [shift] Minute at which crews must be back.
    public let end: [Int32]
    /// [shift] Day of the horizon.
    public let day: [Int32]
    /// [shift] Crews side by side.
    public let crews: [Int32]
    /// [shift] Units of goods per crew; ``unlimited`` where nothing binds.
    public let capacity: [Int32]
    /// [shift] Most visits per crew; ``unlimited`` where nothing binds.
    public let maxVisits: [Int32]
    /// [shift] Index in ``Scenario/places`` of the base.
    public let basePlace: [Int32]
    /// [shift] Index of the speed among ``speeds``.
    public let speedClass: [Int32]
    /// Distinct speeds, ascending, metres per minute.
    public let speeds: [Int]
    /// [team] Hard limit on work minutes over the horizon; ``unlimited`` where it can't bind.
    public let maxMinutes: [Int]
    /// [team] Work minutes above which each costs; ``unlimited`` where it can't bind.
    public let fairMinutes: [Int]
    /// [team] Its shifts, ascending.
    public let shiftsOfTeam: SparseRows

    init(_ scenario: Scenario) {
        let shifts = scenario.shifts
        let teams = scenario.teams
        count = shifts.count
        team = shifts.map { Int32($0.teamIndex) }
        start = shifts.map { Int32($0.startMinute) }
        end = shifts.map { Int32($0.endMinute) }
        day = shifts.map { Int32($0.day) }
        crews = shifts.map { Int32($0.crews) }
        capacity = shifts.map { $0.capacityUnits.map(Int32.init) ?? ShiftTable.unlimited }
        maxVisits = shifts.map {
            teams[$0.teamIndex].maxVisits.map(Int32.init) ?? ShiftTable.unlimited
        }
        basePlace = shifts.map { Int32(teams[$0.teamIndex].baseSiteIndex) }
        let speeds = Set(shifts.map { teams[$0.teamIndex].metresPerMinute }).sorted()
        self.speeds = speeds
        speedClass = shifts.map { shift in
            Int32(speeds.firstIndex(of: teams[shift.teamIndex].metresPerMinute) ?? 0)
        }
        var rows = [[Int32]](repeating: [], count: teams.count)
        var longest = [Int](repeating: 0, count: teams.count)
        for (index, shift) in shifts.enumerated() {
            rows[shift.teamIndex].append(Int32(index))
            longest[shift.teamIndex] += shift.crews * (shift.endMinute - shift.startMinute)
        }
        shiftsOfTeam = SparseRows(rows: rows)
        // Work never exceeds the length of the shifts, so a limit at or above that can't bind.
        func binding(_ limit: Int?, _ most: Int) -> Int {
            guard let limit, limit < most else { return Int(ShiftTable.unlimited) }
            return limit
        }
        maxMinutes = teams.indices.map { binding(teams[$0].maxMinutes, longest[$0]) }
        fairMinutes = teams.indices.map { binding(teams[$0].fairMinutes, longest[$0]) }
    }

    /// Whether a team's work minutes over the horizon can matter: a hard or a fair limit may bind.
    @inlinable
    public func countsMinutes(ofTeam team: Int) -> Bool {
        maxMinutes[team] < Int(ShiftTable.unlimited)
            || fairMinutes[team] < Int(ShiftTable.unlimited)
    }
}
