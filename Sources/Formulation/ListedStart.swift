import LinearModel

/// A linear program over listed routes, and where its rows and columns stood when it was solved, so that
/// parts of the list go on from there.
struct ListedStart {
    /// A thing that has a row or a column, and where that stood.
    struct Placed<Thing> {
        var thing: Thing
        var status: BasisStatus
    }

    /// Whether ``base``, ``side`` and the statuses below are those of a solution.
    var isSolved = false
    /// Rows that each program has from the beginning.
    var base: [BasisStatus] = []
    /// Columns that are no routes.
    var side: [BasisStatus] = []
    /// Routes by their positions in the pool.
    var routes: [Placed<Int32>] = []
    /// `link` rows.
    var links: [Placed<(demand: Int, team: Int)>] = []
    /// `presence` rows.
    var presences: [Placed<Presence>] = []
    /// Cuts.
    var cuts: [Placed<RankOneCut>] = []

    /// A program that was not solved yet.
    init(routes: [Int32], cuts: [RankOneCut]) {
        self.routes = routes.map { Placed(thing: $0, status: .atLower) }
        self.cuts = cuts.map { Placed(thing: $0, status: .basic) }
    }

    /// What a program leaves.
    ///
    /// Cuts with slack are left out, and most routes out of the basis that are worth little: where they
    /// are called for, they are found again.
    ///
    /// - Parameters:
    ///   - master: the program; its solution must have kept the basis.
    ///   - baseCount: rows that it had from the beginning.
    ///   - positions: [route of the program] its position in the pool.
    ///   - worth: [position] what it is worth at the last prices.
    init(_ master: RestrictedMaster, baseCount: Int, positions: [Int32], worth: [Int]) {
        let solution = master.solution
        isSolved = !solution.rowStatuses.isEmpty
        func ofRow(_ row: Int) -> BasisStatus {
            row < solution.rowStatuses.count ? solution.rowStatuses[row] : .basic
        }
        func ofColumn(_ column: Int) -> BasisStatus {
            column < solution.columnStatuses.count ? solution.columnStatuses[column] : .atLower
        }
        base = (0..<baseCount).map(ofRow)
        side = (0..<master.sideCount).map(ofColumn)
        let placed = positions.enumerated().map { number, position in
            Placed(thing: position, status: ofColumn(master.sideCount + number))
        }
        let nonbasic = placed.filter { $0.status != .basic }.map { worth[Int($0.thing)] }
        let most = 2 * master.model.rows.count
        let least = nonbasic.count > most ? nonbasic.sorted(by: >)[most] : Int.min
        routes = placed.filter { $0.status == .basic || worth[Int($0.thing)] > least }
        for row in baseCount..<master.model.rows.count {
            switch master.model.rows[row].kind {
            case .link(let demand, let team):
                links.append(Placed(thing: (demand, team), status: ofRow(row)))
            case .presence(let stop, let part, let crewClass):
                let presence = Presence(stop: stop, part: part, crewClass: crewClass)
                presences.append(Placed(thing: presence, status: ofRow(row)))
            case .subset(let number) where !isSolved || ofRow(row) != .basic:
                self.cuts.append(Placed(thing: master.cuts[number].cut, status: ofRow(row)))
            default: break
            }
        }
    }
}
