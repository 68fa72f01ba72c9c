/// How the program ended, as its caller sees it.
public enum CommandStatus: Int32, CaseIterable, Sendable {
    /// All went well: a plan (also a partly served one), or nothing to complain of.
    case success = 0
    /// A defect of the program itself.
    case internalError = 1
    /// The command line can't be understood.
    case usage = 2
    /// The scenario or plan can't be read, or its pinned rows can't be kept together.
    case badInput = 3
    /// `check`, `publish` or `report` found violations in the plan.
    case violations = 4
    /// The output could not be written.
    case outputNotWritten = 5
    /// Whether the pinned rows can be kept together was not settled in the time given.
    case pinsNotSettled = 6
    /// Hung up (SIGHUP): the best plan so far is written.
    case hungUp = 129
    /// Interrupted (SIGINT): the best plan so far is written.
    case interrupted = 130
    /// Asked to end (SIGTERM): the best plan so far is written.
    case terminated = 143
}
