import Scheduling

/// What can happen to a plan while its day is under way.
public enum EventKind: String, CaseIterable, Sendable, Hashable {
    /// A team has said that it comes.
    case accepted
    /// A team has said that it doesn't come.
    case declined
    /// The visit is over.
    case done
    /// The visit has begun.
    case underWay = "under-way"
    /// The visit is called off.
    case cancelled
    /// A request has come in.
    case new
    /// A team, or one of its shifts, can't go on.
    case out
}

/// A row of an events file.
public struct EventRecord: Hashable, Sendable {
    /// What happened.
    public var kind: EventKind
    /// The visit it happened to, or the id of a new request.
    public var visit: String?
    /// The role meant, where the visit has several.
    public var role: String?
    /// The team meant.
    public var team: String?
    /// The shift that is out, by its start; nil = all of the team's.
    public var shift: DraftMoment?
    /// Why, for people.
    public var reason: String?
    /// What is asked for, where it is a new request.
    public var request: RequestRecord?
    /// Line in the events file; 0 where the event was made in code.
    public var line: Int

    /// An event with the given cells; those left out are blank.
    public init(
        _ kind: EventKind,
        visit: String? = nil,
        role: String? = nil,
        team: String? = nil,
        shift: DraftMoment? = nil,
        reason: String? = nil,
        request: RequestRecord? = nil,
        line: Int = 0
    ) {
        self.kind = kind
        self.visit = visit
        self.role = role
        self.team = team
        self.shift = shift
        self.reason = reason
        self.request = request
        self.line = line
    }
}
