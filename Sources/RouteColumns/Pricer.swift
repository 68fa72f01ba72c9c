import DenseProblem

/// Finds the routes of a class that are worth most at given prices, and proves how much that is.
///
/// Keeps memory between calls and learns which stops of a class tend to be repeated; it belongs to
/// one thread at a time. What it learns depends only on the calls made for that class, so that
/// classes may be shared out among threads without changing a result.
public final class Pricer {
    private let space: ColumnSpace
    /// [node] Whether leaving it out of a route never makes that worse.
    private let isDroppable: [Bool]
    private var network = PricingNetwork()
    private var backward = BackwardBounds()
    private var forward = ForwardLabels()

    /// Most labels of one run; past it the bound of the relaxation must do.
    public var labelLimit = 60_000

    /// A pricer for a space.
    public init(_ space: ColumnSpace) {
        self.space = space
        isDroppable = Droppability(space).flags()
    }

    deinit {
        network.free()
        backward.free()
        forward.free()
    }

    /// Prices one class.
    ///
    /// - Parameters:
    ///   - crewClass: the class.
    ///   - prices: present prices.
    ///   - effort: how hard to try.
    ///   - asked: routes must be worth more than this; at least 0.
    ///   - critical: stops known to be repeated in the class; added to as needed, at most 64.
    public func price(
        crewClass: Int, prices: Prices, effort: PricingEffort, asked: Int, critical: inout [Int32]
    ) -> PricingResult {
        var loader = NetworkLoader(space: space, prices: prices)
        loader.load(&network, crewClass: crewClass, isDroppable: isDroppable)
        var result = PricingResult(bound: 0, routes: [], isExact: true, work: 0)
        guard network.count > 0 else { return result }
        let relaxed = backward.run(network)
        result.work = backward.work
        result.bound = max(0, relaxed)
        guard relaxed > asked, effort != .relaxation else {
            result.isExact = relaxed <= 0
            return result
        }
        result.isExact = false
        if effort == .exact {
            improveExactly(&result, asked: asked, critical: &critical)
        } else {
            let outcome = forward.run(
                network, bounds: backward, isExact: false, critical: [], asked: asked,
                labelLimit: labelLimit)
            result.work += outcome.work
            result.routes = forward.routes(network)
        }
        return result
    }

    /// Repeats exact runs, making repeated stops critical, until the best path repeats none.
    private func improveExactly(
        _ result: inout PricingResult, asked: Int, critical: inout [Int32]
    ) {
        for _ in 0..<24 {
            let outcome = forward.run(
                network, bounds: backward, isExact: true, critical: critical, asked: asked,
                labelLimit: labelLimit)
            result.work += outcome.work
            let routes = forward.routes(network)
            if routes.first?.worth ?? 0 > result.routes.first?.worth ?? 0 || result.routes.isEmpty {
                result.routes = routes
            }
            guard !outcome.isCutShort else { return }
            // Nothing above what was asked was missed, so the asked figure bounds what is left.
            result.bound = min(result.bound, max(outcome.best, asked))
            let new = outcome.repeated.filter { !critical.contains($0) }
            if outcome.repeated.isEmpty || outcome.best <= asked {
                result.isExact = true
                return
            }
            guard !new.isEmpty, critical.count + new.count <= 64 else { return }
            for stop in new where !critical.contains(stop) { critical.append(stop) }
        }
    }
}

/// Which nodes can be left out of any route of their class without making it worse.
///
/// True wherever ways obey the triangle inequality. A travel table may break it, so each pair given
/// there is held against every third place of the class.
private struct Droppability {
    let space: ColumnSpace

    init(_ space: ColumnSpace) { self.space = space }

    func flags() -> [Bool] {
        let rules = space.problem.scenario.travelRules
        let speeds = space.problem.shifts.speeds
        let isRoundingSafe =
            rules.fixedMinutes >= 1 && 100 * (speeds.first ?? 250) >= 2 * rules.detourPercent
        var flags = [Bool](repeating: isRoundingSafe, count: space.nodes.count)
        guard isRoundingSafe, !space.problem.travel.obeysTriangle else { return flags }
        for entry in space.classes {
            let blocked = blockedPlaces(entry)
            for position in entry.nodes where blocked.contains(Int(space.nodes[position].place)) {
                flags[position] = false
            }
        }
        return flags
    }

    /// Places of a class that shorten some way through them.
    private func blockedPlaces(_ entry: CrewClass) -> Set<Int> {
        let problem = space.problem
        let shift = entry.shift
        var places = Set(entry.nodes.map { Int(space.nodes[$0].place) })
        places.insert(Int(problem.shifts.basePlace[shift]))
        let ordered = places.sorted()
        var blocked = Set<Int>()
        func minutes(_ from: Int, _ to: Int) -> Int {
            from == to ? 0 : problem.travelMinutes(shift: shift, from: from, to: to)
        }
        for pair in problem.scenario.siteTravelMinutes.keys
        where places.contains(pair.from) && places.contains(pair.to) && pair.from != pair.to {
            let direct = minutes(pair.from, pair.to)
            for other in ordered {
                if minutes(pair.from, other) + minutes(other, pair.to) < direct {
                    blocked.insert(other)
                }
                if direct + minutes(pair.to, other) < minutes(pair.from, other) {
                    blocked.insert(pair.to)
                }
                if minutes(other, pair.from) + direct < minutes(other, pair.to) {
                    blocked.insert(pair.from)
                }
            }
        }
        return blocked
    }
}
