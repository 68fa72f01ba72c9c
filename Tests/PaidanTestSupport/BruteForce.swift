import Scheduling

/// The best plan of a tiny scenario, found by trying all there are.
public struct BruteForceOptimum: Sendable {
    /// The greatest total of any plan.
    public var total: Int
    /// A plan with that total.
    public var plan: Plan
}

/// Tries every plan that can matter and returns the best; nil where no plan keeps the pinned rows.
///
/// It shares nothing with the solvers, nor with the audit but the model: rules and score stand here a
/// second time.
///
/// Plans are built visit by visit in order of start, ties in order of visit: the next visit, a crew
/// for each of its roles, and a start. **Which starts suffice.** Take any plan. Fix its crews and the
/// order of each route, the window of each visit, which published rows it keeps, and, for two visits
/// in the same site's rooms, which of them ends before the other starts. What remains is a system of
/// lower bounds ("not before the window, the crew's arrival, the other's end, the earliest kept
/// start") whose least solution moves no visit later. So it keeps all upper limits (ends of windows
/// and shifts, latest kept starts), dates stay (a window lies in one date), no more visits share a
/// room at once (visits that overlap pairwise did so before), pins don't move, and no part of the
/// score falls (lateness never grows). In the least solution every start equals one of its bounds;
/// these are the candidates below. Whatever comes before a visit in its routes or rooms starts
/// earlier than it, and so has been placed when it is the visit's turn.
///
/// - Parameters:
///   - scenario: a scenario of six visits or so.
///   - triesEveryMinute: whether to try every start instead of the candidates, to check them; for
///     two or three visits at most.
///   - mostChanges: most published rows that the plan may leave unkept; nil = any number.
/// - Returns: the best total and a plan that has it.
public func bruteForceOptimum(
    of scenario: Scenario,
    triesEveryMinute: Bool = false,
    mostChanges: Int? = nil
) -> BruteForceOptimum? {
    var search = BruteForce(scenario)
    search.mostChanges = mostChanges
    search.triesEveryMinute = triesEveryMinute
    search.explore(PartialPlan(scenario))
    return search.best
}

/// A crew of a shift and how far its route has come.
struct OpenRoute {
    let shiftIndex: Int
    let crew: Int
    var placeIndex: Int
    var freeMinute: Int
    var stops = 0
    var loadUnits = 0
}

/// A role of a placed visit.
struct PlacedRole {
    var visitIndex: Int
    var roleIndex: Int
    var routeIndex: Int
    var startMinute: Int
}

/// A plan up to some minute: all visits that start earlier are placed.
struct PartialPlan {
    var routes: [OpenRoute] = []
    var placed: [PlacedRole] = []
    /// Start of each visit; nil where it is not placed.
    var starts: [Int?]
    var lastVisitIndex = -1
    var lastStartMinute = Int.min
    /// Work minutes of each team so far, without the ways home.
    var workMinutes: [Int]
    /// Points so far, without the ways home, fairness, continuity and lost commitments.
    var points = 0

    init(_ scenario: Scenario) {
        starts = Array(repeating: nil, count: scenario.visits.count)
        workMinutes = Array(repeating: 0, count: scenario.teams.count)
        for (shiftIndex, shift) in scenario.shifts.enumerated() {
            let base = scenario.teams[shift.teamIndex].baseSiteIndex
            for crew in 1...shift.crews {
                routes.append(
                    OpenRoute(
                        shiftIndex: shiftIndex,
                        crew: crew,
                        placeIndex: base,
                        freeMinute: shift.startMinute
                    )
                )
            }
        }
    }
}

/// The depth-first search over partial plans.
struct BruteForce {
    let scenario: Scenario
    /// For each visit and role the teams' shifts that may serve it, as indices of routes.
    let allowedRoutes: [[[Int]]]
    /// The most points that serving a visit can bring, lateness and other costs aside.
    let potentials: [Int]
    /// Starts that a visit may be delayed to on purpose.
    let ownStarts: [[Int]]
    let publishedRows: [[Commitment]]
    let pinnedRows: [[Commitment]]
    /// Whether crew numbers of a shift mean something: a pinned row names one.
    let hasNamedCrews: [Bool]
    var best: BruteForceOptimum?
    var triesEveryMinute = false
    var mostChanges: Int?

    mutating func explore(_ partial: PartialPlan) {
        let waiting = scenario.visits.indices.filter { canStillStart($0, partial) }
        guard mayLeadToBest(partial, waiting) else { return }
        complete(partial)
        for visitIndex in waiting {
            assignRoles(of: visitIndex, to: [], partial)
        }
    }

    private func canStillStart(_ visitIndex: Int, _ partial: PartialPlan) -> Bool {
        partial.starts[visitIndex] == nil && earliestStart(visitIndex, partial) != nil
    }

