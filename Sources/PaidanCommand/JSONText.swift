import Foundation

/// JSON for files and streams: keys in alphabetical order, so that equal values give equal bytes.
enum JSONText {
    /// A value over several lines, with a line feed at the end.
    static func encode(_ value: some Encodable) -> [UInt8] {
        encode(value, [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes])
    }

    /// A value on one line, with a line feed at its end.
    static func encodeLine(_ value: some Encodable) -> [UInt8] {
        encode(value, [.sortedKeys, .withoutEscapingSlashes])
    }

    private static func encode(
        _ value: some Encodable,
        _ formatting: JSONEncoder.OutputFormatting
    ) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        // A figure that JSON can't say must not cost the whole document.
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf",
            negativeInfinity: "-inf",
            nan: "nan"
        )
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("A value of this program's own can't be encoded as JSON.")
        }
        return Array(data) + [UInt8(ascii: "\n")]
    }
}
