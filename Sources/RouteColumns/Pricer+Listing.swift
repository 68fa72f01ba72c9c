import DenseProblem

/// Routes of a class one and all, where they are few.
extension Pricer {
    /// What listing the routes of a class came to.
    public struct Listing: Sendable {
        /// The routes by nodes; nil where there are too many, or where it was told to stop.
        public var routes: [[Int32]]?
        /// Deterministic measure of the effort.
        public var work: Int

        /// The same where it was told to stop, since a list in part would be taken for a whole one.
        var givenUp: Listing { Listing(routes: nil, work: work) }
    }

    /// Lists every route of a class worth more than asked.
    ///
    /// Orders of the same nodes count once, as their best, unless another order may be better for the
    /// minutes that rows count, or starts have parts.
    /// - Parameters:
    ///   - crewClass: the class.
    ///   - prices: present prices.
    ///   - asked: routes must be worth more than this; may be below 0.
    ///   - slack: how far a route that matters may lie below the best of its class, in units.
    ///   - memory: what the class has learnt.
    ///   - limit: most routes.
    ///   - labelLimit: most labels made, beyond which there are too many.
    /// - Returns: the routes, and the work that they took.
    public func everyRoute(
        crewClass: Int,
        prices: Prices,
        asked: Int,
        slack: Int,
        memory: StopMemory,
        limit: Int,
        labelLimit: Int = Pricer.listedLabels
    ) -> Listing {
        var loader = NetworkLoader(space: space, prices: prices, limits: memory.limits)
        loader.load(
            &network,
            crewClass: crewClass,
            isDroppable: isDroppable,
            leastGain: -slack - 1
        )
        loader.loadMemory(StopMemory(), &network, crewClass: crewClass)
        var listing = Listing(routes: [], work: network.count * network.count)
        guard network.count > 0 else { return listing }
        guard backward.run(network, ways: nil, asked: asked, labelLimit: .max) > asked else {
            return isBrokenOff ? listing.givenUp : listing
        }
        listing.work += backward.work
        listing.work +=
            forward.run(
                network,
                bounds: backward,
                mode: .relaxed,
                asked: asked,
                labelLimit: .max
            ).work
        // Ways known in part would leave out routes.
        if isBrokenOff { return listing.givenUp }
        forward.fillWays(network, &ways)
        loader.loadMemory(memory, &network, crewClass: crewClass)
        let relaxed = backward.run(network, ways: ways, asked: asked, labelLimit: labelLimit / 4)
        listing.work += backward.work
        if isBrokenOff { return listing.givenUp }
        if backward.isCutShort {
            // Bounds that remember nothing are worse, but soon made.
            loader.loadMemory(StopMemory(), &network, crewClass: crewClass)
            _ = backward.run(network, ways: nil, asked: asked, labelLimit: .max)
            listing.work += backward.work
        } else if relaxed <= asked {
            return listing
        }
        forward.routeCap = limit
        defer { forward.routeCap = .max }
        let outcome = forward.run(
            network,
            bounds: backward,
            mode: ordersMatter(crewClass) ? .everyOrder : .everyRoute,
            asked: asked,
            labelLimit: labelLimit
        )
        listing.work += outcome.work
        listing.routes = outcome.isCutShort || isBrokenOff ? nil : forward.everyRoute(network)
        return listing
    }

    /// Most labels made to list a class's routes.
    public static let listedLabels = 2_000_000

    /// Whether of two orders of the same nodes the one worth less may be better in some plan.
    ///
    /// Where no minute of lateness is possible, an order worth more is one with less travel, and so with
    /// more points and fewer minutes as well.
    private func ordersMatter(_ crewClass: Int) -> Bool {
        if space.hasParts(crewClass: crewClass) { return true }
        let team = Int(space.problem.shifts.team[space.classes[crewClass].shift])
        guard space.problem.shifts.countsMinutes(ofTeam: team) else { return false }
        return network.travelPrice <= 0 || network.canBeLate
    }
}
