import Scheduling
import Testing

/// A draft of one base, one team, one service and one visit, for tests to change.
func smallDraft(days: Int = 3) throws -> ScenarioDraft {
    // A Monday.
    let start = try #require(CalendarDate(year: 2026, month: 11, day: 23))
    var draft = ScenarioDraft(name: "small", start: start, days: days)
    draft.sites = [SiteRecord(id: "C", latitude: 34.75, longitude: 113.65)]
    draft.teams = [TeamRecord(id: "T", base: "C")]
    draft.shifts = [ShiftRecord(team: "T", dates: .daily, startMinute: 480, endMinute: 720)]
    draft.services = [ServiceRecord(id: "s", mode: .home, minutes: 30)]
    draft.roles = [RoleRecord(service: "s", role: "r")]
    draft.requests = [RequestRecord(id: "R", service: "s", site: "C")]
    return draft
}

/// What a valid draft becomes.
@Suite struct DraftExpansionTests {
    @Test func aDraftBecomesAScenario() throws {
        let scenario = try Scenario(validating: smallDraft())
        #expect(scenario.name == "small")
        #expect(scenario.shifts.map(\.startMinute) == [480, 1920, 3360])
        #expect(scenario.shifts.allSatisfy { $0.crews == 1 && $0.people == 1 })
        let visit = try #require(scenario.visits.first)
        #expect(visit.minutes == 30 && visit.value == 100 && visit.tier == .blue)
        #expect(visit.windows.map(\.startMinute) == [0, 1440, 2880])
        #expect(visit.windows.map(\.endMinute) == [1440, 2880, 4320])
        #expect(visit.placeIndex == 0 && visit.siteIndex == 0)
    }

    @Test(arguments: [
        (ShiftDates.daily, [0, 1, 2, 3, 4, 5, 6]), (.weekdays, [0, 1, 2, 3, 4]),
        (.weekends, [5, 6]), (.days([.sunday, .monday, .monday]), [0, 6]), (.days([]), []),
        (.date(CalendarDate(daysSince1970: 20_780)), [0]),
        (.date(CalendarDate(daysSince1970: 20_787)), []),
    ])
    func shiftsFallOnMatchingDates(dates: ShiftDates, days: [Int]) throws {
        var draft = try smallDraft(days: 7)
        draft.shifts[0].dates = dates
        let scenario = try Scenario(validating: draft)
        #expect(scenario.start.daysSince1970 == 20_780)
        #expect(scenario.shifts.map(\.day) == days)
    }

