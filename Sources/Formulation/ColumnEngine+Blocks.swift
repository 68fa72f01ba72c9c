import DenseProblem
import LinearModel
import RouteColumns

extension ColumnEngine {
    /// Frees block after block of the best plan until many in a row give nothing.
    ///
    /// - Parameter engine: solves the programs.
    /// - Returns: whether it got better.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    mutating func improveBlocks(engine: some LinearEngine) throws(LinearProgramError) -> Bool {
        let first = bestTotal
        var failures = 0
        var isListed = listsBlocks
        while failures < ColumnEngine.mostFailures, !owner.mustStop(), !isProven {
            guard let routes = routes(of: owner.best()) else { break }
            let size = min(blockSize, generation.master.space.classes.count)
            let block = blocks.block(of: routes, size: size)
            guard !block.isEmpty else { break }
            let before = bestTotal
            let isSettled = try improve(block, of: routes, isListed: isListed, engine: engine)
            let hasGained = bestTotal > before
            blocks.note(block, isBetter: hasGained)
            failures = hasGained ? 0 : failures + 1
            // Integer programs are for blocks that have too many routes to be listed.
            if failures == ColumnEngine.mostFailures, isListed { (isListed, failures) = (false, 0) }
            blockSize =
                isSettled
                ? min(90, blockSize + 1 + blockSize / 6)
                : max(isListed ? 5 : 8, blockSize * 3 / 4)
            bestTotal = max(bestTotal, owner.searchAWhile())
        }
        return bestTotal > first
    }

    /// Frees a block of the best plan, and offers what is better.
    ///
    /// - Parameters:
    ///   - block: the classes whose crews are free.
    ///   - routes: the plan's routes.
    ///   - isListed: whether all routes of the block are searched; else an integer program over routes at
    ///     hand is solved.
    ///   - engine: solves the programs.
    /// - Returns: whether it is settled what is best there.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    private mutating func improve(
        _ block: [Int],
        of routes: [RouteColumn],
        isListed: Bool,
        engine: some LinearEngine
    ) throws(LinearProgramError) -> Bool {
        let free = Set(block)
        let standing = routes.filter { !free.contains($0.crewClass) }
        let program = BlockProgram(
            generation.master,
            round: generation.round,
            control: control,
            standing: standing,
            free: block
        )
        let outcome = try program.improve(
            engine: engine,
            present: routes.filter { free.contains($0.crewClass) },
            isListed: isListed
        )
        let before = bestTotal
        if let listed = outcome.listed {
            let isSettled = try search(listed, of: routes, engine: engine)
            if bestTotal > before {
                try generation.master.add(routesOf: owner.best(), lookup: lookup)
            }
            return isSettled
        }
        if !outcome.chosen.isEmpty, let plan = feasiblePlan(standing + outcome.chosen) {
            bestTotal = max(bestTotal, owner.offer(plan))
            try generation.master.add(outcome.chosen)
        }
        return outcome.isSettled
    }

    /// Whether blocks are searched among routes that are all listed: where nothing but visits and crews
    /// couples routes, and one linear program over the whole is not too large to be laid out each time.
    private var listsBlocks: Bool { !isLarge && layout.hasVisitsAndCrewsOnly }

    /// Questions whether to go on in the search of a block: ten or so in a node.
    private static let blockQuestions = 400

    /// Searches the routes of a block, beside which a plan's other routes stand.
    ///
    /// - Parameters:
    ///   - block: the routes.
    ///   - routes: the plan's routes, those of the block included.
    ///   - engine: solves the linear programs.
    /// - Returns: whether it is settled which choice of them is the best.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    private mutating func search(
        _ block: BlockProgram.Listed,
        of routes: [RouteColumn],
        engine: some LinearEngine
    ) throws(LinearProgramError) -> Bool {
        let space = generation.master.space
        var isNamed = [Bool](repeating: false, count: space.demandCount)
        for column in block.columns {
            for node in column.nodes { isNamed[Int(space.nodes[Int(node)].demand)] = true }
        }
        let cuts = generation.master.cuts.map(\.cut)
        let listed = Set(block.columns)
        var search = ListedSearch(
            layout,
            columns: block.columns + routes.filter { !listed.contains($0) },
            cuts: cuts.filter { $0.demands.contains { isNamed[Int($0)] } },
            start: routes + block.start,
            goal: bestTotal,
            bound: bestTotal + Int(block.slack.rounded(.up))
        )
        var questions = 0
        try search.run(
            bestTotal: bestTotal,
            engine: engine,
            control: control,
            mustStop: {
                questions += 1
                return owner.mustStop() || questions > ColumnEngine.blockQuestions
            },
            offer: { plan in
                bestTotal = max(bestTotal, owner.offer(plan))
                return bestTotal
            },
            noteBound: { _ in }
        )
        return search.isOver && search.bound <= search.goal
    }

    /// Blocks in vain after which there is better to do.
    private static let mostFailures = 25

    /// The routes of a plan; nil where one is no column of this space.
    func routes(of plan: DensePlan) -> [RouteColumn]? {
        var routes: [RouteColumn] = []
        for route in plan.routes {
            guard let column = generation.master.space.column(of: route, lookup: lookup)
            else { return nil }
            routes.append(column)
        }
        return routes
    }
}
