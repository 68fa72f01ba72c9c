import Evaluation
import PaidanTestSupport
import Scheduling
import Testing

@testable import ReportPages

@Suite("Texts of the report's pages")
struct ReportPhraseTests {
    @Test(
        "Every text exists in both languages and has the same places",
        arguments: ReportPhrase.allCases
    )
    func complete(phrase: ReportPhrase) {
        let (chinese, english) = phrase.texts
        #expect(!chinese.isEmpty)
        #expect(!english.isEmpty)
        #expect(english.utf8.allSatisfy { $0 < 128 })
        let places = { (text: String) in (1...9).filter { text.contains("{\($0)}") } }
        #expect(places(chinese) == places(english))
        #expect(places(english) == Array(1..<places(english).count + 1))
    }
}

@Suite("Markup")
struct MarkupTests {
    @Test("Texts can't break out of where they stand")
    func escaping() {
        var markup = Markup()
        markup.element("p", ["title": "a\"b"], "<script>&\u{1}\u{202E}派")
        #expect(markup.source == "<p title=\"a&quot;b\">&lt;script&gt;&amp;  派</p>")
    }

    @Test("Lengths have one decimal at most and are always numbers")
    func lengths() {
        #expect(length(12) == "12")
        #expect(length(-0.04) == "0")
        #expect(length(-1.26) == "-1.3")
        #expect(length(0.95) == "1" || length(0.95) == "0.9")
        #expect(length(.nan) == "0")
        #expect(length(.infinity) == "0")
    }

    @Test("The test's own reader of markup finds what is wrong")
    func reader() {
        #expect(faultOfMarkup("<a b=\"1\"><c/>x &amp; y</a>") == nil)
        let faulty = [
            "<a>", "</a>", "<a><b></a></b>", "<a b=\"1\" b=\"2\"/>", "x & y", "<a b=1/>", "a>b",
        ]
        for text in faulty.filter({ $0 != "<a b=1/>" }) { #expect(faultOfMarkup(text) != nil) }
    }
}

@Suite("Names of files")
struct FileNamesTests {
    @Test("Ids become names that are safe and differ, also where only their case does")
    func names() {
        var scenario = tinyScenario(seed: 1)
        let ids = ["T1", "t1", "../T1", "二七/1", "", "a b", "a_b"]
        scenario.teams = ids.map { Team(id: TeamID($0), baseSiteIndex: 0) }
        #expect(
            FileNames(scenario).teams == [
                "team-T1", "team-t1~2", "team-___T1", "team-二七_1", "team-", "team-a_b",
                "team-a_b~2",
            ]
        )
    }

    @Test("Links carry other letters as bytes")
    func links() {
        #expect("sheets/team-二.html".asLinkPart == "sheets/team-%E4%BA%8C.html")
        #expect("a b~2".asLinkPart == "a%20b~2")
    }
}

@Suite("Calendars")
struct CalendarTests {
    @Test("Long lines are folded at 75 octets, and no character is torn apart")
    func folding() {
        // 7 octets of the name, then characters of 3: 22 fit (73), the rest goes on after a space.
        let folded = CalendarText.folded("NOTES:" + String(repeating: "派", count: 30))
        let lines = folded.split(separator: "\r\n").map(String.init)
        #expect(lines.count == 2)
        #expect(lines[0].utf8.count == 75)
        #expect(lines[1].hasPrefix(" 派"))
        #expect(lines.joined().filter { $0 == "派" }.count == 30)
        #expect(CalendarText.folded(String(repeating: "a", count: 75)).utf8.count == 77)
        #expect(CalendarText.folded(String(repeating: "a", count: 76)).utf8.count == 81)
    }

    @Test("Signs that calendars reserve are escaped")
    func escaping() {
        #expect(CalendarText.escaped("a;b,c\\d\ne\u{7}") == "a\\;b\\,c\\\\d\\ne ")
    }

    @Test("A duty keeps its name when its time changes, and a session's holds its horizon")
    func identifiers() throws {
        let sample = try #require(
            (1...50).lazy.map { SampleReport(seed: UInt64($0)) }.first {
                $0.scenario.programs.contains { !$0.hasFixedStarts }
            }
        )
        var scenario = sample.scenario
        let session = try #require(
            scenario.visits.first { visit in
                visit.programIndex.map { !scenario.programs[$0].hasFixedStarts } ?? false
            }
        )
        let role: RoleID = "r1"
        let team: TeamID = "T1"
        let name = CalendarText.identifier(of: session, in: scenario, role: role, team: team)
        scenario.start = scenario.start.advanced(byDays: 7)
        let later = CalendarText.identifier(of: session, in: scenario, role: role, team: team)
        #expect(name != later)
        let request = scenario.visits[0]
        #expect(
            CalendarText.identifier(of: request, in: scenario, role: role, team: team)
                == CalendarText.identifier(of: request, in: sample.scenario, role: role, team: team)
        )
    }
}

