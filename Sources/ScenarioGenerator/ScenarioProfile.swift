import Scheduling

/// A sort of scenario that can be generated.
public enum ScenarioProfile: String, CaseIterable, Sendable, Hashable {
    /// One role a visit, no programs, rooms or commitments: every routing solver can model it.
    case core
    /// One night of a city district with all that format 1 has.
    case night

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
    /// A size is out of its range.
    case sizeOutOfRange
}

extension GeneratorOptions {
    /// Makes the scenario.
    ///
    /// - Returns: a draft without errors or oddities.
    /// - Throws: ``GeneratorFailure`` where the options contradict each other.
    public func makeDraft() throws(GeneratorFailure) -> ScenarioDraft {
        let hasSize = visits != nil || teams != nil || days != nil || density != nil
        if hasSize, !profile.hasSizes { throw .sizesAreFixed(profile) }
        let sizes = [visits, teams].compactMap { $0 }
        guard sizes.allSatisfy({ (1...100_000).contains($0) }), (1...31).contains(days ?? 1),
            density ?? 1 >= 1
        else { throw .sizeOutOfRange }
        var maker = ScenarioMaker(blueprint: try blueprint(), seed: seed)
        try maker.make()
        return maker.draft
    }

    /// The name of the scenario, and of the folder it goes to unless another is named.
    public var scenarioName: String {
        switch profile {
        case .core, .night: "\(profile.rawValue)-\(visits ?? defaultVisits)-g\(seed)"
        }
    }

    /// Visits of a family where none are asked for.
    var defaultVisits: Int { 300 }

    private func blueprint() throws(GeneratorFailure) -> Blueprint {
        switch profile {
        case .core: coreBlueprint()
        case .night: nightBlueprint()
        }
    }
}
