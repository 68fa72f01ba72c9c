extension InsightPhrase {
    /// The words, Chinese and English; both hold the same places.
    var texts: (chinese: String, english: String) {
        switch self {
        case .visitTitle: ("{1}（{2}，{3}）：{4}", "{1} ({2}, {3}): {4}")
        case .impossibleAlone: ("单独也无法安排", "impossible by itself")
        case .impossibleWithPins: ("在锁定安排之下无法安排", "impossible with what is pinned")
        case .crowdedOut: ("被其他安排挤占", "crowded out")
        case .noWorse: ("可以安排", "could be served")
        case .notSettled: ("尚无定论", "not settled")
        case .cause: ("原因：{1}", "Reason: {1}")
        case .causeOfRole: ("原因：{1}（角色 {2}）", "Reason: {1} (role {2})")
        case .timesAsked: ("所求时段：{1}", "Times asked: {1}")
        case .nearest: ("最接近：{1}", "Nearest: {1}")

        case .qualifiesButWorks:
            (
                "{1} 具备条件，但只在 {2} 出勤（连同路程差 {3} 分钟）",
                "{1} qualifies but works {2} only ({3} minutes short, with the way)"
            )
        case .teamBut: ("{1}：{2}", "{1}: {2}")
        case .lacksSkill: ("缺少技能 {1}", "lacks {1}")
        case .lowSkill: ("技能 {1} 只有 {2} 级，需 {3} 级", "has {1} at level {2}, not {3}")
        case .isRefused: ("被该需求拒绝", "is refused")
        case .tooFar: ("单程 {1} 分钟，服务半径 {2} 分钟", "is {1} minutes away, radius {2}")
        case .noVisits: ("每班单数上限为零", "may serve no visit")
        case .tooMuchWork: ("需工时 {1} 分钟，上限 {2} 分钟", "would work {1} minutes, limit {2}")
        case .noShift: ("没有班次", "has no shift")
        case .tooFewPeople: ("每组需 {1} 人，最多 {2} 人", "needs crews of {1}, has {2} at most")
        case .tooMuchLoad: ("需携带 {1} 件，最多 {2} 件", "would bring {1} units, can bring {2}")
        case .worksOnly: ("只在 {1} 出勤", "works {1} only")

        case .pinsInTheWay: ("占用所需人手的锁定安排：{1}", "Pinned visits in the way: {1}")
        case .pinsCount: ("占用所需人手的锁定安排：{1} 项", "Pinned visits in the way: {1}")
        case .costBetween:
            (
                "安排它要比它带来的多花 {1} 到 {2} 分（已证明）",
                "Serving it costs {1} to {2} points more than it gives (proven)."
            )
        case .costExactly:
            (
                "安排它要比它带来的多花 {1} 分（已证明）",
                "Serving it costs {1} points more than it gives (proven)."
            )
        case .localBetween:
            (
                "若只在能承担它的小组之间调整不牵涉他人的现有安排，它要比它带来的多花 {1} 到 {2} 分（已证明）",
                "If only the crews that could serve it rearrange the work that is theirs alone, it "
                    + "costs {1} to {2} points more than it gives (proven)."
            )
        case .localExactly:
            (
                "若只在能承担它的小组之间调整不牵涉他人的现有安排，它要比它带来的多花 {1} 分（已证明）",
                "If only the crews that could serve it rearrange the work that is theirs alone, it "
                    + "costs {1} points more than it gives (proven)."
            )
        case .nobodyMakesWay:
            (
                "不需要别人让位，但路程、人手和延误的代价高于所得",
                "Nobody would have to make way, but way, crew and delay cost more than it gives."
            )
        case .alike:
            (
                "与已安排的 {1} 完全相同，排哪一场都一样",
                "It is alike {1}, which are served: which of them is left out does not matter."
            )
        case .heldBy: ("位置由下列服务占用：{1}", "Its place is held by: {1}")
        case .heldByCount: ("位置由另外 {1} 项服务占用", "Its place is held by other visits: {1}")
        case .asGood: ("已找到一个安排它而得分相同的方案", "A plan that serves it scores just as much.")
        case .better: ("已找到一个安排它而得分高 {1} 分的方案", "A plan that serves it scores {1} points more.")
        case .bestFoundWorse:
            (
                "已找到的安排它的最好方案低 {1} 分；是否有更好的尚未证明",
                "The best plan found that serves it scores {1} points less; a better one is not ruled out."
            )
        case .byDirectWays:
            (
                "按直接路程单独无法安排：{1}；是否可以绕经别处到达，未能排除",
                "By direct ways it is impossible by itself: {1}; a detour through other places is not "
                    + "ruled out."
            )
        case .noneFound:
            ("没有找到安排它的方案，也未证明没有", "No plan that serves it was found, and none was ruled out.")
        case .atMostBetter:
            (
                "安排它的方案至多比本方案高 {1} 分",
                "No plan that serves it scores more than {1} points above this one."
            )
        case .bestWith: ("届时由 {1} 服务", "It would be served by {1}.")
        case .crewAt: ("{1} 第 {2} 组（{3}）", "{1} crew {2} at {3}")

        case .smallestChange: ("找到的最小改动（代价 {1}）：{2}", "Smallest change found (price {1}): {2}")
        case .smallestChangeProven:
            (
                "最小改动（代价 {1}，已证明没有更便宜的）：{2}",
                "Smallest change (price {1}, proven: none on the menu is cheaper): {2}"
            )
        case .noChangeProven:
            (
                "可选的改动中，任何一项或两项都不够（已证明）",
                "No change on the menu would help, nor would two together (proven)."
            )
        case .noChange: ("没有找到可行的改动", "No change that would help was found.")
        case .changeOutcome:
            (
                "改动后由 {1} 服务；总分 {2}，其他安排合计 {3}",
                "Then {1} serves it; total {2}, all others together {3}."
            )
        case .changeDrops: ("因此不再安排：{1}", "No longer served then: {1}")
        case .changeDropsCount: ("因此不再安排：{1} 项", "No longer served then: {1}")
        case .and: ("{1}，并且{2}", "{1}, and {2}")
        case .openEarlier:
            ("时段提前 {1} 分钟（{2}）", "open its window {1} minutes earlier ({2})")
        case .closeLater:
            ("时段延后 {1} 分钟（{2}）", "close its window {1} minutes later ({2})")
        case .allowAlso: ("另外允许 {1}", "allow it also {1}")
        case .extendShift:
            (
                "{1} 的班次延长 {2} 分钟（{3}）",
                "extend the shift of {1} by {2} minutes ({3})"
            )
        case .addCrew: ("{1} 的班次（{2}）增加一个小组", "one more crew of {1} ({2})")
        case .addPeople:
            ("{1} 的班次（{2}）每组增加 {3} 人", "{3} more in each crew of {1} ({2})")
        case .widenRadius:
            ("{1} 的服务半径放宽 {2} 分钟", "widen the radius of {1} by {2} minutes")
        case .addSkill: ("{1} 取得技能 {2}（{3} 级）", "{1} gets the skill {2} (level {3})")
        case .liftRefusal: ("不再拒绝 {1}", "no longer refuse {1}")

        case .residentTitle:
            ("您的需求 {1}（{2}）这次没有排上。", "Your request {1} ({2}) is not in this plan.")
        case .residentTimes:
            (
                "能承担的队伍只在 {1} 出勤，与您的时段不合。",
                "The teams that come nearest work {1} only, which does not fit your times."
            )
        case .residentCause: ("原因：{1}。", "Reason: {1}.")
        case .residentPins:
            (
                "能承担的小组已有必须保留的约定。",
                "The crews that could come are bound by appointments that must be kept."
            )
        case .residentCrowded:
            (
                "能承担的小组都已排满；改派给您会使其他居民损失更多。",
                "The crews that could come are taken; sending one to you would cost others more."
            )
        case .residentFar:
            (
                "为这一趟出动小组和赶路的代价太高。",
                "Sending a crew all the way for it would cost too much."
            )
        case .residentCrowdedLocally:
            (
                "能承担的小组都已排满；只在这些小组之间调整会使其他居民损失更多；更大范围的调整是否可行尚无定论。",
                "The crews that could come are taken; rearranging only their work for you would "
                    + "cost others more, and whether a wider change would do is not settled."
            )
        case .residentFarLocally:
            (
                "在其他小组安排不变时，为这一趟出动小组和赶路的代价太高；更大范围的调整是否可行尚无定论。",
                "While the other crews keep their work, sending one all the way for it would cost "
                    + "too much; whether a wider change would do is not settled."
            )
        case .residentNotSettled:
            (
                "目前没有找到位置；是否排得下尚无定论。",
                "No place was found for it so far; whether there is one is not settled."
            )
        case .residentNoWorse:
            ("仍可以安排，请联系调度员。", "It can still be served: please ask the dispatcher.")
        case .residentIf: ("如果{1}，就可以安排（{2}）。", "It could be served ({2}) if {1}.")
        case .residentOurs:
            (
                "要安排它，需要由我们调整人手或班次。",
                "To serve it we would have to change crews or hours on our side."
            )
        case .residentFrom: ("您可以从 {1} 开始接受服务", "you could be visited from {1} on")
        case .residentUntil: ("您可以接受服务到 {1}", "you could be visited until {1}")
        case .residentAlso: ("您也可以接受 {1}", "you could also be visited {1}")
        case .residentTeam: ("您不再拒绝 {1}", "you no longer refuse {1}")

        case .residentServed:
            ("您的需求 {1}（{2}）已排在 {3}。", "Your request {1} ({2}) is planned for {3}.")
        case .residentCould:
            ("您的需求 {1}（{2}）可以排在 {3}。", "Your request {1} ({2}) could be served at {3}.")
        case .residentCouldNot:
            (
                "没有找到为您的需求 {1}（{2}）服务的办法。",
                "No way of serving your request {1} ({2}) was found."
            )
        case .servedBy: ("由 {1} 服务", "Served by {1}.")
        case .servedByPinned: ("由 {1} 服务（锁定）", "Served by {1} (pinned).")
        case .otherWays: ("其他办法：", "Other ways:")
        case .noOtherWays: ("没有找到其他办法", "No other way was found.")
        case .way: ("{1}. {2}：{3} 分", "{1}. {2}: {3} points")
        case .makesWay: ("让位：{1}", "makes way: {1}")
        case .makesWayCount: ("让位：{1} 项", "make way: {1}")
        case .movesTo: ("改派：{1}", "goes to others: {1}")
        case .movesCount: ("改派：{1} 项", "go to others: {1}")
        case .retimes: ("改时间：{1} 项", "other times: {1}")
        case .suggestions: ("现方案 {1} 分；可以这样安排：", "The plan scores {1}; it could be served so:")
        case .noSuggestion: ("没有找到安排它的办法", "No way of serving it was found.")
        case .whyNot: ("为什么不是 {1}？", "Why not {1}?")
        case .whyNotBut: ("它{1}", "It {1}.")
        case .whyNotWay: ("由它服务的最好办法：{1}：{2} 分", "The best way with it: {1}: {2} points")
        case .whyNotNone:
            ("在现方案中没有找到由它服务的办法", "No way with it was found as the plan stands.")

        case .inspectTitle: ("{1}：服务 {2} 项，发现 {3} 处", "{1}: visits: {2}, findings: {3}")
        case .nothingOdd: ("没有发现问题", "Nothing odd was found.")
        case .impossibleCount: ("单独也无法安排：{1} 项", "Impossible by themselves: {1}")
        case .byInstitute: ("按所：", "By institute:")
        case .areaCount: ("{1}：{3} 项中的 {2} 项（{4}）", "{1}: {2} of {3} ({4})")
        case .noInstitute: ("不属于任何所", "of no institute")
        case .oneByOne: ("差在哪里：", "What comes nearest:")
        case .idleTeams: ("没有任何服务可做的队伍：{1}", "Teams that can serve nothing: {1}")
        case .idleShifts: ("没有任何服务适合的班次：{1}", "Shifts that no visit fits: {1}")
        case .duplicates: ("疑似重复的需求：{1}", "Requests that look alike: {1}")
        case .shortPrograms: ("排不满的周期项目：{1}", "Programs without room for all sessions: {1}")
        case .shortProgram: ("{1}：{3} 场中至多 {2} 场", "{1}: {2} of {3} sessions at the most")
        case .pinConflict:
            ("不能同时成立的锁定安排：{1} 行", "Pinned rows that can't be kept together: {1}")
        case .pinRow: ("commitments.csv:{1}：{2}，{3}", "commitments.csv:{1}: {2}, {3}")
        case .balances:
            ("需求与人手（服务小时 / 小组小时）：", "Demand against crews (hours of visits / of crews):")
        case .balance: ("{1}：{2} / {3}（{4}）", "{1}: {2} / {3} ({4})")
        case .skillBalance: ("技能 {1}", "skill {1}")
        case .andMore: ("另有 {1} 项", "and {1} more")
        }
    }
}
