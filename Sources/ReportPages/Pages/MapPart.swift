import Reports
import Scheduling

/// The map in the overview, with its legend and what steers it.
struct MapPart {
    private let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    private var words: Wording { context.words }

    /// Whether marks are to be small, for there are many.
    private var isCrowded: Bool { context.plan.unserved.count > 400 }

    /// The part of the page.
    func write(into markup: inout Markup) {
        let map = OverviewMap(context).drawing(hasRoutes: true)
        markup.element("section", ["id": "map-part"]) { markup in
            markup.element("h2", words(.map))
            markup.element("p", ["class": "soft"], map.label)
            markup.element("div", ["class": "tools", "hidden": ""]) { writeTools(into: &$0) }
            let frame: Attributes = [
                "class": "map-frame", "tabindex": "0", "role": "group",
                "aria-label": words(.mapHelp),
            ]
            markup.element("div", frame) {
                $0.raw(map.inline(isCrowded ? "chart map crowded" : "chart map", id: "map"))
            }
            markup.lineFeed()
            writeLegend(into: &markup)
        }
        markup.lineFeed()
    }

    private func writeTools(into markup: inout Markup) {
        let buttons: [(String, String, ReportPhrase)] = [
            ("zoom-in", "+", .zoomIn), ("zoom-out", "−", .zoomOut), ("zoom-reset", "⟲", .zoomReset),
        ]
        for (id, sign, phrase) in buttons {
            let attributes: Attributes = [
                "type": "button", "id": id, "aria-label": words(phrase), "title": words(phrase),
            ]
            markup.element("button", attributes, sign)
        }
        guard context.audience.namesResidents else { return }
        markup.element("label") { markup in
            markup.text(words(.pickTeam) + " ")
            markup.element("select", ["id": "team"]) { markup in
                markup.element("option", ["value": ""], words(.noTeamPicked))
                for team in context.workingTeams {
                    markup.element("option", ["value": "\(team)"], words.team(team))
                }
            }
        }
    }

    private func writeLegend(into markup: inout Markup) {
        markup.element("fieldset", ["class": "legend"]) { markup in
            markup.element("legend", words(.legend))
            let circles = words(.circles, "\(OverviewMap.circleMinutes)")
            writeEntry("show-circles", circles, count: nil, into: &markup) { markup in
                markup.empty("circle", ["class": "circles", "r": "5"])
            }
            if context.audience.namesResidents {
                let served = context.statistics.visits.served
                writeEntry("show-served", words(.servedVisit), count: served, into: &markup) {
                    $0.empty("path", ["class": "served", "d": "M0 0h0"])
                }
                for group in UnservedGroup.all(context) { writeEntry(group, into: &markup) }
            } else {
                for (name, phrase) in [
                    ("area-all", ReportPhrase.areaSize), ("area-served", .areaServed),
                ] {
                    MapPart.writeEntry(words(phrase), into: &markup) {
                        $0.empty("circle", ["class": name, "r": "5"])
                    }
                }
            }
            for kind in kinds {
                MapPart.writeEntry(words.kind(kind), into: &markup) { markup in
                    markup.element("g", ["class": "sites"]) {
                        let shape = SiteMark.shape(of: kind)
                        $0.empty("use", ["href": "#shape-\(shape)", "class": "mark"])
                    }
                }
            }
        }
    }

    /// An entry that can't be switched off.
    private static func writeEntry(
        _ title: String,
        into markup: inout Markup,
        _ sign: (inout Markup) -> Void
    ) {
        markup.element("span", ["class": "entry"]) { markup in
            writeSign(into: &markup, sign)
            markup.text(title)
        }
    }

    private var kinds: [SiteKind?] {
        let shown = context.publicSites.map { context.scenario.sites[$0].kind }
        return (SiteKind.allCases.map(Optional.some) + [nil]).filter { shown.contains($0) }
    }

    private func writeEntry(_ group: UnservedGroup, into markup: inout Markup) {
        writeEntry(group.formName, group.title, count: group.visits.count, into: &markup) {
            markup in
            markup.element("g", ["class": "unserved \(group.styleName)"]) {
                $0.empty("use", ["href": "#shape-\(group.shape)", "class": "mark"])
            }
        }
    }

    private func writeEntry(
        _ id: String,
        _ title: String,
        count: Int?,
        into markup: inout Markup,
        _ sign: (inout Markup) -> Void
    ) {
        markup.element("label", ["class": "entry"]) { markup in
            markup.empty("input", ["type": "checkbox", "id": id, "checked": ""])
            MapPart.writeSign(into: &markup, sign)
            markup.text(title + (count.map { " (\(Figures.grouped($0)))" } ?? ""))
        }
    }

    private static func writeSign(into markup: inout Markup, _ sign: (inout Markup) -> Void) {
        let attributes: Attributes = [
            "class": "chart sign", "viewBox": "-7 -7 14 14", "aria-hidden": "true",
        ]
        markup.element("svg", attributes) { sign(&$0) }
    }
}
