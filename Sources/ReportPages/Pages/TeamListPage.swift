import Reports

/// `index.html` for teams: where each finds its own sheets and calendar, and nothing of its visits.
struct TeamListPage {
    private let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    /// The page.
    var file: ReportFile {
        let words = context.words
        let page = Page(
            title: words(.teamListTitle, context.scenario.name),
            languageCode: words.languageCode
        )
        let html = page.html { markup in
            markup.element("main") { markup in
                markup.element("h1", words(.teamListTitle, context.scenario.name))
                markup.element("p", ["class": "soft"], words(.teamListText))
                if context.workingTeams.isEmpty { markup.element("p", words(.noWork)) }
                markup.element("ul") { markup in
                    for team in context.workingTeams { write(team, into: &markup) }
                }
            }
        }
        return ReportFile("index.html", html)
    }

    private func write(_ team: Int, into markup: inout Markup) {
        let name = context.fileNames.teams[team].asLinkPart
        let words = context.words
        markup.element("li") { markup in
            markup.text(words.team(team) + " ")
            markup.element("a", ["href": "sheets/\(name).html"], words(.runSheet))
            markup.text(" ")
            markup.element("a", ["href": "calendars/\(name).ics"], words(.calendar))
        }
        markup.lineFeed()
    }
}
