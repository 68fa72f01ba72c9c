import Scheduling

extension Audit {
    /// Rule 2: the whole visit lies inside one of its windows.
    func timeWindows(_ reading: PlanReading) -> [Violation] {
        reading.servedVisitIndices.compactMap { index in
            let visit = scenario.visits[index]
            guard let start = reading.startMinute(ofVisit: index) else { return nil }
            let end = start.clampedSum(visit.minutes)
            if visit.windows.contains(where: { $0.startMinute <= start && end <= $0.endMinute }) {
                return nil
            }
            let stamp = scenario.stamp(start)
            return Violation(
                .outsideWindows,
                .init(visits: [visit.id]),
                english: "visit \(visit.id): \(visit.minutes) minutes from \(stamp) "
                    + "do not lie in one of its windows",
                chinese: "服务 \(visit.id)：\(stamp) 起 \(visit.minutes) 分钟不在任何可服务时段内"
            )
        }
    }
}
