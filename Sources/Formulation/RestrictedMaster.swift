import DenseProblem
import LinearModel
import RouteColumns

/// The master problem over the columns generated so far, as a linear program in an engine's hands.
///
/// Side columns come first in the program, then routes in the order of ``columns``. Belongs to the
/// thread that the program belongs to.
final class RestrictedMaster {
    /// What routes may serve.
    let space: ColumnSpace
    /// Rows and side columns; grows by `link`, `presence` and `cut` rows.
    private(set) var model: MasterModel
    /// The linear program.
    let program: any LinearProgram
    /// Routes in the program.
    private(set) var columns: [RouteColumn] = []
    /// Cuts in the program and their rows.
    private(set) var cuts: [(cut: RankOneCut, row: Int)] = []
    /// The last relaxation's solution.
    private(set) var solution = Solution()
    /// Simplex iterations so far.
    private(set) var iterations = 0

    private var known: Set<RouteKey> = []
    private var rowsOfNode: RowLists
    private var cutsOfDemand: [Int32: [CutPart]] = [:]
    private var cutsOfClass: [Int: [CutPart]] = [:]

    /// The numerator with which a demand or a class takes part in a cut.
    private struct CutPart {
        var cut: Int
        var weight: Int
    }

    /// A solution of the relaxation, with what it takes to go on from it.
    struct Solution {
        /// Duals by row.
        var duals: [Double] = []
        /// Values by column of the program.
        var values: [Double] = []
        /// Objective, the model's constant included; minus infinity before the first.
        var objective = -Double.infinity
        /// Where the rows' slacks stand; empty where the basis was not to be kept.
        var rowStatuses: [BasisStatus] = []
        /// Where the columns stand.
        var columnStatuses: [BasisStatus] = []
    }

    private struct RouteKey: Hashable {
        var crewClass: Int
        var nodes: [Int32]
    }

    /// Lays out the rows of a space in an empty program.
    convenience init(
        _ space: ColumnSpace,
        program: any LinearProgram
    ) throws(LinearProgramError) {
        try self.init(RowLayout(space), program: program)
    }

    /// Lays out rows in an empty program.
    init(_ layout: RowLayout, program: any LinearProgram) throws(LinearProgramError) {
        space = layout.model.space
        self.program = program
        model = layout.model
        sideCount = model.sideColumns.count + model.rows.count(where: \.isEquation)
        rowsOfNode = layout.rowsOfNode
        try program.addRows(model.rowBatch())
        var batch = ColumnBatch()
        for column in model.sideColumns { batch.append(side: column) }
        appendMissing(to: &batch)
        if batch.count > 0 { try program.addColumns(batch) }
    }

    /// Appends a column for each equation, which stands for what routes leave missing there.
    private func appendMissing(to batch: inout ColumnBatch) {
        let dearest =
            1 + 4 * space.stops.reduce(0) { max($0, space.problem.visits.value[$1.visit]) }
        for (number, row) in model.rows.enumerated() where row.isEquation {
            batch.append(objective: -Double(dearest), lower: 0, upper: 0)
            batch.appendEntry(row: number, coefficient: 1)
        }
    }

    /// Lets equations be met in part, at a price, or forbids it again.
    ///
    /// With routes fixed the relaxation may have no solution before routes that fit are found.
    func allowMissing(_ isAllowed: Bool) throws(LinearProgramError) {
        for column in model.sideColumns.count..<sideCount {
            try program.setColumnBounds(column, lower: 0, upper: isAllowed ? .infinity : 0)
        }
    }

    /// Duals of the last relaxation by row.
    var duals: [Double] { solution.duals }
    /// Objective of the last relaxation, the model's constant included.
    var objective: Double { solution.objective }

    /// Number of columns that are no routes.
    let sideCount: Int

    /// Adds routes that are not there yet.
    ///
    /// - Returns: how many were new.
    @discardableResult
    func add(_ routes: [RouteColumn]) throws(LinearProgramError) -> Int {
        var batch = ColumnBatch()
        for route in routes {
            let key = RouteKey(crewClass: route.crewClass, nodes: route.nodes)
            guard known.insert(key).inserted else { continue }
            batch.append(objective: Double(route.points))
            appendEntries(of: route, to: &batch)
            columns.append(route)
        }
        guard batch.count > 0 else { return 0 }
        try program.addColumns(batch)
        return batch.count
    }

    /// Adds those routes of a plan that the space has.
    func add(routesOf plan: DensePlan, lookup: ColumnLookup) throws(LinearProgramError) {
        try add(plan.routes.compactMap { space.column(of: $0, lookup: lookup) })
    }

