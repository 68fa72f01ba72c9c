import Scheduling

/// Whom a row of a ledger is about.
public enum LedgerKind: String, CaseIterable, Sendable, Hashable {
    /// A team, by its id.
    case team
    /// A resident, by the key in the request, or by the request's id where it has none.
    case resident
}

/// A row of a ledger: what one plan meant for one team or resident.
public struct LedgerRow: Hashable, Sendable {
    /// Names the plan, the same in all of its rows.
    public var entry: String
    /// First date of the plan's horizon.
    public var start: CalendarDate
    /// Length of the horizon.
    public var days: Int
    /// Team or resident.
    public var kind: LedgerKind
    /// Who.
    public var id: String
    /// Work minutes of a team; 0 for residents.
    public var minutes: Int
    /// Visits of a resident that the plan serves; 0 for teams.
    public var served: Int
    /// Visits of a resident that the plan leaves out; 0 for teams.
    public var unserved: Int

    /// A row with all its cells.
    public init(
        entry: String,
        start: CalendarDate,
        days: Int,
        kind: LedgerKind,
        id: String,
        minutes: Int = 0,
        served: Int = 0,
        unserved: Int = 0
    ) {
        self.entry = entry
        self.start = start
        self.days = days
        self.kind = kind
        self.id = id
        self.minutes = minutes
        self.served = served
        self.unserved = unserved
    }
}

/// Rows of a file beside a scenario, with all that is wrong with them.
public struct RowsReading<Row: Sendable>: Sendable {
    /// The rows, in the order of the file; those with an error are left out.
    public var rows: [Row]
    /// Errors and warnings, by line.
    public var faults: [InputFault]

    /// Rows and faults.
    public init(rows: [Row], faults: [InputFault] = []) {
        self.rows = rows
        self.faults = faults
    }

    /// The rows where nothing is wrong.
    ///
    /// - Throws: ``InvalidScenario`` with all that is wrong.
    public func get() throws(InvalidScenario) -> [Row] {
        if faults.contains(where: { $0.severity == .error }) {
            throw InvalidScenario(faults: faults)
        }
        return rows
    }
}

/// The ledger of past plans: who worked how long, and who was served.
public enum LedgerFile {
    /// Reads a ledger; what is wrong with it is found in the faults.
    public static func read(_ bytes: [UInt8], file: String) -> RowsReading<LedgerRow> {
        guard let text = decodedText(bytes) else {
            return RowsReading(rows: [], faults: [.encodingUnknown(file)])
        }
        var reader = TableReader(.requests, file: file, layout: .ledger, text: text)
        let rows = reader.ledgerRows()
        return RowsReading(rows: rows, faults: reader.faults)
    }

    /// Reads the ledger at a path; one that does not exist yet is empty.
    ///
    /// - Throws: ``InvalidScenario`` with all that is wrong with it.
    public static func read(path: String) throws(InvalidScenario) -> [LedgerRow] {
        do throws(FileFailure) {
            let bytes = try FileSystem.read(path, limit: FileLimit.tableBytes)
            guard bytes != nil else { return [] }
        } catch {
            // Read again below, where the failure is told.
        }
        return try read(SideFile.read(path), file: path).get()
    }

    /// The bytes of a ledger with the given rows.
    public static func encode(_ rows: [LedgerRow]) -> [UInt8] {
        var table = CSVText(header: TableLayout.ledger.columns, lineEnd: "\n")
        for row in rows {
            let isTeam = row.kind == .team
            table.append([
                row.entry, "\(row.start)", "\(row.days)", row.kind.rawValue, row.id,
                isTeam ? "\(row.minutes)" : "", isTeam ? "" : "\(row.served)",
                isTeam ? "" : "\(row.unserved)",
            ])
        }
        return table.bytes
    }
}

/// What somebody thought of a team's visit: from 1 (bad) to 5 (very good).
public struct RatingRow: Hashable, Sendable {
    /// The team rated.
    public var team: String
    /// The service that the visit was of.
    public var service: String
    /// 1 to 5.
    public var rating: Int

    /// A rating.
    public init(team: String, service: String, rating: Int) {
        self.team = team
        self.service = service
        self.rating = rating
    }
}

/// Ratings of teams, one row for each.
public enum RatingsFile {
    /// Reads ratings; what is wrong with them is found in the faults.
    public static func read(_ bytes: [UInt8], file: String) -> RowsReading<RatingRow> {
        guard let text = decodedText(bytes) else {
            return RowsReading(rows: [], faults: [.encodingUnknown(file)])
        }
        var reader = TableReader(.requests, file: file, layout: .ratings, text: text)
        let rows = reader.ratingRows()
        return RowsReading(rows: rows, faults: reader.faults)
    }

    /// Reads the ratings at a path.
    ///
    /// - Throws: ``InvalidScenario`` with all that is wrong with them.
    public static func read(path: String) throws(InvalidScenario) -> [RatingRow] {
        try read(SideFile.read(path), file: path).get()
    }
}

extension TableReader {
    fileprivate mutating func ledgerRows() -> [LedgerRow] {
        var rows: [LedgerRow] = []
        var seen: Set<String> = []
        while next() != nil {
            let before = faults.count
            let row = LedgerRow(
                entry: requiredText("plan"),
                start: required("start", or: CalendarDate(daysSince1970: 0), CellValue.date),
                days: required("days", or: 1, CellValue.figure),
                kind: required("kind", or: LedgerKind.team, CellValue.word),
                id: requiredText("id"),
                minutes: figure("minutes") ?? 0,
                served: figure("served") ?? 0,
                unserved: figure("unserved") ?? 0
            )
            check(row.days, "days", 1...31)
            check(row.minutes, "minutes", 0...1_000_000)
            check(row.served, "served", 0...1_000_000)
            check(row.unserved, "unserved", 0...1_000_000)
            if !seen.insert("\(row.entry)\u{0}\(row.kind)\u{0}\(row.id)").inserted {
                fault(.idTwice, "id", .text(.ledgerRowTwice), row.id, .text(.eachRowOnce))
            }
            if faults.count == before { rows.append(row) }
        }
        return rows
    }

    fileprivate mutating func ratingRows() -> [RatingRow] {
        var rows: [RatingRow] = []
        while next() != nil {
            let before = faults.count
            let row = RatingRow(
                team: requiredText("team"),
                service: requiredText("service"),
                rating: required("rating", or: 1, CellValue.figure)
            )
            check(row.rating, "rating", 1...5)
            if faults.count == before { rows.append(row) }
        }
        return rows
    }

    private mutating func check(_ figure: Int, _ column: String, _ range: ClosedRange<Int>) {
        if range.contains(figure) { return }
        fault(
            .outOfRange,
            column,
            .text(figure < range.lowerBound ? .tooSmall : .tooLarge),
            "\(figure)",
            .text(.wholeFromTo, .init(range.lowerBound), .init(range.upperBound))
        )
    }
}