@Suite("The map's frame")
struct MapFrameTests {
    @Test("North is up, east is right, and distances are to scale")
    func directions() {
        let south = Coordinate(latitude: 34.7, longitude: 113.6)
        let north = Coordinate(latitude: 34.8, longitude: 113.6)
        let east = Coordinate(latitude: 34.7, longitude: 113.7)
        let frame = MapFrame(
            holding: [south, north, east],
            width: 1000,
            heights: 100...2000,
            margin: 10
        )
        #expect(frame.point(north).y < frame.point(south).y)
        #expect(frame.point(east).x > frame.point(south).x)
        let units = frame.point(south).y - frame.point(north).y
        let metres = Double(south.metres(to: north))
        #expect(abs(units / metres - frame.unitsPerMetre) < 0.001 * frame.unitsPerMetre)
        let across = frame.point(east).x - frame.point(south).x
        #expect(abs(across / units - Double(south.metres(to: east)) / metres) < 0.01)
    }

    @Test("One place, or none, is no reason to divide by nothing")
    func degenerate() {
        let place = Coordinate(latitude: 90, longitude: 180)
        for places in [[], [place], [place, place]] {
            let frame = MapFrame(holding: places, width: 400, heights: 100...300, margin: 5)
            let point = frame.point(places.first ?? place)
            #expect(point.x.isFinite && point.y.isFinite)
        }
    }

    @Test("Stops at one place share a mark")
    func ranges() {
        #expect(RouteSketch.ranges([1, 2, 3, 5]) == "1-3,5")
        #expect(RouteSketch.ranges([4]) == "4")
    }

    @Test("How far fifteen minutes lead follows from the rules of travel")
    func reach() {
        // 13 minutes on the way at 250 metres each, of 130 metres road per 100: 2500 metres.
        let rules = TravelRules()
        #expect(rules.reachMetres(minutes: 15, metresPerMinute: 250) == 2500)
        #expect(rules.minutes(metres: 2500, metresPerMinute: 250) == 15)
        #expect(rules.reachMetres(minutes: 1, metresPerMinute: 250) == 0)
    }
}

@Suite("The chart of crews")
struct GanttChartTests {
    @Test("Strips hold each row once, and so few that paper can break between them")
    func strips() throws {
        var sample = SampleReport(seed: 3)
        let row = try #require(sample.plan.assignments.first)
        // As many crews as fill two strips and a row; that no rule is kept doesn't matter here.
        let count = 2 * GanttChart.rowsOfStrip + 1
        sample.plan.assignments = (1...count).map { crew in
            var copy = row
            copy.crew = crew
            return copy
        }
        let context = ReportContext(sample.report(.centre))
        let day = try #require(context.workingDays.first)
        let strips = GanttChart(context, day: day).strips
        #expect(
            strips.map { $0.content.source.count(of: "class=\"row\"") }
                == [GanttChart.rowsOfStrip, GanttChart.rowsOfStrip, 1]
        )
        // One text tells of all strips; the others are hidden from screen readers.
        #expect(strips.map(\.label.isEmpty) == [false, true, true])
    }
}

@Suite("Run sheets")
struct RunSheetTests {
    /// The first sample whose plan serves a resident.
    private func sample() throws -> SampleReport {
        try #require(
            (1...50).lazy.map { SampleReport(seed: UInt64($0)) }.first { sample in
                sample.plan.assignments.contains { sample.contacts[$0.visit] != nil }
            }
        )
    }

    @Test(
        "A telephone number can be dialled; what is none is a text",
        arguments: [
            ("139 0000-1111", "<a href=\"tel:13900001111\">139 0000-1111</a>"),
            ("+86 371 123", "<a href=\"tel:+86371123\">+86 371 123</a>"),
            ("问邻居", "<td class=\"phone\">问邻居</td>"), ("1\"2", "<td class=\"phone\">1&quot;2</td>"),
        ]
    )
    func phones(phone: String, markup: String) throws {
        var sample = try sample()
        let row = try #require(sample.plan.assignments.first { sample.contacts[$0.visit] != nil })
        sample.contacts[row.visit]?.phone = phone
        let files = sample.report(.team).files()
        #expect(files.texts(inFolder: "sheets").contains(markup))
    }

    @Test("Where no telephone is known there is no column for it")
    func noPhones() throws {
        var sample = try sample()
        sample.contacts = [:]
        let sheets = sample.report(.team, .english).files().texts(inFolder: "sheets")
        #expect(!sheets.contains(">Phone<"))
        #expect(sheets.contains(">Notes<"))
    }
}