    private func appendEntries(of route: RouteColumn, to batch: inout ColumnBatch) {
        var hit: [Int32] = []
        var touched = cutsOfClass[route.crewClass] ?? []
        for position in route.nodes {
            hit.append(contentsOf: rowsOfNode[Int(position)])
            touched.append(contentsOf: cutsOfDemand[space.nodes[Int(position)].demand] ?? [])
        }
        hit.sort()
        var index = 0
        while index < hit.count {
            var end = index + 1
            while end < hit.count, hit[end] == hit[index] { end += 1 }
            batch.appendEntry(row: Int(hit[index]), coefficient: Double(end - index))
            index = end
        }
        batch.appendEntry(row: model.crewsRow[route.crewClass], coefficient: 1)
        let team = model.team(ofClass: route.crewClass)
        for row in [model.maxMinutesRow[team], model.fairMinutesRow[team]] where row >= 0 {
            batch.appendEntry(row: row, coefficient: Double(route.workMinutes))
        }
        touched.sort { $0.cut < $1.cut }
        index = 0
        while index < touched.count {
            let number = touched[index].cut
            var sum = 0
            while index < touched.count, touched[index].cut == number {
                sum += touched[index].weight
                index += 1
            }
            let coefficient = sum / cuts[number].cut.denominator
            if coefficient > 0 {
                batch.appendEntry(row: cuts[number].row, coefficient: Double(coefficient))
            }
        }
    }

