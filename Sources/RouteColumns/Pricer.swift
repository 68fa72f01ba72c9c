import DenseProblem

/// Finds the routes of a class that are worth most at given prices, and proves how much that is.
///
/// Keeps memory between calls and learns which stops of a class tend to be repeated; it belongs to
/// one thread at a time. What it learns depends only on the calls made for that class, so that
/// classes may be shared out among threads without changing a result.
public final class Pricer {
    let space: ColumnSpace
    /// [node] Whether leaving it out of a route never makes that worse.
    let isDroppable: [Bool]
    /// [class] Whether its nodes are kept laid out.
    private let keepsNodes: [Bool]
    var network = PricingNetwork()
    var backward = BackwardBounds()
    var onward = MinuteBounds()
    var reached = ReachedNodes()
    var forward = ForwardLabels()
    /// Ways to each node by minute, see ``ForwardLabels/fillWays``.
    var ways = Buffer<Int>(capacity: 4096)

    /// Most labels of one run; past it the bound of the relaxation must do.
    public var labelLimit = 600_000

    /// Stops that a node remembers in ng-routes, the nearest to it, its own among them.
    var ngNeighbours = 16
    /// Most labels of a run for ng-routes.
    var ngLabelLimit = 25_000

    /// Most work by which the nodes for ng-routes are found, for each node of the class and each minute.
    var ngReachWork = 4

    /// Work after which exact pricing of a class begins nothing new.
    public var workLimit = 20_000_000

    /// Most nodes that heuristic pricing looks at in a class.
    ///
    /// Exact pricing costs the square of the nodes and more; the routes that pay lie nearly always
    /// among the nodes that earn most for their length.
    public var focus = 128

    /// Asked now and then, also while one class is priced, whether to stop.
    public var mustStop: @Sendable () -> Bool {
        get { backward.stop.mustStop }
        set {
            backward.stop.mustStop = newValue
            forward.stop.mustStop = newValue
            isStopped = false
        }
    }

    /// Whether it was told to stop since then: results from there on mean nothing.
    public var isBrokenOff: Bool {
        backward.stop.isStopped || forward.stop.isStopped || isStopped
    }
    private var isStopped = false

    /// A pricer for a space.
    ///
    /// - Parameters:
    ///   - space: the space.
    ///   - nodeBytes: most bytes for what classes keep of their nodes, whichever pricer made it.
    public init(_ space: ColumnSpace, nodeBytes: Int = Pricer.mostNodeBytes) {
        self.space = space
        isDroppable = Droppability(space).flags()
        keepsNodes = KnownNodes.affordable(space, bytes: nodeBytes)
    }

    /// Most bytes for what classes keep of their nodes, unless said otherwise: enough for a week of 6,000
    /// household visits.
    public static let mostNodeBytes = 1280 << 20

    deinit {
        network.free()
        backward.free()
        onward.free()
        reached.free()
        forward.free()
        ways.free()
    }

    /// Prices one class.
    ///
    /// - Parameters:
    ///   - crewClass: the class.
    ///   - prices: present prices.
    ///   - effort: how hard to try.
    ///   - asked: routes must be worth more than this; at least 0.
    ///   - memory: what the class has learnt; added to as needed.
    /// - Returns: a bound on the worth of the class's routes, and routes worth more than asked.
    public func price(
        crewClass: Int,
        prices: Prices,
        effort: PricingEffort,
        asked: Int,
        memory: inout StopMemory
    ) -> PricingResult {
        var loader = NetworkLoader(space: space, prices: prices, limits: memory.limits)
        var result = PricingResult(bound: 0, routes: [], isExact: true, work: 0)
        if !effort.isFocused { layOut(crewClass, &loader, &memory, &result) }
        // Where the nodes are known their ways are too; labels need them from the network.
        let travels = !effort.boundsFirst || memory.known == nil
        loader.load(
            &network,
            crewClass: crewClass,
            isDroppable: isDroppable,
            most: effort.isFocused ? focus : .max,
            preferred: memory.promising,
            travels: travels
        )
        loader.loadMemory(StopMemory(), &network, crewClass: crewClass)
        result.isBound = !loader.isFocused
        // Choosing nodes and laying them out costs as much as small networks themselves.
        let length = network.shiftEnd - network.shiftStart
        result.work +=
            space.classes[crewClass].nodes.count * 8
            + network.count * (length + (travels ? network.count : 0)) / 2
        result.areNgRoutes = effort == .ngRelaxation
        guard network.count > 0 else { return result }
        if MinuteNetwork.fits(network) {
            priceByMinutes(&result, crewClass, &loader, effort, asked: asked, &memory)
        } else {
            result.areNgRoutes = false
            let effort = effort == .ngRelaxation ? .relaxation : effort
            priceByLabels(&result, crewClass, &loader, effort, asked: asked, &memory)
        }
        return result
    }

