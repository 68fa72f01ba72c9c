/// How travel minutes follow from coordinates where `travel.csv` says nothing.
public struct TravelRules: Hashable, Sendable {
    /// Metres per minute of a team without a speed of its own; at least 1.
    public var metresPerMinute: Int
    /// Road metres per 100 metres as the crow flies; at least 1.
    public var detourPercent: Int
    /// Minutes added to every move between two different places.
    public var fixedMinutes: Int

    /// The format's defaults: 250 metres a minute, 130 %, 2 minutes.
    public init(metresPerMinute: Int = 250, detourPercent: Int = 130, fixedMinutes: Int = 2) {
        self.metresPerMinute = metresPerMinute
        self.detourPercent = detourPercent
        self.fixedMinutes = fixedMinutes
    }
}

/// What counts how much in the score; all in points and never negative.
public struct Weights: Hashable, Sendable {
    /// Value of serving a red visit.
    public var red = 1000
    /// Value of serving a yellow visit.
    public var yellow = 300
    /// Value of serving a blue visit.
    public var blue = 100
    /// Value of a program session that names neither value nor tier.
    public var session = 200
    /// Added to a request's value per day it has waited when the horizon starts.
    public var age = 5
    /// Gained per role served by a preferred team.
    public var prefer = 20
    /// Cost per travel minute.
    public var travel = 1
    /// Cost per crew sent out.
    public var crew = 10
    /// Cost per minute that a visit starts after it is due.
    public var late = 1
    /// Cost per further team in one program and role.
    public var continuity = 30
    /// Cost per work minute of a team above its fair minutes.
    public var fair = 1
    /// Cost per published commitment not kept.
    public var change = 50
    /// Minutes (not points) that a kept commitment's start may move either way.
    public var changeToleranceMinutes = 30

    /// The format's defaults.
    public init() {}

    /// The value of serving a visit of a tier, before ageing.
    public func value(of tier: Tier) -> Int {
        switch tier {
        case .red: red
        case .yellow: yellow
        case .blue: blue
        }
    }
}

/// How urgent a visit is: the red-yellow-blue card.
public enum Tier: String, CaseIterable, Sendable, Hashable {
    case red
    case yellow
    case blue
}

/// Minutes in a day.
public let minutesPerDay = 1440
