import Reports

/// What a re-planned day says to people.
package enum ReplanPhrase: String, CaseIterable, Sendable, BilingualPhrase {
    case title, events, begun, presumed, pinned, lost, released, added
    case changes, changesOf, noChanges, shifted, gained, noLongerServed, moved, nobody
    case score, scoreChange, served, tooEarly
    case lossCancelled, lossDeclined, lossOut
    case releaseShiftGone, releasePartnerLost, releaseConflict
    case curve, curveLine, curveBound
    case assignment, nowOutside, nowNotMoment, budgetNegative

    /// The words, Chinese and English.
    package var texts: (chinese: String, english: String) {
        switch self {
        case .title: ("{1}：{2} 重新派单", "{1}: re-planned at {2}")
        case .events: ("事件", "Events")
        case .begun: ("已完成或进行中", "done or under way")
        case .presumed: ("{1} 项，其中 {2} 项按方案推定", "{1}, of which {2} presumed from the plan")
        case .pinned: ("已接单，锁定", "accepted, pinned")
        case .lost: ("因事件作罢", "made impossible")
        case .released: ("解除锁定", "pinned no more")
        case .added: ("新增需求", "new requests")
        case .changes: ("改动", "Changes")
        case .changesOf: ("{1} / {2} 项承诺", "{1} of {2} promises")
        case .noChanges: ("无", "none")
        case .shifted: ("在容许范围内改时间", "moved within tolerance")
        case .gained: ("新排入", "Served anew")
        case .noLongerServed: ("因此未排", "left without a team")
        case .moved: ("{1} {2} → {3} {4}", "{1} {2} → {3} {4}")
        case .nobody: ("{1} {2} → 无人", "{1} {2} → nobody")
        case .score: ("总分", "Score")
        case .scoreChange: ("{1} 分，原方案剩余部分为 {2} 分", "{1} points, from {2} of what was left")
        case .served: ("已排服务", "Served")
        case .tooEarly: ("须已出发", "must have left already")
        case .lossCancelled: ("取消", "cancelled")
        case .lossDeclined: ("拒单", "declined")
        case .lossOut: ("队伍或班次退出", "team or shift out")
        case .releaseShiftGone: ("班次已不存在", "its shift is gone")
        case .releasePartnerLost: ("同一服务的另一角色失去队伍", "another role of the visit lost its team")
        case .releaseConflict: ("不能与已发生的安排同时成立", "can't be kept with what has happened")
        case .curve: ("改动数与得分", "Score by changes")
        case .curveLine: ("至多 {1} 项", "at most {1}")
        case .curveBound: ("{1} 分（用 {2} 项；不超过 {3}）", "{1} points ({2} used; at most {3})")
        case .assignment: ("{1}（{2}）{3} {4}", "{1} ({2}) {3} {4}")
        case .nowOutside: ("--now 应在排班周期内，现为 {1}", "--now must lie within the horizon, not {1}")
        case .nowNotMoment:
            (
                "--now 应为日期加时间，例如 2026-11-23T10:00，现为“{1}”",
                "--now must be a date-time such as 2026-11-23T10:00, not '{1}'."
            )
        case .budgetNegative: ("--max-changes 应为 0 或更大", "--max-changes must be 0 or more.")
        }
    }
}

extension LossReason {
    var phrase: ReplanPhrase {
        switch self {
        case .cancelled: .lossCancelled
        case .declined: .lossDeclined
        case .out: .lossOut
        }
    }
}

extension ReleaseReason {
    var phrase: ReplanPhrase {
        switch self {
        case .shiftGone: .releaseShiftGone
        case .partnerLost: .releasePartnerLost
        case .conflict: .releaseConflict
        }
    }
}
