import DenseProblem
import RouteColumns
import Scheduling

/// A row of the master problem: Σ coefficient · column ≤ or = right-hand side, in whole numbers.
public struct MasterRow: Sendable, Hashable {
    /// What a row says.
    public enum Kind: Sendable, Hashable {
        /// `serve`: a demand (a role of a stop) is met at most once, or as often as `y` says.
        case serve(demand: Int)
        /// `servePart`: a role of a stop is met in a part of its starts as often as that part's `y` says.
        case servePart(demand: Int, part: Int)
        /// `presence`: routes of a class that fill roles of a stop in a part of its starts, at most its
        /// crews where the stop is served there.
        case presence(stop: Int, part: Int, crewClass: Int)
        /// `once`: a stop with several roles is served in one part of its starts at most.
        case once(stop: Int)
        /// `crews`: routes of a class of crews.
        case crews(crewClass: Int)
        /// `sessions`: served stops of a program, at most its `times`.
        case sessions(program: Int)
        /// `gap`: served stops of a program in `gap` consecutive days from this one.
        case gap(program: Int, day: Int)
        /// `teams`: different teams in a program and role, less the first.
        case teams(program: Int, role: Int)
        /// `maxTeams`: different teams in a program and role.
        case maxTeams(program: Int, role: Int)
        /// `link`: a team that meets a demand, or those of the same role within `gap` days from it, counts
        /// among the program's.
        case link(demand: Int, team: Int)
        /// `maxMinutes`: work minutes of a team.
        case maxMinutes(team: Int)
        /// `fairMinutes`: work minutes of a team, less those paid for.
        case fairMinutes(team: Int)
        /// `rooms`: visits that occupy a site at a minute whatever their start.
        case rooms(site: Int, minute: Int)
        /// `changes`: published commitments not kept.
        case changes
        /// `cut`: a subset-row cut, by number.
        case subset(cut: Int)
    }

    /// What the row says.
    public var kind: Kind
    /// The right-hand side.
    public var limit: Int
    /// Whether the row is an equation; else it is "at most".
    public var isEquation: Bool
}

/// A column of the master problem that is no route: served visits, teams of programs, overtime.
public struct SideColumn: Sendable, Hashable {
    /// Points per unit.
    public var points: Int
    /// Least value.
    public var lower: Int
    /// Largest value.
    public var upper: Int
    /// Whether only whole values count.
    public var isInteger: Bool
    /// Coefficients by row.
    public var entries: [Coefficient]

    /// A coefficient in a row.
    public struct Coefficient: Sendable, Hashable {
        /// The row.
        public var row: Int
        /// The coefficient.
        public var value: Int
    }
}

/// The integer program over routes, row by row as `docs/formulation.md` names them.
///
/// Every figure is a whole number: points, minutes, counts. The objective is ``constant`` plus the
/// points of the columns chosen.
public struct MasterModel: Sendable {
    /// The routes that columns are made of.
    public let space: ColumnSpace
    /// All rows.
    public internal(set) var rows: [MasterRow] = []
    /// All columns that are no routes.
    public internal(set) var sideColumns: [SideColumn] = []
    /// Points that every plan has: published promises count as broken until kept.
    public let constant: Int
    /// [demand] Its `serve` row; the one of the first part where its stop's starts have several.
    public internal(set) var serveRow: [Int] = []
    /// [class] Its `crews` row.
    public internal(set) var crewsRow: [Int] = []
    /// [team] Its `maxMinutes` row; −1 where it has none.
    public internal(set) var maxMinutesRow: [Int]
    /// [team] Its `fairMinutes` row; −1 where it has none.
    public internal(set) var fairMinutesRow: [Int]
    /// The `changes` row; −1 where changes are not limited.
    public internal(set) var changesRow = -1
    /// [demand] Rows hit on any day: `sessions`.
    var rowsOfDemand: [[Int32]]
    /// [program] First `gap` row, one per day that a run of `gap` days may begin; −1 where none.
    var firstGapRow: [Int]
    /// `link` rows by first demand and team.
    var linkRow: [DemandTeam: Int] = [:]
    /// [demand] First demands of the `link` rows that count it, in programs that count their teams.
    var linksOfDemand: [Int: [Int]] = [:]
    /// The side column that says whether a team is among those of a program and role.
    var teamColumn: [ProgramTeam: Int] = [:]
    /// [stop] The side column of its first part, those of others following; −1 where it has one role.
    var servedColumn: [Int] = []
    /// `presence` rows by stop, part and class.
    var presenceRow: [Presence: Int] = [:]
    /// `rooms` rows by node.
    var roomRowsOfNode: [Int32: [Int32]] = [:]

    struct DemandTeam: Hashable {
        var demand: Int
        var team: Int
    }

