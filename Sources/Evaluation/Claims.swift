import Scheduling

/// What a plan file says of itself, as read from it.
public struct PlanClaims: Hashable, Sendable {
    /// The `format`; nil where none is given.
    public var format: Int?
    /// The entries of `score` by name; nil where the file has no score.
    public var scoreParts: [String: Int]?
    /// The `bound`; nil where none is given.
    public var bound: Double?
    /// The `gap`; nil where none is given.
    public var gap: Double?
    /// The `status`; nil where none is given.
    public var status: String?

    /// Claims as read from a plan file.
    public init(
        format: Int?,
        scoreParts: [String: Int]?,
        bound: Double?,
        gap: Double?,
        status: String?
    ) {
        self.format = format
        self.scoreParts = scoreParts
        self.bound = bound
        self.gap = gap
        self.status = status
    }
}

extension Score {
    /// The parts and, last, the total by their names in plan files.
    public var namedParts: [(name: String, points: Int)] {
        [
            ("served", served), ("preference", preference), ("travel", travel), ("crews", crews),
            ("lateness", lateness), ("continuity", continuity), ("fairness", fairness),
            ("changes", changes), ("total", total),
        ]
    }
}

extension Verdict {
    /// Compares what a plan file says of itself with what the audit found.
    ///
    /// - Returns: the violations of rule ``Rule/claims``; empty where every claim is right.
    public func checkClaims(_ claims: PlanClaims) -> [Violation] {
        checkFormat(claims) + checkScore(claims) + checkStatusWord(claims) + checkProof(claims)
    }

    private func checkFormat(_ claims: PlanClaims) -> [Violation] {
        if claims.format == 1 { return [] }
        return [
            claim(.claimedFormat, "the format is not 1", "格式版本不是 1")
        ]
    }

    private func checkScore(_ claims: PlanClaims) -> [Violation] {
        guard let parts = claims.scoreParts else {
            return [claim(.missingScore, "no score is given", "没有给出得分")]
        }
        return score.namedParts.compactMap { name, points in
            let claimed = parts[name]
            if claimed == points { return nil }
            return claim(
                .claimedScore,
                "\(name) is \(points), the plan says \(claimed.map(String.init) ?? "nothing")",
                "得分 \(name) 应为 \(points)，方案\(claimed.map { "写的是 \($0)" } ?? "没有写")"
            )
        }
    }

    private func checkStatusWord(_ claims: PlanClaims) -> [Violation] {
        if knownStatus(claims) != nil { return [] }
        let word = claims.status ?? ""
        return [
            claim(
                .unknownStatus,
                "status '\(word)' is neither optimal nor feasible",
                "状态“\(word)”既不是 optimal 也不是 feasible"
            )
        ]
    }

    private func knownStatus(_ claims: PlanClaims) -> String? {
        claims.status.flatMap { ["optimal", "feasible"].contains($0) ? $0 : nil }
    }

    /// The bound, the gap that follows from it, and whether the status is what they prove.
    private func checkProof(_ claims: PlanClaims) -> [Violation] {
        guard let bound = claims.bound else {
            let lonely = claim(.gapWithoutBound, "a gap is given without a bound", "有差距却没有上界")
            return (claims.gap == nil ? [] : [lonely]) + checkStatus(claims, isProven: false)
        }
        guard bound.isFinite else {
            return [claim(.boundNotFinite, "the bound is not a finite number", "上界不是有限数")]
        }
        let excess = bound - Double(score.total)
        return checkBound(bound, excess) + checkGap(claims, excess)
            + checkStatus(claims, isProven: excess < 1)
    }

    private func checkBound(_ bound: Double, _ excess: Double) -> [Violation] {
        if excess >= -1e-6 { return [] }
        return [
            claim(
                .boundBelowTotal,
                "the bound \(bound) is below the total \(score.total)",
                "上界 \(bound) 低于总分 \(score.total)"
            )
        ]
    }

    private func checkGap(_ claims: PlanClaims, _ excess: Double) -> [Violation] {
        let right = excess / Double(max(1, abs(score.total)))
        if let gap = claims.gap, abs(gap - right) <= 1e-4 { return [] }
        let said = claims.gap.map { "\($0)" }
        return [
            claim(
                .claimedGap,
                "the gap is \(right), the plan says \(said ?? "nothing")",
                "差距应为 \(right)，方案\(said.map { "写的是 \($0)" } ?? "没有写")"
            )
        ]
    }

    private func checkStatus(_ claims: PlanClaims, isProven: Bool) -> [Violation] {
        guard let status = knownStatus(claims), (status == "optimal") != isProven else { return [] }
        let english = isProven ? "the bound proves the plan optimal" : "nothing proves it"
        let chinese = isProven ? "上界已证明最优" : "没有证明"
        return [
            claim(
                .claimedStatus,
                "status '\(status)', but \(english)",
                "状态为“\(status)”，但\(chinese)"
            )
        ]
    }

    private func claim(_ code: ViolationCode, _ english: String, _ chinese: String) -> Violation {
        Violation(code, .init(), english: english, chinese: chinese)
    }
}
