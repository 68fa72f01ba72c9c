import Scheduling

/// A service of the menu: what it is, how long it takes, who is needed.
struct ServiceKind: Sendable {
    /// One role of a service.
    struct Role: Sendable {
        let name: String
        var skills: [SkillLevel] = []
        var people: Int?
    }

    let id: String
    let name: String
    let mode: VisitMode
    let minutes: Int
    let roles: [Role]
    /// Units of goods to bring, where it brings any.
    var loads: [Weighted<Int?>] = []
    /// The hours at which it is always wanted; nil = when the resident likes.
    var hours: [DayInterval]?
    /// The tier that it always has; nil = as the resident's need is.
    var tier: Tier?
    /// The kind of site that its requests go to in turn; nil = as requests do.
    var sitesInTurn: SiteKind?
    /// Minutes after the call in which it should begin, where it is wanted at once, whatever the hour.
    var minutesToDue: Int?

    init(
        _ id: String,
        _ name: String,
        _ mode: VisitMode,
        _ minutes: Int,
        _ roles: [Role],
        loads: [Weighted<Int?>] = []
    ) {
        self.id = id
        self.name = name
        self.mode = mode
        self.minutes = minutes
        self.roles = roles
        self.loads = loads
    }

    /// A service of one role.
    init(
        _ id: String,
        _ name: String,
        _ mode: VisitMode,
        _ minutes: Int,
        role: String,
        skill: String? = nil,
        level: Int = 1,
        people: Int? = nil,
        loads: [Weighted<Int?>] = []
    ) {
        let skills = skill.map { [SkillLevel(skill: $0, level: level)] } ?? []
        let role = Role(name: role, skills: skills, people: people)
        self.init(id, name, mode, minutes, [role], loads: loads)
    }
}

extension ServiceKind {
    /// The same, always wanted at these hours.
    func at(_ hours: [DayInterval]) -> ServiceKind {
        var kind = self
        kind.hours = hours
        return kind
    }

    /// The same, asked for by the sites of a kind in turn.
    func inTurn(at sites: SiteKind) -> ServiceKind {
        var kind = self
        kind.sitesInTurn = sites
        return kind
    }

    /// The same, wanted at once: due so many minutes after the call.
    func due(minutesAfterCall minutes: Int) -> ServiceKind {
        var kind = self
        kind.minutesToDue = minutes
        return kind
    }

    /// The same, always of this tier.
    func ranked(_ tier: Tier) -> ServiceKind {
        var kind = self
        kind.tier = tier
        return kind
    }
}

/// The services that districts offer.
extension ServiceKind {
    static let haircut = ServiceKind(
        "haircut",
        "上门理发",
        .home,
        30,
        role: "barber",
        skill: "haircut"
    )
    static let nursing = ServiceKind(
        "nursing",
        "上门护理",
        .home,
        40,
        role: "nurse",
        skill: "nursing"
    )
    static let dressing = ServiceKind(
        "dressing",
        "换药压疮护理",
        .home,
        60,
        role: "nurse",
        skill: "nursing",
        level: 2
    )
    static let repair = ServiceKind(
        "repair",
        "小修小补",
        .home,
        40,
        role: "fixer",
        skill: "repair"
    )
    static let appliance = ServiceKind(
        "appliance",
        "家电维修",
        .home,
        60,
        role: "fixer",
        skill: "repair",
        level: 2
    )
    static let plumbing = ServiceKind(
        "plumbing",
        "疏通下水",
        .home,
        50,
        role: "plumber",
        skill: "plumbing"
    )
    static let legal = ServiceKind(
        "legal",
        "法律咨询",
        .site,
        45,
        role: "adviser",
        skill: "legal"
    )
    static let legalOnline = ServiceKind(
        "legalnet",
        "线上法律咨询",
        .online,
        30,
        role: "adviser",
        skill: "legal"
    )
    static let mediation = ServiceKind(
        "mediate",
        "邻里调解",
        .home,
        90,
        role: "mediator",
        skill: "legal",
        people: 2
    )
    static let counselling = ServiceKind(
        "counsel",
        "心理疏导",
        .phone,
        35,
        role: "counsellor",
        skill: "counselling"
    )
    static let call = ServiceKind("call", "电话问候", .phone, 15, role: "caller")
    static let delivery = ServiceKind(
        "deliver",
        "代购送货",
        .home,
        20,
        role: "driver",
        skill: "driving"
    )
    static let cleaning = ServiceKind(
        "clean",
        "居家保洁",
        .home,
        60,
        role: "helper",
        skill: "eldercare",
        people: 2
    )
    static let tutoring = ServiceKind(
        "tutor",
        "作业辅导",
        .home,
        60,
        role: "teacher",
        skill: "teaching"
    )
    static let lecture = ServiceKind(
        "lecture",
        "理论微宣讲",
        .site,
        45,
        role: "speaker",
        skill: "lecture"
    )
    static let performance = ServiceKind(
        "perform",
        "文艺演出",
        .site,
        90,
        role: "troupe",
        skill: "performance",
        people: 4
    )
    static let phoneHelp = ServiceKind(
        "phonehelp",
        "智能手机教学",
        .site,
        45,
        role: "teacher",
        skill: "digital"
    )
    static let elderVisit = ServiceKind(
        "elder",
        "结对探访",
        .home,
        40,
        role: "friend",
        skill: "eldercare"
    )
    static let afterSchool = ServiceKind(
        "afterschool",
        "四点半课堂",
        .site,
        90,
        role: "teacher",
        skill: "teaching"
    )
    static let gift = ServiceKind(
        "gift",
        "慰问送物资",
        .home,
        15,
        role: "carrier",
        people: 2,
        loads: [Weighted(1, 640), Weighted(2, 325), Weighted(3, 35)]
    )
    static let clinic = ServiceKind(
        "clinic",
        "社区义诊",
        .site,
        90,
        [
            Role(name: "doctor", skills: [SkillLevel(skill: "doctor")]),
            Role(name: "nurse", skills: [SkillLevel(skill: "nursing", level: 2)]),
            Role(name: "registrar"),
        ]
    )
    static let escort = ServiceKind(
        "escort",
        "陪同就医",
        .home,
        120,
        [
            Role(name: "driver", skills: [SkillLevel(skill: "driving")]),
            Role(name: "companion", skills: [SkillLevel(skill: "eldercare")]),
        ]
    )
}