    struct ProgramTeam: Hashable {
        var programRole: Int
        var team: Int
    }

    /// Lays out the rows of a space.
    ///
    /// - Parameters:
    ///   - space: what routes may serve.
    ///   - linksAll: whether all `link` rows stand from the start; else they are added as violated.
    public init(_ space: ColumnSpace, linksAll: Bool) {
        self.space = space
        constant = space.problem.changesBase
        let teams = space.problem.scenario.teams.count
        maxMinutesRow = [Int](repeating: -1, count: teams)
        fairMinutesRow = [Int](repeating: -1, count: teams)
        rowsOfDemand = [[Int32]](repeating: [], count: space.demandCount)
        firstGapRow = [Int](repeating: -1, count: space.problem.scenario.programs.count)
        addServeRows()
        addCrewsRows()
        addMinutesRows()
        addSessionRows()
        addTeamRows(linksAll: linksAll)
        addRoomRows()
    }

    mutating func addRow(_ kind: MasterRow.Kind, atMost limit: Int) -> Int {
        rows.append(MasterRow(kind: kind, limit: limit, isEquation: false))
        return rows.count - 1
    }

    mutating func addRow(_ kind: MasterRow.Kind, equal limit: Int) -> Int {
        rows.append(MasterRow(kind: kind, limit: limit, isEquation: true))
        return rows.count - 1
    }

    /// The team of a class of crews.
    public func team(ofClass crewClass: Int) -> Int {
        Int(space.problem.shifts.team[space.classes[crewClass].shift])
    }

    /// Calls back with every row that a node hits in a class, each with coefficient 1.
    ///
    /// The class's own row and the team's minutes are not among them.
    @inlinable
    public func forEachRow(ofNode position: Int, crewClass: Int, _ body: (Int) -> Void) {
        for row in rows(ofNode: position, crewClass: crewClass) { body(Int(row)) }
    }

    /// Every row that a node hits in a class, each with coefficient 1.
    public func rows(ofNode position: Int, crewClass: Int) -> [Int32] {
        let node = space.nodes[position]
        let demand = Int(node.demand)
        let stop = space.stops[Int(node.stop)]
        let roles = stop.roleCount
        // The roles of one part follow those of the part before; a single role has one row for all.
        var found = [Int32(serveRow[demand] + (roles > 1 ? Int(node.part) * roles : 0))]
        found.append(contentsOf: rowsOfDemand[demand])
        if roles > 1, !presenceRow.isEmpty {
            let key = Presence(stop: Int(node.stop), part: Int(node.part), crewClass: crewClass)
            if let row = presenceRow[key] { found.append(Int32(row)) }
        }
        let visit = stop.visit
        let program = Int(space.problem.visits.program[visit])
        guard program >= 0 || !roomRowsOfNode.isEmpty else { return found }
        if program >= 0 {
            if firstGapRow[program] >= 0, demand == space.stops[Int(node.stop)].firstDemand {
                found.append(contentsOf: gapRows(program: program, crewClass: crewClass))
            }
            let team = team(ofClass: crewClass)
            for first in linksOfDemand[demand] ?? [] {
                if let row = linkRow[DemandTeam(demand: first, team: team)] {
                    found.append(Int32(row))
                }
            }
        }
        found.append(contentsOf: roomRowsOfNode[Int32(position)] ?? [])
        return found
    }

    /// The `gap` rows of a program whose days include that of a class.
    private func gapRows(program: Int, crewClass: Int) -> [Int32] {
        let gap = space.problem.scenario.programs[program].gapDays
        let day = Int(space.problem.shifts.day[space.classes[crewClass].shift])
        let last = max(0, space.problem.scenario.days - gap)
        let first = max(0, day - gap + 1)
        guard first <= min(day, last) else { return [] }
        return (first...min(day, last)).map { Int32(firstGapRow[program] + $0) }
    }

    /// All coefficients of a route's column, by row.
    public func coefficients(of column: RouteColumn) -> [SideColumn.Coefficient] {
        var counts: [Int: Int] = [crewsRow[column.crewClass]: 1]
        for position in column.nodes {
            for row in rows(ofNode: Int(position), crewClass: column.crewClass) {
                counts[Int(row), default: 0] += 1
            }
        }
        let team = team(ofClass: column.crewClass)
        if maxMinutesRow[team] >= 0 { counts[maxMinutesRow[team]] = column.workMinutes }
        if fairMinutesRow[team] >= 0 { counts[fairMinutesRow[team]] = column.workMinutes }
        if changesRow >= 0 {
            let kept = column.nodes.count { space.nodes[Int($0)].keepsPublished }
            if kept > 0 { counts[changesRow] = -kept }
        }
        return counts.sorted { $0.key < $1.key }
            .map { SideColumn.Coefficient(row: $0.key, value: $0.value) }
    }
}
