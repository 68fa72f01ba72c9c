extension DraftValidator {
    /// Enters an id in its table; one that is there already is a fault.
    mutating func register(
        _ id: String,
        _ row: RecordReference,
        in indices: WritableKeyPath<Self, [String: Int]>
    ) {
        guard let record = row.record else { return }
        guard isReadable(row, "id"), !id.isEmpty else {
            incomplete.insert(row.table)
            if isReadable(row, "id") { missing(row, "id") }
            return
        }
        if self[keyPath: indices][id] != nil {
            fault(.idTwice, row, "id", .text(.idTwice), found: id, expected: .text(.ownID))
        } else {
            self[keyPath: indices][id] = record
        }
    }

    /// The record that an id names; nil, with a fault where that is certain, if none does.
    mutating func resolve(
        _ id: String,
        _ row: RecordReference,
        _ column: String,
        in table: DraftTable
    ) -> Int? {
        guard isReadable(row, column) else { return nil }
        if id.isEmpty {
            missing(row, column)
            return nil
        }
        let (indices, unknown): ([String: Int], FaultPhrase) =
            switch table {
            case .sites: (siteIndices, .noSite)
            case .teams: (teamIndices, .noTeam)
            default: (serviceIndices, .noService)
            }
        if let index = indices[id] { return index }
        if incomplete.contains(table) {
            taint(row)
        } else {
            fault(
                .idUnknown,
                row,
                column,
                .text(unknown),
                found: id,
                expected: .text(.idOf, .value(table.fileName))
            )
        }
        return nil
    }

    /// The teams that a list names, ascending, each once.
    mutating func resolveTeams(
        _ ids: [String],
        _ row: RecordReference,
        _ column: String
    ) -> [Int] {
        if ids.isEmpty { return [] }
        var indices: [Int] = []
        for id in ids {
            if let index = resolve(id, row, column, in: .teams) { indices.append(index) }
        }
        return Set(indices).sorted()
    }

    mutating func missing(_ row: RecordReference, _ column: String) {
        fault(.valueMissing, row, column, .text(.nothingGiven), expected: .text(.aValue))
    }
}
