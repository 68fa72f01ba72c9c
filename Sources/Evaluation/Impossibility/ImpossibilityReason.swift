import Scheduling

/// Why a visit can't be served even if nothing else were; the raw value is stable.
public enum ImpossibilityReason: String, CaseIterable, Sendable, Hashable {
    /// `from`, `until`, `days` and `hours` leave no window as long as the visit.
    case noWindow = "no-window"
    /// The site has no room at all.
    case noRoom = "no-room"
    /// No team has the skills that a role asks.
    case noTeam = "no-team"
    /// All teams with the skills are refused.
    case refused = "refused"
    /// The visit lies beyond the radius of all teams that are left.
    case tooFar = "too-far"
    /// All teams that are left may serve no visit in a shift.
    case visitLimit = "visit-limit"
    /// The visit and the way alone exceed the work minutes of all teams that are left.
    case workLimit = "work-limit"
    /// The teams that are left have no shift in the horizon.
    case noShift = "no-shift"
    /// No crew of the teams that are left has the people that a role needs.
    case tooFewPeople = "too-few-people"
    /// The load exceeds what any crew that is left can bring.
    case overCapacity = "over-capacity"
    /// No shift that is left holds the visit inside a window, with the way from and to the base.
    case noTime = "no-time"
    /// Each role has crews, but never all of them at one time.
    case noCommonTime = "no-common-time"
    /// Each role has crews at some time, but there are fewer different crews than roles.
    case tooFewCrews = "too-few-crews"

    /// The reason in a few words.
    public func title(in language: Language) -> String {
        switch language {
        case .english: englishTitle
        case .chinese: chineseTitle
        }
    }

    private var englishTitle: String {
        switch self {
        case .noWindow: "no time window"
        case .noRoom: "site without a room"
        case .noTeam: "no team with the skills"
        case .refused: "all skilled teams refused"
        case .tooFar: "beyond every radius"
        case .visitLimit: "teams may serve no visit"
        case .workLimit: "longer than the teams' work limit"
        case .noShift: "no shift"
        case .tooFewPeople: "too few people"
        case .overCapacity: "load over capacity"
        case .noTime: "no shift fits the time windows"
        case .noCommonTime: "no common time for all roles"
        case .tooFewCrews: "fewer crews than roles"
        }
    }

    private var chineseTitle: String {
        switch self {
        case .noWindow: "没有可服务时段"
        case .noRoom: "场地容量为零"
        case .noTeam: "没有具备技能的队伍"
        case .refused: "具备技能的队伍均被拒绝"
        case .tooFar: "超出所有队伍的服务半径"
        case .visitLimit: "队伍每班单数上限为零"
        case .workLimit: "超过队伍工时上限"
        case .noShift: "没有班次"
        case .tooFewPeople: "人手不足"
        case .overCapacity: "物资超过携带上限"
        case .noTime: "班次与服务时段不合"
        case .noCommonTime: "各角色没有共同时间"
        case .tooFewCrews: "人员组数少于角色数"
        }
    }
}
