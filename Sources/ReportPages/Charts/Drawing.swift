/// A drawing that stands in a page or in a file of its own.
///
/// Colours are in style sheets: a page's follow the reader's choice of light or dark, those of a file
/// are fixed, for slides. Everything that has a colour has a pattern, a place or a shape as well.
struct Drawing: Sendable {
    /// Units of the drawing from left to right.
    var width: Double
    /// Units from top to bottom.
    var height: Double
    /// What it shows, for those who can't see it; empty where another drawing's label says it.
    var label: String
    /// The elements inside.
    var content = Markup()

    /// The drawing inside a page; patterns come from ``Drawing/patterns``, once in the page.
    func inline(_ name: String, id: String? = nil) -> String {
        var markup = Markup()
        var attributes: Attributes = [
            "class": name, "viewBox": "0 0 \(length(width)) \(length(height))",
        ]
        attributes =
            label.isEmpty
            ? attributes.with("aria-hidden", "true")
            : attributes.with("role", "img").with("aria-label", label)
        if let id { attributes = attributes.with("id", id) }
        markup.element("svg", attributes) { $0.raw(content.source) }
        return markup.source
    }

    /// The drawing as an SVG file with its own styles.
    func standalone() -> String {
        var markup = Markup()
        markup.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        let attributes: Attributes = [
            "xmlns": "http://www.w3.org/2000/svg", "width": length(width),
            "height": length(height), "viewBox": "0 0 \(length(width)) \(length(height))",
        ]
        markup.element("svg", attributes) { markup in
            markup.element("title", label)
            markup.element("style") { $0.raw(PageAssets.chartStyle) }
            markup.raw(Drawing.patterns)
            markup.empty("rect", ["width": "100%", "height": "100%", "class": "paper"])
            markup.raw(content.source)
        }
        markup.lineFeed()
        return markup.source
    }

    /// The patterns and shapes that drawings refer to.
    static let patterns: String = {
        var markup = Markup()
        markup.element("defs") { markup in
            let hatch: Attributes = [
                "id": "hatch", "width": "4", "height": "4", "patternUnits": "userSpaceOnUse",
                "patternTransform": "rotate(45)",
            ]
            markup.element("pattern", hatch) { markup in
                markup.empty("rect", ["width": "4", "height": "4", "class": "hatch-paper"])
                markup.empty("rect", ["width": "2", "height": "4", "class": "hatch-line"])
            }
            let dots: Attributes = [
                "id": "dots", "width": "4", "height": "4", "patternUnits": "userSpaceOnUse",
            ]
            markup.element("pattern", dots) { markup in
                markup.empty("rect", ["width": "4", "height": "4", "class": "dots-paper"])
                markup.empty("circle", ["cx": "2", "cy": "2", "r": "0.8", "class": "dots-dot"])
            }
            for (index, path) in MarkShape.paths.enumerated() {
                markup.empty("path", ["id": "shape-\(index)", "d": path])
            }
        }
        return markup.source
    }()
}

/// Shapes of marks on maps, told apart without their colours.
enum MarkShape {
    /// Around the origin, about ten units wide.
    static let paths = [
        "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",  // circle
        "M-4 -4h8v8h-8z",  // square
        "M0 -5L5 4H-5z",  // triangle, on its base
        "M0 -5.5L5.5 0L0 5.5L-5.5 0z",  // diamond
        "M-5 0H5M0 -5V5",  // plus
        "M-4 -4L4 4M-4 4L4 -4",  // cross
        "M0 5L5 -4H-5z",  // triangle, on its tip
        "M-4 -4h8v8h-8zM-4 -4l8 8",  // square with a bar
        "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0zM-3 3L3 -3",  // circle with a bar
    ]
}

extension Markup {
    /// A line of text in a drawing.
    mutating func label(
        _ text: String,
        x: Double,
        y: Double,
        anchor: String = "start",
        class name: String = "ink"
    ) {
        element(
            "text",
            ["x": length(x), "y": length(y), "text-anchor": anchor, "class": name],
            text
        )
    }

    /// A rectangle.
    mutating func box(
        _ name: String,
        x: Double,
        y: Double,
        width: Double,
        height: Double,
        title: String? = nil
    ) {
        let attributes: Attributes = [
            "class": name, "x": length(x), "y": length(y), "width": length(max(0, width)),
            "height": length(max(0, height)),
        ]
        guard let title else { return empty("rect", attributes) }
        element("rect", attributes) { $0.element("title", title) }
    }

    /// A straight line.
    mutating func line(_ name: String, x1: Double, y1: Double, x2: Double, y2: Double) {
        empty(
            "path",
            [
                "class": name, "d": "M\(length(x1)) \(length(y1))L\(length(x2)) \(length(y2))",
            ]
        )
    }
}
