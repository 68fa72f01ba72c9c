import Dispatch
import RouteColumns
import Synchronization

/// Prices all classes, on one thread or several, with the same result.
final class PricingRound {
    /// What a round found.
    struct Outcome {
        /// [class] No route is worth more, in units.
        var bestOfClass: [Int]
        /// Columns worth more than asked, class by class, the best first in each.
        var columns: [RouteColumn]
        /// Deterministic measure of the effort.
        var work: Int
        /// Whether the round was broken off, so that the bounds of some classes are missing.
        var isCutShort: Bool
        /// Whether ``bestOfClass`` bounds all routes of all classes.
        var isBound = true
        /// [class] Whether its figure is that of its best route.
        var isExactClass: [Bool] = []
        /// [class] Nodes of the best routes of the relaxation, where no more was asked than that or ng-routes.
        var paths: [[[Int32]]] = []
        /// [class] Whether its figure and paths are those of ng-routes.
        var areNgRoutes: [Bool] = []

        /// [class] Nodes of its paths, then of its columns, the best first in each.
        var routesOfClass: [[[Int32]]] {
            var routes = paths
            for column in columns { routes[column.crewClass].append(column.nodes) }
            return routes
        }
    }

    /// Nodes of a class with which heuristic pricing begins.
    static let leastFocus = 128

    private let space: ColumnSpace
    private let pricers: [Pricer]
    /// [class] What it has learnt.
    private var memory: [StopMemory]

    /// - Parameters:
    ///   - space: the routes.
    ///   - threads: threads that may run side by side.
    ///   - nodeBytes: most bytes for what classes keep of their nodes.
    init(_ space: ColumnSpace, threads: Int, nodeBytes: Int = Pricer.mostNodeBytes) {
        self.space = space
        pricers = (0..<max(1, threads)).map { _ in Pricer(space, nodeBytes: nodeBytes) }
        memory = [StopMemory](repeating: StopMemory(), count: space.classes.count)
    }

    /// What a class is charged for a unit of goods and a visit at present, in units.
    func charges(ofClass number: Int) -> (goods: Int, visit: Int) { memory[number].charges }

    /// Gives the memory back that nodes take, where all of them are not looked at for a while.
    func forgetNodes() {
        for number in memory.indices { memory[number].forgetNodes() }
    }

    /// Prices classes at given prices.
    ///
    /// - Parameters:
    ///   - prices: what routes are worth.
    ///   - effort: how hard to try, by class; nil leaves the class out with the bound handed in.
    ///   - known: [class] bound of the classes left out.
    ///   - asked: routes must be worth more than this, in units.
    ///   - floors: [class] and more than this; empty for no more.
    ///   - perClass: most columns of a class.
    ///   - focus: most nodes of a class that heuristic pricing looks at.
    ///   - mustStop: asked now and then; true breaks the round off.
    ///   - beside: other work, which one of the threads does before it takes classes too; with one thread it
    ///     comes first. Neither may see what the other does.
    /// - Returns: bounds and columns of all classes.
    func run(
        _ prices: Prices,
        effort: (Int) -> PricingEffort?,
        known: [Int],
        asked: Int,
        floors: [Int] = [],
        perClass: Int,
        focus: Int = PricingRound.leastFocus,
        mustStop: @escaping @Sendable () -> Bool,
        beside: @escaping () -> Void = {}
    ) -> Outcome {
        let efforts = space.classes.indices.map(effort)
        var results = [PricingResult?](repeating: nil, count: efforts.count)
        let next = Atomic<Int>(0)
        results.withUnsafeMutableBufferPointer { results in
            memory.withUnsafeMutableBufferPointer { memory in
                // Each class is written by one thread only, so the two buffers are never contended;
                // neither is what the other work touches, which one thread does.
                nonisolated(unsafe) let results = results
                nonisolated(unsafe) let memory = memory
                nonisolated(unsafe) let pricers = pricers
                nonisolated(unsafe) let beside = beside
                DispatchQueue.concurrentPerform(iterations: pricers.count) { thread in
                    if thread == 0 { beside() }
                    let pricer = pricers[thread]
                    pricer.mustStop = mustStop
                    pricer.focus = focus
                    while !mustStop() {
                        let number = next.add(1, ordering: .relaxed).oldValue
                        guard number < efforts.count else { return }
                        guard let effort = efforts[number] else { continue }
                        let result = pricer.price(
                            crewClass: number,
                            prices: prices,
                            effort: effort,
                            asked: floors.isEmpty ? asked : max(asked, floors[number]),
                            memory: &memory[number]
                        )
                        // A class broken off half-way has no bound.
                        if !pricer.isBrokenOff { results[number] = result }
                    }
                }
            }
        }
        let isCutShort = results.indices.contains { efforts[$0] != nil && results[$0] == nil }
        return gather(results, known: known, perClass: perClass, isCutShort: isCutShort)
    }

