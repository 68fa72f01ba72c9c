import Scheduling

/// What became of opening one file of a folder.
enum FileContent {
    case absent
    case bytes([UInt8])
    case failed(InputFault)
}

/// Turns the files of a scenario into a draft, and the draft into a scenario.
struct ScenarioReader {
    private var draft = ScenarioDraft(start: CalendarDate(daysSince1970: 0))
    private var notes = DraftNotes()
    private var faults: [InputFault] = []
    private var lines: [DraftTable: [Int]] = [:]
    private var headerLines: [DraftTable: Int] = [:]
    private var settings: SettingsReader?
    private let open: (String) -> FileContent

    private init(folderName: String, open: @escaping (String) -> FileContent) {
        self.open = open
        notes.fallbackName = folderName
    }

    /// Reads all files.
    ///
    /// - Parameters:
    ///   - folderName: The scenario's name where scenario.yaml gives none.
    ///   - fileNames: All names in the folder, to find those that are none of the format's.
    ///   - open: Opens a file of the folder.
    /// - Returns: the scenario with its warnings.
    /// - Throws: all faults at once.
    static func read(
        folderName: String,
        fileNames: [String],
        open: @escaping (String) -> FileContent
    ) throws(InvalidScenario) -> ScenarioReading {
        var files: [ScenarioFile] = []
        var contents: [String: FileContent] = [:]
        for table in DraftTable.allCases {
            let content = open(table.fileName)
            contents[table.fileName] = content
            if case .bytes(let bytes) = content {
                files.append(ScenarioFile(name: table.fileName, bytes: bytes))
            }
        }
        var reader = ScenarioReader(folderName: folderName) { contents[$0] ?? .absent }
        reader.readSettings()
        reader.readTables()
        reader.warnOfUnknownFiles(fileNames)
        return try reader.finish(files: files)
    }

    // MARK: Files

    /// A file's text; nil, with a fault where it is needed, if there is none.
    private mutating func text(of table: DraftTable, isRequired: Bool) -> [UInt8]? {
        let name = table.fileName
        switch open(name) {
        case .absent:
            if isRequired {
                note(.fileMissing, name, .fileMissing, expected: .text(.aFileNamed, .value(name)))
                notes.incomplete.insert(table)
            }
            return nil
        case .failed(let fault):
            faults.append(fault)
            notes.incomplete.insert(table)
            return nil
        case .bytes(let bytes):
            if let text = decodedText(bytes) { return text }
            note(
                .encodingUnknown,
                name,
                .neitherEncoding,
                expected: .text(.textInEncoding)
            )
            notes.incomplete.insert(table)
            return nil
        }
    }

    private mutating func readSettings() {
        guard let text = text(of: .scenario, isRequired: true) else { return }
        guard text.count <= FileLimit.settingsBytes else {
            note(
                .inputTooLarge,
                DraftTable.scenario.fileName,
                .settingsTooLarge,
                found: .text(.bytes, .init(text.count)),
                expected: .text(.atMost, .init(FileLimit.settingsBytes))
            )
            notes.incomplete.insert(.scenario)
            return
        }
        let reader = SettingsReader(text)
        draft = reader.draft
        faults += reader.faults
        notes.unreadable.formUnion(reader.unreadable)
        if reader.isIncomplete { notes.incomplete.insert(.scenario) }
        settings = reader
    }

    private mutating func readTables() {
        read(.sites) { $0.sites = $1.sites() }
        read(.travel, isRequired: false) { $0.travel = $1.travel() }
        read(.teams) { $0.teams = $1.teams() }
        read(.shifts) { $0.shifts = $1.shifts() }
        read(.services) { $0.services = $1.services() }
        read(.roles) { $0.roles = $1.roles() }
        let requests = read(.requests, isRequired: false) { $0.requests = $1.requests() }
        let programs = read(.programs, isRequired: false) { $0.programs = $1.programs() }
        read(.commitments, isRequired: false) { $0.commitments = $1.commitments() }
        if !requests, !programs {
            note(
                .nothingToServe,
                DraftTable.requests.fileName,
                .nothingToServe,
                expected: .text(.oneOrBoth)
            )
        }
    }

    /// Reads one table into the draft.
    ///
    /// - Returns: whether there is such a file, readable or not.
    @discardableResult
    private mutating func read(
        _ table: DraftTable,
        isRequired: Bool = true,
        _ rows: (inout ScenarioDraft, inout TableReader) -> Void
    ) -> Bool {
        guard let text = text(of: table, isRequired: isRequired) else {
            return notes.incomplete.contains(table)
        }
        var reader = TableReader(table, text: text)
        rows(&draft, &reader)
        faults += reader.faults
        notes.unreadable.formUnion(reader.unreadable)
        if reader.isIncomplete { notes.incomplete.insert(table) }
        lines[table] = reader.lines
        headerLines[table] = reader.headerLine
        return true
    }

    private mutating func warnOfUnknownFiles(_ names: [String]) {
        let known = Set(DraftTable.allCases.map(\.fileName))
        let endings = [".csv", ".yaml", ".yml"]
        for name in names.sorted() where !known.contains(name) && !name.hasPrefix(".") {
            guard endings.contains(where: { name.lowercased().hasSuffix($0) }) else { continue }
            note(
                .fileUnknown,
                name,
                .unknownFile,
                expected: .text(.fileNames, .list(DraftTable.allCases.map(\.fileName)))
            )
        }
    }

    // MARK: Verdict

    private mutating func finish(files: [ScenarioFile]) throws(InvalidScenario) -> ScenarioReading {
        notes.commitmentLines = lines[.commitments] ?? []
        let verdict = draft.judged(with: notes)
        faults += verdict.faults.map { inputFault($0) }
        let sorted = sortedFaults()
        guard let scenario = verdict.scenario, sorted.allSatisfy({ !$0.code.isError }) else {
            throw InvalidScenario(faults: sorted)
        }
        return ScenarioReading(scenario: scenario, draft: draft, warnings: sorted, files: files)
    }

    private func inputFault(_ fault: DraftFault) -> InputFault {
        let location = fault.location
        let rows = lines[location.table] ?? []
        let line =
            if let record = location.record, record < rows.count {
                rows[record]
            } else if location.table == .scenario {
                location.column.flatMap { settings?.line(of: $0) } ?? 1
            } else {
                headerLines[location.table] ?? 1
            }
        return InputFault(
            code: fault.code,
            file: location.table.fileName,
            line: line,
            column: location.column,
            message: fault.message,
            found: fault.found,
            expected: fault.expected
        )
    }

    /// By file in the order of the format, then by line.
    private func sortedFaults() -> [InputFault] {
        let ranks = DraftTable.allCases.enumerated().map { ($1.fileName, $0) }
        let rankByName = Dictionary(ranks) { first, _ in first }
        return faults.enumerated()
            .map { (rankByName[$1.file] ?? ranks.count, $1.line, $0, $1) }
            .sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
            .map(\.3)
    }

    private mutating func note(
        _ code: FaultCode,
        _ file: String,
        _ message: FaultPhrase,
        found: FaultText? = nil,
        expected: FaultText? = nil
    ) {
        faults.append(
            InputFault(
                code: code,
                file: file,
                message: .text(message),
                found: found,
                expected: expected
            )
        )
    }
}
