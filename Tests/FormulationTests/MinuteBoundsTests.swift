import DenseProblem
import GLPKSolver
import LinearModel
import PaidanTestSupport
import Scheduling
import Testing

@testable import Formulation
@testable import RouteColumns

/// Bounds minute by minute held against labels, which bound the same routes in another way.
@Suite struct MinuteBoundsTests {
    /// Visits enough for several clusters and for routes that would go in circles.
    private let options = TinyScenarioOptions(
        days: 1...1,
        sites: 2...5,
        teams: 1...2,
        shifts: 1...2,
        visits: 12...40
    )

    private func forEachNetwork(
        _ body: (PricingNetwork, inout BackwardBounds, inout MinuteBounds) throws -> Void
    ) throws {
        try withEvery("seed", in: UInt64(0)..<150) { seed in
            var scenario = tinyScenario(seed: seed, options: options)
            for visit in scenario.visits.indices {
                scenario.visits[visit].minutes = 8 + scenario.visits[visit].minutes % 25
                scenario.visits[visit].loadUnits = 1 + visit % 2
            }
            // Every other scenario has goods that are charged.
            if seed % 2 == 1 {
                for shift in scenario.shifts.indices { scenario.shifts[shift].capacityUnits = 3 }
            }
            let space = ColumnSpace(DenseProblem(scenario))
            var random = SplitMix64(seed: seed)
            let priced = PricedSpace(space, random: &random, cutCount: 0)
            var network = PricingNetwork()
            var labels = BackwardBounds()
            var minutes = MinuteBounds()
            defer {
                network.free()
                labels.free()
                minutes.free()
            }
            let droppable = [Bool](repeating: true, count: space.nodes.count)
            for number in space.classes.indices {
                var limits = LimitPrices()
                for _ in 0..<5 {
                    var loader = NetworkLoader(space: space, prices: priced.prices, limits: limits)
                    loader.load(&network, crewClass: number, isDroppable: droppable)
                    let all = Array(0..<network.count)
                    limits.learn(network, path: all, worth: 200 * PriceScale.unit)
                }
                var loader = NetworkLoader(space: space, prices: priced.prices, limits: limits)
                loader.load(&network, crewClass: number, isDroppable: droppable)
                loader.loadMemory(StopMemory(), &network, crewClass: number)
                guard MinuteNetwork.fits(network) else { continue }
                try body(network, &labels, &minutes)
            }
        }
    }

    /// Worths are rounded up by less than a unit of their scale per stop and way.
    private func slack(_ network: PricingNetwork, _ bounds: MinuteBounds) -> Int {
        bounds.layout.units(1) * 2 * ((network.shiftEnd - network.shiftStart) / 8 + 2)
    }

    @Test func equalThoseOfLabels() throws {
        var paying = 0
        try forEachNetwork { network, labels, minutes in
            let known = labels.run(network, ways: nil, asked: 0, labelLimit: .max)
            let bound = minutes.run(network) { false } ?? .min
            guard known > BackwardBounds.nothing else {
                if bound > BackwardBounds.nothing {
                    throw PropertyFailure("a route out of nothing")
                }
                return
            }
            // Labels charge lateness by the quarter of an hour, minutes by the minute, so those may
            // lie lower; neither lies below the other's best where nothing is late.
            let isLate = network.latePrice > 0
            guard bound <= known + slack(network, minutes), isLate || bound >= known else {
                throw PropertyFailure("\(bound), by labels \(known)")
            }
            paying += bound > 0 ? 1 : 0
        }
        #expect(paying > 100)
    }

    /// Nodes of a class laid out once serve any choice among them: the same bounds, the same best routes.
    @Test func knownNodesGiveTheSameBounds() throws {
        var (fewer, paths) = (0, 0)
        try forEachNetwork { network, _, minutes in
            let known = KnownNodes(network)
            var some = PricingNetwork()
            var again = MinuteBounds()
            defer {
                some.free()
                again.free()
            }
            for least in [0, 40 * PriceScale.unit, 120 * PriceScale.unit] {
                try withNodes(of: network, worthMoreThan: least, &some)
                guard some.count > 0 else { continue }
                fewer += some.count < network.count ? 1 : 0
                let bound = minutes.run(some) { false }
                guard again.run(some, known: known, mustStop: { false }) == bound else {
                    throw PropertyFailure("another bound than \(bound ?? 0)")
                }
                for node in 0..<some.count {
                    guard minutes.mostWorth(from: node) == again.mostWorth(from: node) else {
                        throw PropertyFailure("another worth from node \(node)")
                    }
                    try expectSameRests(from: node, some, minutes, again)
                }
                let (one, other) = (minutes.bestPaths(most: 1), again.bestPaths(most: 1))
                guard
                    try one.map({ try worth(of: $0, some) })
                        == other.map({ try worth(of: $0, some) })
                else { throw PropertyFailure("another best route") }
                paths += one.count
            }
        }
        #expect(fewer > 100)
        #expect(paths > 100)
    }

