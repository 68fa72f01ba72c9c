import Reports

/// A cell of a page's table.
enum TableCell {
    /// A text.
    case text(String)
    /// A figure, set flush right and sorted as one.
    case figure(String)
    /// Links: the text, the address, and the team that the link picks on the map.
    case links([(text: String, address: String, team: Int?)])
}

/// A table with a heading, which can be filtered and sorted where scripts run.
struct TableView {
    /// A column's heading, and whether it holds figures.
    struct Column {
        var title: String
        var isFigure = false
    }

    /// A row: its cells, and the teams that it concerns.
    struct Row {
        var cells: [TableCell]
        var teams: [Int] = []
    }

    /// Names the part of the page.
    var id: String
    var title: String
    var columns: [Column]
    var rows: [Row]
    /// Whether it is shown before anyone asks.
    var isOpen = false

    /// The whole part: heading, field for filtering, table.
    func write(into markup: inout Markup, _ words: Wording) {
        let open: Attributes = ["class": "table-part", "id": id]
        markup.element("details", isOpen ? open.with("open", "") : open) { markup in
            markup.element("summary") { markup in
                markup.element("h2") { markup in
                    markup.text(title + " ")
                    markup.element("span", ["class": "count"], Figures.grouped(rows.count))
                }
            }
            markup.element("div", ["class": "tools", "hidden": ""]) { markup in
                markup.element("label") { markup in
                    markup.text(words(.filter) + " ")
                    markup.empty("input", ["type": "search", "class": "filter"])
                }
                let attributes: Attributes = [
                    "class": "shown", "aria-live": "polite",
                    "data-text": words(.rowsShown, "{1}", "{2}"),
                ]
                markup.element("output", attributes) { _ in }
            }
            let region: Attributes = [
                "class": "scroll", "tabindex": "0", "role": "region", "aria-label": title,
            ]
            markup.element("div", region) { writeTable(into: &$0, words) }
        }
        markup.lineFeed()
    }

    private func writeTable(into markup: inout Markup, _ words: Wording) {
        let attributes: Attributes = ["data-sort": words(.sortBy, "{1}")]
        markup.element("table", attributes) { markup in
            markup.element("caption", ["class": "unseen"], title)
            markup.tableHead(columns.map { ($0.title, $0.isFigure ? "n" : nil) })
            markup.lineFeed()
            markup.element("tbody") { markup in
                for row in rows { write(row, into: &markup) }
            }
        }
    }

    private func write(_ row: Row, into markup: inout Markup) {
        let teams = row.teams.map { "\($0)" }.joined(separator: " ")
        markup.element("tr", teams.isEmpty ? [:] : ["data-t": teams]) { markup in
            for cell in row.cells {
                switch cell {
                case .text(let text): markup.element("td", text)
                case .figure(let text): markup.element("td", ["class": "n"], text)
                case .links(let links):
                    markup.element("td", ["class": "links"]) { markup in
                        for link in links { TableView.write(link, into: &markup) }
                    }
                }
            }
        }
        markup.lineFeed()
    }

    private static func write(
        _ link: (text: String, address: String, team: Int?),
        into markup: inout Markup
    ) {
        var attributes: Attributes = ["href": link.address]
        if let team = link.team { attributes = attributes.with("data-pick", "\(team)") }
        markup.element("a", attributes, link.text)
        markup.text(" ")
    }
}

extension Markup {
    /// A table of a paper, which can be moved sideways where the screen is narrow.
    mutating func wideTable(
        _ title: String,
        _ columns: [(title: String, name: String?)],
        _ rows: (inout Markup) -> Void
    ) {
        let frame: Attributes = [
            "class": "wide", "tabindex": "0", "role": "region", "aria-label": title,
        ]
        element("div", frame) { markup in
            markup.element("table", ["class": "stops"]) { markup in
                markup.element("caption", ["class": "unseen"], title)
                markup.tableHead(columns)
                markup.element("tbody", [:], rows)
            }
        }
        lineFeed()
    }

    /// The head of a table: a heading per column, with the class that names it.
    fileprivate mutating func tableHead(_ columns: [(title: String, name: String?)]) {
        element("thead") { markup in
            markup.element("tr") { markup in
                for (title, name) in columns {
                    let scope: Attributes = ["scope": "col"]
                    markup.element("th", name.map { scope.with("class", $0) } ?? scope, title)
                }
            }
        }
    }
}
