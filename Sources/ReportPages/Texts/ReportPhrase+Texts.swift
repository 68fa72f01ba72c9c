extension ReportPhrase {
    /// The words, Chinese and English; both hold the same places.
    var texts: (chinese: String, english: String) {
        switch self {
        case .title: ("{1} 派单方案", "{1}: dispatch plan")
        case .audience: ("供{1}使用", "for {1}")
        case .audienceCentre: ("中心", "the centre")
        case .audienceStation: ("站点", "stations")
        case .audienceTeam: ("队伍", "teams")
        case .audiencePublic: ("公众", "the public")
        case .skipToContent: ("跳到正文", "Skip to the content")
        case .contents: ("本页内容", "On this page")
        case .sentenceSpace: ("；", "; ")

        case .headline: ("总览", "Overview")
        case .servedShare: ("已排 {1} 项，共 {2} 项", "{1} of {2} visits")
        case .servedOf: ("{1} / {2}（{3}）", "{1} of {2} ({3})")
        case .gapTitle: ("与最优的差距至多", "Gap to the best, at most")
        case .hoursTitle: ("工时（小时）", "Hours of work")
        case .crewsTitle: ("出动小组", "Crews")
        case .crewsCount:
            ("出动 {1} / {2} 个小组，来自 {3} 支队伍", "{1} of {2} crews, of {3} teams")
        case .programsTitle: ("周期项目排满", "Programs in full")
        case .unservedTitle: ("未排服务", "Not served")
        case .impossibleOf: ("其中 {1} 项单独也无法安排", "{1} of them impossible by themselves")
        case .coverageTitle: ("各级已排情况", "Served by tier")
        case .coverageText:
            ("各级已排服务数的条形图", "Bars: how many visits of each tier are served")
        case .scoreTitle: ("总分", "Score")
        case .scoreParts: ("得分构成：", "Score:")
        case .allOf: ("全部", "all")

        case .visit: ("编号", "Visit")
        case .service: ("服务", "Service")
        case .tier: ("级别", "Tier")
        case .resident: ("居民", "Resident")
        case .place: ("地点", "Place")
        case .date: ("日期", "Date")
        case .time: ("时间", "Time")
        case .team: ("队伍", "Team")
        case .teams: ("队伍", "Teams")
        case .crew: ("小组", "Crew")
        case .role: ("角色", "Role")
        case .shift: ("班次", "Shift")
        case .site: ("场地", "Site")
        case .base: ("驻地", "Base")
        case .reason: ("原因", "Reason")
        case .detail: ("说明", "Detail")
        case .program: ("项目", "Program")
        case .served: ("已排", "Served")
        case .sessions: ("场次", "Sessions")
        case .value: ("价值", "Value")
        case .room: ("房间", "Room")
        case .rooms: ("可同时容纳 {1} 项服务", "Rooms for {1} visits at a time")
        case .visits: ("服务数", "Visits")
        case .phone: ("电话", "Phone")
        case .notes: ("备注", "Notes")
        case .people: ("{1} 人", "people: {1}")
        case .peopleTitle: ("人数", "People")
        case .pages: ("文件", "Files")
        case .arrive: ("到达", "Arrive")
        case .number: ("序", "No.")
        case .leaves: ("出发", "Leaves")
        case .returns: ("返回", "Back")
        case .serviceHours: ("服务（小时）", "Service (h)")
        case .travelHours: ("路程（小时）", "Travel (h)")
        case .workHours: ("工时（小时）", "Work (h)")
        case .fairHours: ("均衡工时（小时）", "Fair (h)")
        case .serviceMinutes: ("服务（分钟）", "Service (min)")
        case .travelMinutes: ("路程（分钟）", "Travel (min)")
        case .modeHome: ("上门", "at home")
        case .modeSite: ("到场", "on site")
        case .modePhone: ("电话", "by telephone")
        case .modeOnline: ("线上", "online")
        case .kindCentre: ("中心", "centre")
        case .kindInstitute: ("所", "institute")
        case .kindStation: ("站", "station")
        case .kindVenue: ("活动场地", "venue")
        case .kindHome: ("住所", "home")
        case .kindSite: ("地点", "site")

        case .teamsTable: ("队伍一览", "Teams")
        case .visitsTable: ("已排服务一览", "Visits served")
        case .programsTable: ("周期项目一览", "Programs")
        case .unservedTable: ("未排服务一览", "Visits not served")
        case .rowsShown: ("显示 {1} / {2} 行", "{1} of {2} rows")
        case .filter: ("筛选", "Filter")
        case .sortBy: ("按“{1}”排序", "sort by {1}")
        case .runSheet: ("任务单", "run sheet")
        case .calendar: ("日历", "calendar")
        case .onMap: ("地图", "map")
        case .notChosen: ("本方案未选", "not chosen in this plan")
        case .notChosenDetail:
            ("单独可以安排；本方案未选", "possible by itself; not chosen in this plan")
        case .provenImpossible: ("单独也无法安排", "impossible by itself")
        case .provenPins: ("在锁定安排之下无法安排", "impossible with what is pinned")
        case .provenCrowdedOut: ("被其他安排挤占", "crowded out")
        case .provenNoWorse: ("可以安排", "could be served")
        case .provenNothing: ("尚无定论", "not settled")
        case .provenImpossibleDetail:
            ("任何方案都无法安排", "no plan serves it, not even one that serves nothing else")
        case .provenPinsDetail:
            ("保留锁定安排的方案都无法安排", "no plan that keeps what is pinned serves it")
        case .provenCrowdedOutDetail:
            ("凡安排它的方案，总分都低于本方案", "every plan that serves it scores less than this one")
        case .provenNoWorseDetail:
            (
                "已找到一个安排它而总分不低于本方案的方案",
                "a plan that serves it and scores no less than this one was found"
            )
        case .provenNothingDetail:
            (
                "是否有安排它而总分不低于本方案的方案，尚未证明",
                "whether a plan that serves it scores as much as this one was not settled"
            )
        case .priceAtLeast: ("至少少 {1} 分（已证明）", "at least {1} points less, proven")
        case .priceFound:
            ("找到的最好方案少 {1} 分", "the best plan found that serves it scores {1} less")

        case .gantt: ("小组日程", "Crews by day")
        case .ganttText:
            (
                "{1}：{2} 个小组的日程，含路程、服务和等候；同样内容见下方服务一览",
                "{1}: the day of {2} crews with travel, service and waiting; "
                    + "the table of visits below says the same"
            )
        case .ganttRow: ("{1} 第 {2} 组", "{1} crew {2}")
        case .serving: ("服务", "service")
        case .travel: ("路程", "travel")
        case .waiting: ("等候", "waiting")
        case .shiftSpan: ("班次", "shift")
        case .stopTitle: ("{1} {2} {3}", "{1} {2} {3}")
        case .loadChart: ("负担与均衡", "Load and fairness")
        case .loadText: ("{1} 支队伍的工时，由多到少", "Hours of work of {1} teams, most first")
        case .loadFigures:
            (
                "工时中位数 {1} 小时，最多 {2} 小时；超过均衡工时的队伍 {3} 支，未出动的队伍 {4} 支",
                "Work of the middle team: {1} h; the most: {2} h. "
                    + "Teams above their fair hours: {3}; teams not sent out: {4}."
            )
        case .fairMark: ("均衡工时", "fair hours")
        case .maxMark: ("工时上限", "limit")
        case .hourAxis: ("{1} 时", "{1} h")

        case .map: ("地图", "Map")
        case .mapText:
            (
                "场地、15 分钟服务圈、已排与未排的服务；选定队伍后显示其路线",
                "Sites, 15-minute circles, visits served and not served; "
                    + "the routes of a team once it is picked"
            )
        case .mapAreasText:
            (
                "场地、15 分钟服务圈，以及各约一公里见方区域内的服务数",
                "Sites, 15-minute circles, and numbers of visits in areas about a kilometre wide"
            )
        case .circles: ("{1} 分钟服务圈", "{1}-minute circle")
        case .zoomIn: ("放大", "Zoom in")
        case .zoomOut: ("缩小", "Zoom out")
        case .zoomReset: ("显示全图", "Show all")
        case .pickTeam: ("队伍", "Team")
        case .noTeamPicked: ("（不显示路线）", "(no routes)")
        case .mapHelp:
            (
                "地图：方向键移动，加号减号缩放，0 显示全图",
                "Map: arrow keys move it, plus and minus zoom, 0 shows all"
            )
        case .legend: ("图例", "Legend")
        case .servedVisit: ("已排服务", "served")
        case .area: ("已排 {1} 项，共 {2} 项", "{1} of {2} served")
        case .areaSize: ("区域内的服务，圆越大越多", "visits of an area; larger is more")
        case .areaServed: ("其中已排的部分", "the part of them that is served")
        case .scaleBar: ("{1} 米", "{1} m")

        case .comparison: ("与先前方案比较", "Compared with the plan before")
        case .comparisonText:
            (
                "同一场景下两个方案的数字，以及有变动的服务",
                "Figures of both plans for this scenario, and the visits that changed"
            )
        case .before: ("先前", "Before")
        case .after: ("现在", "Now")
        case .difference: ("增减", "Difference")
        case .newlyServed: ("新排入", "newly served")
        case .noLongerServed: ("不再安排", "no longer served")
        case .otherTeam: ("换队", "other team")
        case .otherTime: ("改时间", "other time")
        case .otherCrew: ("换小组或班次", "other crew or shift")
        case .unchanged: ("不变", "unchanged")
        case .change: ("变动", "Changes")

        case .sheetsOf: ("任务单：{1}", "Run sheets: {1}")
        case .leaveBase: ("{1} 从{2}出发", "leave {2} at {1}")
        case .backAtBase: ("{1} 返回", "back at {1}")
        case .together: ("同行：{1}", "together with {1}")
        case .signature: ("签名", "Signature")
        case .signedAt: ("日期", "Date")
        case .sheetMap: ("路线图", "The way")
        case .sheetMapText:
            ("路线示意图：驻地与 {1} 个停靠点", "Sketch of the way: base and {1} stops")
        case .goods: ("物资 {1} 份", "goods: {1}")
        case .crewOf: ("第 {1} 组", "crew {1}")
        case .teamListTitle: ("{1}：各队任务", "{1}: the teams' duties")
        case .teamListText:
            (
                "每队的任务单和日历只含本队的服务",
                "Each team's sheets and calendar hold its own visits only"
            )
        case .noWork: ("没有安排", "nothing is planned")

        case .stationTitle: ("{1}：值班与房间安排", "{1}: rota and rooms")
        case .stationsTitle: ("站点值班表", "Rotas of stations")
        case .rota: ("值班表", "Rota")
        case .occupancy: ("房间使用", "Rooms")
        case .occupancyText: ("{1}各房间的使用时间", "When the rooms of {1} are in use")
        case .occupancyRow: ("房间 {1}", "Room {1}")
        case .roomsUnlimited: ("房间数不限", "no limit on rooms")

        case .calendarName: ("派单：{1}", "Duties: {1}")
        case .sessionsName: ("{1}活动", "{1}: sessions")
        }
    }
}
