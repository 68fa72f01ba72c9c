import Scheduling

/// A visit that a plan can't serve, not even one that serves nothing else, and why.
public struct Impossibility: Hashable, Sendable {
    /// The visit.
    public var visit: VisitID
    /// The first cause that leaves nobody.
    public var reason: ImpossibilityReason
    /// The role that nobody can fill; nil where it is not one role that fails.
    public var role: RoleID?
    /// How many teams and shifts were left for that role, cause by cause.
    public var counts: CandidateCounts
    /// Whether no plan at all can serve the visit.
    ///
    /// False where it is impossible by direct ways, but a crew that comes by way of other visits may be
    /// quicker: then it is not settled.
    public var isCertain = true

    /// The cause in a sentence with its counts.
    public func message(in language: Language) -> String {
        switch (language, isCertain) {
        case (.english, true): englishMessage
        case (.english, false): "by direct ways, \(englishMessage); a detour is not ruled out"
        case (.chinese, true): chineseMessage
        case (.chinese, false): "按直接路程，\(chineseMessage)；能否绕行未能排除"
        }
    }

    private var englishMessage: String {
        let title = reason.title(in: .english)
        guard let role else { return "visit \(visit): \(title)" }
        let steps = counts.steps.map { "\($0.count) \($0.english)" }.joined(separator: ", ")
        return "visit \(visit) role \(role): \(title) (\(steps))"
    }

    private var chineseMessage: String {
        let title = reason.title(in: .chinese)
        guard let role else { return "服务 \(visit)：\(title)" }
        let steps = counts.steps.map { "\($0.chinese) \($0.count)" }.joined(separator: "，")
        return "服务 \(visit) 角色 \(role)：\(title)（\(steps)）"
    }
}

/// How many candidates each cause leaves, from all teams down to the shifts that fit.
public struct CandidateCounts: Hashable, Sendable {
    /// What is left after one cause.
    public struct Step: Hashable, Sendable {
        /// The cause that the candidates were held against; nil for all teams.
        public var reason: ImpossibilityReason?
        /// Teams or shifts left.
        public var count: Int

        var english: String {
            switch reason {
            case nil: "teams"
            case .noTeam: "with the skills"
            case .refused: "not refused"
            case .tooFar: "within their radius"
            case .visitLimit: "with visits allowed"
            case .workLimit: "with minutes enough"
            case .noShift: "shifts of theirs"
            case .tooFewPeople: "with people enough"
            case .overCapacity: "with capacity enough"
            default: "that fit the windows"
            }
        }

        var chinese: String {
            switch reason {
            case nil: "队伍"
            case .noTeam: "具备技能"
            case .refused: "未被拒绝"
            case .tooFar: "在服务半径内"
            case .visitLimit: "可接单"
            case .workLimit: "工时足够"
            case .noShift: "其班次"
            case .tooFewPeople: "人手足够"
            case .overCapacity: "携带量足够"
            default: "时段合适"
            }
        }
    }

    /// In the order in which causes are held against candidates, up to the one that leaves nobody.
    public var steps: [Step]
}
