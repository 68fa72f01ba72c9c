import Scheduling

/// What can be said of two scenarios whose best plans are known only within intervals.
public enum ComparisonVerdict: Hashable, Sendable {
    /// The best plan of the second is worth more, by at least and at most so many points.
    case better(PointInterval)
    /// The best plan of the second is worth less, by at least and at most so many points.
    case worse(PointInterval)
    /// The best plans of both are known, and worth the same.
    case equal
    /// The intervals overlap: what difference there is lies within the gaps.
    case notToldApart
    /// The two differ in what they ask or in what it counts: points say nothing.
    case notComparable
}

/// Two trials side by side.
public struct Comparison: Sendable {
    /// The scenario that the other is compared with.
    public var base: Trial
    /// The other.
    public var other: Trial

    /// Compares a trial with a base.
    public init(_ base: Trial, _ other: Trial) {
        self.base = base
        self.other = other
    }

    /// What the best plan of the other is worth more than that of the base: from, to.
    ///
    /// Either end is nil where a bound is missing.
    public var difference: (least: Int?, most: Int?) {
        let (first, second) = (base.interval, other.interval)
        return (
            first.most.map { second.least - $0 },
            second.most.map { $0 - first.least }
        )
    }

    /// What is proven about the two.
    public var verdict: ComparisonVerdict {
        guard base.subject.isComparable, other.subject.isComparable else {
            return .notComparable
        }
        let (least, most) = difference
        if let least, least > 0 { return .better(PointInterval(least, most)) }
        if let most, most < 0 { return .worse(PointInterval(-most, least.map { -$0 })) }
        return least == 0 && most == 0 ? .equal : .notToldApart
    }

    /// The middle of the difference and half its width in hundredths of a percent of the base's points.
    ///
    /// Nil where a bound is missing or the base is worth nothing.
    public var percentage: (middle: Int, halfWidth: Int)? {
        let points = base.planning.score.total
        guard let least = difference.least, let most = difference.most, points > 0 else {
            return nil
        }
        let middle = (Double(least + most) * 5000 / Double(points)).rounded()
        let half = (Double(most - least) * 5000 / Double(points)).rounded(.up)
        guard abs(middle) < 1e9, half < 1e9 else { return nil }
        return (Int(middle), Int(half))
    }
}
