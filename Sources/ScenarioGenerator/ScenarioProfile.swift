import Scheduling

/// A sort of scenario that can be generated.
public enum ScenarioProfile: String, CaseIterable, Sendable, Hashable {
    /// One role a visit, no programs, rooms or commitments: every routing solver can model it.
    case core
    /// One night of a city district with all that format 1 has.
    case night
    /// Erqi, a city district, on one night of 2023.
    case erqiNight = "erqi-night"
    /// Erqi on a flood day.
    case erqiFlood = "erqi-flood"
    /// Warm Erqi in 2016: the aged at home.
    case erqiWarm = "erqi-warm-2016"
    /// Pingcheng: vaccination days.
    case pingcheng = "pingcheng-vaccination"
    /// Shuangqing: the Spring Breeze week.
    case shuangqing = "shuangqing-spring"
    /// Qindu: a week of orders, workshops and circles.
    case qindu = "qindu-week"
    /// Ji'an: an art troupe's tour.
    case jian = "jian-tour"
    /// Chengde County: a week with its Saturday.
    case chengde = "chengde-week"
    /// Xiyang: a month of paid staff.
    case xiyang = "xiyang-month"
    /// Shexian: a month of activities in five rooms.
    case shexian = "shexian-month"
    /// Baiyintala: the last week of a month in the villages.
    case baiyin = "baiyin-village"

    /// Whether visits, teams, days and density can be chosen.
    public var hasSizes: Bool { self == .core || self == .night }
}

/// What a scenario is generated from; the same options give the same scenario, byte for byte.
public struct GeneratorOptions: Hashable, Sendable {
    /// The sort of scenario.
    public var profile: ScenarioProfile
    /// The seed of every draw.
    public var seed: UInt64
    /// Requests and sessions together, 1…100 000; nil = the profile's own.
    public var visits: Int?
    /// Teams, 1…100 000; nil = a fifth of the visits.
    public var teams: Int?
    /// Length of the horizon in days, 1…31; nil = the profile's own.
    public var days: Int?
    /// How many shifts on average could serve a visit if it were alone; nil = as it comes.
    public var density: Int?

    /// Options that leave all sizes to the profile.
    public init(profile: ScenarioProfile, seed: UInt64 = 1) {
        self.profile = profile
        self.seed = seed
    }
}

/// Why options give no scenario.
public enum GeneratorFailure: Error, Hashable, Sendable {
    /// The profile is one district with figures of its own: it takes no sizes.
    case sizesAreFixed(ScenarioProfile)
    /// No scenario of these sizes has that density; some have one in the range.
    case densityOutOfReach(ClosedRange<Int>)
    /// A size, named as in ``GeneratorOptions``, is out of its range.
    case sizeOutOfRange(name: String, ClosedRange<Int>)
}

extension GeneratorOptions {
    /// Makes the scenario.
    ///
    /// - Returns: a draft without errors or oddities.
    /// - Throws: ``GeneratorFailure`` where the options contradict each other.
    public func makeDraft() throws(GeneratorFailure) -> ScenarioDraft {
        try check()
        var maker = ScenarioMaker(blueprint: blueprint(), seed: seed)
        try maker.make()
        return maker.draft
    }

    /// Checks that all sizes are in their ranges, and that the profile takes sizes at all.
    ///
    /// - Throws: ``GeneratorFailure`` with the first size that is out of its range.
    public func check() throws(GeneratorFailure) {
        let sizes = [
            ("visits", visits, 1...100_000), ("teams", teams, 1...100_000),
            ("density", density, 1...100_000), ("days", days, 1...31),
        ]
        for (name, size, range) in sizes {
            guard let size else { continue }
            if !profile.hasSizes { throw .sizesAreFixed(profile) }
            if !range.contains(size) { throw .sizeOutOfRange(name: name, range) }
        }
    }

    /// The name of the scenario, and of the folder it goes to unless another is named.
    public var scenarioName: String {
        switch profile {
        case .core, .night: "\(profile.rawValue)-\(visits ?? defaultVisits)-g\(seed)"
        // Scenarios of these names ship beside the generated ones.
        case .erqiNight, .qindu, .baiyin, .chengde, .shuangqing: "\(profile.rawValue)-g\(seed)"
        case .erqiFlood, .erqiWarm, .pingcheng, .jian, .xiyang, .shexian:
            seed == 1 ? profile.rawValue : "\(profile.rawValue)-g\(seed)"
        }
    }

    /// Visits of a family where none are asked for.
    var defaultVisits: Int { 300 }

    private func blueprint() -> Blueprint {
        switch profile {
        case .core: coreBlueprint()
        case .night: nightBlueprint()
        case .erqiNight: erqiNightBlueprint()
        case .erqiFlood: erqiFloodBlueprint()
        case .erqiWarm: erqiWarmBlueprint()
        case .pingcheng: pingchengBlueprint()
        case .shuangqing: shuangqingBlueprint()
        case .qindu: qinduBlueprint()
        case .jian: jianBlueprint()
        case .chengde: chengdeBlueprint()
        case .xiyang: xiyangBlueprint()
        case .shexian: shexianBlueprint()
        case .baiyin: baiyinBlueprint()
        }
    }
}
