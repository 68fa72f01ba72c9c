import Evaluation
import Reports
import Scheduling

/// `index.html`: what the plan comes to, who is where when, and what is left undone.
struct OverviewPage {
    let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    var words: Wording { context.words }

    /// The page.
    var file: ReportFile {
        let page = Page(
            title: words(.title, context.scenario.name),
            languageCode: words.languageCode,
            script: PageAssets.pageScript,
            hasDrawings: true,
            skipText: words(.skipToContent)
        )
        let html = page.html { markup in
            markup.element("header") { writeHeader(into: &$0) }
            markup.lineFeed()
            markup.element("main", ["id": "main"]) { writeMain(into: &$0) }
        }
        return ReportFile("index.html", html)
    }

    private func writeMain(into markup: inout Markup) {
        writeHeadline(into: &markup)
        if let before = context.report.before {
            ComparisonPart(context, before: before).write(into: &markup)
        }
        writeGantt(into: &markup)
        MapPart(context).write(into: &markup)
        writeLoad(into: &markup)
        for table in OverviewTables(context).all { table.write(into: &markup, words) }
        if context.audience.hasStationPages { writeStations(into: &markup) }
    }

    private func writeHeader(into markup: inout Markup) {
        let scenario = context.scenario
        let first = words.date(day: 0)
        let last = words.date(day: scenario.days - 1)
        markup.element("h1", words(.title, scenario.name))
        markup.element("p", ["class": "soft"]) { markup in
            markup.text(scenario.days == 1 ? first : "\(first) – \(last)")
            markup.text(" · " + words(.audience, words(context.audience)))
        }
        markup.element("nav", ["aria-label": words(.contents)]) { markup in
            for (address, title) in parts {
                markup.element("a", ["href": "#\(address)"], title)
                markup.text(" ")
            }
        }
    }

    /// The parts of the page by their names in it.
    private var parts: [(address: String, title: String)] {
        var parts = [("headline", words(.headline))]
        if context.report.before != nil { parts.append(("comparison", words(.comparison))) }
        parts += [
            ("crews", words(.gantt)), ("map-part", words(.map)), ("load", words(.loadChart)),
        ]
        parts += OverviewTables(context).titles
        if context.audience.hasStationPages { parts.append(("stations", words(.stationsTitle))) }
        return parts
    }

    // MARK: Headline

    private func writeHeadline(into markup: inout Markup) {
        markup.element("section", ["id": "headline"]) { markup in
            markup.element("h2", words(.headline))
            markup.element("dl", ["class": "cards"]) { markup in
                for card in cards { OverviewPage.write(card, into: &markup) }
            }
            markup.element("h3", words(.coverageTitle))
            markup.raw(CoverageChart(context).drawing.inline("chart coverage"))
            writeScore(into: &markup)
        }
        markup.lineFeed()
    }

    private typealias Card = (title: String, figure: String, text: String)

    private var cards: [Card] {
        let statistics = context.statistics
        let total = context.score.total
        let visits = statistics.visits
        let hours = Figures.hours(ofParts: [statistics.serviceMinutes, statistics.travelMinutes])
        let unserved = visits.total - visits.served
        let share = Figures.percentage(visits.served, of: visits.total) ?? "-"
        var cards: [Card] = [
            (
                words(.served), share,
                words(.servedShare, Figures.grouped(visits.served), Figures.grouped(visits.total))
            ),
            (
                words(.gapTitle), gapText,
                QualityStatement(total: total, bound: context.report.bound)
                    .text(in: context.language)
            ),
            (
                words(.hoursTitle), hours.sum,
                words.common(.workHours, hours.sum, hours.parts[0], hours.parts[1])
            ),
            (
                words(.crewsTitle), Figures.grouped(statistics.routes),
                words(
                    .crewsCount,
                    Figures.grouped(statistics.routes),
                    Figures.grouped(statistics.availableCrews),
                    Figures.grouped(context.workingTeams.count)
                )
            ),
            (
                words(.unservedTitle), Figures.grouped(unserved),
                words(.impossibleOf, Figures.grouped(context.impossibilities.count))
            ),
        ]
        if !statistics.programs.isEmpty { cards.append(programsCard) }
        return cards
    }

