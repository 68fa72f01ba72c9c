import Scheduling

/// What the audit finds of a plan: every violation, and the score recomputed part by part.
///
/// The score of a plan with violations counts the rows that could be understood.
public struct Verdict: Hashable, Sendable {
    /// All violations, in order of rule; empty for a valid plan.
    public var violations: [Violation]
    /// The plan's score.
    public var score: Score
    /// Visits with at least one role filled.
    public var servedVisits: Int
    /// Crews sent out.
    public var routes: Int

    /// A verdict with all its fields.
    public init(violations: [Violation], score: Score, servedVisits: Int, routes: Int) {
        self.violations = violations
        self.score = score
        self.servedVisits = servedVisits
        self.routes = routes
    }

    /// Whether the plan keeps every hard rule.
    public var isValid: Bool { violations.isEmpty }

    /// The violations of each rule that is broken, in the order of ``Rule``.
    public var violationsByRule: [(rule: Rule, violations: [Violation])] {
        Rule.allCases.compactMap { rule in
            let found = violations.filter { $0.rule == rule }
            return found.isEmpty ? nil : (rule, found)
        }
    }
}
