import Scheduling

/// One or two changes under which a visit should fit into a plan, by a reckoning over single routes.
struct ChangeCandidate: Hashable, Sendable {
    var changes: [Change]
    var price: Int
    /// Points that the plan's total should gain, other roles, minutes and programs aside.
    var gain: Int
}

/// Lists the changes of a scenario that could let a visit be served by the routes of a plan.
struct ChangeCandidates {
    private let scenario: Scenario
    private let prices: ChangePrices
    private let routesOfShift: [Int: [CrewRoute]]
    private let visitIndex: Int
    private var found: [[Change]: ChangeCandidate] = [:]

    private var visit: Visit { scenario.visits[visitIndex] }

    /// Most changes that are made at once.
    private static let mostChanges = 2
    /// Minutes are rounded up to a multiple of this, for people.
    private static let step = 5

    private init(_ scenario: Scenario, _ routes: [CrewRoute], _ prices: ChangePrices, visit: Int) {
        self.scenario = scenario
        self.prices = prices
        routesOfShift = Dictionary(grouping: routes, by: \.shift)
        visitIndex = visit
    }

    /// The candidates for a visit, cheapest first.
    static func list(
        _ scenario: Scenario,
        routes: [CrewRoute],
        visit: Int,
        prices: ChangePrices
    ) -> [ChangeCandidate] {
        var candidates = ChangeCandidates(scenario, routes, prices, visit: visit)
        candidates.collect()
        return candidates.found.values.sorted {
            let left = ($0.price, $0.changes.count, -$0.gain)
            let right = ($1.price, $1.changes.count, -$1.gain)
            return left == right
                ? $0.changes.flatMap(\.order).lexicographicallyPrecedes($1.changes.flatMap(\.order))
                : left < right
        }
    }

    private mutating func collect() {
        for role in scenario.roles(of: visit).indices {
            for (shiftIndex, shift) in scenario.shifts.enumerated() {
                guard let needs = needs(ofRole: role, shift, shiftIndex) else { continue }
                collect(shiftIndex, shift, needs)
            }
        }
    }

    /// What a shift's team and crews need for a role, whatever the time; nil where the menu has no
    /// remedy, or too many would be needed.
    private func needs(ofRole role: Int, _ shift: Shift, _ shiftIndex: Int) -> [Change]? {
        let team = scenario.teams[shift.teamIndex]
        let asked = scenario.roles(of: visit)[role]
        guard (team.maxVisits ?? 1) >= 1,
            scenario.loadUnits(of: visit, roleIndex: role) <= shift.capacityUnits ?? .max
        else { return nil }
        var needs: [Change] = asked.skills.filter { team.level(of: $0.skill) < $0.level }
            .map { .addSkill(team: shift.teamIndex, skill: $0) }
        if visit.refusedTeams.contains(shift.teamIndex) {
            needs.append(.liftRefusal(visit: visitIndex, team: shift.teamIndex))
        }
        if shift.people < asked.people {
            needs.append(.addPeople(shift: shiftIndex, people: asked.people - shift.people))
        }
        if needs.count > Self.mostChanges { return nil }
        if let limit = team.radiusMinutes {
            let minutes = scenario.travelMinutes(
                from: team.baseSiteIndex,
                to: scenario.placeIndex(of: visit, servedBy: team),
                team: team
            )
            if minutes > limit {
                needs.append(.widenRadius(team: shift.teamIndex, minutes: minutes - limit))
            }
        }
        return needs.count > Self.mostChanges ? nil : needs
    }

    private mutating func collect(_ shiftIndex: Int, _ shift: Shift, _ needs: [Change]) {
        let used = routesOfShift[shiftIndex] ?? []
        let team = scenario.teams[shift.teamIndex]
        for route in used where route.stops.count < team.maxVisits ?? .max {
            for position in 0...route.stops.count {
                collect(route, at: position, needs)
            }
        }
        let fresh = CrewRoute(shift: shiftIndex, crew: 0)
        let isNew = used.count >= shift.crews
        if !isNew { collect(fresh, at: 0, needs) }
        // Where a crew is idle one more may still be needed, for another role.
        if isNew || scenario.roles(of: visit).count > 1 {
            collect(fresh, at: 0, needs + [.addCrew(shift: shiftIndex)])
        }
    }

    /// Tries the starts worth trying at one position of a route.
    private mutating func collect(_ route: CrewRoute, at position: Int, _ needs: [Change]) {
        guard needs.count <= Self.mostChanges else { return }
        let arrival = scenario.arrival(visitIndex, route, at: position)
        let latest = scenario.latestStart(visitIndex, route, at: position)
        consider(route, at: position, start: arrival, needs)
        if latest > arrival { consider(route, at: position, start: latest, needs) }
        for window in visit.windows {
            let last = window.endMinute - visit.minutes
            if window.startMinute > arrival, last >= window.startMinute {
                consider(route, at: position, start: window.startMinute, needs)
            }
            if last > arrival, last != window.startMinute {
                consider(route, at: position, start: min(last, max(arrival, latest)), needs)
            }
        }
    }

