import Reports

/// What recruiting says to people.
package enum RecruitPhrase: String, CaseIterable, Sendable, BilingualPhrase {
    case title, present, hours, hoursNone, hourLine, recruitments, none, line, atMost, unknown
    case target, reached, notReached, tierOf, all, before, crews, crewLine, least, leastNone,
        minimal
    case impossible, outOfReach, noSkill, badTarget

    /// The words, Chinese and English.
    package var texts: (chinese: String, english: String) {
        switch self {
        case .title: ("{1}：增加小组的价值", "{1}: what more crews would be worth")
        case .present: ("现有方案", "Plan in hand")
        case .hours: ("每多一小组小时（分）", "One more crew-hour")
        case .hoursNone: ("没有影子价格：已精确求解", "no prices: too small for column generation")
        case .hourLine: ("{1} 分（约 {2} 项）", "{1} points (about {2} visits)")
        case .recruitments: ("最值得增加的小组", "Recruitments")
        case .none: ("没有找到有益的增加", "none found that gains")
        case .line: ("+{1} 分，{2} 项服务（{3}）", "+{1} points, {2} visits ({3})")
        case .atMost: ("至多 {1}", "at most {1}")
        case .unknown: ("上限未知", "no limit known")
        case .target: ("目标", "Target")
        case .reached: ("已达到", "reached")
        case .notReached: ("未达到", "not reached")
        case .tierOf: ("{1} ≥ {2} %", "{1} ≥ {2} %")
        case .all: ("全部", "all")
        case .before: ("{1} → {2} / {3} 项（需 {4}），{5}", "{1} → {2} of {3} visits ({4} needed), {5}")
        case .crews: ("增加的小组", "Crews added")
        case .crewLine: ("+{1}", "+{1}")
        case .least: ("至少需要 {1} 个（已证明）", "at least {1} are needed (proven)")
        case .leastNone: ("最少几个尚未证明", "that fewer won't do is not proven")
        case .minimal: ("已证明为最少", "proven fewest")
        case .impossible:
            (
                "在现有班次中增加小组无法达到（已证明）",
                "no number of crews in existing shifts reaches it (proven)"
            )
        case .outOfReach: ("任何班次都做不到的服务", "In reach of no shift")
        case .noSkill: ("无技能", "no skill")
        case .badTarget:
            (
                "--target 应写成 red=100%,all=95%，现为“{1}”",
                "--target must be such as red=100%,all=95%, not '{1}'."
            )
        }
    }
}
