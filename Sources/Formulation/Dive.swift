import LinearModel
import RouteColumns

/// Rounds the relaxation to a choice of routes: fixes those it favours, prices again, and goes on.
///
/// Where what is fixed leaves no solution, half of the last step is taken back. A dive leaves the
/// columns it found in the master, takes its fixings back and goes back to the relaxation it began
/// with. Sadykov, Vanderbeck, Pessoa, Tahiri and Uchoa (2019), "Primal heuristics for branch and price:
/// the assets of diving methods".
struct Dive {
    private let generation: ColumnGeneration
    private let control: ColumnGeneration.Control
    /// Routes fixed in each step.
    private var steps: [[Int]] = []
    /// How each route stands.
    private var standing: [Int: Standing] = [:]
    private var choice: RemainingChoice
    /// [route] What it takes of limits that several routes share.
    private var shares: [[SideColumn.Coefficient]] = []
    /// Whether it stays near a plan, so that little is left to decide.
    private var isNear = false
    /// Simplex iterations that led to no solution.
    private var lostIterations = 0
    /// Shifts the order of equally good fixings, so that dives differ.
    private var random: UInt64

    /// What the dive has done to a route.
    private enum Standing {
        /// It is chosen.
        case fixed
        /// It can't be chosen beside those that are.
        case shut
        /// It led nowhere.
        case barred
    }

    /// Routes at or above this value are fixed at once.
    private static let certain = 0.9
    /// Routes of the plan at or above this value are kept at once, where a dive is to stay near it.
    private static let kept = 0.3
    /// Simplex iterations a row that may be lost before the dive ends.
    private static let mostLost = 20

    /// How slowly it goes: the share of the routes under way that is fixed at least in each step, and
    /// the rounds of pricing in between; coarser as the run ends.
    private var pace: (leastShare: Double, rounds: Int) {
        switch generation.spentShare() - (isNear ? 0.3 : 0) {
        case ..<0.6: (0.03, 4)
        case ..<0.8: (0.05, 3)
        default: (0.08, 2)
        }
    }

    private var master: RestrictedMaster { generation.master }

    /// Dives from the present relaxation.
    ///
    /// - Parameters:
    ///   - generation: the relaxation, solved.
    ///   - control: when to stop.
    ///   - seed: makes dives differ.
    ///   - plan: routes to keep where the relaxation has them too; empty for a dive that is free.
    /// - Returns: the routes chosen; perhaps fewer than a full plan, where limits cut in.
    /// - Throws: `LinearProgramError` where the engine breaks down.
    static func run(
        _ generation: ColumnGeneration,
        _ control: ColumnGeneration.Control,
        seed: UInt64,
        near plan: [RouteColumn] = []
    ) throws(LinearProgramError) -> [RouteColumn] {
        let before = generation.master.solution
        var dive = Dive(generation, control, seed: seed)
        defer { (generation.isClosed, generation.shutCount) = (nil, 0) }
        try generation.master.allowMissing(true)
        if !plan.isEmpty {
            dive.isNear = true
            dive.noteShares()
            let step = dive.step(near: plan)
            try dive.take(step)
        }
        try dive.descend()
        let chosen = dive.fixed.map { generation.master.columns[$0] }
        try dive.release()
        try generation.master.goBack(to: before)
        return chosen
    }

    private init(
        _ generation: ColumnGeneration,
        _ control: ColumnGeneration.Control,
        seed: UInt64
    ) {
        self.generation = generation
        self.control = control
        random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        choice = RemainingChoice(generation.master)
    }

    /// Works out what routes take of such limits that came since the last call.
    private mutating func noteShares() {
        guard choice.hasSharedLimits else { return }
        for route in master.columns.dropFirst(shares.count) {
            shares.append(choice.shares(of: route))
        }
    }

    /// What a route takes of limits that several routes share.
    private func shares(of route: Int) -> [SideColumn.Coefficient] {
        route < shares.count ? shares[route] : []
    }

    private var fixed: [Int] { steps.flatMap(\.self) }

