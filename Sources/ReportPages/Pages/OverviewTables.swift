import Reports
import Scheduling

/// The tables of the overview, as far as the audience may see them.
struct OverviewTables {
    private let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    private var words: Wording { context.words }
    private var scenario: Scenario { context.scenario }

    /// The tables in the page's order.
    var all: [TableView] {
        var tables = [teams, visits]
        if !scenario.programs.isEmpty { tables.append(programs) }
        tables.append(context.audience.listsRequests ? unserved : unservedReasons)
        return tables
    }

    /// Where the tables stand in the page, and their titles.
    var titles: [(address: String, title: String)] {
        var titles = [
            ("teams", words(.teamsTable)),
            ("visits", words(context.audience.listsRequests ? .visitsTable : .sessions)),
        ]
        if !scenario.programs.isEmpty { titles.append(("programs", words(.programsTable))) }
        return titles + [("unserved", words(.unservedTable))]
    }

    private func text(_ phrase: ReportPhrase) -> TableView.Column {
        TableView.Column(title: words(phrase))
    }

    private func figure(_ phrase: ReportPhrase) -> TableView.Column {
        TableView.Column(title: words(phrase), isFigure: true)
    }

    // MARK: Teams

    private var teams: TableView {
        var columns = [
            text(.team), text(.base), figure(.crewsTitle), figure(.visits), figure(.serviceHours),
            figure(.travelHours), figure(.workHours),
        ]
        if hasFairMinutes { columns.append(figure(.fairHours)) }
        if context.audience.hasTeamPages { columns.append(text(.pages)) }
        let rows = scenario.teams.indices.map { team in
            TableView.Row(cells: teamCells(team), teams: [team])
        }
        return TableView(id: "teams", title: words(.teamsTable), columns: columns, rows: rows)
    }

    private var hasFairMinutes: Bool { scenario.teams.contains { $0.fairMinutes != nil } }

    private func teamCells(_ index: Int) -> [TableCell] {
        let team = scenario.teams[index]
        let work = context.statistics.teams[index]
        var cells: [TableCell] = [
            .text(words.team(index)), .text(context.publicSiteName(team.baseSiteIndex)),
            .figure("\(work.routes)"), .figure("\(work.roles)"),
            .figure(Figures.hours(minutes: work.serviceMinutes)),
            .figure(Figures.hours(minutes: work.travelMinutes)),
            .figure(Figures.hours(minutes: work.workMinutes)),
        ]
        if hasFairMinutes {
            cells.append(.figure(team.fairMinutes.map { Figures.hours(minutes: $0) } ?? ""))
        }
        if context.audience.hasTeamPages { cells.append(.links(links(ofTeam: index))) }
        return cells
    }

    private func links(ofTeam team: Int) -> [(text: String, address: String, team: Int?)] {
        guard context.statistics.teams[team].routes > 0 else { return [] }
        let names = context.fileNames
        var links: [(text: String, address: String, team: Int?)] = [
            (
                words(.runSheet),
                names.sheets(ofTeam: team, for: context.audience).asLinkPart, nil
            ),
            (
                words(.calendar),
                names.calendar(ofTeam: team, for: context.audience).asLinkPart, nil
            ),
        ]
        if context.audience.namesResidents {
            links.append((words(.onMap), "#route-\(team)", team))
        }
        return links
    }

    // MARK: Visits

    private var visits: TableView {
        let named = context.audience.namesResidents
        let isAll = context.audience.listsRequests
        var columns = [text(.visit), text(.service), text(.tier)]
        if named { columns.append(text(.resident)) }
        columns += [text(.place), text(.date), text(.time), text(.teams)]
        let rows = scenario.visits.indices.compactMap { index -> TableView.Row? in
            let visit = scenario.visits[index]
            guard isAll || visit.programIndex != nil,
                let start = context.startMinute(ofVisit: index)
            else { return nil }
            var cells: [TableCell] = [
                .text(visit.id.text), .text(words.title(visit)), .text(tier(visit.tier)),
            ]
            if named { cells.append(.text(visit.resident)) }
            cells += [
                .text(context.publicPlace(visit)),
                .text(words.isoDate(day: start / minutesPerDay)),
                .text(words.span(start, start + visit.minutes)), .text(teamsText(index)),
            ]
            return TableView.Row(cells: cells, teams: context.teams(ofVisit: index))
        }
        return TableView(
            id: "visits",
            title: words(isAll ? .visitsTable : .sessions),
            columns: columns,
            rows: rows
        )
    }

