import Reports
import Scheduling

/// How the work is shared out: a column per team, most work first, with fair and highest minutes.
struct LoadChart {
    private static let left = 50.0
    private static let top = 34.0
    private static let plotWidth = 940.0
    private static let plotHeight = 220.0

    private let context: ReportContext
    /// Teams that have a shift, most work first.
    let teams: [Int]
    private let topMinutes: Int

    init(_ context: ReportContext) {
        self.context = context
        let work = context.statistics.teams.map(\.workMinutes)
        let withShift = Set(context.scenario.shifts.map(\.teamIndex))
        teams = withShift.sorted { (work[$1], $0) < (work[$0], $1) }
        let highest = teams.map { work[$0] }.max() ?? 0
        topMinutes = max(60, (highest + 59) / 60 * 60)
    }

    /// Teams above their fair minutes, and those of which no crew goes out.
    var counts: (overFair: Int, idle: Int) {
        let statistics = context.statistics.teams
        let overFair = teams.count {
            statistics[$0].workMinutes > context.scenario.teams[$0].fairMinutes ?? .max
        }
        return (overFair, teams.count { statistics[$0].routes == 0 })
    }

    /// The middle, and the highest, of the work minutes of teams with a shift.
    var middleAndHighest: (Int, Int) {
        guard let first = teams.first else { return (0, 0) }
        let work = context.statistics.teams
        return (work[teams[teams.count / 2]].workMinutes, work[first].workMinutes)
    }

    /// The chart.
    var drawing: Drawing {
        let words = context.words
        var drawing = Drawing(
            width: LoadChart.left + LoadChart.plotWidth + 10,
            height: LoadChart.top + LoadChart.plotHeight + 28,
            label: words(.loadText, Figures.grouped(teams.count))
        )
        drawLegend(into: &drawing.content)
        drawHours(into: &drawing.content)
        let step = LoadChart.plotWidth / Double(max(1, teams.count))
        for (position, team) in teams.enumerated() {
            let left = LoadChart.left + Double(position) * step
            drawColumn(team, left: left, width: step, into: &drawing.content)
        }
        return drawing
    }

    private func y(_ minutes: Int) -> Double {
        let share = Double(min(minutes, topMinutes)) / Double(topMinutes)
        return LoadChart.top + LoadChart.plotHeight * (1 - share)
    }

    private func drawLegend(into markup: inout Markup) {
        let words = context.words
        var left = LoadChart.left
        for (name, text) in [("service", words(.serving)), ("travel", words(.travel))] {
            markup.box(name, x: left, y: 4, width: 22, height: 10)
            markup.label(text, x: left + 27, y: 13)
            left += 50 + Double(text.displayWidth) * 6.5
        }
        let teams = teams.map { context.scenario.teams[$0] }
        let marks = [
            ("fair", words(.fairMark), teams.contains { $0.fairMinutes != nil }),
            ("limit", words(.maxMark), teams.contains { $0.maxMinutes != nil }),
        ]
        for (name, text, isUsed) in marks where isUsed {
            markup.line(name, x1: left, y1: 9, x2: left + 22, y2: 9)
            markup.label(text, x: left + 27, y: 13)
            left += 50 + Double(text.displayWidth) * 6.5
        }
    }

    private func drawHours(into markup: inout Markup) {
        let hours = topMinutes / 60
        let step = max(1, (hours + 5) / 6)
        for hour in stride(from: 0, through: hours, by: step) {
            let y = y(hour * 60)
            markup.line(
                "grid",
                x1: LoadChart.left,
                y1: y,
                x2: LoadChart.left + LoadChart.plotWidth,
                y2: y
            )
            markup.label(
                context.words(.hourAxis, "\(hour)"),
                x: LoadChart.left - 6,
                y: y + 4,
                anchor: "end",
                class: "ink small"
            )
        }
        markup.label(
            context.words(.loadText, Figures.grouped(teams.count)),
            x: LoadChart.left + LoadChart.plotWidth / 2,
            y: LoadChart.top + LoadChart.plotHeight + 20,
            anchor: "middle",
            class: "ink small"
        )
    }

    private func drawColumn(
        _ index: Int,
        left: Double,
        width: Double,
        into markup: inout Markup
    ) {
        let work = context.statistics.teams[index]
        let team = context.scenario.teams[index]
        let bar = width * 0.84
        let title = context.words(
            .stopTitle,
            context.words.team(index),
            context.words(.workHours),
            Figures.hours(minutes: work.workMinutes)
        )
        let foot = y(0)
        let middle = y(work.serviceMinutes)
        markup.element("g", ["data-t": "\(index)", "class": "row"]) { markup in
            markup.element("title", title)
            markup.box("service", x: left, y: middle, width: bar, height: foot - middle)
            let head = y(work.workMinutes)
            markup.box("travel", x: left, y: head, width: bar, height: middle - head)
            for (name, minutes) in [("fair", team.fairMinutes), ("limit", team.maxMinutes)] {
                guard let minutes, minutes <= topMinutes else { continue }
                let y = y(minutes)
                markup.line(name, x1: left, y1: y, x2: left + bar, y2: y)
            }
        }
        markup.lineFeed()
    }
}
