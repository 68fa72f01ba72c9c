import DenseProblem
import RouteColumns

/// Makes plans of chosen routes, leaving out what keeps them from being one.
enum FeasiblePlan {
    /// The plan of chosen routes, without coupled visits where their starts can't be made to agree:
    /// first without those that are in the way, then without any.
    ///
    /// - Parameters:
    ///   - chosen: routes that obey the rows of the model.
    ///   - space: what they are routes of.
    /// - Returns: the plan; nil where even the rest is none.
    static func plan(of chosen: [RouteColumn], in space: ColumnSpace) -> DensePlan? {
        if let plan = validPlan(of: chosen, in: space) { return plan }
        let inTheWay = StartParts(chosen.map { ($0, 1) }, in: space).stopsInTheWay()
            .union(stopsWithoutAllRoles(chosen, in: space))
        let rest = without(chosen, in: space) { inTheWay.contains($0) }
        if let plan = validPlan(of: rest, in: space) { return plan }
        let plain = without(chosen, in: space) { space.isStartCoupled(stop: $0) }
        return PlanExtraction.plan(of: plain, in: space)
    }

    private static func validPlan(of chosen: [RouteColumn], in space: ColumnSpace) -> DensePlan? {
        guard let plan = PlanExtraction.plan(of: chosen, in: space), isWhole(plan, space.problem),
            !Conflicts.overfillsRooms(plan, in: space.problem)
        else { return nil }
        return plan
    }

    /// Whether every visit in the plan has all its roles.
    private static func isWhole(_ plan: DensePlan, _ problem: DenseProblem) -> Bool {
        var roles: [Int: Int] = [:]
        for route in plan.routes {
            for task in route.tasks {
                roles[Int(problem.visits.visitOfTask[Int(task)]), default: 0] += 1
            }
        }
        return roles.allSatisfy { problem.visits.tasks(of: $0.key).count == $0.value }
    }

    private static func stopsWithoutAllRoles(
        _ chosen: [RouteColumn],
        in space: ColumnSpace
    ) -> Set<Int> {
        var roles: [Int: Int] = [:]
        for column in chosen {
            for node in column.nodes { roles[Int(space.nodes[Int(node)].stop), default: 0] += 1 }
        }
        return Set(roles.keys.filter { roles[$0] != space.stops[$0].roleCount })
    }

    /// Routes less some stops; a route that can't do without one is left out.
    private static func without(
        _ chosen: [RouteColumn],
        in space: ColumnSpace,
        _ isOut: (Int) -> Bool
    ) -> [RouteColumn] {
        chosen.compactMap { column in
            let nodes = column.nodes.filter { !isOut(Int(space.nodes[Int($0)].stop)) }
            return nodes.isEmpty ? nil : space.column(crewClass: column.crewClass, nodes: nodes)
        }
    }
}
