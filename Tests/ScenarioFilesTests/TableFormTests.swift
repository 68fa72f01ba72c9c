import Foundation
import ScenarioFiles
import Scheduling
import Testing

/// The form of tables, whatever their content.
@Suite struct TableFormTests {
    @Test(arguments: [
        FaultCase(
            "sites.csv",
            "id,name,kind,lat",
            "id,name,kind,latitude",
            .columnMissing,
            "sites.csv:1: lat"
        ),
        FaultCase(
            "roles.csv",
            "service,role",
            "service,rolle",
            .columnMissing,
            "roles.csv:1: role"
        ),
        FaultCase("sites.csv", "id,name,kind", "id,name,name", .columnTwice, "sites.csv:1: name"),
        FaultCase(
            "teams.csv",
            "B,乙队,S,haircut,,,,,",
            "B,乙队,S,haircut,,,,",
            .cellCount,
            "teams.csv:3"
        ),
        FaultCase(
            "teams.csv",
            "B,乙队,S,haircut,,,,,",
            "B,乙队,S,haircut,,,,,,",
            .cellCount,
            "teams.csv:3"
        ),
        FaultCase("shifts.csv", "B,Mon;Tue", "B,Mon,Tue", .cellCount, "shifts.csv:3"),
        FaultCase("requests.csv", "R4,call", "R4,\"call", .quoteNotClosed, "requests.csv:5"),
        FaultCase("sites.csv", "站,station", "\"站\"点,station", .textAfterQuote, "sites.csv:3"),
    ])
    func formMustBeRight(fault: FaultCase) throws { try fault.check() }

    @Test(arguments: [
        "sites.csv", "teams.csv", "shifts.csv", "services.csv", "roles.csv", "scenario.yaml",
    ])
    func requiredFilesMayNotBeMissing(file: String) {
        let errors = SampleFiles.valid.removing(file).faults().filter { $0.severity == .error }
        #expect(errors.map(\.code) == [.fileMissing])
        #expect(errors.map(\.file) == [file])
    }

    @Test func oneOfRequestsAndProgramsWillDo() throws {
        var files = SampleFiles.valid.removing("commitments.csv").removing("travel.csv")
        #expect(try files.removing("requests.csv").scenario().visits.count == 4)
        files = files.removing("programs.csv")
        #expect(try files.scenario().visits.count == 6)
        #expect(files.removing("requests.csv").faults().map(\.code) == [.nothingToServe])
    }

    @Test(arguments: ["sites.csv", "requests.csv", "commitments.csv", "travel.csv"])
    func anEmptyFileHasNoHeader(file: String) {
        var files = SampleFiles.valid
        files.files[file] = "\n , ,\n"
        let errors = files.faults().filter { $0.severity == .error }
        #expect(errors.map(\.code) == [.headerMissing])
    }

    @Test func columnsMayStandInAnyOrder() throws {
        var files = SampleFiles.valid
        files.files["travel.csv"] = "minutes,to,from\n5,S,C\n6,C,S\n"
        #expect(try files.scenario() == SampleFiles.valid.scenario())
    }

    @Test func blankRowsAndSpacesDoNotCount() throws {
        var files = SampleFiles.valid
        files.files["travel.csv"] =
            "\r\n from ,\u{3000}to,minutes\u{A0}\n,,\n\u{3000}C\t, S,5 \n\nS,C,6"
        #expect(try files.scenario() == SampleFiles.valid.scenario())
        files = try SampleFiles.valid.replacing(
            "teams.csv",
            "nursing:2;driving",
            "; nursing : 2 ;\u{3000}driving;"
        )
        #expect(try files.scenario() == SampleFiles.valid.scenario())
    }

    @Test(arguments: ["\r\n", "\r", "\n"])
    func linesMayEndInAnyWay(lineEnd: String) throws {
        var files = SampleFiles.valid
        files.files = files.files.mapValues { $0.replacingOccurrences(of: "\n", with: lineEnd) }
        #expect(try files.scenario() == SampleFiles.valid.scenario())
        let faults = try files.replacing("sites.csv", "S,2", "S,x").faults()
        #expect(faults.contains { $0.file == "sites.csv" && $0.line == 4 })
    }

    @Test func quotedCellsMayHoldAnything() throws {
        let name = "\"站, \"\"one\"\"\nand two\""
        let files = try SampleFiles.valid.replacing("sites.csv", "站", name)
        #expect(try files.scenario().sites[1].name == "站, \"one\"\nand two")
        // The row after it starts one line further down.
        let faults = try files.replacing("sites.csv", "S,2", "S,x").faults()
        #expect(faults.first?.line == 5)
    }

    @Test func theLastLineMayLackItsEnd() throws {
        var files = SampleFiles.valid
        files.files["travel.csv"] = "from,to,minutes\nC,S,5\nS,C,\"6\""
        #expect(try files.scenario() == SampleFiles.valid.scenario())
    }

    @Test func encodingsAreToldApart() throws {
        let expected = try SampleFiles.valid.scenario()
        var text = SampleFiles.valid.text
        let sites = try #require(SampleFiles.valid.files["sites.csv"])
        let gb18030 = String.Encoding(rawValue: 0x8000_0632)
        text.files["sites.csv"] = Array(try #require(sites.data(using: gb18030)))
        text.files["teams.csv"]?.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0)
        text.files["scenario.yaml"]?.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: 0)
        #expect(text.files["sites.csv"] != SampleFiles.valid.text.files["sites.csv"])
        #expect(try text.read().scenario == expected)
    }

    @Test(
        arguments: [[0xFF], [0x80], [0x41, 0x81], [0xC0, 0x20], [0xED, 0xA0, 0x80, 0xFF]]
            as [[UInt8]]
    )
    func otherEncodingsAreRefused(bytes: [UInt8]) {
        var text = SampleFiles.valid.text
        text.files["services.csv"]? += bytes
        let error = #expect(throws: InvalidScenario.self) { try text.read() }
        #expect(error?.errors.map(\.code) == [.encodingUnknown])
    }

    @Test func faultsOfOneRowDoNotHideThoseOfOthers() throws {
        var files = SampleFiles.valid
        files.files["sites.csv"] = "id,lat,lon\nC,x,113.65\nS,34.76\nV,34.77,200\n,1,1\n"
        let errors = files.faults().filter { $0.severity == .error }
        #expect(errors.map(\.line) == [2, 3, 4, 5])
        #expect(errors.map(\.code) == [.notDecimal, .cellCount, .outOfRange, .valueMissing])
    }

    @Test func aFileOfFaultsIsNotReadToItsEnd() {
        var files = SampleFiles.valid
        files.files["roles.csv"]? += String(repeating: "call\n", count: 5000)
        let faults = files.faults()
        #expect(faults.count == 1001)
        #expect(faults.last?.code == .inputTooLarge)
        #expect(faults.last?.line == 1008)
    }

    @Test func aFaultReadsAsFileLineColumnFoundAndExpected() throws {
        let faults = try SampleFiles.valid.replacing("teams.csv", "乙队,S", "乙队,Z").faults()
        let text = "teams.csv:3: base: no such site, found 'Z', expected an id of sites.csv"
        #expect(faults.map(\.description).contains(text))
    }
}
