/// A text with places `{1}`, `{2}`, … for names and figures.
package enum PlacedText {
    /// The text with values put in its places; a place without a value becomes nothing.
    package static func filled(_ text: String, with values: [String]) -> String {
        var rest = text[...]
        var filled = ""
        // One pass, so that a value that happens to read `{2}` stays as it is.
        while let opening = rest.firstIndex(of: "{"),
            let closing = rest[opening...].firstIndex(of: "}"),
            let place = Int(rest[rest.index(after: opening)..<closing])
        {
            filled += rest[..<opening]
            filled += values.indices.contains(place - 1) ? values[place - 1] : ""
            rest = rest[rest.index(after: closing)...]
        }
        return filled + rest
    }
}
