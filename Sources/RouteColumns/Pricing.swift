import DenseProblem

/// Prices are whole multiples of 1/65536 point, so that sums of them are exact in any order.
public enum PriceScale {
    /// Units per point.
    public static let unit = 1 << 16
}

/// A subset-row cut as pricing sees it: of three rows a route gets charged per full pair.
///
/// The rows are demands; one of them may be the row of a class with a single crew, which counts for
/// every route of that class.
///
/// Jepsen, Petersen, Spoorendonk and Pisinger (2008), "Subset-row inequalities applied to the
/// vehicle-routing problem with time windows".
public struct SubsetRowPrice: Sendable, Hashable {
    /// The demands, ascending: three, or two where a class is named.
    public var demands: [Int32]
    /// The class with a single crew; −1 for none.
    public var crewClass: Int
    /// What each full pair costs; at least 0.
    public var price: Int

    /// A cut's rows and price.
    public init(demands: [Int32], crewClass: Int, price: Int) {
        self.demands = demands
        self.crewClass = crewClass
        self.price = price
    }

    /// How often a route is charged.
    public func charges(crewClass: Int, demands served: [Int32]) -> Int {
        (served.count { demands.contains($0) } + (crewClass == self.crewClass ? 1 : 0)) / 2
    }
}

/// What routes are worth at present prices.
public struct Prices: Sendable {
    /// [node] Worth of serving it, all node rows and service minutes paid for.
    public var gain: [Int]
    /// [class] Price of sending a crew of the class out, on top of `weights.crew`.
    public var crew: [Int]
    /// [class] Price of a travel minute, `weights.travel` included; at least 0.
    public var travelMinute: [Int]
    /// Cuts with a price above 0.
    public var cuts: [SubsetRowPrice]

    /// Prices given one by one.
    public init(gain: [Int], crew: [Int], travelMinute: [Int], cuts: [SubsetRowPrice] = []) {
        self.gain = gain
        self.crew = crew
        self.travelMinute = travelMinute
        self.cuts = cuts
    }
}

/// A route that pricing found.
public struct PricedRoute: Sendable, Hashable {
    /// Positions in ``ColumnSpace/nodes``, in the order served.
    public var nodes: [Int32]
    /// Its worth at the prices asked.
    public var worth: Int
}

/// What pricing says of one class of crews.
public struct PricingResult: Sendable {
    /// No route of the class is worth more than this (but see ``isBound``); 0 or more.
    public var bound: Int
    /// Routes worth more than asked, the best first.
    public var routes: [PricedRoute]
    /// Whether the bound is the worth of the best route itself.
    public var isExact: Bool
    /// Deterministic measure of the effort: labels extended.
    public var work: Int
    /// Whether ``bound`` holds for all routes, not only for those over the nodes looked at.
    public var isBound = true
    /// Nodes of the best routes of the relaxation, stops perhaps repeated, the best first; only where no more
    /// was asked than that, or than ng-routes.
    public var paths: [[Int32]] = []
    /// Whether ``bound`` and ``paths`` are those of ng-routes, which keep to limits of goods and visits, or
    /// nothing beats what was asked.
    public var areNgRoutes = false
}

/// How hard pricing tries.
public enum PricingEffort: Sendable {
    /// Only the bound of the relaxation in which visits may be repeated after two others.
    case relaxation
    /// The same over the most promising nodes alone, which bounds nothing.
    case focusedRelaxation
    /// Routes over the most promising nodes by labels that dominate on time and worth alone; where that
    /// is all nodes, with the relaxation's bound.
    case heuristic
    /// The same over all nodes, always with the relaxation's bound.
    case thorough
    /// Routes over all nodes that beat the one known, and the bound of the relaxation in which only stops far
    /// from each other may be repeated, or where labels are too many that of ``relaxation`` and its paths.
    /// Since it tells of routes as well, ``isRelaxation`` is false.
    case ngRelaxation
    /// The best route, unless the labels are too many.
    case exact

    /// Whether routes are asked for over all nodes of a class.
    var looksAtAll: Bool { self == .thorough || self == .exact }

    /// Whether only the most promising nodes of a class are looked at.
    var isFocused: Bool { self == .heuristic || self == .focusedRelaxation }

    /// Whether all nodes are bounded before labels need the ways between some.
    var boundsFirst: Bool { self == .relaxation || self == .ngRelaxation }

    /// Whether only a bound is asked for, and the best routes of the relaxation.
    public var isRelaxation: Bool {
        switch self {
        case .relaxation, .focusedRelaxation: true
        case .heuristic, .thorough, .ngRelaxation, .exact: false
        }
    }
}
