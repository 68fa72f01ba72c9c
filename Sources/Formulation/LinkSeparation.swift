import RouteColumns

/// Finds `link` rows that the last relaxation violates: a team serves a program but is not counted.
enum LinkSeparation {
    /// First demands and teams whose row is missing and violated by more than a hundredth.
    static func violated(in master: RestrictedMaster) -> [(demand: Int, team: Int)] {
        let model = master.model
        guard !model.teamColumn.isEmpty else { return [] }
        let space = master.space
        var load: [MasterModel.DemandTeam: Double] = [:]
        for (number, route) in master.columns.enumerated() {
            let value = master.value(ofRoute: number)
            guard value > 1e-6 else { continue }
            let team = model.team(ofClass: route.crewClass)
            for position in route.nodes {
                let node = space.nodes[Int(position)]
                guard space.problem.visits.program[space.stops[Int(node.stop)].visit] >= 0 else {
                    continue
                }
                for first in model.linksOfDemand[Int(node.demand)] ?? [] {
                    load[MasterModel.DemandTeam(demand: first, team: team), default: 0] += value
                }
            }
        }
        var found: [(demand: Int, team: Int, excess: Double)] = []
        for (pair, sum) in load where model.linkRow[pair] == nil {
            let stop = space.stops[Int(space.stopOfDemand[pair.demand])]
            let program = Int(space.problem.visits.program[stop.visit])
            let role = pair.demand - stop.firstDemand
            let key = MasterModel.ProgramTeam(
                programRole: program * space.problem.roleStride + role,
                team: pair.team
            )
            guard let column = model.teamColumn[key] else { continue }
            let counted = master.value(ofColumn: column)
            if sum > counted + 0.01 { found.append((pair.demand, pair.team, sum - counted)) }
        }
        found.sort { ($1.excess, $0.demand, $0.team) < ($0.excess, $1.demand, $1.team) }
        return found.prefix(400).map { ($0.demand, $0.team) }
    }
}
