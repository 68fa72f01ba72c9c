import Scheduling

/// Reads the rows of one table cell by cell, noting every cell that can't be read.
struct TableReader {
    let table: DraftTable
    /// Errors and warnings so far.
    private(set) var faults: [InputFault] = []
    /// Cells of records that hold placeholders.
    private(set) var unreadable: Set<RecordLocation> = []
    /// Whether rows of the table are missing.
    private(set) var isIncomplete = false
    /// The line of each record.
    private(set) var lines: [Int] = []
    /// The line of the header, 1 where there is none.
    private(set) var headerLine = 1

    /// After as many faults, a file is hardly the table that it should be.
    private static let mostFaults = 1000
    private let file: String
    private let layout: TableLayout
    private let document: CSVDocument
    private var columns: [String: Int] = [:]
    private var width = 0
    private var nextRow = 0
    private var cells: Range<Int> = 0..<0
    private var isMiscounted = false

    /// Opens a table of a scenario and reads its header.
    init(_ table: DraftTable, text: [UInt8]) {
        self.init(table, file: table.fileName, layout: TableLayout.of(table), text: text)
    }

    /// Opens a table beside a scenario, whose rows are marked as of a table of the scenario.
    init(_ table: DraftTable, file: String, layout: TableLayout, text: [UInt8]) {
        self.table = table
        self.file = file
        self.layout = layout
        document = CSVDocument(text)
        readHeader()
        warnOfOddQuotes()
        if let failure = document.failure { report(failure) }
    }

    // MARK: Form

    private mutating func readHeader() {
        guard let header = document.records.first else {
            note(.headerMissing, line: 1, nil, .text(.noHeader), expected: layout.headerText)
            isIncomplete = true
            return
        }
        headerLine = header.line
        nextRow = 1
        width = header.cells.count
        for (offset, cell) in header.cells.enumerated() {
            let name = document.cell(cell).string
            if name.isEmpty { continue }
            if columns.updateValue(offset, forKey: name) != nil {
                note(
                    .columnTwice,
                    line: headerLine,
                    name,
                    .text(.columnTwice),
                    found: name,
                    expected: .text(.eachColumnOnce)
                )
                isIncomplete = true
            } else if !layout.columns.contains(name) {
                note(
                    .columnUnknown,
                    line: headerLine,
                    name,
                    .text(.unknownColumn),
                    found: name,
                    expected: layout.headerText
                )
            }
        }
        for name in layout.required where columns[name] == nil {
            note(
                .columnMissing,
                line: headerLine,
                name,
                .text(.noColumn),
                expected: .text(.aColumnNamed, .value(name))
            )
            isIncomplete = true
        }
    }

    private mutating func warnOfOddQuotes() {
        for (line, cell) in document.oddQuotes.prefix(20) {
            note(
                .quoteInsideCell,
                line: line,
                nil,
                .text(.oddQuote),
                found: document.cell(cell).string,
                expected: .text(.quotesAroundCell)
            )
        }
    }

    private mutating func report(_ failure: CSVDocument.Failure) {
        let isOpen = failure.code == .quoteNotClosed
        note(
            failure.code,
            line: failure.line,
            nil,
            .text(isOpen ? .quoteNotClosed : .textAfterQuote),
            expected: .text(isOpen ? .aClosingQuote : .commaOrLineEnd)
        )
        isIncomplete = true
    }

    // MARK: Rows

    /// Goes to the next row.
    ///
    /// - Returns: its index among the records; nil at the end, or where the header is no use.
    mutating func next() -> Int? {
        guard layout.required.allSatisfy({ columns[$0] != nil }) else { return nil }
        while nextRow < document.records.count, hasRoomForFaults() {
            let row = document.records[nextRow]
            nextRow += 1
            cells = row.cells
            isMiscounted = row.cells.count != width
            if isMiscounted {
                note(
                    .cellCount,
                    line: row.line,
                    nil,
                    .text(.cellCount),
                    found: String(row.cells.count),
                    expected: .text(.cells, .init(width))
                )
                // A row that at least has its id stays known by it; its other cells don't count.
                guard layout.required[0] == "id", !cell("id").isEmpty else {
                    isIncomplete = true
                    continue
                }
            }
            lines.append(row.line)
            if isMiscounted { markMiscounted() }
            return lines.count - 1
        }
        return nil
    }

    /// Whether it is of use to read on; notes where it isn't.
    private mutating func hasRoomForFaults() -> Bool {
        if faults.count < TableReader.mostFaults { return true }
        note(
            .inputTooLarge,
            line: document.records[nextRow].line,
            nil,
            .text(.tooManyFaults),
            found: String(faults.count)
        )
        isIncomplete = true
        nextRow = document.records.count
        return false
    }

    /// Marks all cells of the record but its id.
    private mutating func markMiscounted() {
        unreadable.insert(RecordLocation(table: table, record: lines.count - 1))
    }

    private mutating func markUnreadable(_ column: String) {
        unreadable.insert(RecordLocation(table: table, record: lines.count - 1, column: column))
    }

    private func cell(_ column: String) -> ByteText {
        guard let offset = columns[column], offset < cells.count else { return [] }
        return document.cell(cells.lowerBound + offset)
    }

    // MARK: Cells

    /// A cell's value; nil where it is blank or can't be read.
    mutating func value<Value>(
        _ column: String,
        _ read: (ByteText) throws(CellFault) -> Value
    ) -> Value? {
        if isMiscounted { return nil }
        let text = cell(column)
        if text.isEmpty { return nil }
        do throws(CellFault) {
            return try read(text)
        } catch {
            note(
                error.code,
                line: lines[lines.count - 1],
                column,
                error.message,
                found: error.found ?? text.string,
                expected: error.expected
            )
            markUnreadable(column)
            return nil
        }
    }

    /// A required cell's value, or the placeholder with a fault where it is blank.
    mutating func required<Value>(
        _ column: String,
        or placeholder: Value,
        _ read: (ByteText) throws(CellFault) -> Value
    ) -> Value {
        if !isMiscounted, cell(column).isEmpty {
            note(
                .valueMissing,
                line: lines[lines.count - 1],
                column,
                .text(.nothingGiven),
                expected: .text(.aValue)
            )
            markUnreadable(column)
            return placeholder
        }
        return value(column, read) ?? placeholder
    }

    /// The text of a cell; nil where it is blank.
    mutating func text(_ column: String) -> String? {
        if isMiscounted { return nil }
        let text = cell(column)
        return text.isEmpty ? nil : text.string
    }

    /// The text of a required cell.
    mutating func requiredText(_ column: String) -> String {
        if isMiscounted, column == "id" { return cell(column).string }
        return required(column, or: "") { text throws(CellFault) in text.string }
    }

    /// A whole number; nil where the cell is blank.
    mutating func figure(_ column: String) -> Int? { value(column, CellValue.figure) }

    /// Notes something wrong with a cell of the row at hand.
    mutating func fault(
        _ code: FaultCode,
        _ column: String,
        _ message: FaultText,
        _ found: String,
        _ expected: FaultText
    ) {
        note(code, line: lines[lines.count - 1], column, message, found: found, expected: expected)
    }

    private mutating func note(
        _ code: FaultCode,
        line: Int,
        _ column: String?,
        _ message: FaultText,
        found: String? = nil,
        expected: FaultText? = nil
    ) {
        faults.append(
            InputFault(
                code: code,
                file: file,
                line: line,
                column: column,
                message: message,
                found: found.map { .value($0) },
                expected: expected
            )
        )
    }
}
