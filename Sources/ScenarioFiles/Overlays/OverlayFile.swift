import Scheduling

/// What-if overlays: small files in the form of scenario.yaml.
public enum OverlayFile {
    /// Reads an overlay; what is wrong with it is found in the faults.
    ///
    /// - Parameters:
    ///   - bytes: The file's content, UTF-8 or GB18030.
    ///   - file: The file's name, for messages.
    /// - Returns: the overlay, with all that is wrong with it.
    public static func read(_ bytes: [UInt8], file: String) -> OverlayReading {
        guard let text = decodedText(bytes) else {
            return OverlayReading(
                OverlayRecord(),
                faults: [.encodingUnknown(file)],
                file: file
            )
        }
        guard text.count <= FileLimit.settingsBytes else {
            return OverlayReading(OverlayRecord(), faults: [.settingsTooLarge(file)], file: file)
        }
        let tree = SettingsTree(String(decoding: text, as: UTF8.self), file: file)
        let lines = Dictionary(
            tree.lines.map { ($0.path, $0.line) },
            uniquingKeysWith: { first, _ in first }
        )
        let reading = OverlayReading(
            OverlayRecord(),
            faults: tree.faults,
            file: file,
            lines: lines
        )
        guard tree.faults.isEmpty else { return reading }
        var reader = OverlayReader(tree, reading)
        return reader.run()
    }

    /// Reads the overlay at a path.
    ///
    /// - Throws: ``InvalidScenario`` where there is no such file.
    public static func read(path: String) throws(InvalidScenario) -> OverlayReading {
        try read(SideFile.read(path), file: path)
    }
}

extension InputFault {
    /// A file too large to be settings.
    fileprivate static func settingsTooLarge(_ file: String) -> InputFault {
        InputFault(
            code: .inputTooLarge,
            file: file,
            message: .text(.settingsTooLarge),
            expected: .text(.atMost, .init(FileLimit.settingsBytes))
        )
    }
}

/// Reads the keys of an overlay one by one.
private struct OverlayReader {
    private let tree: SettingsTree
    private var reading: OverlayReading

    /// Keys that stand for themselves, and maps whose keys are ids or weights.
    private static let values = [
        "name", "remove.teams", "requests.factor", "requests.seed", "flood",
    ]
    private static let maps = [
        "close", "remove.crews", "remove.minutes", "remove.skills", "add.teams", "add.crews",
        "add.minutes", "add.skills", "weights",
    ]

    init(_ tree: SettingsTree, _ reading: OverlayReading) {
        self.tree = tree
        self.reading = reading
    }

    mutating func run() -> OverlayReading {
        for entry in tree.lines where !entry.isMap {
            guard let setting = tree.settings[entry.path] else { continue }
            read(entry.path, setting.text)
        }
        for entry in tree.lines where entry.isMap { checkMap(entry.path) }
        reading.faults = reading.faults.enumerated()
            .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
            .map(\.element)
        return reading
    }

    private mutating func checkMap(_ path: String) {
        let isKnown = (OverlayReader.maps + ["remove", "add", "requests"]).contains(path)
        if isKnown { return }
        let isValue = OverlayReader.values.contains(path)
        if isValue {
            reading.note(.settingsForm, path, .text(.mapGiven), expected: .text(.aSingleValue))
        } else {
            noteUnknown(path)
        }
    }

    private mutating func noteUnknown(_ path: String) {
        let keys = OverlayReader.values + OverlayReader.maps
        reading.note(
            .overlayKeyUnknown,
            path,
            .text(.noSuchKey),
            found: path,
            expected: .text(.keysOf, .list(keys))
        )
    }

    private mutating func read(_ path: String, _ text: String) {
        switch path {
        case "name": reading.overlay.name = text
        case "remove.teams":
            reading.overlay.removedTeams = value(path, text, CellValue.names) ?? []
        case "requests.factor": readFactor(path, text)
        case "requests.seed":
            reading.overlay.seed = UInt64(max(0, figure(path, text, 0...1_000_000) ?? 1))
        case "flood": readFlood(path, text)
        default: readNamed(path, text)
        }
    }

