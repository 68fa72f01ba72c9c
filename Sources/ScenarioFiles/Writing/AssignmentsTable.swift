import Scheduling

/// assignments.csv: a plan as a table for people, made to open in spreadsheet programs.
public enum AssignmentsTable {
    /// The file's usual name.
    public static let name = "assignments.csv"

    /// The bytes of the file: UTF-8 with a byte-order mark, lines ended by CR LF.
    ///
    /// Rows are in the order of teams, shifts, crews and starts. Texts that a spreadsheet would take
    /// for a formula get an apostrophe in front.
    /// - Parameters:
    ///   - plan: The plan; assignments that name something unknown show its id alone.
    ///   - scenario: What the plan is for.
    ///   - fingerprint: Names the plan, the same in every row.
    /// - Returns: the whole file.
    public static func encode(_ plan: Plan, for scenario: Scenario, fingerprint: String) -> [UInt8]
    {
        var table = CSVText(
            header: [
                "visit", "service", "role", "team", "team_name", "shift", "crew", "start", "end",
                "place", "resident", "plan",
            ],
            lineEnd: "\r\n"
        )
        let names = Names(scenario)
        for assignment in sorted(plan.assignments, names) {
            table.append(cells(of: assignment, names, fingerprint).map { CSVText.harmless($0) })
        }
        return [0xEF, 0xBB, 0xBF] + table.bytes
    }

    private static func sorted(_ assignments: [Assignment], _ names: Names) -> [Assignment] {
        func isBefore(_ left: Assignment, _ right: Assignment) -> Bool {
            let ranks = (names.rank(of: left.team), names.rank(of: right.team))
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
            let leftKey = (left.shiftStartMinute, left.crew, left.startMinute)
            let rightKey = (right.shiftStartMinute, right.crew, right.startMinute)
            if leftKey != rightKey { return leftKey < rightKey }
            return (left.visit, left.role) < (right.visit, right.role)
        }
        return assignments.sorted(by: isBefore)
    }

    private static func cells(
        of assignment: Assignment,
        _ names: Names,
        _ fingerprint: String
    ) -> [String] {
        let visit = names.visit(assignment.visit)
        let scenario = names.scenario
        return [
            assignment.visit.text,
            visit.map { names.service(of: $0) } ?? "",
            assignment.role.text,
            assignment.team.text,
            names.team(assignment.team)?.name ?? "",
            scenario.stamp(assignment.shiftStartMinute),
            String(assignment.crew),
            scenario.stamp(assignment.startMinute),
            scenario.stamp(assignment.endMinute),
            visit.map { names.place(of: $0) } ?? "",
            visit?.resident ?? "",
            fingerprint,
        ]
    }
}

/// Looks names of a scenario up by id.
private struct Names {
    let scenario: Scenario
    private let visits: [VisitID: Int]
    private let teams: [TeamID: Int]

    init(_ scenario: Scenario) {
        self.scenario = scenario
        visits = Dictionary(scenario.visits.indices.map { (scenario.visits[$0].id, $0) }) {
            first,
            _ in first
        }
        teams = Dictionary(scenario.teams.indices.map { (scenario.teams[$0].id, $0) }) {
            first,
            _ in first
        }
    }

    func visit(_ id: VisitID) -> Visit? { visits[id].map { scenario.visits[$0] } }

    func team(_ id: TeamID) -> Team? { teams[id].map { scenario.teams[$0] } }

    func rank(of team: TeamID) -> Int { teams[team] ?? scenario.teams.count }

    func service(of visit: Visit) -> String {
        let service = scenario.service(of: visit)
        return service.name.isEmpty ? service.id.text : service.name
    }

    /// The site's name; `phone` or `online`; or the coordinates of a place of its own.
    func place(of visit: Visit) -> String {
        let mode = scenario.service(of: visit).mode
        if mode.isRemote { return mode.rawValue }
        if let index = visit.siteIndex {
            let site = scenario.sites[index]
            return site.name.isEmpty ? site.id.text : site.name
        }
        guard let coordinate = visit.placeIndex.map({ scenario.places[$0].coordinate }) else {
            return ""
        }
        return "\(coordinate.latitude) \(coordinate.longitude)"
    }
}
