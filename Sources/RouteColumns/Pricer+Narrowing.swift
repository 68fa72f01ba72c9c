/// Leaves nodes out of a network before it is priced to the end.
extension Pricer {
    /// Leaves out the nodes that no route worth more than asked can use, as far as bounds forwards and
    /// backwards tell; what follows costs the square of their number.
    func narrow(
        _ result: inout PricingResult,
        _ crewClass: Int,
        _ loader: inout NetworkLoader,
        asked: Int
    ) {
        guard keepReached(&result, crewClass, &loader, within: backward, asked: asked) else {
            return
        }
        _ = backward.run(network, ways: nil, asked: asked, labelLimit: .max)
        result.work += backward.work
    }

    /// The same by bounds on a coarse grid of minutes, which come much sooner; returns the class's bound.
    func narrowCoarsely(
        _ result: inout PricingResult,
        _ crewClass: Int,
        _ loader: inout NetworkLoader,
        asked: Int,
        _ memory: inout StopMemory
    ) -> Int {
        guard network.count > Pricer.largeFrom else { return .max }
        memory.promising = []
        backward.grain = Pricer.grain
        forward.grain = Pricer.grain
        defer {
            backward.grain = 1
            forward.grain = 1
        }
        let bound = backward.run(network, ways: nil, asked: asked, labelLimit: .max)
        result.work += backward.work
        result.bound = max(0, bound)
        guard bound > asked else { return bound }
        keepReached(&result, crewClass, &loader, within: backward, asked: asked)
        memory.promising = (0..<network.count).map { network.position[$0] }
        return bound
    }

    /// Nodes beyond which those left after narrowing are remembered as promising, and bounds by labels come
    /// on a coarse grid first.
    static let largeFrom = 160
    /// Minutes of that grid.
    private static let grain = 12

    /// Labels forwards in the relaxation, within the bounds at hand.
    func labelRelaxed(
        _ result: inout PricingResult,
        within bounds: some CompletionBounds,
        asked: Int
    ) {
        runLabels(&result, within: bounds, mode: .relaxed, asked: asked, labelLimit: .max)
    }

    /// Labels forwards in some mode, whose work counts.
    @discardableResult
    func runLabels(
        _ result: inout PricingResult,
        within bounds: some CompletionBounds,
        mode: ForwardLabels.Mode,
        asked: Int,
        labelLimit: Int
    ) -> ForwardLabels.Outcome {
        let outcome = forward.run(
            network,
            bounds: bounds,
            mode: mode,
            asked: asked,
            labelLimit: labelLimit
        )
        result.work += outcome.work
        return outcome
    }

    /// Keeps the nodes that bounds at hand leave in routes worth more than asked, where they are fewer; true
    /// where some were left out.
    @discardableResult
    func keepReached(
        _ result: inout PricingResult,
        _ crewClass: Int,
        _ loader: inout NetworkLoader,
        within bounds: some CompletionBounds,
        asked: Int
    ) -> Bool {
        labelRelaxed(&result, within: bounds, asked: asked)
        let chosen = forward.reached(network).map { Int(network.position[$0]) }
        guard chosen.count * 4 < network.count * 3 else { return false }
        loader.lay(chosen, &network, crewClass: crewClass)
        loader.loadMemory(StopMemory(), &network, crewClass: crewClass)
        return true
    }
}
