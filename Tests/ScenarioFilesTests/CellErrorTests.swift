import Scheduling
import Testing

/// Every cell that can't be read or is out of its range, one at a time.
@Suite struct CellErrorTests {
    @Test(arguments: [
        FaultCase("sites.csv", "C,中心", ",中心", .valueMissing, "sites.csv:2: id"),
        FaultCase(
            "sites.csv",
            "V,礼堂,venue,34.77",
            "V,礼堂,venue,",
            .valueMissing,
            "sites.csv:4: lat"
        ),
        FaultCase("sites.csv", "34.77,113.65", "34.77,", .valueMissing, "sites.csv:4: lon"),
        FaultCase("teams.csv", "D,丁队,C", "D,丁队,", .valueMissing, "teams.csv:4: base"),
        FaultCase("teams.csv", "D,丁队", ",丁队", .valueMissing, "teams.csv:4: id"),
        FaultCase("shifts.csv", "D,2026-11-23", ",2026-11-23", .valueMissing, "shifts.csv:4: team"),
        FaultCase("shifts.csv", "D,2026-11-23", "D,", .valueMissing, "shifts.csv:4: date"),
        FaultCase("shifts.csv", "14:00", "", .valueMissing, "shifts.csv:4: start"),
        FaultCase("shifts.csv", "24:00", "", .valueMissing, "shifts.csv:4: end"),
        FaultCase("services.csv", ",phone,", ",,", .valueMissing, "services.csv:5: mode"),
        FaultCase("services.csv", "phone,15", "phone,", .valueMissing, "services.csv:5: minutes"),
        FaultCase("roles.csv", "call,c", ",c", .valueMissing, "roles.csv:6: service"),
        FaultCase("roles.csv", "call,c", "call,", .valueMissing, "roles.csv:6: role"),
        FaultCase("requests.csv", "R4,call", ",call", .valueMissing, "requests.csv:5: id"),
        FaultCase("requests.csv", "R4,call", "R4,", .valueMissing, "requests.csv:5: service"),
        FaultCase("programs.csv", "P2,探访,talk", "P2,探访,", .valueMissing, "programs.csv:3: service"),
        FaultCase("commitments.csv", "R1,", ",", .valueMissing, "commitments.csv:3: visit"),
        FaultCase("commitments.csv", ",B,2026", ",,2026", .valueMissing, "commitments.csv:3: team"),
        FaultCase(
            "commitments.csv",
            "B,2026-11-23T08:30",
            "B,",
            .valueMissing,
            "commitments.csv:3: start"
        ),
        FaultCase(
            "commitments.csv",
            "08:30,published",
            "08:30,",
            .valueMissing,
            "commitments.csv:3: kind"
        ),
        FaultCase("travel.csv", "S,C,6", "S,C,", .valueMissing, "travel.csv:3: minutes"),
        FaultCase("travel.csv", "S,C,6", "S,,6", .valueMissing, "travel.csv:3: to"),
        FaultCase("travel.csv", "S,C,6", ",C,6", .valueMissing, "travel.csv:3: from"),
        FaultCase("scenario.yaml", "format: 1", "", .valueMissing, "scenario.yaml:1: format"),
        FaultCase(
            "scenario.yaml",
            "start: 2026-11-23",
            "#",
            .valueMissing,
            "scenario.yaml:1: start"
        ),
    ])
    func requiredCellsMayNotBeBlank(fault: FaultCase) throws { try fault.check() }

