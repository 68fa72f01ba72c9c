/// What a unit of goods and a visit are charged where bounds can't count them: a class's own prices.
///
/// Bounds that run over time alone let a route bring and serve more than it may. Charged by the unit, with
/// the charge for all that is allowed given back to each route, no route within the limits is worth less
/// than before, and those beyond lose: the limits are relaxed by Lagrangian prices inside pricing. Prices
/// at which the best path keeps to its limits on average make the bound least.
struct LimitPrices: Sendable, Equatable {
    /// Price of a unit of goods.
    private(set) var goods = SteppedPrice()
    /// Price of a visit.
    private(set) var visit = SteppedPrice()

    /// Moves the prices towards those at which the bound is least.
    ///
    /// - Parameters:
    ///   - network: the network, charged at the present prices.
    ///   - path: nodes of its best path at these prices.
    ///   - worth: what that path is worth, in units.
    mutating func learn(_ network: PricingNetwork, path: [Int], worth: Int) {
        if network.capacity != .max {
            let brought = path.reduce(0) { $0 + network.load[$1] }
            goods.move(brought, limit: network.capacity, worth: worth)
        }
        if network.maxVisits != .max {
            visit.move(path.count, limit: network.maxVisits, worth: worth)
        }
    }
}

/// A price at least 0 that makes a convex function of it least, found by the slope's sign alone.
///
/// Steps grow while they go one way and are halved when they turn (as in Riedmiller and Braun 1993, "A
/// direct adaptive method for faster backpropagation learning"), so that the price follows where the
/// function changes slowly from one step to the next.
struct SteppedPrice: Sendable, Equatable {
    /// The price, in units.
    private(set) var price = 0
    private var step = 0
    /// Which way the last step went.
    private var direction = 0

    /// Least step: what is given back for all that is allowed moves by an eighth of a point.
    private static func leastStep(_ limit: Int) -> Int {
        max(1, PriceScale.unit / (8 * max(1, limit)))
    }

    /// Takes a step: up where more is used than the limit, down where less is.
    ///
    /// - Parameters:
    ///   - used: what the best path uses.
    ///   - limit: what it may use.
    ///   - worth: what the path is worth, which gives steps their size.
    mutating func move(_ used: Int, limit: Int, worth: Int) {
        guard used != limit, used > limit || price > 0 else {
            direction = 0
            return
        }
        let now = used > limit ? 1 : -1
        let least = SteppedPrice.leastStep(limit)
        let first = max(least, worth / (20 * max(1, limit)))
        if step == 0 {
            step = first
        } else if now == direction {
            step = min(step * 13 / 10, first * 4)
        } else {
            step = max(least, step / 2)
        }
        direction = now
        price = max(0, price + now * step)
    }
}
