import Scheduling

/// plan.json, in plan format 1.
public enum PlanFile {
    /// The file's usual name.
    public static let name = "plan.json"

    /// The bytes of the file: the same record gives the same bytes everywhere.
    public static func encode(_ record: PlanRecord, for scenario: Scenario) -> [UInt8] {
        var members: [(name: String, value: String)] = [
            ("format", "1"),
            ("scenario", JSONText.string(record.scenarioName)),
            ("status", JSONText.string(record.status?.rawValue)),
            ("method", JSONText.string(record.method)),
        ]
        if let stop = record.stop { members.append(("stop", JSONText.string(stop))) }
        let claims = ClaimedScore.fields.map { name, field in
            (name, JSONText.number(record.score[keyPath: field]))
        }
        let unserved = record.plan.unserved.map { visit in
            JSONText.object([
                ("visit", JSONText.string(visit.visit.text)),
                ("reason", JSONText.string(visit.reason)),
                ("detail", JSONText.string(visit.detail)),
            ])
        }
        members += [
            ("score", JSONText.object(claims)),
            ("bound", JSONText.number(record.bound)),
            ("gap", JSONText.decimal(record.gap)),
            (
                "assignments",
                JSONText.lines(record.plan.assignments.map { row(of: $0, in: scenario) })
            ),
            ("unserved", JSONText.lines(unserved)),
        ]
        if !record.droppedPins.isEmpty {
            let rows = record.droppedPins.map { row(of: $0, in: scenario) }
            members.append(("dropped_pins", JSONText.lines(rows)))
        }
        return JSONText.document(members)
    }

    private static func row(of pin: DroppedPin, in scenario: Scenario) -> String {
        JSONText.object([
            ("visit", JSONText.string(pin.visit.text)),
            ("role", JSONText.string(pin.role?.text)),
            ("team", JSONText.string(pin.team.text)),
            ("start", JSONText.string(scenario.stamp(pin.startMinute))),
        ])
    }

    private static func row(of assignment: Assignment, in scenario: Scenario) -> String {
        JSONText.object([
            ("visit", JSONText.string(assignment.visit.text)),
            ("role", JSONText.string(assignment.role.text)),
            ("team", JSONText.string(assignment.team.text)),
            ("shift", JSONText.string(scenario.stamp(assignment.shiftStartMinute))),
            ("crew", JSONText.number(assignment.crew)),
            ("start", JSONText.string(scenario.stamp(assignment.startMinute))),
            ("end", JSONText.string(scenario.stamp(assignment.endMinute))),
        ])
    }

    /// Reads a plan; rows and claims that can't be read are listed and left out.
    ///
    /// Whether visits, roles, teams and shifts exist, and whether the plan keeps the rules, is for
    /// the audit to say.
    /// - Throws: ``InvalidPlan`` where there is no JSON object with a list of assignments.
    public static func decode(
        _ bytes: [UInt8],
        for scenario: Scenario
    ) throws(InvalidPlan) -> PlanReading {
        let value: JSONValue
        do throws(JSONFailure) {
            value = try JSONParser.parse(bytes)
        } catch {
            throw InvalidPlan(faults: [
                PlanFault(
                    .planNotJSON,
                    .plan,
                    .text(.notJSON, .init(error.line), .text(error.phrase)),
                    expected: .text(.planOfFormat, .value("1"))
                )
            ])
        }
        guard case .object(let members) = value else {
            throw InvalidPlan(faults: [
                PlanFault(
                    .planForm,
                    .plan,
                    .text(.notObject),
                    found: value.finding,
                    expected: .text(.planOfFormat, .value("1"))
                )
            ])
        }
        guard case .array(let rows)? = members["assignments"] else {
            throw InvalidPlan(faults: [
                PlanFault(
                    .planForm,
                    .assignments,
                    .text(.notList),
                    found: members["assignments"]?.finding,
                    expected: .text(.listOfAssignments)
                )
            ])
        }
        var decoder = PlanDecoder(scenario: scenario, members: members)
        return decoder.decode(rows)
    }
}