    @Test(arguments: [
        FaultCase("sites.csv", "34.77", "north", .notDecimal, "sites.csv:4: lat"),
        FaultCase("sites.csv", "34.77", "34,77", .cellCount, "sites.csv:4"),
        FaultCase("sites.csv", "34.77", "34.", .notDecimal, "sites.csv:4: lat"),
        FaultCase("sites.csv", "34.77", ".77", .notDecimal, "sites.csv:4: lat"),
        FaultCase("sites.csv", "34.77", "3e1", .notDecimal, "sites.csv:4: lat"),
        FaultCase("sites.csv", "34.77", "90.1", .outOfRange, "sites.csv:4: lat"),
        FaultCase("sites.csv", "34.77,113.65", "34.77,-181", .outOfRange, "sites.csv:4: lon"),
        FaultCase("requests.csv", "34.77", "-91", .outOfRange, "requests.csv:6: lat"),
        FaultCase("requests.csv", "34.77,113.65", "34.77,x", .notDecimal, "requests.csv:6: lon"),
        FaultCase("sites.csv", "venue", "hall", .notOneOf, "sites.csv:4: kind"),
        FaultCase("services.csv", "phone", "fax", .notOneOf, "services.csv:5: mode"),
        FaultCase("requests.csv", ",red,", ",green,", .notOneOf, "requests.csv:4: tier"),
        FaultCase("programs.csv", ",blue,", ",Blue,", .notOneOf, "programs.csv:3: tier"),
        FaultCase("commitments.csv", "published,", "kept,", .notOneOf, "commitments.csv:3: kind"),
        FaultCase(
            "requests.csv",
            "2026-11-20",
            "20.11.2026",
            .notDate,
            "requests.csv:2: submitted"
        ),
        FaultCase(
            "requests.csv",
            "2026-11-20",
            "2026-11-31",
            .notDate,
            "requests.csv:2: submitted"
        ),
        FaultCase("requests.csv", "2026-11-20", "2026-1-20", .notDate, "requests.csv:2: submitted"),
        FaultCase(
            "requests.csv",
            "2026-11-20",
            "2026-11-20T",
            .notTime,
            "requests.csv:2: submitted"
        ),
        FaultCase("requests.csv", "T12:00", "T12:60", .notTime, "requests.csv:4: until"),
        FaultCase("requests.csv", "T12:00", "T24:01", .notTime, "requests.csv:4: until"),
        FaultCase("requests.csv", "T08:20", "", .notDateTime, "requests.csv:2: due"),
        FaultCase(
            "commitments.csv",
            "2026-11-23T08:30",
            "2026-11-23",
            .notDateTime,
            "commitments.csv:3: start"
        ),
        FaultCase("shifts.csv", "14:00,24:00", "14:00,24:01", .notTime, "shifts.csv:4: end"),
        FaultCase("shifts.csv", "14:00,24:00", "1400,24:00", .notTime, "shifts.csv:4: start"),
        FaultCase("shifts.csv", "8:30", "8:3", .notTime, "shifts.csv:2: start"),
        FaultCase("programs.csv", "10:30", "10.30", .notTime, "programs.csv:2: start"),
        FaultCase(
            "shifts.csv",
            "14:00,24:00",
            "14:00,14:00",
            .endNotAfterStart,
            "shifts.csv:4: end"
        ),
        FaultCase(
            "requests.csv",
            "08:30-10:00",
            "10:00-08:30",
            .endNotAfterStart,
            "requests.csv:2: hours"
        ),
        FaultCase("requests.csv", "08:30-10:00", "08:30", .notInterval, "requests.csv:2: hours"),
        FaultCase("requests.csv", "08:30-10:00", "08:30-x", .notTime, "requests.csv:2: hours"),
        FaultCase("requests.csv", ",Tue,", ",tue,", .notWeekday, "requests.csv:4: days"),
        FaultCase("requests.csv", ",Tue,", ",daily,", .notWeekday, "requests.csv:4: days"),
        FaultCase("programs.csv", "Mon;Tue", "Mon-Tue", .notWeekday, "programs.csv:2: days"),
        FaultCase("shifts.csv", "daily", "always", .notWeekday, "shifts.csv:2: date"),
        FaultCase("shifts.csv", "D,2026-11-23", "D,2026-11-32", .notDate, "shifts.csv:4: date"),
        FaultCase("teams.csv", "nursing:2", ":2", .skillUnnamed, "teams.csv:2: skills"),
        FaultCase("roles.csv", "nursing:2", "nursing:two", .notWhole, "roles.csv:3: skills"),
    ])
    func unreadableCellsAreFaults(fault: FaultCase) throws { try fault.check() }

