import Evaluation
import ScenarioFiles
import Scheduling

/// A scenario as an overlay has changed it.
public struct OverlaidScenario: Sendable {
    /// The overlay's name, shown to people.
    public var name: String
    /// What is to be planned.
    public var scenario: Scenario
    /// Pinned rows that the overlay made impossible; they count as published in ``scenario``.
    public var releasedPins: [Commitment]
    /// Whether its plans can be compared by points with those of the scenario without the overlay.
    public var isComparable: Bool

    /// The scenario as it was read, without any overlay.
    public init(base reading: ScenarioReading, name: String) {
        self.name = name
        scenario = reading.scenario
        releasedPins = []
        isComparable = true
    }

    /// Applies an overlay to a scenario.
    ///
    /// - Parameters:
    ///   - reading: The scenario as it was read.
    ///   - overlay: The overlay as it was read.
    /// - Throws: `InvalidScenario` with all that is wrong with the overlay.
    public init(
        _ reading: ScenarioReading,
        _ overlay: OverlayReading
    ) throws(InvalidScenario) {
        var change = OverlayChange(reading, overlay)
        change.checkNames()
        guard change.overlay.faults.isEmpty else {
            let faults = change.overlay.faults.enumerated()
                .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
            throw InvalidScenario(faults: faults.map(\.element))
        }
        let record = overlay.overlay
        change.changeDraft()
        let verdict = change.draft.judged(with: change.notes)
        guard let scenario = verdict.scenario else {
            // What an overlay can do to good tables is checked above; this is what is left.
            throw InvalidScenario(
                faults: verdict.faults.filter(\.code.isError).map {
                    InputFault(
                        code: $0.code,
                        file: overlay.file,
                        column: $0.place,
                        message: $0.message,
                        found: $0.found,
                        expected: $0.expected
                    )
                }
            )
        }
        name = record.name ?? overlay.file
        self.scenario = scenario
        releasedPins = []
        isComparable =
            !record.isFlood && record.weights.isEmpty && record.requestPercent ?? 100 == 100
        close(record.closures)
        if record.isFlood { countHomesByTier() }
        scenarioCommitments(of: change)
        releasePins()
    }

    // MARK: Changes that the tables have no words for

    /// Takes a closed site's days from its visits, and from the shifts of teams based there.
    private mutating func close(_ closures: [ClosureRecord]) {
        for closure in closures {
            let days = Set(
                (0..<scenario.days).filter { day in
                    let date = scenario.start.advanced(byDays: day)
                    return closure.dates.contains { $0.contains(date) }
                }
            )
            guard let site = scenario.sites.firstIndex(where: { $0.id.text == closure.site })
            else { continue }
            for index in scenario.visits.indices where scenario.visits[index].siteIndex == site {
                scenario.visits[index].windows.removeAll {
                    days.contains($0.startMinute / minutesPerDay)
                }
            }
            scenario.shifts.removeAll {
                scenario.teams[$0.teamIndex].baseSiteIndex == site && days.contains($0.day)
            }
        }
    }

    /// A flood: a home visit is worth its tier's weight, whatever else was said of it.
    private mutating func countHomesByTier() {
        for index in scenario.visits.indices {
            let visit = scenario.visits[index]
            guard scenario.service(of: visit).mode == .home else { continue }
            scenario.visits[index].value = scenario.weights.value(of: visit.tier ?? .blue)
            scenario.visits[index].dueMinute = nil
            scenario.visits[index].preferredTeams = []
        }
    }

    // MARK: Commitments

    /// Puts the scenario's commitments back, which the changed tables were judged without.
    private mutating func scenarioCommitments(of change: OverlayChange) {
        let visits = scenario.visits.map(\.id).positions
        scenario.commitments = change.base.commitments.compactMap { row in
            guard row.visitIndex == nil || visits[row.visit] != nil else { return nil }
            var moved = row
            moved.visitIndex = visits[row.visit]
            return moved
        }
    }

    /// Makes pinned rows that nothing could keep any more promises.
    private mutating func releasePins() {
        var bare = scenario
        bare.commitments = []
        let audit = Audit(bare)
        for index in scenario.commitments.indices {
            let row = scenario.commitments[index]
            guard row.kind == .pinned, !canKeep(row, audit) else { continue }
            releasedPins.append(row)
            scenario.commitments[index].kind = .published
            scenario.commitments[index].crew = nil
        }
    }

    /// Whether some shift of the team could hold a pinned row by itself.
    private func canKeep(_ row: Commitment, _ audit: Audit) -> Bool {
        guard let visit = row.visitIndex, let role = row.role, let team = row.teamIndex else {
            return false
        }
        let minutes = scenario.visits[visit].minutes
        let rules: Set<Rule> = [.timeWindows, .qualification, .routes, .routeLimits, .workLimits]
        return scenario.shifts.contains { shift in
            guard shift.teamIndex == team else { return false }
            let assignment = Assignment(
                visit: row.visit,
                role: role,
                team: row.team,
                shiftStartMinute: shift.startMinute,
                crew: row.crew ?? 1,
                startMinute: row.startMinute,
                endMinute: row.startMinute + minutes
            )
            let verdict = audit.judge(Plan(assignments: [assignment]))
            return verdict.violations.allSatisfy { !rules.contains($0.rule) }
        }
    }
}
