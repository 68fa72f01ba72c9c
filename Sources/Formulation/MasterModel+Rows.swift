import DenseProblem
import RouteColumns
import Scheduling

// One family of rows each; `docs/formulation.md` has them in the same order and by the same names.
extension MasterModel {
    /// `serve`: a single-role stop's demand is met at most once (exactly once where pinned); a stop of
    /// several roles has its demands all met as often as its side column says.
    ///
    /// Where the starts of such a stop have parts, each part has rows and a side column of its own, and
    /// all roles are met in the same part.
    mutating func addServeRows() {
        for (number, stop) in space.stops.enumerated() {
            if stop.roleCount == 1 {
                let kind = MasterRow.Kind.serve(demand: stop.firstDemand)
                serveRow.append(
                    stop.isPinned ? addRow(kind, equal: 1) : addRow(kind, atMost: 1)
                )
                servedColumn.append(-1)
                continue
            }
            serveRow.append(contentsOf: rows.count..<(rows.count + stop.roleCount))
            let first = sideColumns.count
            servedColumn.append(first)
            for part in 0..<stop.partCount { addRoles(of: stop, part: part) }
            guard stop.partCount > 1 else { continue }
            let kind = MasterRow.Kind.once(stop: number)
            let once = stop.isPinned ? addRow(kind, equal: 1) : addRow(kind, atMost: 1)
            for column in first..<sideColumns.count {
                sideColumns[column].entries.append(SideColumn.Coefficient(row: once, value: 1))
            }
        }
    }

    /// The rows of all roles of a stop in one part of its starts, and the side column they equal.
    private mutating func addRoles(of stop: Stop, part: Int) {
        var entries: [SideColumn.Coefficient] = []
        for demand in stop.firstDemand..<(stop.firstDemand + stop.roleCount) {
            let isWhole = stop.partCount == 1
            let row = addRow(
                isWhole ? .serve(demand: demand) : .servePart(demand: demand, part: part),
                equal: 0
            )
            entries.append(SideColumn.Coefficient(row: row, value: -1))
        }
        sideColumns.append(
            SideColumn(
                points: space.problem.visits.value[stop.visit],
                lower: stop.isPinned && stop.partCount == 1 ? 1 : 0,
                upper: 1,
                isInteger: true,
                entries: entries
            )
        )
    }

    /// `crews`: no more routes than there are crews.
    mutating func addCrewsRows() {
        for (number, entry) in space.classes.enumerated() {
            crewsRow.append(addRow(.crews(crewClass: number), atMost: entry.crews.count))
        }
    }

    /// `maxMinutes` and `fairMinutes`: work minutes of a team over all its shifts.
    mutating func addMinutesRows() {
        let problem = space.problem
        let unlimited = Int(ShiftTable.unlimited)
        for team in problem.scenario.teams.indices {
            if problem.shifts.maxMinutes[team] < unlimited {
                maxMinutesRow[team] = addRow(
                    .maxMinutes(team: team),
                    atMost: problem.shifts.maxMinutes[team]
                )
            }
            if problem.shifts.fairMinutes[team] < unlimited, problem.scenario.weights.fair > 0 {
                let row = addRow(.fairMinutes(team: team), atMost: problem.shifts.fairMinutes[team])
                fairMinutesRow[team] = row
                let most = problem.shifts.shiftsOfTeam[team].reduce(0) {
                    $0 + Int(problem.shifts.crews[Int($1)])
                        * Int(problem.shifts.end[Int($1)] - problem.shifts.start[Int($1)])
                }
                sideColumns.append(
                    SideColumn(
                        points: -problem.scenario.weights.fair,
                        lower: 0,
                        upper: most,
                        isInteger: false,
                        entries: [SideColumn.Coefficient(row: row, value: -1)]
                    )
                )
            }
        }
    }

    /// `changes`: at most so many published commitments are left unkept.
    ///
    /// Only the program over all routes has it: pricing knows no row that a kept promise eases.
    mutating func addChangesRow(atMost most: Int) {
        let published = space.problem.scenario.commitments.count { $0.kind == .published }
        changesRow = addRow(.changes, atMost: most - published)
    }

    /// `sessions` and `gap`: how many sessions of a program, and how near to each other.
    ///
    /// They count the first role's demand, which stands for the whole stop.
    mutating func addSessionRows() {
        let days = space.problem.scenario.days
        for (number, stops) in stopsByProgram() where !stops.isEmpty {
            let program = space.problem.scenario.programs[number]
            guard program.gapDays >= 1, program.visitIndices.count > 1 else { continue }
            let isInterchangeable = stops.contains { space.stops[$0].day >= 0 }
            if isInterchangeable, stops.count > program.visitIndices.count {
                let row = addRow(
                    .sessions(program: number),
                    atMost: program.visitIndices.count
                )
                for stop in stops { rowsOfDemand[space.stops[stop].firstDemand].append(Int32(row)) }
            }
            if isInterchangeable, program.gapDays == 1 { continue }
            firstGapRow[number] = rows.count
            for day in 0...max(0, days - program.gapDays) {
                _ = addRow(.gap(program: number, day: day), atMost: 1)
            }
        }
    }

    /// [program] Its stops.
    func stopsByProgram() -> [(program: Int, stops: [Int])] {
        var found = [[Int]](repeating: [], count: space.problem.scenario.programs.count)
        for (number, stop) in space.stops.enumerated() {
            let program = Int(space.problem.visits.program[stop.visit])
            if program >= 0 { found[program].append(number) }
        }
        return found.enumerated().map { ($0.offset, $0.element) }
    }

