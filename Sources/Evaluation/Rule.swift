import Scheduling

/// What a violation is about: the plan's form, one of the nine hard rules, or a plan file's claims.
public enum Rule: String, CaseIterable, Sendable, Hashable {
    /// The rows name known things, and every visit stands in one of the two lists.
    case planForm = "plan"
    /// Rule 1: a visit is served once, with all its roles, at one start.
    case wholeVisits = "rule 1"
    /// Rule 2: the whole visit lies inside one of its windows.
    case timeWindows = "rule 2"
    /// Rule 3: crews of teams that qualify, are not refused, and reach the visit within their radius.
    case qualification = "rule 3"
    /// Rule 4: routes that start and end in time at the base, by crews that exist.
    case routes = "rule 4"
    /// Rule 5: visits and goods per route.
    case routeLimits = "rule 5"
    /// Rule 6: work minutes per team.
    case workLimits = "rule 6"
    /// Rule 7: rooms at every minute.
    case rooms = "rule 7"
    /// Rule 8: days between sessions, and teams per role of a program.
    case programs = "rule 8"
    /// Rule 9: pinned commitments are kept.
    case pins = "rule 9"
    /// What a plan file says of itself: score, bound, gap and status.
    case claims = "claims"

    /// The rule's name for people.
    public func title(in language: Language) -> String {
        switch language {
        case .english: englishTitle
        case .chinese: chineseTitle
        }
    }

    private var englishTitle: String {
        switch self {
        case .planForm: "form of the plan"
        case .wholeVisits: "visits are whole"
        case .timeWindows: "time windows"
        case .qualification: "qualified crews"
        case .routes: "feasible routes"
        case .routeLimits: "visits and goods per route"
        case .workLimits: "work minutes per team"
        case .rooms: "rooms"
        case .programs: "programs"
        case .pins: "pinned rows"
        case .claims: "claims of the plan file"
        }
    }

    private var chineseTitle: String {
        switch self {
        case .planForm: "方案格式"
        case .wholeVisits: "服务完整"
        case .timeWindows: "服务时段"
        case .qualification: "人员资格"
        case .routes: "路线可行"
        case .routeLimits: "每趟单数与物资"
        case .workLimits: "队伍工时上限"
        case .rooms: "场地容量"
        case .programs: "周期项目"
        case .pins: "锁定安排"
        case .claims: "方案文件自述"
        }
    }
}
