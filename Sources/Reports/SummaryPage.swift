import Scheduling

/// Lays out a summary: labels in a column at the left, 80 columns in all.
package struct SummaryPage {
    /// Columns of the page.
    package static let width = 80
    /// Items of a list that are shown before "and n more".
    package static let longestList = 8
    private static let labelWidth = 26

    package let language: Language
    package private(set) var text = ""

    package init(language: Language) { self.language = language }

    /// A line as it is, cut at the page's edge.
    package mutating func line(_ line: String) {
        let clipped = line.printable.clipped(toWidth: SummaryPage.width)
        text += String(clipped.reversed().drop { $0 == " " }.reversed()) + "\n"
    }

    /// An empty line.
    package mutating func gap() { text += "\n" }

    /// A heading of the left column with what it says.
    package mutating func entry(_ label: Phrase, _ value: String) {
        labelled(label.text(language), value)
    }

    /// A heading of the left column, in words of its own, with what it says.
    package mutating func entry(_ label: String, _ value: String) { labelled(label, value) }

    /// An indented label below a heading.
    package mutating func item(_ label: Phrase, _ value: String) {
        labelled("  " + label.text(language), value)
    }

    /// An indented name below a heading.
    package mutating func item(_ label: String, _ value: String) {
        labelled("  " + label.printable, value)
    }

    /// A label indented twice, which takes a line of its own where it is long.
    package mutating func detail(_ label: String, _ value: String) {
        let label = "    " + label.printable
        if label.displayWidth < SummaryPage.labelWidth {
            labelled(label, value)
        } else {
            line(label)
            labelled("", value)
        }
    }

    /// A further line of the right column.
    package mutating func continuation(_ value: String) { labelled("", value) }

    /// An indented line of its own, folded where it is too long.
    package mutating func note(_ note: String) {
        for line in note.printable.folded(toWidth: SummaryPage.width - 4) {
            self.line("    " + line)
        }
    }

    /// A path beside a label, never broken or cut, so that it can be copied.
    package mutating func path(_ label: String, _ path: String) {
        text += label.padded(toWidth: SummaryPage.labelWidth) + path.printable + "\n"
    }

    /// How many items of a list were left out.
    package mutating func more(_ count: Int) {
        if count > 0 { line("  " + Phrase.andMore.text(language, "\(count)")) }
    }

    private mutating func labelled(_ label: String, _ value: String) {
        let width = SummaryPage.labelWidth
        let lines = value.printable.folded(toWidth: SummaryPage.width - width)
        for (index, part) in lines.enumerated() {
            let left = index == 0 ? label.clipped(toWidth: width - 1) : ""
            line(left.padded(toWidth: width) + part)
        }
    }
}
