import LinearModel
import RouteColumns

/// Rounds the relaxation to a choice of routes: fixes those it favours, prices again, and goes on.
///
/// A dive leaves the columns it found in the master and takes its fixings back.
struct Dive {
    private let generation: ColumnGeneration
    private let control: ColumnGeneration.Control
    private var fixed: [Int] = []
    private var isFixed: Set<Int> = []
    private var isClosed: [Bool]
    private var crewsLeft: [Int]
    /// Shifts the order of equally good fixings, so that dives differ.
    private var random: UInt64

    /// Routes at or above this value are fixed at once.
    private let certain = 0.85
    /// At least this share of the routes under way is fixed in each step; more as the run ends.
    private var leastShare: Double {
        switch generation.spentShare() {
        case ..<0.6: 0.05
        case ..<0.8: 0.12
        default: 0.25
        }
    }

    private var master: RestrictedMaster { generation.master }

    /// Dives from the present relaxation.
    ///
    /// - Returns: the routes chosen; perhaps fewer than a full plan, where limits cut in.
    static func run(
        _ generation: ColumnGeneration,
        _ control: ColumnGeneration.Control,
        seed: UInt64
    ) throws(LinearProgramError) -> [RouteColumn] {
        var dive = Dive(generation, control, seed: seed)
        let chosen = try dive.descend()
        try dive.release()
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
        isClosed = [Bool](repeating: false, count: generation.master.space.nodes.count)
        crewsLeft = generation.master.space.classes.map(\.crews.count)
    }

    private mutating func descend() throws(LinearProgramError) -> [RouteColumn] {
        generation.isClosed = isClosed
        var method = SimplexMethod.primal
        while !control.mustStop() {
            let end = try generation.run(control, method: method, maxRounds: fixed.isEmpty ? 1 : 2)
            if end == .failed { break }
            guard let step = nextStep() else { break }
            for route in step { try fix(route) }
            generation.isClosed = isClosed
            method = .dual
        }
        return fixed.map { master.columns[$0] }
    }

    /// The routes to fix next; nil once every route is fixed or out.
    private mutating func nextStep() -> [Int]? {
        var open: [(route: Int, value: Double)] = []
        for route in master.columns.indices where !isFixed.contains(route) {
            let value = master.value(ofRoute: route)
            if value > 1e-6 { open.append((route, value + jitter())) }
        }
        guard !open.isEmpty else { return nil }
        open.sort { ($1.value, $0.route) < ($0.value, $1.route) }
        let least = max(1, Int(Double(open.count) * leastShare))
        var step: [Int] = []
        for (route, value) in open where value >= certain || step.count < least {
            if isFree(route, besides: step) { step.append(route) }
        }
        return step.isEmpty ? nil : step
    }

    private mutating func jitter() -> Double {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return Double(random >> 40) / Double(1 << 24) * 0.04
    }

    /// Whether a route can still be fixed beside those fixed and those of this step.
    private func isFree(_ route: Int, besides step: [Int]) -> Bool {
        let column = master.columns[route]
        let sameClass = step.count { master.columns[$0].crewClass == column.crewClass }
        guard crewsLeft[column.crewClass] > sameClass,
            column.nodes.allSatisfy({ !isClosed[Int($0)] })
        else { return false }
        let nodes = column.nodes.map { master.space.nodes[Int($0)] }
        return step.allSatisfy { other in
            master.columns[other].nodes.allSatisfy { position in
                let there = master.space.nodes[Int(position)]
                return nodes.allSatisfy { !excludes($0, there) }
            }
        }
    }

    /// Whether two nodes can't both be served: they meet the same demand, or are roles of one visit in
    /// different parts of its starts.
    private func excludes(_ node: RouteNode, _ other: RouteNode) -> Bool {
        node.demand == other.demand
            || node.stop == other.stop && node.part != other.part
    }

    private mutating func fix(_ route: Int) throws(LinearProgramError) {
        let column = master.columns[route]
        try master.program.setColumnBounds(
            master.sideCount + route,
            lower: 1,
            upper: .infinity
        )
        fixed.append(route)
        isFixed.insert(route)
        crewsLeft[column.crewClass] -= 1
        let served = Dictionary(
            grouping: column.nodes.map { master.space.nodes[Int($0)] },
            by: \.stop
        )
        for (number, entry) in master.space.classes.enumerated() {
            for position in entry.nodes {
                let node = master.space.nodes[position]
                if crewsLeft[number] == 0
                    || served[node.stop]?.contains(where: { excludes(node, $0) }) == true
                {
                    isClosed[position] = true
                }
            }
        }
    }

    private mutating func release() throws(LinearProgramError) {
        for route in fixed {
            try master.program.setColumnBounds(
                master.sideCount + route,
                lower: 0,
                upper: .infinity
            )
        }
        generation.isClosed = nil
    }
}
