import Scheduling

/// Every text that the program shows to people, by what it says; its words are in `Phrase+Texts`.
///
/// A text may have places `{1}`, `{2}`, … for figures and names.
public enum Phrase: String, CaseIterable, Sendable {
    // Progress.
    case progressSeconds, progressServed, progressScore, progressBound, progressGap
    case phasePins, phaseConstruct, phaseSearch, phaseColumns, phaseRegions, phaseDive, phaseExact,
        phaseFinish

    // Summary of a plan.
    case title, titleDays
    case served, servedOf, noTier, tierRed, tierYellow, tierBlue
    case programs, programsInFull, andMore
    case score, scorePoints
    case partServed, partPreference, partTravel, partCrews, partLateness, partContinuity
    case partFairness, partChanges
    case quality, qualityOptimal, qualityShare, qualityPoints, qualityUnknown, qualityBound
    case stopTime, stopMemory, stopWork, stopInterrupted, stopSolverFailed
    case work, workHours, workCrews
    case unserved, unservedNone, unservedImpossible, unservedNotSettled
    case droppedPins, pinnedRow
    case files

    // Findings.
    case inputGood, inputCounts, faultsFound, warningsFound, planGood, brokenRule
    case violationsFound
    case conflictingPins, pinsRemedy, pinsNotSettled, pinsDroppedOnPurpose
    case publishRefused
    case generated
    case questionRefused, noSuchVisit, noSuchTeam, visitIdTaken, pricesUnusable, allServed
    case reportWritten, reportRefused, reportFolderNotEmpty, beforeRowsLost, pictureNotMade
    case explanationsUnreadable, explanationsOfOther, fileUnreadable

    // What went wrong with the run.
    case notAFolder, cannotCreate, notWritable, inUse, inUseBy, fileNotWritten, outputLost
    case planUnreadable, auditFailed, checkpointFailed
    case folderNotEmpty, densityOutOfReach, sizesAreFixed, sizeOutOfRange, generatedFaulty
    case interruptedWithPlan, interruptedEarly, interruptedKeptBetter
    case memoryReached, tooManyChanges

    // What the command line may not say.
    case misuse, secondsNotPositive, workNotPositive, threadsOutOfRange, outputUnnamed
    case fileUnnamed, sinceNotDate, countOutOfRange, notColumnAndValue

    /// The text in a language, with values put in its places.
    public func text(_ language: Language, _ values: String...) -> String {
        text(language, values: values)
    }

    /// The text in a language, with values put in its places.
    public func text(_ language: Language, values: [String]) -> String {
        PlacedText.filled(language == .chinese ? texts.chinese : texts.english, with: values)
    }

    /// The name of a phase of planning as it stands in `PlanningProgress`; nil where it has none.
    public static func phase(named name: String) -> Phrase? {
        switch name {
        case "pins": .phasePins
        case "construct": .phaseConstruct
        case "search": .phaseSearch
        case "columns": .phaseColumns
        case "regions": .phaseRegions
        case "dive": .phaseDive
        case "exact": .phaseExact
        case "finish": .phaseFinish
        default: nil
        }
    }

    /// The name of a tier; that of visits without one for nil.
    public static func tier(_ tier: Tier?) -> Phrase {
        switch tier {
        case .red: .tierRed
        case .yellow: .tierYellow
        case .blue: .tierBlue
        case nil: .noTier
        }
    }
}
