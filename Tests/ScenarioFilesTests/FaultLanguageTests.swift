import ScenarioFiles
import Scheduling
import Testing

/// Every fault in Chinese and in English.
@Suite struct FaultLanguageTests {
    /// A change of the sample, and a fault that it gives.
    private struct Change {
        var file: String
        var old: String
        var new: String
        var code: FaultCode

        init(_ file: String, _ old: String, _ new: String, _ code: FaultCode) {
            self.file = file
            self.old = old
            self.new = new
            self.code = code
        }
    }

    private static let changes = [
        Change("scenario.yaml", "format: 1", "format: 2", .formatUnknown),
        Change("travel.csv", "from,to,minutes\nC,S,5\nS,C,6\n", "\n", .headerMissing),
        Change("sites.csv", "kind,lat", "kind,latitude", .columnMissing),
        Change("sites.csv", "id,name,kind", "id,name,name", .columnTwice),
        Change("shifts.csv", "B,Mon;Tue", "B,Mon,Tue", .cellCount),
        Change("requests.csv", "R4,call", "R4,\"call", .quoteNotClosed),
        Change("sites.csv", "站,station", "\"站\"点,station", .textAfterQuote),
        Change("scenario.yaml", "days: 3", "days: 3: 4", .settingsUnreadable),
        Change("scenario.yaml", "days: 3", "days: [3]", .settingsForm),
        Change("scenario.yaml", "days: 3", "days: 3\ndays: 4", .keyTwice),
        Change("scenario.yaml", "days: 3", "days: 3\ntravel.fixed: 3", .keyDotted),
        Change("scenario.yaml", "nce: 15\n", "nce: 15\n---\na: 1\n", .severalDocuments),
        Change("teams.csv", "D,丁队,C", "D,丁队,", .valueMissing),
        Change("services.csv", "phone,15", "phone,soon", .notWhole),
        Change("services.csv", "phone,15", "phone,0", .outOfRange),
        Change("services.csv", "phone,15", "phone,9999999999999", .outOfRange),
        Change("sites.csv", "34.77", "90.1", .outOfRange),
        Change("sites.csv", "34.77", "north", .notDecimal),
        Change("requests.csv", "2026-11-20", "20.11.2026", .notDate),
        Change("shifts.csv", "14:00", "25:00", .notTime),
        Change("commitments.csv", "B,2026-11-23T08:30", "B,2026-11-23", .notDateTime),
        Change("requests.csv", "08:30-10:00", "08:30", .notInterval),
        Change("requests.csv", ",Tue,", ",Tux,", .notWeekday),
        Change("shifts.csv", "Mon;Tue", "Mon;Tux", .notWeekday),
        Change("sites.csv", "venue", "hall", .notOneOf),
        Change("teams.csv", "nursing:2;driving", ":2;driving", .skillUnnamed),
        Change("shifts.csv", "14:00,24:00", "14:00,13:00", .endNotAfterStart),
        Change("programs.csv", "S,10:30,,", "S,10:30,2,", .startOrTimes),
        Change("programs.csv", "S,10:30,,,", "S,10:30,,0,", .notWithStart),
        Change("requests.csv", "34.77,113.65", ",113.65", .placeMissing),
        Change("programs.csv", "P2,探访,talk,S", "P2,探访,talk,", .placeMissing),
        Change("teams.csv", "D,丁队", "B,,C,,,,,,\nD,丁队", .idTwice),
        Change("roles.csv", "clinic,r,,2", "clinic,n,,2", .idTwice),
        Change("teams.csv", "乙队,S", "乙队,s", .idUnknown),
        Change("shifts.csv", "D,2026", "E,2026", .idUnknown),
        Change("requests.csv", "R4,call", "R4,fax", .idUnknown),
        Change("requests.csv", "R5,", "P2#2,", .idOfSession),
        Change("sites.csv", "113.65,,", "113.65,V,", .parentCircle),
        Change("roles.csv", "talk,t,driving,\n", "", .serviceWithoutRole),
        Change("shifts.csv", "D,2026-11-23,14:00", "A,2026-11-24,08:30", .shiftTwice),
        Change("travel.csv", "S,C,6", "C,S,6", .pairTwice),
        Change("commitments.csv", "P2#1,t", "R1,h", .commitmentTwice),
        Change("commitments.csv", "R1,,B", "R3,,B", .roleAmbiguous),
        Change("commitments.csv", "R2,n,A", "R9,n,A", .pinUnknown),
        Change("commitments.csv", "R2,n,A", "R2,x,A", .pinUnknown),
        Change("commitments.csv", "R2,n,A", "R2,n,X", .pinUnknown),
        Change(
            "commitments.csv",
            "P2#1,t,A,2026-11-24T09:00,published,",
            "R3,n,A,2026-11-24T09:00,pinned,\nR3,r,B,2026-11-24T09:30,pinned,",
            .pinOtherStart
        ),
        Change("commitments.csv", "R2,n,A", "R2,n,B", .pinSkillMissing),
        Change("commitments.csv", "R2,n,A", "R2,n,D", .pinRefused),
        Change("teams.csv", "driving,15", "driving,7", .pinOutOfRadius),
        Change("requests.csv", "李四,,", "李四,,2026-11-24", .pinOutsideWindows),
        Change("commitments.csv", "T09:00,pinned", "T08:37,pinned", .pinInNoShift),
        Change("roles.csv", "home,n,nursing,", "home,n,nursing,2", .pinTooFewPeople),
        Change("commitments.csv", "pinned,1", "pinned,2", .pinNoSuchCrew),
        Change("shifts.csv", "11:30,,,4", "11:30,,,3", .pinOverCapacity),
        Change("scenario.yaml", "days: 3", "days: 3\ncolour: red", .keyUnknown),
        Change(
            "travel.csv",
            "minutes\nC,S,5\nS,C,6",
            "minutes,by\nC,S,5,bus\nS,C,6,",
            .columnUnknown
        ),
        Change("sites.csv", "站,", "5\" 站,", .quoteInsideCell),
        Change(
            "roles.csv",
            "home,n,nursing,",
            "home,n,nursing,\ncall,d,nursing:3,",
            .roleWithoutTeam
        ),
        Change("teams.csv", "C,nursing,,125", "C,nursing;singing,,125", .skillAskedByNone),
        Change("shifts.csv", "D,2026-11-23,14:00,24:00,,,\n", "", .teamWithoutShift),
        Change("shifts.csv", "D,2026-11-23", "D,2026-11-26", .shiftOnNoDate),
        Change("requests.csv", ",Tue,", ",Sun,", .visitWithoutWindow),
        Change("programs.csv", ",,2,2,", ",,2,2,2026-12-01", .visitWithoutWindow),
        Change("programs.csv", "Mon;Tue", "Sat", .programWithoutSession),
        Change("requests.csv", ",B,,3", ",,B,3", .visitWithoutTeam),
        Change("requests.csv", ",A,B,", ",B,B,", .preferredAndRefused),
        Change("commitments.csv", "R1,,B", "gone,,B", .publishedUnknown),
    ]