    /// Lays out all nodes of a class for good, unless that was done before.
    private func layOut(
        _ crewClass: Int,
        _ loader: inout NetworkLoader,
        _ memory: inout StopMemory,
        _ result: inout PricingResult
    ) {
        guard memory.known == nil, !memory.isUnfit, keepsNodes[crewClass], !mustStop() else {
            return
        }
        loader.lay(Array(space.classes[crewClass].nodes), &network, crewClass: crewClass)
        result.work += network.count * network.count
        memory.isUnfit = !MinuteNetwork.fits(network)
        if !memory.isUnfit { memory.known = KnownNodes(network) }
    }

    /// Prices with bounds minute by minute as far as no stop need be remembered.
    private func priceByMinutes(
        _ result: inout PricingResult,
        _ crewClass: Int,
        _ loader: inout NetworkLoader,
        _ effort: PricingEffort,
        asked: Int,
        _ memory: inout StopMemory
    ) {
        // Few nodes are sooner laid out than all are gone through.
        let isFew = !effort.boundsFirst && network.count * 3 < space.classes[crewClass].nodes.count
        let known = effort.isFocused || isFew ? nil : memory.known
        guard let bound = boundByMinutes(&result, known: known) else { return }
        result.bound = max(0, bound)
        note(&result, relaxed: bound, asked: asked, effort, &memory) { onward.bestPaths(most: $0) }
        if effort.looksAtAll { memory.promising = [] }
        guard bound > asked, !effort.isRelaxation else { return }
        guard effort != .ngRelaxation else {
            return priceNgRoutes(&result, crewClass, &loader, asked: asked, &memory)
        }
        var isNarrowed = false
        if effort != .heuristic {
            let isLarge = network.count > Pricer.largeFrom
            isNarrowed = keepReached(&result, crewClass, &loader, within: onward, asked: asked)
            if isLarge { memory.promising = (0..<network.count).map { network.position[$0] } }
        }
        if effort == .exact {
            let relaxed = backward.run(network, ways: nil, asked: asked, labelLimit: .max)
            result.work += backward.work
            // Nodes that were left out may be in routes worth as much as asked.
            result.bound = min(result.bound, max(isNarrowed ? asked : 0, relaxed))
            result.isExact = relaxed <= asked
            guard relaxed > asked else { return }
            priceExactly(&result, crewClass, &loader, asked: asked, memory: &memory)
            guard !result.isExact, result.routes.isEmpty else { return }
            // Too many labels: routes without proof are better than none.
            loader.loadMemory(StopMemory(), &network, crewClass: crewClass)
            isNarrowed = true
        }
        if isNarrowed, boundByMinutes(&result) == nil { return }
        labelHeuristically(&result, within: onward, asked: asked)
    }

    /// Takes note of the relaxation's figure and of its best routes, as far as they are of use.
    private func note(
        _ result: inout PricingResult,
        relaxed: Int,
        asked: Int,
        _ effort: PricingEffort,
        _ memory: inout StopMemory,
        bestPaths: (Int) -> [[Int]]
    ) {
        result.isExact = relaxed <= asked
        guard relaxed > asked, effort.isRelaxation || network.hasLimits else { return }
        let paths = bestPaths(effort.isRelaxation ? Pricer.mostPaths : 1)
        guard let best = paths.first else { return }
        memory.limits.learn(network, path: best, worth: relaxed)
        if effort.isRelaxation {
            result.paths = paths.map { path in path.map { network.position[$0] } }
        }
    }

    /// Routes of the relaxation that are told of.
    static let mostPaths = 20

    /// Bounds the routes of the network by what each minute is worth; nil where it was told to stop.
    func boundByMinutes(
        _ result: inout PricingResult,
        known: KnownNodes? = nil
    ) -> Int? {
        let bound = onward.run(network, known: known, mustStop: mustStop)
        result.work += onward.work
        if bound == nil { isStopped = true }
        return bound
    }

    /// The same with bounds by labels alone, where visits are too short for bounds minute by minute.
    private func priceByLabels(
        _ result: inout PricingResult,
        _ crewClass: Int,
        _ loader: inout NetworkLoader,
        _ effort: PricingEffort,
        asked: Int,
        _ memory: inout StopMemory
    ) {
        let count = network.count
        if effort != .heuristic, effort != .focusedRelaxation {
            let coarse = narrowCoarsely(&result, crewClass, &loader, asked: asked, &memory)
            guard coarse > asked else { return }
        }
        let relaxed = backward.run(network, ways: nil, asked: asked, labelLimit: .max)
        result.work += backward.work
        // Nodes that were left out may be in routes worth as much as asked.
        result.bound = max(network.count < count ? asked : 0, relaxed)
        note(&result, relaxed: relaxed, asked: asked, effort, &memory) {
            backward.bestPaths(network, most: $0)
        }
        guard relaxed > asked, !effort.isRelaxation else { return }
        if effort == .exact {
            priceExactly(&result, crewClass, &loader, asked: asked, memory: &memory)
            guard !result.isExact, result.routes.isEmpty else { return }
            // Too many labels: routes without proof are better than none.
            loader.loadMemory(StopMemory(), &network, crewClass: crewClass)
            _ = backward.run(network, ways: nil, asked: asked, labelLimit: .max)
            result.work += backward.work
        }
        if effort == .thorough { narrow(&result, crewClass, &loader, asked: asked) }
        labelHeuristically(&result, within: backward, asked: asked)
    }

