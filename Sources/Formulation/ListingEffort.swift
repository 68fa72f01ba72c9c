/// How far below the bound routes are listed, learnt from how many there were.
struct ListingEffort {
    /// Points below the bound at which routes were too many, or too many to search.
    private var tooMany: Int
    /// The bound and the gap when routes were last listed.
    private var last = (bound: Int.max, gap: Int.max)

    /// Gaps of a greater part of the bound leave too much to search.
    private let mostGap: Double

    /// The part of the bound in a space that is not small.
    private static let usualGap = 0.0025
    /// So few nodes have few routes, whatever the gap.
    private static let fewNodes = 500
    /// This share of those that were too many is tried next.
    private static let share = 0.5
    /// Better prices leave fewer routes within the same distance of the bound.
    private static let growth = 1.5

    /// Nothing is known but the total of a plan and the size of the space.
    init(total: Int, nodeCount: Int) {
        let isSmall = nodeCount <= ListingEffort.fewNodes
        tooMany = isSmall ? .max / 2 : max(40, abs(total) / 1000)
        mostGap = isSmall ? .infinity : ListingEffort.usualGap
    }

    /// Whether bound or gap have changed since routes were last listed.
    ///
    /// - Parameters:
    ///   - gap: points from the best plan to the bound of the prices at hand.
    ///   - bound: that bound.
    /// - Returns: whether they have.
    mutating func isDue(gap: Int, bound: Int) -> Bool {
        guard gap > 0, Double(gap) < mostGap * Double(max(1, abs(bound))),
            bound < last.bound || gap < last.gap
        else { return false }
        if last.bound < .max, tooMany < .max / 4 {
            tooMany = Int(Double(tooMany) * ListingEffort.growth) + 1
        }
        last = (bound, gap)
        return true
    }

    /// The points to try next, the whole gap first; nil where none are left.
    func next(gap: Int) -> Int? {
        let most = min(gap, Int(Double(tooMany) * ListingEffort.share))
        return most >= 1 ? most : nil
    }

    /// Takes note that routes were too many.
    mutating func noteTooMany(_ slack: Int) { tooMany = min(tooMany, slack) }
}
