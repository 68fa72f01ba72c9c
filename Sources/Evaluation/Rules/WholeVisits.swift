import Scheduling

extension Audit {
    /// Rule 1: a visit is served once, with all its roles, at one start.
    ///
    /// That no role is filled twice is seen when the plan is read.
    func wholeVisits(_ reading: PlanReading) -> [Violation] {
        reading.servedVisitIndices.flatMap { index in
            missingRoles(ofVisit: index, reading) + differentStarts(ofVisit: index, reading)
        }
    }

    private func missingRoles(ofVisit index: Int, _ reading: PlanReading) -> [Violation] {
        let visit = scenario.visits[index]
        let roles = scenario.roles(of: visit)
        return roles.indices.compactMap { roleIndex in
            guard reading.filling(visitIndex: index, roleIndex: roleIndex) == nil else {
                return nil
            }
            let role = roles[roleIndex].id
            return Violation(
                .roleNotFilled,
                .init(visits: [visit.id], role: role),
                english: "visit \(visit.id) role \(role): not filled",
                chinese: "服务 \(visit.id) 角色 \(role)：无人承担"
            )
        }
    }

    private func differentStarts(ofVisit index: Int, _ reading: PlanReading) -> [Violation] {
        let starts = Set(reading.fillings[index].map(\.startMinute)).sorted()
        guard starts.count > 1 else { return [] }
        let id = scenario.visits[index].id
        let stamps = starts.map(scenario.stamp)
        return [
            Violation(
                .differentStarts,
                .init(visits: [id]),
                english: "visit \(id): its roles start at different times, "
                    + stamps.joined(separator: " and "),
                chinese: "服务 \(id)：各角色开始时间不同（\(stamps.joined(separator: "、"))）"
            )
        ]
    }
}
