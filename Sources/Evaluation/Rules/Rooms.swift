import Scheduling

extension Audit {
    /// Rule 7: at every minute at most `rooms` visits of mode `site` at a site, ends exclusive.
    ///
    /// A visit takes one room, whatever its roles.
    func rooms(_ reading: PlanReading) -> [Violation] {
        var stays = Array(repeating: [Stay](), count: scenario.sites.count)
        for index in reading.servedVisitIndices {
            let visit = scenario.visits[index]
            guard scenario.service(of: visit).mode == .site, let site = visit.siteIndex,
                scenario.sites[site].rooms != nil,
                let start = reading.startMinute(ofVisit: index)
            else { continue }
            let end = start.clampedSum(visit.minutes)
            stays[site].append(Stay(visitIndex: index, startMinute: start, endMinute: end))
        }
        return scenario.sites.indices.flatMap { crowding(site: $0, stays[$0]) }
    }

    /// Numbers only rise where a visit starts, so those minutes are enough to look at.
    private func crowding(site siteIndex: Int, _ stays: [Stay]) -> [Violation] {
        let site = scenario.sites[siteIndex]
        guard let rooms = site.rooms else { return [] }
        var violations: [Violation] = []
        var present: [Stay] = []
        for stay in stays.sorted(by: precedes) {
            present.removeAll { $0.endMinute <= stay.startMinute }
            present.append(stay)
            guard present.count > rooms else { continue }
            let visit = scenario.visits[stay.visitIndex].id
            let stamp = scenario.stamp(stay.startMinute)
            violations.append(
                Violation(
                    .roomsExceeded,
                    .init(visits: [visit], site: site.id),
                    english: "visit \(visit) site \(site.id): \(present.count) visits at \(stamp), "
                        + "rooms for \(rooms)",
                    chinese:
                        "服务 \(visit) 地点 \(site.id)：\(stamp) 同时 \(present.count) 项，场地容 \(rooms) 项"
                )
            )
        }
        return violations
    }

    private func precedes(_ left: Stay, _ right: Stay) -> Bool {
        (left.startMinute, left.visitIndex) < (right.startMinute, right.visitIndex)
    }
}

/// A visit's time in one of a site's rooms.
private struct Stay {
    var visitIndex: Int
    var startMinute: Int
    var endMinute: Int
}
