import Reports

/// What a comparison of scenarios says to people.
package enum WhatIfPhrase: String, CaseIterable, Sendable, BilingualPhrase {
    case title, base, scenario, served, institutes, otherInstitute, programs, inFull
    case travel, hours, hoursOf, crews, fairness, busiest, score, bestWithin, released
    case verdict, better, worse, equal, apart, notComparable, noBound, percent, pointsFromTo,
        pointsFrom
    case named

    /// The words, Chinese and English.
    package var texts: (chinese: String, english: String) {
        switch self {
        case .title: ("{1}：假设比较", "{1}: what if")
        case .base: ("现状", "as it is")
        case .scenario: ("方案", "Scenario")
        case .served: ("已排服务", "Served")
        case .institutes: ("按所", "By institute")
        case .otherInstitute: ("不属任何所", "of none")
        case .programs: ("周期项目", "Programs")
        case .inFull: ("全部排满", "in full")
        case .travel: ("路程（小时）", "Travel, h")
        case .hours: ("工时（小时）", "Work, h")
        case .hoursOf: ("{1} 小时", "{1} h")
        case .crews: ("出动小组", "Crews sent out")
        case .fairness: ("负担不均（分）", "Fairness, points")
        case .busiest: ("最忙队伍（小时）", "Busiest team, h")
        case .score: ("得分", "Score")
        case .bestWithin: ("最优不超过", "best is at most")
        case .released: ("解除的锁定安排", "Pins released")
        case .verdict: ("结论", "Verdict")
        case .better: ("{1} 更好：{2}", "{1} is better: {2}")
        case .worse: ("{1} 更差：{2}", "{1} is worse: {2}")
        case .equal: ("{1} 与现状得分相同（双方最优已证明）", "{1} is worth the same: both are proven optimal")
        case .apart: ("{1} 与现状未能分出高下：差别小于差距", "{1} is not told apart: within the gaps")
        case .notComparable:
            (
                "{1} 的需求或权重不同，不能比较分值，请看服务数",
                "{1} asks or weighs something else: compare what is served, not points"
            )
        case .noBound: ("{1} 未能比较：没有上界", "{1} is not told apart: no bound")
        case .percent: ("{1} ± {2}（差距）", "{1} ± {2} (the gaps)")
        case .pointsFromTo: ("{1} 到 {2} 分", "{1} to {2} points")
        case .pointsFrom: ("至少 {1} 分", "at least {1} points")
        case .named: ("{1}：{2}", "{1}: {2}")
        }
    }
}
