import Scheduling

/// The records of a comma-separated file after RFC 4180, with the line on which each starts.
///
/// Cells are ranges of one buffer that holds the text without quoting; white space around them
/// doesn't count. A record whose cells are all blank is left out.
struct CSVDocument {
    /// A record: where it starts, and which of the cells are its own.
    struct Record {
        var line: Int
        var cells: Range<Int>
    }

    /// Why reading ended before the end of the file.
    struct Failure {
        var code: FaultCode
        var line: Int
    }

    private(set) var records: [Record] = []
    private(set) var failure: Failure?
    /// Line and text of cells with a quote that has no meaning where it stands.
    private(set) var oddQuotes: [(line: Int, cell: Int)] = []
    private var text: [UInt8] = []
    private var cells: [Range<Int>] = []

    /// Reads UTF-8 text; records before a failure are kept.
    init(_ source: [UInt8]) {
        text.reserveCapacity(source.count)
        source.withUnsafeBufferPointer { parse($0) }
    }

    /// The text of a cell, given as an index from a record's range.
    func cell(_ index: Int) -> ByteText { text[cells[index]] }

    private mutating func parse(_ source: UnsafeBufferPointer<UInt8>) {
        var scanner = Scanner(source: source)
        while !scanner.isAtEnd {
            let line = scanner.line
            let firstCell = cells.count
            guard parseRecord(&scanner, line: line) else {
                cells.removeSubrange(firstCell...)
                return
            }
            if cells[firstCell...].allSatisfy(\.isEmpty) {
                cells.removeSubrange(firstCell...)
            } else {
                records.append(Record(line: line, cells: firstCell..<cells.count))
            }
        }
    }

    /// Reads cells up to the end of the record.
    ///
    /// - Returns: whether the record could be read.
    private mutating func parseRecord(_ scanner: inout Scanner, line: Int) -> Bool {
        while true {
            let start = text.count
            if scanner.current == Byte.quote {
                if let code = parseQuoted(&scanner) {
                    failure = Failure(code: code, line: line)
                    return false
                }
            } else if parsePlain(&scanner) {
                oddQuotes.append((line, cells.count))
            }
            let trimmed = text[start...].trimmed
            cells.append(trimmed.startIndex..<trimmed.endIndex)
            guard scanner.current == Byte.comma else {
                scanner.skipLineEnd()
                return true
            }
            scanner.advance()
        }
    }

    /// - Returns: whether a quote stands in the cell.
    private mutating func parsePlain(_ scanner: inout Scanner) -> Bool {
        var hasQuote = false
        while let byte = scanner.current, byte != Byte.comma, !scanner.isAtLineEnd {
            hasQuote = hasQuote || byte == Byte.quote
            text.append(byte)
            scanner.advance()
        }
        return hasQuote
    }

    /// - Returns: why the cell could not be read, or nil.
    private mutating func parseQuoted(_ scanner: inout Scanner) -> FaultCode? {
        scanner.advance()
        while let byte = scanner.current {
            if byte != Byte.quote {
                text.append(byte)
                scanner.advanceCountingLines()
                continue
            }
            scanner.advance()
            if scanner.current == Byte.quote {
                text.append(Byte.quote)
                scanner.advance()
                continue
            }
            let isClosed =
                scanner.isAtEnd || scanner.isAtLineEnd || scanner.current == Byte.comma
            return isClosed ? nil : .textAfterQuote
        }
        return .quoteNotClosed
    }
}

/// A position in the source with its line; a line ends with LF, CR or both.
private struct Scanner {
    let source: UnsafeBufferPointer<UInt8>
    var position = 0
    var line = 1

    init(source: UnsafeBufferPointer<UInt8>) { self.source = source }

    var isAtEnd: Bool { position >= source.count }

    var current: UInt8? { position < source.count ? source[position] : nil }

    var isAtLineEnd: Bool { current == Byte.lineFeed || current == Byte.carriageReturn }

    mutating func advance() { position += 1 }

    mutating func advanceCountingLines() {
        if isAtLineEnd {
            let isFirstOfTwo =
                current == Byte.carriageReturn && position + 1 < source.count
                && source[position + 1] == Byte.lineFeed
            line += isFirstOfTwo ? 0 : 1
        }
        position += 1
    }

    mutating func skipLineEnd() {
        guard isAtLineEnd else { return }
        let isReturn = current == Byte.carriageReturn
        position += 1
        line += 1
        if isReturn, current == Byte.lineFeed { position += 1 }
    }
}
