import Reports

/// The frame of every page: one file that needs nothing else, neither network nor other files.
struct Page {
    var title: String
    var languageCode: String
    /// Style sheets after the common one.
    var styles: [String] = []
    var script: String?
    /// Whether drawings refer to patterns and shapes.
    var hasDrawings = false
    /// The text of the link that leads past the head; nil where there is nothing to skip.
    var skipText: String?

    /// The page with what stands in its body.
    func html(_ body: (inout Markup) -> Void) -> String {
        var markup = Markup()
        markup.raw("<!DOCTYPE html>\n")
        markup.element("html", ["lang": languageCode]) { markup in
            markup.element("head") { writeHead(into: &$0) }
            markup.lineFeed()
            markup.element("body") { markup in
                if let skipText {
                    markup.element("a", ["class": "skip", "href": "#main"], skipText)
                }
                if hasDrawings {
                    let attributes: Attributes = [
                        "class": "patterns", "width": "0", "height": "0", "aria-hidden": "true",
                    ]
                    markup.element("svg", attributes) { $0.raw(Drawing.patterns) }
                }
                markup.lineFeed()
                body(&markup)
                if let script { markup.element("script") { $0.raw("\n" + script) } }
            }
        }
        markup.lineFeed()
        return markup.source
    }

    private func writeHead(into markup: inout Markup) {
        markup.lineFeed()
        markup.empty("meta", ["charset": "utf-8"])
        // Whatever might get into a page, it can fetch nothing and tell nobody.
        let policy =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
            + "img-src data:; form-action 'none'; base-uri 'none'"
        markup.empty("meta", ["http-equiv": "Content-Security-Policy", "content": policy])
        markup.empty(
            "meta",
            ["name": "viewport", "content": "width=device-width, initial-scale=1"]
        )
        markup.empty("meta", ["name": "robots", "content": "noindex"])
        markup.lineFeed()
        markup.element("title", title)
        markup.lineFeed()
        markup.element("style") { $0.raw("\n" + ([PageAssets.pageStyle] + styles).joined()) }
        markup.lineFeed()
    }
}
