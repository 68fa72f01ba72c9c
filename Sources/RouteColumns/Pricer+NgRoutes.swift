/// Bounds by routes that may repeat stops only where these lie far apart.
extension Pricer {
    /// Lowers the bound of the relaxation without memory to that of ng-routes: each node remembers the stops
    /// nearest to it, which may not come again, and goods and visits count as they are (Baldacci, Mingozzi
    /// and Roberti 2011).
    ///
    /// What matters lies between the best route known and the bound, which few nodes reach once prices are
    /// nearly right; so labels over these take less time than bounds over all nodes.
    ///
    /// - Parameters:
    ///   - result: has the bound of the relaxation; gets what is found.
    ///   - crewClass: the class, whose network is loaded and bounded by ``onward``.
    ///   - loader: loaded it.
    ///   - asked: worth of the best route known.
    ///   - memory: what the class has learnt.
    func priceNgRoutes(
        _ result: inout PricingResult,
        _ crewClass: Int,
        _ loader: inout NetworkLoader,
        asked: Int,
        _ memory: inout StopMemory
    ) {
        // What was too much a while ago still is.
        guard memory.ngRest == 0 else {
            memory.ngRest -= 1
            return tellCircles(&result)
        }
        let least = onward.layout.worth(ofUnits: asked - network.relaxedFixed)
        let chosen = reached.run(
            onward,
            moreThan: least,
            workLimit: network.count * onward.layout.row * ngReachWork
        )
        result.work += reached.work
        guard let chosen = chosen?.map({ Int(network.position[$0]) }) else {
            memory.ngRest = Pricer.ngRest
            return tellCircles(&result)
        }
        result.work += chosen.count * chosen.count
        loader.lay(chosen, &network, crewClass: crewClass)
        loader.loadMemory(StopMemory(), &network, crewClass: crewClass)
        guard network.count > 0, boundByMinutes(&result) != nil else { return }
        loader.loadNeighbours(&network, most: ngNeighbours)
        let outcome = runLabels(
            &result,
            within: onward,
            mode: .exact,
            asked: asked,
            labelLimit: ngLabelLimit
        )
        guard outcome.isCutShort else {
            result.routes = forward.routes(network)
            result.bound = min(result.bound, max(asked, outcome.best))
            let isCircle = hasCircle(outcome.path)
            result.isExact = outcome.best <= asked || !isCircle
            if outcome.best > asked, isCircle { result.paths = [positions(outcome.path)] }
            return
        }
        memory.ngRest = Pricer.ngRest
        tellCircles(&result)
        loader.loadMemory(StopMemory(), &network, crewClass: crewClass)
        runLabels(
            &result,
            within: onward,
            mode: .heuristic,
            asked: asked,
            labelLimit: ngLabelLimit
        )
        result.routes = forward.routes(network)
    }

    /// Leaves it at the relaxation without memory.
    private func tellCircles(_ result: inout PricingResult) {
        result.areNgRoutes = false
        result.paths = onward.bestPaths(most: Pricer.mostPaths).map(positions)
    }

    /// Times that a class sits out where ng-routes took too many labels.
    private static let ngRest = 2

    private func positions(_ path: [Int]) -> [Int32] { path.map { network.position[$0] } }
}