    @Test(arguments: [
        FaultCase("sites.csv", "S,2", "S,-1", .outOfRange, "sites.csv:4: rooms"),
        FaultCase("sites.csv", "S,2", "S,1000001", .outOfRange, "sites.csv:4: rooms"),
        FaultCase("travel.csv", "S,C,6", "S,C,-6", .outOfRange, "travel.csv:3: minutes"),
        FaultCase("teams.csv", "nursing:2", "nursing:0", .outOfRange, "teams.csv:2: skills"),
        FaultCase("teams.csv", ",15,,200", ",-1,,200", .outOfRange, "teams.csv:2: radius"),
        FaultCase("teams.csv", ",,125", ",,0", .outOfRange, "teams.csv:4: speed"),
        FaultCase(
            "teams.csv",
            ",200,60,2",
            ",1000001,60,2",
            .outOfRange,
            "teams.csv:2: max_minutes"
        ),
        FaultCase("teams.csv", ",200,60,2", ",200,-60,2", .outOfRange, "teams.csv:2: fair_minutes"),
        FaultCase(
            "teams.csv",
            ",200,60,2",
            ",200,60,1000001",
            .outOfRange,
            "teams.csv:2: max_visits"
        ),
        FaultCase("shifts.csv", "12:00,2,2", "12:00,0,2", .outOfRange, "shifts.csv:3: crews"),
        FaultCase("shifts.csv", "12:00,2,2", "12:00,1001,2", .outOfRange, "shifts.csv:3: crews"),
        FaultCase("shifts.csv", "12:00,2,2", "12:00,2,0", .outOfRange, "shifts.csv:3: people"),
        FaultCase("shifts.csv", "2,2,3", "2,2,-3", .outOfRange, "shifts.csv:3: capacity"),
        FaultCase("services.csv", "phone,15", "phone,0", .outOfRange, "services.csv:5: minutes"),
        FaultCase("roles.csv", "clinic,r,,2", "clinic,r,,0", .outOfRange, "roles.csv:4: people"),
        FaultCase("roles.csv", "nursing:2", "nursing:0", .outOfRange, "roles.csv:3: skills"),
        FaultCase("requests.csv", ",45,", ",0,", .outOfRange, "requests.csv:6: minutes"),
        FaultCase("requests.csv", ",150,", ",1000000001,", .outOfRange, "requests.csv:3: value"),
        FaultCase("requests.csv", ",150,", ",-1,", .outOfRange, "requests.csv:3: value"),
        FaultCase("requests.csv", "red,,,,,4", "red,,,,,-4", .outOfRange, "requests.csv:4: load"),
        FaultCase("programs.csv", ",,2,2,", ",,0,2,", .outOfRange, "programs.csv:3: times"),
        FaultCase("programs.csv", ",,2,2,", ",,1001,2,", .outOfRange, "programs.csv:3: times"),
        FaultCase("programs.csv", ",,2,2,", ",,2,-2,", .outOfRange, "programs.csv:3: gap"),
        FaultCase("programs.csv", ",,1\n", ",,0\n", .outOfRange, "programs.csv:2: max_teams"),
        FaultCase(
            "commitments.csv",
            "pinned,1",
            "pinned,0",
            .outOfRange,
            "commitments.csv:2: crew"
        ),
        FaultCase("scenario.yaml", "days: 3", "days: 0", .outOfRange, "scenario.yaml:5: days"),
        FaultCase("scenario.yaml", "days: 3", "days: 32", .outOfRange, "scenario.yaml:5: days"),
        FaultCase(
            "scenario.yaml",
            "speed: 250",
            "speed: 0",
            .outOfRange,
            "scenario.yaml:7: travel.speed"
        ),
        FaultCase(
            "scenario.yaml",
            "speed: 250",
            "detour: 0",
            .outOfRange,
            "scenario.yaml:7: travel.detour"
        ),
        FaultCase(
            "scenario.yaml",
            "speed: 250",
            "fixed: -1",
            .outOfRange,
            "scenario.yaml:7: travel.fixed"
        ),
        FaultCase(
            "scenario.yaml",
            "prefer: 20",
            "age: 1000001",
            .outOfRange,
            "scenario.yaml:9: weights.age"
        ),
        FaultCase(
            "scenario.yaml",
            "format: 1",
            "format: 2",
            .formatUnknown,
            "scenario.yaml:2: format"
        ),
        FaultCase("scenario.yaml", "2026-11-23", "23.11.", .notDate, "scenario.yaml:4: start"),
    ])
    func figuresHaveRanges(fault: FaultCase) throws { try fault.check() }

    @Test(arguments: [
        "1.5", "1e3", "x", "+", "-", "１２", "1 000", "0x10", "99999999999999999999999999", "1_0",
    ])
    func figuresAreWholeAndInASCIIDigits(text: String) throws {
        let faults = try SampleFiles.valid.replacing("sites.csv", "S,2", "S,\(text)").faults()
        let errors = faults.filter { $0.severity == .error }
        #expect(errors.map(\.column) == ["rooms"])
        #expect(errors.first?.found == .value(text))
    }

    @Test(arguments: [
        ("+5", 5), ("007", 7), ("-0", 0), ("1000000", 1_000_000), ("00000000000000001", 1),
    ])
    func figuresMayHaveSignsAndZeros(text: String, figure: Int) throws {
        let scenario = try SampleFiles.valid.replacing("sites.csv", "S,2", "S,\(text)").scenario()
        #expect(scenario.sites[2].rooms == figure)
    }
}