    @Test func windowsAreHoursWithinFromAndUntil() throws {
        var draft = try smallDraft()
        let start = draft.start
        draft.requests[0].from = .minute(start, minuteOfDay: 570)
        draft.requests[0].until = .date(start.advanced(byDays: 1))
        draft.requests[0].hours = [
            DayInterval(startMinute: 840, endMinute: 1020),
            DayInterval(startMinute: 510, endMinute: 600),
            DayInterval(startMinute: 600, endMinute: 629),
            DayInterval(startMinute: 510, endMinute: 600),
        ]
        let visit = try #require(Scenario(validating: draft).visits.first)
        // Monday from 9:30: 30 minutes of 8:30-10:00 are left, just enough; 10:00-10:29 never is.
        #expect(
            visit.windows == [
                TimeWindow(startMinute: 570, endMinute: 600),
                TimeWindow(startMinute: 840, endMinute: 1020),
                TimeWindow(startMinute: 1950, endMinute: 2040),
                TimeWindow(startMinute: 2280, endMinute: 2460),
            ]
        )
        draft.requests[0].minutes = 31
        let longer = try #require(Scenario(validating: draft).visits.first)
        #expect(longer.windows.map(\.startMinute) == [840, 1950, 2280])
    }

    @Test func untilADateMeansItsEndAndTouchingWindowsStayApart() throws {
        var draft = try smallDraft(days: 7)
        draft.requests[0].from = .date(draft.start.advanced(byDays: -5))
        draft.requests[0].until = .minute(draft.start.advanced(byDays: 2), minuteOfDay: 30)
        draft.requests[0].days = [.monday, .wednesday]
        let visit = try #require(Scenario(validating: draft).visits.first)
        #expect(
            visit.windows == [
                TimeWindow(startMinute: 0, endMinute: 1440),
                TimeWindow(startMinute: 2880, endMinute: 2910),
            ]
        )
    }

    @Test func fromAfterUntilLeavesNoWindow() throws {
        var draft = try smallDraft()
        draft.requests[0].from = .date(draft.start.advanced(byDays: 1))
        draft.requests[0].until = .date(draft.start)
        #expect(try Scenario(validating: draft).visits[0].windows.isEmpty)
        #expect(draft.faults().map(\.code) == [.visitWithoutWindow])
    }

    @Test(
        arguments: [
            (Tier.red, -3, nil, 1015), (.yellow, -3, nil, 315), (nil, -3, nil, 115),
            (nil, 0, nil, 100),
            (nil, 2, nil, 100), (.red, -3, 7, 7), (.red, -3, 0, 0),
        ] as [(Tier?, Int, Int?, Int)]
    )
    func valueIsTierAndAgeUnlessGiven(tier: Tier?, day: Int, value: Int?, expected: Int) throws {
        var draft = try smallDraft()
        draft.requests[0].tier = tier
        draft.requests[0].submitted = .minute(draft.start.advanced(byDays: day), minuteOfDay: 1439)
        draft.requests[0].value = value
        #expect(try Scenario(validating: draft).visits[0].value == expected)
    }

    @Test func twentyFourHoursIsTheNextDaysMidnight() throws {
        var draft = try smallDraft()
        draft.requests[0].submitted = .minute(draft.start.advanced(byDays: -1), minuteOfDay: 1440)
        #expect(try Scenario(validating: draft).visits[0].value == 100)
        draft.requests[0].due = .minute(draft.start, minuteOfDay: 1440)
        #expect(try Scenario(validating: draft).visits[0].dueMinute == 1440)
    }

    @Test func fixedSessionsFallOnAllowedDates() throws {
        var draft = try smallDraft(days: 7)
        draft.programs = [
            ProgramRecord(
                id: "P",
                service: "s",
                site: "C",
                startMinute: 990,
                from: .date(draft.start.advanced(byDays: 1)),
                until: .date(draft.start.advanced(byDays: 4)),
                days: [.tuesday, .wednesday, .friday, .sunday],
                minutes: 60,
                tier: .yellow
            )
        ]
        let scenario = try Scenario(validating: draft)
        let sessions = scenario.programs[0].visitIndices.map { scenario.visits[$0] }
        #expect(sessions.map(\.id.text) == ["P#2026-11-24", "P#2026-11-25", "P#2026-11-27"])
        #expect(sessions.map(\.windows).map(\.count) == [1, 1, 1])
        #expect(sessions[0].windows == [TimeWindow(startMinute: 2430, endMinute: 2490)])
        #expect(
            sessions.allSatisfy { $0.value == 300 && $0.tier == .yellow && $0.programIndex == 0 }
        )
        #expect(scenario.programs[0].gapDays == 0 && scenario.programs[0].hasFixedStarts)
    }

    @Test func freeSessionsShareTheirWindows() throws {
        var draft = try smallDraft(days: 2)
        draft.programs = [
            ProgramRecord(id: "P", service: "s", site: "C", times: 2),
            ProgramRecord(id: "Q", service: "s", site: "C", times: 1, gap: 0, value: 5),
        ]
        let scenario = try Scenario(validating: draft)
        #expect(scenario.visits.map(\.id.text) == ["R", "P#1", "P#2", "Q#1"])
        #expect(scenario.visits.map(\.value) == [100, 200, 200, 5])
        #expect(scenario.visits[1].windows.count == 2)
        #expect(scenario.visits[1].windows == scenario.visits[2].windows)
        #expect(scenario.programs.map(\.gapDays) == [1, 0])
        #expect(scenario.programs.allSatisfy { !$0.hasFixedStarts })
    }

    @Test func travelHoldsInBothDirectionsUnlessGivenItself() throws {
        var draft = try smallDraft()
        draft.sites.append(SiteRecord(id: "D", latitude: 34.75, longitude: 113.65))
        draft.sites.append(SiteRecord(id: "E", latitude: 34.75, longitude: 113.65))
        draft.travel = [
            TravelRecord(from: "C", to: "D", minutes: 5),
            TravelRecord(from: "D", to: "C", minutes: 7),
            TravelRecord(from: "E", to: "C", minutes: 9),
        ]
        let scenario = try Scenario(validating: draft)
        let team = scenario.teams[0]
        let pairs = [(0, 1), (1, 0), (0, 2), (2, 0), (1, 2), (1, 1)]
        let minutes = pairs.map { scenario.travelMinutes(from: $0, to: $1, team: team) }
        // D and E lie at the same spot, but are two places: the fixed 2 minutes.
        #expect(minutes == [5, 7, 9, 9, 2, 0])
    }

    @Test func aSiteIsThePlaceEvenWhereCoordinatesAreGiven() throws {
        var draft = try smallDraft()
        draft.requests[0].latitude = 30
        draft.requests[0].longitude = 100
        let scenario = try Scenario(validating: draft)
        #expect(scenario.visits[0].siteIndex == 0)
        #expect(scenario.places.count == 1)
    }

    @Test func freeSessionsLieADayApartUnlessSaidOtherwise() throws {
        for (gap, days) in [(nil, 1), (0, 0), (3, 3)] as [(Int?, Int)] {
            var draft = try smallDraft()
            draft.programs = [
                ProgramRecord(id: "P", service: "s", site: "C", times: 2, gap: gap)
            ]
            let scenario = try Scenario(validating: draft)
            #expect(scenario.programs[0].gapDays == days)
            #expect(scenario.visits.suffix(2).map(\.value) == [200, 200])
            #expect(scenario.visits.suffix(2).map(\.tier) == [nil, nil])
        }
    }

    @Test func aSessionIsWorthItsValueElseItsTier() throws {
        for (tier, value, worth) in [(Tier.red, nil, 1000), (.red, 7, 7), (nil, 7, 7)]
            as [(Tier?, Int?, Int)]
        {
            var draft = try smallDraft()
            var program = ProgramRecord(id: "P", service: "s", site: "C", startMinute: 540)
            program.tier = tier
            program.value = value
            draft.programs = [program]
            let scenario = try Scenario(validating: draft)
            #expect(scenario.visits.dropFirst().map(\.value) == [worth, worth, worth])
        }
    }

    @Test func skillsNamedTwiceCountOnceAtTheHigherLevel() throws {
        var draft = try smallDraft()
        draft.teams[0].skills = [
            SkillLevel(skill: "a"), SkillLevel(skill: "b", level: 3),
            SkillLevel(skill: "a", level: 2),
        ]
        let team = try Scenario(validating: draft).teams[0]
        #expect(
            team.skills == [SkillLevel(skill: "a", level: 2), SkillLevel(skill: "b", level: 3)]
        )
    }

    @Test func remoteVisitsNeedNoPlace() throws {
        var draft = try smallDraft()
        draft.services[0].mode = .online
        draft.requests[0].site = nil
        #expect(try Scenario(validating: draft).visits[0].placeIndex == nil)
        draft.requests[0].latitude = 34
        draft.requests[0].longitude = 113
        let scenario = try Scenario(validating: draft)
        #expect(scenario.visits[0].placeIndex == 1)
        #expect(scenario.places[1].siteIndex == nil)
    }

    @Test func publishedRowsKeepUnknownNames() throws {
        var draft = try smallDraft()
        draft.commitments = [
            CommitmentRecord(
                visit: "gone",
                team: "X",
                start: .minute(draft.start, minuteOfDay: 5),
                kind: .published
            ),
            CommitmentRecord(
                visit: "R",
                team: "T",
                start: .minute(draft.start, minuteOfDay: 500),
                kind: .pinned
            ),
        ]
        let commitments = try Scenario(validating: draft).commitments
        #expect(commitments.map(\.visitIndex) == [nil, 0])
        #expect(commitments.map(\.roleIndex) == [nil, 0])
        #expect(commitments.map(\.teamIndex) == [nil, 0])
        #expect(commitments.map(\.role) == [nil, "r"])
        #expect(commitments.map(\.startMinute) == [5, 500])
    }
}