    private func tier(_ tier: Tier?) -> String { tier.map { words.common(.tier($0)) } ?? "" }

    /// `T007`, or with several roles `driver T007, nurse T012`.
    private func teamsText(_ visit: Int) -> String {
        let roles = scenario.roles(of: scenario.visits[visit])
        let parts = context.stops[visit].map { place in
            let route = context.routes[place.routeIndex]
            let team = scenario.teams[route.teamIndex].id.text
            let role = roles[route.stops[place.stopIndex].roleIndex].id.text
            return roles.count == 1 ? team : "\(role) \(team)"
        }
        return parts.joined(separator: words.listSeparator)
    }

    // MARK: Programs

    private var programs: TableView {
        let columns = [
            text(.program), text(.site), figure(.served), figure(.sessions), text(.teams),
        ]
        let rows = scenario.programs.indices.map { index in
            let coverage = context.statistics.programs[index].sessions
            let site = scenario.programs[index].visitIndices.first.map {
                context.publicPlace(scenario.visits[$0])
            }
            let teams = context.teams(ofProgram: index)
            let cells: [TableCell] = [
                .text(words.program(index)), .text(site ?? ""), .figure("\(coverage.served)"),
                .figure("\(coverage.total)"),
                .text(
                    teams.map { scenario.teams[$0].id.text }
                        .joined(separator: words.listSeparator)
                ),
            ]
            return TableView.Row(cells: cells, teams: teams)
        }
        return TableView(id: "programs", title: words(.programsTable), columns: columns, rows: rows)
    }

    // MARK: Not served

    private var unserved: TableView {
        let named = context.audience.namesResidents
        var columns = [text(.visit), text(.service), text(.tier)]
        if named { columns.append(text(.resident)) }
        columns += [text(.place), figure(.value), text(.reason), text(.detail)]
        let rows = UnservedGroup.all(context).flatMap { group in
            group.visits.map { index in
                let visit = scenario.visits[index]
                var cells: [TableCell] = [
                    .text(visit.id.text), .text(words.title(visit)), .text(tier(visit.tier)),
                ]
                if named { cells.append(.text(visit.resident)) }
                cells += [
                    .text(context.publicPlace(visit)), .figure(Figures.grouped(visit.value)),
                    .text(context.unservedTitle(visit.id)), .text(context.unservedDetail(visit.id)),
                ]
                return TableView.Row(cells: cells)
            }
        }
        return TableView(id: "unserved", title: words(.unservedTable), columns: columns, rows: rows)
    }

    /// Only how many there are of each cause.
    private var unservedReasons: TableView {
        let rows = UnservedGroup.all(context).map { group in
            TableView.Row(cells: [
                .text(group.title), .figure(Figures.grouped(group.visits.count)),
            ])
        }
        return TableView(
            id: "unserved",
            title: words(.unservedTable),
            columns: [text(.reason), figure(.visits)],
            rows: rows
        )
    }
}

extension ReportContext {
    /// Sites that may be named to the audience: a resident's home only where residents are.
    var publicSites: [Int] { scenario.sites.indices.filter { isPublic(site: $0) } }

    /// Whether a site may be named to the audience.
    func isPublic(site: Int) -> Bool {
        audience.namesResidents || scenario.sites[site].kind != .home
    }

    /// The site's name as far as the audience may know it.
    func publicSiteName(_ site: Int) -> String {
        isPublic(site: site) ? words.site(site) : words.kind(.home)
    }

    /// Where a visit is, as far as the audience may know it.
    func publicPlace(_ visit: Visit) -> String {
        let mode = scenario.service(of: visit).mode
        guard !mode.isRemote, let site = visit.siteIndex, isPublic(site: site) else {
            return words.mode(mode)
        }
        return words.site(site)
    }
}
