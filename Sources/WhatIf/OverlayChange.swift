import ScenarioFiles
import Scheduling

/// Applies to a scenario's tables what an overlay says of them.
struct OverlayChange {
    /// The scenario without the overlay.
    let base: Scenario
    /// The overlay, with what is wrong with it so far.
    private(set) var overlay: OverlayReading
    /// The tables; without commitments, which are put back later.
    private(set) var draft: ScenarioDraft
    /// What the validation has to know.
    private(set) var notes = DraftNotes()

    private var record: OverlayRecord { overlay.overlay }

    init(_ reading: ScenarioReading, _ overlay: OverlayReading) {
        base = reading.scenario
        self.overlay = overlay
        draft = reading.draft
        draft.commitments = []
        notes.fallbackName = reading.scenario.name
    }

    // MARK: Names

    /// Notes every id of the overlay that names nothing.
    mutating func checkNames() {
        let sites = Set(draft.sites.map(\.id))
        let teams = Set(draft.teams.map(\.id))
        for closure in record.closures where !sites.contains(closure.site) {
            noteUnknown("close.\(closure.site)", closure.site, .noSite, .sites)
        }
        for team in record.removedTeams where !teams.contains(team) {
            noteUnknown("remove.teams", team, .noTeam, .teams)
        }
        for (key, part) in [("remove", record.removed), ("add", record.added)] {
            let named =
                part.crews.map { ("crews", $0.id) } + part.minutes.map { ("minutes", $0.id) }
                + part.skills.map { ("skills", $0.id) }
            for (map, team) in named where !teams.contains(team) {
                noteUnknown("\(key).\(map).\(team)", team, .noTeam, .teams)
            }
        }
        for copy in record.copiedTeams {
            let path = "add.teams.\(copy.id)"
            if !teams.contains(copy.value) { noteUnknown(path, copy.value, .noTeam, .teams) }
            if teams.contains(copy.id) {
                let expected = FaultText.text(.ownID)
                overlay.note(.idTwice, path, .text(.idTwice), found: copy.id, expected: expected)
            }
        }
    }

    private mutating func noteUnknown(
        _ path: String,
        _ id: String,
        _ message: FaultPhrase,
        _ table: DraftTable
    ) {
        overlay.note(
            .idUnknown,
            path,
            .text(message),
            found: id,
            expected: .text(.idOf, .value(table.fileName))
        )
    }

    // MARK: Tables

    mutating func changeDraft() {
        copyTeams()
        changeSkills()
        changeShifts()
        changeWeights()
        changeRequests()
    }

    private mutating func copyTeams() {
        for copy in record.copiedTeams {
            guard var team = draft.teams.first(where: { $0.id == copy.value }) else { continue }
            team.id = copy.id
            team.name = copy.id
            draft.teams.append(team)
            draft.shifts += draft.shifts.filter { $0.team == copy.value }.map { shift in
                var own = shift
                own.team = copy.id
                return own
            }
        }
    }

    private mutating func changeSkills() {
        for index in draft.teams.indices {
            let id = draft.teams[index].id
            for added in record.added.skills where added.id == id {
                draft.teams[index].skills += added.value
            }
            for removed in record.removed.skills where removed.id == id {
                let names = Set(removed.value.map(\.skill))
                draft.teams[index].skills.removeAll { names.contains($0.skill) }
            }
        }
    }

    private mutating func changeShifts() {
        let removed = Set(record.removedTeams)
        draft.shifts = draft.shifts.compactMap { shift in
            guard !removed.contains(shift.team) else { return nil }
            var changed = shift
            let crews =
                (shift.crews ?? 1) + sum(record.added.crews, shift.team)
                - sum(record.removed.crews, shift.team)
            guard crews > 0 else { return nil }
            changed.crews = min(crews, 1000)
            let end =
                shift.endMinute + sum(record.added.minutes, shift.team)
                - sum(record.removed.minutes, shift.team)
            guard end > shift.startMinute else { return nil }
            changed.endMinute = min(end, minutesPerDay)
            return changed
        }
    }

    private func sum(_ values: [NamedValue<Int>], _ id: String) -> Int {
        values.reduce(0) { $0 + ($1.id == id ? $1.value : 0) }
    }

    private mutating func changeWeights() {
        for weight in record.weights {
            for entry in WeightsRecord.fields where entry.key == weight.id {
                draft.weights[keyPath: entry.field] = weight.value
            }
        }
    }

    // MARK: Requests

    /// Copies requests drawn at random, or leaves some out, but never one that is promised.
    private mutating func changeRequests() {
        guard let percent = record.requestPercent, percent != 100, !draft.requests.isEmpty else {
            return
        }
        var random = RandomBits(seed: record.seed)
        let count = draft.requests.count * percent / 100
        if count > draft.requests.count {
            addRequests(count - draft.requests.count, &random)
        } else {
            removeRequests(draft.requests.count - count, &random)
        }
    }

    private mutating func addRequests(_ count: Int, _ random: inout RandomBits) {
        let originals = draft.requests
        var known = Set(originals.map(\.id))
        var copies: [String: Int] = [:]
        for _ in 0..<count {
            var copy = originals[random.next(below: originals.count)]
            let original = copy.id
            repeat {
                copies[original, default: 0] += 1
                copy.id = "\(original)+\(copies[original, default: 0])"
            } while !known.insert(copy.id).inserted
            copy.resident = nil
            // About two hundred metres either way: somebody else in the neighbourhood.
            copy.latitude = copy.latitude.map { $0 + random.offset() }
            copy.longitude = copy.longitude.map { $0 + random.offset() }
            draft.requests.append(copy)
        }
    }

    private mutating func removeRequests(_ count: Int, _ random: inout RandomBits) {
        let promised = Set(base.commitments.map(\.visit.text))
        var open = draft.requests.indices.filter { !promised.contains(draft.requests[$0].id) }
        var removed: Set<Int> = []
        while removed.count < count, !open.isEmpty {
            removed.insert(open.remove(at: random.next(below: open.count)))
        }
        draft.requests = draft.requests.enumerated().filter { !removed.contains($0.offset) }
            .map(\.element)
    }
}

extension RandomBits {
    /// A number from 0 up to but not including a limit of at least 1.
    mutating func next(below limit: Int) -> Int { Int(next() % UInt64(limit)) }

    /// Degrees from −0.002 to 0.002.
    mutating func offset() -> Double { Double(next(below: 4001) - 2000) / 1_000_000 }
}
