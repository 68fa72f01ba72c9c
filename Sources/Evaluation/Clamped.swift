/// Where sums of points stop growing: eight parts of this size still add up without overflow.
private let pointLimit = 1 << 60

extension Int {
    /// The sum, held within ± 2⁶⁰.
    func clampedSum(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        if overflow { return other < 0 ? -pointLimit : pointLimit }
        return Swift.min(Swift.max(sum, -pointLimit), pointLimit)
    }

    /// The difference, held within ± 2⁶⁰.
    func clampedDifference(_ other: Int) -> Int {
        let (difference, overflow) = subtractingReportingOverflow(other)
        if overflow { return other > 0 ? -pointLimit : pointLimit }
        return Swift.min(Swift.max(difference, -pointLimit), pointLimit)
    }

    /// The product, held within ± 2⁶⁰.
    func clampedProduct(_ other: Int) -> Int {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        if overflow { return (self < 0) != (other < 0) ? -pointLimit : pointLimit }
        return Swift.min(Swift.max(product, -pointLimit), pointLimit)
    }
}
