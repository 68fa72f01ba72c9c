import Reports
import ScenarioFiles
import Scheduling

/// The report's tables as CSV, made to open in spreadsheet programs.
///
/// Headers are English and stay the same, as those of `assignments.csv` do.
struct ReportTables {
    private let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    /// The tables that the audience may see.
    var files: [ReportFile] {
        var files = [teams, programs, sessions]
        if context.audience.listsRequests { files += [visits, unserved] }
        return files
    }

    private var scenario: Scenario { context.scenario }

    private var teams: ReportFile {
        var table = ReportTables.table([
            "team", "name", "base", "crews", "visits", "service_minutes", "travel_minutes",
            "work_minutes", "fair_minutes", "max_minutes",
        ])
        for (team, work) in zip(scenario.teams, context.statistics.teams) {
            let figures = [
                work.routes, work.roles, work.serviceMinutes, work.travelMinutes,
                work.workMinutes, team.fairMinutes, team.maxMinutes,
            ]
            let names = [team.id.text, team.name, context.publicSiteName(team.baseSiteIndex)]
            ReportTables.add(names + figures.map { $0.map { String($0) } ?? "" }, to: &table)
        }
        return ReportTables.file("teams", table)
    }

    private var programs: ReportFile {
        var table = ReportTables.table([
            "program", "name", "service", "sessions", "served", "teams",
        ])
        for (index, program) in scenario.programs.enumerated() {
            let coverage = context.statistics.programs[index].sessions
            let service = scenario.services[program.serviceIndex]
            let cells = [
                program.id.text, program.name,
                service.name.isEmpty ? service.id.text : service.name,
                String(coverage.total), String(coverage.served),
                context.teams(ofProgram: index).map { scenario.teams[$0].id.text }
                    .joined(separator: ";"),
            ]
            ReportTables.add(cells, to: &table)
        }
        return ReportTables.file("programs", table)
    }

    /// The sessions that are held, which anyone may know.
    private var sessions: ReportFile {
        var table = ReportTables.table([
            "session", "program", "name", "site", "start", "end", "teams",
        ])
        for (index, visit) in scenario.visits.enumerated() {
            guard let program = visit.programIndex, let start = context.startMinute(ofVisit: index)
            else { continue }
            let teams = context.teams(ofVisit: index).map { scenario.teams[$0].id.text }
            let cells = [
                visit.id.text, scenario.programs[program].id.text, context.words.title(visit),
                context.publicPlace(visit), scenario.stamp(start),
                scenario.stamp(start + visit.minutes), teams.joined(separator: ";"),
            ]
            ReportTables.add(cells, to: &table)
        }
        return ReportTables.file("sessions", table)
    }

    /// A row per role of each visit that is served.
    private var visits: ReportFile {
        let named = context.audience.namesResidents
        var table = ReportTables.table(
            [
                "visit", "service", "tier", "role", "team", "shift", "crew", "start", "end",
                "place",
            ] + (named ? ["resident"] : [])
        )
        for (index, visit) in scenario.visits.enumerated() {
            for place in context.stops[index] {
                let route = context.routes[place.routeIndex]
                let stop = route.stops[place.stopIndex]
                let cells = [
                    visit.id.text, context.words.service(visit), visit.tier?.rawValue ?? "",
                    scenario.roles(of: visit)[stop.roleIndex].id.text,
                    scenario.teams[route.teamIndex].id.text,
                    scenario.stamp(scenario.shifts[route.shiftIndex].startMinute),
                    String(route.crew), scenario.stamp(stop.startMinute),
                    scenario.stamp(stop.endMinute), context.publicPlace(visit),
                ]
                ReportTables.add(cells + (named ? [visit.resident] : []), to: &table)
            }
        }
        return ReportTables.file("visits", table)
    }

    private var unserved: ReportFile {
        let named = context.audience.namesResidents
        var table = ReportTables.table(
            ["visit", "service", "tier", "value", "place", "reason", "detail"]
                + (named ? ["resident"] : [])
        )
        for group in UnservedGroup.all(context) {
            for index in group.visits {
                let visit = scenario.visits[index]
                let cells = [
                    visit.id.text, context.words.service(visit), visit.tier?.rawValue ?? "",
                    String(visit.value), context.publicPlace(visit),
                    context.unservedCode(visit.id), context.unservedDetail(visit.id),
                ]
                ReportTables.add(cells + (named ? [visit.resident] : []), to: &table)
            }
        }
        return ReportTables.file("unserved", table)
    }

    private static func table(_ header: [String]) -> CSVText {
        CSVText(header: header, lineEnd: "\r\n")
    }

    private static func add(_ cells: [String], to table: inout CSVText) {
        table.append(cells.map { CSVText.harmless($0) })
    }

    /// With a byte-order mark, without which some spreadsheet programs take UTF-8 for something else.
    private static func file(_ name: String, _ table: CSVText) -> ReportFile {
        ReportFile("tables/\(name).csv", bytes: [0xEF, 0xBB, 0xBF] + table.bytes)
    }
}

extension ReportContext {
    /// The teams that serve a visit, in the order of its roles.
    func teams(ofVisit visit: Int) -> [Int] {
        stops[visit].map { routes[$0.routeIndex].teamIndex }
    }

    /// The teams that serve a session of a program, ascending, each once.
    func teams(ofProgram program: Int) -> [Int] {
        Set(scenario.programs[program].visitIndices.flatMap { teams(ofVisit: $0) }).sorted()
    }
}
