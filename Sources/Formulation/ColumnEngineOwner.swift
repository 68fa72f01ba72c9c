import DenseProblem

/// What the column engine asks of and tells its owner.
public struct ColumnEngineOwner {
    /// Whether to stop at once; asked from several threads.
    public var mustStop: @Sendable () -> Bool
    /// Told of deterministic work done, in elementary steps.
    public var spend: (Int) -> Void
    /// Told of each better bound, in points.
    public var noteBound: (Int) -> Void
    /// Asked for routes found by the search since the last call, as (shift, tasks).
    public var takeRoutes: () -> [(shift: Int, tasks: [Int32])]
    /// Lets the search run for its share of the work; answers with the total of the best plan known.
    public var searchAWhile: () -> Int
    /// The same beside a round of pricing, perhaps on another thread, and without an answer.
    ///
    /// What it does must not depend on the round beside it; it ends before the round does.
    public var searchBeside: () -> Void = {}
    /// Counts what the search has done beside a round that is over.
    public var searchEnded: () -> Void = {}
    /// Takes what the search has found so far; answers with the total of the best plan known.
    ///
    /// Unless given, the search runs for a while at this point instead of beside pricing.
    public var takeSearch: () -> Int
    /// Handed a plan; makes it fit, and answers with the total of the best plan known.
    public var offer: (DensePlan) -> Int
    /// Searches around the plan handed in last; answers with the total of the best plan known.
    public var polish: () -> Int
    /// The best plan known.
    public var best: () -> DensePlan
    /// [visit] Prices of visits with which a descent may begin; empty for none.
    public var visitPrices: [Double] = []
    /// Plans region after region anew until the run ends, where one linear program would be too large;
    /// answers with the total of the best plan known.
    ///
    /// There is no search beside then. Unless given, the search polishes instead.
    public var improveRegions: () -> Int
    /// Told that plans are to come from the search alone, which has a greater part of the work until a share of
    /// the run is spent, and then all.
    public var leadSearch: (Double) -> Void = { _ in }
    /// The share of the run that is spent, as far as its length is known beforehand.
    public var spentShare: () -> Double = { 0 }
    /// Told at the end, for each shift, a bound on the points of any plan with one more crew in it.
    ///
    /// Not told where bounds rest on a visit's roles wanting just the crews that there are, unless asked.
    public var noteShiftBounds: ([Int]) -> Void = { _ in }
    /// Bytes that the run may have resident; nil where that is no matter.
    public var memoryBytes: Int?
    /// Whether bounds on plans with one more crew are asked for, though that makes other bounds worse.
    public var asksForShiftBounds = false

    /// An owner given by its answers.
    public init(
        mustStop: @escaping @Sendable () -> Bool,
        spend: @escaping (Int) -> Void,
        noteBound: @escaping (Int) -> Void,
        takeRoutes: @escaping () -> [(shift: Int, tasks: [Int32])],
        searchAWhile: @escaping () -> Int,
        offer: @escaping (DensePlan) -> Int,
        polish: @escaping () -> Int,
        best: @escaping () -> DensePlan
    ) {
        self.mustStop = mustStop
        self.spend = spend
        self.noteBound = noteBound
        self.takeRoutes = takeRoutes
        self.searchAWhile = searchAWhile
        self.offer = offer
        self.polish = polish
        self.best = best
        improveRegions = polish
        takeSearch = searchAWhile
    }
}
