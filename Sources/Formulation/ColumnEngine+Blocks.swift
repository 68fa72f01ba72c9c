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
            let outcome = try program.improve(engine: engine, present: present)
            let before = bestTotal
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
            isBetter = isBetter || hasGained
            blockSize =
                outcome.isSettled
                ? min(90, blockSize + 1 + blockSize / 6) : max(8, blockSize * 3 / 4)
            bestTotal = max(bestTotal, owner.searchAWhile())
        }
        return isBetter
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