    /// The first minute from now on at which the visit's windows let it start.
    private func earliestStart(_ visitIndex: Int, _ partial: PartialPlan) -> Int? {
        let visit = scenario.visits[visitIndex]
        return visit.windows.compactMap { window in
            let start = max(window.startMinute, partial.lastStartMinute)
            return start + visit.minutes <= window.endMinute ? start : nil
        }
        .min()
    }

    /// Costs only add up from here, so that points and hopes bound what can become of it.
    private func mayLeadToBest(_ partial: PartialPlan, _ waiting: [Int]) -> Bool {
        let lostPins = scenario.commitments.contains { row in
            guard row.kind == .pinned, let visit = row.visitIndex else { return false }
            return partial.starts[visit] == nil && !waiting.contains(visit)
        }
        if lostPins { return false }
        guard let best else { return true }
        return partial.points + hope(partial, waiting) - publishedCost > best.total
    }

    /// An upper bound on what the waiting visits can still bring.
    private func hope(_ partial: PartialPlan, _ waiting: [Int]) -> Int {
        var points = 0
        var sessions = Array(repeating: [Int](), count: scenario.programs.count)
        for visitIndex in waiting {
            let visit = scenario.visits[visitIndex]
            var gain = potentials[visitIndex]
            if let due = visit.dueMinute, let start = earliestStart(visitIndex, partial) {
                gain -= scenario.weights.late * max(0, start - due)
            }
            if let program = visit.programIndex {
                sessions[program].append(max(0, gain))
            } else {
                points += max(0, gain)
            }
        }
        for (program, gains) in zip(scenario.programs, sessions) {
            points += gains.sorted(by: >).prefix(mostSessions(program, partial)).reduce(0, +)
        }
        return points
    }

    /// How many more sessions `gap` leaves dates for.
    private func mostSessions(_ program: Program, _ partial: PartialPlan) -> Int {
        guard program.gapDays > 0 else { return program.visitIndices.count }
        let placed = program.visitIndices.count { partial.starts[$0] != nil }
        return (scenario.days - 1) / program.gapDays + 1 - placed
    }

    /// What losing all published rows costs; each kept one is gained back.
    var publishedCost: Int {
        scenario.weights.change * scenario.commitments.count { $0.kind == .published }
    }

    /// Chooses a crew for each role in turn, then a start.
    private mutating func assignRoles(
        of visitIndex: Int,
        to chosen: [Int],
        _ partial: PartialPlan
    ) {
        guard chosen.count < allowedRoutes[visitIndex].count else {
            for start in candidateStarts(visitIndex, chosen, partial) {
                if let next = placing(visitIndex, chosen, start, partial) { explore(next) }
            }
            return
        }
        for route in allowedRoutes[visitIndex][chosen.count] where !chosen.contains(route) {
            guard isNewOrNextCrew(route, chosen, partial) else { continue }
            assignRoles(of: visitIndex, to: chosen + [route], partial)
        }
    }

    /// Crews of a shift are alike: an unused one is tried only after all of lower number are used.
    private func isNewOrNextCrew(_ route: Int, _ chosen: [Int], _ partial: PartialPlan) -> Bool {
        let crew = partial.routes[route].crew
        if crew == 1 || hasNamedCrews[partial.routes[route].shiftIndex] { return true }
        return partial.routes[route - 1].stops > 0 || chosen.contains(route - 1)
    }

    private func candidateStarts(
        _ visitIndex: Int,
        _ chosen: [Int],
        _ partial: PartialPlan
    ) -> [Int] {
        let arrivals = chosen.map { partial.routes[$0].freeMinute + leg(visitIndex, $0, partial) }
        guard let arrival = arrivals.max() else { return [] }
        if triesEveryMinute {
            let visit = scenario.visits[visitIndex]
            let ends = chosen.map { scenario.shifts[partial.routes[$0].shiftIndex].endMinute }
            return Array(arrival...max(arrival, (ends.min() ?? arrival) - visit.minutes))
        }
        var starts = Set([arrival] + ownStarts[visitIndex])
        if let site = roomedSite(visitIndex) {
            for other in scenario.visits.indices where roomedSite(other) == site {
                if let start = partial.starts[other] {
                    starts.insert(start + scenario.visits[other].minutes)
                }
            }
        }
        return starts.filter { $0 >= arrival }.sorted()
    }

    /// The site whose rooms a visit needs; nil where there is no limit.
    private func roomedSite(_ visitIndex: Int) -> Int? {
        let visit = scenario.visits[visitIndex]
        guard scenario.service(of: visit).mode == .site, let site = visit.siteIndex,
            scenario.sites[site].rooms != nil
        else { return nil }
        return site
    }

    func leg(_ visitIndex: Int, _ route: Int, _ partial: PartialPlan) -> Int {
        let team = scenario.teams[scenario.shifts[partial.routes[route].shiftIndex].teamIndex]
        let there = scenario.placeIndex(of: scenario.visits[visitIndex], servedBy: team)
        return scenario.travelMinutes(
            from: partial.routes[route].placeIndex,
            to: there,
            team: team
        )
    }
}
