import Foundation
import ScenarioFiles
import Scheduling
import Testing

/// A small scenario as text that uses every file and most columns, to be read as it is or changed.
struct SampleFiles {
    var files: [String: String]

    /// Three days from a Monday; three sites, three teams, five services, six requests, two programs.
    static let valid = SampleFiles(files: [
        "scenario.yaml": """
        # a sample
        format: 1
        name: "sample: three days"
        start: 2026-11-23   # a Monday
        days: 3
        travel:
          speed: 250
        weights:
          prefer: 20
          change_tolerance: 15

        """,
        "sites.csv": """
        id,name,kind,lat,lon,parent,rooms
        C,中心,centre,34.75,113.65,,
        S,站,station,34.76,113.65,C,1
        V,礼堂,venue,34.77,113.65,S,2

        """,
        "travel.csv": """
        from,to,minutes
        C,S,5
        S,C,6

        """,
        "teams.csv": """
        id,name,base,skills,radius,speed,max_minutes,fair_minutes,max_visits
        A,甲队,C,nursing:2;driving,15,,200,60,2
        B,乙队,S,haircut,,,,,
        D,丁队,C,nursing,,125,,,

        """,
        "shifts.csv": """
        team,date,start,end,crews,people,capacity
        A,daily,8:30,11:30,,,4
        B,Mon;Tue,08:00,12:00,2,2,3
        D,2026-11-23,14:00,24:00,,,

        """,
        "services.csv": """
        id,name,mode,minutes
        hair,理发,site,30
        clinic,义诊,site,40
        home,护理,home,30
        call,电话,phone,15
        talk,宣讲,site,20

        """,
        "roles.csv": """
        service,role,skills,people
        hair,h,haircut,
        clinic,n,nursing:2,
        clinic,r,,2
        home,n,nursing,
        call,c,,
        talk,t,driving,

        """,
        "requests.csv": """
        id,service,site,lat,lon,resident,submitted,from,until,hours,days,minutes,tier,value,due,prefer,refuse,load
        R1,hair,S,,,张三,2026-11-20,2026-11-23,2026-11-23,08:30-10:00,,,yellow,,2026-11-23T08:20,B,,3
        R2,home,,34.76,113.65,李四,,,,,,,,150,,,D,4
        R3,clinic,S,,,,,,2026-11-24T12:00,,Tue,,red,,,,,4
        R4,call,,,,,,,,,,,,,,,,
        R5,home,,34.77,113.65,,,,,,,45,,,,,,
        R6,home,V,,,,,,,,,,,,,A,B,

        """,
        "programs.csv": """
        id,name,service,site,start,times,gap,from,until,hours,days,minutes,tier,value,prefer,refuse,max_teams
        P1,课后,talk,S,10:30,,,,2026-11-24,,Mon;Tue,,,,,,1
        P2,探访,talk,S,,2,2,,,,,,blue,,B,,

        """,
        "commitments.csv": """
        visit,role,team,start,kind,crew
        R2,n,A,2026-11-23T09:00,pinned,1
        R1,,B,2026-11-23T08:30,published,
        P2#1,t,A,2026-11-24T09:00,published,

        """,
    ])

    /// The files with one piece of text replaced; the text must be there.
    func replacing(_ file: String, _ old: String, _ new: String) throws -> SampleFiles {
        let text = try #require(files[file])
        let range = try #require(text.range(of: old), "\(file) holds no \(old)")
        var changed = self
        changed.files[file] = text.replacingCharacters(in: range, with: new)
        return changed
    }

    /// The files without one of them.
    func removing(_ file: String) -> SampleFiles {
        var changed = self
        changed.files[file] = nil
        return changed
    }

    /// The files as bytes in UTF-8.
    var text: ScenarioText {
        ScenarioText(files: files.mapValues { Array($0.utf8) }, folderName: "folder")
    }

    /// The scenario that the files hold.
    func scenario() throws -> Scenario { try text.read().scenario }

    /// All that is wrong or odd.
    func faults() -> [InputFault] {
        do {
            return try text.read().warnings
        } catch {
            return error.faults
        }
    }
}

/// One change of the sample and the one fault that it must give.
struct FaultCase: CustomTestStringConvertible, Sendable {
    var file: String
    var old: String
    var new: String
    var code: FaultCode
    /// `file:line: column`, the column left out where there is none.
    var place: String

    init(_ file: String, _ old: String, _ new: String, _ code: FaultCode, _ place: String) {
        self.file = file
        self.old = old
        self.new = new
        self.code = code
        self.place = place
    }

    var testDescription: String { "\(code.rawValue) \(place) (\(old) → \(new))" }

    /// Changes the sample and expects the fault, and no further error that would mislead.
    func check() throws {
        let faults = try SampleFiles.valid.replacing(file, old, new).faults()
        let found = faults.filter { $0.code == code }.map {
            "\($0.file):\($0.line)" + ($0.column.map { ": \($0)" } ?? "")
        }
        #expect(found == [place])
        if code.isError {
            let errors = faults.filter { $0.severity == .error }
            #expect(errors.count == 1, "\(errors)")
        }
    }
}
