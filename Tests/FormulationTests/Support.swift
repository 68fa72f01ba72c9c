import DenseProblem
import Evaluation
import GLPKSolver
import LinearModel
import PaidanTestSupport
import RouteColumns
import Scheduling

@testable import Formulation

/// The judge's verdict on a plan in dense indices; reasons don't matter here.
func verdict(_ plan: DensePlan, _ problem: DenseProblem) -> Verdict {
    Audit(problem.scenario).judge(problem.plan(from: plan) { _ in ("left-out", "") })
}

/// Throws where a plan breaks a rule or is not worth what it is said to be.
func requireValid(
    _ plan: DensePlan,
    worth total: Int?,
    _ problem: DenseProblem
) throws(PropertyFailure) {
    let found = verdict(plan, problem)
    guard found.isValid else {
        throw PropertyFailure("\(found.violations.map { $0.message(in: .english) })")
    }
    guard found.score.total == total else {
        throw PropertyFailure("claims \(total ?? .min), judged \(found.score.total)")
    }
}

/// A plan of the pinned visits alone; nil where no plan keeps all pins.
///
/// Emptied windows keep the other visits out without renumbering anything.
func pinnedPlan(_ problem: DenseProblem) -> DensePlan? {
    var part = problem.scenario
    let pinned = Set(part.commitments.filter { $0.kind == .pinned }.compactMap(\.visitIndex))
    for visit in part.visits.indices where !pinned.contains(visit) {
        part.visits[visit].windows = []
    }
    return bruteForceOptimum(of: part).map { problem.densePlan(from: $0.plan) }
}

extension TinyScenarioOptions {
    /// Few visits more than crews, so that routes are long enough to go in circles, and can be listed.
    static let longRoutes = TinyScenarioOptions(
        days: 1...2,
        sites: 1...2,
        teams: 1...3,
        shifts: 1...3,
        visits: 4...7
    )
}

/// Every route of a small space.
func allRoutes(_ space: ColumnSpace) throws(PropertyFailure) -> [RouteColumn] {
    guard let columns = RouteEnumeration.list(space, limit: 100_000).columns else {
        throw PropertyFailure("too many routes")
    }
    return columns
}

/// A space with random prices of its nodes and classes.
struct PricedSpace {
    let space: ColumnSpace
    var prices: Prices

    /// Prices around a node's own points, some below zero; a minute costs more than its travel only
    /// where the team's minutes count, since only then the listing keeps what is best for that.
    init(_ space: ColumnSpace, random: inout SplitMix64, cutCount: Int) {
        self.space = space
        let unit = PriceScale.unit
        let problem = space.problem
        let spread = random.pick([20, 150, 600])
        var gain: [Int] = []
        for node in space.nodes {
            gain.append(
                (node.gain + random.within(-spread...spread)) * unit + random.within(0...999)
            )
        }
        var crew: [Int] = []
        var travel: [Int] = []
        for entry in space.classes {
            let team = Int(problem.shifts.team[entry.shift])
            let isPriced = problem.shifts.countsMinutes(ofTeam: team) && random.chance(60)
            let minute = isPriced ? random.within(0...3 * unit) : 0
            crew.append(random.chance(50) ? random.within(0...60 * unit) : 0)
            travel.append(problem.scenario.weights.travel * unit + minute)
        }
        prices = Prices(gain: gain, crew: crew, travelMinute: travel)
        for _ in 0..<cutCount {
            if let cut = PricedSpace.randomCut(space, &random) { prices.cuts.append(cut) }
        }
    }

    /// A cut over three demands, or over two and a class with one crew; nil where there are too few.
    private static func randomCut(
        _ space: ColumnSpace,
        _ random: inout SplitMix64
    ) -> SubsetRowPrice? {
        let demands = random.shuffled((0..<Int32(space.demandCount)).map { $0 })
        let single = space.classes.indices.filter { space.classes[$0].crews.count == 1 }
        let price = random.within(1...200 * PriceScale.unit)
        if !single.isEmpty, demands.count >= 2, random.chance(40) {
            return SubsetRowPrice(
                demands: demands.prefix(2).sorted(),
                crewClass: random.pick(single),
                price: price
            )
        }
        guard demands.count >= 3 else { return nil }
        return SubsetRowPrice(demands: demands.prefix(3).sorted(), crewClass: -1, price: price)
    }

