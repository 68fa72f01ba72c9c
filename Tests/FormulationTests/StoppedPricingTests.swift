import DenseProblem
import PaidanTestSupport
import RouteColumns
import Scheduling
import Synchronization
import Testing

/// Pricing that is told to stop.
@Suite struct StoppedPricingTests {
    /// Twelve visits of five minutes at the base of the only crew, which has four hours: thousands of
    /// sets of them are routes.
    private let problem = DenseProblem(
        Scenario(
            name: "stopped",
            start: CalendarDate(daysSince1970: 20_780),
            days: 1,
            sites: [Site(id: "S", coordinate: Coordinate(latitude: 34.7, longitude: 113.6))],
            places: [
                Place(coordinate: Coordinate(latitude: 34.7, longitude: 113.6), siteIndex: 0)
            ],
            teams: [Team(id: "T", baseSiteIndex: 0)],
            shifts: [Shift(teamIndex: 0, startMinute: 480, endMinute: 720)],
            services: [Service(id: "s", mode: .site, minutes: 5, roles: [Role(id: "r")])],
            visits: (0..<12).map {
                Visit(
                    id: VisitID("V\($0)"),
                    serviceIndex: 0,
                    placeIndex: 0,
                    siteIndex: 0,
                    minutes: 5,
                    windows: [TimeWindow(startMinute: 480, endMinute: 720)],
                    value: 100 + $0
                )
            }
        )
    )

    /// Lists all routes, told to stop when it asks for the given time; how often it asked.
    private func list(
        stopAt ask: Int,
        asked: Int = 0
    ) -> (routes: Int?, asks: Int, isBrokenOff: Bool) {
        let space = ColumnSpace(problem)
        let pricer = Pricer(space)
        let asks = Atomic<Int>(0)
        pricer.mustStop = { asks.add(1, ordering: .relaxed).newValue >= ask }
        let unit = PriceScale.unit
        let prices = Prices(
            gain: space.nodes.map { $0.gain * unit },
            crew: [0],
            travelMinute: [problem.scenario.weights.travel * unit]
        )
        let listing = pricer.everyRoute(
            crewClass: 0,
            prices: prices,
            asked: asked,
            slack: 2000 * unit,
            memory: StopMemory(),
            limit: 1_000_000
        )
        return (listing.routes?.count, asks.load(ordering: .relaxed), pricer.isBrokenOff)
    }

    // Every route is settled as a label, and each hundred or so of these it asks; bounds for a dozen nodes without
    // memory are a few hundred labels. Whenever it is told to stop, it does so at once, and says so.
    @Test func labelsOnwardAskWhetherToStop() throws {
        let whole = list(stopAt: .max)
        let routes = whole.routes ?? 0
        #expect(routes >= 2000)
        #expect(!whole.isBrokenOff)
        // Where even the best route is too little, bounds backwards are all that is made, once instead of twice.
        let bounds = list(stopAt: .max, asked: 1 << 40)
        #expect(bounds.routes == 0)
        #expect(whole.asks - 2 * bounds.asks >= routes / 128 - 1)
        // With all routes asked for nothing is passed over; with the best ones alone the ways onward, on which bounds
        // backwards lean, decide what is. Known in part, they must not make a list that seems whole.
        for asked in [0, best - 200 * PriceScale.unit] {
            let asks = list(stopAt: .max, asked: asked).asks
            try #require(asks > 10)
            for ask in stride(from: 1, through: asks, by: max(1, asks / 60)) {
                let stopped = list(stopAt: ask, asked: asked)
                #expect(stopped.routes == nil && stopped.isBrokenOff)
                #expect(stopped.asks <= ask + 3)
            }
        }
    }

    /// Worth of all twelve visits by the crew, in units.
    private var best: Int {
        ((0..<12).reduce(0) { $0 + 100 + $1 } - problem.scenario.weights.crew) * PriceScale.unit
    }
}
