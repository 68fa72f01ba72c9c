import DenseProblem
import LinearModel
import RouteColumns

extension ColumnEngine {
    /// Frees block after block of the best plan until many in a row give nothing; true where it got
    /// better.
    mutating func improveBlocks(engine: some LinearEngine) throws(LinearProgramError) -> Bool {
        let space = generation.master.space
        var isBetter = false
        var failures = 0
        var isListed = listsBlocks
        while failures < ColumnEngine.mostFailures, !owner.mustStop(), !isProven {
            guard let routes = routes(of: owner.best()) else { return isBetter }
            let block = blocks.block(of: routes, size: min(blockSize, space.classes.count))
            guard !block.isEmpty else { return isBetter }
            let free = Set(block)
            let program = BlockProgram(
                generation.master,
                round: generation.round,
                control: control,
                standing: routes.filter { !free.contains($0.crewClass) },
                free: block
            )
            let present = routes.filter { free.contains($0.crewClass) }
            var outcome = try program.improve(
                engine: engine,
                present: present,
                isListed: isListed
            )
            let before = bestTotal
            if let listed = outcome.listed {
                outcome.isSettled = try search(listed, of: routes, engine: engine)
                if bestTotal > before {
                    try generation.master.add(routesOf: owner.best(), lookup: lookup)
                }
            }
            if !outcome.chosen.isEmpty {
                let whole = routes.filter { !free.contains($0.crewClass) } + outcome.chosen
                if let plan = feasiblePlan(whole) {
                    bestTotal = max(bestTotal, owner.offer(plan))
                    try generation.master.add(outcome.chosen)
                }
            }
            let hasGained = bestTotal > before
            blocks.note(block, isBetter: hasGained)
            failures = hasGained ? 0 : failures + 1
            // Integer programs are for blocks that have too many routes to be listed.
            if failures == ColumnEngine.mostFailures, isListed { (isListed, failures) = (false, 0) }
            isBetter = isBetter || hasGained
            blockSize =
                outcome.isSettled
                ? min(90, blockSize + 1 + blockSize / 6)
                : max(isListed ? 5 : 8, blockSize * 3 / 4)
            bestTotal = max(bestTotal, owner.searchAWhile())
        }
        return isBetter
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