    /// The same worth from a node on at any minute, whatever comes before.
    private func expectSameRests(
        from node: Int,
        _ network: PricingNetwork,
        _ one: MinuteBounds,
        _ other: MinuteBounds
    ) throws {
        for start in stride(from: network.shiftStart, through: network.shiftEnd, by: 7) {
            let worth = one.mostWorth(from: node, start: start, network)
            guard worth == other.mostWorth(from: node, start: start, network) else {
                throw PropertyFailure("another worth from node \(node) at \(start)")
            }
            let previous = (node + start) % network.count
            for needed in [worth - 1, worth - 20 * PriceScale.unit, 0] {
                func canEarn(_ bounds: MinuteBounds) -> Bool {
                    bounds.canEarn(
                        moreThan: needed,
                        from: node,
                        start: start,
                        after: previous,
                        behind: .zero,
                        network
                    )
                }
                guard canEarn(one) == canEarn(other) else {
                    throw PropertyFailure("node \(node) at \(start) after \(previous)")
                }
            }
        }
    }

    /// Nodes worth more than some units, in a network of their own.
    private func withNodes(
        of network: PricingNetwork,
        worthMoreThan least: Int,
        _ some: inout PricingNetwork
    ) throws {
        let kept = (0..<network.count).filter { network.gain[$0] > least }
        let (side, newSide) = (network.count + 1, kept.count + 1)
        some.count = kept.count
        some.position.fill(from: kept.map { network.position[$0] })
        some.gain.fill(from: kept.map { network.gain[$0] })
        some.relaxedGain.fill(from: kept.map { network.relaxedGain[$0] })
        some.minutes.fill(from: kept.map { network.minutes[$0] })
        some.stop.fill(from: kept.map { network.stop[$0] })
        some.load.fill(from: kept.map { network.load[$0] })
        some.due.fill(from: kept.map { network.due[$0] })
        let segments = kept.map { network.firstSegment[$0]..<network.firstSegment[$0 + 1] }
        var first = [0]
        for range in segments { first.append(first[first.count - 1] + range.count) }
        some.firstSegment.fill(from: first)
        let all = segments.flatMap { $0 }
        some.segmentStart.fill(from: all.map { network.segmentStart[$0] })
        some.segmentEnd.fill(from: all.map { network.segmentEnd[$0] })
        some.segmentLateness.fill(from: all.map { network.segmentLateness[$0] })
        some.travel.reserve(newSide * newSide + 8, keeping: 0)
        let places = kept + [network.count]
        for (row, from) in places.enumerated() {
            for (column, to) in places.enumerated() {
                some.travel[row * newSide + column] = network.travel[from * side + to]
            }
        }
        some.travelPrice = network.travelPrice
        some.latePrice = network.latePrice
        some.fixed = network.fixed
        some.relaxedFixed = network.relaxedFixed
        some.shiftStart = network.shiftStart
        some.shiftEnd = network.shiftEnd
    }

    /// Ways that the shift has no room for count as none at all, however long they are.
    @Test func waysLongerThanTheShiftAreNone() throws {
        var changed = 0
        try forEachNetwork { network, labels, minutes in
            let side = network.count + 1
            let before = labels.run(network, ways: nil, asked: 0, labelLimit: .max)
            for row in 0..<network.count {
                for column in 0..<network.count where (row + column) % 3 == 0 {
                    network.travel[row * side + column] += 280 + Int32(row % 5 * 20_000)
                }
            }
            let known = labels.run(network, ways: nil, asked: 0, labelLimit: .max)
            let bound = minutes.run(network) { false } ?? .min
            guard known > BackwardBounds.nothing else { return }
            guard bound <= known + slack(network, minutes), network.latePrice > 0 || bound >= known
            else { throw PropertyFailure("\(bound), by labels \(known)") }
            changed += known < before ? 1 : 0
        }
        #expect(changed > 10)
    }

