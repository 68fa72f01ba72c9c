/// The charts and the map as SVG files, for slides.
struct ChartFiles {
    private let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    /// One file per chart, the crews' days apart.
    var files: [ReportFile] {
        var files = [
            ReportFile("charts/coverage.svg", CoverageChart(context).drawing.standalone()),
            ReportFile("charts/load.svg", LoadChart(context).drawing.standalone()),
            ReportFile(
                "charts/map.svg",
                OverviewMap(context).slide.standalone()
            ),
        ]
        for day in context.workingDays {
            let chart = GanttChart(context, day: day).drawing.standalone()
            files.append(ReportFile("charts/crews-\(context.words.isoDate(day: day)).svg", chart))
        }
        return files
    }
}
