import Scheduling

/// Reads the members of a plan one by one, noting what can't be read.
struct PlanDecoder {
    let scenario: Scenario
    let members: [String: JSONValue]
    private var faults: [PlanFault] = []

    init(scenario: Scenario, members: [String: JSONValue]) {
        self.scenario = scenario
        self.members = members
    }

    mutating func decode(_ rows: [JSONValue]) -> PlanReading {
        readFormat()
        let status = readStatus()
        let score = readScore()
        let bound = readNumber("bound")
        let gap = readNumber("gap")
        var assignments: [Assignment] = []
        var indices: [Int] = []
        for (index, row) in rows.enumerated() {
            guard let assignment = assignment(row, index: index) else { continue }
            assignments.append(assignment)
            indices.append(index)
        }
        let record = PlanRecord(
            plan: Plan(assignments: assignments, unserved: readUnserved()),
            scenarioName: members["scenario"]?.string ?? "",
            status: status,
            method: members["method"]?.string ?? "",
            stop: members["stop"]?.string,
            score: score,
            bound: bound,
            gap: gap,
            droppedPins: readDroppedPins()
        )
        return PlanReading(record: record, assignmentIndices: indices, faults: faults)
    }

    // MARK: Claims

    private mutating func readFormat() {
        guard members["format"]?.number != 1 else { return }
        faults.append(
            PlanFault(
                .planForm,
                .plan,
                key: "format",
                .text(.unknownFormat),
                found: members["format"]?.finding,
                expected: .value("1")
            )
        )
    }

    private mutating func readStatus() -> PlanStatus? {
        if let status = members["status"]?.string.flatMap({ PlanStatus(rawValue: $0) }) {
            return status
        }
        faults.append(
            PlanFault(
                .planClaimUnreadable,
                .plan,
                key: "status",
                .text(.noKnownStatus),
                found: members["status"]?.finding,
                expected: .choice(["optimal", "feasible"])
            )
        )
        return nil
    }

    private mutating func readScore() -> ClaimedScore {
        var score = ClaimedScore()
        guard case .object(let claims)? = members["score"] else {
            faults.append(
                PlanFault(
                    .planClaimUnreadable,
                    .score,
                    .text(.noScore),
                    found: members["score"]?.finding,
                    expected: .text(.objectWithTotal)
                )
            )
            return score
        }
        for (name, field) in ClaimedScore.fields {
            score[keyPath: field] = claims[name]?.points
            guard score[keyPath: field] == nil else { continue }
            faults.append(
                PlanFault(
                    .planClaimUnreadable,
                    .score,
                    key: name,
                    .text(.noWholePoints),
                    found: claims[name]?.finding,
                    expected: .text(.aWholeNumber)
                )
            )
        }
        return score
    }

    /// A number that may be null or left out.
    private mutating func readNumber(_ key: String) -> Double? {
        guard let value = members[key], value != .null else { return nil }
        if let number = value.number { return number }
        faults.append(
            PlanFault(
                .planClaimUnreadable,
                .plan,
                key: key,
                .text(.notNumber),
                found: value.finding,
                expected: .text(.numberOrNull)
            )
        )
        return nil
    }

    // MARK: Rows

    private mutating func assignment(_ row: JSONValue, index: Int) -> Assignment? {
        guard case .object(let cells) = row else {
            reportRow(.assignments, index, nil, .notObject, row)
            return nil
        }
        // All cells are read before any is missed, so that each fault of the row is listed.
        let visit = text(cells, "visit", index)
        let role = text(cells, "role", index)
        let team = text(cells, "team", index)
        let shift = minute(cells, "shift", index)
        let start = minute(cells, "start", index)
        let end = minute(cells, "end", index)
        let crew = cells["crew"]?.wholeNumber
        if crew == nil {
            reportRow(.assignments, index, "crew", .notWhole, cells["crew"])
        }
        guard let visit, let role, let team, let shift, let start, let end, let crew else {
            return nil
        }
        return Assignment(
            visit: VisitID(visit),
            role: RoleID(role),
            team: TeamID(team),
            shiftStartMinute: shift,
            crew: crew,
            startMinute: start,
            endMinute: end
        )
    }

    private mutating func text(
        _ cells: [String: JSONValue],
        _ key: String,
        _ index: Int,
        in section: PlanFault.Section = .assignments
    ) -> String? {
        if let text = cells[key]?.string { return text }
        reportRow(section, index, key, .notText, cells[key])
        return nil
    }

    private mutating func minute(
        _ cells: [String: JSONValue],
        _ key: String,
        _ index: Int,
        in section: PlanFault.Section = .assignments
    ) -> Int? {
        if let text = cells[key]?.string,
            case .minute(let date, let minute)? = try? CellValue.moment(Array(text.utf8)[...])
        {
            return DraftMoment.minute(date, minuteOfDay: minute).minutes(since: scenario.start)
        }
        reportRow(
            section,
            index,
            key,
            .notDateTime,
            cells[key],
            expected: .text(.dateTimeSuchAs, .value("2026-11-23T08:30"))
        )
        return nil
    }

    private mutating func readUnserved() -> [UnservedVisit] {
        guard case .array(let rows)? = members["unserved"] else {
            faults.append(
                PlanFault(
                    .planForm,
                    .unserved,
                    .text(.notList),
                    found: members["unserved"]?.finding,
                    expected: .text(.listOfVisits)
                )
            )
            return []
        }
        var unserved: [UnservedVisit] = []
        for (index, row) in rows.enumerated() {
            guard case .object(let cells) = row, let visit = cells["visit"]?.string else {
                reportRow(.unserved, index, nil, .noVisitObject, row)
                continue
            }
            unserved.append(
                UnservedVisit(
                    visit: VisitID(visit),
                    reason: cells["reason"]?.string ?? "",
                    detail: cells["detail"]?.string ?? ""
                )
            )
        }
        return unserved
    }

    /// The pinned rows given up; most plans have no such list.
    private mutating func readDroppedPins() -> [DroppedPin] {
        guard let list = members["dropped_pins"] else { return [] }
        guard case .array(let rows) = list else {
            reportRow(.droppedPins, nil, nil, .notList, list)
            return []
        }
        var pins: [DroppedPin] = []
        for (index, row) in rows.enumerated() {
            guard case .object(let cells) = row else {
                reportRow(.droppedPins, index, nil, .notObject, row)
                continue
            }
            let isRoleNamed = cells["role"].map { $0 != .null } ?? false
            let role = isRoleNamed ? text(cells, "role", index, in: .droppedPins) : nil
            guard let visit = text(cells, "visit", index, in: .droppedPins),
                let team = text(cells, "team", index, in: .droppedPins),
                let start = minute(cells, "start", index, in: .droppedPins),
                role != nil || !isRoleNamed
            else { continue }
            pins.append(
                DroppedPin(
                    visit: VisitID(visit),
                    role: role.map { RoleID($0) },
                    team: TeamID(team),
                    startMinute: start
                )
            )
        }
        return pins
    }

    private mutating func reportRow(
        _ section: PlanFault.Section,
        _ index: Int?,
        _ key: String?,
        _ message: FaultPhrase,
        _ value: JSONValue?,
        expected: FaultText? = nil
    ) {
        faults.append(
            PlanFault(
                .planRowUnreadable,
                section,
                index: index,
                key: key,
                .text(value == nil ? .nothingGiven : message),
                found: value?.finding,
                expected: expected
            )
        )
    }
}

extension JSONValue {
    /// Points of a score: a whole number, also where it is written as 7.0.
    fileprivate var points: Int? { wholeNumber ?? number.flatMap { Int(exactly: $0) } }
}
