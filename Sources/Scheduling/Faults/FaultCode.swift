/// The stable code of a fault in the input: `E…` an error, `W…` a warning.
///
/// A code never changes its meaning; `docs/errors.md` lists them all.
public enum FaultCode: String, CaseIterable, Sendable, Hashable, Codable {
    // The folder and its files.
    case folderUnreadable = "E101"
    case fileMissing = "E102"
    case fileUnreadable = "E103"
    case inputTooLarge = "E104"
    case encodingUnknown = "E105"
    case nothingToServe = "E106"
    case formatUnknown = "E107"
    // The form of a table.
    case headerMissing = "E201"
    case columnMissing = "E202"
    case columnTwice = "E203"
    case cellCount = "E204"
    case quoteNotClosed = "E205"
    case textAfterQuote = "E206"
    // The form of scenario.yaml.
    case settingsUnreadable = "E211"
    case settingsForm = "E212"
    case keyTwice = "E213"
    case keyDotted = "E214"
    case severalDocuments = "E215"
    // One cell by itself.
    case valueMissing = "E301"
    case notWhole = "E302"
    case outOfRange = "E303"
    case notDecimal = "E304"
    case notDate = "E305"
    case notTime = "E306"
    case notDateTime = "E307"
    case notInterval = "E308"
    case notWeekday = "E309"
    case notOneOf = "E310"
    case skillUnnamed = "E311"
    case endNotAfterStart = "E312"
    // Cells of one row against each other.
    case startOrTimes = "E321"
    case notWithStart = "E322"
    case placeMissing = "E323"
    // Rows against each other.
    case idTwice = "E401"
    case idUnknown = "E402"
    case idOfSession = "E403"
    case parentCircle = "E404"
    case serviceWithoutRole = "E405"
    case shiftTwice = "E406"
    case pairTwice = "E407"
    case commitmentTwice = "E408"
    case roleAmbiguous = "E409"
    // Pinned rows that break a rule of their own.
    case pinUnknown = "E501"
    case pinOtherStart = "E502"
    case pinSkillMissing = "E503"
    case pinRefused = "E504"
    case pinOutOfRadius = "E505"
    case pinOutsideWindows = "E506"
    case pinInNoShift = "E507"
    case pinTooFewPeople = "E508"
    case pinNoSuchCrew = "E509"
    case pinOverCapacity = "E510"
    // plan.json.
    case planNotJSON = "E601"
    case planForm = "E602"
    case planRowUnreadable = "E603"
    case planClaimUnreadable = "E604"
    // Events of a day under way.
    case eventNotInPlan = "E701"
    case eventsContradict = "E702"
    case eventNotBegun = "E703"
    // Overlays of a scenario.
    case overlayKeyUnknown = "E711"
    // Odd but allowed.
    case columnUnknown = "W101"
    case keyUnknown = "W102"
    case fileUnknown = "W103"
    case quoteInsideCell = "W104"
    case roleWithoutTeam = "W201"
    case skillAskedByNone = "W202"
    case teamWithoutShift = "W203"
    case shiftOnNoDate = "W204"
    case visitWithoutWindow = "W205"
    case programWithoutSession = "W206"
    case visitWithoutTeam = "W207"
    case publishedUnknown = "W208"
    case preferredAndRefused = "W209"

    /// Whether a scenario with such a fault can't be used.
    public var isError: Bool { rawValue.hasPrefix("E") }
}
