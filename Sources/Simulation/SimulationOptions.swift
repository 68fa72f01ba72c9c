import Scheduling

/// How plans are replayed.
public struct SimulationOptions: Sendable, Hashable {
    /// How many days are played.
    public var runs = 2000
    /// Seed of every draw.
    public var seed: UInt64 = 1
    /// How often in a hundred times a crew comes whose team names no figure of its own.
    public var showUpPercent = 100
    /// How far a visit's length strays: by up to so many percent less, and twice as many more.
    public var spreadPercent = 20
    /// Threads that may run side by side; they never change the result.
    public var threads = 1

    /// The defaults: 2,000 days, crews that come, lengths from −20 % to +40 %.
    public init() {}
}

/// A crew that stands in for another where that does not come.
public struct Backup: Sendable, Hashable {
    /// The visit.
    public var visit: VisitID
    /// The role.
    public var role: RoleID
    /// The team that stands in.
    public var team: TeamID
    /// The start of its shift.
    public var shiftStartMinute: Int
    /// The crew of the shift.
    public var crew: Int
    /// When it would start the visit.
    public var startMinute: Int

    /// A crew that stands in.
    public init(
        visit: VisitID,
        role: RoleID,
        team: TeamID,
        shiftStartMinute: Int,
        crew: Int,
        startMinute: Int
    ) {
        self.visit = visit
        self.role = role
        self.team = team
        self.shiftStartMinute = shiftStartMinute
        self.crew = crew
        self.startMinute = startMinute
    }
}

/// Random draws of one day, which the seed and the day's number alone determine.
struct DayRandom {
    private var bits: RandomBits

    init(seed: UInt64, run: Int) {
        bits = RandomBits(seed: seed)
        // Spread the day's number over the state, so that days have nothing in common.
        bits = RandomBits(seed: bits.next() ^ (UInt64(run) &* 0xD1B5_4A32_D192_ED03))
    }

    /// Whether an event of the given percentage happens.
    mutating func chance(_ percent: Int) -> Bool { Int(bits.next() % 100) < percent }

    /// A draw of the triangle from −1 over 0 to 2; its mean is a third.
    mutating func triangle() -> Double {
        let share = Double(bits.next() >> 11) / Double(1 << 53)
        return share < 1.0 / 3
            ? -1 + (3 * share).squareRoot() : 2 - (6 * (1 - share)).squareRoot()
    }
}