    /// A byte has no room for ways of more than four hours that a long shift has room for.
    @Test func longWaysInLongShiftsCallForLabels() throws {
        var fitting = 0
        try forEachNetwork { network, _, _ in
            let side = network.count + 1
            let length = network.shiftEnd - network.shiftStart
            let usable = (0..<side * side).map { Int(network.travel[$0]) }.filter { $0 <= length }
            guard network.longestWay == usable.max() else {
                throw PropertyFailure("\(network.longestWay), not \(usable.max() ?? -1)")
            }
            var other = network
            other.longestWay = 254
            guard MinuteNetwork.fits(other) else { throw PropertyFailure("254 minutes fit") }
            other.longestWay = 255
            guard !MinuteNetwork.fits(other) else { throw PropertyFailure("255 minutes don't fit") }
            fitting += 1
        }
        #expect(fitting > 100)
    }

    /// The smallest classes have their nodes kept first, as far as the bytes go.
    @Test func smallClassesAreAffordedFirst() throws {
        let space = ColumnSpace(DenseProblem(tinyScenario(seed: 7, options: options)))
        let bytes = space.classes.map { ClusteredNodes.bytes($0.nodes.count) }
        #expect(KnownNodes.affordable(space, bytes: .max).allSatisfy { $0 })
        #expect(KnownNodes.affordable(space, bytes: 0).allSatisfy { !$0 })
        let least = try #require(bytes.min())
        let some = KnownNodes.affordable(space, bytes: least)
        #expect(some.count { $0 } == 1)
        #expect(zip(some, bytes).allSatisfy { !$0 || $1 == least })
    }

    /// Pricers that keep nodes laid out bound classes as those that have no memory for it, from class to
    /// class and again.
    @Test func pricersThatKeepNodesBoundAlike() throws {
        var bounds = 0
        try withEvery("seed", in: UInt64(0)..<60) { seed in
            var scenario = tinyScenario(seed: seed, options: options)
            for visit in scenario.visits.indices {
                scenario.visits[visit].minutes = max(8, scenario.visits[visit].minutes)
                scenario.visits[visit].loadUnits = 0
            }
            for team in scenario.teams.indices { scenario.teams[team].maxVisits = nil }
            let space = ColumnSpace(DenseProblem(scenario))
            var random = SplitMix64(seed: seed)
            let prices = PricedSpace(space, random: &random, cutCount: 0).prices
            let pricers = [Pricer(space, nodeBytes: 0), Pricer(space)]
            // Looking for nodes among all of the class is some more work.
            for pricer in pricers { pricer.ngReachWork = 1 << 20 }
            for effort in [
                PricingEffort.relaxation, .heuristic, .thorough, .ngRelaxation, .relaxation, .exact,
            ] {
                for number in space.classes.indices {
                    var memories = [StopMemory(), StopMemory()]
                    for _ in 0..<2 {
                        let found = pricers.indices.map { pricer in
                            pricers[pricer].price(
                                crewClass: number,
                                prices: prices,
                                effort: effort,
                                asked: 0,
                                memory: &memories[pricer]
                            )
                        }
                        guard found[0].bound == found[1].bound,
                            found[0].routes.first?.worth == found[1].routes.first?.worth
                        else { throw PropertyFailure("class \(number), \(effort)") }
                        bounds += found[0].bound > 0 ? 1 : 0
                    }
                    memories[1].forgetNodes()
                }
            }
        }
        #expect(bounds > 200)
    }

