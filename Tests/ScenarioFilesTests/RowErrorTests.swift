import Scheduling
import Testing

/// Rows that are wrong as a whole, or against other rows.
@Suite struct RowErrorTests {
    @Test(arguments: [
        FaultCase("sites.csv", "V,礼堂", "S,,,1,1,,\nV,礼堂", .idTwice, "sites.csv:4: id"),
        FaultCase("teams.csv", "D,丁队", "B,,C,,,,,,\nD,丁队", .idTwice, "teams.csv:4: id"),
        FaultCase(
            "services.csv",
            "talk,宣讲",
            "talk,宣讲,site,20\ntalk,二",
            .idTwice,
            "services.csv:7: id"
        ),
        FaultCase("roles.csv", "clinic,r,,2", "clinic,n,,2", .idTwice, "roles.csv:4: role"),
        FaultCase("requests.csv", "R5,home", "R6,home", .idTwice, "requests.csv:7: id"),
        FaultCase("programs.csv", "P2,", "P1,", .idTwice, "programs.csv:3: id"),
        FaultCase("sites.csv", "113.65,S,2", "113.65,X,2", .idUnknown, "sites.csv:4: parent"),
        FaultCase("teams.csv", "乙队,S", "乙队,s", .idUnknown, "teams.csv:3: base"),
        FaultCase("travel.csv", "S,C,6", "S,X,6", .idUnknown, "travel.csv:3: to"),
        FaultCase("travel.csv", "S,C,6", "X,C,6", .idUnknown, "travel.csv:3: from"),
        FaultCase("shifts.csv", "D,2026", "E,2026", .idUnknown, "shifts.csv:4: team"),
        FaultCase("roles.csv", "call,c,,", "call,c,,\nfax,c,,", .idUnknown, "roles.csv:7: service"),
        FaultCase("requests.csv", "R4,call", "R4,fax", .idUnknown, "requests.csv:5: service"),
        FaultCase("requests.csv", "R6,home,V", "R6,home,X", .idUnknown, "requests.csv:7: site"),
        FaultCase("requests.csv", ",D,4", ",E,4", .idUnknown, "requests.csv:3: refuse"),
        FaultCase("requests.csv", ",B,,3", ",B;E,,3", .idUnknown, "requests.csv:2: prefer"),
        FaultCase(
            "programs.csv",
            "P2,探访,talk,S",
            "P2,探访,talk,X",
            .idUnknown,
            "programs.csv:3: site"
        ),
        FaultCase("programs.csv", "P2,探访,talk", "P2,探访,fax", .idUnknown, "programs.csv:3: service"),
        FaultCase("programs.csv", ",B,,", ",E,,", .idUnknown, "programs.csv:3: prefer"),
        FaultCase("requests.csv", "R5,", "P1#2026-11-24,", .idOfSession, "requests.csv:6: id"),
        FaultCase("requests.csv", "R5,", "P2#2,", .idOfSession, "requests.csv:6: id"),
        FaultCase("sites.csv", "113.65,,", "113.65,V,", .parentCircle, "sites.csv:2: parent"),
        FaultCase("sites.csv", "113.65,,", "113.65,C,", .parentCircle, "sites.csv:2: parent"),
        FaultCase("roles.csv", "talk,t,driving,\n", "", .serviceWithoutRole, "services.csv:6: id"),
        FaultCase(
            "shifts.csv",
            "D,2026-11-23,14:00",
            "A,2026-11-24,08:30",
            .shiftTwice,
            "shifts.csv:4: start"
        ),
        FaultCase("travel.csv", "S,C,6", "C,S,6", .pairTwice, "travel.csv:3"),
        FaultCase("requests.csv", "34.77,113.65", ",113.65", .placeMissing, "requests.csv:6: site"),
        FaultCase(
            "requests.csv",
            "R3,clinic,S",
            "R3,clinic,",
            .placeMissing,
            "requests.csv:4: site"
        ),
        FaultCase(
            "programs.csv",
            "P2,探访,talk,S",
            "P2,探访,talk,",
            .placeMissing,
            "programs.csv:3: site"
        ),
        FaultCase(
            "programs.csv",
            "S,10:30,,",
            "S,10:30,2,",
            .startOrTimes,
            "programs.csv:2: start"
        ),
        FaultCase("programs.csv", "S,10:30,,", "S,,,", .startOrTimes, "programs.csv:2: start"),
        FaultCase(
            "programs.csv",
            "S,10:30,,,",
            "S,10:30,,0,",
            .notWithStart,
            "programs.csv:2: gap"
        ),
        FaultCase(
            "programs.csv",
            "2026-11-24,,",
            "2026-11-24,08:00-12:00,",
            .notWithStart,
            "programs.csv:2: hours"
        ),
        FaultCase(
            "programs.csv",
            ",2026-11-24,,",
            ",2026-11-24T12:00,,",
            .notDate,
            "programs.csv:2: until"
        ),
        FaultCase(
            "programs.csv",
            "10:30,,,,",
            "10:30,,,2026-11-23T08:00,",
            .notDate,
            "programs.csv:2: from"
        ),
        FaultCase("commitments.csv", "P2#1,t", "R1,h", .commitmentTwice, "commitments.csv:4"),
        FaultCase("commitments.csv", "R1,,B", "R3,,B", .roleAmbiguous, "commitments.csv:3: role"),
    ])
    func rowsMustAgree(fault: FaultCase) throws { try fault.check() }

