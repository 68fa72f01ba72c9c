import Scheduling

/// One role of one visit as a plan fills it, in indices of the scenario.
struct Filling {
    var visitIndex: Int
    var roleIndex: Int
    var shiftIndex: Int
    var crew: Int
    var startMinute: Int
}

/// What one crew does in one shift.
struct Route {
    var shiftIndex: Int
    var crew: Int
    /// In order of time.
    var stops: [Filling]
    /// Travel minutes to each stop, and last the way home; one more than stops.
    var legMinutes: [Int] = []

    /// Travel minutes from the base and back to it.
    var travelMinutes: Int { legMinutes.reduce(0, +) }
}

/// A plan's rows as far as they can be understood, and what is wrong with its form.
struct PlanReading {
    /// For each visit of the scenario its roles that are filled, each once.
    var fillings: [[Filling]]
    /// In order of shift and crew.
    var routes: [Route] = []
    /// Violations of the plan's form, and rows that rules 1 and 4 rule out at once.
    var violations: [Violation] = []

    /// Visits with a role filled, ascending.
    var servedVisitIndices: [Int] { fillings.indices.filter { !fillings[$0].isEmpty } }

    /// The start of a visit: its earliest, where its roles differ; nil where it is not served.
    func startMinute(ofVisit index: Int) -> Int? { fillings[index].map(\.startMinute).min() }

    /// How a role of a visit is filled, if it is.
    func filling(visitIndex: Int, roleIndex: Int) -> Filling? {
        fillings[visitIndex].first { $0.roleIndex == roleIndex }
    }
}

/// Times further off than this are no times of a plan: well past the year 9999.
private let plausibleMinutes = -10_000_000_000...10_000_000_000

extension Audit {
    /// Understands a plan's rows; what can't be understood is a violation and counts for nothing.
    func read(_ plan: Plan) -> PlanReading {
        var reading = PlanReading(fillings: Array(repeating: [], count: scenario.visits.count))
        for row in plan.assignments {
            read(row, into: &reading)
        }
        checkUnserved(plan.unserved, in: &reading)
        reading.routes = collectRoutes(reading)
        return reading
    }

    private func read(_ row: Assignment, into reading: inout PlanReading) {
        let subject = Violation.Subject(
            visits: [row.visit],
            role: row.role,
            team: row.team,
            shiftStartMinute: row.shiftStartMinute,
            crew: row.crew
        )
        guard let (visitIndex, roleIndex, teamIndex) = names(row, subject, &reading.violations)
        else { return }
        guard
            let shiftIndex = shiftIndex(
                of: row,
                minutes: scenario.visits[visitIndex].minutes,
                teamIndex: teamIndex,
                subject,
                &reading.violations
            )
        else { return }
        guard reading.filling(visitIndex: visitIndex, roleIndex: roleIndex) == nil else {
            reading.violations.append(
                violation(.roleFilledTwice, subject, row, "the role is filled twice", "该角色被重复安排")
            )
            return
        }
        reading.fillings[visitIndex].append(
            Filling(
                visitIndex: visitIndex,
                roleIndex: roleIndex,
                shiftIndex: shiftIndex,
                crew: row.crew,
                startMinute: row.startMinute
            )
        )
    }

    private func names(
        _ row: Assignment,
        _ subject: Violation.Subject,
        _ violations: inout [Violation]
    ) -> (visit: Int, role: Int, team: Int)? {
        guard let visitIndex = visitIndices[row.visit] else {
            violations.append(
                Violation(
                    .unknownVisit,
                    subject,
                    english: "visit \(row.visit): assigned, but the scenario has no such visit",
                    chinese: "服务 \(row.visit)：方案中有安排，但场景中没有此项"
                )
            )
            return nil
        }
        let roles = scenario.roles(of: scenario.visits[visitIndex])
        guard let roleIndex = roles.firstIndex(where: { $0.id == row.role }) else {
            violations.append(
                Violation(
                    .unknownRole,
                    subject,
                    english: "visit \(row.visit): its service has no role \(row.role)",
                    chinese: "服务 \(row.visit)：其服务项目没有角色 \(row.role)"
                )
            )
            return nil
        }
        guard let teamIndex = teamIndices[row.team] else {
            violations.append(
                Violation(
                    .unknownTeam,
                    subject,
                    english: "visit \(row.visit): the scenario has no team \(row.team)",
                    chinese: "服务 \(row.visit)：场景中没有队伍 \(row.team)"
                )
            )
            return nil
        }
        return (visitIndex, roleIndex, teamIndex)
    }

