import Scheduling

extension Audit {
    /// Rule 9: pinned rows stand in the plan with their team and start, and their crew where given.
    func pins(_ reading: PlanReading) -> [Violation] {
        scenario.commitments.filter { $0.kind == .pinned }.compactMap { pin in
            if let filling = filling(for: pin, reading), filling.startMinute == pin.startMinute,
                pin.crew == nil || pin.crew == filling.crew
            {
                return nil
            }
            let stamp = scenario.stamp(pin.startMinute)
            let role = pin.role?.text ?? ""
            return Violation(
                .pinNotKept,
                .init(visits: [pin.visit], role: pin.role, team: pin.team),
                english: "visit \(pin.visit) role \(role) team \(pin.team): "
                    + "pinned at \(stamp)\(pin.crew.map { " with crew \($0)" } ?? ""), not kept",
                chinese: "服务 \(pin.visit) 角色 \(role) 队伍 \(pin.team)：锁定于 \(stamp)"
                    + "\(pin.crew.map { " 第 \($0) 组" } ?? "")，未遵守"
            )
        }
    }

    /// How the plan fills the row's role, where it does so with the row's team.
    func filling(for commitment: Commitment, _ reading: PlanReading) -> Filling? {
        guard let visitIndex = commitment.visitIndex, let roleIndex = commitment.roleIndex,
            let teamIndex = commitment.teamIndex,
            let filling = reading.filling(visitIndex: visitIndex, roleIndex: roleIndex),
            scenario.shifts[filling.shiftIndex].teamIndex == teamIndex
        else { return nil }
        return filling
    }
}
