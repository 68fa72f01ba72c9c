import Scheduling

extension Audit {
    /// Every visit stands in exactly one of the two lists, and the second list names known visits.
    func checkUnserved(_ unserved: [UnservedVisit], in reading: inout PlanReading) {
        var listed = Set<VisitID>()
        for entry in unserved {
            let id = entry.visit
            let isNew = listed.insert(id).inserted
            if visitIndices[id] == nil {
                reading.violations.append(
                    Violation(
                        .unknownUnserved,
                        .init(visits: [id]),
                        english: "unserved visit \(id): the scenario has no such visit",
                        chinese: "未服务清单中的 \(id)：场景中没有此项"
                    )
                )
            } else if !isNew {
                reading.violations.append(
                    Violation(
                        .unservedTwice,
                        .init(visits: [id]),
                        english: "visit \(id): twice in the list of unserved visits",
                        chinese: "服务 \(id)：在未服务清单中出现两次"
                    )
                )
            }
        }
        for (visit, fillings) in zip(scenario.visits, reading.fillings) {
            checkOneList(visit.id, isServed: !fillings.isEmpty, listed, &reading.violations)
        }
    }

    private func checkOneList(
        _ id: VisitID,
        isServed: Bool,
        _ listed: Set<VisitID>,
        _ violations: inout [Violation]
    ) {
        switch (isServed, listed.contains(id)) {
        case (true, true):
            violations.append(
                Violation(
                    .servedAndUnserved,
                    .init(visits: [id]),
                    english: "visit \(id): both assigned and listed as unserved",
                    chinese: "服务 \(id)：既有安排又列为未服务"
                )
            )
        case (false, false):
            violations.append(
                Violation(
                    .neitherServedNorUnserved,
                    .init(visits: [id]),
                    english: "visit \(id): neither assigned nor listed as unserved",
                    chinese: "服务 \(id)：既无安排也未列为未服务"
                )
            )
        case (true, false), (false, true):
            break
        }
    }
}
