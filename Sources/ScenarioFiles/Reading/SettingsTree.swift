import Scheduling
import Yams

/// A setting as it stands in scenario.yaml.
struct Setting {
    var text: String
    var line: Int
}

/// The settings of scenario.yaml by their path, such as `travel.speed`.
struct SettingsTree {
    private(set) var settings: [String: Setting] = [:]
    /// The line of each map, and of each value, by its path, in the order of the file.
    private(set) var lines: [(path: String, line: Int, isMap: Bool)] = []
    private(set) var faults: [InputFault] = []
    private let file: String

    init(_ text: String, file: String = DraftTable.scenario.fileName) {
        self.file = file
        let form = SettingsForm(text, file: file)
        faults = form.faults
        guard faults.isEmpty else { return }
        do {
            // The encoding is named because the default is looked up in the environment; the basic
            // resolver leaves every scalar a text.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.nextRoot() else { return }
            if let second = try parser.nextRoot() {
                note(
                    .severalDocuments,
                    second.mark?.line ?? 1,
                    .text(.severalDocuments),
                    expected: .onlyOne
                )
            }
            collect(root, path: "")
        } catch {
            noteUnreadable(error, text: text)
        }
    }

    private mutating func collect(_ node: Node, path: String) {
        let line = node.mark?.line ?? 1
        switch node {
        case .mapping(let mapping):
            for (key, value) in mapping {
                let name = key.scalar?.string ?? ""
                let inner = path.isEmpty ? name : "\(path).\(name)"
                lines.append((inner, key.mark?.line ?? line, value.mapping != nil))
                collect(value, path: inner)
            }
        case .scalar(let scalar):
            // A plain scalar without text is a key without a value: not given.
            if scalar.string.isEmpty, scalar.style == .plain { return }
            settings[path] = Setting(text: scalar.string, line: line)
        case .sequence, .alias:
            note(
                .settingsForm,
                line,
                .text(.neitherMapNorValue),
                expected: .blockMaps
            )
        }
    }

    private mutating func noteUnreadable(_ error: any Error, text: String) {
        var line = 1
        var message = FaultText.text(.notYAML)
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _):
            // The context of a quote that isn't closed is where it opens.
            line = context?.mark.line ?? mark.line
            message = SettingsTree.notYAML(problem)
        case .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            line = mark.line
            message = SettingsTree.notYAML(problem)
        case .reader(let problem, let offset, _, _):
            let before = text.utf8.prefix(offset ?? 0)
            line = 1 + before.count { $0 == Byte.lineFeed }
            message = SettingsTree.notYAML(problem)
        case .duplicatedKeysInMapping(_, let context):
            line = context.mark.line
            message = .text(.notYAMLBecause, .text(.keyTwice))
        default: break
        }
        note(.settingsUnreadable, line, message, expected: .blockMaps)
    }

    /// What the YAML parser complains of; in its own words where they have no translation.
    private static func notYAML(_ problem: String) -> FaultText {
        let known: [FaultPhrase] = [
            .yamlMappingHere, .yamlNoKey, .yamlNoDocumentStart, .yamlEndOfStream,
            .yamlUnknownEscape, .yamlControlCharacter,
        ]
        let phrase = known.first { FaultText.text($0).text(in: .english) == problem }
        return .text(.notYAMLBecause, phrase.map { .text($0) } ?? .value(problem))
    }

    private mutating func note(
        _ code: FaultCode,
        _ line: Int,
        _ message: FaultText,
        expected: FaultPhrase
    ) {
        faults.append(
            InputFault(
                code: code,
                file: file,
                line: line,
                message: message,
                expected: .text(expected)
            )
        )
    }
}