    private mutating func consider(
        _ route: CrewRoute,
        at position: Int,
        start: Int,
        _ needs: [Change]
    ) {
        let shift = scenario.shifts[route.shift]
        let day = shift.day * minutesPerDay..<(shift.day + 1) * minutesPerDay
        guard day.contains(start), start + visit.minutes <= day.upperBound,
            let insertion = scenario.insertion(
                of: visitIndex,
                into: route,
                at: position,
                start: start
            ),
            var changes = windowChange(start, day).map({ needs + $0 })
        else { return }
        if insertion.overtimeMinutes > 0 {
            let minutes = roundedUp(
                insertion.overtimeMinutes,
                upTo: day.upperBound - shift.endMinute
            )
            guard let minutes else { return }
            changes.append(.extendShift(shift: route.shift, minutes: minutes))
        }
        note(changes, gain: gain(route, insertion, start: start, shift.teamIndex))
    }

    /// The change that lets the visit start at a minute: none, or one; nil where none can.
    private func windowChange(_ start: Int, _ day: Range<Int>) -> [Change]? {
        let end = start + visit.minutes
        var best: (minutes: Int, change: Change)?
        for (index, window) in visit.windows.enumerated() {
            let early = max(0, window.startMinute - start)
            let late = max(0, end - window.endMinute)
            if early == 0, late == 0 { return [] }
            guard day.contains(window.startMinute), early == 0 || late == 0 else { continue }
            let minutes =
                early > 0
                ? roundedUp(early, upTo: window.startMinute - day.lowerBound)
                : roundedUp(late, upTo: day.upperBound - window.endMinute)
            guard let minutes, minutes < best?.minutes ?? .max else { continue }
            best = (
                minutes,
                early > 0
                    ? .openEarlier(visit: visitIndex, window: index, minutes: minutes)
                    : .closeLater(visit: visitIndex, window: index, minutes: minutes)
            )
        }
        if let best { return [best.change] }
        guard !visit.windows.contains(where: { day.contains($0.startMinute) }) else { return nil }
        return [.allowAlso(visit: visitIndex, window: visit.hours(holding: start, onDay: day))]
    }

    /// Minutes rounded up for people, but no more than there are; nil where there are too few.
    private func roundedUp(_ minutes: Int, upTo most: Int) -> Int? {
        guard minutes <= most else { return nil }
        return min(most, (minutes + Self.step - 1) / Self.step * Self.step)
    }

    /// The minutes by which something may be moved, up to a limit: the limit itself is the last.
    static func steps(upTo most: Int) -> [Int] {
        guard most > 0 else { return [] }
        return Array(stride(from: step, to: most, by: step)) + [most]
    }

    private func gain(
        _ route: CrewRoute,
        _ insertion: RouteInsertion,
        start: Int,
        _ team: Int
    ) -> Int {
        let weights = scenario.weights
        let late = visit.dueMinute.map { max(0, start - $0) } ?? 0
        return visit.value + (visit.preferredTeams.contains(team) ? weights.prefer : 0)
            - weights.travel * insertion.travelMinutes
            - weights.late * (insertion.latenessMinutes + late)
            - (route.stops.isEmpty ? weights.crew : 0)
    }

    private mutating func note(_ changes: [Change], gain: Int) {
        guard (1...Self.mostChanges).contains(changes.count),
            let price = prices.price(of: changes, in: scenario)
        else { return }
        let key = changes.sorted { $0.order.lexicographicallyPrecedes($1.order) }
        if let known = found[key], known.gain >= gain { return }
        found[key] = ChangeCandidate(changes: changes, price: price, gain: gain)
    }
}

extension Visit {
    /// Its own hours on another day where they hold a start, else just the time it takes.
    func hours(holding start: Int, onDay day: Range<Int>) -> TimeWindow {
        for window in windows {
            let shift = day.lowerBound - window.startMinute / minutesPerDay * minutesPerDay
            let moved = TimeWindow(
                startMinute: window.startMinute + shift,
                endMinute: window.endMinute + shift
            )
            if moved.startMinute <= start, start + minutes <= moved.endMinute { return moved }
        }
        return TimeWindow(startMinute: start, endMinute: start + minutes)
    }
}

extension Change {
    /// Figures that put changes in an order of their own.
    var order: [Int] {
        switch self {
        case .openEarlier(let visit, let window, let minutes): [0, visit, window, minutes]
        case .closeLater(let visit, let window, let minutes): [1, visit, window, minutes]
        case .allowAlso(let visit, let window):
            [2, visit, window.startMinute, window.endMinute]
        case .extendShift(let shift, let minutes): [3, shift, minutes]
        case .addCrew(let shift): [4, shift]
        case .addPeople(let shift, let people): [5, shift, people]
        case .widenRadius(let team, let minutes): [6, team, minutes]
        case .addSkill(let team, let skill):
            [7, team, skill.level] + skill.skill.unicodeScalars.map { Int($0.value) }
        case .liftRefusal(let visit, let team): [8, visit, team]
        }
    }
}
