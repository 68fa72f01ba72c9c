import Scheduling

/// A share of visits that is to be served.
public struct CoverageTarget: Hashable, Sendable {
    /// Which visits; nil = all of them.
    public var tier: Tier?
    /// How many in a hundred, 0…100.
    public var percent: Int

    /// A share of visits.
    public init(tier: Tier?, percent: Int) {
        self.tier = tier
        self.percent = percent
    }

    /// Reads `red=100%,all=95%`; nil where the text is no list of shares.
    public static func list(_ text: String) -> [CoverageTarget]? {
        var targets: [CoverageTarget] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = item.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2 else { return nil }
            let digits = parts[1].hasSuffix("%") ? parts[1].dropLast() : parts[1]
            guard !digits.isEmpty, digits.count <= 3,
                digits.allSatisfy({ $0.isASCII && $0.isNumber }), let percent = Int(digits),
                percent <= 100
            else { return nil }
            let tier = Tier(rawValue: String(parts[0]))
            guard tier != nil || parts[0] == "all",
                !targets.contains(where: { $0.tier == tier })
            else { return nil }
            targets.append(CoverageTarget(tier: tier, percent: percent))
        }
        return targets
    }

    /// The visits meant, as indices in ``Scenario/visits``.
    func visits(of scenario: Scenario) -> [Int] {
        scenario.visits.indices.filter { tier == nil || scenario.visits[$0].tier == tier }
    }

    /// How many of them have to be served.
    func needed(of scenario: Scenario) -> Int {
        (visits(of: scenario).count * percent + 99) / 100
    }

    /// How many of them a plan serves.
    func served(by plan: Plan, of scenario: Scenario) -> Int {
        let served = Set(plan.assignments.map(\.visit))
        return visits(of: scenario).count { served.contains(scenario.visits[$0].id) }
    }
}