    /// `teams`, `maxTeams` and `link`: each further team of a program and role costs, or is too many.
    mutating func addTeamRows(linksAll: Bool) {
        let weight = space.problem.scenario.weights.continuity
        let teams = teamsOfDemand()
        for (number, stops) in stopsByProgram() {
            let program = space.problem.scenario.programs[number]
            guard program.visitIndices.count > 1, let first = stops.first,
                weight > 0 || program.maxTeams != nil
            else { continue }
            for role in 0..<space.stops[first].roleCount {
                let demands = stops.map { space.stops[$0].firstDemand + role }
                let able = Set(demands.flatMap { teams[$0] }).sorted()
                guard able.count > 1 else { continue }
                noteLinks(stops, role: role, gap: program.gapDays)
                addTeamRows(
                    program: number,
                    role: role,
                    teams: able,
                    most: program.maxTeams.flatMap { $0 < able.count ? $0 : nil }
                )
                guard linksAll else { continue }
                for demand in demands {
                    for team in teams[demand] { addLink(demand: demand, team: team) }
                }
            }
        }
    }

    /// Notes which `link` rows count each demand of a program's role.
    ///
    /// Of alike sessions at most one lies within `gap` days, so that a team meets their demands once at
    /// most: one row for them all says more than one for each.
    private mutating func noteLinks(_ stops: [Int], role: Int, gap: Int) {
        for stop in stops.map({ space.stops[$0] }) {
            let firsts = stops.map { space.stops[$0] }.filter { first in
                first.firstDemand == stop.firstDemand
                    || first.day >= 0 && first.day <= stop.day && stop.day < first.day + gap
            }
            linksOfDemand[stop.firstDemand + role] = firsts.map { $0.firstDemand + role }
        }
    }

    private mutating func addTeamRows(program: Int, role: Int, teams: [Int], most: Int?) {
        let weight = space.problem.scenario.weights.continuity
        var rowsHit: [Int] = []
        if weight > 0 {
            let row = addRow(.teams(program: program, role: role), atMost: 1)
            rowsHit.append(row)
            sideColumns.append(
                SideColumn(
                    points: -weight,
                    lower: 0,
                    upper: teams.count,
                    isInteger: false,
                    entries: [SideColumn.Coefficient(row: row, value: -1)]
                )
            )
        }
        if let most {
            rowsHit.append(addRow(.maxTeams(program: program, role: role), atMost: most))
        }
        guard !rowsHit.isEmpty else { return }
        for team in teams {
            let key = ProgramTeam(
                programRole: program * space.problem.roleStride + role,
                team: team
            )
            teamColumn[key] = sideColumns.count
            sideColumns.append(
                SideColumn(
                    points: 0,
                    lower: 0,
                    upper: 1,
                    isInteger: true,
                    entries: rowsHit.map { SideColumn.Coefficient(row: $0, value: 1) }
                )
            )
        }
    }

    /// Adds the `link` row that begins with a demand, for a team, where the program counts its teams.
    ///
    /// - Returns: the side column that the row is linked to; nil where there is nothing to link.
    @discardableResult
    public mutating func addLink(demand: Int, team: Int) -> Int? {
        let stop = space.stops[Int(space.stopOfDemand[demand])]
        let program = Int(space.problem.visits.program[stop.visit])
        guard program >= 0 else { return nil }
        let role = demand - stop.firstDemand
        let key = ProgramTeam(programRole: program * space.problem.roleStride + role, team: team)
        let pair = DemandTeam(demand: demand, team: team)
        guard linkRow[pair] == nil, let column = teamColumn[key] else { return nil }
        let row = addRow(.link(demand: demand, team: team), atMost: 0)
        linkRow[pair] = row
        sideColumns[column].entries.append(SideColumn.Coefficient(row: row, value: -1))
        return column
    }

    /// [demand] The teams that can meet it, ascending.
    func teamsOfDemand() -> [[Int]] {
        var found = [Set<Int>](repeating: [], count: space.demandCount)
        for (number, entry) in space.classes.enumerated() {
            for position in entry.nodes {
                let node = space.nodes[position]
                guard space.problem.visits.program[space.stops[Int(node.stop)].visit] >= 0 else {
                    continue
                }
                found[Int(node.demand)].insert(team(ofClass: number))
            }
        }
        return found.map { $0.sorted() }
    }

    /// `rooms`: a node with one start interval shorter than its visit occupies its site in between,
    /// from the latest start to the earliest end, whenever it starts.
    ///
    /// With intervals of a single minute, as branching makes them, this is the whole rule.
    mutating func addRoomRows() {
        let visits = space.problem.visits
        guard !visits.roomLimits.isEmpty else { return }
        struct Part {
            var node: Int
            var from: Int
            var until: Int
        }
        var parts = [[Part]](repeating: [], count: visits.roomLimits.count)
        for (position, node) in space.nodes.enumerated() {
            let stop = space.stops[Int(node.stop)]
            let site = Int(visits.roomSite[stop.visit])
            guard site >= 0, Int(node.demand) == stop.firstDemand, node.intervalCount == 1 else {
                continue
            }
            let from = Int(space.latest[Int(node.firstInterval)])
            let until = Int(space.earliest[Int(node.firstInterval)] + node.minutes)
            if from < until { parts[site].append(Part(node: position, from: from, until: until)) }
        }
        for (site, parts) in parts.enumerated() {
            for minute in Set(parts.map(\.from)).sorted() {
                let inside = parts.filter { $0.from <= minute && minute < $0.until }
                let stops = Set(inside.map { space.nodes[$0.node].stop })
                guard stops.count > visits.roomLimits[site] else { continue }
                let row = addRow(
                    .rooms(site: site, minute: minute),
                    atMost: visits.roomLimits[site]
                )
                for part in inside {
                    roomRowsOfNode[Int32(part.node), default: []].append(Int32(row))
                }
            }
        }
    }
}
