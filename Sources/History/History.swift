import Evaluation
import ScenarioFiles
import Scheduling

/// Keeps a ledger of past plans: work per team, and who was served and who waited.
public enum History {
    /// What adding a plan to a ledger came to.
    public enum Addition: Sendable, Hashable {
        /// The ledger with the plan's rows.
        case added([LedgerRow])
        /// The plan is in the ledger already; nothing changes.
        case known
        /// Another plan of these dates is in the ledger: its entry.
        case datesTaken(String)
    }

    /// Adds what a plan meant for teams and residents.
    ///
    /// - Parameters:
    ///   - plan: A valid plan.
    ///   - scenario: What it was made for.
    ///   - entry: Names scenario and dates, so that nothing is added twice.
    ///   - ledger: The rows so far.
    ///   - replaces: Whether rows of the same dates give way to the plan's.
    /// - Returns: the ledger with the plan's rows, or why they are not added.
    public static func add(
        _ plan: Plan,
        of scenario: Scenario,
        entry: String,
        to ledger: [LedgerRow],
        replaces: Bool = false
    ) -> Addition {
        let last = scenario.start.advanced(byDays: scenario.days - 1)
        let overlaps = { (row: LedgerRow) in
            row.start <= last && scenario.start <= row.start.advanced(byDays: row.days - 1)
        }
        if replaces {
            return .added(ledger.filter { !overlaps($0) } + rows(plan, scenario, entry))
        }
        if ledger.contains(where: { $0.entry == entry }) { return .known }
        if let other = ledger.first(where: overlaps) { return .datesTaken(other.entry) }
        return .added(ledger + rows(plan, scenario, entry))
    }

    private static func rows(_ plan: Plan, _ scenario: Scenario, _ entry: String) -> [LedgerRow] {
        let work = Audit(scenario).statistics(of: plan).teams
        let working = Set(scenario.shifts.map(\.teamIndex))
        var rows = zip(scenario.teams.indices, work).filter { working.contains($0.0) }.map {
            LedgerRow(
                entry: entry,
                start: scenario.start,
                days: scenario.days,
                kind: .team,
                id: $0.1.team.text,
                minutes: $0.1.workMinutes
            )
        }
        let served = Set(plan.assignments.map(\.visit))
        var residents: [String: (served: Int, unserved: Int)] = [:]
        for visit in scenario.visits where visit.programIndex == nil {
            let isServed = served.contains(visit.id)
            residents[visit.residentKey, default: (0, 0)].served += isServed ? 1 : 0
            residents[visit.residentKey, default: (0, 0)].unserved += isServed ? 0 : 1
        }
        for (key, counts) in residents.sorted(by: { $0.key < $1.key }) {
            rows.append(
                LedgerRow(
                    entry: entry,
                    start: scenario.start,
                    days: scenario.days,
                    kind: .resident,
                    id: key,
                    served: counts.served,
                    unserved: counts.unserved
                )
            )
        }
        return rows
    }
}

extension Visit {
    /// Who waits for a request: its resident, or the request itself where it names none.
    fileprivate var residentKey: String { resident.isEmpty ? id.text : resident }
}