    /// How far the plan may be from the best, as a percentage that never promises too much.
    private var gapText: String {
        guard let bound = context.report.bound else { return "–" }
        let total = context.score.total
        return Figures.gap(Double(max(0, bound - total)) / Double(max(1, abs(total))))
    }

    private var programsCard: Card {
        let programs = context.statistics.programs.map(\.sessions)
        let full = programs.count { $0.served == $0.total }
        return (
            words(.programsTitle), "\(full) / \(programs.count)",
            words.common(
                .programsInFull,
                Figures.grouped(full),
                Figures.grouped(programs.count),
                Figures.grouped(programs.reduce(0) { $0 + $1.served }),
                Figures.grouped(programs.reduce(0) { $0 + $1.total })
            )
        )
    }

    private static func write(_ card: Card, into markup: inout Markup) {
        markup.element("div") { markup in
            markup.element("dt", card.title)
            markup.element("dd", ["class": "figure"], card.figure)
            markup.element("dd", ["class": "soft"], card.text)
        }
    }

    private func writeScore(into markup: inout Markup) {
        markup.element("details") { markup in
            markup.element("summary") { markup in
                let total = Figures.grouped(context.score.total)
                markup.element("h3", words(.scoreParts) + " " + words.common(.scorePoints, total))
            }
            markup.element("table", ["class": "small"]) { markup in
                for (phrase, points) in context.score.effectiveParts {
                    markup.element("tr") { markup in
                        markup.element("th", ["scope": "row"], words.common(phrase))
                        markup.element("td", ["class": "n"], Figures.signed(points))
                    }
                }
            }
        }
    }

    // MARK: Charts and lists

    private func writeGantt(into markup: inout Markup) {
        markup.element("section", ["id": "crews"]) { markup in
            markup.element("h2", words(.gantt))
            let days = context.workingDays
            for day in days {
                let chart = GanttChart(context, day: day)
                let isOpen = day == days.first
                markup.element("details", isOpen ? ["open": ""] : [:]) { markup in
                    markup.element("summary", words.date(day: day))
                    let frame: Attributes = [
                        "class": "gantt-frame", "tabindex": "0", "role": "region",
                        "aria-label": words(.gantt) + " " + words.date(day: day),
                    ]
                    markup.element("div", frame) { markup in
                        markup.element("div", ["class": "gantt-head"]) {
                            $0.raw(chart.head.inline("chart gantt"))
                        }
                        markup.element("div", ["class": "gantt-rows"]) { markup in
                            for strip in chart.strips { markup.raw(strip.inline("chart gantt")) }
                        }
                    }
                }
                markup.lineFeed()
            }
            if days.isEmpty { markup.element("p", words(.noWork)) }
        }
    }

    private func writeLoad(into markup: inout Markup) {
        let chart = LoadChart(context)
        markup.element("section", ["id": "load"]) { markup in
            markup.element("h2", words(.loadChart))
            let (middle, highest) = chart.middleAndHighest
            let (overFair, idle) = chart.counts
            markup.element(
                "p",
                words(
                    .loadFigures,
                    Figures.hours(minutes: middle),
                    Figures.hours(minutes: highest),
                    Figures.grouped(overFair),
                    Figures.grouped(idle)
                )
            )
            markup.raw(chart.drawing.inline("chart"))
        }
        markup.lineFeed()
    }

    private func writeStations(into markup: inout Markup) {
        markup.element("section", ["id": "stations"]) { markup in
            markup.element("h2", words(.stationsTitle))
            markup.element("ul", ["class": "columns"]) { markup in
                for site in context.stations {
                    let address = context.fileNames.page(ofStation: site, for: context.audience)
                    markup.element("li") {
                        $0.element("a", ["href": address.asLinkPart], words.site(site))
                    }
                }
            }
        }
        markup.lineFeed()
    }
}

extension Wording {
    /// The name of an audience.
    func callAsFunction(_ audience: ReportAudience) -> String {
        switch audience {
        case .centre: self(.audienceCentre)
        case .station: self(.audienceStation)
        case .team: self(.audienceTeam)
        case .anyone: self(.audiencePublic)
        }
    }
}
