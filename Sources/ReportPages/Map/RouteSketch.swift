import Scheduling

/// A small map of one crew's way for its run sheet: the base and the stops by number.
struct RouteSketch {
    private let context: ReportContext
    private let route: TimedRoute

    init(_ context: ReportContext, _ route: TimedRoute) {
        self.context = context
        self.route = route
    }

    /// The map.
    var drawing: Drawing {
        let scenario = context.scenario
        let baseIndex = scenario.teams[route.teamIndex].baseSiteIndex
        let base = scenario.places[baseIndex].coordinate
        let places = route.stops.map { scenario.places[$0.placeIndex].coordinate }
        let frame = MapFrame(
            holding: [base] + places,
            width: 480,
            heights: 150...220,
            margin: 24
        )
        var drawing = Drawing(
            width: frame.width,
            height: frame.height,
            label: context.words(.sheetMapText, "\(route.stops.count)")
        )
        let way = ([base] + places + [base]).map { frame.text($0) }.joined(separator: "L")
        drawing.content.empty("path", ["class": "way way-0", "d": "M" + way])
        drawMark("", at: frame.point(base), name: "base-mark", into: &drawing.content)
        for (numbers, coordinate) in stopNumbers(places, base: base) {
            drawMark(
                numbers,
                at: frame.point(coordinate),
                name: "stop-mark",
                into: &drawing.content
            )
        }
        return drawing
    }

    /// Places with the numbers of the stops there, in the order of the first; stops at the base too.
    private func stopNumbers(
        _ places: [Coordinate],
        base: Coordinate
    ) -> [(numbers: String, place: Coordinate)] {
        var order: [Coordinate] = []
        var numbers: [Coordinate: [Int]] = [:]
        for (index, place) in places.enumerated() {
            if numbers[place] == nil { order.append(place) }
            numbers[place, default: []].append(index + 1)
        }
        return order.map { place in (RouteSketch.ranges(numbers[place] ?? []), place) }
    }

    /// `1-3,5` for 1, 2, 3 and 5.
    static func ranges(_ numbers: [Int]) -> String {
        var spans: [ClosedRange<Int>] = []
        for number in numbers {
            if let last = spans.last, last.upperBound + 1 == number {
                spans[spans.count - 1] = last.lowerBound...number
            } else {
                spans.append(number...number)
            }
        }
        return spans.map {
            $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)"
        }.joined(separator: ",")
    }

    private func drawMark(
        _ text: String,
        at point: (x: Double, y: Double),
        name: String,
        into markup: inout Markup
    ) {
        let half = 9 + Double(max(0, text.count - 2)) * 3
        markup.empty(
            "rect",
            [
                "class": name, "x": length(point.x - half), "y": length(point.y - 9),
                "width": length(2 * half), "height": "18",
                "rx": name == "base-mark" ? "0" : "9",
            ]
        )
        if !text.isEmpty {
            markup.label(text, x: point.x, y: point.y + 4, anchor: "middle", class: "stop-number")
        }
    }
}