    private mutating func readNamed(_ path: String, _ text: String) {
        guard let map = OverlayReader.maps.first(where: { path.hasPrefix($0 + ".") }) else {
            if (OverlayReader.maps + ["remove", "add", "requests"]).contains(path) {
                let message = FaultText.text(.valueGiven)
                reading.note(.settingsForm, path, message, found: text, expected: .text(.aMap))
            } else {
                noteUnknown(path)
            }
            return
        }
        let id = String(path.dropFirst(map.count + 1))
        switch map {
        case "close": readClosure(path, id, text)
        case "remove.crews": add(path, text, 1...1000, id, \.removed.crews)
        case "remove.minutes": add(path, text, 1...minutesPerDay, id, \.removed.minutes)
        case "remove.skills": addSkills(path, text, id, \.removed.skills)
        case "add.teams": reading.overlay.copiedTeams.append(NamedValue(id, text))
        case "add.crews": add(path, text, 1...1000, id, \.added.crews)
        case "add.minutes": add(path, text, 1...minutesPerDay, id, \.added.minutes)
        case "add.skills": addSkills(path, text, id, \.added.skills)
        default: readWeight(path, id, text)
        }
    }

    // MARK: Kinds of values

    private mutating func readFactor(_ path: String, _ text: String) {
        reading.overlay.requestPercent = figure(path, text, 1...1000)
    }

    private mutating func readFlood(_ path: String, _ text: String) {
        switch text {
        case "yes", "true": reading.overlay.isFlood = true
        case "no", "false": reading.overlay.isFlood = false
        default:
            let expected = FaultText.text(.theWordYes)
            reading.note(.notOneOf, path, .text(.notYes), found: text, expected: expected)
        }
    }

    private mutating func readClosure(_ path: String, _ site: String, _ text: String) {
        var dates: [ShiftDates] = []
        for item in text.split(separator: ";") {
            guard let read = value(path, String(item), CellValue.shiftDates) else { return }
            dates.append(read)
        }
        reading.overlay.closures.append(ClosureRecord(site: site, dates: dates))
    }

    private mutating func readWeight(_ path: String, _ key: String, _ text: String) {
        guard WeightsRecord.fields.contains(where: { $0.key == key }) else {
            reading.note(
                .overlayKeyUnknown,
                path,
                .text(.noSuchKey),
                found: key,
                expected: .text(.keysOf, .list(WeightsRecord.fields.map(\.key)))
            )
            return
        }
        add(path, text, 0...1_000_000, key, \.weights)
    }

    private mutating func add(
        _ path: String,
        _ text: String,
        _ range: ClosedRange<Int>,
        _ id: String,
        _ field: WritableKeyPath<OverlayRecord, [NamedValue<Int>]>
    ) {
        guard let figure = figure(path, text, range) else { return }
        reading.overlay[keyPath: field].append(NamedValue(id, figure))
    }

    private mutating func addSkills(
        _ path: String,
        _ text: String,
        _ id: String,
        _ field: WritableKeyPath<OverlayRecord, [NamedValue<[SkillLevel]>]>
    ) {
        guard let skills = value(path, text, CellValue.skills) else { return }
        reading.overlay[keyPath: field].append(NamedValue(id, skills))
    }

    private mutating func figure(
        _ path: String,
        _ text: String,
        _ range: ClosedRange<Int>
    ) -> Int? {
        guard let figure = value(path, text, CellValue.figure) else { return nil }
        if range.contains(figure) { return figure }
        reading.note(
            .outOfRange,
            path,
            .text(figure < range.lowerBound ? .tooSmall : .tooLarge),
            found: text,
            expected: .text(.wholeFromTo, .init(range.lowerBound), .init(range.upperBound))
        )
        return nil
    }

    private mutating func value<Value>(
        _ path: String,
        _ text: String,
        _ read: (ByteText) throws(CellFault) -> Value
    ) -> Value? {
        do throws(CellFault) {
            return try read(Array(text.utf8)[...].trimmed)
        } catch {
            reading.note(
                error.code,
                path,
                error.message,
                found: error.found ?? text,
                expected: error.expected
            )
            return nil
        }
    }
}
