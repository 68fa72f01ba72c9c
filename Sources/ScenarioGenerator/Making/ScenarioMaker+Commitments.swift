import Scheduling

extension ScenarioMaker {
    /// Promises of the night before, half of them pinned: each could be kept, the pinned ones together.
    ///
    /// A team has one pinned row at the most, of a visit that can lack no room, so that pinned rows
    /// can't stand in each other's way.
    mutating func makeCommitments() {
        guard blueprint.commitmentsPerMille > 0, !draft.requests.isEmpty else { return }
        var random = stream("commitments")
        let wanted = draft.requests.count * blueprint.commitmentsPerMille / 1000
        let shifts = rosterShifts()
        var busy: Set<Int> = []
        for request in random.shuffled(Array(draft.requests.indices)) {
            if draft.commitments.count >= wanted { return }
            let pins = random.chance(480)
            guard services[requestServices[request]].roles.count == 1,
                draft.requests[request].site == nil || !blueprint.town.hasRooms
            else { continue }
            guard let (shift, start) = opening(for: request, among: shifts, &random) else {
                continue
            }
            let isPinned = pins && busy.insert(shift.team).inserted
            addCommitment(request, shift, start: start, isPinned: isPinned, &random)
        }
    }

    /// A shift that could serve a request alone, with a few minutes to spare, and when.
    private func opening(
        for request: Int,
        among shifts: [RosterShift],
        _ random: inout RandomStream
    ) -> (RosterShift, Int)? {
        let record = draft.requests[request]
        let kind = services[requestServices[request]]
        let minutes = record.minutes ?? kind.minutes
        let windows = windows(of: record, minutes: minutes)
        for _ in 0..<60 {
            let shift = random.pick(shifts)
            let team = draft.teams[shift.team]
            guard holds(shift.team, kind.roles[0].skills), !record.refuse.contains(team.id),
                record.load ?? 0 <= draft.shifts[shift.row].capacity ?? Int.max
            else { continue }
            // The flat map may be some minutes wrong.
            let way = way(team: shift.team, request: request)
            let safe = way == 0 ? 0 : way + 2 + way / 20
            guard safe <= team.radius ?? Int.max,
                2 * safe + minutes <= team.maxMinutes ?? Int.max,
                let start = earliestStart(of: request, windows: windows, in: shift, way: safe)
            else { continue }
            return (shift, start)
        }
        return nil
    }

    private mutating func addCommitment(
        _ request: Int,
        _ shift: RosterShift,
        start: Int,
        isPinned: Bool,
        _ random: inout RandomStream
    ) {
        let kind = services[requestServices[request]]
        let moment = DraftMoment.minute(
            date(start / minutesPerDay),
            minuteOfDay: start % minutesPerDay
        )
        draft.commitments.append(
            CommitmentRecord(
                visit: draft.requests[request].id,
                role: random.chance(600) ? kind.roles[0].name : nil,
                team: draft.teams[shift.team].id,
                start: moment,
                kind: isPinned ? .pinned : .published
            )
        )
    }
}
