extension DraftValidator {
    mutating func checkCommitments() {
        var seen: Set<VisitRole> = []
        var pinnedStarts: [Int: Int] = [:]
        for (record, commitment) in draft.commitments.enumerated() {
            let row = RecordReference(.commitments, record)
            checkIsMinute(commitment.start, row, "start")
            checkFigure(commitment.crew, FigureRange.positive, row, "crew")
            if isReadable(row, "visit"), commitment.visit.isEmpty { missing(row, "visit") }
            if isReadable(row, "team"), commitment.team.isEmpty { missing(row, "team") }
            let resolved = resolved(commitment, record: record, row)
            checkIsNew(resolved, row, seen: &seen)
            if resolved.kind == .pinned, !isTainted(.commitments, record) {
                checkPin(resolved, row, pinnedStarts: &pinnedStarts)
            }
            scenario.commitments.append(resolved)
        }
    }

    private mutating func resolved(
        _ commitment: CommitmentRecord,
        record: Int,
        _ row: RecordReference
    ) -> Commitment {
        let visit = visitIndices[commitment.visit]
        // A visit whose own row is faulty may have no service to look at.
        let roles =
            visit.map { isServiceKnown(ofVisit: $0) ? scenario.roles(of: scenario.visits[$0]) : [] }
            ?? []
        var role = commitment.role.map { RoleID($0) }
        if role == nil {
            if roles.count == 1 { role = roles[0].id }
            if roles.count > 1 {
                fault(
                    .roleAmbiguous,
                    row,
                    "role",
                    .text(.roleAmbiguous),
                    expected: .choice(roles.map(\.id.text))
                )
            }
        }
        let lines = notes.commitmentLines
        return Commitment(
            visit: VisitID(commitment.visit),
            role: role,
            team: TeamID(commitment.team),
            startMinute: commitment.start.minutes(since: scenario.start),
            kind: commitment.kind,
            crew: commitment.crew,
            visitIndex: visit,
            roleIndex: role.flatMap { id in roles.firstIndex { $0.id == id } },
            teamIndex: teamIndices[commitment.team],
            line: record < lines.count ? lines[record] : 0
        )
    }

    private mutating func checkIsNew(
        _ commitment: Commitment,
        _ row: RecordReference,
        seen: inout Set<VisitRole>
    ) {
        guard isReadable(row, "visit") else { return }
        let key = VisitRole(visit: commitment.visit, role: commitment.role)
        guard !seen.insert(key).inserted else { return }
        let role = commitment.role.map { ",\($0)" } ?? ""
        fault(
            .commitmentTwice,
            row,
            nil,
            .text(.commitmentTwice),
            found: commitment.visit.text + role,
            expected: .text(.oneRowEach)
        )
    }

    /// Whether the service of a visit, and its roles, were read without a fault.
    func isServiceKnown(ofVisit visit: Int) -> Bool {
        let service = scenario.visits[visit].serviceIndex
        return !isVisitTainted(visit) && !isTainted(.services, service)
            && !servicesWithFaultyRoles.contains(service) && !incomplete.contains(.roles)
            && !incomplete.contains(.services)
    }

    /// Whether the row that a visit comes from is faulty.
    private func isVisitTainted(_ visit: Int) -> Bool {
        if let program = scenario.visits[visit].programIndex {
            return isTainted(.programs, program)
        }
        return isTainted(.requests, visit)
    }
}

/// What no two commitments may have in common.
struct VisitRole: Hashable {
    var visit: VisitID
    var role: RoleID?
}
