import DenseProblem
import LinearModel
import RouteColumns

/// The integer program over all routes that a better plan can use, with the starts of coupled stops cut
/// into ever finer parts until the routes chosen have a joint schedule.
struct ListedRoutes {
    /// The parts reached, and the routes in them.
    private(set) var space: ColumnSpace
    private var columns: [RouteColumn]
    private let cuts: [RankOneCut]
    /// No plan better than the one known is worth more; nil before the first program was solved.
    private(set) var bound: Int?
    /// Whether no plan is better than the one known.
    private(set) var isInfeasible = false
    /// Whether starts were cut beyond those of the space handed in.
    private(set) var isFiner = false

    /// Most forms of one route, by the parts that its starts reach.
    private static let mostForms = 64
    /// Most programs solved in a row.
    private static let mostPrograms = 40

    /// All routes that matter, and cuts that hold for every choice of them.
    init(_ space: ColumnSpace, columns: [RouteColumn], cuts: [RankOneCut]) {
        self.space = space
        self.columns = columns
        self.cuts = cuts
    }

    /// Solves program after program, each with finer parts.
    ///
    /// - Parameters:
    ///   - engine: solves the programs.
    ///   - limits: limits of each.
    ///   - mostColumns: most routes; where there are more, their parts are fine enough.
    ///   - mustStop: asked before each program.
    ///   - spend: told of the work done.
    ///   - take: handed the routes chosen where these could be a plan, and their space; answers with the
    ///     total of the best plan known.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    mutating func solve(
        engine: some LinearEngine,
        limits: SolveLimits,
        mostColumns: Int,
        mustStop: () -> Bool,
        spend: (Int) -> Void,
        take: ([RouteColumn], ColumnSpace) -> Int
    ) throws(LinearProgramError) {
        for _ in 0..<ListedRoutes.mostPrograms where !mustStop() {
            let program = EnumeratedProgram(
                model: MasterModel(space, linksAll: true),
                columns: columns,
                cuts: cuts
            )
            let solved = try program.solve(engine: engine, limits: limits)
            spend(columns.count * 5_000 + solved.integer.iterations * columns.count)
            isInfeasible = solved.isInfeasible
            if let points = solved.bound { bound = min(bound ?? points, points) }
            guard !solved.chosen.isEmpty, let points = solved.points else { return }
            let total = take(solved.chosen, space)
            if let bound, total >= bound { return }
            // A plan worth what its routes say leaves nothing to refine.
            guard total < points, refine(solved.chosen, mostColumns: mostColumns) else { return }
        }
    }

    /// Cuts starts where the routes chosen don't fit together, and tells all routes anew; false where
    /// that would be too many or changes nothing.
    private mutating func refine(_ chosen: [RouteColumn], mostColumns: Int) -> Bool {
        let parts = StartParts(chosen.map { ($0, 1) }, in: space)
        guard let finer = parts.finer() ?? parts.finerAnyhow() else { return false }
        let next = ColumnSpace(space.problem, cuts: finer)
        let translation = SpaceTranslation(from: space, to: next)
        var told: [RouteColumn] = []
        for column in columns {
            guard let forms = translation.everyForm(of: column, most: ListedRoutes.mostForms),
                told.count + forms.count <= mostColumns
            else { return false }
            told += forms
        }
        (space, columns, isFiner) = (next, told, true)
        return true
    }
}
