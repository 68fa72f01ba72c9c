import Evaluation
import Paidan
import Reports
import Scheduling

/// Looks a scenario over before any plan is made.
public struct Inspector: Sendable {
    private let scenario: Scenario
    private let nearMisses: NearMisses
    private let records: RecordMaker

    /// Prepares to look a scenario over.
    public init(_ scenario: Scenario) {
        self.scenario = scenario
        nearMisses = NearMisses(scenario)
        records = RecordMaker(scenario: scenario)
    }

    /// All that is found.
    public func inspection() -> Inspection {
        let institutes = Institutes(scenario)
        let impossibilities = Possibilities(scenario).impossibilities()
        var found = Inspection(scenario: scenario.name, visits: scenario.visits.count)
        found.impossible = byCause(impossibilities)
        found.impossibleVisits = oneByOne(impossibilities)
        found.areas = byArea(impossibilities, institutes)
        let fit = Fit(scenario)
        found.idleTeams = scenario.teams.indices.filter { !fit.teamFits[$0] }
            .map { scenario.teams[$0].id.text }
        found.idleShifts = idleShifts(fit)
        found.duplicates = duplicates()
        found.shortPrograms = shortPrograms(Set(impossibilities.map(\.visit)))
        found.conflictingPins = conflictingPins()
        found.balances = Balances(scenario, institutes).all()
        return found
    }

    // MARK: Impossible visits

    private func byCause(_ impossibilities: [Impossibility]) -> [Inspection.Impossible] {
        ImpossibilityReason.allCases.compactMap { reason in
            let visits = impossibilities.filter { $0.reason == reason }.map(\.visit.text)
            return visits.isEmpty
                ? nil : Inspection.Impossible(cause: reason.rawValue, visits: visits)
        }
    }

    private func oneByOne(_ impossibilities: [Impossibility]) -> [Inspection.ImpossibleVisit] {
        let numbers = scenario.visits.map(\.id).positions
        return impossibilities.compactMap { impossibility in
            guard let visit = numbers[impossibility.visit] else { return nil }
            let roles = scenario.roles(of: scenario.visits[visit])
            let role = roles.firstIndex { $0.id == impossibility.role }
            let miss = role.flatMap {
                nearMisses.nearest(toVisit: visit, role: $0, most: 1).first
            }
            return Inspection.ImpossibleVisit(
                visit: records.visit(visit),
                cause: records.cause(impossibility),
                nearMiss: miss.map { records.nearMiss($0, visit: visit) }
            )
        }
    }

    private func byArea(
        _ impossibilities: [Impossibility],
        _ institutes: Institutes
    ) -> [Inspection.Area] {
        let reasons = Dictionary(
            impossibilities.map { ($0.visit, $0.reason) },
            uniquingKeysWith: { first, _ in first }
        )
        var areas: [Int: Inspection.Area] = [:]
        for (index, visit) in scenario.visits.enumerated() {
            let site = institutes.institute(ofVisit: index)
            var area =
                areas[site ?? -1]
                ?? Inspection.Area(
                    institute: site.map { scenario.sites[$0].id.text },
                    name: site.map { scenario.sites[$0].name } ?? "",
                    visits: 0,
                    impossible: [:]
                )
            area.visits += 1
            if let reason = reasons[visit.id] { area.impossible[reason.rawValue, default: 0] += 1 }
            areas[site ?? -1] = area
        }
        return areas.sorted { $0.key < $1.key }.map(\.value).filter { !$0.impossible.isEmpty }
    }

    // MARK: Oddities

    private func idleShifts(_ fit: Fit) -> [Inspection.IdleShift] {
        scenario.shifts.indices.filter { index in
            !fit.shiftFits[index] && fit.teamFits[scenario.shifts[index].teamIndex]
        }.map { index in
            let shift = scenario.shifts[index]
            return Inspection.IdleShift(
                team: scenario.teams[shift.teamIndex].id.text,
                shift: records.span(
                    TimeWindow(startMinute: shift.startMinute, endMinute: shift.endMinute)
                )
            )
        }
    }

