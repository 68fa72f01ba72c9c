import Scheduling

/// Numbers of visits by area, for readers who may not know where a resident lives.
struct MapAreas {
    /// A square of a hundredth of a degree, about a kilometre.
    private struct Area: Hashable, Comparable {
        var row: Int
        var column: Int

        init(_ coordinate: Coordinate) {
            row = Int((coordinate.latitude * 100).rounded(.down))
            column = Int((coordinate.longitude * 100).rounded(.down))
        }

        var middle: Coordinate {
            Coordinate(
                latitude: (Double(row) + 0.5) / 100,
                longitude: (Double(column) + 0.5) / 100
            )
        }

        static func < (left: Area, right: Area) -> Bool {
            (left.row, left.column) < (right.row, right.column)
        }
    }

    private let context: ReportContext
    private let frame: MapFrame

    init(_ context: ReportContext, _ frame: MapFrame) {
        self.context = context
        self.frame = frame
    }

    /// A disc per area, as large as its number, with the part that is served filled.
    func draw(into markup: inout Markup) {
        var counts: [Area: (served: Int, total: Int)] = [:]
        for (visit, stops) in zip(context.scenario.visits, context.stops) {
            guard let place = context.words.mapCoordinate(of: visit) else { continue }
            let known = counts[Area(place)] ?? (0, 0)
            counts[Area(place)] = (known.served + (stops.isEmpty ? 0 : 1), known.total + 1)
        }
        markup.element("g", ["class": "areas"]) { markup in
            for (area, count) in counts.sorted(by: { $0.key < $1.key }) {
                draw(count.served, of: count.total, at: frame.point(area.middle), into: &markup)
            }
        }
        markup.lineFeed()
    }

    private func draw(
        _ served: Int,
        of total: Int,
        at point: (x: Double, y: Double),
        into markup: inout Markup
    ) {
        let radius = min(40, 5 + 2 * Double(total).squareRoot())
        let inner = radius * (Double(served) / Double(total)).squareRoot()
        let centre: Attributes = ["cx": length(point.x), "cy": length(point.y)]
        markup.element("g", ["class": "area"]) { markup in
            markup.element("title", context.words(.area, "\(served)", "\(total)"))
            markup.empty("circle", centre.with("r", length(radius)).with("class", "area-all"))
            markup.empty("circle", centre.with("r", length(inner)).with("class", "area-served"))
        }
    }
}