    /// Solves the relaxation and reads values and duals.
    ///
    /// - Parameters:
    ///   - limits: when to stop.
    ///   - method: how it is best solved.
    ///   - keepsBasis: whether one may go back to the solution later.
    /// - Returns: whether an optimal basis was found.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    func solve(
        _ limits: SolveLimits,
        method: SimplexMethod,
        keepsBasis: Bool = false
    ) throws(LinearProgramError) -> Bool {
        let outcome = try program.solveRelaxation(limits, method: method)
        iterations += outcome.iterations
        guard outcome.kind == .optimal, let found = outcome.objective else { return false }
        solution.objective = found + Double(model.constant)
        try program.readRowDuals(into: &solution.duals)
        try program.readColumnValues(into: &solution.values)
        solution.rowStatuses = keepsBasis ? try program.rowStatuses() : []
        solution.columnStatuses = keepsBasis ? try program.columnStatuses() : []
        return true
    }

    /// What the relaxation is worth at most as far as a few dual iterations tell, nil where they don't;
    /// the solution noted stays.
    ///
    /// An estimate up to rounding: it steers, and proves nothing.
    ///
    /// - Parameters:
    ///   - limits: when to stop.
    ///   - most: most iterations.
    /// - Returns: points; minus infinity where there is no solution.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    func estimate(_ limits: SolveLimits, iterations most: Int) throws(LinearProgramError) -> Double?
    {
        var limits = limits
        limits.iterations = most
        let outcome = try program.solveRelaxation(limits, method: .dual)
        iterations += outcome.iterations
        if outcome.kind == .infeasible { return -.infinity }
        let found = outcome.kind == .optimal ? outcome.objective : outcome.bound
        return found.map { $0 + Double(model.constant) }
    }

    /// Goes back to a solution from which bounds of columns were changed since, and changed back; rows
    /// and routes may have been added.
    func goBack(to before: Solution) throws(LinearProgramError) {
        try program.startFromBasis(rows: before.rowStatuses, columns: before.columnStatuses)
        solution = before
        padDuals()
    }

    /// Gives rows that came after the last relaxation no price.
    private func padDuals() {
        let more = model.rows.count - solution.duals.count
        solution.duals.append(contentsOf: repeatElement(0, count: more))
    }

    /// Changes the bounds of a route, which are nothing and infinity as long as nobody does.
    func setBounds(
        ofRoute route: Int,
        lower: Double,
        upper: Double
    ) throws(LinearProgramError) {
        try program.setColumnBounds(sideCount + route, lower: lower, upper: upper)
    }

    /// Value of a route in the last relaxation.
    func value(ofRoute route: Int) -> Double { value(ofColumn: sideCount + route) }

    /// Value of a column of the program in the last relaxation.
    func value(ofColumn column: Int) -> Double {
        column < solution.values.count ? solution.values[column] : 0
    }

    /// Adds `link` and `presence` rows that the last relaxation violates.
    ///
    /// - Returns: whether there were any.
    func addViolatedRows() throws(LinearProgramError) -> Bool {
        try addRows(
            links: LinkSeparation.violated(in: self),
            presences: PresenceSeparation.violated(in: self)
        )
    }

    /// Adds `link` rows by first demand and team and `presence` rows, with the routes that are there.
    ///
    /// - Returns: whether any were new.
    @discardableResult
    func addRows(
        links: [(demand: Int, team: Int)],
        presences: [Presence]
    ) throws(LinearProgramError) -> Bool {
        var batch = RowBatch()
        for (demand, team) in links {
            guard let side = model.addLink(demand: demand, team: team) else { continue }
            append(to: &batch, side: side, times: 1) { route in
                self.model.team(ofClass: route.crewClass) == team
                    && route.nodes.contains { position in
                        let served = Int(self.space.nodes[Int(position)].demand)
                        return self.model.linksOfDemand[served]?.contains(demand) == true
                    }
            }
        }
        for presence in presences {
            guard let (side, crews) = model.addPresence(presence) else { continue }
            append(to: &batch, side: side, times: crews) { route in
                route.crewClass == presence.crewClass
                    && route.nodes.contains { position in
                        let node = self.space.nodes[Int(position)]
                        return Int(node.stop) == presence.stop && Int(node.part) == presence.part
                    }
            }
        }
        guard batch.count > 0 else { return false }
        try program.addRows(batch)
        padDuals()
        rowsOfNode = RowLists(model)
        return true
    }

    /// Appends a row that lets routes of a kind be, at most so many times as a side column says.
    private func append(
        to batch: inout RowBatch,
        side: Int,
        times: Int,
        where isMeant: (RouteColumn) -> Bool
    ) {
        batch.append(lower: -.infinity, upper: 0)
        batch.appendEntry(column: side, coefficient: -Double(times))
        for (number, route) in columns.enumerated() where isMeant(route) {
            batch.appendEntry(column: sideCount + number, coefficient: 1)
        }
    }

    /// Adds cut rows, with the routes that are there.
    func addCuts(_ new: [RankOneCut]) throws(LinearProgramError) {
        var batch = RowBatch()
        let served = columns.map { route in route.nodes.map { space.nodes[Int($0)].demand } }
        for cut in new {
            let row = model.addCut(number: cuts.count, atMost: cut.limit)
            for (demand, weight) in zip(cut.demands, cut.weights) {
                cutsOfDemand[demand, default: []].append(CutPart(cut: cuts.count, weight: weight))
            }
            for (number, weight) in zip(cut.classes, cut.classWeights) {
                cutsOfClass[number, default: []].append(CutPart(cut: cuts.count, weight: weight))
            }
            cuts.append((cut, row))
            batch.append(lower: -.infinity, upper: Double(cut.limit))
            for (number, route) in columns.enumerated() {
                let times = cut.coefficient(
                    crewClass: route.crewClass,
                    demands: served[number]
                )
                if times > 0 {
                    batch.appendEntry(column: sideCount + number, coefficient: Double(times))
                }
            }
        }
        guard batch.count > 0 else { return }
        try program.addRows(batch)
        padDuals()
    }

    /// Deletes routes by number.
    func delete(routes doomed: [Int]) throws(LinearProgramError) {
        guard !doomed.isEmpty else { return }
        var isDoomed = [Bool](repeating: false, count: columns.count)
        for route in doomed { isDoomed[route] = true }
        try program.deleteColumns(doomed.map { sideCount + $0 })
        for route in doomed {
            known.remove(
                RouteKey(crewClass: columns[route].crewClass, nodes: columns[route].nodes)
            )
        }
        // What is deleted stands at zero, so that the rest keeps its values.
        let left = columns.indices.filter { !isDoomed[$0] }
        let kept = Array(0..<sideCount) + left.map { sideCount + $0 }
        solution.values = kept.filter { $0 < solution.values.count }.map { solution.values[$0] }
        solution.columnStatuses = kept.filter { $0 < solution.columnStatuses.count }
            .map { solution.columnStatuses[$0] }
        columns = left.map { columns[$0] }
    }

    /// All coefficients of a route, by row, those in cuts included.
    func coefficients(of route: RouteColumn) -> [SideColumn.Coefficient] {
        var batch = ColumnBatch()
        batch.append(objective: 0)
        appendEntries(of: route, to: &batch)
        return zip(batch.entries.indices, batch.entries.coefficients).map {
            SideColumn.Coefficient(row: $0, value: Int($1))
        }
    }

    /// Reduced cost of a route that may not be in the program, at the last duals, in points.
    func reducedCost(of route: RouteColumn) -> Double {
        var batch = ColumnBatch()
        batch.append(objective: Double(route.points))
        appendEntries(of: route, to: &batch)
        var rest = Double(route.points)
        for (row, coefficient) in zip(batch.entries.indices, batch.entries.coefficients) {
            rest -= coefficient * duals[row]
        }
        return rest
    }

    /// Reduced costs of the routes at the last duals, in points.
    func reducedCosts() throws(LinearProgramError) -> [Double] {
        var all: [Double] = []
        try program.readReducedCosts(into: &all)
        return Array(all.dropFirst(sideCount))
    }

    /// Calls back with the rows that a node hits, each with coefficient 1.
    func rows(ofNode node: Int) -> ArraySlice<Int32> { rowsOfNode[node] }
}

extension MasterModel {
    /// Adds the row of a cut.
    mutating func addCut(number: Int, atMost limit: Int) -> Int {
        addRow(.subset(cut: number), atMost: limit)
    }
}
