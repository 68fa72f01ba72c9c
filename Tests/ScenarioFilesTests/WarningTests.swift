import ScenarioFiles
import Scheduling
import Testing

/// What is odd but allowed.
@Suite struct WarningTests {
    @Test(arguments: [
        FaultCase(
            "travel.csv",
            "from,to,minutes\nC,S,5\nS,C,6",
            "from,to,minutes,by\nC,S,5,bus\nS,C,6,",
            .columnUnknown,
            "travel.csv:1: by"
        ),
        FaultCase(
            "scenario.yaml",
            "days: 3",
            "days: 3\ncolour: red",
            .keyUnknown,
            "scenario.yaml:6: colour"
        ),
        FaultCase(
            "scenario.yaml",
            "  prefer: 20",
            "  prefer: 20\n  like: 3",
            .keyUnknown,
            "scenario.yaml:10: weights.like"
        ),
        FaultCase(
            "scenario.yaml",
            "days: 3",
            "days: 3\n备注:\n  a: 1",
            .keyUnknown,
            "scenario.yaml:6: 备注"
        ),
        FaultCase("sites.csv", "站,", "5\" 站,", .quoteInsideCell, "sites.csv:3"),
        FaultCase("sites.csv", "站,", " \"站\",", .quoteInsideCell, "sites.csv:3"),
        FaultCase(
            "roles.csv",
            "home,n,nursing,",
            "home,n,nursing,\ncall,d,nursing:3,",
            .roleWithoutTeam,
            "roles.csv:6: skills"
        ),
        FaultCase(
            "roles.csv",
            "home,n,nursing,",
            "home,n,nursing,\ncall,d,singing,",
            .roleWithoutTeam,
            "roles.csv:6: skills"
        ),
        FaultCase(
            "roles.csv",
            "home,n,nursing,",
            "home,n,nursing,\ncall,d,nursing;haircut,",
            .roleWithoutTeam,
            "roles.csv:6: skills"
        ),
        FaultCase(
            "teams.csv",
            "C,nursing,,125",
            "C,nursing;singing,,125",
            .skillAskedByNone,
            "teams.csv:4: skills"
        ),
        FaultCase(
            "shifts.csv",
            "D,2026-11-23,14:00,24:00,,,\n",
            "",
            .teamWithoutShift,
            "teams.csv:4: id"
        ),
        FaultCase(
            "shifts.csv",
            "D,2026-11-23,14:00,24:00,,,",
            "D,2026-11-23,14:00,24:00,,,\nD,weekends,14:00,24:00,,,",
            .shiftOnNoDate,
            "shifts.csv:5: date"
        ),
        FaultCase(
            "shifts.csv",
            "D,2026-11-23,14:00,24:00,,,",
            "D,2026-11-23,14:00,24:00,,,\nD,2026-11-26,14:00,24:00,,,",
            .shiftOnNoDate,
            "shifts.csv:5: date"
        ),
        FaultCase("requests.csv", ",Tue,", ",Sun,", .visitWithoutWindow, "requests.csv:4"),
        FaultCase(
            "programs.csv",
            ",,2,2,",
            ",,2,2,2026-12-01",
            .visitWithoutWindow,
            "programs.csv:3"
        ),
        FaultCase("programs.csv", "Mon;Tue", "Sat", .programWithoutSession, "programs.csv:2"),
        FaultCase("requests.csv", ",B,,3", ",,B,3", .visitWithoutTeam, "requests.csv:2: refuse"),
        FaultCase("requests.csv", ",A,B,", ",B,B,", .preferredAndRefused, "requests.csv:7: refuse"),
        FaultCase(
            "commitments.csv",
            "R1,,B",
            "gone,,B",
            .publishedUnknown,
            "commitments.csv:3: visit"
        ),
        FaultCase(
            "commitments.csv",
            "R1,,B",
            "R1,x,B",
            .publishedUnknown,
            "commitments.csv:3: role"
        ),
        FaultCase(
            "commitments.csv",
            "R1,,B",
            "R1,,X",
            .publishedUnknown,
            "commitments.csv:3: team"
        ),
    ])
    func odditiesAreWarnings(fault: FaultCase) throws {
        try fault.check()
        let files = try SampleFiles.valid.replacing(fault.file, fault.old, fault.new)
        #expect(throws: Never.self) { try files.scenario() }
    }

    @Test func theSampleHasNone() throws {
        #expect(try SampleFiles.valid.text.read().warnings.isEmpty)
    }

    @Test func columnsWithoutEffectAreKnown() throws {
        var files = SampleFiles.valid
        files.files["requests.csv"] =
            "id,service,address,phone,notes\nR4,call,二七路 1 号,0371,\"two\nlines\"\n"
        files.files["commitments.csv"] = nil
        #expect(files.faults().isEmpty)
    }

    @Test func otherFilesAreNamedWhereTheyLookLikeTables() {
        var files = SampleFiles.valid
        for name in ["request.csv", "scenario.yml", "README.md", "plan.json", ".hidden.csv"] {
            files.files[name] = "x"
        }
        let faults = files.faults()
        #expect(faults.map(\.file) == ["request.csv", "scenario.yml"])
        #expect(faults.allSatisfy { $0.code == .fileUnknown })
    }
}
