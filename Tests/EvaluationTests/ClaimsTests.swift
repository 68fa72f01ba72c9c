import Evaluation
import Scheduling
import Testing

@Suite("What a plan file says of itself")
struct ClaimsTests {
    private let verdict = WorkedExample().verdict
    private var claims = PlanClaims(
        format: 1,
        scoreParts: [
            "served": 2165, "preference": 20, "travel": -38, "crews": -60, "lateness": -25,
            "continuity": -30, "fairness": -68, "changes": -50, "total": 1914,
        ],
        bound: 2500,
        gap: 586.0 / 1914,
        status: "feasible"
    )

    private var codes: [ViolationCode] { codesOfBilingual(verdict.checkClaims(claims)) }

    @Test("Claims that are right")
    mutating func right() {
        #expect(codes == [])
        // A bound less than one point above proves the plan, as totals are whole.
        claims.bound = 1914.5
        claims.gap = 0.5 / 1914
        claims.status = "optimal"
        #expect(codes == [])
        claims.bound = nil
        claims.gap = nil
        claims.status = "feasible"
        #expect(codes == [])
    }

    @Test("Format and score")
    mutating func formatAndScore() {
        claims.format = 2
        #expect(codes == [.claimedFormat])
        claims.format = nil
        #expect(codes == [.claimedFormat])
        claims.format = 1
        claims.scoreParts?["lateness"] = -24
        #expect(codes == [.claimedScore])
        claims.scoreParts?["total"] = nil
        #expect(codes == [.claimedScore, .claimedScore])
        claims.scoreParts = nil
        #expect(codes == [.missingScore])
    }

    @Test("Bound and gap")
    mutating func boundAndGap() {
        claims.gap = 0.1
        #expect(codes == [.claimedGap])
        claims.gap = .nan
        #expect(codes == [.claimedGap])
        claims.gap = nil
        #expect(codes == [.claimedGap])
        claims.bound = .infinity
        #expect(codes == [.boundNotFinite])
        claims.bound = nil
        claims.gap = 0
        #expect(codes == [.gapWithoutBound])
    }

    @Test("A gap to four decimals is enough")
    mutating func roundedGap() {
        claims.gap = 0.3062  // 586 ÷ 1914 = 0.30616…
        #expect(codes == [])
        claims.gap = 0.306
        #expect(codes == [.claimedGap])
    }

    @Test("A bound below the total")
    mutating func lowBound() {
        claims.bound = 1913
        claims.gap = -1.0 / 1914
        claims.status = "optimal"
        #expect(codes == [.boundBelowTotal])
    }

    @Test("Status against proof")
    mutating func status() {
        claims.status = "optimal"
        #expect(codes == [.claimedStatus])
        claims.status = "perfect"
        #expect(codes == [.unknownStatus])
        claims.status = nil
        #expect(codes == [.unknownStatus])
        claims.status = "feasible"
        claims.bound = 1914
        claims.gap = 0
        #expect(codes == [.claimedStatus])
    }
}
