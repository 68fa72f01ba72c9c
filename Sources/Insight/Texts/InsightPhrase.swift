import Scheduling

/// Every text of explanations, advice and inspections, by what it says.
///
/// A text may have places `{1}`, `{2}`, … for figures and names.
enum InsightPhrase: String, CaseIterable {
    // Classes of reasons, and the title over one visit.
    case visitTitle, impossibleAlone, impossibleWithPins, crowdedOut, noWorse, notSettled
    case cause, causeOfRole, nearest, timesAsked

    // What keeps a team from a visit.
    case qualifiesButWorks, teamBut
    case lacksSkill, lowSkill, isRefused, tooFar, noVisits, tooMuchWork, noShift, tooFewPeople
    case tooMuchLoad, worksOnly

    // Pins, prices and who holds the place.
    case pinsInTheWay, pinsCount, costBetween, costExactly, localBetween, localExactly,
        nobodyMakesWay, alike, heldBy, heldByCount
    case asGood, better, byDirectWays, bestFoundWorse, noneFound, atMostBetter, bestWith, crewAt

    // Changes.
    case smallestChange, smallestChangeProven, noChange, noChangeProven
    case changeOutcome, changeDrops, changeDropsCount, and
    case openEarlier, closeLater, allowAlso, extendShift, addCrew, addPeople, widenRadius, addSkill
    case liftRefusal

    // For the resident.
    case residentTitle, residentTimes, residentCause, residentPins, residentCrowded, residentFar
    case residentCrowdedLocally, residentFarLocally
    case residentNotSettled, residentNoWorse, residentIf, residentOurs
    case residentFrom, residentUntil, residentAlso, residentTeam
    case residentServed, residentCould, residentCouldNot

    // Other ways, and one more request.
    case servedBy, servedByPinned, otherWays, noOtherWays, way, makesWay, makesWayCount
    case movesTo, movesCount, retimes, suggestions, noSuggestion
    case whyNot, whyNotBut, whyNotWay, whyNotNone

    // Inspection.
    case inspectTitle, nothingOdd, impossibleCount, byInstitute, areaCount, noInstitute, oneByOne
    case idleTeams, idleShifts, duplicates, shortPrograms, shortProgram, pinConflict, pinRow
    case balances, balance, skillBalance, andMore

    /// The text in a language, with values put in its places.
    func text(_ language: Language, values: [String]) -> String {
        PlacedText.filled(language == .chinese ? texts.chinese : texts.english, with: values)
    }
}
