import Scheduling

extension ChangedDay {
    /// The day as a draft that can be written as a scenario folder.
    ///
    /// The folder says less than the scenario where the format has no words for it: sessions of a
    /// program keep their windows and teams, for neither can be told session by session. The new plan
    /// is valid for it and scores the same.
    /// - Parameters:
    ///   - draft: The rows of the scenario before the events.
    ///   - added: The rows of the requests that came in.
    /// - Returns: the changed rows.
    public func draft(from draft: ScenarioDraft, added: [RequestRecord]) -> ScenarioDraft {
        var changed = draft
        let begun = Set(begun.map(\.text))
        let visits = Dictionary(
            scenario.visits.map { ($0.id.text, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        changed.requests = (draft.requests + added).map { request in
            guard let visit = visits[request.id], !begun.contains(request.id) else {
                return request
            }
            return row(request, visit)
        }
        changed.shifts = scenario.shifts.map { shift in
            ShiftRecord(
                team: scenario.teams[shift.teamIndex].id.text,
                dates: .date(scenario.start.advanced(byDays: shift.day)),
                startMinute: shift.startMinute % minutesPerDay,
                endMinute: shift.endMinute - shift.day * minutesPerDay,
                crews: shift.crews,
                people: shift.people,
                capacity: shift.capacityUnits
            )
        }
        changed.commitments = scenario.commitments.map { commitment in
            CommitmentRecord(
                visit: commitment.visit.text,
                role: commitment.role?.text,
                team: commitment.team.text,
                start: moment(commitment.startMinute),
                kind: commitment.kind,
                crew: commitment.crew
            )
        }
        return changed
    }

    private func row(_ request: RequestRecord, _ visit: Visit) -> RequestRecord {
        var row = request
        row.refuse = visit.refusedTeams.map { scenario.teams[$0].id.text }
        let now = moment(nowMinute)
        if visit.windows.isEmpty {
            // An empty stretch of time: it can't be served.
            row.from = now
            row.until = now
        } else if (request.from?.minutes(since: scenario.start) ?? 0) < nowMinute {
            row.from = now
        }
        return row
    }

    private func moment(_ minute: Int) -> DraftMoment {
        let day = minute / minutesPerDay
        return .minute(
            scenario.start.advanced(byDays: day),
            minuteOfDay: minute - day * minutesPerDay
        )
    }
}