/// What is refused, and how it is told.
@Suite struct DraftFaultTests {
    @Test func faultsNameTableRecordAndColumn() throws {
        var draft = try smallDraft()
        draft.teams.append(TeamRecord(id: "U", base: "X"))
        draft.requests[0].minutes = 0
        let error = #expect(throws: InvalidDraft.self) { try Scenario(validating: draft) }
        #expect(
            error?.faults == [
                DraftFault(
                    code: .idUnknown,
                    location: RecordLocation(table: .teams, record: 1, column: "base"),
                    message: .text(.noSite),
                    found: .value("X"),
                    expected: .text(.idOf, .value("sites.csv"))
                ),
                DraftFault(
                    code: .outOfRange,
                    location: RecordLocation(table: .requests, record: 0, column: "minutes"),
                    message: .text(.tooSmall),
                    found: .value("0"),
                    expected: .text(.wholeFromTo, .value("1"), .value("1000000"))
                ),
            ]
        )
        #expect(
            error?.faults.first?.description
                == "teams[1].base: no such site, found 'X', expected an id of sites.csv"
        )
    }

    @Test func valuesThatNoFileCouldHoldAreRefused() throws {
        var draft = try smallDraft()
        draft.sites[0].latitude = .nan
        draft.shifts[0].startMinute = -1
        draft.requests[0].until = .minute(draft.start, minuteOfDay: 1441)
        draft.teams[0].id = ""
        draft.roles[0].skills = [SkillLevel(skill: "")]
        let codes = draft.faults().map(\.code)
        #expect(codes == [.outOfRange, .valueMissing, .notTime, .skillUnnamed, .notTime])
    }

    @Test func aFaultyRowIsNotBlamedOnThoseThatNameIt() throws {
        var draft = try smallDraft()
        draft.sites[0].latitude = 91
        draft.teams[0].speed = 0
        draft.commitments = [
            CommitmentRecord(
                visit: "R",
                team: "T",
                start: .minute(draft.start, minuteOfDay: 0),
                kind: .pinned
            )
        ]
        // The pinned row lies before the shift, but team and site must be put right first.
        #expect(draft.faults().map { $0.location.table } == [.sites, .teams])
    }

    @Test func everyParentCircleIsReportedOnce() throws {
        var draft = try smallDraft()
        let chains = [("a", "b"), ("b", "c"), ("c", "b"), ("d", "d"), ("e", "C"), ("f", "a")]
        draft.sites += chains.map { id, parent in
            SiteRecord(id: id, latitude: 1, longitude: 1, parent: parent)
        }
        let faults = draft.faults().filter { $0.code == .parentCircle }
        #expect(faults.map { $0.location.record } == [2, 4])
        #expect(faults.map { $0.found(in: .english) } == ["b > c > b", "d > d"])
    }

    @Test func aHorizonOutOfRangeExpandsNothing() throws {
        var draft = try smallDraft(days: 1_000_000_000)
        draft.programs = [ProgramRecord(id: "P", service: "s", site: "C", startMinute: 0)]
        #expect(draft.faults().map(\.code) == [.outOfRange])
    }

    @Test func whatADraftExpandsToHasALimit() throws {
        var draft = try smallDraft()
        draft.programs = [ProgramRecord(id: "P", service: "s", site: "C", times: 10)]
        var notes = DraftNotes()
        notes.mostExpanded = 10
        // The request and ten sessions are one visit too many; three shifts are not.
        let visits = draft.judged(with: notes).faults
        #expect(visits.map(\.code) == [.inputTooLarge])
        #expect(visits.first?.location.table == .programs)
        notes.mostExpanded = 2
        draft.programs = []
        #expect(draft.judged(with: notes).faults.first?.location.table == .shifts)
        notes = DraftNotes()
        notes.mostWindows = 2
        #expect(draft.judged(with: notes).faults.map { $0.location.column } == ["hours"])
        notes.mostWindows = 3
        #expect(draft.judged(with: notes).scenario != nil)
    }

    @Test func shiftsOfOneTeamMayOverlapButNotStartTogether() throws {
        var draft = try smallDraft()
        draft.shifts.append(
            ShiftRecord(team: "T", dates: .days([.tuesday]), startMinute: 490, endMinute: 600)
        )
        #expect(try Scenario(validating: draft).shifts.count == 4)
        draft.shifts[1].startMinute = 480
        let fault = try #require(draft.faults().first)
        #expect(fault.code == .shiftTwice)
        #expect(fault.found == .value("T 2026-11-24T08:00"))
    }

    @Test func everyCodeIsUsedOnce() {
        let codes = FaultCode.allCases.map(\.rawValue)
        #expect(Set(codes).count == codes.count)
        #expect(codes.allSatisfy { $0.count == 4 })
        #expect(FaultCode.allCases.allSatisfy { $0.isError != $0.rawValue.hasPrefix("W") })
    }
}
