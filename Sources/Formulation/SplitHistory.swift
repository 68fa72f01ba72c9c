/// What ways to part plans cost the relaxation on either side, where they were tried.
///
/// A way that lost much in one node does so in others as well ("pseudo-costs"; Achterberg, Koch and
/// Martin 2005), so that few have to be tried anew.
struct SplitHistory {
    /// Candidates of each kind.
    static let most = 20
    /// Known ones tried again in a node, and how often each is tried at the most.
    private static let again = 3
    private static let mostTries = 3
    /// Unknown ones tried in a node; the first node tries more.
    private static let unknown = 3
    private static let unknownAtFirst = 40

    /// What a way lost on either side, on average.
    private struct Losses {
        var inside = 0.0
        var outside = 0.0
        var tries = 0

        /// The product of the losses, each small one counted as a little.
        func score(_ most: Double) -> Double {
            max(1e-3, min(inside, most)) * max(1e-3, min(outside, most))
        }
    }

    private var losses: [RouteSplit: Losses] = [:]

    /// Notes what a way lost where it holds and where it doesn't.
    mutating func note(_ split: RouteSplit, inside: Double, outside: Double) {
        var known = losses[split] ?? Losses()
        known.tries += 1
        known.inside += (inside - known.inside) / Double(known.tries)
        known.outside += (outside - known.outside) / Double(known.tries)
        losses[split] = known
    }

    /// The candidates to try: the best known ones, where they were not tried often, and some unknown
    /// ones in the order given.
    ///
    /// - Parameters:
    ///   - candidates: ways to choose from.
    ///   - most: losing more gains nothing more.
    /// - Returns: those to try, in this order.
    func worthTrying(_ candidates: [RouteSplit], most: Double) -> [RouteSplit] {
        var unknown: [RouteSplit] = []
        var known: [(split: RouteSplit, order: Int, losses: Losses)] = []
        for (order, split) in candidates.enumerated() {
            if let losses = losses[split] {
                known.append((split, order, losses))
            } else {
                unknown.append(split)
            }
        }
        known.sort { ($1.losses.score(most), $0.order) < ($0.losses.score(most), $1.order) }
        let again = known.prefix(Self.again).filter { $0.losses.tries < Self.mostTries }
        let mostUnknown = losses.isEmpty ? Self.unknownAtFirst : Self.unknown
        return again.map(\.split) + unknown.prefix(mostUnknown)
    }

    /// The candidate whose sides lose most, by what is known.
    ///
    /// - Parameters:
    ///   - candidates: ways to choose from.
    ///   - most: losing more gains nothing more.
    /// - Returns: the candidate; nil where nothing is known of any.
    func best(of candidates: [RouteSplit], most: Double) -> RouteSplit? {
        var best: (split: RouteSplit, score: Double)?
        for candidate in candidates {
            guard let score = losses[candidate]?.score(most), score > best?.score ?? 0 else {
                continue
            }
            best = (candidate, score)
        }
        return best?.split
    }
}