    /// What a route is worth at the prices, added up from its parts.
    func worth(of column: RouteColumn) -> Int {
        let unit = PriceScale.unit
        let nodes = column.nodes.map { space.nodes[Int($0)] }
        let weights = space.problem.scenario.weights
        let service = nodes.reduce(0) { $0 + Int($1.minutes) }
        let extra = prices.travelMinute[column.crewClass] - weights.travel * unit
        var sum = (column.points - nodes.reduce(0) { $0 + $1.gain }) * unit
        for node in column.nodes { sum += prices.gain[Int(node)] }
        sum -= extra * (column.workMinutes - service) + prices.crew[column.crewClass]
        for cut in prices.cuts {
            let hits = nodes.count { cut.demands.contains($0.demand) }
            sum -= (hits + (cut.crewClass == column.crewClass ? 1 : 0)) / 2 * cut.price
        }
        return sum
    }
}

extension Scenario {
    /// Makes visits so long that bounds minute by minute can be had.
    mutating func lengthenVisits() {
        for visit in visits.indices { visits[visit].minutes = max(8, visits[visit].minutes) }
    }

    /// Lets visits take a unit of goods or two, of which crews bring so many.
    mutating func limitGoods(units: Int) {
        for visit in visits.indices { visits[visit].loadUnits = 1 + visit % 2 }
        for shift in shifts.indices { shifts[shift].capacityUnits = units }
    }
}

/// Classes at random prices, each with the worth of all of its routes, ascending: visits are short enough for
/// circles, and goods and, in every other team, visits are too few for most ways.
func forEachLimitedClass(
    seeds: Range<UInt64>,
    visits: Int,
    units: Int,
    _ body: (PricedSpace, Pricer, _ number: Int, _ worths: [Int]) throws -> Void
) throws {
    try withEvery("seed", in: seeds) { seed in
        var scenario = tinyScenario(seed: seed, options: .longRoutes)
        for visit in scenario.visits.indices {
            scenario.visits[visit].minutes = 8 + scenario.visits[visit].minutes % 20
        }
        scenario.limitGoods(units: units)
        for team in scenario.teams.indices {
            scenario.teams[team].maxVisits = team % 2 == 0 ? visits : nil
        }
        let space = ColumnSpace(DenseProblem(scenario))
        let columns = try allRoutes(space)
        var random = SplitMix64(seed: seed)
        let priced = PricedSpace(space, random: &random, cutCount: 0)
        var worths = [[Int]](repeating: [], count: space.classes.count)
        for column in columns { worths[column.crewClass].append(priced.worth(of: column)) }
        let pricer = Pricer(space)
        for number in space.classes.indices {
            try body(priced, pricer, number, worths[number].sorted())
        }
    }
}

extension ColumnEngineOwner {
    /// Never stops the engine, and has neither a plan nor a search.
    static func idle(noteBound: @escaping (Int) -> Void = { _ in }) -> ColumnEngineOwner {
        ColumnEngineOwner(
            mustStop: { false },
            spend: { _ in },
            noteBound: noteBound,
            takeRoutes: { [] },
            searchAWhile: { 0 },
            offer: { _ in 0 },
            polish: { 0 },
            best: { DensePlan() }
        )
    }
}

extension ColumnGeneration.Control {
    /// Never stops.
    static var unlimited: ColumnGeneration.Control {
        ColumnGeneration.Control(mustStop: { false }, limits: SolveLimits(), spend: { _ in })
    }
}

/// A run that is over after so many looks at how much of it is spent.
func share(looks: Int) -> () -> Double {
    var seen = 0.0
    return {
        seen += 1
        return seen / Double(looks)
    }
}

/// Column generation over a space, beginning with the routes of a plan.
func withGeneration<Value>(
    _ space: ColumnSpace,
    from plan: DensePlan? = nil,
    threads: Int = 1,
    _ body: (ColumnGeneration) throws -> Value
) throws -> Value {
    try GLPKEngine().withProgram(.maximise) { program throws -> Value in
        let master = try RestrictedMaster(space, program: program)
        if let plan { try master.add(routesOf: plan, lookup: ColumnLookup(space)) }
        return try body(ColumnGeneration(master, threads: threads))
    }
}