    /// What a real route earns from any of its visits on, as the network has it; no stop comes twice.
    private func forEachRest(
        _ network: PricingNetwork,
        random: inout SplitMix64,
        _ body: (_ node: Int, _ start: Int, _ previous: Int, _ rest: Int) throws -> Void
    ) rethrows {
        for _ in 0..<40 {
            var stops: [(node: Int, start: Int, worth: Int, leg: Int)] = []
            var (here, free) = (network.count, network.shiftStart)
            for _ in 0..<6 {
                let next = random.within(0...(network.count - 1))
                let leg = Int(network.travel[here * (network.count + 1) + next])
                let start = network.start(of: next, notBefore: free + leg)
                let end = start + network.minutes[next]
                let back = Int(network.travel[next * (network.count + 1) + network.count])
                guard start >= 0, end + back <= network.shiftEnd,
                    !stops.contains(where: { network.stop[$0.node] == network.stop[next] })
                else { continue }
                let late = max(0, start - network.due[next]) * network.latePrice
                stops.append((next, start, network.relaxedGain[next] - late, leg))
                (here, free) = (next, end)
            }
            guard let last = stops.last else { continue }
            let back = Int(network.travel[last.node * (network.count + 1) + network.count])
            var rest = -back * network.travelPrice
            for place in stops.indices.reversed() {
                rest += stops[place].worth
                let previous = place > 0 ? stops[place - 1].node : -2
                try body(stops[place].node, stops[place].start, previous, rest)
                rest -= stops[place].leg * network.travelPrice
            }
        }
    }

    /// Labels forward are followed as long as the bounds say that enough can still be earned; so no
    /// rest of a route may be worth more than they say, whatever it comes from.
    @Test func boundTheRestOfAnyRoute() throws {
        var random = SplitMix64(seed: 4)
        var rests = 0
        try forEachNetwork { network, labels, minutes in
            _ = labels.run(network, ways: nil, asked: -(1 << 40), labelLimit: .max)
            _ = minutes.run(network) { false }
            func check(
                _ bounds: some CompletionBounds,
                _ node: Int,
                _ start: Int,
                _ previous: Int,
                _ rest: Int
            ) throws {
                guard bounds.mostWorth(from: node) >= rest,
                    bounds.mostWorth(from: node, start: start, network) >= rest,
                    bounds.canEarn(
                        moreThan: rest - 1,
                        from: node,
                        start: start,
                        after: previous,
                        behind: .zero,
                        network
                    )
                else { throw PropertyFailure("\(rest) from \(node) at \(start)") }
            }
            try forEachRest(network, random: &random) { node, start, previous, rest in
                try check(minutes, node, start, previous, rest)
                try check(labels, node, start, previous, rest)
                rests += 1
            }
        }
        #expect(rests > 10_000)
    }

    /// A path read back visit by visit starts in time.
    ///
    /// The best earns what the bound says, goods charged; those after it earn less and less, and begin with
    /// visits that none before has.
    @Test func pathsEarnTheBound() throws {
        var (long, others) = (0, 0)
        try forEachNetwork { network, _, minutes in
            guard let bound = minutes.run(network, mustStop: { false }), bound > 0 else { return }
            var (seen, least) = (Set<Int>(), bound)
            for path in minutes.bestPaths(most: 4) {
                let worth = try worth(of: path, network)
                guard worth <= least + slack(network, minutes), !seen.contains(path[0]) else {
                    throw PropertyFailure("worth \(worth) after \(least), or begun before")
                }
                if seen.isEmpty, worth < bound - slack(network, minutes) || worth > bound {
                    throw PropertyFailure("worth \(worth), bound \(bound)")
                }
                for (one, other) in zip(path, path.dropFirst(2)) where one == other {
                    throw PropertyFailure("back after one visit")
                }
                others += seen.isEmpty ? 0 : 1
                long += path.count > 3 ? 1 : 0
                least = worth
                seen.formUnion(path)
            }
        }
        #expect(long > 50)
        #expect(others > 50)
    }

    /// What a path earns, visit by visit.
    private func worth(of path: [Int], _ network: PricingNetwork) throws(PropertyFailure) -> Int {
        let side = network.count + 1
        var worth = network.relaxedFixed
        var (here, free) = (network.count, network.shiftStart)
        for node in path {
            let leg = Int(network.travel[here * side + node])
            let start = network.start(of: node, notBefore: free + leg)
            guard start >= 0 else { throw PropertyFailure("\(node) is closed by then") }
            worth += network.relaxedGain[node] - leg * network.travelPrice
            worth -= max(0, start - network.due[node]) * network.latePrice
            (here, free) = (node, start + network.minutes[node])
        }
        let leg = Int(network.travel[here * side + network.count])
        guard free + leg <= network.shiftEnd else { throw PropertyFailure("back too late") }
        return worth - leg * network.travelPrice
    }
}