    private mutating func descend() throws(LinearProgramError) {
        generation.isClosed = choice.isClosed
        while !control.mustStop() {
            let isFirst = steps.isEmpty
            let before = master.iterations
            let end = try generation.run(
                control,
                method: isFirst ? .primal : .dual,
                maxRounds: isFirst ? 1 : pace.rounds
            )
            noteShares()
            if end == .failed {
                lostIterations += max(master.iterations - before, master.model.rows.count)
                guard !control.mustStop(), try retreat() else { break }
            } else {
                guard let step = nextStep() else { break }
                try take(step)
            }
            generation.isClosed = choice.isClosed
            generation.shutCount = standing.count
        }
    }

    /// The routes to fix next; nil once every route is fixed or out.
    private mutating func nextStep() -> [Int]? {
        var open: [(route: Int, value: Double)] = []
        for route in master.columns.indices where standing[route] == nil {
            let value = master.value(ofRoute: route)
            if value > 1e-6 { open.append((route, value + jitter())) }
        }
        guard !open.isEmpty else { return nil }
        open.sort { ($1.value, $0.route) < ($0.value, $1.route) }
        let least = max(1, Int(Double(open.count) * pace.leastShare))
        var step: [Int] = []
        for (route, value) in open where value >= Dive.certain || step.count < least {
            if choose(route) { step.append(route) }
        }
        return step.isEmpty ? nil : step
    }

    /// Routes of a plan on which the relaxation agrees.
    private mutating func step(near plan: [RouteColumn]) -> [Int] {
        let wanted = Set(plan)
        var step: [Int] = []
        for (route, column) in master.columns.enumerated()
        where master.value(ofRoute: route) >= Dive.kept && wanted.contains(column) {
            if choose(route) { step.append(route) }
        }
        return step
    }

    private mutating func jitter() -> Double {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return Double(random >> 40) / Double(1 << 24) * 0.04
    }

    /// Chooses a route unless it is out beside those chosen.
    private mutating func choose(_ route: Int) -> Bool {
        guard !isOut(route) else { return false }
        close(route)
        return true
    }

    /// Fixes routes that are chosen, and shuts those that can't be any more: simplex steps between them
    /// would lead nowhere.
    private mutating func take(_ step: [Int]) throws(LinearProgramError) {
        for route in step { try set(route, .fixed) }
        steps.append(step)
        for route in master.columns.indices where standing[route] == nil && isOut(route) {
            try set(route, .shut)
        }
    }

    /// Takes the last step back, or its second half; false where there is none, or it took too long.
    private mutating func retreat() throws(LinearProgramError) -> Bool {
        guard lostIterations < Dive.mostLost * master.model.rows.count, let last = steps.popLast()
        else { return false }
        let half = Array(last.prefix(last.count / 2))
        choice.reset()
        for route in fixed + half { close(route) }
        for route in last { try set(route, half.isEmpty ? .barred : nil) }
        for route in standing.keys.sorted() where standing[route] == .shut && !isOut(route) {
            try set(route, nil)
        }
        if !half.isEmpty { try take(half) }
        return true
    }

    /// Closes the nodes that can't be served beside a route.
    private mutating func close(_ route: Int) {
        choice.take(master.columns[route], shares: shares(of: route))
    }

    private func isOut(_ route: Int) -> Bool {
        !choice.allows(master.columns[route], shares: shares(of: route))
    }

    private mutating func set(_ route: Int, _ new: Standing?) throws(LinearProgramError) {
        standing[route] = new
        switch new {
        case .fixed: try master.setBounds(ofRoute: route, lower: 1, upper: 1)
        case .shut, .barred: try master.setBounds(ofRoute: route, lower: 0, upper: 0)
        case nil: try master.setBounds(ofRoute: route, lower: 0, upper: .infinity)
        }
    }

    private mutating func release() throws(LinearProgramError) {
        for route in standing.keys.sorted() { try set(route, nil) }
        try master.allowMissing(false)
    }
}
