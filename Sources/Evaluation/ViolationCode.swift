/// A kind of violation; the raw value is stable and listed in the documentation.
///
/// The first digit is the number of the rule; 0 stands for the plan's form and its claims.
public enum ViolationCode: String, CaseIterable, Sendable, Hashable {
    /// An assignment names a visit that the scenario lacks.
    case unknownVisit = "V001"
    /// An assignment names a role that the visit's service lacks.
    case unknownRole = "V002"
    /// An assignment names a team that the scenario lacks.
    case unknownTeam = "V003"
    /// An assignment's start or end lies thousands of years off.
    case timeOutOfRange = "V004"
    /// An assignment's end is not its start and the visit's minutes.
    case wrongEnd = "V005"
    /// The list of unserved visits names one that the scenario lacks.
    case unknownUnserved = "V006"
    /// A visit stands twice among the unserved.
    case unservedTwice = "V007"
    /// A visit is both assigned and unserved.
    case servedAndUnserved = "V008"
    /// A visit is neither assigned nor unserved.
    case neitherServedNorUnserved = "V009"
    /// The plan file's format is not 1.
    case claimedFormat = "V051"
    /// The plan file gives no score.
    case missingScore = "V052"
    /// A part of the score, or the total, is not what the plan file says.
    case claimedScore = "V053"
    /// The plan file's status is neither `optimal` nor `feasible`.
    case unknownStatus = "V054"
    /// The bound is not a finite number.
    case boundNotFinite = "V055"
    /// The bound lies below the plan's own total.
    case boundBelowTotal = "V056"
    /// The gap is missing, or is not what bound and total make it.
    case claimedGap = "V057"
    /// A gap is given without a bound.
    case gapWithoutBound = "V058"
    /// The status is `optimal` without proof, or `feasible` despite one.
    case claimedStatus = "V059"
    /// A role of a visit is filled twice.
    case roleFilledTwice = "V101"
    /// A role of a served visit is not filled.
    case roleNotFilled = "V102"
    /// The roles of a visit start at different times.
    case differentStarts = "V103"
    /// A visit does not lie in one of its windows.
    case outsideWindows = "V201"
    /// A team lacks a skill that the role asks.
    case lacksSkill = "V301"
    /// A team is refused by the visit.
    case refused = "V302"
    /// A visit lies beyond the team's radius.
    case beyondRadius = "V303"
    /// The shift's crews have fewer people than the role asks.
    case tooFewPeople = "V304"
    /// The team has no shift with that start.
    case unknownShift = "V401"
    /// The shift has no crew with that number.
    case unknownCrew = "V402"
    /// A visit starts before its crew can be there.
    case startsTooEarly = "V403"
    /// A crew is back at its base after the shift's end.
    case backTooLate = "V404"
    /// A route has more visits than the team may serve in a shift.
    case tooManyVisits = "V501"
    /// A route brings more goods than the crew can carry.
    case overCapacity = "V502"
    /// A team works more minutes than it may over the horizon.
    case tooManyMinutes = "V601"
    /// A site hosts more visits at one minute than it has rooms.
    case roomsExceeded = "V701"
    /// Two sessions of a program lie too few days apart.
    case sessionsTooClose = "V801"
    /// One role of a program is served by too many teams.
    case tooManyTeams = "V802"
    /// A pinned row is not kept.
    case pinNotKept = "V901"

    /// The rule that is broken.
    public var rule: Rule {
        switch self {
        case .unknownVisit, .unknownRole, .unknownTeam, .timeOutOfRange, .wrongEnd,
            .unknownUnserved, .unservedTwice, .servedAndUnserved, .neitherServedNorUnserved:
            .planForm
        case .claimedFormat, .missingScore, .claimedScore, .unknownStatus, .boundNotFinite,
            .boundBelowTotal, .claimedGap, .gapWithoutBound, .claimedStatus:
            .claims
        case .roleFilledTwice, .roleNotFilled, .differentStarts: .wholeVisits
        case .outsideWindows: .timeWindows
        case .lacksSkill, .refused, .beyondRadius, .tooFewPeople: .qualification
        case .unknownShift, .unknownCrew, .startsTooEarly, .backTooLate: .routes
        case .tooManyVisits, .overCapacity: .routeLimits
        case .tooManyMinutes: .workLimits
        case .roomsExceeded: .rooms
        case .sessionsTooClose, .tooManyTeams: .programs
        case .pinNotKept: .pins
        }
    }
}