    @Test(arguments: [
        FaultCase("commitments.csv", "R2,n,A", "R9,n,A", .pinUnknown, "commitments.csv:2: visit"),
        FaultCase("commitments.csv", "R2,n,A", "R2,x,A", .pinUnknown, "commitments.csv:2: role"),
        FaultCase("commitments.csv", "R2,n,A", "R2,n,X", .pinUnknown, "commitments.csv:2: team"),
        FaultCase(
            "commitments.csv",
            "R2,n,A",
            "R2,n,B",
            .pinSkillMissing,
            "commitments.csv:2: team"
        ),
        FaultCase("commitments.csv", "R2,n,A", "R2,n,D", .pinRefused, "commitments.csv:2: team"),
        // R2 is 1,112 m from the base: 2 + ⌈1112 × 130 ÷ 25,000⌉ = 8 minutes.
        FaultCase(
            "teams.csv",
            "driving,15",
            "driving,7",
            .pinOutOfRadius,
            "commitments.csv:2: team"
        ),
        FaultCase(
            "requests.csv",
            "R2,home,,34.76,113.65,李四,,",
            "R2,home,,34.76,113.65,李四,,2026-11-24",
            .pinOutsideWindows,
            "commitments.csv:2: start"
        ),
        // The shift starts at 8:30; with 8 minutes of travel, 8:38 is the earliest start.
        FaultCase(
            "commitments.csv",
            "T09:00,pinned",
            "T08:37,pinned",
            .pinInNoShift,
            "commitments.csv:2: start"
        ),
        // 30 minutes and 8 back: 10:52 is the latest start before 11:30.
        FaultCase(
            "commitments.csv",
            "T09:00,pinned",
            "T10:53,pinned",
            .pinInNoShift,
            "commitments.csv:2: start"
        ),
        FaultCase(
            "roles.csv",
            "home,n,nursing,",
            "home,n,nursing,2",
            .pinTooFewPeople,
            "commitments.csv:2: team"
        ),
        FaultCase(
            "commitments.csv",
            "pinned,1",
            "pinned,2",
            .pinNoSuchCrew,
            "commitments.csv:2: crew"
        ),
        FaultCase(
            "shifts.csv",
            "11:30,,,4",
            "11:30,,,3",
            .pinOverCapacity,
            "commitments.csv:2: visit"
        ),
    ])
    func pinsMustBePossible(fault: FaultCase) throws { try fault.check() }

    @Test(arguments: ["T08:38", "T10:52"])
    func pinsMayStartAtTheShiftsVeryEnds(time: String) throws {
        let files = try SampleFiles.valid.replacing("commitments.csv", "T09:00", time)
        #expect(throws: Never.self) { try files.scenario() }
    }

    @Test func rolesOfAVisitArePinnedToOneStart() throws {
        let rows = "R3,n,A,2026-11-24T09:00,pinned,\nR3,r,B,2026-11-24T09:30,pinned,\n"
        var files = SampleFiles.valid
        files.files["commitments.csv"]? += rows
        let errors = files.faults().filter { $0.severity == .error }
        #expect(errors.map(\.code) == [.pinOtherStart])
        #expect(errors.map(\.line) == [6])
        #expect(errors.first?.expected == .value("2026-11-24T09:00"))
    }

    @Test func aPinnedSessionIsCheckedLikeARequest() throws {
        // P1's session on Tuesday starts at 10:30 and at no other minute.
        let row = "P1#2026-11-24,t,A,2026-11-24T10:31,pinned,\n"
        var files = SampleFiles.valid
        files.files["commitments.csv"]? += row
        #expect(files.faults().filter { $0.severity == .error }.map(\.code) == [.pinOutsideWindows])
    }
}
