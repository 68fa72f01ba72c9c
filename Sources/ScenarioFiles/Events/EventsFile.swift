import Scheduling

/// What reading an events file gave: its rows, and all that is wrong with them by themselves.
public struct EventsReading: Sendable {
    /// The rows, in the order of the file; cells that can't be read are blank.
    public var events: [EventRecord]
    /// Errors and warnings, by line.
    public var faults: [InputFault]
    /// The file's name, for further faults.
    public var file: String

    /// Events made in code.
    public init(events: [EventRecord], faults: [InputFault] = [], file: String = "events") {
        self.events = events
        self.faults = faults
        self.file = file
    }
}

/// Events of a day under way: a table with a row for each.
public enum EventsFile {
    /// Reads an events file; what is wrong with it is found in the faults.
    ///
    /// - Parameters:
    ///   - bytes: The file's content, UTF-8 or GB18030.
    ///   - file: The file's name, for messages.
    /// - Returns: the rows, with all that is wrong with them.
    public static func read(_ bytes: [UInt8], file: String) -> EventsReading {
        guard let text = decodedText(bytes) else {
            return EventsReading(events: [], faults: [.encodingUnknown(file)], file: file)
        }
        var reader = TableReader(.requests, file: file, layout: .events, text: text)
        let events = reader.events()
        return EventsReading(events: events, faults: reader.faults, file: file)
    }

    /// Reads the events file at a path.
    ///
    /// - Throws: ``InvalidScenario`` where there is no such file.
    public static func read(path: String) throws(InvalidScenario) -> EventsReading {
        try read(SideFile.read(path), file: path)
    }
}

/// Files that stand beside a scenario's folder.
enum SideFile {
    /// The content of the file at a path.
    ///
    /// - Throws: ``InvalidScenario`` where there is none, or none that can be read.
    static func read(_ path: String) throws(InvalidScenario) -> [UInt8] {
        let cause: FaultText
        do throws(FileFailure) {
            if let bytes = try FileSystem.read(path, limit: FileLimit.tableBytes) { return bytes }
            cause = .text(.noFile)
        } catch {
            cause = error.cause
        }
        throw InvalidScenario(faults: [
            InputFault(
                code: .fileUnreadable,
                file: path,
                message: .text(.fileUnreadable),
                found: cause,
                expected: .text(.aReadableFile)
            )
        ])
    }
}

extension InputFault {
    /// A file in no known encoding.
    static func encodingUnknown(_ file: String) -> InputFault {
        InputFault(
            code: .encodingUnknown,
            file: file,
            message: .text(.neitherEncoding),
            expected: .text(.textInEncoding)
        )
    }
}

extension TableReader {
    /// One event per row; the request of a row that is none is left out.
    mutating func events() -> [EventRecord] {
        var events: [EventRecord] = []
        while let number = next() {
            let faultsBefore = faults.count
            let kind = required("event", or: EventKind.accepted, CellValue.word)
            let isKnown = faults.count == faultsBefore
            var event = EventRecord(
                kind,
                visit: text("visit"),
                role: text("role"),
                team: text("team"),
                shift: value("shift", CellValue.moment),
                reason: text("reason"),
                line: lines[number]
            )
            if kind == .new { event.request = newRequest(id: event.visit ?? "") }
            // What a row with an unknown word means can't be judged further.
            if isKnown { events.append(event) }
        }
        return events
    }

    private mutating func newRequest(id: String) -> RequestRecord {
        RequestRecord(
            id: id,
            service: requiredText("service"),
            site: text("site"),
            latitude: value("lat", CellValue.degrees),
            longitude: value("lon", CellValue.degrees),
            resident: text("resident"),
            submitted: value("submitted", CellValue.moment),
            from: value("from", CellValue.moment),
            until: value("until", CellValue.moment),
            hours: value("hours", CellValue.hours) ?? [],
            days: value("days", CellValue.weekdays) ?? [],
            minutes: figure("minutes"),
            tier: value("tier", CellValue.word),
            value: figure("value"),
            due: value("due", CellValue.moment),
            prefer: value("prefer", CellValue.names) ?? [],
            refuse: value("refuse", CellValue.names) ?? [],
            load: figure("load")
        )
    }
}
