/// Why a pinned row can't be kept, whatever else is planned.
struct PinFault {
    var code: FaultCode
    var column: String
    var message: FaultText
    var expected: FaultText?
}

extension DraftValidator {
    /// Checks a pinned row by itself; rows that rest on faulty ones are left to the next reading.
    mutating func checkPin(
        _ pin: Commitment,
        _ row: RecordReference,
        pinnedStarts: inout [Int: Int]
    ) {
        guard horizonIsKnown, !isTainted(.scenario), !isTainted(.travel),
            !incomplete.contains(.travel), !incomplete.contains(.sites)
        else { return }
        guard let fault = unknown(in: pin) ?? broken(pin, pinnedStarts: &pinnedStarts) else {
            return
        }
        self.fault(
            fault.code,
            row,
            fault.column,
            fault.message,
            found: found(pin, column: fault.column),
            expected: fault.expected
        )
    }

    private func found(_ pin: Commitment, column: String) -> String? {
        switch column {
        case "visit": pin.visit.text
        case "role": pin.role?.text
        case "team": pin.team.text
        case "crew": pin.crew.map { String($0) }
        default: stamp(pin.startMinute)
        }
    }

    private func stamp(_ minute: Int) -> String { scenario.stamp(minute) }

    private func unknown(in pin: Commitment) -> PinFault? {
        guard let visit = pin.visitIndex else {
            return mayNameUnreadVisit
                ? nil
                : PinFault(
                    code: .pinUnknown,
                    column: "visit",
                    message: .text(.pinNoVisit),
                    expected: .text(.requestOrSession)
                )
        }
        if pin.teamIndex == nil, !incomplete.contains(.teams) {
            return PinFault(
                code: .pinUnknown,
                column: "team",
                message: .text(.pinNoTeam),
                expected: .text(.idOf, .value(DraftTable.teams.fileName))
            )
        }
        if pin.roleIndex == nil, isServiceKnown(ofVisit: visit) {
            let roles = scenario.roles(of: scenario.visits[visit])
            return PinFault(
                code: .pinUnknown,
                column: "role",
                message: .text(.pinNoRole),
                expected: .choice(roles.map(\.id.text))
            )
        }
        return nil
    }

    /// Whether a visit not found may stand in a row that could not be read.
    private var mayNameUnreadVisit: Bool {
        incomplete.contains(.requests) || incomplete.contains(.programs) || isTainted(.programs)
    }

    private func broken(_ pin: Commitment, pinnedStarts: inout [Int: Int]) -> PinFault? {
        guard let visitIndex = pin.visitIndex, let roleIndex = pin.roleIndex,
            let teamIndex = pin.teamIndex, isKnown(visitIndex, teamIndex)
        else { return nil }
        let visit = scenario.visits[visitIndex]
        let first = pinnedStarts[visitIndex, default: pin.startMinute]
        pinnedStarts[visitIndex] = first
        if first != pin.startMinute {
            return PinFault(
                code: .pinOtherStart,
                column: "start",
                message: .text(.pinOtherStart),
                expected: .value(stamp(first))
            )
        }
        let end = pin.startMinute + visit.minutes
        return disqualified(teamIndex, visit, roleIndex)
            ?? (visit.windows.contains { $0.startMinute <= pin.startMinute && end <= $0.endMinute }
                ? nil
                : PinFault(
                    code: .pinOutsideWindows,
                    column: "start",
                    message: .text(.pinOutsideWindows)
                ))
            ?? inNoShift(pin, visit, roleIndex, teamIndex)
    }

    /// Whether all rows that say what a team can do at a visit were read without a fault.
    private func isKnown(_ visit: Int, _ team: Int) -> Bool {
        let site = scenario.visits[visit].siteIndex
        return isServiceKnown(ofVisit: visit) && !isTainted(.teams, team)
            && !isTainted(.sites, scenario.teams[team].baseSiteIndex)
            && !(site.map { isTainted(.sites, $0) } ?? false)
    }

    private func disqualified(_ team: Int, _ visit: Visit, _ role: Int) -> PinFault? {
        let team = scenario.teams[team]
        for asked in scenario.roles(of: visit)[role].skills
        where team.level(of: asked.skill) < asked.level {
            return PinFault(
                code: .pinSkillMissing,
                column: "team",
                message: .text(.pinSkillMissing),
                expected: .text(.skillAsked, .value("\(asked.skill):\(asked.level)"))
            )
        }
        if visit.refusedTeams.contains(where: { scenario.teams[$0].id == team.id }) {
            return PinFault(
                code: .pinRefused,
                column: "team",
                message: .text(.pinRefused)
            )
        }
        let place = scenario.placeIndex(of: visit, servedBy: team)
        let out = scenario.travelMinutes(from: team.baseSiteIndex, to: place, team: team)
        guard let radius = team.radiusMinutes, out > radius else { return nil }
        return PinFault(
            code: .pinOutOfRadius,
            column: "team",
            message: .text(.pinOutOfRadius, .init(out)),
            expected: .text(.withinRadius, .init(radius))
        )
    }

    /// Whether no shift of the team could hold the visit alone, with its people and its load.
    private func inNoShift(
        _ pin: Commitment,
        _ visit: Visit,
        _ role: Int,
        _ teamIndex: Int
    ) -> PinFault? {
        guard !teamsWithFaultyShifts.contains(teamIndex), !incomplete.contains(.shifts) else {
            return nil
        }
        let team = scenario.teams[teamIndex]
        let place = scenario.placeIndex(of: visit, servedBy: team)
        let leave =
            pin.startMinute
            - scenario.travelMinutes(from: team.baseSiteIndex, to: place, team: team)
        let back =
            pin.startMinute + visit.minutes
            + scenario.travelMinutes(from: place, to: team.baseSiteIndex, team: team)
        var shifts = scenario.shifts.filter {
            $0.teamIndex == teamIndex && $0.startMinute <= leave && back <= $0.endMinute
        }
        if shifts.isEmpty {
            return PinFault(
                code: .pinInNoShift,
                column: "start",
                message: .text(.pinInNoShift),
                expected: .text(
                    .shiftFromTo,
                    .value(stamp(leave)),
                    .value(stamp(back))
                )
            )
        }
        let people = scenario.roles(of: visit)[role].people
        shifts.removeAll { $0.people < people }
        if shifts.isEmpty {
            return PinFault(
                code: .pinTooFewPeople,
                column: "team",
                message: .text(.pinTooFewPeople),
                expected: .text(.peopleOrMore, .init(people))
            )
        }
        shifts.removeAll { ($0.crews) < (pin.crew ?? 1) }
        if shifts.isEmpty {
            return PinFault(
                code: .pinNoSuchCrew,
                column: "crew",
                message: .text(.pinNoCrew)
            )
        }
        let load = scenario.loadUnits(of: visit, roleIndex: role)
        guard shifts.allSatisfy({ ($0.capacityUnits ?? load) < load }) else { return nil }
        return PinFault(
            code: .pinOverCapacity,
            column: "visit",
            message: .text(.pinOverCapacity, .init(load))
        )
    }
}

extension Scenario {
    /// A minute of the horizon as date and time, `2026-11-23T08:30`; never `24:00`.
    public func stamp(_ minute: Int) -> String {
        let ofDay = (minute % minutesPerDay + minutesPerDay) % minutesPerDay
        let day = (minute - ofDay) / minutesPerDay
        return "\(start.advanced(byDays: day))T\(clockText(ofDay))"
    }
}
