import ScenarioFiles
import Scheduling

/// The decline ladder as a table: for each assignment still to come, the next teams in order.
public enum LadderTable {
    /// The bytes of the table, one row per assignment in order of start.
    ///
    /// - Parameters:
    ///   - result: A re-planned day.
    ///   - count: How many teams are listed for each assignment.
    /// - Returns: the whole file.
    public static func encode(_ result: ReplanResult, count: Int = 2) -> [UInt8] {
        let day = result.day
        let ladder = DeclineLadder(
            result.planning.plan,
            for: day.scenario,
            nowMinute: day.nowMinute
        )
        let begun = Set(day.begun)
        var header = ["visit", "role", "team", "start"]
        for number in 1...count {
            header += ["next_\(number)", "start_\(number)", "points_\(number)"]
        }
        var table = CSVText(header: header, lineEnd: "\n")
        let rows = result.planning.plan.assignments.filter { !begun.contains($0.visit) }
            .sorted { ($0.startMinute, $0.visit, $0.role) < ($1.startMinute, $1.visit, $1.role) }
        for row in rows {
            var cells = [
                row.visit.text, row.role.text, row.team.text, day.scenario.stamp(row.startMinute),
            ]
            let found = ladder.substitutes(for: row, count: count)
            for number in 0..<count {
                guard number < found.count else {
                    cells += ["", "", ""]
                    continue
                }
                cells += [
                    found[number].team.text, day.scenario.stamp(found[number].startMinute),
                    "\(found[number].points)",
                ]
            }
            table.append(cells)
        }
        return table.bytes
    }
}
