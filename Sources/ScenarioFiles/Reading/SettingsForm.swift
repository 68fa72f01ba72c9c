import Scheduling

/// Checks that a text has the simple form that scenario.yaml may have: nested block maps of scalars.
///
/// This goes before the YAML parser, which would accept (and expand) far more: flow collections,
/// lists, anchors and aliases, tags. What passes can't nest deeply or grow.
struct SettingsForm {
    private(set) var faults: [InputFault] = []
    private let file: String
    private var open: [(indent: Int, path: String)] = []
    private var seen: Set<String> = []

    init(_ text: String, file: String = DraftTable.scenario.fileName) {
        self.file = file
        // A CR LF pair is a single `Character`, so that lines count as editors count them.
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() { check(line, number: index + 1) }
    }

    private mutating func check(_ line: Substring, number: Int) {
        let content = line.drop { $0 == " " }
        if content.allSatisfy(\.isWhitespace) || content.first == "#" || isMarker(line) { return }
        let key = content.prefix { $0 != ":" }
        let rest = content[key.endIndex...].dropFirst()
        guard key.endIndex < content.endIndex, rest.first?.isWhitespace ?? true,
            key.allSatisfy(isAllowedInKey), !key.isEmpty
        else {
            note(
                .settingsForm,
                number,
                nil,
                .notKeyAndValue,
                found: String(content.prefix(40))
            )
            return
        }
        enter(String(key), indent: line.count - content.count, number: number)
        let value = rest.drop(while: \.isWhitespace)
        guard let first = value.first, "{[&*|>!%@`".contains(first) else { return }
        note(
            .settingsForm,
            number,
            String(key),
            .moreThanPlain,
            found: String(value.prefix(40))
        )
    }

    /// Joins a key to those above it, and looks whether it was there before.
    private mutating func enter(_ key: String, indent: Int, number: Int) {
        while let last = open.last, last.indent >= indent { open.removeLast() }
        let path = (open.last.map { $0.path + "." } ?? "") + key
        open.append((indent, path))
        if key.contains(".") {
            note(.keyDotted, number, key, .keyDotted, found: key)
        }
        if !seen.insert(path).inserted {
            note(.keyTwice, number, path, .keyTwice, found: path)
        }
    }

    /// Whether the line starts or ends a document.
    private func isMarker(_ line: Substring) -> Bool {
        guard line.hasPrefix("---") || line.hasPrefix("...") else { return false }
        let rest = line.dropFirst(3)
        let text = rest.drop(while: \.isWhitespace)
        return text.isEmpty || (text.first == "#" && rest.first != "#")
    }

    private func isAllowedInKey(_ character: Character) -> Bool {
        !character.isWhitespace && !"#,{}[]&*!|>'\"%@`?".contains(character)
    }

    private mutating func note(
        _ code: FaultCode,
        _ line: Int,
        _ column: String?,
        _ message: FaultPhrase,
        found: String
    ) {
        faults.append(
            InputFault(
                code: code,
                file: file,
                line: line,
                column: column,
                message: .text(message),
                found: .value(found),
                expected: .text(.blockMapsSuchAs)
            )
        )
    }
}
