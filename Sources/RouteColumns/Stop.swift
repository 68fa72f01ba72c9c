import DenseProblem
import Scheduling

/// What the integer program decides to serve or not: a visit, or a program on one day.
///
/// The free sessions of a program (`times`, `gap` ≥ 1) are alike, and at most one of them lies on a
/// day. So that the program does not have to tell equal things apart, they are replaced by one stop
/// per day, of which at most `times` are served; which session it is gets decided at the end.
/// Sessions that a commitment names stay themselves, and so does every session of their program.
public struct Stop: Sendable {
    /// The visit, or the first session of the program: length, place, roles and value are its own.
    public var visit: Int
    /// The only day on which this stop can be served; −1 where any day will do.
    public var day: Int
    /// Number of the stop's first demand; one demand per role follows.
    public var firstDemand: Int
    /// Number of roles.
    public var roleCount: Int
    /// Whether the stop must be served.
    public var isPinned: Bool
    /// Start intervals, ascending and disjoint, as far as the branch of the search tree allows.
    public var intervals: [ClosedRange<Int>]
    /// First minutes of the further parts into which its starts are cut, ascending; none for one part.
    ///
    /// Roles that start together start in the same part, so that finer parts say more of that rule.
    public var cuts: [Int] = []

    /// Number of parts of its starts.
    public var partCount: Int { cuts.count + 1 }

    /// The minutes of a part of its starts.
    public func minutes(ofPart part: Int) -> ClosedRange<Int> {
        let from = part == 0 ? Int.min : cuts[part - 1]
        let to = part == cuts.count ? Int.max : cuts[part] - 1
        return from...to
    }
}

/// Crews of one shift that nothing tells apart.
///
/// A pinned row that names its crew takes that crew out of its shift's others.
public struct CrewClass: Sendable {
    /// The shift.
    public var shift: Int
    /// The crews' numbers, ascending.
    public var crews: [Int]
    /// Positions in ``ColumnSpace/nodes`` of what these crews can serve.
    public var nodes: Range<Int>
}

/// A task as one class of crews can serve it.
///
/// Where a published commitment could be kept by waiting for it, the task stands twice: once with
/// the promise kept, its starts cut down to the tolerance, and once without. It stands so in each part
/// of its stop's starts.
public struct RouteNode: Sendable {
    /// The stop.
    public var stop: Int32
    /// The stop's demand that is met: one per role.
    public var demand: Int32
    /// The task (of the stop's visit).
    public var task: Int32
    /// The part of its stop's starts.
    public var part: Int32
    /// Whether the published promise is kept here.
    public var keepsPublished: Bool
    /// Points of its own: value (single-role visits only), preference, promise kept.
    public var gain: Int
    /// Index in ``Scenario/places``.
    public var place: Int32
    /// Length of the visit.
    public var minutes: Int32
    /// Units of goods brought.
    public var load: Int32
    /// Minute after which starts are late, on the first role only.
    public var due: Int32
    /// Positions in ``ColumnSpace/earliest`` and ``ColumnSpace/latest`` of its start intervals.
    public var firstInterval: Int32
    /// Number of its start intervals, at least 1.
    public var intervalCount: Int32
}
