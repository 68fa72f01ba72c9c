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
        guard keepNgNodes(&result, crewClass, &loader, asked: asked) else {
            memory.ngRest = Pricer.ngRest
            return tellCircles(&result)
        }
        guard network.count > 0, boundByMinutes(&result) != nil else { return }
        loader.loadNeighbours(&network, most: ngNeighbours)
        result.work += network.count * network.count
        let outcome = runLabels(
            &result,
            within: onward,
            mode: .exact,
            asked: asked,
            labelLimit: ngLabelLimit
        )
        if outcome.isCutShort {
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
        } else {
            result.bound = min(result.bound, max(asked, outcome.best))
            let isCircle = hasCircle(outcome.path)
            result.isExact = outcome.best <= asked || !isCircle
            if outcome.best > asked, isCircle { result.paths = [positions(outcome.path)] }
        }
        result.routes = forward.routes(network)
    }

    /// Keeps the nodes that ways worth more than asked can use; false, with all of them left, where that takes
    /// too long to tell or they are too many.
    private func keepNgNodes(
        _ result: inout PricingResult,
        _ crewClass: Int,
        _ loader: inout NetworkLoader,
        asked: Int
    ) -> Bool {
        let layout = onward.layout
        let chosen = reached.run(
            onward,
            moreThan: layout.worth(ofUnits: asked - network.relaxedFixed),
            workLimit: layout.nodes.count * layout.row * ngReachWork
        )
        result.work += reached.work
        guard let chosen, chosen.count <= Pricer.mostNgNodes else { return false }
        let positions = chosen.map { Int(network.position[$0]) }
        loader.lay(positions, &network, crewClass: crewClass)
        loader.loadMemory(StopMemory(), &network, crewClass: crewClass)
        result.work += network.count * network.count
        return true
    }

    /// Leaves it at the relaxation without memory.
    private func tellCircles(_ result: inout PricingResult) {
        result.areNgRoutes = false
        result.paths = onward.bestPaths(most: Pricer.mostPaths).map(positions)
    }

    private func positions(_ path: [Int]) -> [Int32] { path.map { network.position[$0] } }

    /// Times that a class sits out where ng-routes took too many labels.
    private static let ngRest = 2
    /// Nodes beyond which their labels are too many in any case.
    private static let mostNgNodes = 600
}
