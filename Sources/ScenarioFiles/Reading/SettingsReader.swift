import Scheduling

/// Reads scenario.yaml into the settings of a draft.
struct SettingsReader {
    private(set) var draft = ScenarioDraft(start: CalendarDate(daysSince1970: 0))
    private(set) var faults: [InputFault] = []
    private(set) var unreadable: Set<RecordLocation> = []
    /// Whether the file could not be read as a whole.
    private(set) var isIncomplete = false
    private let tree: SettingsTree

    /// Reads UTF-8 text.
    init(_ text: [UInt8]) {
        tree = SettingsTree(String(decoding: text, as: UTF8.self))
        faults = tree.faults
        isIncomplete = !faults.isEmpty
        if isIncomplete { return }
        readTop()
        readMaps()
        checkKeys()
    }

    /// The line of a setting; 1 where it isn't given.
    func line(of path: String) -> Int {
        tree.lines.first { $0.path == path }?.line ?? 1
    }

    private mutating func readTop() {
        if let format = required("format", CellValue.figure), format != 1 {
            note(
                .formatUnknown,
                "format",
                .text(.unknownFormat),
                found: String(format),
                expected: .value("1")
            )
        }
        draft.name = tree.settings["name"]?.text
        if let start = required("start", CellValue.date) { draft.start = start }
        draft.days = figure("days")
    }

    private mutating func readMaps() {
        draft.travelRules.speed = figure("travel.speed")
        draft.travelRules.detour = figure("travel.detour")
        draft.travelRules.fixed = figure("travel.fixed")
        for (key, field, _) in WeightsRecord.fields {
            draft.weights[keyPath: field] = figure("weights.\(key)")
        }
    }

    private mutating func figure(_ path: String) -> Int? { value(path, CellValue.figure) }

    private mutating func required<Value>(
        _ path: String,
        _ read: (ByteText) throws(CellFault) -> Value
    ) -> Value? {
        if tree.settings[path] == nil {
            note(.valueMissing, path, .text(.nothingGiven), expected: .text(.aValue))
            unreadable.insert(RecordLocation(table: .scenario, column: path))
        }
        return value(path, read)
    }

    private mutating func value<Value>(
        _ path: String,
        _ read: (ByteText) throws(CellFault) -> Value
    ) -> Value? {
        guard let setting = tree.settings[path] else { return nil }
        do throws(CellFault) {
            return try read(Array(setting.text.utf8)[...])
        } catch {
            note(
                error.code,
                path,
                error.message,
                found: error.found ?? setting.text,
                expected: error.expected
            )
            unreadable.insert(RecordLocation(table: .scenario, column: path))
            return nil
        }
    }

    /// Maps where values are expected, values where maps are, and keys that mean nothing.
    private mutating func checkKeys() {
        let weights = WeightsRecord.fields.map { "weights.\($0.key)" }
        let values = Set(
            ["format", "name", "start", "days", "travel.speed", "travel.detour", "travel.fixed"]
                + weights
        )
        let maps: Set = ["travel", "weights"]
        for (path, _, isMap) in tree.lines {
            if values.contains(path) {
                if isMap {
                    note(.settingsForm, path, .text(.mapGiven), expected: .text(.aSingleValue))
                }
            } else if maps.contains(path) {
                if !isMap, let setting = tree.settings[path] {
                    note(
                        .settingsForm,
                        path,
                        .text(.valueGiven),
                        found: setting.text,
                        expected: .text(.aMap)
                    )
                }
            } else if !isBelowUnknown(path, values: values, maps: maps) {
                note(.keyUnknown, path, .text(.unknownKey), found: path)
            }
        }
    }

    /// Whether the key above is unknown itself, or already reported.
    private func isBelowUnknown(_ path: String, values: Set<String>, maps: Set<String>) -> Bool {
        guard let dot = path.lastIndex(of: ".") else { return false }
        return !maps.contains(String(path[..<dot]))
    }

    private mutating func note(
        _ code: FaultCode,
        _ path: String,
        _ message: FaultText,
        found: String? = nil,
        expected: FaultText? = nil
    ) {
        faults.append(
            InputFault(
                code,
                setting: path,
                of: DraftTable.scenario.fileName,
                line: line(of: path),
                message,
                found: found,
                expected: expected
            )
        )
        if code == .formatUnknown {
            unreadable.insert(RecordLocation(table: .scenario, column: path))
        }
    }
}
