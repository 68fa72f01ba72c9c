import Scheduling

/// How good a plan is proven to be, said so that it holds: cut, never rounded up.
public struct QualityStatement: Sendable, Hashable {
    /// The plan's total.
    public var total: Int
    /// A proven upper bound on the total of any plan; nil where none is proven.
    public var bound: Int?

    /// A statement about a plan with this total and bound.
    public init(total: Int, bound: Int?) {
        self.total = total
        self.bound = bound
    }

    /// The statement in plain words.
    public func text(in language: Language) -> String {
        guard let bound else { return Phrase.qualityUnknown.text(language) }
        if bound <= total { return Phrase.qualityOptimal.text(language) }
        if let share = Figures.percentage(total, of: bound) {
            return Phrase.qualityShare.text(language, share)
        }
        return Phrase.qualityPoints.text(language, Figures.grouped(bound - total))
    }
}
