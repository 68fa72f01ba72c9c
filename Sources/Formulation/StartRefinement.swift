import RouteColumns
import Scheduling

/// What a run of column generation hands to the next, which cuts the starts of coupled stops finer.
struct StartRefinement {
    /// First minutes of further parts by stop.
    private(set) var cuts: [Int: [Int]] = [:]
    /// No plan is worth more.
    private(set) var bound = Int.max
    /// Subset-row cuts found so far; they name demands and classes, which parts leave alone.
    private(set) var subsetCuts: [RankOneCut] = []
    /// Routes found so far, in the space they belong to.
    private(set) var columns: [RouteColumn] = []
    private var space: ColumnSpace?
    /// The relaxations before each refinement.
    private var objectives: [Double] = []

    /// Most refinements.
    private static let most = 24
    /// Two refinements have to close so much of the gap between relaxation and plan; the first alone a
    /// quarter of that.
    private static let leastShare = 0.02

    /// Most further parts by day; beyond that, rows would become too many.
    private static let mostDays = 400

    /// Begins with the starts of visits with several roles cut between days, which no crew's shift spans.
    init(byDay space: ColumnSpace) {
        var cuts: [Int: [Int]] = [:]
        for (number, stop) in space.stops.enumerated() where stop.roleCount > 1 {
            let days = Set(stop.intervals.map { $0.lowerBound / minutesPerDay }).sorted()
            guard days.count > 1 else { continue }
            cuts[number] = days.dropFirst().map { $0 * minutesPerDay }
        }
        guard cuts.values.reduce(0, { $0 + $1.count }) <= StartRefinement.mostDays else { return }
        self.cuts = cuts
    }

    /// Whether parts were cut often enough.
    var isSpent: Bool { objectives.count >= StartRefinement.most }

    /// Whether the relaxation has still a visible part of the gap to lose, as far as the last two
    /// refinements tell.
    func isWorthwhile(at objective: Double, total: Int) -> Bool {
        let gap = objective - Double(total)
        guard !isSpent, gap >= 1 else { return false }
        guard let last = objectives.last else { return true }
        guard objectives.count >= 2 else {
            return last - objective >= StartRefinement.leastShare / 4 * gap
        }
        return objectives[objectives.count - 2] - objective >= StartRefinement.leastShare * gap
    }

    /// The next refinement.
    func next(cuts: [Int: [Int]], bound: Int, master: RestrictedMaster) -> StartRefinement {
        var next = self
        next.cuts = cuts
        next.bound = min(self.bound, bound)
        next.subsetCuts = master.cuts.map(\.cut)
        next.columns = master.columns
        next.space = master.space
        next.objectives.append(master.objective)
        return next
    }

    /// The routes found so far, told in a space of finer parts.
    func columns(in finer: ColumnSpace) -> [RouteColumn] {
        guard let space else { return [] }
        let translation = SpaceTranslation(from: space, to: finer)
        return columns.flatMap { translation.extremes(of: $0) }
    }
}
