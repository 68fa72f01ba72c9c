import Reports
import Scheduling

/// What a station puts on its wall: which of its crews are out when, and who is in which room.
struct StationPage {
    private let context: ReportContext
    private let site: Int

    init(_ context: ReportContext, site: Int) {
        self.context = context
        self.site = site
    }

    private var words: Wording { context.words }
    private var scenario: Scenario { context.scenario }

    /// The page.
    var file: ReportFile {
        let title = words(.stationTitle, words.site(site))
        let page = Page(
            title: title,
            languageCode: words.languageCode,
            styles: [PageAssets.sheetStyle],
            hasDrawings: true
        )
        let html = page.html { markup in
            markup.element("main") { markup in
                markup.element("h1", title)
                let days = (0..<scenario.days).filter { hasWork(onDay: $0) }
                for day in days { write(day: day, into: &markup) }
                if days.isEmpty { markup.element("p", words(.noWork)) }
            }
        }
        return ReportFile(context.fileNames.page(ofStation: site, for: context.audience), html)
    }

    private func routes(onDay day: Int) -> [TimedRoute] {
        context.routes.filter {
            $0.day == day && scenario.teams[$0.teamIndex].baseSiteIndex == site
        }
    }

    private func hasWork(onDay day: Int) -> Bool {
        !routes(onDay: day).isEmpty || !RoomOccupancy(context, site: site, day: day).stays.isEmpty
    }

    private func write(day: Int, into markup: inout Markup) {
        let routes = routes(onDay: day)
        let occupancy = RoomOccupancy(context, site: site, day: day)
        markup.element("section", ["class": "sheet"]) { markup in
            markup.element("h2", words.date(day: day))
            if !routes.isEmpty {
                markup.element("h3", words(.rota))
                writeRota(routes, words(.rota) + " " + words.date(day: day), into: &markup)
            }
            if !occupancy.stays.isEmpty {
                markup.element("h3", words(.occupancy))
                markup.element("p", ["class": "soft"], roomsText)
                markup.raw(occupancy.drawing.inline("chart"))
                let name = words(.occupancy) + " " + words.date(day: day)
                writeStays(occupancy, name, into: &markup)
            }
        }
        markup.lineFeed()
    }

    private var roomsText: String {
        scenario.sites[site].rooms.map { words(.rooms, "\($0)") } ?? words(.roomsUnlimited)
    }

    private func writeRota(_ routes: [TimedRoute], _ name: String, into markup: inout Markup) {
        let columns: [ReportPhrase] = [
            .team, .crew, .shift, .peopleTitle, .leaves, .returns, .visits, .pages,
        ]
        markup.wideTable(name, columns.map { (words($0), nil) }) { markup in
            for route in routes {
                let shift = scenario.shifts[route.shiftIndex]
                let cells = [
                    words.team(route.teamIndex), "\(route.crew)",
                    words.span(shift.startMinute, shift.endMinute), "\(shift.people)",
                    words.clock(route.departureMinute), words.clock(route.returnMinute),
                    "\(route.stops.count)",
                ]
                let sheets = context.fileNames.linkToSheets(
                    ofTeam: route.teamIndex,
                    for: context.audience
                )
                markup.element("tr") { markup in
                    for cell in cells { markup.element("td", cell) }
                    markup.element("td") {
                        $0.element("a", ["href": sheets.asLinkPart], words(.runSheet))
                    }
                }
                markup.lineFeed()
            }
        }
    }

    private func writeStays(_ occupancy: RoomOccupancy, _ name: String, into markup: inout Markup) {
        let columns: [ReportPhrase] = [.time, .room, .service, .visit, .teams, .resident]
        markup.wideTable(name, columns.map { (words($0), nil) }) { markup in
            for stay in occupancy.stays {
                let visit = scenario.visits[stay.visitIndex]
                let teams = context.teams(ofVisit: stay.visitIndex).map { words.team($0) }
                let cells = [
                    words.span(stay.startMinute, stay.endMinute), "\(stay.room)",
                    words.title(visit), visit.id.text,
                    teams.joined(separator: words.listSeparator), visit.resident,
                ]
                markup.element("tr") { markup in
                    for cell in cells { markup.element("td", cell) }
                }
                markup.lineFeed()
            }
        }
    }
}
