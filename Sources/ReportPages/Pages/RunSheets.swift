import Reports
import Scheduling

/// What a team's crews take along: a sheet of paper per crew and shift.
struct RunSheets {
    private let context: ReportContext
    private let team: Int

    init(_ context: ReportContext, team: Int) {
        self.context = context
        self.team = team
    }

    private var words: Wording { context.words }
    private var scenario: Scenario { context.scenario }

    /// The page with all sheets of the team.
    var file: ReportFile {
        let page = Page(
            title: words(.sheetsOf, words.team(team)),
            languageCode: words.languageCode,
            styles: [PageAssets.sheetStyle]
        )
        let html = page.html { markup in
            markup.element("main") { markup in
                for route in context.routes(ofTeam: team) { write(route, into: &markup) }
            }
        }
        return ReportFile(context.fileNames.sheets(ofTeam: team, for: context.audience), html)
    }

    private func write(_ route: TimedRoute, into markup: inout Markup) {
        let shift = scenario.shifts[route.shiftIndex]
        let span = words.span(shift.startMinute, shift.endMinute)
        markup.element("section", ["class": "sheet"]) { markup in
            markup.element("h1", words.team(team))
            markup.element("p", ["class": "lead"]) { markup in
                let parts = [
                    words.date(day: shift.day), words(.shiftSpan) + " " + span,
                    words(.crewOf, "\(route.crew)"), words(.people, "\(shift.people)"),
                ]
                markup.text(parts.joined(separator: " · "))
            }
            writeBase(route, into: &markup)
            markup.lineFeed()
            let name = [
                words(.visits), words.date(day: shift.day), span, words(.crewOf, "\(route.crew)"),
            ]
            writeStops(route, name.joined(separator: " "), into: &markup)
            markup.element("div", ["class": "foot"]) { markup in
                markup.element("figure") { markup in
                    markup.element("figcaption", words(.sheetMap))
                    markup.raw(RouteSketch(context, route).drawing.inline("chart sketch"))
                }
                markup.element("p", ["class": "signature"]) { markup in
                    markup.element("span", words(.signature))
                    markup.element("span", words(.signedAt))
                }
            }
        }
        markup.lineFeed()
    }

    private func writeBase(_ route: TimedRoute, into markup: inout Markup) {
        let base = words.site(scenario.teams[team].baseSiteIndex)
        let load = route.stops.reduce(0) { sum, stop in
            let visit = scenario.visits[stop.visitIndex]
            return sum + scenario.loadUnits(of: visit, roleIndex: stop.roleIndex)
        }
        var parts = [
            words(.leaveBase, words.clock(route.departureMinute), base),
            words(.backAtBase, words.clock(route.returnMinute)),
        ]
        if load > 0 { parts.append(words(.goods, Figures.grouped(load))) }
        markup.element("p", parts.joined(separator: words(.sentenceSpace)))
    }

    private func writeStops(_ route: TimedRoute, _ name: String, into markup: inout Markup) {
        var columns: [ReportPhrase] = [.number, .arrive, .time, .service, .resident, .place]
        columns += hasPhones ? [.phone, .notes] : [.notes]
        let heads = columns.map { (title: words($0), name: Optional("col-\($0.rawValue)")) }
        markup.wideTable(name, heads) { markup in
            for (position, stop) in route.stops.enumerated() {
                write(stop, number: position + 1, into: &markup)
            }
        }
    }

    /// Whether the scenario tells how any resident is reached.
    private var hasPhones: Bool { context.report.contacts.values.contains { !$0.phone.isEmpty } }

    private func write(_ stop: RouteStop, number: Int, into markup: inout Markup) {
        let visit = scenario.visits[stop.visitIndex]
        let contact = context.contact(ofVisit: stop.visitIndex)
        let row: Attributes = ["data-visit": visit.id.text]
        markup.element("tr", row) { markup in
            let span = words.span(stop.startMinute, stop.endMinute)
            markup.element("td", ["class": "n"], "\(number)")
            markup.element("td", ["class": "arrive"], words.clock(stop.arrivalMinute))
            markup.element("td", ["class": "time"], span)
            markup.element("td", ["class": "what"]) { markup in
                markup.element("b", words.title(visit))
                markup.element("span", ["class": "soft"], roleText(visit, stop))
            }
            markup.element("td", ["class": "who"], visit.resident)
            markup.element("td", ["class": "where"], words.exactPlace(visit, contact))
            if hasPhones {
                markup.element("td", ["class": "phone"]) { write(phone: contact.phone, into: &$0) }
            }
            markup.element("td", ["class": "notes"], notes(visit, stop, contact))
        }
        markup.lineFeed()
    }

    /// A telephone number, to be dialled where it is one.
    private func write(phone: String, into markup: inout Markup) {
        let signs = phone.unicodeScalars.filter { $0 != " " && $0 != "-" }
        let isNumber =
            signs.count >= 3 && signs.allSatisfy { ("0"..."9").contains($0) || $0 == "+" }
        guard isNumber else { return markup.text(phone) }
        let number = String(String.UnicodeScalarView(signs))
        markup.element("a", ["href": "tel:\(number)"], phone)
    }

    /// ` R0012 · barber`.
    private func roleText(_ visit: Visit, _ stop: RouteStop) -> String {
        let role = scenario.roles(of: visit)[stop.roleIndex].id.text
        return " \(visit.id.text) · \(role)"
    }

    /// What the crew should know: goods for this visit, who comes too, the resident's notes.
    private func notes(_ visit: Visit, _ stop: RouteStop, _ contact: ResidentContact) -> String {
        var notes: [String] = []
        let load = scenario.loadUnits(of: visit, roleIndex: stop.roleIndex)
        if load > 0 { notes.append(words(.goods, Figures.grouped(load))) }
        let partners = context.partners(of: stop)
        if !partners.isEmpty {
            notes.append(words(.together, partners.joined(separator: words.listSeparator)))
        }
        if !contact.notes.isEmpty { notes.append(contact.notes) }
        return notes.joined(separator: words(.sentenceSpace))
    }
}