    /// Requests with the same service, place, resident and windows, in groups.
    private func duplicates() -> [[String]] {
        struct Key: Hashable {
            var service: Int
            var site: Int?
            var coordinate: Coordinate?
            var resident: String
            var windows: [TimeWindow]
        }
        var groups: [Key: [String]] = [:]
        var order: [Key] = []
        for visit in scenario.visits where visit.programIndex == nil {
            let coordinate = visit.placeIndex.map { scenario.places[$0].coordinate }
            // Without a name or a place of its own a request can't be told from others.
            if visit.resident.isEmpty, visit.siteIndex != nil || coordinate == nil { continue }
            let key = Key(
                service: visit.serviceIndex,
                site: visit.siteIndex,
                coordinate: coordinate,
                resident: visit.resident,
                windows: visit.windows
            )
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(visit.id.text)
        }
        return order.compactMap { groups[$0] }.filter { $0.count > 1 }
    }

    /// Programs of which more sessions are asked than dates and teams leave room for.
    private func shortPrograms(_ impossible: Set<VisitID>) -> [Inspection.ShortProgram] {
        scenario.programs.compactMap { program in
            let sessions = program.visitIndices.map { scenario.visits[$0] }
                .filter { !impossible.contains($0.id) }
            var most = sessions.count
            if program.gapDays > 0 {
                let days = Set(
                    sessions.flatMap { $0.windows.map { $0.startMinute / minutesPerDay } }
                )
                var last = Int.min / 2
                var room = 0
                for day in days.sorted() where day - last >= program.gapDays {
                    room += 1
                    last = day
                }
                most = min(most, room)
            }
            guard most < program.visitIndices.count else { return nil }
            return Inspection.ShortProgram(
                program: program.id.text,
                name: program.name,
                asked: program.visitIndices.count,
                most: most
            )
        }
    }

    private func conflictingPins() -> [Inspection.Pin] {
        do throws(PlanningFailure) {
            try Planner.checkPins(of: scenario)
            return []
        } catch {
            guard case .conflictingPins(let rows) = error else { return [] }
            return rows.map {
                Inspection.Pin(line: $0.line, visit: $0.visit.text, team: $0.team.text)
            }
        }
    }
}

/// Which teams and shifts some visit fits, roles looked at one by one.
private struct Fit {
    var teamFits: [Bool]
    var shiftFits: [Bool]

    init(_ scenario: Scenario) {
        teamFits = Array(repeating: false, count: scenario.teams.count)
        shiftFits = Array(repeating: false, count: scenario.shifts.count)
        var shiftsOfTeam = Array(repeating: [Int](), count: scenario.teams.count)
        for (index, shift) in scenario.shifts.enumerated() {
            shiftsOfTeam[shift.teamIndex].append(index)
        }
        for (number, team) in scenario.teams.enumerated() where (team.maxVisits ?? 1) > 0 {
            let qualified = scenario.services.map { service in
                service.roles.indices.filter { role in
                    service.roles[role].skills.allSatisfy { team.level(of: $0.skill) >= $0.level }
                }
            }
            var open = shiftsOfTeam[number]
            for visit in scenario.visits where !open.isEmpty {
                let roles = qualified[visit.serviceIndex]
                guard !roles.isEmpty, !visit.refusedTeams.contains(number) else { continue }
                open.removeAll { index in
                    guard scenario.fits(visit, roles, team, scenario.shifts[index]) else {
                        return false
                    }
                    shiftFits[index] = true
                    teamFits[number] = true
                    return true
                }
            }
        }
    }
}

extension Scenario {
    /// Whether a shift could hold one of some roles of a visit, its team being qualified.
    fileprivate func fits(_ visit: Visit, _ roles: [Int], _ team: Team, _ shift: Shift) -> Bool {
        // Times first, without any way: that takes no trigonometry.
        let mayFit = visit.windows.contains {
            max($0.startMinute, shift.startMinute) + visit.minutes
                <= min($0.endMinute, shift.endMinute)
        }
        let hasCrew = roles.contains { role in
            services[visit.serviceIndex].roles[role].people <= shift.people
                && loadUnits(of: visit, roleIndex: role) <= shift.capacityUnits ?? .max
        }
        guard mayFit, hasCrew else { return false }
        let place = placeIndex(of: visit, servedBy: team)
        let out = travelMinutes(from: team.baseSiteIndex, to: place, team: team)
        let back = travelMinutes(from: place, to: team.baseSiteIndex, team: team)
        guard out <= team.radiusMinutes ?? out,
            out + visit.minutes + back <= team.maxMinutes ?? .max
        else { return false }
        return visit.windows.contains {
            max($0.startMinute, shift.startMinute + out) + visit.minutes
                <= min($0.endMinute, shift.endMinute - back)
        }
    }
}