    /// The shift that a row names, its times checked on the way; nil where the row is of no use.
    private func shiftIndex(
        of row: Assignment,
        minutes: Int,
        teamIndex: Int,
        _ subject: Violation.Subject,
        _ violations: inout [Violation]
    ) -> Int? {
        let times = [row.startMinute, row.endMinute, row.shiftStartMinute]
        guard times.allSatisfy(plausibleMinutes.contains) else {
            let english = "a time lies beyond the year 9999"
            violations.append(violation(.timeOutOfRange, subject, row, english, "时间超出 9999 年"))
            return nil
        }
        if row.endMinute.clampedDifference(row.startMinute) != minutes {
            let english = "the end is not the start + \(minutes) minutes"
            let chinese = "结束时间不等于开始时间加 \(minutes) 分钟"
            violations.append(violation(.wrongEnd, subject, row, english, chinese))
        }
        let key = ShiftKey(teamIndex: teamIndex, startMinute: row.shiftStartMinute)
        if let shiftIndex = shiftIndices[key] { return shiftIndex }
        let stamp = scenario.stamp(row.shiftStartMinute)
        let english = "the team has no shift that starts at \(stamp)"
        violations.append(violation(.unknownShift, subject, row, english, "该队没有 \(stamp) 开始的班次"))
        return nil
    }

    /// What is wrong with a row, said after the visit, role and team that it names.
    private func violation(
        _ code: ViolationCode,
        _ subject: Violation.Subject,
        _ row: Assignment,
        _ english: String,
        _ chinese: String
    ) -> Violation {
        Violation(
            code,
            subject,
            english: "visit \(row.visit) role \(row.role) team \(row.team): \(english)",
            chinese: "服务 \(row.visit) 角色 \(row.role) 队伍 \(row.team)：\(chinese)"
        )
    }

    /// Sorts the filled roles into routes; stops at one minute stand in order of visit and role.
    private func collectRoutes(_ reading: PlanReading) -> [Route] {
        let stops = reading.fillings.joined().sorted { precedes($0, $1) }
        var routes: [Route] = []
        for stop in stops {
            if let last = routes.last, last.shiftIndex == stop.shiftIndex, last.crew == stop.crew {
                routes[routes.count - 1].stops.append(stop)
            } else {
                routes.append(Route(shiftIndex: stop.shiftIndex, crew: stop.crew, stops: [stop]))
            }
        }
        for index in routes.indices {
            routes[index].legMinutes = legMinutes(of: routes[index])
        }
        return routes
    }

    private func precedes(_ left: Filling, _ right: Filling) -> Bool {
        let leftKey = (left.shiftIndex, left.crew, left.startMinute)
        let rightKey = (right.shiftIndex, right.crew, right.startMinute)
        if leftKey != rightKey { return leftKey < rightKey }
        let leftVisit = scenario.visits[left.visitIndex]
        let rightVisit = scenario.visits[right.visitIndex]
        if leftVisit.id != rightVisit.id { return leftVisit.id < rightVisit.id }
        let roles = scenario.roles(of: leftVisit)
        return roles[left.roleIndex].id < roles[right.roleIndex].id
    }

    private func legMinutes(of route: Route) -> [Int] {
        let team = scenario.teams[scenario.shifts[route.shiftIndex].teamIndex]
        var here = team.baseSiteIndex
        var legs: [Int] = []
        for stop in route.stops {
            let there = scenario.placeIndex(
                of: scenario.visits[stop.visitIndex],
                servedBy: team
            )
            legs.append(scenario.travelMinutes(from: here, to: there, team: team))
            here = there
        }
        legs.append(scenario.travelMinutes(from: here, to: team.baseSiteIndex, team: team))
        return legs
    }
}
