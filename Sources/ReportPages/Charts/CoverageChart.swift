import Evaluation
import Reports
import Scheduling

/// How many of how many visits are served, tier by tier.
struct CoverageChart {
    private static let labelWidth = 130.0
    private static let plotWidth = 600.0

    private let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    /// The chart.
    var drawing: Drawing {
        let words = context.words
        var rows = [(words(.allOf), context.statistics.visits)]
        rows += context.statistics.tiers.map { (words.common(.tier($0.tier)), $0.visits) }
        var drawing = Drawing(
            width: 1000,
            height: Double(rows.count) * 30 + 8,
            label: words(.coverageText)
        )
        for (position, (name, coverage)) in rows.enumerated() {
            let top = Double(position) * 30 + 6
            drawRow(name, coverage, top: top, into: &drawing.content)
        }
        return drawing
    }

    private func drawRow(
        _ name: String,
        _ coverage: PlanStatistics.Coverage,
        top: Double,
        into markup: inout Markup
    ) {
        let left = CoverageChart.labelWidth
        let share = Double(coverage.served) / Double(max(1, coverage.total))
        let width = CoverageChart.plotWidth * share
        markup.label(name, x: left - 10, y: top + 15, anchor: "end")
        markup.box("service", x: left, y: top, width: width, height: 20)
        markup.box(
            "waiting",
            x: left + width,
            y: top,
            width: CoverageChart.plotWidth - width,
            height: 20
        )
        let text = context.words(
            .servedOf,
            Figures.grouped(coverage.served),
            Figures.grouped(coverage.total),
            Figures.percentage(coverage.served, of: coverage.total) ?? "-"
        )
        markup.label(text, x: left + CoverageChart.plotWidth + 12, y: top + 15)
    }
}