    /// All faults of the changes, of folders as a whole, and of plans.
    private func allFaults() throws -> [any Fault] {
        var faults: [any Fault] = []
        for change in FaultLanguageTests.changes {
            let files = try SampleFiles.valid.replacing(change.file, change.old, change.new)
            let found = files.faults().filter { $0.code == change.code }
            #expect(!found.isEmpty, "\(change)")
            faults += found
        }
        return try faults + faultsOfFolders() + faultsOfPlans()
    }

    private func faultsOfFolders() -> [any Fault] {
        let missing = #expect(throws: InvalidScenario.self) {
            try ScenarioFolder(path: "/nonexistent/scenario").read()
        }
        var large = SampleFiles.valid
        large.files["scenario.yaml"]? += String(repeating: "#\n", count: 40_000)
        var other = SampleFiles.valid
        other.files["request.csv"] = "id\n"
        var odd = SampleFiles.valid.text
        odd.files["teams.csv"] = [0xFF]
        let encoding = #expect(throws: InvalidScenario.self) { try odd.read() }
        let nothing = SampleFiles.valid.removing("requests.csv").removing("programs.csv")
        let overlay = OverlayFile.read(Array("colour: blue\n".utf8), file: "overlay.yaml")
        return (missing?.faults ?? []) + (encoding?.faults ?? []) + large.faults() + overlay.faults
            + other.faults() + nothing.faults() + SampleFiles.valid.removing("teams.csv").faults()
    }

    private func faultsOfPlans() throws -> [any Fault] {
        let scenario = try SampleFiles.valid.scenario()
        var faults: [PlanFault] = []
        // The root of all files is none that can be read.
        let folder = #expect(throws: InvalidPlan.self) { try PlanFile.read("/", for: scenario) }
        faults += folder?.faults ?? []
        for text in ["{", "{\"a\" 1}", "[]", "{\"assignments\": 3}"] {
            let error = #expect(throws: InvalidPlan.self) {
                try PlanFile.decode(Array(text.utf8), for: scenario)
            }
            faults += error?.faults ?? []
        }
        let text = """
            {"format": 2, "status": "good", "score": {"total": "7"}, "bound": "x",
             "assignments": [17, {"visit": 3, "start": "9:00"}], "unserved": [5]}
            """
        return try faults + PlanFile.decode(Array(text.utf8), for: scenario).faults
    }

    @Test func everyCodeHasBothTexts() throws {
        let faults = try allFaults()
        // What events do to a plan is found, and tested, where days are planned again.
        let ofEvents: Set<FaultCode> = [.eventNotInPlan, .eventsContradict, .eventNotBegun]
        #expect(Set(faults.map(\.code)) == Set(FaultCode.allCases).subtracting(ofEvents))
        for fault in faults {
            let chinese = fault.text(in: .chinese)
            let english = fault.text(in: .english)
            #expect(chinese.hasPrefix(fault.place + ": "))
            #expect(english.hasPrefix(fault.place + ": "))
            for (part, other) in [
                (fault.message(in: .chinese), fault.message(in: .english)),
                (chinese, english),
            ] {
                #expect(part != other)
                #expect(!other.isEmpty)
                #expect(isChinese(part), "\(part)")
            }
            // Ids, dates and figures are the same.
            for value in parameters(of: fault) {
                #expect(chinese.contains(value), "\(value) in \(chinese)")
                #expect(english.contains(value), "\(value) in \(english)")
            }
            #expect(figures(of: chinese) == figures(of: english), "\(chinese)")
        }
    }

    private func isChinese(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    private func figures(of text: String) -> [Substring] {
        text.split { !($0.isNumber && $0.isASCII) }.sorted()
    }

    private func parameters(of fault: any Fault) -> [String] {
        [fault.message, fault.found, fault.expected].flatMap { $0.map(values) ?? [] }
    }

    private func values(of text: FaultText) -> [String] {
        switch text {
        case .value(let value): [value]
        case .choice(let values), .list(let values): values
        case .words(_, let texts): texts.flatMap(values)
        }
    }

    @Test(arguments: [
        (
            "teams.csv", "乙队,S", "乙队,s",
            "teams.csv:3: base: no such site, found 's', expected an id of sites.csv",
            "teams.csv:3: base: 没有这个站点（s），应为 sites.csv 中已有的编号"
        ),
        (
            "services.csv", "phone,15", "phone,0",
            "services.csv:5: minutes: too small, found '0', "
                + "expected a whole number from 1 to 1000000",
            "services.csv:5: minutes: 数值太小（0），应为 1 到 1000000 的整数"
        ),
        (
            "services.csv", "call,电话,phone", "call,电话,fax",
            "services.csv:5: mode: not one of the words, found 'fax', "
                + "expected one of home, site, phone, online",
            "services.csv:5: mode: 不是可用的取值（fax），应为 home、site、phone、online 之一"
        ),
        (
            "commitments.csv", "R1,,B", "R3,,B",
            "commitments.csv:3: role: nothing given, and the service has several roles, "
                + "expected n or r",
            "commitments.csv:3: role: 未填角色，而该服务项目有多个角色，应为 n 或 r"
        ),
        (
            "teams.csv", "driving,15", "driving,7",
            "commitments.csv:2: team: pinned: the visit is 8 minutes from the team's base, "
                + "found 'A', expected at most 7, its radius",
            "commitments.csv:2: team: 锁定安排：该服务距队伍驻地 8 分钟（A），"
                + "应不超过服务半径 7 分钟"
        ),
        (
            "scenario.yaml", "days: 3", "days: 3: 4",
            "scenario.yaml:5: not YAML: mapping values are not allowed in this context, "
                + "expected nested block maps of scalars",
            "scenario.yaml:5: 不符合 YAML 格式：此处不能有“键: 值”，可能是缩进不对，或取值中有冒号，"
                + "应逐行写“键: 值”，下级缩进"
        ),
        (
            "requests.csv", ",Tue,", ",Sun,",
            "requests.csv:4: no window left, it can't be served, found 'R3'",
            "requests.csv:4: 没有可服务的时段，无法安排（R3）"
        ),
    ])
    func examples(file: String, old: String, new: String, english: String, chinese: String) throws {
        let faults = try SampleFiles.valid.replacing(file, old, new).faults()
        #expect(faults.map { $0.text(in: .english) } == [english])
        #expect(faults.map { $0.text(in: .chinese) } == [chinese])
    }
}