    /// Routes by labels that dominate on time and worth alone.
    private func labelHeuristically(
        _ result: inout PricingResult,
        within bounds: some CompletionBounds,
        asked: Int
    ) {
        runLabels(&result, within: bounds, mode: .heuristic, asked: asked, labelLimit: labelLimit)
        result.routes = forward.routes(network)
    }

    /// Bounds with memory that grows until the best path has no circle, then labels likewise.
    private func priceExactly(
        _ result: inout PricingResult,
        _ crewClass: Int,
        _ loader: inout NetworkLoader,
        asked: Int,
        memory: inout StopMemory
    ) {
        narrow(&result, crewClass, &loader, asked: asked)
        labelRelaxed(&result, within: backward, asked: asked)
        forward.fillWays(network, &ways)
        if !memory.isEmpty {
            guard boundAgain(&result, crewClass, loader, memory, asked: asked) else {
                // Prices have changed since the memory was built; begin it anew.
                memory.clear()
                return
            }
        }
        for _ in 0..<60 where result.bound > asked {
            guard result.work < workLimit else { return }
            let before = memory
            // Only a circle on the best path needs a cure now; those on others would come next.
            let paths = backward.bestPaths(network, most: 6)
            guard let first = paths.first, learn(first, crewClass, &memory) else { break }
            for path in paths.dropFirst() { _ = learn(path, crewClass, &memory) }
            if !boundAgain(&result, crewClass, loader, memory, asked: asked) {
                memory = before
                memory.isFull = true
                guard boundAgain(&result, crewClass, loader, memory, asked: asked) else { return }
                break
            }
        }
        guard result.bound > asked else {
            result.isExact = true
            return
        }
        label(&result, crewClass, loader, asked: asked, memory: &memory)
    }

    private func label(
        _ result: inout PricingResult,
        _ crewClass: Int,
        _ loader: NetworkLoader,
        asked: Int,
        memory: inout StopMemory
    ) {
        for _ in 0..<24 {
            guard result.work < workLimit else { return }
            let outcome = forward.run(
                network,
                bounds: backward,
                mode: .exact,
                asked: asked,
                labelLimit: labelLimit
            )
            result.work += outcome.work
            let routes = forward.routes(network)
            if routes.first?.worth ?? 0 > result.routes.first?.worth ?? 0 || result.routes.isEmpty {
                result.routes = routes
            }
            guard !outcome.isCutShort else { return }
            // Nothing above what was asked was missed, so the asked figure bounds what is left.
            result.bound = min(result.bound, max(outcome.best, asked))
            if outcome.best <= asked || !hasCircle(outcome.path) {
                result.isExact = true
                return
            }
            let before = memory
            guard learn(outcome.path, crewClass, &memory) else { return }
            if !boundAgain(&result, crewClass, loader, memory, asked: asked) {
                memory = before
                memory.isFull = true
                return
            }
        }
    }

    /// Bounds with the memory given; false, with no bounds at hand, where that takes too many labels.
    private func boundAgain(
        _ result: inout PricingResult,
        _ crewClass: Int,
        _ loader: NetworkLoader,
        _ memory: StopMemory,
        asked: Int
    ) -> Bool {
        loader.loadMemory(memory, &network, crewClass: crewClass)
        let relaxed = backward.run(
            network,
            ways: ways,
            asked: asked,
            labelLimit: labelLimit
        )
        result.work += backward.work
        guard !backward.isCutShort else { return false }
        result.bound = min(result.bound, max(0, relaxed))
        return true
    }

    func hasCircle(_ path: [Int]) -> Bool {
        Set(path.map { network.stop[$0] }).count < path.count
    }

    /// Lets the nodes of a path's shortest circle remember the stop it comes back to.
    private func learn(_ path: [Int], _ crewClass: Int, _ memory: inout StopMemory) -> Bool {
        let nodes = space.classes[crewClass].nodes
        var isNew = false
        for end in path.indices {
            let stop = network.stop[path[end]]
            guard let begin = path[..<end].lastIndex(where: { network.stop[$0] == stop }) else {
                continue
            }
            for between in path[begin...end] {
                let local = Int(network.position[between]) - nodes.lowerBound
                if memory.remember(stop, at: local, nodeCount: nodes.count) { isNew = true }
            }
        }
        return isNew
    }
}
