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

    init(_ text: String) {
        let form = SettingsForm(text)
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
                    "several documents",
                    expected: "one"
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
                "neither a map nor a value",
                expected: "nested block maps of scalars"
            )
        }
    }

    private mutating func noteUnreadable(_ error: any Error, text: String) {
        var line = 1
        var problem = "not YAML"
        switch error as? YamlError {
        case .scanner(let context, let what, let mark, _):
            // The context of a quote that isn't closed is where it opens.
            line = context?.mark.line ?? mark.line
            problem = what
        case .parser(_, let what, let mark, _), .composer(_, let what, let mark, _):
            line = mark.line
            problem = what
        case .reader(let what, let offset, _, _):
            let before = text.utf8.prefix(offset ?? 0)
            line = 1 + before.count { $0 == Byte.lineFeed }
            problem = what
        case .duplicatedKeysInMapping(_, let context):
            line = context.mark.line
            problem = "a key given twice"
        default: break
        }
        note(
            .settingsUnreadable,
            line,
            "not YAML: \(problem)",
            expected: "nested block maps of scalars"
        )
    }

    private mutating func note(
        _ code: FaultCode,
        _ line: Int,
        _ message: String,
        expected: String
    ) {
        faults.append(
            InputFault(
                code: code,
                file: DraftTable.scenario.fileName,
                line: line,
                message: message,
                expected: expected
            )
        )
    }
}
