extension Phrase {
    /// The words, Chinese and English; both hold the same places.
    var texts: (chinese: String, english: String) {
        switch self {
        case .progressSeconds: ("{1} 秒", "{1} s")
        case .progressServed: ("已排 {1}", "served {1}")
        case .progressScore: ("得分 {1}", "score {1}")
        case .progressBound: ("上界 {1}", "bound {1}")
        case .progressGap: ("差距 {1}", "gap {1}")
        case .phasePins: ("锁定安排", "pins")
        case .phaseConstruct: ("初步排班", "construct")
        case .phaseSearch: ("改进搜索", "search")
        case .phaseColumns: ("生成路线", "columns")
        case .phaseRegions: ("分片改进", "regions")
        case .phaseDive: ("取整求解", "dive")
        case .phaseExact: ("精确求解", "exact")
        case .phaseFinish: ("收尾改进", "finish")

        case .title: ("{1}：{2} 派单方案（{3}）", "{1}: plan from {2} ({3})")
        case .titleDays: ("{1} 天", "days: {1}")
        case .served: ("已排服务", "Served")
        case .servedOf: ("{1} 项，共 {2} 项（{3}）", "{1} of {2} ({3})")
        case .noTier: ("未分级", "no tier")
        case .tierRed: ("红牌", "red")
        case .tierYellow: ("黄牌", "yellow")
        case .tierBlue: ("蓝牌", "blue")
        case .programs: ("周期项目", "Programs")
        case .programsInFull:
            ("{1} / {2} 个全部排满，共 {3} / {4} 场", "{1} of {2} in full; {3} of {4} sessions")
        case .andMore: ("另有 {1} 项", "and {1} more")
        case .score: ("总分", "Score")
        case .scorePoints: ("{1} 分", "{1} points")
        case .partServed: ("服务价值", "visits served")
        case .partPreference: ("意向队伍", "preferred teams")
        case .partTravel: ("路程", "travel")
        case .partCrews: ("出动小组", "crews sent out")
        case .partLateness: ("逾期", "lateness")
        case .partContinuity: ("换队", "continuity")
        case .partFairness: ("负担不均", "fairness")
        case .partChanges: ("改动已公布安排", "published changes")
        case .quality: ("方案质量", "Quality")
        case .qualityOptimal:
            ("已证明最优：不存在得分更高的方案", "proven optimal: no plan scores more")
        case .qualityShare: ("至少达到最优得分的 {1}", "at least {1} of the best possible")
        case .qualityPoints:
            ("距最优得分至多 {1} 分", "at most {1} points below the best possible")
        case .qualityUnknown:
            ("未证明上界，与最优的差距未知", "no bound proven: how far from the best is not known")
        case .qualityBound:
            (
                "任何方案都不超过 {1} 分（差距 {2}）",
                "no plan can score more than {1} (gap {2})"
            )
        case .stopTime:
            ("到达时间限制而结束", "ended at the time limit")
        case .stopMemory:
            ("到达内存限制（--memory）而提前结束", "ended early: the memory limit was reached")
        case .stopWork: ("到达工作量限制或该方法已做完", "ended at the work limit or the method's end")
        case .stopInterrupted: ("被提前中止", "ended early: interrupted")
        case .stopSolverFailed:
            ("线性规划求解器出错，方案仍然有效", "the linear solver failed; the plan is valid all the same")
        case .work: ("工时", "Hours")
        case .workHours:
            ("共 {1} 小时：服务 {2}，路程 {3}", "{1} h of work: {2} h of visits, {3} h of travel")
        case .workCrews:
            ("出动 {1} / {2} 个小组，来自 {3} 支队伍", "{1} of {2} crews sent out, of {3} teams")
        case .unserved: ("未排服务", "Not served")
        case .unservedNone: ("无", "none")
        case .unservedImpossible: ("单独也无法安排", "impossible by itself")
        case .unservedNotSettled: ("尚无定论", "not settled")
        case .droppedPins: ("放弃的锁定安排", "Pinned rows dropped")
        case .pinnedRow:
            (
                "commitments.csv:{1}：{2}，角色 {3}，队伍 {4}，{5}",
                "commitments.csv:{1}: {2}, role {3}, team {4}, {5}"
            )
        case .files: ("结果文件", "Written")

        case .inputGood: ("输入无误", "the input is good")
        case .inputCounts:
            (
                "服务 {1}，队伍 {2}，班次 {3}，周期项目 {4}，天数 {5}",
                "visits: {1}, teams: {2}, shifts: {3}, programs: {4}, days: {5}"
            )
        case .faultsFound: ("输入错误：{1}，警告：{2}", "input errors: {1}, warnings: {2}")
        case .warningsFound: ("警告：{1}", "warnings: {1}")
        case .planGood:
            ("方案符合全部硬性规则；总分 {1}", "the plan keeps every hard rule; score {1}")
        case .brokenRule: ("{1}（{2}）：{3} 处", "{1} ({2}): {3}")
        case .violationsFound: ("方案违规：{1} 处", "violations in the plan: {1}")
        case .conflictingPins:
            (
                "下列 {1} 行锁定安排不能同时成立；去掉其中任一行，其余即可成立：",
                "these {1} pinned rows can't be kept together; without any one the others can:"
            )
        case .pinsRemedy:
            (
                "请改正其中一行，或用 --drop-conflicting-pins 照常排班并列出放弃的行",
                "change one of them, or plan all the same with --drop-conflicting-pins"
            )
        case .pinsNotSettled:
            (
                "在限定的时间内未能确定锁定安排能否同时成立；请增加 --time",
                "whether the pinned rows can be kept together was not settled in time; "
                    + "give it more --time"
            )
        case .pinsDroppedOnPurpose:
            (
                "方案按要求放弃了 {1} 行不能同时成立的锁定安排：",
                "the plan was told to give up pinned rows that can't be kept together: {1}"
            )
        case .publishRefused:
            ("不公布违规的方案", "a plan with violations is not published")

        case .reportWritten:
            ("报告已写入 {1}，共 {2} 个文件；请打开 {3}", "{2} files written to {1}; open {3}")
        case .reportRefused:
            ("不为违规的方案出报告", "no report is made of a plan with violations")
        case .reportFolderNotEmpty:
            (
                "{1} 不是空文件夹；用 --force 替换其中的报告",
                "{1} is not an empty folder; --force replaces the report in it"
            )
        case .beforeRowsLost:
            (
                "先前方案 {1} 中有 {2} 处无法读取，比较时略去",
                "the plan before, {1}, has faults: {2}; what can't be read is not compared"
            )
        case .fileUnreadable: ("无法读取 {1}：{2}", "{1} can't be read: {2}")
        case .explanationsUnreadable:
            (
                "无法使用解释文件 {1}：不是 paidan explain --out 写的文件",
                "the explanations in {1} can't be used: no file of paidan explain --out"
            )
        case .explanationsOfOther:
            (
                "无法使用解释文件 {1}：它属于另一个方案",
                "the explanations in {1} can't be used: they are of another plan"
            )
        case .pictureNotMade:
            (
                "未能生成 PNG：{1}；请安装 rsvg-convert（Debian 的 librsvg2-bin）",
                "no PNG was made: {1}; install rsvg-convert (Debian's librsvg2-bin)"
            )
        case .generated: ("场景已写入 {1}", "scenario written to {1}")
        case .questionRefused:
            ("方案违规，无法据以回答", "nothing can be said of a plan with violations")
        case .noSuchVisit: ("场景中没有服务 {1}", "the scenario has no visit {1}")
        case .noSuchTeam: ("场景中没有队伍 {1}", "the scenario has no team {1}")
        case .visitIdTaken: ("服务编号 {1} 已被使用", "the id {1} is taken by another visit")
        case .pricesUnusable: ("无法使用价格文件 {1}：{2}", "the prices in {1} can't be used: {2}")
        case .allServed: ("所有服务都已排上", "all visits are served")
        case .folderNotEmpty:
            (
                "{1} 不是空文件夹；用 --force 覆盖其中的场景文件",
                "{1} is not an empty folder; --force replaces the scenario's files in it"
            )
        case .densityOutOfReach:
            (
                "此规模达不到所要的密度：可以从 {1} 到 {2}",
                "scenarios of this size don't have that density: it can be {1} to {2}"
            )
        case .sizesAreFixed:

            (
                "{1} 的规模是固定的，不接受 --visits、--teams、--density 和 --days",
                "{1} has figures of its own: no --visits, --teams, --density or --days"
            )
        case .sizeOutOfRange: ("{1} 必须在 {2} 到 {3} 之间", "{1} must be {2} to {3}")
        case .generatedFaulty:
            (
                "内部错误：生成的场景有错，未写出",
                "internal error: the scenario made has faults and was not written"
            )

        case .notAFolder: ("{1} 不是文件夹", "{1} is not a folder")
        case .cannotCreate: ("无法创建文件夹 {1}：{2}", "can't make the folder {1}: {2}")
        case .notWritable: ("无法在 {1} 写文件：{2}", "can't write in {1}: {2}")
        case .inUse:
            ("另一次运行正在使用 {1}", "another run is using {1}")
        case .inUseBy:
            (
                "另一次运行（进程 {2}）正在使用 {1}",
                "another run (process {2}) is using {1}"
            )
        case .fileNotWritten: ("{1} 未能写出：{2}", "{1} was not written: {2}")
        case .outputLost: ("标准输出未能写出", "standard output could not be written")
        case .planUnreadable: ("无法读取方案 {1}", "the plan {1} can't be read")
        case .auditFailed:
            (
                "内部错误：求得的方案未通过审核，未写出",
                "internal error: the plan found fails its audit and was not written"
            )
        case .checkpointFailed:
            ("中途保存失败（{1}），继续排班", "could not save on the way ({1}); planning goes on")
        case .interruptedWithPlan:
            ("已中止；已写出目前最好的方案", "interrupted; the best plan so far is written")
        case .interruptedEarly:
            (
                "在得到第一个方案前中止；未写任何文件",
                "interrupted before there was a plan; nothing was written"
            )

        case .interruptedKeptBetter:
            (
                "已中止；{3} 中同一输入的方案更好（{2} 分，本次 {1} 分），予以保留",
                "interrupted; {3} keeps the better plan of the same input "
                    + "(score {2}, this run's {1})"
            )
        case .memoryReached:
            (
                "已达到内存限制（--memory，{1} MiB；最多用到 {2} MiB）；放宽后方案可能更好",
                "the memory limit was reached ({1} MiB; {2} MiB at the most in use); "
                    + "with more, the plan may get better"
            )

        case .tooManyChanges:
            (
                "没有找到改动不超过限额（--max-changes）的方案",
                "no plan was found within the limit on changes (--max-changes)"
            )

        case .misuse:
            (
                "错误：{1}\n用法：{2}\n  详见“{3}”\n",
                "Error: {1}\nUsage: {2}\n  See '{3}' for more information.\n"
            )
        case .secondsNotPositive: ("{1} 应大于 0（秒）", "{1} must be above 0 (seconds).")
        case .workNotPositive: ("--work 应为 1 或更大", "--work must be 1 or more.")
        case .threadsOutOfRange: ("--threads 应为 1 到 1024", "--threads must be 1 to 1024.")
        case .outputUnnamed: ("--out 应给出文件夹", "--out must name a folder.")
        case .fileUnnamed: ("--out 应给出文件", "--out must name a file.")
        case .countOutOfRange: ("{1} 应为 1 到 {2}", "{1} must be 1 to {2}.")
        case .notColumnAndValue:
            (
                "新需求应写成 列名=值，例如 service=repair，现为“{1}”",
                "A new request is given as COLUMN=VALUE such as service=repair, not '{1}'."
            )
        case .sinceNotDate:
            (
                "--since 应为日期，例如 2026-11-24，现为“{1}”",
                "--since must be a date such as 2026-11-24, not '{1}'."
            )
        }
    }
}
