import Scheduling

/// Every text of the report's pages, by what it says; its words are in `ReportPhrase+Texts`.
///
/// A text may have places `{1}`, `{2}`, … for figures and names.
enum ReportPhrase: String, CaseIterable, Sendable {
    // Of all pages.
    case title, audience, audienceCentre, audienceStation, audienceTeam, audiencePublic
    case skipToContent, contents, sentenceSpace

    // Headline.
    case headline, servedShare, servedOf, gapTitle, hoursTitle, crewsTitle, crewsCount
    case programsTitle, unservedTitle, impossibleOf, coverageTitle, coverageText, scoreTitle
    case scoreParts, allOf

    // Names of things.
    case visit, service, tier, resident, place, date, time, team, teams, crew, role, shift, site
    case base, reason, detail, program, served, sessions, value, room, rooms, visits, phone, notes
    case people, peopleTitle, pages, arrive, number, leaves, returns
    case serviceHours, travelHours, workHours, fairHours, serviceMinutes, travelMinutes
    case modeHome, modeSite, modePhone, modeOnline
    case kindCentre, kindInstitute, kindStation, kindVenue, kindHome, kindSite

    // Tables.
    case teamsTable, visitsTable, programsTable, unservedTable, rowsShown, filter, sortBy
    case runSheet, calendar, onMap, notChosen, notChosenDetail

    // Reasons that were proven.
    case provenImpossible, provenPins, provenCrowdedOut, provenNoWorse, provenNothing
    case provenImpossibleDetail, provenPinsDetail, provenCrowdedOutDetail, provenNoWorseDetail
    case provenNothingDetail, priceAtLeast, priceFound

    // Charts.
    case gantt, ganttText, ganttRow, serving, travel, waiting, shiftSpan, stopTitle
    case loadChart, loadText, loadFigures, fairMark, maxMark, hourAxis

    // Map.
    case map, mapText, mapAreasText, circles, zoomIn, zoomOut, zoomReset, pickTeam, noTeamPicked
    case mapHelp, legend, servedVisit, area, areaSize, areaServed, scaleBar

    // An earlier plan.
    case comparison, comparisonText, before, after, difference, newlyServed, noLongerServed
    case otherTeam, otherTime, otherCrew, unchanged, change

    // Run sheets.
    case sheetsOf, leaveBase, backAtBase, together, signature, signedAt, sheetMap, sheetMapText
    case goods, crewOf, teamListTitle, teamListText, noWork

    // Stations.
    case stationTitle, stationsTitle, rota, occupancy, occupancyText, occupancyRow, roomsUnlimited

    // Calendars.
    case calendarName, sessionsName

    /// The text in a language, with values put in its places.
    func text(_ language: Language, values: [String]) -> String {
        PlacedText.filled(language == .chinese ? texts.chinese : texts.english, with: values)
    }

    /// The text in a language, with values put in its places.
    func text(_ language: Language, _ values: String...) -> String {
        text(language, values: values)
    }
}
