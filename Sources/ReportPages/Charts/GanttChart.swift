import Reports
import Scheduling

/// What every crew that is out on a day does, hour by hour: on its way, serving, waiting.
struct GanttChart {
    private static let labelWidth = 170.0
    private static let plotWidth = 815.0
    private static let width = labelWidth + plotWidth + 15
    private static let headHeight = 46.0
    private static let rowHeight = 16.0
    private static let footHeight = 6.0
    /// Rows of a strip: so few that paper, which breaks between strips, is well filled.
    static let rowsOfStrip = 10

    private let context: ReportContext
    private let routes: [TimedRoute]
    private let firstMinute: Int
    private let lastMinute: Int
    private let day: Int

    init(_ context: ReportContext, day: Int) {
        self.context = context
        self.day = day
        routes = context.routes.filter { $0.day == day }
        let shifts = routes.map { context.scenario.shifts[$0.shiftIndex] }
        let start = shifts.map(\.startMinute).min() ?? day * minutesPerDay
        let end = shifts.map(\.endMinute).max() ?? start + 60
        firstMinute = start / 60 * 60
        lastMinute = max(firstMinute + 60, (end + 59) / 60 * 60)
    }

    /// The whole chart, a row per crew.
    var drawing: Drawing {
        let rows = rows(routes.indices)
        var drawing = head
        drawing.height += rows.height
        drawing.label = label
        let shift = "translate(0,\(length(GanttChart.headHeight)))"
        drawing.content.element("g", ["transform": shift]) { $0.raw(rows.content.source) }
        return drawing
    }

    /// What the colours mean, and the hours; stays in sight while the rows are moved.
    var head: Drawing {
        var drawing = Drawing(width: GanttChart.width, height: GanttChart.headHeight, label: "")
        drawLegend(into: &drawing.content)
        drawHours(into: &drawing.content)
        return drawing
    }

    /// The rows without the head, in strips to be stacked; the first tells of all.
    var strips: [Drawing] {
        stride(from: 0, to: routes.count, by: GanttChart.rowsOfStrip).map { first in
            var strip = rows(first..<min(routes.count, first + GanttChart.rowsOfStrip))
            if first == 0 { strip.label = label }
            return strip
        }
    }

    private var label: String {
        let words = context.words
        return words(.ganttText, words.date(day: day), Figures.grouped(routes.count))
    }

    private func rows(_ range: Range<Int>) -> Drawing {
        let foot = range.upperBound == routes.count ? GanttChart.footHeight : 0
        var drawing = Drawing(
            width: GanttChart.width,
            height: Double(range.count) * GanttChart.rowHeight + foot,
            label: ""
        )
        for minute in hours {
            let x = x(minute)
            drawing.content.line("grid", x1: x, y1: 0, x2: x, y2: drawing.height)
        }
        for (position, route) in routes[range].enumerated() {
            drawRow(route, at: position, into: &drawing.content)
        }
        return drawing
    }

    /// The minutes at which a line is drawn.
    private var hours: StrideThrough<Int> {
        let step = lastMinute - firstMinute <= 14 * 60 ? 60 : 120
        return stride(from: firstMinute, through: lastMinute, by: step)
    }

    private func x(_ minute: Int) -> Double {
        let share = Double(minute - firstMinute) / Double(lastMinute - firstMinute)
        return GanttChart.labelWidth + share * GanttChart.plotWidth
    }

    private func drawLegend(into markup: inout Markup) {
        let words = context.words
        let entries = [
            ("service", words(.serving)), ("travel", words(.travel)),
            ("waiting", words(.waiting)), ("span", words(.shiftSpan)),
        ]
        var left = GanttChart.labelWidth
        for (name, text) in entries {
            markup.box(name, x: left, y: 4, width: 22, height: 10)
            markup.label(text, x: left + 27, y: 13)
            left += 50 + Double(text.displayWidth) * 6.5
        }
    }

    private func drawHours(into markup: inout Markup) {
        for minute in hours {
            let name = minute == (day + 1) * minutesPerDay ? "24:00" : context.words.clock(minute)
            let foot = GanttChart.headHeight
            markup.label(name, x: x(minute), y: foot - 8, anchor: "middle", class: "ink small")
        }
    }

    private func drawRow(_ route: TimedRoute, at position: Int, into markup: inout Markup) {
        let top = Double(position) * GanttChart.rowHeight
        let team = context.scenario.teams[route.teamIndex]
        let shift = context.scenario.shifts[route.shiftIndex]
        let attributes: Attributes = [
            "class": "row", "data-t": "\(route.teamIndex)",
            "transform": "translate(0,\(length(top)))",
        ]
        markup.element("g", attributes) { markup in
            let name = context.words(.ganttRow, team.id.text, "\(route.crew)")
            markup.element(
                "text",
                ["x": "0", "y": "11", "class": "ink small"]
            ) { markup in
                markup.element("title", context.words.team(route.teamIndex))
                markup.text(name.clipped(toWidth: 28))
            }
            let left = x(shift.startMinute)
            markup.box("span", x: left, y: 2, width: x(shift.endMinute) - left, height: 12)
            drawWays(route, into: &markup)
            for stop in route.stops { draw(stop, into: &markup) }
        }
        markup.lineFeed()
    }

    /// All ways of a crew as one path, and all its waiting as another.
    private func drawWays(_ route: TimedRoute, into markup: inout Markup) {
        var ways = route.stops.map { ($0.departureMinute, $0.arrivalMinute) }
        ways.append((route.stops.last?.endMinute ?? route.returnMinute, route.returnMinute))
        let waits = route.stops.map { ($0.arrivalMinute, $0.startMinute) }
        for (name, spans) in [("travel", ways), ("waiting", waits)] {
            let boxes = spans.filter { $0.0 < $0.1 }.map { start, end in
                let width = length(x(end) - x(start))
                return "M\(length(x(start))) 4h\(width)v8h-\(width)z"
            }
            if !boxes.isEmpty { markup.empty("path", ["class": name, "d": boxes.joined()]) }
        }
    }

    private func draw(_ stop: RouteStop, into markup: inout Markup) {
        let visit = context.scenario.visits[stop.visitIndex]
        let words = context.words
        let span = words.span(stop.startMinute, stop.endMinute)
        let isNamed = context.audience.listsRequests || visit.programIndex != nil
        let left = x(stop.startMinute)
        markup.box(
            "service",
            x: left,
            y: 2,
            width: x(stop.endMinute) - left - 0.6,
            height: 12,
            title: words(.stopTitle, isNamed ? visit.id.text : "", words.service(visit), span)
                .trimmed
        )
    }
}

extension String {
    /// The text without spaces at its ends.
    var trimmed: String {
        let head = drop { $0 == " " }
        return String(head.reversed().drop { $0 == " " }.reversed())
    }
}
