/// Every text about a fault, by what it says; its words are in `FaultPhrase+Texts`.
///
/// A text may have places `{1}`, `{2}`, … for names and figures. English texts of what is expected
/// are nouns that follow "expected"; Chinese ones hold their verb.
public enum FaultPhrase: String, CaseIterable, Sendable, Hashable {
    // The folder and its files.
    case folderUnreadable, aScenarioFolder, fileUnreadable, aReadableFile, atMostBytes
    case fileMissing, aFileNamed, neitherEncoding, textInEncoding, settingsTooLarge, bytes, atMost
    case nothingToServe, oneOrBoth, unknownFormat, unknownFile, fileNames

    // The form of a table.
    case noHeader, columnsOf, columnTwice, eachColumnOnce, unknownColumn, noColumn, aColumnNamed
    case oddQuote, quotesAroundCell, quoteNotClosed, aClosingQuote, textAfterQuote, commaOrLineEnd
    case cellCount, cells, tooManyFaults

    // The form of scenario.yaml.
    case notYAML, notYAMLBecause, yamlMappingHere, yamlNoKey, yamlNoDocumentStart, yamlEndOfStream
    case yamlUnknownEscape, yamlControlCharacter, severalDocuments, onlyOne, neitherMapNorValue
    case blockMaps, blockMapsSuchAs, notKeyAndValue, moreThanPlain, keyDotted, keyTwice, mapGiven
    case aSingleValue, valueGiven, aMap, unknownKey

    // One cell by itself.
    case nothingGiven, aValue, notWhole, inDigits, tooSmall, tooLarge, atMostOrOfValue
    case wholeFromTo, notDecimal, degreesSuchAs, notOnGlobe, degreesFromTo, notDate, dateSuchAs
    case notTime, timeFromTo, notInterval, intervalsSuchAs, notWeekday, weekdayNames
    case neitherDateNorDays, dateOrDays, skillUnnamed, skillsSuchAs, nameAndLevel, notOneOf, oneOf
    case notTimeOfDay, notTimesOfDay, minutesFromTo, dateWithoutTime, dateTimeSuchAs
    case endNotAfterStart, startBeforeEnd

    // Cells of one row against each other.
    case startAndTimes, eitherStartOrTimes, notWithStart, aBlankCell, dateTimeWithStart, noPlace
    case siteOrDegrees, aSite

    // Rows against each other.
    case idTwice, ownID, roleTwice, anotherName, noSite, noTeam, noService, idOf, idOfSession
    case parentCircle, chainThatEnds, serviceWithoutRole, rowsInRoles, shiftTwice, anotherStart
    case pairTwice, eachPairOnce, commitmentTwice, oneRowEach, roleAmbiguous, tooManyShifts
    case tooManyVisits, tooManyWindows

    // Pinned rows.
    case pinNoVisit, requestOrSession, pinNoTeam, pinNoRole, pinOtherStart, pinOutsideWindows
    case pinSkillMissing, skillAsked, pinRefused, pinOutOfRadius, withinRadius, pinInNoShift
    case shiftFromTo, pinTooFewPeople, peopleOrMore, pinNoCrew, pinOverCapacity

    // A plan's file.
    case noFile, notJSON, planOfFormat, notObject, notList, listOfAssignments, listOfVisits
    case noKnownStatus, noScore, objectWithTotal, noWholePoints, aWholeNumber, notNumber
    case numberOrNull, notText, notDateTime, noVisitObject

    // Why a text is not JSON.
    case jsonEncoding, jsonTextAfter, jsonDepth, jsonNoName, jsonNoColon, jsonNoCommaInObject
    case jsonNoCommaInArray, jsonNoValue, jsonControl, jsonTextNotClosed, jsonUnknownEscape
    case jsonHexDigits

    // Events of a day under way.
    case noVisit, noRole, noShift, visitNotInPlan, teamNotInPlan, anAssignmentOfPlan
    case eventsContradict, eventOfLine, notBegun, startedBy, shiftOfTeam, roleOrTeam

    // Overlays of a scenario, ledgers and ratings.
    case noSuchKey, keysOf, notYes, theWordYes, dateInHorizon, ledgerRowTwice, eachRowOnce

    // Odd but allowed.
    case teamWithoutShift, teamWithoutShiftDate, skillAskedByNone, skillOfRoles, skillOfNoTeam
    case skillsOfNoTeam, skillsOfTeams, shiftOnNoDate, dateFromTo, noWindow, noWindowOfSessions
    case noSession, allRefused, preferredAndRefused, publishedNoVisit, publishedNoRole
    case publishedNoTeam

    // Why a file can't be read or written.
    case systemNoFile, systemNotPermitted, systemNoPermission, systemExists, systemNotFolder
    case systemIsFolder, systemDiskFull, systemQuota, systemReadOnly, systemInputOutput
    case systemNameTooLong, systemFileTooLarge, systemTooManyOpen, systemLinks, systemOther
    case notRegularFile, moreThanBytes
}
