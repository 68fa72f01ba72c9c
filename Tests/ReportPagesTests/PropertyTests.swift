import PaidanTestSupport
import ScenarioFiles
import Scheduling
import Testing

@testable import ReportPages

@Suite("What holds of every report")
struct PropertyTests {
    @Test("Every assignment stands once in the run sheets, once in the calendars, once on the map")
    func onceEach() throws {
        try withEvery("seed", in: 1...40) { seed in
            let sample = SampleReport(seed: UInt64(seed))
            let files = sample.report(.centre).files()
            let sheets = files.texts(inFolder: "sheets")
            let calendars = files.texts(inFolder: "calendars")
            let points = files.text("map/visits.geojson") ?? ""
            let table = files.text("tables/visits.csv") ?? ""
            #expect(sheets.count(of: "<tr data-visit=") == sample.plan.assignments.count)
            #expect(calendars.count(of: "BEGIN:VEVENT") == sample.plan.assignments.count)
            #expect(points.count(of: "\"served\"") == sample.plan.assignments.count)
            #expect(points.count(of: "\"unserved\"") == sample.plan.unserved.count)
            #expect(table.count(of: "\r\n") == sample.plan.assignments.count + 1)
            for row in sample.plan.assignments {
                let role = " \(row.visit) · \(row.role)<"
                #expect(sheets.count(of: role) == 1)
                let duty = [row.visit.text, row.role.text, row.team.text].map {
                    CalendarText.plain($0)
                }
                // A session that is numbered anew each time has the horizon's start in its name.
                let dated = [duty[0], "2026-11-23", duty[1], duty[2]]
                let names = [duty, dated].map { "UID:\($0.joined(separator: "."))@" }
                #expect(names.reduce(0) { $0 + calendars.count(of: $1) } == 1)
            }
        }
    }

    @Test("The same plan gives the same bytes, whatever the order of its rows")
    func repeatable() throws {
        try withEvery("seed", in: 1...15) { seed in
            let sample = SampleReport(seed: UInt64(seed))
            var shuffled = sample
            shuffled.plan.assignments.reverse()
            for audience in ReportAudience.allCases {
                let files = sample.report(audience).files()
                #expect(files == sample.report(audience).files())
                #expect(files == shuffled.report(audience).files())
            }
        }
    }

    @Test("Pages and drawings are well-formed, and no figure in them is anything but a number")
    func wellFormed() throws {
        try withEvery("seed", in: 1...15) { seed in
            let sample = SampleReport(seed: UInt64(seed))
            let before = randomPlan(of: sample.scenario, seed: UInt64(seed) + 1000)
            for language in Language.allCases {
                for audience in ReportAudience.allCases {
                    let report = sample.report(audience, language, before: before)
                    try check(report.files())
                }
            }
        }
    }

    private func check(_ files: [ReportFile]) throws {
        #expect(Set(files.map { $0.path.lowercased() }).count == files.count)
        for file in files {
            let text = String(decoding: file.bytes, as: UTF8.self)
            let isMarkup = file.path.hasSuffix(".html") || file.path.hasSuffix(".svg")
            if isMarkup, let fault = faultOfMarkup(text) {
                throw PropertyFailure("\(file.path): \(fault)")
            }
            let words = text.lowercased().split { !$0.isLetter }
            #expect(!words.contains("nan") && !words.contains("inf") && !words.contains("infinity"))
            if file.path.hasSuffix(".ics") { #expect(isCalendar(text)) }
        }
    }

    /// Lines end in CR LF and have at most 75 octets.
    private func isCalendar(_ text: String) -> Bool {
        let lines = text.components(separatedByLineEnd: "\r\n")
        return lines.last == "" && lines.allSatisfy { $0.utf8.count <= 75 }
            && lines.allSatisfy { !$0.utf8.contains(10) && !$0.utf8.contains(13) }
    }

    @Test("A scenario without any assignment has a report too")
    func empty() {
        for audience in ReportAudience.allCases {
            var sample = SampleReport(seed: 3)
            sample.plan = Plan(
                assignments: [],
                unserved: sample.scenario.visits.map {
                    UnservedVisit(visit: $0.id, reason: "not-settled")
                }
            )
            let files = sample.report(audience).files()
            #expect(files.first?.path == "index.html")
            for file in files where file.path.hasSuffix(".html") || file.path.hasSuffix(".svg") {
                #expect(faultOfMarkup(String(decoding: file.bytes, as: UTF8.self)) == nil)
            }
        }
    }
}

extension String {
    /// The lines between line ends; the last is what follows the last of these.
    fileprivate func components(separatedByLineEnd lineEnd: String) -> [String] {
        var lines: [String] = []
        var line: [UInt8] = []
        let end = Array(lineEnd.utf8)
        for byte in utf8 {
            line.append(byte)
            if line.suffix(end.count).elementsEqual(end) {
                lines.append(String(decoding: line.dropLast(end.count), as: UTF8.self))
                line = []
            }
        }
        return lines + [String(decoding: line, as: UTF8.self)]
    }
}