    /// Lists every route that a plan worth at least `goal` points can use.
    ///
    /// In such a plan each route's worth lies no further below the best of its class than the bound at
    /// these prices lies above the goal.
    ///
    /// - Parameters:
    ///   - lagrangian: the prices.
    ///   - bestOfClass: [class] best worth at these prices, in units.
    ///   - goal: in points.
    ///   - limit: most routes.
    ///   - spend: told of the work done.
    ///   - mustStop: asked before each class.
    /// - Returns: nil where there are more than the limit, or the run is to stop.
    func everyRoute(
        _ lagrangian: LagrangianPrices,
        bestOfClass: [Int],
        goal: Int,
        limit: Int,
        spend: (Int) -> Void,
        mustStop: () -> Bool
    ) -> [RouteColumn]? {
        let slack =
            lagrangian.boundUnits(bestOfClass: bestOfClass, space: space) - goal * PriceScale.unit
        var columns: [RouteColumn] = []
        for number in space.classes.indices {
            guard !mustStop() else { return nil }
            let found = everyRoute(
                of: number,
                lagrangian.prices,
                best: bestOfClass[number],
                slack: slack,
                limit: limit - columns.count,
                spend: spend
            )
            guard let found else { return nil }
            columns += found
            guard columns.count <= limit else { return nil }
        }
        return columns
    }

    /// Lists every route of a class that lies within some units of its best at given prices.
    ///
    /// - Parameters:
    ///   - crewClass: the class.
    ///   - prices: the prices.
    ///   - best: the best worth of the class, in units.
    ///   - slack: how far below it, in units.
    ///   - limit: most routes.
    ///   - labelLimit: most labels made.
    ///   - spend: told of the work done.
    /// - Returns: nil where there are more.
    func everyRoute(
        of crewClass: Int,
        _ prices: Prices,
        best: Int,
        slack: Int,
        limit: Int,
        labelLimit: Int = Pricer.listedLabels,
        spend: (Int) -> Void
    ) -> [RouteColumn]? {
        let listing = pricers[0].everyRoute(
            crewClass: crewClass,
            prices: prices,
            asked: best - slack - 1,
            slack: slack,
            memory: memory[crewClass],
            limit: limit,
            labelLimit: labelLimit
        )
        spend(listing.work / 3)
        return listing.routes?.compactMap { space.column(crewClass: crewClass, nodes: $0) }
    }

    private func gather(
        _ results: [PricingResult?],
        known: [Int],
        perClass: Int,
        isCutShort: Bool
    ) -> Outcome {
        var outcome = Outcome(
            bestOfClass: [],
            columns: [],
            work: 0,
            isCutShort: isCutShort
        )
        for (number, result) in results.enumerated() {
            guard let result else {
                outcome.bestOfClass.append(known[number])
                outcome.isExactClass.append(false)
                outcome.paths.append([])
                outcome.areNgRoutes.append(false)
                continue
            }
            outcome.bestOfClass.append(result.bound)
            outcome.work += result.work
            outcome.isBound = outcome.isBound && result.isBound
            outcome.isExactClass.append(result.isExact)
            outcome.paths.append(result.paths)
            outcome.areNgRoutes.append(result.areNgRoutes)
            for route in diverse(result.routes, most: perClass) {
                if let column = space.column(crewClass: number, nodes: route.nodes) {
                    outcome.columns.append(column)
                }
            }
        }
        return outcome
    }

    /// The best routes, leaving out those that share most of their stops with a better one.
    private func diverse(_ routes: [PricedRoute], most: Int) -> [PricedRoute] {
        var kept: [PricedRoute] = []
        for route in routes {
            guard kept.count < most else { break }
            let isAlike = kept.contains { other in
                let shared = route.nodes.count { other.nodes.contains($0) }
                return 2 * shared > route.nodes.count
            }
            if !isAlike || kept.isEmpty { kept.append(route) }
        }
        return kept
    }
}
